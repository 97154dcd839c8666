"""The examples and their gold agree: every quoted word of an expected.json stands in the telling it is quoted from."""

import csv
import gzip
import html
import itertools
import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from warcio.archiveiterator import ArchiveIterator

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "src" / "stemma" / "examples"
HELD_BACK = ROOT / "evals"
FOLDERS = {
    path.parent.name: path.parent
    for path in [*EXAMPLES.glob("*/expected.json"), *HELD_BACK.glob("*stories/*/*/expected.json")]
}
STORIES = sorted(FOLDERS)
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
RELATIONS = {"copy", "edited copy", "rewrite", "translation", "update"}
VERDICTS = {"shared origin", "independent", "not established"}
POLARITIES = {"positive", "negative"}
STATUSES = {
    "asserted", "ongoing", "planned", "requested", "threatened", "conditional", "hypothetical", "denied", "negated",
    "failed",
}  # fmt: skip
SLOTS = {
    "number", "time", "place", "actor", "recipient", "status", "polarity", "quote wording", "source", "name",
    "attribution", "hedge", "omission",
}  # fmt: skip
TYPES = {"update", "conflict", "variant", "omission", "hardening"}
FORMS = {"direct", "indirect", "mixed"}
ACTS = {
    "say", "deny", "confirm", "warn", "threaten", "promise", "demand", "accuse", "predict", "believe",
    "refuse to comment", "could not be verified", "other",
}  # fmt: skip
KINDS = {
    "person", "body", "company", "armed group", "document", "outlet", "agency", "eyewitness", "expert", "official",
    "diplomat", "military", "intelligence", "police", "medic", "spokesperson", "familiar",
}  # fmt: skip


