"""The same FollowTheMoney entities as statements: one value of one property as one article gives it, a JSON object per line.

FollowTheMoney's statements say which dataset holds which value of an entity. Here a dataset is an outlet, and `origin` names the article, so that it
can be seen which outlet spells a name how. `ftm aggregate-statements --format json` makes entities of them again.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from stemma.model.errors import MissingExtra
from stemma.render.exports.ftm import checked, each_entity, has_no_schema, key_of
from stemma.render.exports.places import Export, Json, articles_of


def ftm_statement_lines(made: Json) -> Export:
    """Return one statement per line, those of one entity together, and how many records were left out, by reason.

    Raises:
        MissingExtra: The library followthemoney is not installed; it alone knows how statements are named.
    """
    try:
        from followthemoney.statement import Statement
    except ImportError as error:
        raise MissingExtra(
            "statements for FollowTheMoney need the library followthemoney; install it with: pip install 'stemma-news[entities]'"
        ) from error
    articles = {key_of(key): article for key, article in articles_of(made).items()}
    spelt = _spellings(made)
    left_out = has_no_schema(made)
    lines: list[str] = []
    for entity in sorted(each_entity(made), key=lambda entity: str(entity["id"])):
        cleaned, refused = checked(entity)
        left_out.update(refused)
        told = sorted(_told(cleaned, spelt), key=lambda item: _when(articles[item[2]])) if cleaned is not None else []
        written: set[str | None] = set()
        for prop, value, article in told:
            found = Statement(
                entity_id=entity["id"],
                prop=prop,
                schema=entity["schema"],
                value=value,
                dataset=_dataset(articles[article]["outlet"]),
                first_seen=articles[article]["published"]["earliest"],
                origin=articles[article]["id"],
            )
            if found.id not in written:  # a later article of the same outlet says nothing new
                written.add(found.id)
                lines.append(json.dumps(found.to_dict(), ensure_ascii=False))
    return Export("".join(f"{line}\n" for line in lines), dict(left_out))


def _spellings(made: Json) -> dict[str, dict[str, list[str]]]:
    """Entity → spelling → the articles that have it, and under "" all that name the entity."""
    spelt: dict[str, dict[str, list[str]]] = {}
    for entity in made["entities"]:
        mine = spelt.setdefault(key_of(entity["id"]), {})
        for mention in entity["mentions"]:
            article = key_of(mention["article"])
            for key in ("", mention["text"] if mention["as"] == "name" else ""):
                if article not in mine.setdefault(key, []):
                    mine[key].append(article)
    return spelt


def _told(entity: Json, spelt: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, str, str]]:
    """Give (property, value, article that gives it) of one entity; its identity comes first."""
    properties: dict[str, Any] = entity["properties"]
    if entity["id"] in spelt:
        mine = spelt[entity["id"]]
        for article in sorted(mine.get("", [])):
            yield "id", entity["id"], article
        for prop, value in ((prop, value) for prop, values in properties.items() for value in values):
            for article in sorted(mine.get(value) or mine.get("", [])):
                yield prop, value, article
        return
    (article,) = properties.get("document") or properties.get("proof") or [entity["id"]]
    yield "id", entity["id"], article
    for prop, values in properties.items():
        for value in values:
            yield prop, value, article


def _when(article: Json) -> tuple[str, str]:
    return article["published"]["earliest"] or "9999", article["id"]


def _dataset(outlet: str | None) -> str:
    """Return an outlet's name as FollowTheMoney names datasets: lower-case letters of ASCII, digits and underscores."""
    plain = unicodedata.normalize("NFKD", outlet or "").encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "unknown_outlet"
