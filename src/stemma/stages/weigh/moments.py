"""Times that differ between tellings of one act: hours, days, lengths and bounds ("until Wednesday" / "until Friday")."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from stemma.lang.acts import same_act
from stemma.model.claim import Disagreement
from stemma.model.ids import content_id
from stemma.model.lineage import Story
from stemma.model.span import Reason
from stemma.model.words import Proposition, TimeRef
from stemma.stages.weigh.steps import Page
from stemma.stages.weigh.values import Told, Weighed, days_apart, make_values
from stemma.text.moments import in_dateline, time_apart
from stemma.text.stems import stem

_CLOCK = re.compile(r"T\d\d:\d\d")
_ZONED = re.compile(r"\b(?:GMT|UTC|[ECMP][SD]?T|BST|CES?T|local|Eastern|Pacific)\b")
_AT = re.compile(r"\b(?:at|by|before|after|around|about|until|past|from|since|of)\s+$", re.I)
_NOW = re.compile(r"\bit(?:['’]s| is| was) (?:now |already )?$", re.I)
_AHEAD = frozenset({"plan", "request", "threat"})
_BACK = 20
_BOUNDS = {"until": "until", "till": "until", "since": "since", "after": "after", "before": "before"}
_ALIKE, _SURELY_ALIKE = 0.35, 0.5
_MOST_DAYS = 5
_FEW, _MANY = 1, 3
_LONG = re.compile(r"P\d+[WMY]|P(?:[7-9]|\d\d+)D")
_OF_THE_REPORT = frozenset({"publish", "update", "report", "write", "post", "edit", "say", "tell"})
Link = tuple["Moment", "Moment"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in a telling's body as it is compared.

    Attributes:
        kind: "clock", "day" or "length"; bound: "until", "since" … where it only bounds.
        ahead: What is told lies ahead ("will begin at nine").
        words: How it is told; claim: the claim whose clause holds it; acts: predicates of its clauses; about: stems of what these tell.
    """

    time: TimeRef
    article: str
    sentence: str
    kind: str
    bound: str | None
    words: str
    claim: str | None
    acts: tuple[str, ...]
    about: frozenset[str]
    ahead: bool = False


def find_time_disagreements(story: Story, weighed: Weighed) -> Iterator[Disagreement]:
    """Give the times at which tellings put one act otherwise, one disagreement for each act.

    Args:
        story: The story; weighed: its records.
    """
    moments = [moment for page in weighed.pages.values() for moment in find_moments(page, weighed)]
    alone = _alone(moments)
    told = {(moment.article, moment.time.value) for moment in moments}
    links: dict[Link, str] = {}
    for one, other in _candidates(moments, weighed):
        if one.article == other.article or (one.kind, one.bound) != (other.kind, other.bound):
            continue
        both = {(one.article, other.time.value), (other.article, one.time.value)} & told
        if one.kind == "clock" and (both or not alone >= {one, other}):
            continue  # who tells the other's hour too tells of two acts
        how = time_apart(one.time, other.time, one.words, other.words)
        if how is not None and _of_one_act(one, other, weighed, near=bool(how)) and _soon(one, other, weighed):
            links[one, other] = how
    for group in _together(links):
        yield _differing(story, group, links, weighed)


def _candidates(moments: Sequence[Moment], weighed: Weighed) -> Iterator[Link]:
    """Give the pairs worth a look: hours and lengths, which are few, each with each; days and bounds of one claim or of sentences that tell the same."""
    for kind in ("clock", "length"):
        yield from combinations([m for m in moments if m.kind == kind and m.bound is None], 2)
    places: defaultdict[str, list[int]] = defaultdict(list)
    rest = [m for m in moments if m.kind == "day" or m.bound is not None]
    for number, moment in enumerate(rest):
        for place in (moment.claim, moment.sentence):
            if place is not None:
                places[place].append(number)
    for number, moment in enumerate(rest):
        alike = [sentence for sentence, score in weighed.alike.get(moment.sentence, {}).items() if score >= _ALIKE]
        near = {n for place in (moment.claim, *alike) if place is not None for n in places.get(place, ()) if n > number}
        yield from ((moment, rest[n]) for n in sorted(near))


