"""Find the times of an article and say what each means.

Expressions are found by patterns (`grammar`), read one by one (`resolve`) against the article's date, the tense of their clause and the
time named before them. An article without a date still gets its times, with open intervals and the anchor named.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date

from spacy.tokens import Token

from stemma.model.article import Published
from stemma.model.ids import span_id
from stemma.model.words import TimeRef
from stemma.stages.extract.text import Text
from stemma.stages.extract.times.context import Context
from stemma.stages.extract.times.grammar import Found, find
from stemma.stages.extract.times.reading import Clock, Reading
from stemma.stages.extract.times.resolve import resolve

_FUTURE_AUX = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_COMING = frozenset(
    "plan expect schedule set intend hope aim agree pledge promise want decide prepare threaten due go likely vow propose seek".split()
)
_BEGINS = frozenset(
    "begin start open meet vote take face travel visit hold end expire play arrive leave go come run".split()
)
_HELD = frozenset({"day", "week", "month", "quarter", "year", "hour", "minute"})
_CUE_BEFORE = re.compile(
    r"(?:\b(?:in|last|next|this|since|until|till|by|of|from|to|through|during|early|late|and|between|mid|for|before|after|every)\s+|[-(,]\s*)$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|of|by|from|until|till|during|after|before|mid|late|early|for|to|and|through|between|the|than|[A-Z][a-z]+\.?)\s+|[(,'’\-–]\s*)$"
)
_COUNTED = re.compile(r"\s+(?:[a-z]+(?:s|ple|men)\b|(?:[a-z]+ )(?:[a-z]+s)\b)")
_PREPOSITION = re.compile(r"\b(since|until|till|by|before|after|from|through|between)\s+(?:the\s+)?$", re.IGNORECASE)
_SPOKEN = re.compile(r"\d[.]\d\d\s+h|\b(?:past|to|in the)\b", re.IGNORECASE)
_MEMORY = 3  # sentences over which "three days earlier" looks back for what it is earlier than


def clock_of(published: Published) -> Clock:
    """Return the days between which an article appeared."""
    return Clock(_date(published.earliest), _date(published.latest))


def find_times(text: Text) -> tuple[TimeRef, ...]:
    """Return the times of the article, in order.

    Values follow TIMEX3; `earliest` and `latest` are days (RFC 3339 full dates), inclusive. Times that hang on the article's date are
    computed from `article.published`; where that is unknown they have no interval and name the article as anchor all the same.
    """
    clock = clock_of(text.article.published)
    starts = [token.idx for token in text.doc]
    copy = text.doc.text
    found: list[TimeRef] = []
    told: tuple[int, TimeRef, Reading] | None = None
    for sentence in text.sentences:
        first, end = text.sent_tokens(sentence)
        if end <= first:
            continue
        last = text.doc[end - 1]
        for hit in find(copy, starts[first], last.idx + len(last)):
            tokens = _tokens(hit, starts, end)
            if tokens is None or not _is_time(hit, text, tokens=tokens, copy=copy):
                continue
            recent = told if told and sentence.index - told[0] <= _MEMORY else None
            context = Context(clock, _forward(text, tokens[0], hit), recent[2] if recent else None)
            reading = resolve(hit, context)
            if reading is None:
                continue
            ref = _ref(text, tokens, reading.hedged(_preposition(copy, hit)), recent[1] if recent else None)
            found.append(ref)
            if reading.granularity in _HELD and reading.first is not None and reading.type != "SET":
                told = (sentence.index, ref, reading)
    return tuple(found)


def _tokens(hit: Found, starts: list[int], end: int) -> tuple[int, int] | None:
    first = bisect_right(starts, hit.start) - 1
    stop = min(bisect_left(starts, hit.end), end)
    return (first, stop) if first < stop else None


def _is_time(hit: Found, text: Text, *, tokens: tuple[int, int], copy: str) -> bool:
    """Tell a time from its doubles: May and March as a verb, a name or a person, 2000 as a count, second as a rank."""
    before = copy[max(0, hit.start - 24) : hit.start]
    after = copy[hit.end : hit.end + 40]
    head = text.doc[tokens[0]]
    if hit.rule in ("month", "weekday", "mdy") and head.ent_type_ == "PERSON" and head.pos_ == "PROPN":
        return hit.rule != "month" and not _named_person(text, tokens)
    if hit.rule == "month":
        if (hit["month"] or "") in ("May", "March", "Mar", "Sun"):
            return bool(hit["edge"] or hit["mod"] or _CUE_BEFORE.search(before) or after.startswith(" of "))
        return not (after[:1] == " " and after[1:2].isupper() and head.ent_type_ == "PERSON")
    if hit.rule == "year" and not hit["edge"]:
        if hit["period"] or _YEAR_BEFORE.search(before):
            return not _COUNTED.match(after) or not before.rstrip().endswith(
                ("to", "and", "than", "for", "of", "after")
            )
        return not _COUNTED.match(after) and not before.endswith(("$", "£", "€", "No. ", "#"))
    if hit.rule == "quarter" and hit["what"] == "half":
        return bool(hit["y"] or hit["y0"] or hit["poss"] or hit["fiscal"])
    if hit.rule == "clock" and not _SPOKEN.search(hit["clock"] or ""):
        return "." not in (hit["clock"] or "") or bool(re.search(r"[ap]\.?m|GMT", hit["clock"] or "", re.IGNORECASE))
    return True


def _named_person(text: Text, tokens: tuple[int, int]) -> bool:
    return all(text.doc[i].ent_type_ == "PERSON" for i in range(*tokens))


def _preposition(copy: str, hit: Found) -> str | None:
    match = _PREPOSITION.search(copy[max(0, hit.start - 16) : hit.start])
    return match[1].lower() if match else None


def _ref(text: Text, tokens: tuple[int, int], reading: Reading, told: TimeRef | None) -> TimeRef:
    span = text.span(*tokens)
    anchor = None
    if reading.anchor == "article":
        anchor = text.article.id
    elif reading.anchor == "text" and told is not None:
        anchor = told.id
    return TimeRef(
        id=span_id("time", text.article.id, span.start, span.end),
        span=span,
        type=reading.type,
        value=reading.value,
        granularity=reading.granularity,
        earliest=reading.first.isoformat() if reading.first else None,
        latest=reading.last.isoformat() if reading.last else None,
        anchor=anchor,
        hedge=reading.hedge,
    )


def _forward(text: Text, token: int, hit: Found) -> bool | None:
    """Tell from the governing verb whether the clause looks forward (True), back (False) or neither can be told (None)."""
    if hit.rule not in ("weekday", "mdy", "dmy", "month", "named", "quarter", "clock", "the_unit"):
        return None
    if token > 0 and text.doc[token - 1].lower_ == "since":
        return False
    verb = _governing_verb(text.doc[token])
    if verb is None:
        return None
    aux = [child.lower_ for child in verb.children if child.dep_.startswith("aux")]
    if any(word in _FUTURE_AUX for word in aux):
        return True
    if (
        verb.head.i != verb.i
        and verb.dep_ in ("xcomp", "advcl", "acl")
        and (verb.head.lemma_ in _COMING or verb.dep_ == "acl")
        and "to" in (c.lower_ for c in verb.children)
    ):
        return True
    if verb.lemma_ in ("schedule", "expect", "plan", "slate") and verb.morph.get("VerbForm", []) == ["Part"]:
        return True
    if "Past" in verb.morph.get("Tense", []) or any(
        word in ("have", "has", "had", "was", "were", "did", "'ve", "been") for word in aux
    ):
        return False
    if verb.lemma_ in _BEGINS and "Pres" in verb.morph.get("Tense", []):
        return True
    return None


def _governing_verb(token: Token) -> Token | None:
    for _ in range(6):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
