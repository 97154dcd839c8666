"""What one noun group is as a source, and the article's mentions by place."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.lang.countries import country_of
from stemma.model.statement import Count
from stemma.model.words import Mention, MentionForm
from stemma.stages.extract.statements.bearers import Bearers
from stemma.stages.extract.statements.tree import Tree

NOBODY = Count(None, None)


@dataclass(frozen=True, slots=True)
class Typed:
    """What one noun group is as a source.

    Attributes:
        named: Id of the mention with its name, where it has one; `referred` where words such as "he" lead to that mention.
        head: Lemma by which later words may refer back to it.
        definite: "the", "these", "both" before it.
    """

    kind: str
    anonymous: bool
    count: Count
    nationality: str | None
    named: str | None
    head: str
    definite: bool = False
    pronoun: bool = False


@dataclass(slots=True)
class Mentions:
    """The article's mentions by place, for look-up."""

    tree: Tree
    by_id: dict[str, Mention]
    spans: list[tuple[int, int, Mention]]
    bearers: Bearers

    def inside(self, first: int, end: int) -> list[tuple[int, int, Mention]]:
        """Return the mentions that lie within tokens `[first, end)`, with their tokens."""
        start, stop = self.tree.text.offsets(first, end)
        return [row for row in self.spans if start <= row[0] and row[1] <= stop]

    def fuller(self, mention: Mention) -> bool:
        """Tell whether the article has the person's name in two words or more, or the same name in another, longer one."""
        words = self.tree.text.words(mention.span).split()
        others = (self.tree.text.words(m.span).split() for m in self.bearers.people)
        return len(words) > 1 or any(len(other) > 1 and words[0] in other for other in others)

    def of(self, first: int, end: int, head: int) -> Mention | None:
        """Return the longest mention within tokens `[first, end)` that holds the head."""
        at = self.tree.text.offsets(head, head + 1)[0]
        holding = [row for row in self.inside(first, end) if row[0] <= at < row[1]]
        return max(holding, key=lambda row: row[1] - row[0])[2] if holding else None

    def root(self, mention: Mention) -> Mention:
        """Return the mention that names what `mention` refers to, itself where nothing is known."""
        seen = {mention.id}
        while mention.refers_to is not None and mention.refers_to in self.by_id and mention.refers_to not in seen:
            mention = self.by_id[mention.refers_to]
            seen.add(mention.id)
        return mention


def index_mentions(tree: Tree, mentions: tuple[Mention, ...]) -> Mentions:
    """Return the article's mentions ready for look-up."""
    people = [m for m in mentions if m.form is MentionForm.NAME and m.label == "PERSON"]
    spans = [(m.span.start, m.span.end, m) for m in mentions]
    return Mentions(tree, {m.id: m for m in mentions}, spans, Bearers(tree, people))


def nationality_of(tree: Tree, first: int, end: int) -> str | None:
    """Countries that the words before the head name, as ISO codes joined by "+" ("Iranian and Western officials": IRN)."""
    found: list[str] = []
    for token in range(first, min(end + 1, len(tree.words))):
        if not tree.written[token][:1].isupper():
            continue
        pair = f"{tree.written[token]} {tree.written[token + 1]}" if token + 1 < len(tree.words) else ""
        country = country_of(pair) or country_of(tree.written[token])
        if country is not None and country.iso not in found and country.kind != "capital":
            found.append(country.iso)
    return "+".join(found) or None
