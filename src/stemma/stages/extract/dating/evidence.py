"""What in a text bounds the day it was written: office holders, deaths, elections, dated events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from stemma.lang.calendar import Death, Term, deaths, elections, shift_months, terms
from stemma.lang.countries import country_of
from stemma.lang.names import PARTICLES, nicknames
from stemma.model.span import Span
from stemma.model.words import Mention, MentionForm, Sentence, TimeRef
from stemma.stages.extract.dating.bounds import Bound, join
from stemma.stages.extract.text import Text
from stemma.text.skeleton import bones

_FORMER = re.compile(
    r"\b(?:former|ex|late|then|one-time|onetime|deposed|ousted|elect|candidate|nominee|aspirant|hopeful)\b",
    re.IGNORECASE,
)
_OFFICES = {
    "head of state": re.compile(r"\b(?:president|king|queen|emir|monarch|pope|pontiff|supreme leader|leader|crown prince)\b", re.IGNORECASE),
    "head of government": re.compile(r"\b(?:prime minister|premier|chancellor|president|PM|first minister|chief adviser)\b", re.IGNORECASE),
    "foreign minister": re.compile(r"\b(?:foreign minister|secretary of state|foreign secretary|minister of foreign affairs|top diplomat|external affairs minister)\b", re.IGNORECASE),
}  # fmt: skip
_VICE = re.compile(r"\b(?:vice|deputy)\b", re.IGNORECASE)
_GOVERNS = re.compile(r"^['’]?s?\s*(?:administration|government|presidency|cabinet|White House)\b")
_DIED = re.compile(
    r"\b(?:kill(?:ed|ing|s)?|die[sd]?|death|dead|assassinat\w+|execut\w+|slain|murder\w*|shot|slaying)\b", re.IGNORECASE
)
_DISTANCE = re.compile(r"\b(days|weeks|months)\s+(?:before|ahead of|away from|until)\s+[^.;]{0,40}$", re.IGNORECASE)
_COMING = re.compile(r"\b(?:upcoming|coming|next|forthcoming|impending|looming)\s+(?:[\w.]+\s+){0,3}$", re.IGNORECASE)
_REACHES = {"days": (1, 31), "weeks": (7, 61), "months": (28, 365)}


def office_bounds(text: Text, mentions: Sequence[Mention]) -> Iterator[Bound]:
    """Yield the terms of heads of state and government and foreign ministers whom the text names with their title."""
    by_id = {mention.id: mention for mention in mentions}
    seen: set[tuple[str, str]] = set()
    for mention in mentions:
        if mention.form is not MentionForm.NAME or mention.label != "PERSON":
            continue
        named = by_id.get(mention.refers_to or "", mention)
        held = _terms_of(text, named, mention)
        key = (held[0].name, held[0].office) if held else ("", "")
        if held and key not in seen:
            seen.add(key)
            days = join([(term.begins, term.ends or date.max) for term in held])
            yield Bound(days, (_with_title(text, mention),))


def _terms_of(text: Text, named: Mention, mention: Mention) -> list[Term]:
    title = mention.title or ""
    after = text.article.text[mention.span.end : mention.span.end + 24]
    governs = bool(_GOVERNS.match(after))
    if not governs and (not title or _FORMER.search(title) or _VICE.search(title)):
        return []
    offices = [
        office
        for office, pattern in _OFFICES.items()
        if (governs and office != "foreign minister") or pattern.search(title)
    ]
    if not offices:
        return []
    country = mention.country or named.country
    words = text.words(named.span)
    alone = named is mention and len(_parts(words)) == 1
    found = [
        term for term in terms()
        if term.office in offices and (country is None or term.country == country) and (_same_name(words, term.name) or (governs and alone and _surname_only(words, term)))
    ]  # fmt: skip
    return found if len({term.country for term in found}) == 1 else []


def _surname_only(words: str, term: Term) -> bool:
    return len(words) > 4 and words.lower() == term.name.split()[-1].lower()


def _with_title(text: Text, mention: Mention) -> Span:
    """The span of the name with the title right before it."""
    if mention.title:
        start = text.article.text.rfind(mention.title.split()[0], max(0, mention.span.start - 120), mention.span.start)
        if start >= 0 and " ".join(text.article.text[start : mention.span.start].split()).rstrip(", ") == mention.title:
            return Span(mention.span.article, start, mention.span.end)
    return mention.span


@lru_cache(maxsize=4096)
def _parts(name: str) -> list[str]:
    return [
        word
        for word in re.split(r"[\s\-‐]+", name.replace("’", "'"))
        if word and word.lower().strip(".") not in PARTICLES
    ]


@lru_cache(maxsize=8192)
def _same_name(left: str, right: str) -> bool:
    """Tell whether two full names are one by surname and given name, spelling aside; bare surnames match nothing."""
    first, second = _parts(left), _parts(right)
    if len(first) < 2 or len(second) < 2:
        return left.lower() == right.lower() and len(first) == 1 and any(c.isupper() for c in right[1:])
    if bones(first[-1]) != bones(second[-1]) or first[-1][0].lower() not in _alike(second[-1][0].lower()):
        return False
    given, other = first[0].lower(), second[0].lower()
    return (
        (bones(given) == bones(other) and len(bones(given)) > 1)
        or given == other
        or other in nicknames().get(given, ())
        or (len(given.strip(".")) == 1 and given[0] == other[0])
    )


def _alike(letter: str) -> str:
    return next((group for group in ("aeiouy", "kqcg", "szx", "vwf", "jgdy") if letter in group), letter)


def death_bounds(text: Text, mentions: Sequence[Mention], times: Sequence[TimeRef]) -> Iterator[Bound]:
    """Yield what the told death of a widely reported person bounds: the text is later, and within a year where it says "in January"."""
    sentences = {sentence.id: sentence for sentence in text.sentences}
    for mention in mentions:
        sentence = sentences.get(mention.sentence)
        if (
            mention.form is not MentionForm.NAME
            or sentence is None
            or mention.label == "LOC"
            or not _DIED.search(text.words(sentence.span))
        ):
            continue
        known = next((death for death in deaths() if _same_name(text.words(mention.span), death.name)), None)
        if known is not None:
            yield _death_bound(known, mention, sentence, times)


def _death_bound(known: Death, mention: Mention, sentence: Sentence, times: Sequence[TimeRef]) -> Bound:
    month = f"XXXX-{known.day:%m}"
    for ref in times:
        if (
            ref.value is not None
            and (ref.value == month or (ref.value.startswith(month) and ref.value[8:10] == f"{known.day:%d}"))
            and sentence.span.covers(ref.span)
        ):
            next_year = shift_months(known.day.replace(day=1), 12) or known.day
            return Bound(((known.day, next_year - timedelta(days=1)),), (mention.span, ref.span))
    return Bound(((known.day, date.max),), (mention.span,))


def election_bounds(text: Text, mentions: Sequence[Mention], times: Sequence[TimeRef]) -> Iterator[Bound]:
    """Yield what a coming national election bounds: the text is earlier than its day, later than the one before, nearer if it says so."""
    by_sentence: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for sentence in text.sentences:
        words = text.words(sentence.span)
        for match in re.finditer(r"\b[Ee]lections?\b", words):
            bound = _election_bound(text, sentence, match=match, mentions=by_sentence.get(sentence.id, []), times=times)
            if bound is not None:
                yield bound


def _election_bound(
    text: Text, sentence: Sentence, *, match: re.Match[str], mentions: list[Mention], times: Sequence[TimeRef]
) -> Bound | None:
    words = text.words(sentence.span)
    before = words[: match.start()]
    day = _election_day(words, match, sentence, times)
    distance, coming = _DISTANCE.search(before), _COMING.search(before)
    if distance is None and coming is None and day is None:
        return None
    country = _election_country(text, sentence, match, mentions)
    if country is None:
        return None
    kind = "presidential" if re.search(r"presidential\s+$", before) else None
    low, high = _REACHES[distance[1].lower()] if distance else (0, None)
    held = [
        election for election in elections() if election.country == country and (kind is None or election.kind == kind)
    ]
    intervals = []
    for earlier, election in zip([None, *held], held, strict=False):
        if day is not None and not (day.value or "").endswith(f"{election.day:%m-%d}"):
            continue
        first = (
            election.day - timedelta(days=high)
            if high
            else earlier.day + timedelta(days=1)
            if earlier
            else election.day - timedelta(days=1460)
        )
        if earlier is not None:
            first = max(first, earlier.day + timedelta(days=1))
        intervals.append((first, election.day - timedelta(days=low)))
    start = sentence.span.start + (distance.start() if distance else coming.start() if coming else match.start())
    spans = [Span(text.article.id, start, sentence.span.start + match.end())] + ([day.span] if day else [])
    return Bound(join(intervals), tuple(spans)) if intervals else None


def _election_day(words: str, match: re.Match[str], sentence: Sentence, times: Sequence[TimeRef]) -> TimeRef | None:
    """The day of "elections take place on November 3", where the clause looks forward."""
    after = words[match.end() :]
    for ref in times:
        if (
            sentence.span.covers(ref.span)
            and ref.granularity == "day"
            and (ref.value or "").startswith("XXXX-")
            and ref.span.start >= sentence.span.start + match.end()
        ):
            between = after[: ref.span.start - sentence.span.start - match.end()]
            if (
                len(between) < 60
                and re.search(r"\b(?:takes? place|will|is|are|scheduled|due|set|on)\b", between)
                and not re.search(r"\b(?:was|were|took|held last)\b", between)
            ):
                return ref
    return None


def _election_country(text: Text, sentence: Sentence, match: re.Match[str], mentions: list[Mention]) -> str | None:
    """The country whose election it is: named in front of it, or by the office holder of whom the clause goes on to speak."""
    at = sentence.span.start + match.start()
    front = [
        mention
        for mention in mentions
        if mention.country
        and mention.form in (MentionForm.NAME, MentionForm.GOVERNMENT)
        and 0 <= at - mention.span.end <= 40
    ]
    front = [mention for mention in front if not re.search(r"[,;:]", text.article.text[mention.span.end : at])]
    if front:
        return front[-1].country
    after = text.article.text[at + len(match[0]) : at + len(match[0]) + 40]
    where = re.match(r"\s+in\s+((?:the\s+)?[A-Z][\w.]+(?:\s[A-Z]\w+)?)", after)
    known = country_of(where[1]) if where else None
    if known is not None:
        return known.iso
    for mention in mentions:
        if mention.label == "PERSON" and mention.title and 0 <= mention.span.start - at <= 80:
            countries = {term.country for term in terms() if _same_name(text.words(mention.span), term.name)}
            if len(countries) == 1:
                return countries.pop()
    return None


def dated_bounds(text: Text, times: Sequence[TimeRef]) -> Iterator[Bound]:
    """Yield what absolute dates bound: those told as past lie before the text, those told as coming after it."""
    for ref in times:
        if (
            ref.anchor is not None
            or ref.earliest is None
            or ref.latest is None
            or ref.granularity not in ("day", "month", "year")
        ):
            continue
        token = text.token_at(ref.span.start)
        way = _direction(text, token) if token is not None else None
        first, last = date.fromisoformat(ref.earliest), date.fromisoformat(ref.latest)
        if way == "past":
            # Something begun in a year or month is told in it or later.
            start = first if ref.type == "DATE" else last.replace(month=1, day=1)
            yield Bound(((start, date.max),), (ref.span,))
        elif way == "coming":
            yield Bound(((date.min, last),), (ref.span,))


def _direction(text: Text, token: int) -> str | None:
    word = text.doc[token]
    for _ in range(8):
        if word.pos_ in ("VERB", "AUX"):
            aux = {child.lower_ for child in word.children if child.dep_.startswith("aux")}
            if aux & {"will", "'ll", "shall"}:
                return "coming"
            if "Past" in word.morph.get("Tense", []) or aux & {"had", "was", "were", "did", "has", "have"}:
                return "past"
        if word.head.i == word.i:
            return None
        word = word.head
    return None


def weekday_bounds(text: Text, times: Sequence[TimeRef], names: Mapping[str, int]) -> Iterator[Bound]:
    """Yield the years in which a weekday agrees with the day of the month beside it ("Monday, September 28"), half a year around each."""
    for ref in times:
        value = ref.value or ""
        first = next(iter(text.words(ref.span).split(",")[0].split()), "").lower()
        if not re.fullmatch(r"XXXX-\d\d-\d\d", value) or first not in names:
            continue
        intervals = []
        for year in range(1990, 2051):
            try:
                day = date(year, int(value[5:7]), int(value[8:10]))
            except ValueError:
                continue
            if day.weekday() == names[first]:
                intervals.append((day - timedelta(days=184), day + timedelta(days=184)))
        yield Bound(join(intervals), (ref.span,))
