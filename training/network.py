"""The multi-head network: MiniLM with word shapes, heads for tags, sentence starts, names and a biaffine parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AutoModel

from stemma.nlp.pieces import SHAPES

ARC, LABEL = 192, 80
TAGS = ("upos", "xpos", "feats", "name")
#: Weights of the heads' losses; those not named weigh 1.
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.4}
Tensors = dict[str, Tensor]


@dataclass(slots=True)
class Beliefs:
    """What several teachers think of a batch: their mean probabilities, and the likeliest head of every word."""

    tags: Tensors
    start: Tensor
    arc: Tensor
    heads: Tensor
    label: Tensor


class Reader(nn.Module):
    """One pass over a batch of windows gives everything that is read from them.

    Args:
        encoder: Folder of the base encoder.
        sizes: Number of classes of "upos", "xpos", "feats", "name" and "deprel".
    """

    def __init__(self, encoder: str, sizes: dict[str, int], *, dropout: float = 0.15) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            encoder,
            attn_implementation="sdpa",
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,  # slow on the CPU
        ).float()
        types = self.encoder.embeddings.token_type_embeddings
        wide = nn.Embedding(SHAPES, types.embedding_dim)
        wide.weight.data.copy_(types.weight.data[:1].expand(SHAPES, -1))
        self.encoder.embeddings.token_type_embeddings = wide
        self.encoder.config.type_vocab_size = SHAPES
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.ModuleDict({name: nn.Linear(width, sizes[name]) for name in TAGS})
        self.start = nn.Linear(width, 1)
        self.project = nn.ModuleDict(
            {
                name: nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.Dropout(dropout))
                for name, size in (("arc_child", ARC), ("arc_head", ARC), ("rel_child", LABEL), ("rel_head", LABEL))
            }
        )
        self.arc = nn.Linear(ARC, ARC)
        self.arc_prior = nn.Linear(ARC, 1, bias=False)
        self.label = nn.Parameter(torch.randn(LABEL + 1, sizes["deprel"] * (LABEL + 1)) * 0.01)
        self.labels = sizes["deprel"]

    def words(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Encode; give one vector per word, the first place being the root ([CLS]). Shapes: (B, P) x 3, (B, 1+L)."""
        hidden = self.encoder(input_ids=pieces, attention_mask=mask, token_type_ids=shapes).last_hidden_state
        index = first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        return self.dropout(hidden.gather(1, index))

    def view(self, batch: Tensors, name: str) -> Tensor:
        """Encode one view of a batch: "seen" with its noise or "clean"."""
        return self.words(*(batch[f"{name} {part}"] for part in ("pieces", "shapes", "mask", "first")))

    def arcs(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Give the two factors of the arc scores: children (B, L, ARC+1) and heads (B, 1+L, ARC+1), to be multiplied."""
        child = self.arc(self.project["arc_child"](words[:, 1:]))
        head = self.project["arc_head"](words)
        ones = torch.ones_like(child[..., :1])
        return torch.cat([child, ones], -1), torch.cat([head, self.arc_prior(head)], -1)

    def arc_scores(self, words: Tensor, sentence: Tensor) -> Tensor:
        """Score every word or the root as head of every word of the same sentence: (B, L, 1+L)."""
        child, head = self.arcs(words)
        same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        return (child @ head.transpose(1, 2)).float().masked_fill(~allowed, -1e4)

    def label_scores(self, child: Tensor, head: Tensor) -> Tensor:
        """Score every label for pairs of `rel` vectors (N, LABEL) of a child and its head: (N, labels)."""
        child = F.pad(child, (0, 1), value=1.0)
        head = F.pad(head, (0, 1), value=1.0)
        mixed = (child @ self.label).view(-1, self.labels, LABEL + 1)
        return torch.einsum("nrl,nl->nr", mixed, head)

    def labels_under(self, words: Tensor, heads: Tensor) -> Tensor:
        """Score the labels of every word under a given head (0: the root): (B * L, labels)."""
        child, head = self.project["rel_child"](words[:, 1:]), self.project["rel_head"](words)
        chosen = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, LABEL))
        return self.label_scores(child.flatten(0, 1), chosen.flatten(0, 1)).float()

    def loss(self, batch: Tensors, beliefs: Beliefs | None = None) -> tuple[Tensor, Tensors]:
        """Sum of the heads' cross entropies, each the mean over the words that carry its label, and of those with the beliefs."""
        words = self.view(batch, "seen")
        body = words[:, 1:]
        tags = {name: layer(body).float() for name, layer in self.tags.items()}
        start = self.start(body).squeeze(-1).float()
        arc = self.arc_scores(words, batch["sentence"])
        parts = {name: WEIGHTS.get(name, 1.0) * _hard(tags[name], batch[name]) for name in TAGS}
        known = batch["start"] >= 0
        parts["start"] = _mean(
            F.binary_cross_entropy_with_logits(start, known * batch["start"].float(), reduction="none"), known
        )
        parts["arc"] = _hard(arc, batch["head"])
        parts["label"] = _hard(self.labels_under(words, batch["head"].clamp(min=0)), batch["deprel"])
        total = sum(parts.values())
        if beliefs is not None:
            labels = self.labels_under(words, beliefs.heads)
            soft = self._soft(tags, start, arc, labels, (batch["sentence"] >= 0, beliefs))
            parts["beliefs"] = soft
            total = total + soft
        return total, {name: value.detach() for name, value in parts.items()}

    @staticmethod
    def _soft(tags: Tensors, start: Tensor, arc: Tensor, labels: Tensor, given: tuple[Tensor, Beliefs]) -> Tensor:
        valid, beliefs = given
        out = sum(WEIGHTS.get(n, 1.0) * _mean(_cross(tags[n], beliefs.tags[n]), valid) for n in TAGS)
        out = out + _mean(F.binary_cross_entropy_with_logits(start, beliefs.start, reduction="none"), valid)
        out = out + _mean(_cross(arc, beliefs.arc), valid)
        return out + _mean(_cross(labels, beliefs.label), valid.flatten())


def _hard(scores: Tensor, gold: Tensor) -> Tensor:
    """Mean cross entropy over the words that have a label (-100: none), without waiting for the device."""
    total = F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=-100, reduction="sum")
    return total / (gold >= 0).sum().clamp(min=1)


