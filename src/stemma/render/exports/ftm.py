"""Articles, who they name, and events as FollowTheMoney entities, one JSON object per line (schemata Article, Person, Organization, PublicBody,
Mention, Event).

Where the library is installed (extra `entities`) every entity goes through it: it cleans values, and what it refuses is counted. Without it the
same entities are written as they are.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from stemma.render.exports.places import Export, Json, articles_of

SCHEMATA = {
    "person": "Person",
    "organisation": "Organization",
    "outlet": "Organization",
    "agency": "Organization",
    "armed group": "Organization",
    "government": "PublicBody",
}
LANGUAGES = {"en": "eng"}


def ftm_lines(made: Json) -> Export:
    """Return one entity per line, and how many records FollowTheMoney has no place for, by reason."""
    left_out = has_no_schema(made)
    lines = []
    for entity in each_entity(made):
        cleaned, refused = checked(entity)
        left_out.update(refused)
        if cleaned is not None:
            lines.append(json.dumps(cleaned, ensure_ascii=False))
    return Export("".join(f"{line}\n" for line in lines), dict(left_out))


def has_no_schema(made: Json) -> Counter[str]:
    """Return how many entities are of kinds that are not written, by reason."""
    kinds = (entity["kind"] for entity in made["entities"] if entity["kind"] not in SCHEMATA)
    return Counter(f"entities of kind {kind} have no schema here" for kind in kinds)


def each_entity(made: Json) -> Iterator[Json]:
    """Yield articles, then the people and bodies that they name with a mention per article, then events."""
    articles = articles_of(made)
    yield from (_article(article) for article in made["articles"])
    named = {entity["id"] for entity in made["entities"] if entity["kind"] in SCHEMATA}
    for entity in made["entities"]:
        if entity["id"] in named:
            yield _party(entity)
            yield from _mentions(entity)
    for event in made["events"]:
        yield _event(event, articles[event["article"]], named)


def _article(article: Json) -> Json:
    return _entity(
        article["id"],
        "Article",
        name=article["title"],
        title=article["title"],
        author=article["byline"],
        publisher=article["outlet"],
        sourceUrl=article["canonical"] or article["url"],
        publishedAt=article["published"]["earliest"],
        language=LANGUAGES.get(article["language"] or ""),
        bodyText=article["text"],
    )


def _party(entity: Json) -> Json:
    aliases = [name["text"] for name in entity["names"] if name["text"] != entity["name"]]
    return _entity(entity["id"], SCHEMATA[entity["kind"]], name=entity["name"], alias=aliases)


def _mentions(entity: Json) -> Iterator[Json]:
    names: dict[str, list[str]] = {}
    for mention in entity["mentions"]:
        if mention["as"] == "name":
            names.setdefault(mention["article"], []).append(mention["text"])
    for article, texts in sorted(names.items()):
        yield _entity(
            f"{entity['id']}-{article}",
            "Mention",
            document=key_of(article),
            resolved=key_of(entity["id"]),
            name=list(dict.fromkeys(texts)),
            detectedSchema=SCHEMATA[entity["kind"]],
        )


def _event(event: Json, article: Json, named: set[str]) -> Json:
    time, place = event["time"] or {}, event["place"] or {}
    parties = [key_of(who["entity"]) for who in (*event["actors"], *event["recipients"]) if who["entity"] in named]
    where = event["trigger"]
    return _entity(
        event["id"],
        "Event",
        name=f"{event['type']}: {where['text']}",
        startDate=time.get("earliest"),
        endDate=time.get("latest"),
        location=(place.get("span") or {}).get("text"),
        involved=list(dict.fromkeys(parties)),
        proof=key_of(article["id"]),
        summary=f"{event['status']}, {event['certainty']}; characters {where['start']} to {where['end']} of {article['id']}",
        keywords=[word for word in (event["mode"], event["status"]) if word],
    )


def _entity(identifier: str, schema: str, **properties: Any) -> Json:
    kept: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = value if isinstance(value, list) else [value]
        texts = [str(item) for item in values if item]
        if texts:
            kept[name] = texts
    return {"id": key_of(identifier), "schema": schema, "properties": kept}


def key_of(identifier: str) -> str:
    """Return a record's id as FollowTheMoney takes ids: without underscores, else it refuses every reference to it."""
    return identifier.replace("_", "-")


def checked(entity: Json) -> tuple[Json | None, Counter[str]]:
    """Return the entity as the library cleans it, and what it refused; as it is where the library is not installed."""
    try:
        from followthemoney import model
        from followthemoney.exc import InvalidData
    except ImportError:
        return entity, Counter()
    try:
        cleaned: Json = model.get_proxy(entity, cleaned=False).to_dict()
    except InvalidData as error:
        return None, Counter({f"refused by followthemoney: {error}": 1})
    lost = set(entity["properties"]) - set(cleaned["properties"])
    return cleaned, Counter({f"a value of {entity['schema']}.{name} that followthemoney refuses": 1 for name in lost})
