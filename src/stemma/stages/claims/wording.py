"""A claim from the units that tell it: a readable sentence, its status, kind, tellings and sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from stemma.lang.governors import governor_words
from stemma.model.claim import Claim, Telling
from stemma.model.extracted import Extracted
from stemma.model.ids import members_id
from stemma.model.lineage import Story
from stemma.model.span import Reason, Span
from stemma.model.words import Entity, EntityKind, Role
from stemma.stages.claims.features import Pair
from stemma.stages.claims.units import Unit, Units
from stemma.text.readable import reads_well, without_figure
from stemma.text.stems import stems_in

_OPINION = frozenset({"belief", "attitude"})
_GOOD_TERMS = (3, 16)
_LEAST_TERMS = 4
_BEFORE_THE_ACT = frozenset({"request", "plan", "threat"})
_SAME_ACT = 0.8
_TOLD_ALIKE = ("same quantity", "same predicate", "same toll", "same toll, another figure")
_BROKEN_WORD = re.compile(r"(?:[^\W_]+-)*$")
_LONGEST_WORD = 40
_GOES_ON = re.compile(r"\s*[\w$€£¥“‘\"']")
_PRONOUNS = frozenset(
    {"it", "he", "she", "they", "we", "i", "you", "that", "which", "who", "whom", "this", "these", "those"}
)


def make_claim(
    story: Story,
    tellings: Sequence[Extracted],
    units: Units,
    group: Sequence[int],
    measured: Mapping[tuple[int, int], Pair],
    *,
    support_cut: float,
) -> Claim:
    """Return the claim that the units of `group` tell.

    Args:
        story: Its story; tellings: the story's articles, in the order in which units number them.
        units: All units of the story; group: numbers of those that tell this claim.
        measured: Pair of unit numbers → what was measured between them.
        support_cut: Probability from which a telling counts as support, not only as told alike.
    """
    mine = [units.items[number] for number in group]
    statements = units.statements
    bare = _figures_differ(mine)
    central = _most_central(mine, measured, tellings, units, bare=bare)
    told_by = [told for u in mine if (told := statements.get(u.proposition.statement or "")) is not None]
    return Claim(
        id=members_id("claim", [unit.proposition.id for unit in mine]),
        story=story.id,
        text=_readable(central, tellings, units.entities, bare=bare),
        polarity=_commonest((unit.polarity for unit in mine), first=central.polarity),
        status=_status(mine, central),
        kind=_kind(mine, [statement.category for statement in told_by]),
        tellings=_tellings(mine, _supporting(central, mine, measured, units, cut=support_cut)),
        sources=tuple(dict.fromkeys(statement.source.id for statement in told_by if statement.source.span is not None)),
        propositions=tuple(unit.proposition.id for unit in mine),
        reasons=_best_reasons(mine, measured),
    )


def words_of_claim(
    tellings: Sequence[Extracted], units: Units, group: Sequence[int], measured: Mapping[tuple[int, int], Pair]
) -> str:
    """Return the words of the clause that is nearest to all others of a claim; arguments as in `make_claim`."""
    mine = [units.items[number] for number in group]
    bare = _figures_differ(mine)
    return _text(_most_central(mine, measured, tellings, units, bare=bare), tellings, units.entities, bare=bare)


def _commonest(values: Iterable[str], *, first: str) -> str:
    """Return the commonest value; where several are, `first` if among them."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value != first, value))


def _status(mine: Sequence[Unit], central: Unit) -> str:
    """Return the status that most tellings give, each telling heard once for each that it gives.

    Where as many tell it as so as hold it for likely ("there was no barrier" / "believe there was no barrier"), it is told as so by somebody, and that is said.
    """
    votes = [status for _, status in sorted({(unit.article, unit.status) for unit in mine})]
    hedged = central.status == "hypothetical"
    return _commonest(votes, first="asserted" if hedged else central.status)


def _most_central(
    mine: Sequence[Unit],
    measured: Mapping[tuple[int, int], Pair],
    tellings: Sequence[Extracted],
    units: Units,
    *,
    bare: bool,
) -> Unit:
    """Return the unit nearest to all others, among those of readable length in a body sentence.

    Of two as near it is one whose telling is dated, for those that are not are often translations.
    """

    def nearness(unit: Unit) -> float:
        pairs = (
            measured.get((min(unit.number, o.number), max(unit.number, o.number)))
            for o in mine
            if o.number != unit.number
        )
        return sum(pair.probability for pair in pairs if pair is not None)

    def order(unit: Unit) -> tuple[bool, bool, bool, bool, bool, bool, float, bool, int]:
        words = len(unit.proposition.terms)
        readable = _GOOD_TERMS[0] <= words <= _GOOD_TERMS[1]
        return (
            not unit.in_body,
            not unit.proposition.sound,
            not _has_subject(unit) and _person(unit, units.entities) is None,
            not reads_well(_text(unit, tellings, units.entities, bare=bare)),
            not _has_subject(unit),
            not readable,
            -nearness(unit),
            tellings[unit.telling].article.published.earliest is None,
            unit.number,
        )

    return min(mine, key=order)


