"""Events as PLOVER JSON lines, in the field names of the manual (Open Event Data Alliance, draft 0.8, chapter "Data Fields").

Auxiliary modes stand in `context`, as the manual says. An act that is only threatened is left out: the threat is an event of its own, and
"the coder should always return the single event category, not a category+auxiliary".
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from stemma.render.exports.places import Export, Json, articles_of, story_of_article, urn

# The manual's summary table: verbal and material cooperation, verbal and material conflict.
QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
AUXILIARY = {
    "denied": "negation",
    "negated": "negation",
    "failed": "negation",
    "conditional": "hypothetical",
    "hypothetical": "hypothetical",
    "requested": "hypothetical",
    "planned": "future",
}
RESOLUTION = {"country": 1, "admin1": 2, "city": 4, "point": 5}


def plover_lines(made: Json) -> Export:
    """Return one JSON line per event that PLOVER can hold, and how many could not be given, by reason."""
    articles, stories, left_out = articles_of(made), story_of_article(made), Counter[str]()
    codes = {entity["id"]: entity for entity in made["entities"]}
    lines = []
    for event in made["events"]:
        article = articles[event["article"]]
        date = _date(event, article)
        reason = _why_not(event, date)
        if reason is not None:
            left_out[reason] += 1
            continue
        record = _record(event, article, codes, made_by=made["made_by"])
        record["link"] = urn(stories[article["id"]])
        lines.append(json.dumps({"id": event["id"], "date": date, **record}, ensure_ascii=False))
    return Export("".join(f"{line}\n" for line in lines), dict(left_out))


def _why_not(event: Json, date: str | None) -> str | None:
    if event["type"] not in QUAD:
        return f"{event['type']} is no PLOVER category"
    if event["status"] == "threatened":
        return "the act is only threatened"
    if date is None:
        return "neither the event nor its article has a date, which PLOVER requires"
    return None


def _date(event: Json, article: Json) -> str | None:
    when = (event["time"] or {}).get("earliest") or article["published"]["earliest"]
    return when[:10] if when else None


def _record(event: Json, article: Json, codes: dict[str, Json], *, made_by: Json) -> Json:
    end = (event["time"] or {}).get("latest")
    trigger = event["trigger"]
    record: Json = {
        "enddate": end[:10] if end else None,
        "has_event": True,
        "event": [event["type"]],
        "quad_code": QUAD[event["type"]],
        "mode": [event["mode"]] if event["mode"] else [],
        "context": [*event["context"], *auxiliaries(event)],
        "actor": [_entity(who, codes) for who in event["actors"]],
        "recipient": [_entity(who, codes) for who in event["recipients"]],
        "event_loc": _location(event["place"]),
        "event_text": [trigger["text"]],
        "text_info": {"start": trigger["start"], "end": trigger["end"]},
        "size": _size(event),
        "cite_info": _citation(article, made_by),
        "coder": f"stemma {made_by['stemma']}",
        "comment": _comment(event),
    }
    return {name: value for name, value in record.items() if value not in (None, {})}


def auxiliaries(event: Json) -> list[str]:
    """Return PLOVER's auxiliary modes of an event: historical, future, hypothetical, negation, each once."""
    found = [AUXILIARY[status] for status in (event["status"], *event["also"]) if status in AUXILIARY]
    if event["background"]:
        found.append("historical")
    return list(dict.fromkeys(found))


def _entity(who: Json, codes: dict[str, Json]) -> Json:
    known = codes.get(who["entity"] or "")
    return {
        "code": who["country"] or "",
        "sector": who["sector"] or "",
        "entity_text": who["span"]["text"],
        **({"identifier_id": urn(known["id"]), "identifier_text": known["name"]} if known else {}),
    }


def _location(place: Json | None) -> Json:
    if place is None:
        return {}
    found: Json = {
        "extracted_place": place["span"]["text"],
        "resolved_place": place["name"] if place["precision"] else None,
        "lat": place["latitude"],
        "lon": place["longitude"],
        "country_code": place["country"],
        "resolution": RESOLUTION.get(place["precision"]),
    }
    return {name: value for name, value in found.items() if value is not None}


def _size(event: Json) -> Json:
    found: Json = {}
    for field, kind in (("dead", "killed"), ("injured", "injured"), ("arrested", "detained")):
        for quantity in event["quantities"]:
            if quantity["kind"] == kind and field not in found:
                found[field] = _number(quantity)
    return {name: value for name, value in found.items() if value is not None}


def _number(quantity: Json) -> Any:
    value = next((quantity[part] for part in ("best", "low", "high") if quantity[part] is not None), None)
    return int(value) if value is not None and value == int(value) else value


def _citation(article: Json, made_by: Json) -> Json:
    found = {
        "citation": article["id"],
        "url": article["canonical"] or article["url"],
        "title": article["title"],
        "language": article["language"],
        "publication": article["outlet"],
        "coder": f"stemma {made_by['stemma']}",
        "codebook": "plover-0.8",
    }
    return {name: value for name, value in found.items() if value}


def _comment(event: Json) -> str:
    parts = [f"status: {event['status']}", f"certainty: {event['certainty']}"]
    if event["time"] is None or not event["time"]["earliest"]:
        parts.append("date: of publication")
    if event["statement"]:
        parts.append(f"said in: {event['statement']}")
    return "; ".join(parts)
