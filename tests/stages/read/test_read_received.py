"""Reading: every kind of carrier, and every kind of damage with its exact message."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stemma.model.article import BlockKind, Facts, Page, Received
from stemma.model.problem import Problem
from stemma.settings import ReadSettings
from stemma.stages.read.run import read_received

LEAD = (
    "The ferry Aurelia ran aground on a sandbank off Port Kessel early on Tuesday with 214 passengers on board, and nobody "
    "was hurt, the coast guard said."
)
SECOND = (
    "Two tugs waited for the evening tide before they pulled her free, and the harbour stayed closed to larger ships until "
    "Wednesday morning while divers looked for damage."
)
STORY = f"{LEAD}\n\n{SECOND}"


def read(content: bytes | str, place: str = "story.txt", **fields: Any) -> list[Page | Problem]:
    raw = content.encode() if isinstance(content, str) else content
    settings = fields.pop("settings", ReadSettings())
    return list(read_received(Received(place=place, content=raw, **fields), settings=settings))


def page(content: bytes | str, place: str = "story.txt", **fields: object) -> Page:
    found = read(content, place, **fields)
    assert len(found) == 1 and isinstance(found[0], Page), found
    return found[0]


def problem(content: bytes | str, place: str = "story.txt", **fields: object) -> tuple[str, str]:
    found = read(content, place, **fields)
    assert len(found) == 1 and isinstance(found[0], Problem), found
    return found[0].code, found[0].detail


def body(found: Page) -> list[str]:
    return [text for text, kind in found.paragraphs if kind is BlockKind.BODY]


# plain text


def test_plain_text_with_header_lines() -> None:
    head = "URL: https://www.lamp.example/a\nOutlet: The Lamp\nDate: 2024-05-07T06:00:00+02:00\nTitle: Ferry aground\nByline: A. Orr"
    found = page(f"{head}\n\n{STORY}")
    assert (found.url, found.outlet, found.title, found.byline) == (
        "https://www.lamp.example/a",
        "The Lamp",
        "Ferry aground",
        "A. Orr",
    )
    assert [(date.value, date.where) for date in found.dates] == [("2024-05-07T06:00:00+02:00", "header line")]
    assert found.paragraphs[0] == ("Ferry aground", BlockKind.HEADLINE)
    assert body(found) == [LEAD, SECOND]
    assert found.language == "en"


def test_a_headline_that_looks_like_a_header_line_stays() -> None:
    found = page(f"Source: ferry was too fast\n{LEAD}\n\n{SECOND}")
    assert found.outlet is None and found.paragraphs[0] == ("Source: ferry was too fast", BlockKind.HEADLINE)


def test_facts_beside_the_text_outrank_its_header_lines() -> None:
    found = page(f"Outlet: The Lamp\n\n{STORY}", facts=Facts(outlet="The Beacon", published="2024-05-07"))
    assert found.outlet == "The Beacon"
    assert [date.where for date in found.dates] == ["sidecar"]


def test_under_the_running_head_of_a_paper_stands_the_headline() -> None:
    found = page(f"TEREN COURIER / Harbour / Wed., May 7\n\nFerry runs aground\n\n{STORY}")
    assert found.title == "Ferry runs aground"
    assert [kind.value for _, kind in found.paragraphs[:3]] == ["boilerplate", "headline", "body"]
    assert page(f"FERRY RUNS AGROUND\n\nCoast guard speaks of luck\n\n{STORY}").title == "FERRY RUNS AGROUND"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "The ferry Aurelia ran aground on a sandbank off Port Kessel\nearly on Tuesday with 214 passengers on board and nobody\nwas hurt."
    assert body(page(f"{wrapped}\n\n{SECOND}")) == [wrapped, SECOND]


def test_a_line_per_paragraph() -> None:
    assert body(page(f"{LEAD}\n{SECOND}\n")) == [LEAD, SECOND]


def test_a_date_that_cannot_be_read_is_said() -> None:
    found = read(f"URL: https://a.example/x\nDate: 03/04/2024\n\n{STORY}")
    assert [item.detail for item in found if isinstance(item, Problem)] == [
        'story.txt states the date "03/04/2024", which cannot be read: write it as 2020-09-28 or 2020-09-28T10:00:00+02:00'
    ]
    assert [item.dates for item in found if isinstance(item, Page)] == [()]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Nigerian President Muhammadu Buhari says 21 of the schoolgirls abducted by the militant group Boko Haram from Chibok in "
            "Borno were released to Abuja.",
            "en",
        ),
        (
            "Al menos seis personas murieron el domingo en Puerto Lirio, un municipio colombiano en la frontera, tras un ataque con "
            "dron contra la estación de policía local.",
            "es",
        ),
        (
            "De veerboot liep dinsdag vast op een zandbank voor de kust van Port Kessel met meer dan tweehonderd passagiers aan boord, "
            "zei de kustwacht.",
            "nl",
        ),
        ("Ferry aground.", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert page(text).language == language


# HTML

HTML = f"""<!doctype html><html><head><title>Ferry aground | The Lamp</title>
<link rel="canonical" href="https://www.agency.example/ferry"><meta property="og:url" content="https://m.lamp.example/ferry">
<meta property="og:site_name" content="The Lamp"><meta property="og:title" content="Ferry runs aground off Port Kessel">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "NewsArticle", "headline": "Ferry runs aground",
"datePublished": "2024-05-07T08:00:00+02:00", "author": [{{"@type": "Person", "name": "A. Orr"}}], "sourceOrganization": {{"name": "AFP"}}}}]}}
</script></head><body><nav><a href="/">Home</a></nav><article><h1>Ferry runs aground off Port Kessel</h1>
<figure><img src="x.jpg"><figcaption>The Aurelia at low tide. Photo: Coast Guard</figcaption></figure>
<p>{LEAD}</p><p>{SECOND} It was first told by <a href="/2024/beacon">the Beacon</a> in a short notice on Tuesday.</p>
<p>A third paragraph says that the captain has sailed these waters for thirty years and never touched the ground before.</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_html_page() -> None:
    found = page(HTML, "a.html")
    assert (
        found.title == "Ferry runs aground off Port Kessel" and found.byline == "A. Orr" and found.outlet == "The Lamp"
    )
    assert (found.url, found.canonical) == ("https://m.lamp.example/ferry", "https://agency.example/ferry")
    assert body(found)[0] == LEAD
    assert [text for text, kind in found.paragraphs if kind is BlockKind.CAPTION] == [
        "The Aurelia at low tide. Photo: Coast Guard"
    ]
    assert [(link.text, link.url) for link in found.links] == [("the Beacon", "https://m.lamp.example/2024/beacon")]
    assert ("2024-05-07T08:00:00+02:00", "json-ld") in [(date.value, date.where) for date in found.dates]
    assert {(credit.agency, credit.where.value) for credit in found.credits} == {
        ("Agence France-Presse", "json-ld"),
        ("agency.example", "canonical"),
    }