def _cross(scores: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * scores.log_softmax(-1)).sum(-1)


def _mean(values: Tensor, where: Tensor) -> Tensor:
    return (values * where).sum() / where.sum().clamp(min=1)


@torch.no_grad()
def believe(teachers: Sequence[Reader], batch: Tensors) -> Beliefs:
    """Ask teachers what they read in a batch without its noise."""
    words = [teacher.view(batch, "clean") for teacher in teachers]
    pairs = list(zip(teachers, words, strict=True))

    def mean(values: list[Tensor]) -> Tensor:
        return torch.stack(values).mean(0)

    tags = {name: mean([t.tags[name](w[:, 1:]).float().softmax(-1) for t, w in pairs]) for name in TAGS}
    start = mean([t.start(w[:, 1:]).squeeze(-1).float().sigmoid() for t, w in pairs])
    arc = mean([t.arc_scores(w, batch["sentence"]).softmax(-1) for t, w in pairs])
    heads = arc.argmax(-1)
    label = mean([t.labels_under(w, heads).softmax(-1) for t, w in pairs])
    return Beliefs(tags, start, arc, heads, label)


class Exported(nn.Module):
    """What is shipped: argmax of the tags, scores of starts and names, factors of the arcs, vectors for the labels."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        reader = self.reader
        words = reader.words(pieces, shapes, mask, first)
        body = words[:, 1:]
        upos, xpos, feats = (reader.tags[name](body).argmax(-1).to(torch.int32) for name in ("upos", "xpos", "feats"))
        name = reader.tags["name"](body).log_softmax(-1)
        start = reader.start(body).squeeze(-1)
        child, head = reader.arcs(words)
        rel_child = reader.project["rel_child"](body)
        rel_head = reader.project["rel_head"](words)
        return upos, xpos, feats, name, start, child, head, rel_child, rel_head


OUTPUTS = ("upos", "xpos", "feats", "name", "start", "child", "head", "rel_child", "rel_head")
