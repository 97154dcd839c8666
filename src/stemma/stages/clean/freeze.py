"""Freezing: paragraphs repaired and joined by blank lines, never to change again; everything else points into this text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model.article import Block, BlockKind, Edit
from stemma.stages.clean.repair import repair

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen text, its blocks (one per paragraph) and the repairs made before."""

    text: str
    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]


def freeze(paragraphs: Sequence[tuple[str, BlockKind]]) -> Frozen:
    """Return the text of `paragraphs` with one block for each; those that are blank after repair are left out."""
    pieces: list[str] = []
    blocks: list[Block] = []
    edits: list[Edit] = []
    position = 0
    for written, kind in paragraphs:
        whole, repairs = repair(written.strip())
        if not whole.strip():
            continue
        edits += [Edit(position + start, position + end, was) for start, end, was in repairs]
        blocks.append(Block(position, position + len(whole), kind))
        pieces.append(whole)
        position += len(whole) + len(GAP)
    return Frozen(GAP.join(pieces), tuple(blocks), tuple(edits))