def test_a_guessed_day_says_that_it_is_one() -> None:
    bare = f"<html><body><article><h1>Ferry</h1><p>{LEAD}</p><p>{SECOND}</p><p>Posted on 7 May 2024</p></article></body></html>"
    assert {date.where for date in page(bare, "a.html").dates} <= {"guess"}


def test_mhtml() -> None:
    parts = "Snapshot-Content-Location: https://lamp.example/ferry\r\nMIME-Version: 1.0\r\n"
    parts += 'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    content = f"{parts}Content-Type: text/html; charset=utf-8\r\nContent-Location: https://lamp.example/ferry\r\n\r\n{HTML}\r\n--b--\r\n"
    found = page(content, "a.mhtml")
    assert found.url == "https://lamp.example/ferry" and body(found)[0] == LEAD


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Ferry runs aground off Port Kessel | The Lamp", "Ferry runs aground off Port Kessel"),
        ("The Lamp :: Ferry runs aground off Port Kessel", "Ferry runs aground off Port Kessel"),
        ("Ferry watch - Ferry runs aground off Port Kessel", "Ferry watch - Ferry runs aground off Port Kessel"),
        ("Ferry runs aground off Port Kessel - BBC News", "Ferry runs aground off Port Kessel"),
        ("Ferry runs aground - what we know so far", "Ferry runs aground - what we know so far"),
    ],
)
def test_the_sites_name_behind_a_title_or_before_it_is_dropped(title: str, printed: str) -> None:
    address = "https://www.bbc.co.uk/a" if "BBC" in title else "https://lamp.example/a"
    head = f'<title>{title}</title><meta property="og:site_name" content="The Lamp">'
    found = page(
        f"<html><head>{head}</head><body><article><p>{LEAD}</p><p>{SECOND}</p></article></body></html>",
        "a.html",
        facts=Facts(url=address),
    )
    assert found.title == printed


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Ferry runs aground off Port Kessel | The Kessel Lamp", "The Kessel Lamp"),
        ("Ferry runs aground off Port Kessel | Lamp", "Lamp"),
        ("Ferry runs aground off Port Kessel | Sports", "lamp.example"),
        ("Ferry runs aground - what we know so far", "lamp.example"),
    ],
)
def test_a_page_without_a_site_name_is_called_as_its_title_ends(title: str, outlet: str) -> None:
    heading = "Ferry runs aground off Port Kessel"
    found = page(
        f"<html><head><title>{title}</title></head><body><article><h1>{heading}</h1><p>{LEAD}</p><p>{SECOND}</p></article></body></html>",
        "a.html",
        facts=Facts(url="https://lamp.example/a"),
    )
    assert found.outlet == outlet


