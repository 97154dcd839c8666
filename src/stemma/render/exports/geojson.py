"""Events with coordinates as GeoJSON (RFC 7946); those without are counted, never put somewhere."""

from __future__ import annotations

import json

from stemma.render.exports.places import Export, Json, articles_of, story_of_article


def geojson(made: Json) -> Export:
    """Return a feature collection of the events whose place has coordinates."""
    articles, stories = articles_of(made), story_of_article(made)
    features = []
    left_out: dict[str, int] = {}
    for event in made["events"]:
        place = event["place"]
        if place is None or place["latitude"] is None or place["longitude"] is None:
            reason = "the event's place is not said" if place is None else "the place has no known coordinates"
            left_out[reason] = left_out.get(reason, 0) + 1
            continue
        article = articles[event["article"]]
        features.append(_feature(event, article, story=stories[article["id"]]))
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"
    return Export(text, left_out)


def _feature(event: Json, article: Json, *, story: str) -> Json:
    place = event["place"]
    return {
        "type": "Feature",
        "id": event["id"],
        "geometry": {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]},
        "properties": {
            "story": story,
            "type": event["type"],
            "mode": event["mode"],
            "status": event["status"],
            "background": event["background"],
            "place": place["name"],
            "precision": place["precision"],
            "earliest": (event["time"] or {}).get("earliest"),
            "latest": (event["time"] or {}).get("latest"),
            "killed": event["killed"]["best"] if event["killed"] else None,
            "injured": event["injured"]["best"] if event["injured"] else None,
            "outlet": article["outlet"],
            "url": article["canonical"] or article["url"],
            "article": article["id"],
            "start": event["trigger"]["start"],
            "end": event["trigger"]["end"],
            "trigger": event["trigger"]["text"],
        },
    }