def _has_subject(unit: Unit) -> bool:
    """Tell whether the clause reads by itself: its subject, no pronoun, stands in it."""
    subject = _subject(unit)
    return subject is not None and unit.proposition.span.covers(subject.span) and subject.head.lower() not in _PRONOUNS


def _subject(unit: Unit) -> Role | None:
    roles = unit.proposition.roles
    before = [r for r in roles if r.name in ("A0", "A1") and r.span.start < unit.proposition.predicate_span.start]
    return min(before, key=lambda role: role.span.start) if before else None


def _person(unit: Unit, entities: Mapping[str, Entity]) -> str | None:
    """Return the name of the person whom the clause's subject, "he" or "she", stands for, if known."""
    subject = _subject(unit)
    if subject is None or subject.head.lower() not in ("he", "she") or len(subject.span) != len(subject.head):
        return None
    entity = entities.get(unit.roles.get(subject.name, (None, ""))[0] or "")
    return entity.name if entity is not None and entity.kind is EntityKind.PERSON else None


def _readable(unit: Unit, tellings: Sequence[Extracted], entities: Mapping[str, Entity], *, bare: bool) -> str:
    """Return a unit's words; its whole sentence where they do not read by themselves or break a headline off ("Woman Stunned to Find")."""
    words = _text(unit, tellings, entities, bare=bare)
    if bare or (reads_well(words) and (unit.in_body or not _breaks_off(unit, tellings[unit.telling]))):
        return words
    span = unit.sentence.span
    whole = " ".join(tellings[unit.telling].text_of(span.start, span.end).split()).rstrip(".")
    return whole if reads_well(whole) else words


def _breaks_off(unit: Unit, telling: Extracted) -> bool:
    """Tell whether a headline goes on behind a clause without a stop, or before it without a gap."""
    span, headline = unit.proposition.span, unit.sentence.span
    before, behind = telling.text_of(headline.start, span.start), telling.text_of(span.end, headline.end)
    return before[-1:] == "-" or _GOES_ON.match(behind) is not None


def _text(unit: Unit, tellings: Sequence[Extracted], entities: Mapping[str, Entity], *, bare: bool) -> str:
    """Return the words of a unit as one line.

    Who acts is put first where the clause leaves it out, and a name in square brackets stands for "he" or "she"; figures in which tellings
    differ are left out.
    """
    article, span = tellings[unit.telling], unit.proposition.span
    start = _word_start(article, span.start)
    words = article.text_of(start, span.end)
    if bare:
        for quantity in sorted(unit.quantities, key=lambda q: -q.span.start):
            low, high = quantity.span.start - start, quantity.span.end - start
            if 0 <= low < high <= len(words):
                words = words[:low] + without_figure(words[low:high]) + words[high:]
    subject = _subject(unit)
    if subject is not None:
        first, _, rest = words.partition(" ")
        name = _person(unit, entities)
        acts = f"[{name}]" if name else article.text_of(_word_start(article, subject.span.start), subject.span.end)
        if subject.span.end <= span.start:
            words = f"{acts} {rest if first.lower() in _PRONOUNS else words}"
        elif name and subject.span.start == start:
            words = acts + words[len(subject.span) :]
    line = " ".join(words.split()).strip(" ,;:–-")
    return line[:1].upper() + line[1:]


def _word_start(article: Extracted, start: int) -> int:
    """Return where the hyphened word begins in which `start` lies; a clause that begins in "12-year-old" begins before its figure."""
    before = _BROKEN_WORD.search(article.text_of(max(0, start - _LONGEST_WORD), start))
    return start - (len(before[0]) if before else 0)


def _figures_differ(mine: Sequence[Unit]) -> bool:
    by_kind: dict[tuple[str, str | None], set[float]] = {}
    for unit in mine:
        for quantity in unit.quantities:
            if quantity.best is not None:
                by_kind.setdefault((quantity.kind, quantity.unit), set()).add(quantity.best)
    return any(len(values) > 1 for values in by_kind.values())


