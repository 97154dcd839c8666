"""The web application: every page, hostile text as text, who may ask, forms, decisions and their undoing, the API."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `web` is not installed")
pytest.importorskip("httpx", reason="httpx drives the test client")

from fastapi.testclient import TestClient

from stemma.serve.app import create_app
from stemma.serve.guard import LOCAL_HOSTS, Access
from stemma.store.case import Case

EVIL = "<script>alert(1)</script>"
PAGES = [
    "/",
    "/story/story_1",
    "/story/story_2",
    "/article/art_a",
    "/search?q=dam",
    "/search",
    "/entities",
    "/sources",
    "/problems",
    "/decisions",
    "/add",
    "/work",
]


@pytest.fixture
def client(case_path: Path, analysed: list[str]) -> TestClient:
    return TestClient(create_app(case_path), base_url="http://localhost", follow_redirects=False)


def csrf(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/add").text)
    assert found is not None
    return found.group(1)


def finish(client: TestClient) -> None:
    client.app.state.workshop.wait(120)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_shows_hostile_text_as_text(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert EVIL not in answer.text and not re.search(r'href="javascript', answer.text)
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert not re.search(r"<(?:script|style)>|\sstyle=|\son\w+=", answer.text)


@pytest.mark.parametrize(
    "address", ["/story/nothing", "/article/nothing", "/nothing", "/static/nothing", "/static/..%2Fpages.py"]
)
def test_what_is_not_there_is_said_so(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404 and "Not done" in answer.text


def test_a_former_id_leads_to_the_story(client: TestClient) -> None:
    answer = client.get("/story/story_0")
    assert (answer.status_code, answer.headers["location"]) == (301, "/story/story_1")


def test_search_narrows_by_facet(client: TestClient) -> None:
    assert client.get("/search?q=dam").text.count('class="hitrow"') == 3
    assert client.get("/search?q=dam&outlet=a+News").text.count('class="hitrow"') == 1
    assert client.get("/search.json?q=dam&outlet=a+News").json()["items"][0]["article"] == "art_a"
    assert client.get('/search?q="+OR+*').status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.nip.io", "[::1"])
def test_other_host_names_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:80"])
def test_own_host_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_a_token_lets_in_and_is_kept_in_a_cookie(case_path: Path, analysed: list[str]) -> None:
    access = Access((*LOCAL_HOSTS, "desk"), "right")
    client = TestClient(create_app(case_path, access=access), base_url="http://desk", follow_redirects=False)
    assert client.get("/").status_code == 401
    assert client.get("/?token=wrong").status_code == 401
    answer = client.get("/?token=right")
    assert answer.status_code == 303 and "token" not in answer.headers["location"]
    assert client.get("/").status_code == 200
    fresh = TestClient(create_app(case_path, access=access), base_url="http://desk")
    assert fresh.get("/api/1/stories", headers={"authorization": "Bearer right"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "form"),
    [
        ({}, {}),
        ({}, {"csrf": "wrong"}),
        ({"origin": "http://evil.example"}, {"csrf": "right"}),
        ({"sec-fetch-site": "cross-site"}, {"csrf": "right"}),
    ],
)
def test_forms_of_others_change_nothing(
    client: TestClient, case_path: Path, headers: dict[str, str], form: dict[str, str]
) -> None:
    if form.get("csrf") == "right":
        form = {"csrf": csrf(client)}
    posted = {**form, "about": "story", "verdict": "different", "split": "art_a"}
    assert client.post("/decide", data=posted, headers=headers).status_code == 403
    with Case(case_path, read_only=True) as case:
        assert case.decisions() == ()


def test_a_story_is_split_and_the_split_is_undone(client: TestClient, case_path: Path, analysed: list[str]) -> None:
    posted = {"csrf": csrf(client), "about": "story", "verdict": "different", "split": "art_a", "note": EVIL}
    assert client.post("/decide", data=posted).headers["location"] == "/work"
    finish(client)
    with Case(case_path, read_only=True) as case:
        (made,) = case.decisions()
    assert (made.verdict, made.about, made.left, made.right, made.note) == (
        "different",
        "story",
        "art_a",
        "art_b",
        EVIL,
    )
    shown = client.get("/decisions").text
    assert made.id in shown and EVIL not in shown
    client.post("/undo", data={"csrf": csrf(client), "decision": made.id})
    finish(client)
    with Case(case_path, read_only=True) as case:
        assert case.decisions() == ()
    assert analysed == ["1 decisions", "0 decisions"]


def test_two_names_are_ruled_the_same(client: TestClient, case_path: Path) -> None:
    pair = re.findall(r'name="pair" value="([^"]+)"', client.get("/entities").text)
    client.post("/decide", data={"csrf": csrf(client), "about": "entity", "verdict": "same", "pair": pair})
    finish(client)
    with Case(case_path, read_only=True) as case:
        (made,) = case.decisions()
    assert {made.left, made.right} == set(pair) and made.about == "entity"


@pytest.mark.parametrize(
    "form",
    [
        {"about": "entity", "verdict": "same", "pair": ["art_a:1-2"]},
        {"about": "story", "verdict": "perhaps", "left": "art_a", "right": ["art_b"]},
        {"about": "claim", "verdict": "same", "left": "art_a", "right": ["art_b"]},
        {"about": "story", "verdict": "same", "left": "art_a", "right": ["art_a"]},
        {"about": "story", "verdict": "different", "split": "art_c"},
    ],
)
def test_half_a_decision_is_refused(client: TestClient, form: dict[str, object]) -> None:
    assert client.post("/decide", data={"csrf": csrf(client), **form}).status_code == 400


def test_files_are_added(client: TestClient, case_path: Path) -> None:
    body = ("The council of Tarn voted on Tuesday to repair the old dam above the town. " * 8).encode()
    upload = [("files", (f"{EVIL}.txt", body, "text/plain")), ("files", ("none.txt", b"", "text/plain"))]
    assert client.post("/add", data={"csrf": csrf(client)}, files=upload).status_code == 303
    finish(client)
    page = client.get("/work").text
    assert "1 articles added" in page and EVIL not in page
    with Case(case_path, read_only=True) as case:
        assert len(case.article_ids()) == 4


def test_private_addresses_are_not_fetched(client: TestClient) -> None:
    client.post("/add", data={"csrf": csrf(client), "addresses": "http://127.0.0.1:1/\nfile:///etc/passwd"})
    finish(client)
    assert "forbidden-address" in client.get("/problems").text
    assert client.post("/add", data={"csrf": csrf(client), "addresses": "file:///etc/passwd"}).status_code == 400


def test_too_much_at_once_is_refused(client: TestClient) -> None:
    assert client.post("/add", headers={"content-length": "99999999999"}, content=b"").status_code == 413


def test_lists_of_the_api_are_paged_and_tagged(client: TestClient) -> None:
    first = client.get("/api/1/articles?limit=2")
    assert first.json()["total"] == 3 and len(first.json()["items"]) == 2
    rest = client.get(first.json()["next"]).json()
    assert [item["id"] for item in rest["items"]] == ["art_c"] and rest["next"] is None
    again = client.get("/api/1/articles?limit=2", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_api_gives_stories_whole_and_in_parts(client: TestClient) -> None:
    whole = client.get("/api/1/stories/story_1").json()
    assert whole["format"] == "stemma.report/1" and whole["headline"].startswith("Two tellings, one origin")
    claims = client.get("/api/1/stories/story_1/claims").json()
    assert claims["items"][0]["tellings"][0]["spans"][0]["text"] == "The dam at Tarn held"
    assert client.get("/api/1/articles/art_a").json()["story"] == "story_1"
    assert client.get("/api/1/problems").json()["total"] == 1
    assert client.get("/story/story_1.json").headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/1/stories/x", 404),
        ("/api/1/stories/story_1/made_by", 404),
        ("/api/1/x", 404),
        ("/api/1/articles?limit=0", 422),
        ("/api/1/articles?offset=-1", 422),
    ],
)
def test_errors_of_the_api_have_one_shape(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message"}


def test_only_one_work_at_a_time(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    go = Event()
    monkeypatch.setattr("stemma.serve.work.analyse", lambda case, *, settings, on_progress: go.wait(10))
    token = csrf(client)
    form = {"csrf": token, "about": "story", "verdict": "different", "split": "art_a"}
    assert client.post("/decide", data=form).status_code == 303
    assert client.post("/decide", data=form).status_code == 409
    assert 'http-equiv="refresh"' in client.get("/work").text
    go.set()
    finish(client)


def test_a_defect_is_shown_and_does_not_end_the_service(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(case: object, *, settings: object, on_progress: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("stemma.serve.work.analyse", broken)
    client.post("/decide", data={"csrf": csrf(client), "about": "story", "verdict": "different", "split": "art_a"})
    finish(client)
    assert "disk I/O error" in client.get("/work").text
    assert client.get("/").status_code == 200
