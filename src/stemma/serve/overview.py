"""The lists of a case (stories, names, sources, facets) as tables of a file of their own, so that a large case is shown from little memory.

The file stands in the user's cache, is made from the case alone, and is made anew when what it shows has changed.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

VERSION = 4
"""Raised whenever the tables change."""
_ALONE_FROM = 5_000
_WINDOW = 1 << 20
_PRONOUNS = frozenset("i we you he she it they him her them".split())
_PARTS = ("country", "place", "government")
TABLES = """
CREATE TABLE story (rank INTEGER PRIMARY KEY, id TEXT, title TEXT, size INTEGER, earliest TEXT, latest TEXT, json TEXT);
CREATE TABLE name_of_story (id TEXT PRIMARY KEY, rank INTEGER) WITHOUT ROWID;
CREATE TABLE home (article TEXT PRIMARY KEY, story INTEGER) WITHOUT ROWID;
CREATE TABLE entity (rank INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, country TEXT, mentions INTEGER, names TEXT, first TEXT, folded TEXT);
CREATE TABLE named (story INTEGER, entity TEXT, json TEXT, PRIMARY KEY (story, entity));
CREATE TABLE passage (story INTEGER PRIMARY KEY, json TEXT);
CREATE TABLE facet (facet TEXT, value TEXT, article INTEGER, PRIMARY KEY (facet, value, article)) WITHOUT ROWID;
CREATE TABLE facet_articles (facet TEXT, value TEXT, articles BLOB, PRIMARY KEY (facet, value));
CREATE TABLE cited (text TEXT, kind TEXT, anonymous INTEGER, article TEXT, mention TEXT);
CREATE TABLE source (rank INTEGER PRIMARY KEY, text TEXT, kind TEXT, anonymous INTEGER, count INTEGER, articles INTEGER);
"""
LAST = """
INSERT INTO source (text, kind, anonymous, count, articles)
    SELECT min(text), kind, anonymous, count(*), count(DISTINCT article) FROM cited GROUP BY lower(text), kind, anonymous ORDER BY 5 DESC, 4 DESC, 1;