@pytest.mark.parametrize(
    ("masthead", "outlet"),
    [
        ("Le Phare - English service (translated from the French edition)", "Le Phare"),
        ("KESSEL BRIDGE  (machine English / original: Japanese)", "KESSEL BRIDGE"),
        ("Poems translated by the harbour master", None),
    ],
)
def test_the_first_line_of_a_translated_text_names_its_house(masthead: str, outlet: str | None) -> None:
    found = page(f"{masthead}\n\nFerry runs aground\n\n{LEAD}\n\n{SECOND}\n", "a.txt")
    assert found.outlet == outlet
    assert (masthead in body(found)) is (outlet is None and found.title != masthead)


# records


def test_json_with_unusual_fields() -> None:
    record = {
        "source_domain": "www.npr.org",
        "date_publish": "2016-05-04T00:00:00",
        "text": STORY,
        "title": "Ferry aground",
        "filename": "x",
    }
    found = page(json.dumps(record), "a.json")
    assert (found.outlet, found.title, body(found)) == ("NPR", "Ferry aground", [LEAD, SECOND])
    assert [(date.value, date.where) for date in found.dates] == [("2016-05-04", "column")]


@pytest.mark.parametrize(
    ("record", "title", "published"),
    [
        ({"webTitle": "River rises", "webPublicationDate": "2024-05-06T10:00:00Z", "fields": {"bodyText": "TEXT"}}, "River rises", "2024-05-06T10:00:00Z"),
        ({"response": {"docs": [{"headline": {"main": "River rises"}, "lead_paragraph": "TEXT", "pub_date": "2024-05-06"}]}}, "River rises", "2024-05-06"),
        ({"headlines": [{"role": "main", "value": "River rises"}], "bodies": [{"value": "<p>TEXT</p>"}], "firstcreated": "2024-05-06"}, "River rises", "2024-05-06"),
    ],
    ids=["the Guardian", "the New York Times", "ninjs 2"],
)  # fmt: skip
def test_records_of_well_known_interfaces(record: dict[str, object], title: str, published: str) -> None:
    text = "The river rose by four metres on Monday, the water office said. " * 4
    (page,) = read(json.dumps(record).replace("TEXT", text).encode(), place="a.json")
    assert isinstance(page, Page)
    assert (page.title, page.dates[0].value) == (title, published)


def test_a_file_named_json_that_is_none_is_no_article() -> None:
    (found,) = read(b"[[[[" * 50_000, place="a.json")
    assert isinstance(found, Problem) and found.code in ("bad-json", "bad-record")


def test_columns_named_by_the_user() -> None:
    record = {"story": {"inhalt": STORY}, "text": "teaser", "kopf": "Ferry"}
    settings = ReadSettings(columns=(("text", "story.inhalt"), ("title", "kopf")))
    found = page(json.dumps(record), "a.json", settings=settings)
    assert (found.title, body(found)) == ("Ferry", [LEAD, SECOND])


def test_ninjs() -> None:
    record = {
        "uri": "http://agency.example/1",
        "type": "text",
        "headline": "Ferry aground",
        "versioncreated": "2024-05-07T06:00:00Z",
        "body_xhtml": f"<p>{LEAD}</p><p>{SECOND}</p>",
        "byline": "A. Orr",
        "infosources": [{"name": "dpa", "role": "source"}],
    }
    found = page(json.dumps(record), "a.json")
    assert (found.title, found.byline, body(found)) == ("Ferry aground", "A. Orr", [LEAD, SECOND])
    assert [date.value for date in found.dates if date.kind == "published"] == ["2024-05-07T06:00:00Z"]
    assert [credit.agency for credit in found.credits] == ["dpa"]


def test_malformed_json_on_line_7_of_10() -> None:
    lines = [json.dumps({"text": STORY, "title": f"Ferry {n}"}) for n in range(1, 11)]
    lines[6] = lines[6][:-9]
    found = read("\n".join(lines), "a.jsonl")
    assert sum(isinstance(item, Page) for item in found) == 9
    said = [item.detail for item in found if isinstance(item, Problem)]
    assert len(said) == 1 and said[0].startswith("a.jsonl#7 is not valid JSON (")
    assert said[0].endswith("): this one was left out")


