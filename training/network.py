"""The multi-head network: MiniLM with word shapes, heads for tags, sentence starts, names and a biaffine parser."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AutoModel

from stemma.nlp.pieces import SHAPES

ARC, LABEL = 192, 80


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
        )
        types = self.encoder.embeddings.token_type_embeddings
        wide = nn.Embedding(SHAPES, types.embedding_dim)
        wide.weight.data.copy_(types.weight.data[:1].expand(SHAPES, -1))
        self.encoder.embeddings.token_type_embeddings = wide
        self.encoder.config.type_vocab_size = SHAPES
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.ModuleDict({name: nn.Linear(width, sizes[name]) for name in ("upos", "xpos", "feats", "name")})
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

    def arcs(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Give the two factors of the arc scores: children (B, L, ARC+1) and heads (B, 1+L, ARC+1), to be multiplied."""
        child = self.arc(self.project["arc_child"](words[:, 1:]))
        head = self.project["arc_head"](words)
        ones = torch.ones_like(child[..., :1])
        return torch.cat([child, ones], -1), torch.cat([head, self.arc_prior(head)], -1)

    def label_scores(self, child: Tensor, head: Tensor) -> Tensor:
        """Score every label for pairs of `rel` vectors (N, LABEL) of a child and its head: (N, labels)."""
        child = F.pad(child, (0, 1), value=1.0)
        head = F.pad(head, (0, 1), value=1.0)
        mixed = (child @ self.label).view(-1, self.labels, LABEL + 1)
        return torch.einsum("nrl,nl->nr", mixed, head)

    def loss(self, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, float]]:
        """Sum of the heads' cross entropies, each the mean over the words that carry its label."""
        words = self.words(batch["pieces"], batch["shapes"], batch["mask"], batch["first"])
        body = words[:, 1:]
        parts = {}
        weights = {"upos": 0.5, "xpos": 0.5, "feats": 0.4, "name": 1.0}
        for name, layer in self.tags.items():
            gold = batch[name]
            if (gold >= 0).any():
                parts[name] = weights[name] * F.cross_entropy(
                    layer(body).flatten(0, 1), gold.flatten(), ignore_index=-100
                )
        starts = batch["start"]
        if (known := starts >= 0).any():
            logits = self.start(body).squeeze(-1)[known]
            parts["start"] = F.binary_cross_entropy_with_logits(logits, starts[known].float())
        heads = batch["head"]
        if (known := heads >= 0).any():
            rows = known.any(1)
            child, head = self.arcs(words[rows])
            scores = (child @ head.transpose(1, 2)).masked_fill(~batch["allowed"][rows], -1e4)
            parts["arc"] = F.cross_entropy(scores[known[rows]], heads[rows][known[rows]])
            where = known.nonzero(as_tuple=True)
            rel_child = self.project["rel_child"](body[where])
            rel_head = self.project["rel_head"](words[where[0], heads[where]])
            parts["label"] = F.cross_entropy(self.label_scores(rel_child, rel_head), batch["deprel"][where])
        total = sum(parts.values())
        return total, {name: float(value.detach()) for name, value in parts.items()}


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
