"""A draft event worksheet in the shape in which conflict analysts type events by hand, and a side sheet with the words behind every cell.

Column names and precision classes follow the codebook of the UCDP Georeferenced Event Dataset where it has one: `date_prec` 1 exact day, 2 two
to six days, 3 a week, 4 up to a month, 5 longer; `where_prec` 1 exact point, 2 in or near a named place, 4 first-order division, 6 country. Other
classes are never given: what is known does not show them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from stemma.render.exports.csv_tables import write_rows
from stemma.render.exports.places import Json, articles_of, story_of_article

COLUMNS = (
    "record", "id", "story", "type", "sub_type", "status", "background", "date_start", "date_end", "date_prec", "side_a", "side_a_code", "side_b",
    "side_b_code", "where_description", "country", "latitude", "longitude", "where_prec", "deaths_best", "deaths_high", "deaths_low",
    "injured_best", "injured_high", "injured_low", "source_article", "source_office", "source_date", "source_headline", "source_original",
    "same_event", "checked_by", "notes",
)  # fmt: skip
EVIDENCE_COLUMNS = ("id", "column", "article", "start", "end", "text")
WHERE_PRECISION = {"point": 1, "city": 2, "admin1": 4, "country": 6}


def write_worksheet(made: Json, folder: Path, *, raw: bool = False) -> list[Path]:
    """Write `events-draft.csv` and `events-draft-evidence.csv` into `folder` and return them."""
    sheet, evidence = folder / "events-draft.csv", folder / "events-draft-evidence.csv"
    rows = list(worksheet_rows(made))
    with sheet.open("w", encoding="utf-8", newline="") as out:
        write_rows(COLUMNS, ([row[name] for name in COLUMNS] for row, _ in rows), out, raw=raw)
    with evidence.open("w", encoding="utf-8", newline="") as out:
        cells = ([row["id"], *cell] for row, spans in rows for cell in spans)
        write_rows(EVIDENCE_COLUMNS, cells, out, raw=raw)
    return [sheet, evidence]


def worksheet_rows(made: Json) -> Iterator[tuple[Json, list[tuple[Any, ...]]]]:
    """Yield (row, evidence) per event mention; evidence is (column, article, start, end, text) per cell that rests on words."""
    articles, stories = articles_of(made), story_of_article(made)
    statements = {statement["id"]: statement for statement in made["statements"]}
    for event in made["events"]:
        article = articles[event["article"]]
        statement = statements.get(event["statement"] or "")
        row = {
            "record": "draft",
            "id": event["id"],
            "story": stories[article["id"]],
            "type": event["type"],
            "sub_type": event["mode"],
            "status": event["status"],
            "background": "yes" if event["background"] else "",
            **_when(event),
            **_sides(event),
            **_where(event),
            **_toll("deaths", event["killed"]),
            **_toll("injured", event["injured"]),
            **_sources(article, statement),
            "same_event": event["same_as"],
            "checked_by": "",
            "notes": "",
        }
        yield row, [(name, s["article"], s["start"], s["end"], s["text"]) for name, s in _evidence(event, statement)]


def date_precision(earliest: str | None, latest: str | None) -> int | None:
    """Return the class of how exactly a day is known; None where an end of the interval is open."""
    if not earliest or not latest:
        return None
    days = (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days + 1
    return next((grade for most, grade in ((1, 1), (6, 2), (7, 3), (31, 4)) if days <= most), 5)


def _when(event: Json) -> Json:
    time = event["time"] or {"earliest": None, "latest": None}
    return {
        "date_start": (time["earliest"] or "")[:10],
        "date_end": (time["latest"] or "")[:10],
        "date_prec": date_precision(time["earliest"], time["latest"]),
    }


def _sides(event: Json) -> Json:
    sides: Json = {}
    for name, role in (("side_a", "actors"), ("side_b", "recipients")):
        sides[name] = "; ".join(who["span"]["text"] for who in event[role])
        sides[f"{name}_code"] = "; ".join((who["country"] or "---") + (who["sector"] or "") for who in event[role])
    return sides


def _where(event: Json) -> Json:
    place: Json = event["place"] or dict.fromkeys(("country", "latitude", "longitude", "precision"))
    return {
        "where_description": place["span"]["text"] if event["place"] else "",
        "country": place["country"],
        "latitude": place["latitude"],
        "longitude": place["longitude"],
        "where_prec": WHERE_PRECISION.get(place["precision"] or ""),
    }


def _toll(name: str, toll: Json | None) -> Json:
    return {f"{name}_{part}": toll[part] if toll else None for part in ("best", "high", "low")}


def _sources(article: Json, statement: Json | None) -> Json:
    return {
        "source_article": article["canonical"] or article["url"] or article["id"],
        "source_office": article["outlet"],
        "source_date": (article["published"]["earliest"] or "")[:10],
        "source_headline": article["title"],
        "source_original": statement["source"]["text"] if statement else "",
    }


def _evidence(event: Json, statement: Json | None) -> Iterator[tuple[str, Json]]:
    found: list[tuple[str, Json | None]] = [
        ("type", event["trigger"]),
        ("status", event["status_cue"]),
        ("status", event["condition"]),
        ("date_start", (event["time"] or {}).get("span")),
        *(("side_a", who["span"]) for who in event["actors"]),
        *(("side_b", who["span"]) for who in event["recipients"]),
        ("where_description", (event["place"] or {}).get("span")),
        ("deaths_best", (event["killed"] or {}).get("span")),
        ("injured_best", (event["injured"] or {}).get("span")),
        ("source_original", statement["source"]["span"] if statement else None),
    ]
    yield from ((name, span) for name, span in found if span is not None)
