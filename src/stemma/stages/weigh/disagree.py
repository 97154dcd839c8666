"""Where tellings disagree, slot by slot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from stemma.lang.acts import same_act
from stemma.model.claim import FURTHER, Claim, Clash, Disagreement
from stemma.model.ids import content_id
from stemma.model.lineage import Derivation, Relation, Story
from stemma.model.words import Entity
from stemma.stages.weigh.absences import find_absences
from stemma.stages.weigh.contrasts import find_contrasts
from stemma.stages.weigh.denials import find_denials
from stemma.stages.weigh.moments import find_time_disagreements
from stemma.stages.weigh.names import find_name_variants
from stemma.stages.weigh.numbers import find_figures_told_otherwise, find_number_disagreements
from stemma.stages.weigh.opposite_words import find_opposite_words
from stemma.stages.weigh.values import Told, Weighed, make_values

_SAME_TIME_SLOTS = frozenset({"quote wording", "source", "name"})
_ASSERTING = frozenset({"polarity", "status"})
_IN_THEIR_WORDS = frozenset({"source", "quote wording"})
_BY_CHILD = frozenset({"omission", "hardening"})
_MOST_DAYS = 5


def find_disagreements(
    story: Story,
    weighed: Weighed,
    claims: Sequence[Claim],
    clashes: Sequence[Clash],
    *,
    entities: Sequence[Entity],
) -> Iterator[Disagreement]:
    """Give the disagreements between the tellings of one story.

    Args:
        story: The story; weighed: its records by id.
        claims: Its weighed claims; clashes: propositions that cannot both hold as told.
        entities: Entities that its mentions denote.
    """
    opposed = list(_from_clashes(story, clashes, weighed))
    yield from opposed
    figures = list(find_number_disagreements(story, weighed, clashes))
    yield from figures
    yield from find_figures_told_otherwise(story, weighed, clashes, figures)
    yield from find_time_disagreements(story, weighed)
    yield from find_contrasts(story, weighed, entities)
    yield from find_denials(story, weighed, opposed)
    yield from find_opposite_words(story, weighed)
    yield from find_absences(story, weighed)
    yield from find_name_variants(story, weighed, entities)


def each_once(found: Iterable[Disagreement]) -> Iterator[Disagreement]:
    """Give each disagreement once: over the same words in one slot, or between claims whose difference in it is told already.

    One along a step of descent says more than two tellings side by side. What a step left out or hardened is told for every child.
    """
    kept: list[Disagreement] = []
    at: dict[object, int] = {}
    for one in found:
        words = (one.slot, frozenset((value.article, value.span) for value in one.values))
        if one.type in _BY_CHILD:
            kept.append(one)
        elif words in at:
            kept[at[words]] = max(kept[at[words]], one, key=lambda d: (d.grade == "certain", d.parent is not None))
        elif not any(_covers(known, one) for known in kept):
            at[words] = len(kept)
            kept.append(one)
    yield from kept


def _covers(known: Disagreement, one: Disagreement) -> bool:
    """Tell whether a disagreement holds the claims of another on whether they are so, and is as sure, or the words of another on when."""
    asserts = one.slot in _ASSERTING and known.slot == one.slot and known.type not in _BY_CHILD
    if known.slot == one.slot == "time" and (_lies_in(one, known) or _lies_in(known, one)):
        return True  # "22 January" against "January 20", and the clauses that hold them
    return (
        asserts
        and known.grade in (one.grade, "certain")
        and len(one.claims) > 1
        and set(one.claims) <= set(known.claims)
    )


def _lies_in(one: Disagreement, other: Disagreement) -> bool:
    """Tell whether every value of a disagreement stands in the words of a value of another."""
    return all(
        any(value.span is not None and wide.span is not None and wide.span.covers(value.span) for wide in other.values)
        for value in one.values
    )


def _from_clashes(story: Story, clashes: Sequence[Clash], weighed: Weighed) -> Iterator[Disagreement]:
    grouped: defaultdict[tuple[str, tuple[str, ...]], list[Clash]] = defaultdict(list)
    for clash in clashes:
        if clash.slot != "number":  # figures are compared over whole claims
            pair = tuple(sorted({weighed.home[clash.left].id, weighed.home[clash.right].id}))
            grouped[clash.slot, pair].append(clash)
    for slot, mine in _one_matter(grouped, weighed):
        best = min(mine, key=lambda c: (_grade(c, weighed) != "certain", c.left, c.right))
        claims = tuple(sorted({weighed.home[side].id for clash in mine for side in (clash.left, clash.right)}))
        told = sorted(_told(mine, claims, weighed), key=lambda t: (t.value, t.article))
        values = make_values(told, weighed)
        if len({value.value for value in values}) < 2:
            continue
        edge = _hardened(mine, weighed)
        yield Disagreement(
            id=content_id("dis", story.id, slot, claims, [value.value for value in values]),
            story=story.id,
            claims=claims,
            slot=slot,
            type=_type(mine, slot, weighed) if edge is None else "hardening",
            values=values,
            grade=_grade(best, weighed),
            parent=None if edge is None else edge.parent,
            child=None if edge is None else edge.child,
            reasons=best.reasons,
        )


def _one_matter(
    grouped: Mapping[tuple[str, tuple[str, ...]], Sequence[Clash]], weighed: Weighed
) -> Iterator[tuple[str, list[Clash]]]:
    """Give the clashes of each slot by matter: of two pairs of claims that share a claim, where one grade and type of difference and one act hold for both.

    "Will recall its ambassador" against "recalled its ambassador" and against "recalls ambassador" is one disagreement.
    """
    matters: list[tuple[tuple[str, str, str], set[str], list[Clash]]] = []
    for (slot, pair), mine in sorted(grouped.items()):
        grade = "certain" if any(_grade(clash, weighed) == "certain" for clash in mine) else "possible"
        kind = (slot, grade, _type(mine, slot, weighed))
        near = [
            m
            for m in matters
            if len(pair) > 1 and m[0] == kind and len(m[1]) > 1 and m[1] & set(pair) and _one_act(m[2], mine, weighed)
        ]
        joined = {claim for m in near for claim in m[1]}.union(pair), [c for m in near for c in m[2]] + list(mine)
        matters = [m for m in matters if all(m is not other for other in near)] + [(kind, *joined)]
    yield from ((kind[0], mine) for kind, _, mine in matters)


def _one_act(some: Sequence[Clash], others: Sequence[Clash], weighed: Weighed) -> bool:
    """Tell whether clashes are told with the same acts on their two sides, whatever else their clauses tell."""
    acts = [{weighed.acts[side] for clash in of for side in (clash.left, clash.right)} for of in (some, others)]
    return all(any(same_act(one, other) for other in acts[1]) for one in acts[0])


def _hardened(clashes: Sequence[Clash], weighed: Weighed) -> Derivation | None:
    """Return the step of descent of which the child goes further than its parent, where all clashes lie on such a step."""
    edges = []
    for clash in clashes:
        further = next((r for r in clash.reasons if r.feature == FURTHER), None)
        later = next((r.value for r in clash.reasons if r.feature == "holds later"), None)
        if further is None or later not in (clash.left, clash.right):
            return None
        ends = (clash.left, clash.right) if later == clash.right else (clash.right, clash.left)
        edge = weighed.edges.get((weighed.where[ends[0]], weighed.where[ends[1]]))
        if edge is None or edge.relation is Relation.UPDATE:
            return None
        edges.append(edge)
    return edges[0] if edges else None


def _told(clashes: Sequence[Clash], pair: tuple[str, ...], weighed: Weighed) -> Iterator[Told]:
    """Give what stands on each side: all tellings of both claims, or only the clashing clauses where one claim holds both."""
    if (
        clashes[0].slot in _IN_THEIR_WORDS
    ):  # what differs is who says it, or a quotation in a clause that tells the same
        for clash in clashes:
            for side, span in zip((clash.left, clash.right), clash.reasons[0].spans, strict=True):
                yield Told(weighed.words(span), span.article, span, weighed.home[side].id)
        return
    spans = {p.id: p.span for telling in weighed.tellings.values() for p in telling.propositions}
    sides = [side for clash in clashes for side in (clash.left, clash.right)]
    if len(pair) == 1:
        for side in sides:
            yield Told(weighed.words(spans[side]), spans[side].article, spans[side], weighed.home[side].id)
        return
    claims = {weighed.home[side].id: weighed.home[side] for side in sides}
    apart = {frozenset((weighed.home[c.left].id, weighed.home[c.right].id)) for c in clashes}
    for claim in sorted(
        claims.values(), key=lambda claim: (-len(claim.tellings), claim.text)
    ):  # who is shown first, is shown
        words = _words_of_side(claim, claims.values(), apart)
        for telling in claim.tellings:
            yield Told(words, telling.article, telling.spans[0], claim.id)


def _words_of_side(claim: Claim, claims: Iterable[Claim], apart: Set[frozenset[str]]) -> str:
    """Return the words for a side: those of the claim that most tellings tell, of all that stand alike and do not exclude each other."""
    side = [
        other
        for other in claims
        if other is claim
        or (
            (other.polarity, other.status) == (claim.polarity, claim.status)
            and frozenset((other.id, claim.id)) not in apart
        )
    ]
    return min(side, key=lambda other: (-len(other.tellings), other.text)).text


def _grade(clash: Clash, weighed: Weighed) -> str:
    """Return the clash's grade; what was told weeks apart need not be about one state of things, so that is at most possible, and so
    are two acts that are both still ahead ("would recall its ambassador if" / "the ambassador would return when").
    """
    if [reason.value for reason in clash.reasons if reason.feature == "state"] == ["open", "open"]:
        return "possible"
    if clash.grade == "certain" and weighed.days_between(clash.left, clash.right) <= _MOST_DAYS:
        return "certain"
    return "possible"


def _type(clashes: Sequence[Clash], slot: str, weighed: Weighed) -> str:
    """Return variant for wordings; update where most clashes are between an earlier telling and a later one that says it has happened since."""
    near = any(reason.feature.endswith(", near") for clash in clashes for reason in clash.reasons)
    if slot in _SAME_TIME_SLOTS or near:
        return "variant"
    moved = sum(_moved_on(clash, weighed) for clash in clashes)
    return "update" if 2 * moved > len(clashes) else "conflict"


def _moved_on(clash: Clash, weighed: Weighed) -> bool:
    """Tell whether the side that would hold later was also published later."""
    later = next((reason.value for reason in clash.reasons if reason.feature == "holds later"), None)
    where = {p.id: p.span.article for telling in weighed.tellings.values() for p in telling.propositions}
    orders = [(clash.left, clash.right), (clash.right, clash.left)] if later == "either" else []
    if later in (clash.left, clash.right):
        orders = [(clash.left if later == clash.right else clash.right, str(later))]
    for earlier, then in orders:
        before = weighed.tellings[where[earlier]].article.published
        after = weighed.tellings[where[then]].article.published
        if before.latest is not None and after.earliest is not None and before.latest[:10] < after.earliest[:10]:
            return True
        if _was_ahead(clash) and (before.latest is None or after.earliest is None):
            return True  # what was ahead has come about, as far as any date shows
    return False


def _was_ahead(clash: Clash) -> bool:
    return {reason.value for reason in clash.reasons if reason.feature == "state"} == {"open", "so"}
