"""How English news writes times: one pattern per way of saying, each with a name that `resolve` reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stemma.lang.calendar import NAMED_DAYS

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAYABBR = r"(?:(?:Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun)\b\.?)"
_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDNUM = rf"(?:(?:{_TENS})(?:[\s-](?:{_ONES}))?|{_ONES})"
_NUM = rf"(?:\d{{1,3}}(?:,\d{{3}}|\.\d)?(?![\d,.]\d)|{_WORDNUM}(?:\s+(?:hundred|and\s+a\s+half))?|half\s+an?|an?\s+half|a\s+hundred|hundreds\s+of|dozens\s+of|a\s+couple(?:\s+of)?|a\s+few|a\s+dozen|several|many|few|some|an?)"
_UNIT = r"(?:second|minute|hour|day|weekend|week|fortnight|month|quarter|year|decade|centur(?:y|ies))"
_UNITS = rf"(?:{_UNIT}s?)"
_YEAR = r"(?:1[5-9]\d\d|20[0-9]\d)"
_ORD = r"(?:first|second|third|fourth|final|last|latest|current|1st|2nd|3rd|4th)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PARTDAY = r"(?:morning|afternoon|evening|night|noon|midnight|dawn|dusk|overnight|lunchtime)"
_HEDGE = (
    r"(?:(?:about|around|nearly|almost|roughly|approximately|some|more\s+than|less\s+than|fewer\s+than|no\s+more\s+than|not\s+more\s+than"
    r"|no\s+less\s+than|at\s+least|at\s+most|up\s+to|over(?!\s+(?:the|several))|under|just|only)\s+)"
)
_EDGE = (
    r"(?:(?:early|late|mid|earlier|later|the\s+(?:end|beginning|start|middle|close|turn|rest|remainder|first\s+half|second\s+half|eve)\s+of"
    r"|the\s+early\s+hours\s+of|mid-?\s?(?:morning|afternoon|day)|(?:early|late|earlier|later)\s+(?:in|on)|midway\s+through)[\s-]+)"
)
_MID = r"(?:mid-)"
_SHIFT = r"(?:last|next|this|past|previous|following|coming|upcoming|current|same|preceding|prior|ensuing|recent|latest|present)"
_ZONE = r"(?:\s*(?:GMT|UTC|EST|EDT|ET|CST|CDT|PST|PDT|BST|CET|local\s+time)\b)"
_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_OF_HOUR = r"(?:(?:a\s+)?quarter|(?:five|ten|twenty|twenty[\s-]five)(?:\s+minutes)?)"
_TOLD = (  # "half past seven", "a quarter to six", "nine in the morning", "13.07 hours"
    rf"(?:half|{_OF_HOUR})\s+past\s+(?:{_HOUR}|noon|midnight)|{_OF_HOUR}\s+to\s+(?:{_HOUR}|noon|midnight)(?=\s*(?:[,.;:!?)]|$)|\s+(?:on|in|at|when|and)\b)"
    rf"|(?:{_HOUR}|1[0-2]|[1-9])\s+in\s+the\s+(?:morning|afternoon|evening)|(?:[01]?\d|2[0-3])[.:][0-5]\d\s+(?:hours|hrs|h)\b"
)
_CLOCK = rf"(?:{_TOLD}|(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s*[ap]\.?m\b\.?{_ZONE}?|(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:]){_ZONE}?|(?:[01]\d|2[0-3])[0-5]\d{_ZONE}|(?:[a-z]+|\d\d?)\s+o['’]clock|noon|midnight)"
_WHEN = rf"(?:{_DAY}|yesterday|today|tomorrow|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,\s*{_YEAR})?)"
_NAMED = "|".join(sorted((re.escape(name).replace("'", "['’]") for name in NAMED_DAYS), key=len, reverse=True))

_PATTERNS = {
    "iso": rf"(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?:[T ](?P<clock>[0-2]\d:[0-5]\d))?",
    "numeric": r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:1[89]|20)\d\d|\d\d)(?!\d)",
    "mdy": (
        rf"(?P<edge>{_EDGE})?(?:(?P<wd>{_DAY}|{_DAYABBR}),?\s+)?(?P<month>{_MONTH})\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|,\d{{3}}|\.\d|\s*%)"
        rf"(?:\s*(?:-|–|to|through|and|or)\s*(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?P<y>{_YEAR})\b)?"
    ),
    "dmy": (
        rf"(?P<edge>{_EDGE})?(?:(?P<wd>{_DAY}),?\s+)?(?:the\s+)?(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and)\s*(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?)?"
        rf"\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<y>{_YEAR})\b)?"
    ),
    "month_year": rf"(?P<edge>{_EDGE}|{_MID})?(?P<month>{_MONTH})(?:\s+of)?,?\s+(?P<y>{_YEAR}|nineteen\s+{_WORDNUM})\b",
    "month": rf"(?P<edge>{_EDGE}|{_MID})?(?:(?P<mod>last|next|this|this\s+past|this\s+coming|every|each|that)\s+)?(?P<month>{_MONTH})(?:\s+of\s+(?P<ref>last|this|next|that)\s+year)?",
    "years": rf"(?P<y>{_YEAR})\s*(?:-|–|—|to|through|until|and)\s*(?P<y2>{_YEAR}|\d\d(?![\d%]))\b",
    "decade": rf"(?P<edge>{_EDGE}|{_MID})?(?:the\s+)?(?P<edge2>early|late|mid)?[\s-]*(?P<decade>(?:1[5-9]|20)\d0|['’]\d0)['’]?s\b|the\s+(?P<tens>{_TENS.replace('y|', 'ies|')[:-1]}ies)\b",
    "century": r"(?P<edge>(?:early|late|mid)[\s-]+)?(?:the\s+)?(?P<nth>\d{1,2})(?:st|nd|rd|th)[\s-]+centur(?:y|ies)",
    "quarter": (
        rf"(?P<edge>{_EDGE})?(?:(?P<det>(?:the|this|last|next)(?=[^-]*\squarter|[^-]*\shalf))\s+)?(?:(?P<y0>{_YEAR})['’]?s?\s+|(?P<poss>last|this|next)\s+year['’]s\s+)?(?P<ago>year[\s-](?:ago|earlier)\s+)?"
        rf"(?P<fiscal>fiscal[\s-]+)?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th|latest|current|same|corresponding)[\s-]+(?P<what>quarter|half)(?!s)(?:\s+of\s+(?:fiscal\s+)?(?P<y>{_YEAR}|last\s+year|this\s+year|next\s+year))?"
    ),
    "fiscal": rf"(?:the\s+)?(?P<fiscal>fiscal)\s+(?:year\s+)?(?P<y>{_YEAR})\b|(?:the\s+)?(?P<mod>last|this|next|current)\s+fiscal\s+year",
    "year": rf"(?P<edge>{_EDGE}|{_MID})?(?:the\s+(?:year\s+)?)?(?P<y>{_YEAR}|nineteen[\s-]{_WORDNUM})(?P<period>\s+(?:period|quarter))?(?:\s+and\s+beyond)?(?![\d%]|[-–/,.:]\d|['’]s\s+[A-Z])",
    "clock": rf"(?P<edge>{_EDGE}|(?:shortly|just)\s+(?:before|after)\s+)?(?P<clock>{_CLOCK})(?:,?\s+(?:on\s+)?(?P<when>{_WHEN}))?",
    "day": rf"(?P<edge>{_EDGE})?(?P<deictic>yesterday|today|tomorrow|tonight|the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow)(?:\s+(?P<part>{_PARTDAY}))?",
    "weekday": rf"(?P<edge>{_EDGE})?(?:(?P<mod>last|next|this|this\s+past|this\s+coming|every|each|that)\s+)?(?P<wd>{_DAY})(?P<plural>s\b)?(?:\s+(?P<part>{_PARTDAY})s?)?(?:,?\s+(?P<which>last\s+week|this\s+week|next\s+week))?",
    "ago": (
        rf"(?P<hedge>{_HEDGE})?(?P<n>{_NUM})(?:\s+or\s+(?P<n2>{_NUM}))?(?P<more>\s+(?:and\s+a\s+half|full|business|trading|more))?[\s-]+(?P<unit>{_UNITS})"
        r"(?P<half>\s+and\s+a\s+half)?[\s-]+(?P<dir>ago|earlier|before(?=\s*(?:[.,;]|$))|previously|prior|back|later|hence|from\s+now|afterwards?|after(?=[.,;]|$))"
    ),
    "shift": (
        rf"(?P<edge>{_EDGE}|{_MID})?(?P<the>the\s+)?(?P<mod>{_SHIFT})(?P<then>\s+(?:fiscal|calendar|full|crucial))?\s+(?P<unit>day|weekend|week|fortnight|month|quarter|year|decade|century|{_SEASON}|{_PARTDAY})(?![\s-]+old\b)\b(?!['’]s\s+(?:first|second|third|fourth)\s+quarter)"
    ),
    "span": (
        rf"(?P<hedge>{_HEDGE})?(?P<the>the\s+)?(?P<mod>last|next|past|first|final|previous|following|coming|latest|preceding|recent)\s+(?:(?P<n>{_NUM})\s+)?"
        rf"(?:(?:to|or)\s+{_NUM}\s+)?(?P<more>full\s+|trading\s+|business\s+)?(?P<unit>{_UNIT}s|quarters|{_SEASON}s)(?:\s+or\s+so)?"
    ),
    "duration": (
        rf"(?P<hedge>{_HEDGE})?(?:(?:the|those|these)\s+)?(?P<n>{_NUM})(?:\s*(?:to|or|-|–)\s*(?P<n2>{_NUM}))?(?P<more>\s+(?:more|full|consecutive|straight|trading|business|additional|long|whole))*[\s-]+(?P<unit>{_UNITS})(?![\s-]+old\b)(?P<half>\s+and\s+a\s+half)?(?:\s+or\s+so)?\b"
    ),
    "year_ago": r"year-(?P<dir>ago|earlier)(?:\s+(?:period|quarter|level))?",
    "recent": rf"(?P<hedge>more\s+)?(?:the\s+)?(?P<mod>recent|coming|past|earlier|these|previous)\s+(?P<unit>{_UNIT}s)",
    "set": rf"(?P<every>every|each)\s+(?:other\s+)?(?:(?P<n>\d+|{_WORDNUM})\s+)?(?P<unit>{_UNITS}|{_SEASON}|{_PARTDAY}|{_DAY}|{_MONTH})|(?P<adverb>daily|weekly|monthly|quarterly|annually|hourly|nightly)",
    "the_unit": rf"(?P<edge>{_EDGE})?(?P<det>the|that|that\s+same|the\s+same|those|the\s+full|the\s+entire)\s+(?P<unit>day|weekend|week|month|quarter|year|period|night|morning|afternoon|evening|{_SEASON})(?P<next>\s+(?:before|after|earlier))?\b(?!\s+of\s+the)",
    "named": rf"(?P<name>{_NAMED})(?:,?\s+(?P<y>{_YEAR}))?",
    "season": rf"(?P<edge>{_EDGE})?(?P<det>the\s+)?(?P<season>{_SEASON})\s+(?:of\s+)?(?P<y>{_YEAR})",
    "now": r"(?:right\s+)?now\b(?!\s+that)|currently|at\s+present|at\s+the\s+moment|nowadays|these\s+days|the\s+present",
    "then": r"(?:the\s+)?(?:near\s+|not[\s-]too[\s-]distant\s+|foreseeable\s+|immediate\s+)?future\b(?!s)|(?P<past>the\s+(?:recent\s+)?past|(?:more\s+|most\s+)?recently|previously|formerly|once\s+before)|(?P<soon>soon\b)",
    "parts": rf"(?P<edge>early\s+|late\s+)?(?P<deictic>this|yesterday|tomorrow)\s+(?P<part>{_PARTDAY})",
    "overnight": r"overnight",
}  # fmt: skip

_CASED = frozenset({"mdy", "dmy", "month_year", "month", "weekday"})
RULES = tuple(
    (name, re.compile(rf"(?<![\w$€£]){pattern}(?!\w)", 0 if name in _CASED else re.IGNORECASE))
    for name, pattern in _PATTERNS.items()
)
# Which patterns may match is told by one quick search for the words and figures that each cannot do without.
_NEEDS = {
    "month": ("mdy", "dmy", "month_year", "month", "set"),
    "figure": ("iso", "years", "decade", "year", "fiscal", "quarter", "season"),
    "slash": ("numeric",),
    "weekday": ("weekday", "clock", "set"),
    "clock": ("clock",),
    "deictic": ("day", "clock", "parts"),
    "ties": ("decade",),
    "century": ("century", "shift", "span", "duration", "ago"),
    "quarter": ("clock", "quarter", "shift", "the_unit", "duration", "year_ago", "span", "set"),
    "unit": ("ago", "shift", "span", "duration", "year_ago", "recent", "set", "the_unit", "fiscal", "year"),
    "part": ("clock", "parts", "shift", "the_unit", "set", "overnight"),
    "season": ("shift", "season", "the_unit", "span", "set"),
    "vague": ("now", "then", "set"),
    "named": ("named",),
    "nineteen": ("year", "month_year"),
}
_TRIGGER = re.compile(
    r"(?P<month>\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|(?P<figure>[12]\d{3}|\d0['’]?s\b)|(?P<slash>\d[/.]\d\d?[/.])"
    r"|(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|(?P<clock>\d[:.]\d\d|\d\s?[ap]\.?m\b|o['’]clock|\bnoon\b|midnight|\d{4} GMT|(?i:\b(?:half|quarter|five|ten|twenty|minutes) (?:past|to)) |(?<=\w) in the (?:morning|afternoon|evening))"
    r"|(?P<deictic>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)|(?P<ties>(?:twen|thir|for|fif|six|seven|eigh|nine)ties)|(?P<century>centur)"
    r"|(?P<quarter>quarter|\bhalf\b)|(?P<unit>day|week|month|year|decade|hour|minute|second|fortnight)|(?P<part>night|morning|afternoon|evening|dawn)"
    r"|(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|\bfall\b)"
    r"|(?P<vague>\b[Nn]ow\b|[Cc]urrently|[Rr]ecently|\bfuture|\bpast\b|present|moment|[Pp]reviously|[Ff]ormerly|\bsoon\b|daily|annually|hourly|nightly)"
    r"|(?P<named>Christmas|Easter|Thanksgiving|Halloween|New Year|Boxing|Valentine|Good Friday|Bastille|Independence Day|May Day|Fourth of July)"
    r"|(?P<nineteen>\bnineteen)"
)
_REACH = 80  # characters around a trigger in which its expression lies
_RULES = dict(RULES)
_RANK = {name: rank for rank, (name, _) in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class Found:
    """A match of one pattern: its name, where it stands in the parsed copy, and what its groups caught."""

    rule: str
    start: int
    end: int
    groups: dict[str, str | None]

    def __getitem__(self, name: str) -> str | None:
        caught = self.groups.get(name)
        return caught.strip() if caught else None


def find(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the time expressions of `text[start:end]` from left to right, longest first where they overlap."""
    windows: dict[str, tuple[int, int]] = {}
    for trigger in _TRIGGER.finditer(text, start, end):
        for rule in _NEEDS[trigger.lastgroup or ""]:
            first = windows[rule][0] if rule in windows else max(start, trigger.start() - _REACH)
            windows[rule] = (first, min(end, trigger.end() + _REACH))
    hits: list[tuple[int, int, int, Found]] = []
    for name, (first, last) in windows.items():
        for match in _RULES[name].finditer(text, first, last):
            if match.end() > match.start():
                hits.append(
                    (
                        match.start(),
                        -match.end(),
                        _RANK[name],
                        Found(name, match.start(), match.end(), match.groupdict()),
                    )
                )
    hits.sort(key=lambda hit: hit[:3])
    reach = start
    for first, negative_end, _, found in hits:
        if first >= reach:
            yield found
            reach = -negative_end