def find_moments(page: Page, weighed: Weighed) -> list[Moment]:
    """Return the times of a telling's body that can be compared, in order."""
    found = []
    for sentence in page.body:
        held: defaultdict[str, list[Proposition]] = defaultdict(list)
        for proposition in page.propositions.get(sentence.id, ()):
            for key in proposition.times:
                held[key].append(proposition)
        for time in page.telling.times:
            behind = page.telling.text_of(sentence.span.start, time.span.start)
            if not sentence.span.covers(time.span) or in_dateline(behind):
                continue
            words = weighed.words(time.span)
            before = page.telling.text_of(max(0, time.span.start - _BACK), time.span.start)
            kind = _kind(time, words, before)
            if kind is not None:
                mine = held.get(time.id, [])
                about = {stem(term) for p in mine for term in p.terms if term.isalpha()} or page.stems[sentence.id]
                claim = next((weighed.home[p.id].id for p in mine if p.id in weighed.home), None)
                acts = tuple(p.predicate for p in mine)
                ahead = any(p.tense == "future" or {g.kind for g in p.governors} & _AHEAD for p in mine)
                bound = _BOUNDS.get((time.hedge or "").lower())
                found.append(
                    Moment(time, page.id, sentence.id, kind, bound, words, claim, acts, frozenset(about), ahead)
                )
    return found


def _alone(moments: Sequence[Moment]) -> set[Moment]:
    """Return the times that are the only one of their kind in their sentence."""
    count = Counter((moment.sentence, moment.kind) for moment in moments)
    return {moment for moment in moments if count[moment.sentence, moment.kind] == 1}


def _kind(time: TimeRef, words: str, before: str) -> str | None:
    if time.type == "SET" or time.value is None:
        return None
    if _CLOCK.search(time.value):
        loose = (words.lower() in ("noon", "midnight") and not _AT.search(before)) or _NOW.search(before)
        return None if loose or _ZONED.search(words) else "clock"
    if time.type == "DURATION":
        return "length" if _LONG.fullmatch(time.value) else None
    return "day" if time.granularity in ("day", "hour", "month", "week") else None


def _of_one_act(one: Moment, other: Moment, weighed: Weighed, *, near: bool) -> bool:
    """Tell whether two times are told of one act; hours are few in a story, days many, and lengths that nearly agree seldom do so by chance."""
    if {*one.acts, *other.acts} & _OF_THE_REPORT:
        return False
    alike = weighed.alike.get(one.sentence, {}).get(other.sentence, 0.0)
    act = any(same_act(mine, theirs) for mine in one.acts for theirs in other.acts)
    shared = len(one.about & other.about)
    claimed = one.claim is not None and one.claim == other.claim
    if one.kind == "clock":
        return (act and shared >= _FEW) or alike >= _ALIKE
    if one.kind == "length" and near:
        return (act and shared >= _FEW) or shared >= _MANY or alike >= _SURELY_ALIKE
    if one.bound is not None:
        return (claimed and act) or (alike >= _ALIKE and shared > _FEW)
    return act and (claimed or alike >= _SURELY_ALIKE)


def _soon(one: Moment, other: Moment, weighed: Weighed) -> bool:
    published = (weighed.tellings[moment.article].article.published for moment in (one, other))
    return days_apart(*published) <= _MOST_DAYS


def _together(links: Iterable[Link]) -> list[list[Moment]]:
    home: dict[Moment, list[Moment]] = {}
    for one, other in links:
        mine, theirs = home.setdefault(one, [one]), home.setdefault(other, [other])
        if mine is not theirs:
            mine += theirs
            home.update((moment, mine) for moment in theirs)
    groups = {id(group): group for group in home.values()}
    ordered = (sorted(group, key=lambda m: m.time.span) for group in groups.values())
    return sorted(ordered, key=lambda group: group[0].time.span)


def _differing(story: Story, group: Sequence[Moment], links: Mapping[Link, str], weighed: Weighed) -> Disagreement:
    told = [Told(moment.words, moment.article, moment.time.span, moment.claim) for moment in group]
    values = make_values(sorted(told, key=lambda t: (t.value, t.article, t.span)), weighed)
    hows = [how for pair, how in links.items() if pair[0] in group]
    return Disagreement(
        id=content_id("dis", story.id, "time", [(v.value, v.article) for v in values]),
        story=story.id,
        claims=tuple(sorted({moment.claim for moment in group if moment.claim is not None})),
        slot="time",
        type="variant" if all(hows) else _moved(group, weighed),
        values=values,
        reasons=(Reason("times compared", group[0].kind, None, tuple(m.time.span for m in group[:2])),),
    )


def _moved(group: Sequence[Moment], weighed: Weighed) -> str:
    """Return update where one newsroom gives another time later, or what lay ahead has come; else conflict."""
    outlets: defaultdict[str, set[str]] = defaultdict(set)
    for moment in group:
        outlets[weighed.tellings[moment.article].article.outlet or moment.article].add(moment.words)
    return "update" if len(outlets) == 1 or len({moment.ahead for moment in group}) > 1 else "conflict"
