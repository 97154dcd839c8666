"""Under which names tellings speak of each other's houses: "the Mesurado Lantern", "told the Lantern", "Ogled's reporter"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

from stemma.lang.agencies import agency_named
from stemma.lang.rarity import rarity
from stemma.lang.tables import read_table
from stemma.model.article import Article, BlockKind
from stemma.model.span import Span
from stemma.text.normalise import stem

_EDITION = re.compile(
    r"\s*(?:\(.*\)|[,/–—|-]\s.*(?:English|[Tt]ranslat|[Ss]ervice|[Ff]eed|[Ee]dition|[Oo]nline).*|(?:in )?English|[Oo]nline|,\s[a-z].*|\d{2,3}[.,]\d+(?: ?(?:FM|MHz))?)$"
)  # "(English page)", "in English", ", English service", " / Feed in English", ", newsletter of a federation", "92.1"
_AND = re.compile(r",| and | & |/")
_PERSON = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w.’'-]*)+")
_LEAST_LETTERS = 4
_UNCOMMON = 7.0
_NEAR = 40


def house_of(outlet: str) -> str:
    """Return the name of the house behind an outlet's label: without article, edition and language."""
    return _EDITION.sub("", outlet).strip().removeprefix("The ")


def houses_named(article: Article, outlets: Collection[str]) -> dict[str, tuple[Span, ...]]:
    """Return which of `outlets` an article's body names, and where: by the whole name, or by a part of it as one speaks of a paper.

    Args:
        article: The telling.
        outlets: Labels of the houses that other tellings come from or credit, its own left out.
    """
    parts = Counter(word for outlet in outlets for word in set(house_of(outlet).split()))
    bodies = [(b.start, b.end) for b in article.blocks if b.kind is BlockKind.BODY]
    found = {}
    for outlet in sorted(outlets):
        places = sorted(set(_places(article, outlet, [w for w in house_of(outlet).split() if parts[w] == 1], bodies)))
        if places:
            found[outlet] = tuple(places)
    return found


def authors_named(article: Article, others: Sequence[Article]) -> dict[str, tuple[Span, ...]]:
    """Return the outlets of which an article's body names the author, and where: "reports the researcher Sadia Rahim Khan".

    Args:
        article: The telling.
        others: The other tellings; those of its own house, or by its own author, say nothing.
    """
    found: dict[str, tuple[Span, ...]] = {}
    for other in others:
        if not other.outlet or other.outlet == article.outlet or other.byline == article.byline:
            continue
        for author in _authors(other.byline or ""):
            if author.split()[0] not in article.text:
                continue
            name = _author_pattern(author)
            bodies = [(b.start, b.end) for b in article.blocks if b.kind is BlockKind.BODY]
            places = [
                Span(article.id, *m.span()) for start, end in bodies for m in name.finditer(article.text, start, end)
            ]
            if places:
                found[other.outlet] = tuple(sorted({*found.get(other.outlet, ()), *places}))
    return found


def is_cited_at(article: Article, span: Span, other: Article) -> bool:
    """Tell whether a place that names the house or author of another telling names it as who told something, not as a party to the story."""
    text = article.text
    words = text[span.start : span.end]
    if any(words.endswith(author.split()[0]) or words == author for author in _authors(other.byline or "")):
        return True
    before, after = _cited_before(), _cited_after()
    return bool(
        before.search(text[max(0, span.start - _NEAR) : span.start]) or after.match(text[span.end : span.end + _NEAR])
    )


@cache
def _cited_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{_phrases('before')})(?: (?:to )?the| to)? $")


@cache
def _cited_after() -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s)?(?: ha[sd])? (?:{_phrases('after')})\b")


@lru_cache(maxsize=4096)
def _author_pattern(author: str) -> re.Pattern[str]:
    """Return a pattern for an author's full name, or for the first name where one thanks for a story."""
    first = re.escape(author.split()[0])
    return re.compile(rf"(?<!\w)(?:{re.escape(author)}(?!\w)|(?i:{_phrases('thanks')}) {first}(?![\w-]| [A-Z]))")


def _authors(byline: str) -> list[str]:
    """Return the persons that a byline names in full; desks, agencies and initials are none."""
    names = (name.strip() for name in _AND.split(byline.removeprefix("By ")))
    return [name for name in names if _PERSON.fullmatch(name) and agency_named(name) is None]


def _places(
    article: Article, outlet: str, own_words: Sequence[str], bodies: Sequence[tuple[int, int]]
) -> Iterator[Span]:
    for pattern in _patterns(house_of(outlet), tuple(own_words)):
        for start, end in bodies:
            for match in pattern.finditer(article.text, start, end):
                yield Span(article.id, *match.span("name"))


@lru_cache(maxsize=4096)
def _patterns(house: str, own_words: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    found = []
    agency = agency_named(house)
    forms = {house} if agency is None else {house, agency.name, *agency.aliases, *agency.marks}
    if _distinctive(house):
        called = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
        found.append(re.compile(rf"(?<!\w)(?P<name>{called})(?!\w)"))
    short = "|".join(re.escape(word) for word in own_words if _may_stand_alone(word))
    if short and agency is None:
        before, after = _phrases("before"), _phrases("after")
        found.append(re.compile(rf"\b(?i:{before})(?: (?:to )?the| to)? (?P<name>{short})(?![\w-]| [A-Z])"))
        found.append(re.compile(rf"(?<![\w’'-])(?P<name>{short})(?:['’]s)?(?: ha[sd])? (?:{after})\b"))
    return tuple(found)


@cache
def _phrases(side: str) -> str:
    return "|".join(row["phrase"] for row in read_table("press_phrases.tsv") if row["side"] == side)


def _may_stand_alone(word: str) -> bool:
    return word[:1].isupper() and (len(word) >= _LEAST_LETTERS or (word.isupper() and len(word) >= _LEAST_LETTERS - 1))


def _distinctive(name: str) -> bool:
    """Tell whether the name of an outlet is hardly a word of something else: two capitalised words, initials, a rare word, an agency."""
    capital = [word for word in name.split() if word[:1].isupper()]
    initials = name.isupper() and len(name) >= _LEAST_LETTERS - 1
    inside = any(c.isupper() for c in name[1:].split(" ")[0]) and len(name) > _LEAST_LETTERS
    rare = len(capital) == 1 and len(name) > _LEAST_LETTERS and rarity("word", stem(name)) >= _UNCOMMON
    return len(capital) >= 2 or initials or inside or rare or agency_named(name) is not None
