"""Figures that differ, compared by what is counted, in claims and in sentences that tell the same; rounding and hedges are variants."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations

from stemma.lang.elsewhere import HARMS, counted_elsewhere
from stemma.lang.victims import sides_of
from stemma.model.claim import OTHER_FIGURE, Clash, Disagreement
from stemma.model.ids import content_id
from stemma.model.lineage import Story
from stemma.model.span import Reason
from stemma.stages.weigh.figure_pairs import Link, nearest_only, one_wording, overtaken, parts_and_wholes
from stemma.stages.weigh.figure_relation import are_equal, figure_relation
from stemma.stages.weigh.figures import SICK, Figure, find_figures
from stemma.stages.weigh.two_counts import two_counts
from stemma.stages.weigh.values import Told, Weighed, days_apart, make_values

_NEAR_MONEY = 1.5
_LEAD = 5
_ALIKE = 0.5
_FEWEST_ABOUT = 2
_MORE_ALIKE = 0.6
_PLAIN = frozenset({"money", "count", "troops", SICK})
_ESTABLISHED = 2
_COUNTED = frozenset({"count", "troops"})
_PARTED = frozenset({"count", "injured"})
_MANY, _NEAR_BY = 10, 1.25
_ROW = 3
_SIDES = 2
_PLACE_IN_ROW = re.compile(r"(\d+) of (\d+)\b")
_CLOSE, _FEW = 4 / 3, 4.0
_MOST_DAYS, _MOST_DAYS_OF_UPDATE = 5, 14


def find_number_disagreements(story: Story, weighed: Weighed, clashes: Sequence[Clash]) -> Iterator[Disagreement]:
    """Give the figures that differ between tellings, one disagreement for each matter and way of differing.

    Args:
        story: The story; weighed: its records; clashes: which clauses tell the same with another figure, among others.
    """
    sides = sides_of(weighed.tellings.values())
    figures = {
        article: _without_places(find_figures(page, weighed, sides), weighed) for article, page in weighed.pages.items()
    }
    beside = [pair for article, page in weighed.pages.items() for pair in two_counts(figures[article], page)]
    links = [
        *_tolls(figures),
        *_by_place(figures, weighed),
        *_established(figures),
        *_only_ones(figures),
        *_by_clause(figures, clashes),
    ]
    own = {frozenset(map(id, pair)) for pair in beside}
    aside = counted_elsewhere(tuple(weighed.tellings.values()))
    linked = [
        (one, other)
        for one, other in (*links, *beside)
        if (one.quantity.id in aside) == (other.quantity.id in aside) and _of_one_side(one, other)
    ]
    for group in _matters(linked):
        yield from _compared(story, group, weighed, own)


def find_figures_told_otherwise(
    story: Story, weighed: Weighed, clashes: Sequence[Clash], stated: Sequence[Disagreement]
) -> Iterator[Disagreement]:
    """Give, as possible only, the figures of clauses that may tell one matter, where no figure of theirs is compared already.

    Args:
        story: The story; weighed: its records; clashes: which clauses may tell one matter with another figure; stated: figures compared.
    """
    known = [value.span for found in stated for value in found.values if value.span is not None]
    for clash in clashes:
        spans = clash.reasons[0].spans
        if clash.slot != "number" or clash.reasons[0].feature != OTHER_FIGURE:
            continue
        if any(span.overlaps(other) for span in spans for other in known):
            continue
        claims = [weighed.home[side].id for side in (clash.left, clash.right)]
        told = [Told(weighed.words(s), s.article, s, claim) for s, claim in zip(spans, claims, strict=True)]
        values = make_values(sorted(told, key=lambda t: (t.value, t.article, t.span)), weighed)
        if len({value.value for value in values}) > 1:
            yield Disagreement(
                id=content_id("dis", story.id, "number", "told otherwise", [(v.value, v.article) for v in values]),
                story=story.id,
                claims=tuple(sorted(set(claims))),
                slot="number",
                type="conflict",
                values=values,
                grade="possible",
                reasons=clash.reasons,
            )


def _without_places(figures: Sequence[Figure], weighed: Weighed) -> list[Figure]:
    """Leave out what only says where things stand in a row of their kind ("4 of 25 Photos", "5 of 25 Photos", "6 of 25 Photos")."""
    rows: defaultdict[tuple[str, tuple[str, str | None]], set[str]] = defaultdict(set)
    for figure in figures:
        place = _PLACE_IN_ROW.match(weighed.words(figure.quantity.span))
        if place is not None:
            rows[place[2], figure.measure].add(place[1])
    numbered = {row for row, places in rows.items() if len(places) >= _ROW}
    return [f for f in figures if (_length_of_row(weighed.words(f.quantity.span)), f.measure) not in numbered]


def _length_of_row(words: str) -> str:
    """Return how long a row is of which the words give a place, or the length itself ("25 Photos")."""
    place = _PLACE_IN_ROW.match(words)
    return place[2] if place is not None else words.split()[0]


def _tolls(figures: Mapping[str, Sequence[Figure]]) -> Iterator[Link]:
    """Link the first count that each telling gives of people harmed in one way, where it is told early or as raised."""
    for kind in sorted(HARMS | {SICK}):
        first = [_main([f for f in mine if f.measure[0] == kind]) for mine in figures.values()]
        main = [f for f in first if f is not None and (f.index <= _LEAD or f.raised)]
        rest = [f for f in first if f is not None and f not in main]
        yield from combinations(main, 2)
        yield from ((one, other) for one in main if one.raised for other in rest)
        for mine in figures.values():  # a telling's own correction: "raised to 22 … first put the toll at 17"
            yield from _corrected([f for f in mine if f.measure[0] == kind], main)


def _main(mine: Sequence[Figure]) -> Figure | None:
    """Return a telling's main count of one kind: the headline's, shown in the body where it stands there too; else the first of the body."""
    top = next((f for f in mine if not f.in_body and f.index == 0), None)
    if top is None:
        return mine[0] if mine else None
    return next((f for f in mine if f.in_body and are_equal(f.point, top.point)), top)


def _corrected(mine: Sequence[Figure], main: Sequence[Figure]) -> Iterator[Link]:
    raised = [f for f in mine if f.raised and f.in_body]
    yield from ((f, g) for f in raised for g in main if f.article == g.article and f is not g)


def _by_place(figures: Mapping[str, Sequence[Figure]], weighed: Weighed) -> Iterator[Link]:
    """Link figures of one measure told in one claim or in sentences that tell the same, each with the one that answers it."""
    by_measure: defaultdict[str, list[Figure]] = defaultdict(list)
    for mine in figures.values():
        for figure in (f for f in mine if f.in_body or f.quantity.kind not in HARMS):
            by_measure[figure.measure[0]].append(figure)
    for mine in by_measure.values():
        near: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
        for one, other in _candidates(mine, weighed):
            near[one.sentence, other.sentence].append((one, other))
        for pairs in near.values():
            yield from _answering(pairs)


def _by_clause(figures: Mapping[str, Sequence[Figure]], clashes: Sequence[Clash]) -> Iterator[Link]:
    """Link the only figures of two clauses that surely tell the same."""
    at = {figure.quantity.span: figure for mine in figures.values() for figure in mine}
    for clash in clashes:
        if clash.slot == "number" and clash.grade == "certain":
            pair = [at.get(span) for span in clash.reasons[0].spans]
            if pair[0] is not None and pair[1] is not None:
                yield pair[0], pair[1]


def _candidates(figures: Sequence[Figure], weighed: Weighed) -> Iterator[Link]:
    for one, other in combinations(figures, 2):
        if one.article != other.article and _comparable(one, other) and _same_matter(one, other, weighed):
            yield one, other


def _comparable(one: Figure, other: Figure) -> bool:
    """Tell whether both count the same: one unit and extent, or for things counted one noun; money may have been converted."""
    return _of_one_extent(one, other) and (
        one.measure == other.measure or one.measure[0] == other.measure[0] in HARMS | {"money"}
    )


def _of_one_extent(one: Figure, other: Figure) -> bool:
    """Tell whether neither is of a part or an extent of its own: "40 feet abreast" beside "200 feet tall", "the seven-member board" beside
    "two members", "18 critically injured" beside "around 100 injured".
    """
    told = (one.dimension, other.dimension)
    return told[0] == told[1] or (None in told and one.measure[0] not in _PARTED)


def _of_one_side(one: Figure, other: Figure) -> bool:
    """Tell whether those counted may be the same: 19 soldiers are not the 27 rebels, nor the 11 villagers."""
    return one.side is None or other.side is None or one.side == other.side


def _same_matter(one: Figure, other: Figure, weighed: Weighed) -> bool:
    shared = len(one.about & other.about)
    likeness = weighed.alike.get(one.sentence, {}).get(other.sentence, 0.0)
    if one.measure[0] not in HARMS | _PLAIN:
        return likeness >= _MORE_ALIKE and shared > _FEWEST_ABOUT  # a story has many lengths, weights and speeds
    if likeness >= _ALIKE or (
        one.claim is not None and one.claim == other.claim and (shared >= _FEWEST_ABOUT or likeness > 0)
    ):
        return True
    if one.quantity.kind != "money":
        return False
    small, large = sorted((abs(one.point), abs(other.point)))
    return one.measure == other.measure and 0 < small and large / small <= _NEAR_MONEY and shared >= _FEWEST_ABOUT


def _answering(pairs: Sequence[Link]) -> Iterator[Link]:
    """Give, of the figures of two sentences, those that answer each other: equals first, then what is left where only one is left on each side."""
    equal = [(a, b) for a, b in pairs if are_equal(a.point, b.point)]
    taken = {id(f) for pair in equal for f in pair}
    yield from equal
    rest = [(a, b) for a, b in pairs if id(a) not in taken and id(b) not in taken]
    if len({a.point for a, _ in rest}) == 1 == len({b.point for _, b in rest}):
        yield from rest


def _established(figures: Mapping[str, Sequence[Figure]]) -> Iterator[Link]:
    """Link the count of a thing that several tellings agree on to another count of it where a telling gives no other ("four hospitals" / "all five hospitals")."""
    by_noun: defaultdict[tuple[str, str | None], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for article, mine in figures.items():
        for figure in mine:
            if (
                figure.quantity.kind == "count"
                and figure.measure[1] not in _ANYBODY
                and figure.quantity.best is not None
            ):
                by_noun[figure.measure][article].append(figure)
    for tellings in by_noun.values():
        single = [found[0] for found in tellings.values() if len({f.point for f in found}) == 1]
        agreed = [value for value, count in Counter(f.point for f in single).items() if count >= _ESTABLISHED]
        if len(agreed) == 1:
            known = [f for f in single if f.point == agreed[0]]
            odd = [
                f
                for f in single
                if f.point != agreed[0] and min(f.point, agreed[0]) * _CLOSE >= max(f.point, agreed[0], _FEW)
            ]
            yield from ((one, other) for one in known for other in odd)


def _only_ones(figures: Mapping[str, Sequence[Figure]]) -> Iterator[Link]:
    """Link the only figures that tellings give of one thing, where they are too near for chance ("612 firefighters" / "more than 600 firefighters")."""
    by_noun: defaultdict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    for mine in figures.values():
        of_noun: defaultdict[tuple[str, str | None], list[Figure]] = defaultdict(list)
        for figure in mine:
            of_noun[figure.measure].append(figure)
        for measure, found in of_noun.items():
            if len({f.point for f in found}) == 1 and measure[0] in _COUNTED and measure[1] not in _ANYBODY:
                by_noun[measure].append(found[0])
    for alone in by_noun.values():
        for one, other in combinations(alone, 2):
            small, large = sorted((abs(one.point), abs(other.point)))
            if small >= _MANY and large <= _NEAR_BY * small:
                yield one, other


_ANYBODY = frozenset("peopl person man woman men women child time day hour minut year week month percent point".split())


def _matters(links: Iterable[Link]) -> list[list[Figure]]:
    """Return linked figures together, each group in order of the text; never those of two sides, though one that names nobody ("27 bodies") is linked to both."""
    home: dict[int, list[Figure]] = {}
    for one, other in sorted(links, key=lambda link: not are_equal(link[0].point, link[1].point)):
        mine, theirs = home.setdefault(id(one), [one]), home.setdefault(id(other), [other])
        if mine is not theirs and len({f.side for f in (*mine, *theirs)} - {None}) < _SIDES:
            mine += theirs
            for figure in theirs:
                home[id(figure)] = mine
    groups = {id(group): group for group in home.values()}
    ordered = [sorted(group, key=lambda f: f.quantity.span) for group in groups.values()]
    return sorted(ordered, key=lambda group: group[0].quantity.span)


def _compared(
    story: Story, figures: Sequence[Figure], weighed: Weighed, own: Set[frozenset[int]]
) -> Iterator[Disagreement]:
    """Give one disagreement per type in which figures differ between tellings, or between two sources of one telling (`own`)."""
    by_type: defaultdict[str, list[Figure]] = defaultdict(list)
    parted = parts_and_wholes(figures, weighed)
    for one, other in combinations(figures, 2):
        by_two = frozenset((id(one), id(other))) in own
        if one.article == other.article and not (one.raised or other.raised or by_two):
            continue
        if not _of_one_side(one, other) or (one.measure[0] != "count" and not _of_one_extent(one, other)):
            continue
        kind = "conflict" if by_two else figure_relation(one, other, weighed.tellings)
        if kind == "conflict" and frozenset((one.point, other.point)) in parted:
            continue
        between = days_apart(*(weighed.tellings[f.article].article.published for f in (one, other)))
        if kind is not None and between <= (_MOST_DAYS_OF_UPDATE if kind == "update" else _MOST_DAYS):
            by_type[kind] += [one, other]
    overtaken(by_type)
    nearest_only(by_type)
    for kind, mine in sorted(by_type.items()):
        words = one_wording(mine, weighed)
        first = sorted(mine, key=lambda f: (words[f.point], f.article, not f.in_body, f.quantity.span))
        told = [Told(words[f.point], f.article, f.quantity.span, f.claim) for f in first]
        values = make_values(told, weighed)
        shown = tuple(f.quantity.span for f in mine[:2])
        yield Disagreement(
            id=content_id("dis", story.id, "number", kind, [(v.value, v.article) for v in values]),
            story=story.id,
            claims=tuple(sorted({f.claim for f in mine if f.claim is not None})),
            slot="number",
            type=kind,
            values=values,
            reasons=(Reason("figures compared", " ".join(str(p) for p in mine[0].measure if p), None, shown),),
        )
