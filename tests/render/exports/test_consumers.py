"""Each export in the program that people open it with: pandas, Polars, Graphviz, the `ftm` command, W3C's rules for annotations.

A program that is not on this machine is skipped by name.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from stemma.cli.main import cli
from stemma.render.exports.webannotation import each_annotation

Json = dict[str, Any]
ANNOTATION: Json = {  # the parts of the Web Annotation Data Model (W3C, 2017) that an annotation of this kind must keep to
    "type": "object",
    "required": ["@context", "id", "type", "target"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["tagging", "describing", "identifying", "classifying", "linking", "commenting"]},
        "body": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "value"],
                "properties": {
                    "type": {"const": "TextualBody"},
                    "value": {"type": "string", "minLength": 1},
                    "purpose": {"enum": ["tagging", "describing", "identifying", "classifying", "commenting"]},
                },
            },
        },
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:"},
                "selector": {
                    "type": "array",
                    "items": {
                        "oneOf": [
                            {
                                "required": ["type", "start", "end"],
                                "properties": {
                                    "type": {"const": "TextPositionSelector"},
                                    "start": {"type": "integer", "minimum": 0},
                                    "end": {"type": "integer", "minimum": 0},
                                },
                            },
                            {
                                "required": ["type", "exact"],
                                "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"}},
                            },
                        ]
                    },
                },
            },
        },
    },
}


def exported(case: Path, to: str, out: Path) -> Path:
    made = CliRunner().invoke(cli, ["export", "--to", to, "--case", str(case), "--out", str(out)])
    assert made.exit_code == 0, made.output
    return out


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_tables_open_typed(library: str, story_case: Path, story_report: Json, tmp_path: Path) -> None:
    reader = pytest.importorskip(library, reason=f"{library} is not installed")
    parquet = exported(story_case, "parquet", tmp_path / "parquet")
    sheets = exported(story_case, "csv", tmp_path / "csv")
    names = sorted(file.stem for file in parquet.glob("*.parquet"))
    assert names == sorted(file.stem for file in sheets.glob("*.csv")) and len(names) > 20
    for name in names:
        typed, plain = reader.read_parquet(parquet / f"{name}.parquet"), reader.read_csv(sheets / f"{name}.csv")
        assert list(typed.columns) == list(plain.columns) and len(typed) == len(plain)
    claims = reader.read_parquet(parquet / "claims.parquet")
    assert list(claims["id"]) == [claim["id"] for claim in story_report["claims"]]
    assert int(claims["corroboration_count"].sum()) == sum(
        claim["corroboration"]["count"] for claim in story_report["claims"] if claim["corroboration"]
    )


def test_graphviz_draws_the_stemma(story_case: Path, tmp_path: Path) -> None:
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed")
    drawn = subprocess.run(
        ["dot", "-Tsvg", str(exported(story_case, "dot", tmp_path / "x.dot"))], capture_output=True, check=True
    )
    assert b"<svg" in drawn.stdout and drawn.stdout.count(b'class="node"') >= 8 and drawn.stderr == b""


def test_the_ftm_command_finds_every_entity_valid(story_case: Path, tmp_path: Path) -> None:
    pytest.importorskip("followthemoney", reason="the library followthemoney is not installed (extra: entities)")
    entities = exported(story_case, "ftm", tmp_path / "x.json")
    command = str(Path(sys.executable).with_name("ftm"))
    checked = tmp_path / "checked.json"
    subprocess.run([command, "validate", "-i", str(entities), "-o", str(checked)], capture_output=True, check=True)
    assert len(checked.read_text().splitlines()) == len(entities.read_text().splitlines()) > 100


def test_the_ftm_command_makes_the_entities_of_the_statements_again(story_case: Path, tmp_path: Path) -> None:
    pytest.importorskip("followthemoney", reason="the library followthemoney is not installed (extra: entities)")
    entities = exported(story_case, "ftm", tmp_path / "entities.json")
    statements = exported(story_case, "ftm-statements", tmp_path / "statements.json")
    command, again = str(Path(sys.executable).with_name("ftm")), tmp_path / "again.json"
    arguments = ["aggregate-statements", "--format", "json", "-i", str(statements), "-o", str(again)]
    subprocess.run([command, *arguments], capture_output=True, check=True)
    read = [
        {found["id"]: (found["schema"], {name: sorted(values) for name, values in found["properties"].items()})
         for found in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
        for path in (entities, again)
    ]  # fmt: skip
    assert read[0] == read[1] and len(read[0]) > 100


def test_a_statement_names_the_outlet_and_the_article_that_spell_a_name(
    story_case: Path, story_report: Json, tmp_path: Path
) -> None:
    pytest.importorskip("followthemoney", reason="the library followthemoney is not installed (extra: entities)")
    path = exported(story_case, "ftm-statements", tmp_path / "statements.json")
    texts = {article["id"]: article["text"] for article in story_report["articles"]}
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({found["id"] for found in told}) == len(told) > 500 and {"reuters", "lerata_star"} <= {
        found["dataset"] for found in told
    }
    for found in (found for found in told if found["prop"] == "alias"):
        assert found["value"] in " ".join(texts[found["origin"]].split())


def test_annotations_keep_to_the_model(story_report: Json) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    check = jsonschema.Draft202012Validator(ANNOTATION)
    for annotation in each_annotation(story_report):
        assert not [error.message for error in check.iter_errors(annotation)]