def gold(story: str) -> dict[str, Any]:
    return json.loads((FOLDERS[story] / "expected.json").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """The words of a page: tags out, entities decoded, blanks single."""
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", text)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


def texts_of(path: Path) -> Iterator[tuple[str | None, str]]:
    """Yields (url or None, text) of every article in one example file."""
    if path.name.endswith(".warc.gz"):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                yield record.rec_headers.get_header("WARC-Target-URI"), plain(record.content_stream().read().decode())
        return
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        for line in raw.splitlines():
            item = json.loads(line)
            yield item["url"], plain(html.escape(f"{item['title']} {item['text']}"))
    elif path.suffix == ".xml":
        for item in ElementTree.fromstring(raw).iter("item"):
            body = item.findtext(CONTENT, "")
            yield item.findtext("link"), plain(html.escape(item.findtext("title", "")) + " " + body)
    elif path.suffix == ".csv":
        for row in csv.DictReader(raw.splitlines(keepends=True)):
            yield row["url"], plain(html.escape(f"{row['title']} {row['author']} {row['text']}"))
    elif path.suffix == ".html":
        yield None, plain(raw)
    else:
        yield None, plain(html.escape(raw))


def telling_text(story: str, telling: dict[str, Any]) -> str:
    found = list(texts_of(FOLDERS[story] / telling["file"]))
    if len(found) == 1:
        return found[0][1]
    return dict(found)[telling["url"]]


def quotes(expected: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yields (where, telling, words) for every quotation in a gold file."""
    for label, telling in expected["tellings"].items():
        printed = [credit for credit in telling["credits"] if credit["where"] not in {"json-ld", "feed", "canonical"}]
        yield from ((f"credit of {label}", label, credit["quote"]) for credit in printed)
    for part, rows in (("claims", "tellings"), ("disagreements", "values")):
        for number, record in enumerate(expected[part]):
            yield from ((f"{part} {number}", row["telling"], row["quote"]) for row in record[rows])
    for part, fields in (("statements", ("source", "content")), ("blocks", ("quote",)), ("times", ("quote",))):
        for row in expected[part]:
            yield from ((part, row["telling"], row[field]) for field in fields)


@pytest.mark.parametrize("story", STORIES)
def test_every_quotation_stands_in_its_telling(story: str) -> None:
    expected = gold(story)
    texts = {label: telling_text(story, telling) for label, telling in expected["tellings"].items()}
    missing = [
        (where, telling, words)
        for where, telling, words in quotes(expected)
        if re.sub(r"\s+", " ", words) not in texts[telling]
    ]
    assert missing == []


@pytest.mark.parametrize("story", STORIES)
def test_every_article_of_the_folder_is_a_telling(story: str) -> None:
    files = [path for path in FOLDERS[story].iterdir() if path.name != "expected.json"]
    told, given = len(gold(story)["tellings"]), sum(len(list(texts_of(path))) for path in files)
    assert told == given or (
        told < given and {"later_stories", "latest_stories"} & set(FOLDERS[story].parts)
    )  # their files hold other items too


@pytest.mark.parametrize("story", STORIES)
def test_a_claim_lists_every_telling_that_has_its_words(story: str) -> None:
    expected = gold(story)
    texts = {label: telling_text(story, telling) for label, telling in expected["tellings"].items()}
    for claim in expected["claims"]:
        listed = {row["telling"] for row in claim["tellings"]}
        for row in claim["tellings"]:
            assert {label for label, text in texts.items() if row["quote"] in text} <= listed, claim["label"]


@pytest.mark.parametrize("story", STORIES)
def test_words_are_the_contracts_words(story: str) -> None:
    expected = gold(story)
    assert {edge["relation"] for edge in expected["edges"]} <= RELATIONS
    assert {pair["verdict"] for pair in expected["independence"]} <= VERDICTS
    assert {claim["polarity"] for claim in expected["claims"]} <= POLARITIES
    assert {claim["status"] for claim in expected["claims"]} <= STATUSES
    assert {row["slot"] for row in expected["disagreements"]} <= SLOTS
    assert {row["type"] for row in expected["disagreements"]} <= TYPES
    assert {row["form"] for row in expected["statements"]} <= FORMS
    assert {row["act"] for row in expected["statements"]} <= ACTS
    assert {row["kind"] for row in expected["statements"]} <= KINDS


@pytest.mark.parametrize("story", STORIES)
def test_labels_resolve(story: str) -> None:
    expected = gold(story)
    tellings, origins = set(expected["tellings"]), {origin["label"] for origin in expected["origins"]}
    claims = {claim["label"] for claim in expected["claims"]}
    for edge in expected["edges"]:
        assert edge["child"] in tellings
        assert edge["parent"] in tellings or edge["parent"].startswith("unseen:")
    for claim in expected["claims"]:
        assert {row["origin"] for row in claim["tellings"]} == set(claim["origins"]) <= origins
    for row in expected["disagreements"]:
        assert set(row["claims"]) <= claims
    assert {pair for row in expected["independence"] for pair in row["origins"]} <= origins


@pytest.mark.parametrize("story", STORIES)
def test_counts_follow_from_independence(story: str) -> None:
    expected = gold(story)
    verdict = {frozenset(row["origins"]): row["verdict"] for row in expected["independence"]}
    for claim in expected["claims"]:
        sets = [
            chosen
            for size in range(1, len(claim["origins"]) + 1)
            for chosen in itertools.combinations(claim["origins"], size)
            if all(verdict.get(frozenset(pair)) == "independent" for pair in itertools.combinations(chosen, 2))
        ]
        most = max(map(len, sets))
        assert claim["count"] == most or (claim["count"] < most and "note" in claim), claim["label"]
        assert claim["count"] <= claim["at_most"] <= len(claim["origins"]), claim["label"]


def test_warc_files_hold_what_their_pages_give() -> None:
    built = runpy.run_path(str(Path(__file__).parent / "build_warc.py"))["all_records"]()
    assert built
    for path, parts in built.items():
        assert gzip.decompress(path.read_bytes()) == b"".join(parts)


def test_check_claims_name_known_stories() -> None:
    path = ROOT / "evals" / "gold" / "check_claims.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 120
    assert {row["story"] for row in rows} <= set(STORIES) | {"none"}
    assert {row["kind"] for row in rows} == {"true", "distorted", "inverted", "swapped", "invented", "stale"}
    assert {row["expect"] for row in rows} <= {"supported", "contradicted", "near", "none"}
    assert {row["expect"] for row in rows if row["kind"] == "true"} == {"supported"}
    assert len({row["claim"] for row in rows}) == 120
