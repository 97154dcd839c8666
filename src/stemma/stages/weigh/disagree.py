"""Where tellings disagree, slot by slot: clashes between propositions, names spelled differently, quotes worded differently, other sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from stemma.model.claim import Claim, Clash, Disagreement, Value
from stemma.model.extracted import Extracted
from stemma.model.ids import content_id
from stemma.model.lineage import Story
from stemma.model.span import Reason, Span
from stemma.model.words import Entity, MentionForm, Proposition, Quantity

_GROWING = frozenset({"killed", "injured", "missing", "displaced"})


def find_disagreements(
    story: Story,
    tellings: Mapping[str, Extracted],
    claims: Sequence[Claim],
    clashes: Sequence[Clash],
    *,
    entities: Sequence[Entity],
) -> Iterator[Disagreement]:
    """Give the disagreements between the tellings of one story.

    Args:
        story: The story; tellings: article id → its records.
        claims: Its weighed claims; clashes: propositions that cannot both hold as told.
        entities: Entities that its mentions denote.
    """
    origins = {(claim.id, telling.article): telling.origin for claim in claims for telling in claim.tellings}
    home = {proposition: claim for claim in claims for proposition in claim.propositions}
    propositions = {p.id: p for telling in tellings.values() for p in telling.propositions}
    yield from _from_clashes(story, clashes, home=home, propositions=propositions, tellings=tellings, origins=origins)
    yield from _name_variants(story, tellings, entities)


def _from_clashes(
    story: Story,
    clashes: Sequence[Clash],
    *,
    home: Mapping[str, Claim],
    propositions: Mapping[str, Proposition],
    tellings: Mapping[str, Extracted],
    origins: Mapping[tuple[str, str], str | None],
) -> Iterator[Disagreement]:
    grouped: defaultdict[tuple[str, str, tuple[str, ...]], list[Clash]] = defaultdict(list)
    for clash in clashes:
        pair = tuple(sorted({home[clash.left].id, home[clash.right].id}))
        grouped[clash.slot, clash.grade, pair].append(clash)
    for (slot, grade, pair), mine in sorted(grouped.items()):
        values = _values(mine, slot, home=home, propositions=propositions, tellings=tellings, origins=origins)
        if len({value.value for value in values}) < 2:
            continue
        yield Disagreement(
            id=content_id("dis", story.id, slot, pair, [value.value for value in values]),
            story=story.id,
            claims=pair,
            slot=slot,
            type=_type(mine, slot, propositions, tellings),
            values=tuple(values),
            grade=grade,
            reasons=mine[0].reasons,
        )


def _values(
    clashes: Sequence[Clash],
    slot: str,
    *,
    home: Mapping[str, Claim],
    propositions: Mapping[str, Proposition],
    tellings: Mapping[str, Extracted],
    origins: Mapping[tuple[str, str], str | None],
) -> list[Value]:
    shown: dict[str, list[tuple[str, Span, str | None]]] = {}
    for clash in clashes:
        for side in (clash.left, clash.right):
            proposition = propositions[side]
            article = proposition.span.article
            for value, span in _shown(clash, proposition, slot, tellings[article]):
                origin = origins.get((home[side].id, article))
                if (article, span, origin) not in shown.setdefault(value, []):
                    shown[value].append((article, span, origin))
    return [
        Value(value, article, span, (origin,) if origin else (), 1)
        for value, places in shown.items()
        for article, span, origin in places
    ]


def _shown(clash: Clash, proposition: Proposition, slot: str, telling: Extracted) -> Iterable[tuple[str, Span]]:
    """Give (value, span) that one side of a clash shows for `slot`."""
    if slot == "number":
        spans = [span for reason in clash.reasons for span in reason.spans if span.article == telling.article.id]
        return [(telling.text_of(span.start, span.end), span) for span in spans]
    words = telling.text_of(proposition.span.start, proposition.span.end)
    return [(" ".join(words.split()), proposition.span)]


def _type(
    clashes: Sequence[Clash], slot: str, propositions: Mapping[str, Proposition], tellings: Mapping[str, Extracted]
) -> str:
    if slot != "number":
        return "conflict"
    for clash in clashes:
        pair = [_quantity(clash, propositions[side].span.article, tellings) for side in (clash.left, clash.right)]
        if pair[0] is None or pair[1] is None or not _grew(pair[0], pair[1], tellings):
            return "conflict"
    return "update"


def _quantity(clash: Clash, article: str, tellings: Mapping[str, Extracted]) -> Quantity | None:
    spans = {span for reason in clash.reasons for span in reason.spans if span.article == article}
    return next((quantity for quantity in tellings[article].quantities if quantity.span in spans), None)


def _grew(one: Quantity, other: Quantity, tellings: Mapping[str, Extracted]) -> bool:
    """A count of dead or hurt that only grows, with later publication, is an update."""
    if one.kind not in _GROWING or one.best is None or other.best is None:
        return False
    small, large = (one, other) if one.best < other.best else (other, one)
    before = tellings[small.span.article].article.published
    after = tellings[large.span.article].article.published
    return before.latest is not None and after.earliest is not None and before.latest < after.earliest


def _name_variants(
    story: Story, tellings: Mapping[str, Extracted], entities: Sequence[Entity]
) -> Iterator[Disagreement]:
    for entity in entities:
        spelled: dict[str, Span] = {}
        for member in entity.mentions:
            if member.form is MentionForm.NAME and member.span.article in tellings:
                words = tellings[member.span.article].text_of(member.span.start, member.span.end)
                spelled.setdefault(" ".join(words.split()), member.span)
        variants = _respellings(spelled)
        if len(variants) > 1:
            yield Disagreement(
                id=content_id("dis", story.id, "name", entity.id, sorted(variants)),
                story=story.id,
                claims=(),
                slot="name",
                type="variant",
                values=tuple(Value(name, spelled[name].article, spelled[name]) for name in sorted(variants)),
                reasons=(Reason("one entity", entity.name, None, ()),),
            )


def _respellings(spelled: Mapping[str, Span]) -> set[str]:
    """Return names that differ in the spelling of a word, not in which words they use (Muqtada / Moqtada al-Sadr, not Sadr alone)."""
    found: set[str] = set()
    names = sorted(spelled)
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            left, right = one.casefold().split(), other.casefold().split()
            if (
                len(left) == len(right)
                and left != right
                and any(_respelled(a, b) for a, b in zip(left, right, strict=True))
            ):
                found |= {one, other}
    return found


def _respelled(one: str, other: str) -> bool:
    if one == other or min(len(one), len(other)) < 4 or (one[0] != other[0] and one[-1] != other[-1]):
        return False
    return one.rstrip("'s").rstrip("’s") != other.rstrip("'s").rstrip("’s")
