"""Lists from tables on disk and answers from the shelf: the same as from the records, made once, made anew when the case changes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `web` is not installed")

from fastapi.testclient import TestClient

from stemma.model.lineage import Story
from stemma.model.words import Entity
from stemma.render.page import story_page
from stemma.run.answers import story_bytes
from stemma.run.report import report_case
from stemma.serve import overview
from stemma.serve.app import create_app
from stemma.serve.queries import Library
from stemma.serve.shelf import shelved
from stemma.settings import Settings
from stemma.store.answers import opened
from stemma.store.case import Case, Maker


@pytest.fixture
def client(case_path: Path, analysed: list[str]) -> TestClient:
    return TestClient(create_app(case_path), base_url="http://localhost", follow_redirects=False)


def test_a_story_from_the_lists_is_the_story_of_the_report(story_case: Path) -> None:
    with Case(story_case, read_only=True) as case:
        (expected,) = report_case(case, settings=Settings()).stories
    library = Library(story_case, settings=Settings())
    made = library.report(library.find_story(expected.story.id))
    assert made.claims == expected.claims and made.stemma == expected.stemma and made.timeline == expected.timeline
    mine = {article.id for article in expected.articles}
    assert {e.id: [m for m in e.mentions if m.span.article in mine] for e in expected.entities} == {
        e.id: list(e.mentions) for e in made.entities
    }


def test_lists_count_what_the_records_hold(story_case: Path) -> None:
    library = Library(story_case, settings=Settings())
    with Case(story_case, read_only=True) as case:
        entities, stories = case.records(Entity, ""), case.records(Story, "")
    names, total = library.names("", limit=500)
    assert total == len([e for e in entities if e.mentions]) and len(names) == min(500, total)
    assert [n.mentions for n in names] == sorted((n.mentions for n in names), reverse=True)
    assert library.stories(limit=500)[1] == len(stories)
    sources, _ = library.sources("wairimu")
    assert sources and all("wairimu" in s.text.lower() and s.total >= len(s.articles) > 0 for s in sources)


def test_records_are_read_through_a_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "_WINDOW", 7)
    kept = [{"a": "é→𝄞" * 9, "b": [1, {"c": "]},{"}]}, {"a": 2}, {}]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE record (kind, scope, json)")
    connection.execute("INSERT INTO record VALUES ('X', '', ?)", (json.dumps(kept, ensure_ascii=False),))
    assert list(overview.items_of(connection, "X")) == kept
    assert list(overview.items_of(connection, "Y")) == []
    connection.close()


def test_facets_narrow_before_the_best_are_taken(client: TestClient) -> None:
    assert client.get("/api/1/search?q=dam").json()["total"] == 3
    narrowed = client.get("/api/1/search?q=dam&outlet=a+News").json()
    assert (narrowed["total"], [item["id"] for item in narrowed["items"]]) == (1, ["art_a"])
    assert client.get("/api/1/search?q=dam&agency=Reuters&limit=1").json()["next"]
    assert client.get("/api/1/search?q=dam&country=XXX").json()["total"] == 0


def test_country_is_a_facet(story_case: Path) -> None:
    found = Library(story_case, settings=Settings()).search("dam", {})
    assert "KEN" in dict(found.facets["country"])


def test_a_known_story_is_answered_without_reading_it(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/api/1/stories/story_1")
    monkeypatch.setattr(Library, "report", None)
    again = client.get("/api/1/stories/story_1", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/1/stories/story_1").json() == first.json()  # from the shelf
    plain = client.get("/api/1/stories/story_1", headers={"accept-encoding": "identity"})
    assert plain.json() == first.json() and "content-encoding" not in plain.headers


def test_what_changed_in_the_case_is_shown(client: TestClient, case_path: Path) -> None:
    before = client.get("/api/1/stories/story_1").headers["etag"]
    with Case(case_path) as case, case.writing():
        case.put_records("Story", "", [Story("story_1", "Another title", ("art_a", "art_b"))], Maker("test", 2))
    assert "Another title" in client.get("/").text
    assert client.get("/api/1/stories/story_1").headers["etag"] != before


def test_bulk_gives_every_record_as_a_line(client: TestClient) -> None:
    lines = [json.loads(line) for line in client.get("/api/1/bulk/claims").text.splitlines()]
    assert [(line["id"], line["story"]) for line in lines] == [("claim_1", "story_1")]
    articles = [json.loads(line) for line in client.get("/api/1/bulk/articles").text.splitlines()]
    assert sorted(line["id"] for line in articles) == ["art_a", "art_b", "art_c"]
    assert client.get("/api/1/bulk/nothing").status_code == 422


def test_stories_are_joined_by_address(client: TestClient, case_path: Path) -> None:
    import re

    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/story/story_1").text)
    assert found is not None and "%form-token%" not in client.get("/story/story_1").text
    form = {"csrf": found.group(1), "about": "story", "verdict": "same", "left": "art_a"}
    assert client.post("/decide", data={**form, "right": "http://localhost:1/story/story_2#x"}).status_code == 303
    client.app.state.workshop.wait(60)
    with Case(case_path, read_only=True) as case:
        assert {(d.left, d.right, d.verdict) for d in case.decisions()} == {
            ("art_a", "art_c", "same"),
            ("art_a", "art_b", "same"),
        }
    assert client.post("/decide", data={**form, "right": "story_none"}).status_code == 404


def test_the_shelf_makes_an_answer_once(tmp_path: Path) -> None:
    asked: list[int] = []

    def make() -> bytes:
        asked.append(1)
        return b"answer"

    assert [opened(shelved(tmp_path / "x.shelf", "tag", make)) for _ in range(3)] == [b"answer"] * 3
    assert len(asked) == 1


def test_a_large_case_is_listed_in_a_process_of_its_own(
    story_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overview.make_overview(story_case, tmp_path / "here.lists")
    monkeypatch.setattr(overview, "_ALONE_FROM", 1)
    overview.make_overview(story_case, tmp_path / "apart.lists")
    tables = ("story", "home", "entity", "named", "facet", "source")
    for table in tables:
        rows = []
        for name in ("here", "apart"):
            connection = sqlite3.connect(tmp_path / f"{name}.lists")
            rows.append(connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall())
            connection.close()
        assert rows[0] == rows[1] and rows[0]


def test_a_fresh_server_answers_from_the_case(story_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "report", None)
    monkeypatch.setattr(Library, "shelved", None)
    client = TestClient(create_app(story_case), base_url="http://localhost")
    (story,) = client.get("/api/1/stories?told_often=true").json()["items"]
    first = client.get(f"/api/1/stories/{story['id']}")
    assert first.status_code == 200 and first.json()["stories"][0]["id"] == story["id"]
    known = {"if-none-match": first.headers["etag"]}
    assert client.get(f"/api/1/stories/{story['id']}", headers=known).status_code == 304
    assert f'id="{story["id"]}"' in client.get(f"/story/{story['id']}").text
    assert client.get(f"/api/1/stories/{story['id']}/claims").json()["items"] == first.json()["claims"][:50]
    assert client.get("/api/1/bulk/claims").text.count("\n") == len(first.json()["claims"])


def test_the_kept_answer_is_what_the_server_would_make(story_case: Path) -> None:
    library = Library(story_case, settings=Settings())
    listed, _ = library.stories(limit=500)
    for found in listed:
        story = library.find_story(found.id)
        assert opened(library.answer(story.id).body) == story_bytes(library.report(story), made_by=library.made_by)
        assert opened(library.page(story)) == story_page(library.report(story))


def test_a_file_of_before_answers_were_kept_is_looked_at_unchanged(story_case: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.stemma"
    shutil.copy(story_case, old)
    raw = sqlite3.connect(old)
    raw.executescript("DROP TABLE answer; PRAGMA user_version = 3; VACUUM")
    raw.close()
    made, kept = (Library(path, settings=Settings()) for path in (old, story_case))
    story = kept.stories(told_often=True)[0][0].id
    assert opened(made.answer(story).body) == opened(kept.answer(story).body)
    assert made.answer_tag(story) == made.answer(story).fingerprint
    assert sqlite3.connect(old).execute("PRAGMA user_version").fetchone() == (3,)