CREATE INDEX cited_text ON cited (lower(text));
CREATE INDEX facet_article ON facet (article);
CREATE INDEX entity_mentions ON entity (mentions DESC, name, id);
CREATE INDEX story_size ON story (size, rank);
"""


def make_overview(case: Path, target: Path) -> None:
    """Write the overview of `case` to `target`; of a large case in a process of its own, so that its memory is given back."""
    with sqlite3.connect(f"{case.absolute().as_uri()}?mode=ro", uri=True) as connection:
        (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
    connection.close()
    if articles < _ALONE_FROM:
        write_overview(case, target)
        return
    order = "import sys; from pathlib import Path; from stemma.serve.overview import write_overview as w; w(*map(Path, sys.argv[1:]))"
    subprocess.run([sys.executable, "-c", order, str(case.absolute()), str(target)], check=True)


def write_overview(case: Path, target: Path) -> None:
    """Write the overview of `case` to `target`, all or nothing."""
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    source = sqlite3.connect(f"{case.absolute().as_uri()}?mode=ro", uri=True)
    made = sqlite3.connect(part, isolation_level=None)
    try:
        source.execute("BEGIN")  # one state of the case for all tables
        made.execute("PRAGMA journal_mode = OFF")
        made.execute("PRAGMA synchronous = OFF")
        made.executescript(TABLES)
        made.execute("BEGIN")
        homes = _write_stories(source, made)
        _write_passages(source, made, homes)
        arrivals = dict(source.execute("SELECT id, arrival FROM article"))
        _write_statements(source, made, arrivals)
        _write_entities(source, made, homes, arrivals)
        _write_facts(source, made)
        _write_events(source, made, arrivals)
        made.execute("COMMIT")
        made.executescript(LAST)
        _write_having(made)
    finally:
        made.close()
        source.close()
    part.replace(target)


def _write_stories(source: sqlite3.Connection, made: sqlite3.Connection) -> dict[str, int]:
    stories = sorted(items_of(source, "Story"), key=lambda s: (s.get("latest") or "", s["id"]), reverse=True)
    stories.sort(key=lambda story: -len(story["articles"]))
    homes: dict[str, int] = {}
    for rank, story in enumerate(stories):
        facts = (story.get("earliest"), story.get("latest"), json.dumps(story, ensure_ascii=False))
        made.execute(
            "INSERT INTO story VALUES (?,?,?,?,?,?,?)",
            (rank, story["id"], story["title"], len(story["articles"]), *facts),
        )
        homes.update((article, rank) for article in story["articles"])
    made.executemany("INSERT OR IGNORE INTO name_of_story VALUES (?,?)", ((s["id"], n) for n, s in enumerate(stories)))
    former = ((was, n) for n, s in enumerate(stories) for was in s.get("was", ()))
    made.executemany("INSERT OR IGNORE INTO name_of_story VALUES (?,?)", former)
    made.executemany("INSERT INTO home VALUES (?,?)", homes.items())
    return homes


def _write_passages(source: sqlite3.Connection, made: sqlite3.Connection, homes: dict[str, int]) -> None:
    inside: dict[int, list[Any]] = {}
    for passage in items_of(source, "Passage"):
        story = homes.get(passage["left"][0])
        if story is not None and story == homes.get(passage["right"][0]):
            inside.setdefault(story, []).append(passage)
    made.executemany("INSERT INTO passage VALUES (?,?)", ((s, json.dumps(found)) for s, found in inside.items()))


def _write_entities(
    source: sqlite3.Connection, made: sqlite3.Connection, homes: dict[str, int], arrivals: dict[str, int]
) -> None:
    made.execute("CREATE INDEX cited_mention ON cited (mention)")
    cited = {mention for (mention,) in made.execute("SELECT DISTINCT mention FROM cited WHERE mention IS NOT NULL")}
    for entity in items_of(source, "Entity"):
        mentions, names = entity["mentions"], entity.get("names", [])
        by_story: dict[int, list[Any]] = {}
        for mention in mentions:
            story = homes.get(mention["span"][0])
            if story is not None:
                by_story.setdefault(story, []).append(mention)
        denoting = [(entity["name"], m["mention"]) for m in mentions if m["mention"] in cited]
        made.executemany("UPDATE cited SET text=? WHERE mention=?", denoting)
        if entity.get("country") and entity["kind"] in _PARTS:
            where = {arrivals[m["span"][0]] for m in mentions if m["span"][0] in arrivals}
            made.executemany(
                "INSERT OR IGNORE INTO facet VALUES ('country',?,?)", ((entity["country"], a) for a in where)
            )
        cut = (
            (story, entity["id"], json.dumps({**entity, "mentions": m}, ensure_ascii=False))
            for story, m in by_story.items()
        )
        made.executemany("INSERT INTO named VALUES (?,?,?)", cut)
        if mentions:
            folded = " ".join([entity["name"], *(name["text"] for name in names)]).casefold()
            shown = (json.dumps(names[:6], ensure_ascii=False), json.dumps(mentions[0]["span"]), folded)
            made.execute(
                "INSERT INTO entity (id, name, kind, country, mentions, names, first, folded) VALUES (?,?,?,?,?,?,?,?)",
                (entity["id"], entity["name"], entity["kind"], entity.get("country"), len(mentions), *shown),
            )


def _write_facts(source: sqlite3.Connection, made: sqlite3.Connection) -> None:
    """Write the facets that stand with the article itself, as amended."""
    stated = {article: json.loads(text) for article, text in source.execute("SELECT article, json FROM amendment")}
    rows = source.execute("SELECT id, arrival, outlet, language, earliest, json FROM article ORDER BY arrival")
    for article, arrival, outlet, language, earliest, text in rows:
        facts = stated.get(article, {})
        month = (facts.get("published") or earliest or "")[:7]
        found = {("outlet", facts.get("outlet") or outlet), ("language", language), ("month", month)}
        found |= {("agency", credit["agency"]) for credit in json.loads(text).get("credits", ())}
        _put_facets(made, found, arrival)


def _write_events(source: sqlite3.Connection, made: sqlite3.Connection, arrivals: dict[str, int]) -> None:
    for article, events in _by_article(source, "Event", arrivals):
        found = {("status", event.get("status", "asserted")) for event in events}
        found |= {("country", (((event.get("place") or {}).get("location")) or {}).get("country")) for event in events}
        _put_facets(made, found, arrivals[article])


def _write_statements(source: sqlite3.Connection, made: sqlite3.Connection, arrivals: dict[str, int]) -> None:
    for article, statements in _by_article(source, "Statement", arrivals):
        cited = [statement["source"] for statement in statements]
        _put_facets(made, {("source", source["kind"]) for source in cited}, arrivals[article])
        made.executemany("INSERT INTO cited VALUES (?,?,?,?,?)", _cited(article, cited))


def _cited(article: str, sources: list[Any]) -> Iterator[tuple[str, str, int, str, str | None]]:
    """Give the rows of an article's sources: one that a pronoun names stands under its words elsewhere in the article; one that is named has
    its mention, under whose entity it is put."""
    words: dict[str, str] = {}
    for source in sources:
        if source["text"].casefold() not in _PRONOUNS:
            words.setdefault(source["id"], source["text"])
    for source in sources:
        if source.get("span") is not None and source.get("same_as") is None:
            text = words.get(source["id"], source["text"])
            mention = None if source["anonymous"] else source.get("mention")
            yield text, source["kind"], int(source["anonymous"]), article, mention


def _put_facets(made: sqlite3.Connection, found: set[tuple[str, str | None]], arrival: int) -> None:
    rows = [(facet, value, arrival) for facet, value in sorted(pair for pair in found if pair[1])]
    made.executemany("INSERT OR IGNORE INTO facet VALUES (?,?,?)", rows)


def _write_having(made: sqlite3.Connection) -> None:
    """Write beside each facet value the numbers of all articles that have it, as 32-bit numbers, lowest byte first, in order."""
    values = made.execute("SELECT DISTINCT facet, value FROM facet").fetchall()
    made.execute("BEGIN")
    for facet, value in values:
        rows = made.execute("SELECT article FROM facet WHERE facet=? AND value=? ORDER BY article", (facet, value))
        numbers = np.fromiter((article for (article,) in rows), dtype="<u4")
        made.execute("INSERT INTO facet_articles VALUES (?,?,?)", (facet, value, numbers.tobytes()))
    made.execute("COMMIT")


def _by_article(source: sqlite3.Connection, kind: str, arrivals: dict[str, int]) -> Iterator[tuple[str, list[Any]]]:
    """Give article and records in the order in which they lie in the file, which a disk reads fastest."""
    for scope, text in source.execute("SELECT scope, json FROM record WHERE kind=?", (kind,)):
        if scope in arrivals:
            yield scope, json.loads(text)


def items_of(source: sqlite3.Connection, kind: str) -> Iterator[Any]:
    """Give the records of one kind of the whole case one by one, from a window over their text."""
    row = source.execute("SELECT CAST(json AS BLOB) FROM record WHERE kind=? AND scope=''", (kind,)).fetchone()
    if row is None:
        return
    (content,) = row
    decode = json.JSONDecoder().raw_decode
    at, text, place = 0, "", 0
    while True:
        while place < len(text) and text[place] in "[, \n]":
            place += 1
        try:
            item, place = decode(text, place)
        except ValueError:
            if at >= len(content):
                return
            end = at + _WINDOW
            while end < len(content) and content[end] & 0xC0 == 0x80:  # never cut inside a character
                end += 1
            text, place, at = text[place:] + content[at:end].decode("utf-8", "surrogatepass"), 0, end
            continue
        yield item
