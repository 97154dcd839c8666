"""Who and what one article names: its mentions gathered under the names that bear them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.lang.countries import country_name, country_of
from stemma.lang.homes import home_of
from stemma.lang.names import given_gender, title_words
from stemma.model.extracted import Extracted
from stemma.model.words import EntityMention, Location, Mention, MentionForm
from stemma.stages.link.locate import locate
from stemma.stages.link.setting import PlaceContext

_AFTER = 30  # characters after a place's name in which its division or country may stand
_NAMING = (MentionForm.NAME, MentionForm.GOVERNMENT)


@dataclass(frozen=True, slots=True)
class Local:
    """One bearer of names in one article.

    Attributes:
        id: Id of the mention that names it first.
        kind: "person", "organisation", "place", "country", "people" or "other".
        name: The fullest name under which the article has it.
        names: All names, with counts.
        titles: Title nouns beside its names, in lower case.
        beside: What else the article names, as keys; tells namesakes apart.
    """

    id: str
    article: str
    kind: str
    name: str
    names: tuple[tuple[str, int], ...]
    mentions: tuple[EntityMention, ...]
    titles: frozenset[str] = frozenset()
    gender: str = ""
    country: str | None = None
    location: Location | None = None
    beside: frozenset[str] = frozenset()


def find_locals(extracted: Extracted) -> tuple[Local, ...]:
    """Return the named bearers of one article, in order of their first mention; roles that nobody names bear no name and are left out."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in extracted.mentions:
        groups[mention.refers_to or mention.id].append(mention)
    context = _context(extracted)
    beside = frozenset(
        _plain(extracted, mention)
        for mention in extracted.mentions
        if mention.form in _NAMING and mention.label in ("PERSON", "ORG", "LOC")
    )
    found = []
    for root, mentions in groups.items():
        named = [mention for mention in mentions if mention.form in _NAMING]
        if named:
            found.append(_local(extracted, root, mentions, named=named, context=context, beside=beside))
    return tuple(sorted(found, key=lambda local: local.mentions[0].span))


def _plain(extracted: Extracted, mention: Mention) -> str:
    return " ".join(extracted.text_of(mention.span.start, mention.span.end).lower().split())


def _context(extracted: Extracted) -> PlaceContext:
    names, countries, beside = [], Counter[str](), []
    article = extracted.article
    for mention in extracted.mentions:
        if mention.country:
            countries[mention.country] += 1
        if mention.label == "LOC" and mention.form is MentionForm.NAME:
            text = extracted.text_of(mention.span.start, mention.span.end)
            known = country_of(text)
            beside.append((text, article.text[mention.span.end : mention.span.end + _AFTER]))
            if known is None or known.kind == "capital":
                names.append(text)
    home = None if article.aggregator else home_of(article.canonical or article.url, article.outlet)
    return PlaceContext(names, countries, home, beside)


def _local(
    extracted: Extracted,
    root: str,
    mentions: Sequence[Mention],
    *,
    named: list[Mention],
    context: PlaceContext,
    beside: frozenset[str],
) -> Local:
    texts = Counter(" ".join(extracted.text_of(mention.span.start, mention.span.end).split()) for mention in named)
    first = next((mention for mention in named if mention.id == root), named[0])
    kind = _kind(first, texts)
    name = _fullest(texts, kind)
    country = next(
        (mention.country for mention in mentions if mention.country and (kind == "person" or mention.form in _NAMING)),
        None,
    )
    location = _location(extracted, first, kind, name=name, country=country, context=context)
    titles = _titles(mentions) if kind == "person" else frozenset()
    return Local(
        id=root,
        article=extracted.article.id,
        kind=kind,
        name=name,
        names=tuple(sorted(texts.items())),
        mentions=tuple(EntityMention(mention.id, mention.span, mention.form) for mention in sorted(mentions, key=lambda mention: mention.span)),
        titles=titles,
        gender=_gender(name, titles) if kind == "person" else "",
        country=location.country if kind == "place" and location is not None else country,
        location=location,
        beside=beside - {text.lower() for text in texts},
    )  # fmt: skip


def _kind(first: Mention, texts: Counter[str]) -> str:
    known = next((known for text in texts if (known := country_of(text)) is not None), None)
    if first.form is MentionForm.GOVERNMENT:
        return "country"
    if first.label == "LOC":
        return (
            "country"
            if known is not None and any(k.kind == "country" for t in texts if (k := country_of(t)) is not None)
            else "place"
        )
    return {"PERSON": "person", "ORG": "organisation", "NORP": "people"}.get(first.label, "other")


def _fullest(texts: Counter[str], kind: str) -> str:
    """The name that says most: of most words, then the most frequent; of countries the usual English one where it is used."""
    if kind == "country":
        known = next((known for text in sorted(texts) if (known := country_of(text)) is not None), None)
        return known.name if known is not None else min(texts)
    return min(
        texts, key=lambda text: (-min(len(text.split()), 4) if kind == "person" else 0, -texts[text], -len(text), text)
    )


def _location(
    extracted: Extracted, first: Mention, kind: str, *, name: str, country: str | None, context: PlaceContext
) -> Location | None:
    if kind == "country":
        return Location(country_name(country) or name, country, "country") if country else None
    if kind != "place":
        return None
    return locate(name, context, beside=extracted.article.text[first.span.end : first.span.end + _AFTER])


def _titles(mentions: Sequence[Mention]) -> frozenset[str]:
    known = title_words()
    words = (word.strip(".,").lower() for mention in mentions for word in (mention.title or "").split())
    return frozenset(word for word in words if word in known and known[word].kind in ("title", "rank"))


def _gender(name: str, titles: frozenset[str]) -> str:
    told = {title_words()[title].gender for title in titles} - {""}
    return told.pop() if len(told) == 1 else given_gender().get(name.split()[0].lower(), "") if " " in name else ""
