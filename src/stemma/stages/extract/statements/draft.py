"""An attribution while it is being put together: tokens, not yet spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemma.stages.extract.statements.sources import Holder
from stemma.stages.extract.statements.spans import Stretch
from stemma.stages.extract.statements.tree import Tree


@dataclass(slots=True)
class Draft:
    """One attribution in tokens.

    Attributes:
        token: The word that attributes; pos, lemma: as the table of cues has it.
        cue: Its group of words `[first, end)`.
        content: What is attributed, stretches in order.
        carrier: Whoever reports what the holder is said to know ("[Reuters] reported, citing two officials").
        rules: Names of the rules that had a hand in it, in order.
    """

    token: int
    lemma: str
    pos: str
    frame: str
    cue: Stretch
    holder: Holder | None
    content: list[Stretch]
    score: float = 1.0
    carrier: Holder | None = None
    rules: list[str] = field(default_factory=list)

    def block(self) -> Stretch:
        """Return the tokens from the first to the last of cue and source, where they stand side by side."""
        if self.holder is None or abs(self.holder.head - self.token) > 25:
            return self.cue
        first, end = min(self.cue[0], self.holder.first), max(self.cue[1], self.holder.end)
        if any(first < stretch[0] < end for stretch in self.content):
            return self.cue
        return first, end


PHRASE_SCORE = 0.8
"""Score of an attribution found by a turn of phrase, whatever the table of cues says of its words."""


def phrase_draft(
    tree: Tree, rule: str, cue: Stretch, token: int, holder: Holder, content: list[Stretch], *, noun: bool
) -> Draft:
    """Return the attribution that a turn of phrase makes at `token`, which stands for itself as a noun or as no word of the table of cues."""
    return Draft(
        token=token,
        lemma=tree.lemmas[token],
        pos="NOUN" if noun else "X",
        frame=rule,
        cue=cue,
        holder=holder,
        content=content,
        score=PHRASE_SCORE,
        rules=[rule],
    )


def share_quoted(tree: Tree, content: list[Stretch]) -> str:
    """Return "all", "some" or "none" for how much of the content's words stands in quotation marks."""
    words = [t for first, end in content for t in range(first, end) if tree.is_word(t)]
    inside = sum(tree.quote[t] >= 0 for t in words)
    if not inside:
        return "none"
    return "all" if inside >= 0.9 * len(words) else "some"