def _kind(mine: Sequence[Unit], categories: Sequence[str]) -> str:
    if any(unit.proposition.tense == "future" for unit in mine) and any(u.proposition.statement for u in mine):
        return "prediction"
    if categories and len(categories) == len(mine) and all(category in _OPINION for category in categories):
        return "opinion"
    if all(_is_past_year(unit) for unit in mine):
        return "background"
    return "news"


def _is_past_year(unit: Unit) -> bool:
    """Dated by year or month alone: told as history."""
    return bool(unit.times) and all(time.granularity in ("year", "month", "decade", "quarter") for time in unit.times)


def _supporting(
    central: Unit, mine: Sequence[Unit], measured: Mapping[tuple[int, int], Pair], units: Units, *, cut: float
) -> frozenset[str]:
    """Return the articles that tell the claim surely: joined to its central words by pairs at or above the cut."""
    reached, waiting = {central.article}, [central.article]
    while waiting:
        here = waiting.pop()
        for one in (unit for unit in mine if unit.article == here):
            for other in mine:
                pair = measured.get((min(one.number, other.number), max(one.number, other.number)))
                if (
                    other.article not in reached
                    and pair is not None
                    and pair.probability >= cut
                    and _tells_it(one, other, pair, units)
                ):
                    reached.add(other.article)
                    waiting.append(other.article)
    return frozenset(reached)


def _tells_it(one: Unit, unit: Unit, pair: Pair, units: Units) -> bool:
    """Tell whether a unit says enough to count, and nothing speaks against one claim: another named actor, the other polarity.

    That somebody ordered, planned or threatened an act does not count beside its being done ("ordered its units to leave" / "has left").
    """
    if len(unit.proposition.terms) < _LEAST_TERMS and pair.features.get("shared words, of both", 1.0) < 1.0:
        return False
    if _is_before_the_act(one) != _is_before_the_act(unit) and pair.features.get("same predicate", 0.0) < _SAME_ACT:
        return False
    if any(pair.features.get(name, 0.0) >= 1.0 for name in ("another actor", "opposite polarity")):
        return False
    told_alike = max(pair.features.get(name, 0.0) for name in _TOLD_ALIKE) > 0
    return told_alike or bool(_said_of_it(one, units) & unit.alike - _subject_words(unit, units))


def _said_of_it(unit: Unit, units: Units) -> frozenset[str]:
    """Return the words of a clause without those of its subject: two that share nothing else tell two things of one ("the dam is drained" / "is unscathed")."""
    return unit.keys - _subject_words(unit, units)


def _subject_words(unit: Unit, units: Units) -> frozenset[str]:
    subject = _subject(unit)
    if subject is None:
        return frozenset()
    words = units.texts[unit.article][subject.span.start : unit.proposition.predicate_span.start]
    entity = unit.roles.get(subject.name, (None, ""))[0]
    return frozenset(stems_in(words)) | ({entity} if entity is not None else set())


def _is_before_the_act(unit: Unit) -> bool:
    word = governor_words().get(unit.proposition.predicate)
    return word is not None and word.kind in _BEFORE_THE_ACT


def _tellings(mine: Sequence[Unit], supporting: frozenset[str]) -> tuple[Telling, ...]:
    by_article: dict[str, list[Unit]] = {}
    for unit in mine:
        by_article.setdefault(unit.article, []).append(unit)
    return tuple(
        Telling(
            article=article,
            spans=tuple(dict.fromkeys(_span(unit) for unit in units)),
            statements=tuple(dict.fromkeys(u.proposition.statement for u in units if u.proposition.statement)),
            events=tuple(dict.fromkeys(u.proposition.event for u in units if u.proposition.event)),
            sure=article in supporting,
        )
        for article, units in sorted(by_article.items())
    )


def _span(unit: Unit) -> Span:
    return unit.proposition.span


def _best_reasons(mine: Sequence[Unit], measured: Mapping[tuple[int, int], Pair]) -> tuple[Reason, ...]:
    """Return why the claim's closest two units are taken to tell the same, shown on both."""
    numbers = {unit.number: unit for unit in mine}
    among = combinations(sorted(numbers), 2)
    pairs = [pair for key in among if (pair := measured.get(key)) is not None]
    if not pairs:
        return ()
    best = max(pairs, key=lambda pair: (pair.probability, -pair.left, -pair.right))
    shown = (_span(numbers[best.left]), _span(numbers[best.right]))
    return (Reason("tells the same", round(best.probability, 3), None, shown), *best.reasons())