def test_csv_and_parquet() -> None:
    rows = [
        {
            "headline": "Ferry aground",
            "body": STORY,
            "source.name": "The Lamp",
            "pubDate": "Tue, 07 May 2024 06:00:00 GMT",
        }
    ]
    text = "headline;body;source.name;pubDate\n" + ";".join(f'"{value}"' for value in rows[0].values()) + "\n"
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), buffer)
    for content, place in ((text.encode(), "a.csv"), (buffer.getvalue(), "a.parquet")):
        found = page(content, place)
        assert (found.title, found.outlet, found.dates[0].value) == (
            "Ferry aground",
            "The Lamp",
            "2024-05-07T06:00:00Z",
        )
        assert body(found) == [LEAD, SECOND]


def test_a_record_without_text_says_which_fields_it_has() -> None:
    assert problem('{"a": 1, "b": "two"}', "a.json") == (
        "bad-record",
        "a.json has no field with a text (fields: a, b): name it with --column text=FIELD",
    )


# feeds

FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire Digest</title>
{items}</channel></rss>"""
ITEM = f"""<item><title>Ferry aground</title><link>https://lamp.example/ferry</link><pubDate>Tue, 07 May 2024 06:00:00 +0200</pubDate>
<author>AFP</author><source url="https://lamp.example/rss">The Lamp</source><description>Short.</description>
<content:encoded><![CDATA[<p>{LEAD}</p><p>{SECOND}</p>]]></content:encoded></item>"""


def test_feed() -> None:
    found = page(FEED.format(items=ITEM), "feed.xml")
    assert (found.place, found.url, found.outlet) == ("feed.xml#1", "https://lamp.example/ferry", "The Lamp")
    assert body(found) == [LEAD, SECOND]
    assert (found.dates[0].value, found.dates[0].where) == ("2024-05-07T06:00:00+02:00", "feed")
    assert ("Agence France-Presse", "feed") in {(credit.agency, credit.where.value) for credit in found.credits}


def test_feed_without_entries() -> None:
    assert problem(FEED.format(items=""), "feed.xml") == (
        "empty-feed",
        "feed.xml is a feed with no entries: nothing was read",
    )


def test_entity_bomb_is_not_opened() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    assert problem(bomb, "feed.xml") == (
        "bad-feed",
        "feed.xml declares XML entities of its own, which can expand without end: it was not opened; save the feed without them",
    )


# archives


def warc(*addresses: str) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + HTML.encode()
    records = []
    for number, address in enumerate(addresses):
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\nWARC-Target-URI: {address}\r\n"
            "WARC-Date: 2024-05-08T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    return b"".join(records)


def test_warc() -> None:
    found = read(warc("https://lamp.example/1", "https://lamp.example/2"), "a.warc.gz")
    assert [item.url for item in found if isinstance(item, Page)] == [
        "https://lamp.example/1",
        "https://lamp.example/2",
    ]
    assert [item.place for item in found] == ["a.warc.gz#1", "a.warc.gz#2"] and isinstance(found[0], Page)
    assert ("2024-05-08T00:00:00Z", "warc", "crawled") in [(d.value, d.where, d.kind) for d in found[0].dates]


def test_truncated_warc_keeps_what_is_whole() -> None:
    whole = warc("https://lamp.example/1", "https://lamp.example/2")
    found = read(whole[:-200], "a.warc.gz")
    assert next(item.url for item in found if isinstance(item, Page)) == "https://lamp.example/1"
    assert [item.code for item in found if isinstance(item, Problem)] == ["truncated-archive"]


def test_a_warc_cut_off_in_its_first_page_is_told_as_that() -> None:
    assert problem(warc("https://lamp.example/1")[:120], "a.warc.gz") == (
        "truncated-archive",
        "a.warc.gz is cut off before its first page ends: nothing was read; get the archive again",
    )


def test_gzip_text_and_its_damage() -> None:
    packed = gzip.compress(STORY.encode())
    assert body(page(packed, "a.txt.gz")) == [LEAD, SECOND]
    assert problem(packed[:-12], "a.txt.gz") == (
        "truncated-archive",
        "a.txt.gz is a damaged or cut off gzip file: get it again; what could be unpacked was not read",
    )


def test_compression_bomb() -> None:
    bomb = gzip.compress(b"0" * 3_000_000)
    assert problem(bomb, "a.txt.gz", settings=ReadSettings(max_bytes=1_000_000)) == (
        "expands-too-far",
        "a.txt.gz expands to more than 1 MB: unpack it yourself and read the parts that you need",
    )


# what is hostile, damaged or no text


@pytest.mark.parametrize(
    ("content", "place", "code", "said"),
    [
        (
            bytes(range(256)) * 20,
            "a.bin",
            "binary-file",
            "a.bin is a binary file of no kind that can be read: save the article as HTML, plain text or JSON",
        ),
        (b" \n\n ", "a.txt", "empty-file", "a.txt is empty: remove it or save the text again"),
        (
            b"<?xml version='1.0'?><note><to>x</to></note>",
            "a.xml",
            "unknown-format",
            "a.xml is XML but no RSS or Atom feed: save the article as HTML or plain text",
        ),
        (
            b"<html><body></body></html>",
            "a.html",
            "no-text",
            "a.html has no running text: save the article itself, or paste it as plain text",
        ),
        (b"[]", "a.json", "bad-record", "a.json is an empty JSON list: nothing was read"),
        (b"PAR1 and no more", "a.parquet", "bad-table", None),
        (b"%PDF-1.7 broken", "a.pdf", None, None),
        (b"[" * 100_000, "a.json", None, None),
        (b'{"text": ' + b"[" * 100_000, "a.json", "bad-record", None),
    ],
)
def test_unreadable(content: bytes, place: str, code: str | None, said: str | None) -> None:
    found = read(content, place)
    assert found and all(isinstance(item, Problem) or place == "a.json" for item in found)
    if code is not None:
        assert problem(content, place)[0] == code
    if said is not None:
        assert problem(content, place)[1] == said


def test_wrong_encodings() -> None:
    told = f"{LEAD} The café “Zur Fähre” stayed open — all night."
    for encoding in ("utf-8-sig", "cp1252", "utf-16"):
        assert body(page(f"{told}\n\n{SECOND}".encode(encoding)))[0] == told
    declared = f'<html><head><meta charset="iso-8859-2"></head><body><article><p>{LEAD} Łódź.</p><p>{SECOND}</p></article></body></html>'
    assert "Łódź" in body(page(declared.encode("iso-8859-2"), "a.html"))[0]


def test_characters_that_are_none() -> None:
    found = page(f"{LEAD}\0\n\n{SECOND} \u202eesrever\u202c".encode())
    assert "\u202e" in body(found)[1], "direction marks are content and stay"
    surrogate = json.dumps({"text": f"{LEAD} \ud800\n\n{SECOND}"})
    assert body(page(surrogate, "a.json"))[0].endswith("\ud800")


@pytest.mark.parametrize("unit", ["<div>", "<b>word </b>", "<p>word", "word ", "<a href='x'>", "&amp;"])
def test_a_megabyte_on_one_line_of_html_ends(unit: str) -> None:
    content = (
        f"<html><body><article><p>{LEAD}</p><p>{SECOND}</p>{unit * (1_000_000 // len(unit))}</article></body></html>"
    )
    assert read(content, "a.html")


def test_too_long_a_text_is_cut_and_said() -> None:
    found = read("\n\n".join([LEAD] * 10), settings=ReadSettings(max_text=1000))
    assert [item.code for item in found if isinstance(item, Problem)] == ["text-cut"]
    kept = next(item for item in found if isinstance(item, Page))
    assert sum(len(text) for text, _ in kept.paragraphs) == 1000


def test_text_layer_of_a_pdf() -> None:
    pytest.importorskip("pypdf", reason="the extra `pdf` is not installed")
    lines = [LEAD[:70], LEAD[70:], SECOND[:70], SECOND[70:]]
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(content)
    content += b"xref\n0 6\n0000000000 65535 f \n" + table
    content += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    found = page(content, "a.pdf")
    assert "".join("".join(body(found)).split()) == "".join((LEAD + SECOND).split())


def test_pdf_without_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.stages.read.pdf.find_spec", lambda name: None)
    assert problem(b"%PDF-1.7 anything", "a.pdf") == (
        "missing-extra",
        "a.pdf is a PDF, which needs an optional reader: pip install 'stemma-news[pdf]'",
    )


def test_the_same_bytes_have_the_same_hash_and_items_their_own() -> None:
    first, second = (item for item in read(json.dumps([{"text": LEAD}, {"text": SECOND}]), "a.json"))
    assert isinstance(first, Page) and isinstance(second, Page)
    assert first.sha256 != second.sha256
    assert page(STORY, "a.txt").sha256 == page(STORY, str(Path("b") / "c.txt")).sha256
