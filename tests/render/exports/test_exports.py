"""Exports: each is read back by the library that people read it with where one is here, else checked for its structure."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from stemma.cli.main import cli
from stemma.render.exports.csv_tables import write_csv, write_rows
from stemma.render.exports.geojson import geojson
from stemma.render.exports.graphs import NAMESPACE, dot, graphml
from stemma.render.exports.plover import AUXILIARY, QUAD, auxiliaries, plover_lines
from stemma.render.exports.tables import TABLES, columns_of, rows_of
from stemma.render.exports.webannotation import each_annotation
from stemma.render.exports.worksheet import COLUMNS, date_precision, write_worksheet
from stemma.render.report_json import report_json
from stemma.run.report import report_case
from stemma.settings import Settings
from stemma.store.case import Case
from stemma.store.jsonl import case_lines, load_case

Json = dict[str, Any]


def event(**changes: Any) -> Json:
    span = {"article": "art_1", "start": 4, "end": 10, "text": "struck"}
    plain: Json = {
        "id": "event_1", "article": "art_1", "trigger": span, "type": "ASSAULT", "mode": "aerial", "context": ["military"], "cameo": "195",
        "actors": [{"entity": "ent_1", "country": "UTO", "sector": "MIL", "span": {**span, "text": "Utopia's air force"}}], "recipients": [],
        "instrument": None, "place": None, "time": None, "background": False, "status": "asserted", "also": [], "status_cue": None,
        "condition": None, "certainty": "certain", "killed": None, "injured": None, "quantities": [], "statement": None, "same_as": None,
    }  # fmt: skip
    return {**plain, **changes}


def made_of(*events: Json, published: str | None = "2025-03-11T10:00:00Z", title: str = "A raid") -> Json:
    article = {
        "id": "art_1", "canonical": None, "url": "https://news.example/a", "title": title, "language": "en", "outlet": "News",
        "published": {"earliest": published, "latest": published}, "text": "They struck the bridge.",
    }  # fmt: skip
    story = {"id": "story_1", "title": title, "articles": ["art_1"], "was": []}
    node = {"id": "node_1", "article": "art_1", "kind": "article", "label": title, "merged": False}
    unseen = {"id": "node_0", "article": None, "kind": "unseen", "label": 'the "agency"\x07', "merged": False}
    edge = {
        "id": "edge_1",
        "parent": "node_0",
        "child": "node_1",
        "relation": "rewrite",
        "share": 0.5,
        "confidence": 0.9,
    }
    lineage = {"story": "story_1", "nodes": [unseen, node], "edges": [edge], "ties": []}
    entity = {"id": "ent_1", "name": "Utopian Air Force"}
    return {
        "made_by": {"stemma": "0"}, "articles": [article], "stories": [story], "lineage": [lineage], "entities": [entity],
        "statements": [], "events": list(events), "claims": [],
    }  # fmt: skip


def only(made: Json) -> Json:
    (line,) = plover_lines(made).text.splitlines()
    record: Json = json.loads(line)
    return record


# The case as JSON lines


def test_json_lines_make_the_same_case(story_case: Path, tmp_path: Path) -> None:
    with Case(story_case, read_only=True) as case:
        lines = list(case_lines(case))
        expected = report_json(report_case(case, settings=Settings()))
    with Case(tmp_path / "again.stemma") as again:
        assert load_case(again, lines) == len(expected["articles"])
        assert list(case_lines(again)) == lines
        assert report_json(report_case(again, settings=Settings())) == expected


def test_broken_lines_write_nothing(story_case: Path, tmp_path: Path) -> None:
    from stemma.model.errors import CaseError

    with Case(story_case, read_only=True) as case:
        lines = list(case_lines(case))
    for broken in (lines[1:], [*lines[:40], "{}"], [*lines[:-1], lines[-1][:-3]], [], [lines[0], '{"kind":"Maker"}']):
        with Case(tmp_path / "broken.stemma") as again:
            with pytest.raises(CaseError, match="line"):
                load_case(again, broken)
            assert again.counts()["article"] == 0
    with Case(tmp_path / "full.stemma") as again:
        load_case(again, lines)
        with pytest.raises(CaseError, match="not empty"):
            load_case(again, lines)


# Tables


def test_parquet_is_what_the_report_says(story_report: Json, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    from stemma.render.exports.arrow import write_parquet

    paths = write_parquet(story_report, tmp_path)
    assert [path.stem for path in paths] == [table.name for table in TABLES]
    for table, path in zip(TABLES, paths, strict=True):
        assert parquet.read_table(path).to_pylist() == list(rows_of(table, story_report)), table.name
    events = parquet.read_table(tmp_path / "events.parquet").to_pylist()
    assert [row["killed_best"] for row in events] == [
        e["killed"] and e["killed"]["best"] for e in story_report["events"]
    ]


def test_every_field_of_the_report_is_in_a_table_or_named_as_lost(story_report: Json) -> None:
    assert {"format", "made_by"} | {t.name for t in TABLES} >= set(story_report) - {"lineage"}
    for table in TABLES:
        names = [column.name for column in columns_of(table)]
        assert len(names) == len(set(names))


def test_csv_reads_back(story_report: Json, tmp_path: Path) -> None:
    write_csv(story_report, tmp_path, raw=True)
    with (tmp_path / "articles.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["text"] for row in rows] == [article["text"] for article in story_report["articles"]]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_cells_that_a_spreadsheet_would_run_are_defused(cell: str) -> None:
    for raw, shown in ((False, "'" + cell), (True, cell)):
        out = io.StringIO(newline="")
        write_rows(["a"], [[cell], [[cell, "b"]], [-5]], out, raw=raw)
        rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
        assert rows == [["a"], [shown], [f"{shown}; b"], ["-5"]]


# PLOVER


def test_a_plover_record() -> None:
    killed = {"kind": "killed", "low": 4.0, "best": 5.0, "high": None}
    place = {
        "name": "Ruritz",
        "country": "UTO",
        "precision": "city",
        "latitude": 1.5,
        "longitude": -2.0,
        "span": {"text": "Ruritz"},
    }
    time = {"earliest": "2025-03-10", "latest": "2025-03-11", "span": None}
    record = only(made_of(event(quantities=[killed], place=place, time=time, background=True)))
    assert (record["date"], record["enddate"]) == ("2025-03-10", "2025-03-11")
    assert (record["event"], record["mode"], record["quad_code"]) == (["ASSAULT"], ["aerial"], 4)
    assert record["context"] == ["military", "historical"]
    assert record["actor"] == [
        {"code": "UTO", "sector": "MIL", "entity_text": "Utopia's air force", "identifier_id": "urn:stemma:ent_1",
         "identifier_text": "Utopian Air Force"}
    ]  # fmt: skip
    assert record["size"] == {"dead": 5}
    assert record["event_loc"]["resolution"] == 4 and record["event_loc"]["country_code"] == "UTO"
    assert record["text_info"] == {"start": 4, "end": 10}


@pytest.mark.parametrize(("status", "context"), sorted(AUXILIARY.items()))
def test_statuses_become_auxiliary_modes(status: str, context: str) -> None:
    assert auxiliaries(event(status=status)) == [context]
    assert auxiliaries(event(status=status, also=[status], background=True)) == [context, "historical"]


def test_what_plover_cannot_hold_is_counted() -> None:
    acts = [event(status="threatened"), event(type="DISASTER"), event(id="event_2")]
    made = plover_lines(made_of(*acts))
    assert [json.loads(line)["id"] for line in made.text.splitlines()] == ["event_2"]
    assert made.left_out == {"the act is only threatened": 1, "DISASTER is no PLOVER category": 1}
    assert list(plover_lines(made_of(event(), published=None)).left_out.values()) == [1]


def test_plover_of_the_example_adds_up(story_report: Json) -> None:
    made = plover_lines(story_report)
    records = [json.loads(line) for line in made.text.splitlines()]
    assert len(records) + sum(made.left_out.values()) == len(story_report["events"])
    texts = {article["id"]: article["text"] for article in story_report["articles"]}
    for record in records:
        assert {"id", "date", "actor", "event"} <= set(record) and set(record["event"]) <= set(QUAD)
        where = record["text_info"]
        assert texts[record["cite_info"]["citation"]][where["start"] : where["end"]] == record["event_text"][0]


# Worksheet


@pytest.mark.parametrize(
    ("earliest", "latest", "grade"),
    [
        ("2025-03-10", "2025-03-10", 1),
        ("2025-03-10T23:00:00Z", "2025-03-12", 2),
        ("2025-03-10", "2025-03-16", 3),
        ("2025-03-01", "2025-03-31", 4),
        ("2025-01-01", "2025-12-31", 5),
        (None, "2025-12-31", None),
    ],
)
def test_date_precision(earliest: str | None, latest: str | None, grade: int | None) -> None:
    assert date_precision(earliest, latest) == grade


def test_worksheet_has_a_span_for_every_cell_that_rests_on_words(story_report: Json, tmp_path: Path) -> None:
    sheet, evidence = write_worksheet(story_report, tmp_path, raw=True)
    with sheet.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with evidence.open(encoding="utf-8", newline="") as lines:
        cells = list(csv.DictReader(lines))
    assert len(rows) == len(story_report["events"]) and set(rows[0]) == set(COLUMNS)
    assert {row["record"] for row in rows} == {"draft"}
    texts = {article["id"]: article["text"] for article in story_report["articles"]}
    for cell in cells:
        assert texts[cell["article"]][int(cell["start"]) : int(cell["end"])] == cell["text"]
    backed = {(cell["id"], cell["column"]) for cell in cells}
    for row in rows:
        for column in ("type", "date_start", "side_a", "side_b", "where_description", "deaths_best", "injured_best"):
            assert not row[column] or (row["id"], column) in backed, (row["id"], column)


# Annotations, maps, graphs


def test_web_annotations_select_the_same_words_twice(story_report: Json) -> None:
    texts = {
        article["canonical"] or article["url"] or f"urn:stemma:{article['id']}": article["text"]
        for article in story_report["articles"]
    }
    found = list(each_annotation(story_report))
    assert len({annotation["id"] for annotation in found}) == len(found) > 100
    for annotation in found:
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld" and annotation["type"] == "Annotation"
        text = texts[annotation["target"]["source"]]
        position, quote = annotation["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_geojson_puts_longitude_first_and_counts_the_rest() -> None:
    place = {
        "name": "Ruritz",
        "country": "UTO",
        "precision": "city",
        "latitude": 1.5,
        "longitude": -2.0,
        "span": {"text": "Ruritz"},
    }
    made = geojson(
        made_of(event(place=place), event(id="event_2"), event(id="event_3", place={**place, "latitude": None}))
    )
    collection = json.loads(made.text)
    assert collection["type"] == "FeatureCollection"
    assert [f["geometry"] for f in collection["features"]] == [{"type": "Point", "coordinates": [-2.0, 1.5]}]
    assert sum(made.left_out.values()) == 2


def test_graphml_names_every_node_once_and_every_edge_by_its_ends(story_report: Json) -> None:
    root = ET.fromstring(graphml(story_report))
    names = {"g": NAMESPACE}
    nodes = [node.get("id") for node in root.findall(".//g:node", names)]
    assert len(nodes) == len(set(nodes)) == sum(len(lineage["nodes"]) for lineage in story_report["lineage"])
    for edge in root.findall(".//g:edge", names):
        assert {edge.get("source"), edge.get("target")} <= set(nodes)
    keys = {key.get("id") for key in root.findall("g:key", names)}
    assert {data.get("key") for data in root.findall(".//g:data", names)} <= keys


def test_graphs_hold_hostile_titles() -> None:
    made = made_of(title='</node><x>"; } \\ \x00 \u202e evil')
    ET.fromstring(graphml(made))
    drawn = dot(made)
    assert "\x00" not in drawn and "\u202e" not in drawn and "\x07" not in drawn
    assert drawn.count('"') - drawn.count('\\"') == 2 * sum(line.count('="') for line in drawn.splitlines()) + 2 * 4


def test_graphml_opens_in_networkx(story_report: Json, tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    path = tmp_path / "stemma.graphml"
    path.write_text(graphml(story_report), encoding="utf-8")
    assert networkx.read_graphml(path).number_of_nodes() == sum(len(x["nodes"]) for x in story_report["lineage"])
    tied = json.loads(json.dumps(story_report))
    first, second, *_ = tied["stories"][0]["articles"]
    tied["lineage"][0]["ties"] = [{"articles": [first, second], "reasons": []}]
    path.write_text(graphml(tied), encoding="utf-8")
    edges = networkx.read_graphml(path).edges(data="relation")
    ties = {(one, other) for one, other, relation in edges if relation == "tie"}
    assert len(ties) == 2 and {(other, one) for one, other in ties} == ties


# The command


@pytest.mark.parametrize(
    "to", ["jsonl", "plover", "webannotation", "geojson", "graphml", "dot", "ftm", "ftm-statements"]
)
def test_the_command_writes_a_file_or_standard_output(to: str, story_case: Path, tmp_path: Path) -> None:
    if to == "ftm-statements":
        pytest.importorskip("followthemoney", reason="the library followthemoney is not installed (extra: entities)")
    run = CliRunner()
    shown = run.invoke(cli, ["export", "--to", to, "--case", str(story_case)])
    assert shown.exit_code == 0, shown.output
    written = run.invoke(cli, ["export", "--to", to, "--case", str(story_case), "--out", str(tmp_path / "out")])
    assert written.exit_code == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == shown.stdout


def test_the_command_writes_folders_and_reads_back(story_case: Path, tmp_path: Path) -> None:
    run = CliRunner()
    for to, name in (("csv", "claims.csv"), ("worksheet", "events-draft.csv")):
        result = run.invoke(cli, ["export", "--to", to, "--case", str(story_case), "--out", str(tmp_path / to)])
        assert result.exit_code == 0 and (tmp_path / to / name).is_file()
    run.invoke(cli, ["export", "--to", "jsonl", "--case", str(story_case), "--out", str(tmp_path / "case.jsonl")])
    loaded = run.invoke(cli, ["load", str(tmp_path / "case.jsonl"), "--case", str(tmp_path / "again.stemma")])
    assert loaded.exit_code == 0 and (tmp_path / "again.stemma").is_file()


def test_one_story_alone(story_case: Path, story_report: Json) -> None:
    chosen = story_report["stories"][0]["id"]
    run = CliRunner()
    result = run.invoke(cli, ["export", "--to", "dot", "--case", str(story_case), "--story", chosen])
    assert result.exit_code == 0 and result.stdout.count("subgraph") == 1
    assert run.invoke(cli, ["export", "--to", "dot", "--case", str(story_case), "--story", "none"]).exit_code != 0
    assert run.invoke(cli, ["export", "--to", "csv", "--case", str(story_case)]).exit_code != 0


# FollowTheMoney


def test_ftm_entities_point_at_entities_that_are_there(story_report: Json) -> None:
    from stemma.render.exports.ftm import each_entity

    entities = list(each_entity(story_report))
    kinds = {entity["id"]: entity["schema"] for entity in entities}
    assert len(kinds) == len(entities)
    assert set(kinds.values()) == {"Article", "Person", "Organization", "PublicBody", "Mention", "Event"} & set(
        kinds.values()
    )
    for entity in entities:
        properties = entity["properties"]
        assert all(
            values and all(isinstance(value, str) and value for value in values) for values in properties.values()
        )
        for name in ("document", "proof"):
            assert all(kinds[value] == "Article" for value in properties.get(name, []))
        for name in ("resolved", "involved"):
            assert all(kinds[value] in ("Person", "Organization", "PublicBody") for value in properties.get(name, []))


def test_ftm_loads_what_is_written(story_report: Json) -> None:
    pytest.importorskip("followthemoney", reason="the library followthemoney is not installed (extra: entities)")
    from followthemoney import model

    from stemma.render.exports.ftm import ftm_lines

    made = ftm_lines(story_report)
    assert not [reason for reason in made.left_out if "refuse" in reason]
    for line in made.text.splitlines():
        entity = json.loads(line)
        model.get(entity["schema"]).validate(entity)
        assert entity["schema"] != "Mention" or {"document", "resolved"} <= set(entity["properties"])
