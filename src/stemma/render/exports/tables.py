"""The report as flat tables: what spreadsheets, R, pandas and Polars read.

Every table is described once, by its columns. A column names where its value stands in the report's JSON (`source.text`) and its type: text unless
said otherwise, `:int`, `:float`, `:bool`, `:list` (of texts), `:span` (three columns: start, end, text) or `:spans` (two lists: places and texts).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, where its rows come from, and its columns as `path:type`."""

    name: str
    rows: Callable[[Json], Iterable[Json]]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One flat column: its name and its type: text, int, float, bool or list."""

    name: str
    type: str


def _all(key: str) -> Callable[[Json], Iterable[Json]]:
    return lambda made: made[key]


def _inside(key: str, inner: str, *, carry: tuple[tuple[str, str], ...]) -> Callable[[Json], Iterable[Json]]:
    """Rows of a list inside each record, with `carry` = (field of the record, name of the column) taken along."""

    def rows(made: Json) -> Iterator[Json]:
        for record in made[key]:
            carried = {name: record[field] for field, name in carry}
            for number, item in enumerate(_at(record, inner) or ()):
                yield {**item, **carried, "number": number}

    return rows


def _independence(made: Json) -> Iterator[Json]:
    for item in made["independence"]:
        of = "articles" if "articles" in item else "origins"
        yield {"of": of, "left": item[of][0], "right": item[of][1], "verdict": item["verdict"]}


def _participants(made: Json) -> Iterator[Json]:
    for event in made["events"]:
        for role in ("actors", "recipients"):
            for who in event[role]:
                yield {**who, "event": event["id"], "role": role.removesuffix("s")}


def _ties(made: Json) -> Iterator[Json]:
    for lineage in made["lineage"]:
        for tie in lineage["ties"]:
            yield {"story": lineage["story"], "left": tie["articles"][0], "right": tie["articles"][1]}


def _edges(made: Json) -> Iterator[Json]:
    for lineage in made["lineage"]:
        yield from ({**edge, "story": lineage["story"]} for edge in lineage["edges"])


def _passages(made: Json) -> Iterator[Json]:
    for edge in _edges(made):
        yield from ({**pair, "edge": edge["id"]} for pair in edge["passages"])


def _reasons(made: Json) -> Iterator[Json]:
    for record in (*made["stories"], *_edges(made), *made["entities"], *made["statements"], *made["events"]):
        yield from ({**reason, "of": record["id"]} for reason in record["reasons"])
    for record in (*made["claims"], *made["disagreements"]):
        yield from ({**reason, "of": record["id"]} for reason in record["reasons"])


TABLES: tuple[Table, ...] = (
    Table("articles", _all("articles"), (
        "id", "title", "outlet", "owner", "byline", "url", "canonical", "language", "analysed:bool", "published.earliest", "published.latest",
        "published.basis", "version_of", "places:list", "sha256", "text",
    )),
    Table("blocks", _inside("articles", "blocks", carry=(("id", "article"),)), ("article", "start:int", "end:int", "kind")),
    Table("credits", _inside("articles", "credits", carry=(("id", "article"),)), ("article", "agency", "where", "span:span")),
    Table("links", _inside("articles", "links", carry=(("id", "article"),)), ("article", "url", "span:span")),
    Table("stories", _all("stories"), ("id", "title", "articles:list", "earliest", "latest", "was:list")),
    Table("nodes", _inside("lineage", "nodes", carry=(("story", "story"),)), ("story", "id", "article", "kind", "label", "merged:bool")),
    Table("edges", _edges, ("story", "id", "parent", "child", "relation", "share:float", "confidence:float")),
    Table("passages", _passages, ("edge", "parent:span", "child:span")),
    Table("ties", _ties, ("story", "left", "right")),
    Table("independence", _independence, ("of", "left", "right", "verdict")),
    Table("origins", _all("origins"), ("id", "story", "label", "kind", "articles:list")),
    Table("entities", _all("entities"), ("id", "name", "kind", "country")),
    Table("names", _inside("entities", "names", carry=(("id", "entity"),)), ("entity", "text", "count:int")),
    Table("mentions", _inside("entities", "mentions", carry=(("id", "entity"),)), ("entity", "article", "start:int", "end:int", "text", "as")),
    Table("times", _all("times"), ("id", "span.article", "span:span", "type", "value", "granularity", "earliest", "latest", "anchor")),
    Table("statements", _all("statements"), (
        "id", "article", "source.id", "source.text", "source.kind", "source.anonymous:bool", "source.count.low:int", "source.count.high:int",
        "source.nationality", "source.entity", "source.same_as", "source.span:span", "source.why_unnamed:span", "cue:span", "content:spans",
        "form", "act", "category", "negated:bool", "within", "addressee:span",
    )),
    Table("chains", _inside("statements", "chain", carry=(("id", "statement"),)), (
        "statement", "number:int", "label", "kind", "basis", "from", "span:span",
    )),
    Table("events", _all("events"), (
        "id", "article", "trigger:span", "type", "mode", "context:list", "cameo", "status", "also:list", "status_cue:span", "condition:span",
        "certainty", "background:bool", "place.name", "place.country", "place.precision", "place.latitude:float", "place.longitude:float",
        "place.span:span", "time.earliest", "time.latest", "time.span:span", "instrument:span", "killed.low:float", "killed.best:float",
        "killed.high:float", "killed.span:span", "injured.low:float", "injured.best:float", "injured.high:float", "injured.span:span",
        "statement", "same_as",
    )),
    Table("participants", _participants, ("event", "role", "entity", "country", "sector", "span:span")),
    Table("quantities", _inside("events", "quantities", carry=(("id", "event"),)), (
        "event", "kind", "low:float", "best:float", "high:float", "unit", "hedge", "counted_by", "as_of", "span:span",
    )),
    Table("claims", _all("claims"), (
        "id", "story", "text", "polarity", "status", "kind", "sources:list", "corroboration.origins:list", "corroboration.count:int",
        "corroboration.at_most:int", "corroboration.independence",
    )),
    Table("tellings", _inside("claims", "tellings", carry=(("id", "claim"),)), (
        "claim", "article", "origin", "spans:spans", "statements:list", "events:list",
    )),
    Table("not_counted", _inside("claims", "corroboration.not_counted", carry=(("id", "claim"),)), ("claim", "article", "reason", "span:span")),
    Table("mentioned", _inside("claims", "corroboration.mentioned", carry=(("id", "claim"),)), ("claim", "label", "span:span")),
    Table("unclaimed", _all("unclaimed"), ("article", "span:span", "why")),
    Table("disagreements", _all("disagreements"), ("id", "story", "slot", "type", "grade", "claims:list", "edge.parent", "edge.child")),
    Table("values", _inside("disagreements", "values", carry=(("id", "disagreement"),)), (
        "disagreement", "value", "told_as", "article", "origins:list", "count:int", "span:span",
    )),
    Table("timeline", _all("timeline"), ("story", "what", "id", "earliest", "latest")),
    Table("reasons", _reasons, ("of", "feature", "value", "weight:float", "spans:spans")),
    Table("problems", _all("problems"), ("code", "stage", "detail", "article", "place", "span:span")),
)  # fmt: skip

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


def columns_of(table: Table) -> tuple[Column, ...]:
    """Return the flat columns of `table`, in order."""
    return tuple(column for described in table.columns for column, _ in _flattened(described))


def rows_of(table: Table, made: Json) -> Iterator[Row]:
    """Yield the rows of `table` as name → value (text, int, float, bool, list of texts, or None).

    Args:
        table: One of `TABLES`.
        made: The report as `stemma.render.report_json.report_json` gives it.
    """
    readers = [pair for described in table.columns for pair in _flattened(described)]
    for record in table.rows(made):
        yield {column.name: read(record) for column, read in readers}


def _flattened(described: str) -> list[tuple[Column, Callable[[Json], Any]]]:
    path, _, kind = described.partition(":")
    name = path.replace(".", "_")
    if kind == "span":
        return [
            (Column(f"{name}_start", "int"), lambda record: _at(record, f"{path}.start")),
            (Column(f"{name}_end", "int"), lambda record: _at(record, f"{path}.end")),
            (Column(f"{name}_text", "text"), lambda record: _at(record, f"{path}.text")),
        ]
    if kind == "spans":
        return [
            (Column(f"{name}_at", "list"), lambda record: [_place(span) for span in _at(record, path) or ()]),
            (Column(f"{name}_text", "list"), lambda record: [span["text"] for span in _at(record, path) or ()]),
        ]
    return [(Column(name, kind or "text"), lambda record: _typed(_at(record, path), kind or "text"))]


def _at(record: Any, path: str) -> Any:
    for step in path.split("."):
        if not isinstance(record, dict):
            return None
        record = record.get(step)
    return record


def _place(span: Json) -> str:
    return f"{span['article']}:{span['start']}-{span['end']}"


def _typed(value: Any, kind: str) -> Any:
    if value is None:
        return [] if kind == "list" else None
    if kind == "text":
        return _written(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)
    return [_written(str(item)) for item in value] if kind == "list" else value


def _written(text: str) -> str:
    """Paths may hold bytes that are no text; neither Arrow nor UTF-8 takes them."""
    return text.encode("utf-8", "replace").decode("utf-8")
