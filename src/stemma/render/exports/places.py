"""What several formats need of a report: words around a span, texts and addresses of its articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Export:
    """What a format gives: its text, and what it had to leave out, by reason."""

    text: str
    left_out: dict[str, int]


def articles_of(made: Json) -> dict[str, Json]:
    """Return article id → article of the report's JSON."""
    return {article["id"]: article for article in made["articles"]}


def address_of(article: Json) -> str:
    """Return where an article is found: its address, else a name for it."""
    return article["canonical"] or article["url"] or urn(article["id"])


def urn(identifier: str) -> str:
    """Return an id as an IRI."""
    return f"urn:stemma:{identifier}"


def around(text: str, start: int, end: int, *, width: int = 32) -> tuple[str, str]:
    """Return up to `width` characters before and after `[start, end)`."""
    return text[max(0, start - width) : start], text[end : end + width]


def story_of_article(made: Json) -> dict[str, str]:
    """Return article id → id of its story."""
    return {article: story["id"] for story in made["stories"] for article in story["articles"]}


def with_story(made: Json, story: str) -> Json:
    """Return the report's JSON with only what belongs to one story, other articles and the case's problems left out."""
    (chosen,) = (item for item in made["stories"] if item["id"] == story)
    mine = set(chosen["articles"])
    origins = {origin["id"] for origin in made["origins"] if origin["story"] == story}
    kept = {
        "articles": [a for a in made["articles"] if a["id"] in mine],
        "stories": [chosen],
        "independence": [i for i in made["independence"] if set(i.get("articles", i.get("origins"))) <= mine | origins],
        "entities": [e for e in made["entities"] if any(m["article"] in mine for m in e["mentions"])],
        "times": [t for t in made["times"] if t["span"]["article"] in mine],
        "problems": [p for p in made["problems"] if p["article"] in mine],
    }
    for key in ("statements", "events", "unclaimed"):
        kept[key] = [item for item in made[key] if item["article"] in mine]
    for key in ("lineage", "origins", "claims", "disagreements", "timeline"):
        kept[key] = [item for item in made[key] if item["story"] == story]
    return {**made, **kept}
