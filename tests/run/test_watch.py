"""Watching feeds: a local server plays the internet; nothing is lost, nothing is repeated, and what changed is told."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

import stemma
from stemma.cli.main import cli
from stemma.run.fetch import Validators
from stemma.run.watch import Ask, Polled, asker, begin, changes, poll, tell
from stemma.settings import Settings
from stemma.store.case import Case
from stemma.store.feeds import feed_state

STORY = Path(stemma.__file__).parent / "examples" / "marobo_dam"
SETTINGS = Settings()
FEED = "http://news.example/feed"


class Site:
    """What the server gives, by path; `asked` lists the conditional headers of every request; `slowly` lets it trickle."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}
        self.statuses: dict[str, int] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.slowly = False


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = made.bodies.get(self.path, b"")
            version = f'"{len(body)}-{hash(body)}"'
            asked = self.headers.get("If-None-Match")
            made.asked.append((self.path, asked))
            status = made.statuses.get(self.path, 200)
            unchanged = status == 200 and asked == version
            self.send_response(304 if unchanged else status)
            if status == 200:
                self.send_header("ETag", version)
            for name, value in made.headers.get(self.path, {}).items():
                self.send_header(name, value)
            self.end_headers()
            if not unchanged and made.slowly:
                for at in range(0, len(body), 4096):
                    self.wfile.write(body[at : at + 4096])
                    time.sleep(0.02)
            elif not unchanged:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made.headers["port"] = {"port": str(server.server_port)}
    yield made
    server.shutdown()
    server.server_close()


def ask_of(site: Site) -> Ask:
    port = int(site.headers["port"]["port"])

    def connect(ip: str, _: int, timeout: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", port), timeout=timeout)

    return asker(SETTINGS, resolve=lambda host, _: ["93.184.215.14"], connect=connect)


def rss(*names: str, title: str = "News") -> bytes:
    items = []
    for name in names:
        head, _, body = (STORY / name).read_text(encoding="utf-8").partition("\n\n")
        facts = dict(line.split(": ", 1) for line in head.splitlines())
        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in body.split("\n\n"))
        date = "<pubDate>Thu, 13 Mar 2025 13:20:00 GMT</pubDate>" if "thursday" in name else ""
        items.append(
            f"<item><title>{escape(facts['Title'])}</title><link>https://news.example/{name}</link>{date}"
            f"<description>{escape(paragraphs)}</description></item>"
        )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'.encode()


def one_round(case: Case, site: Site, *feeds: str, number: int = 0, waits: list[float] | None = None) -> Polled:
    waited = [] if waits is None else waits
    return poll(case, feeds or (FEED,), round_number=number, settings=SETTINGS, ask=ask_of(site), pause=waited.append)


def test_a_feed_that_did_not_change_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.bodies["/feed"] = rss("03-rift-courier.txt")
    with Case(tmp_path / "x.stemma") as case:
        first = one_round(case, site)
        assert (first.changed, first.added) == (1, 1)
        etag = feed_state(case, FEED).etag
        again = one_round(case, site)
        assert (again.changed, again.unchanged, again.added) == (0, 1, 0)
        assert [asked for _, asked in site.asked] == [None, etag]
    with Case(tmp_path / "x.stemma") as case:
        assert one_round(case, site).unchanged == 1  # what the server said outlives the run


def test_a_changing_feed_loses_and_repeats_nothing(site: Site, tmp_path: Path) -> None:
    names = sorted(path.name for path in STORY.glob("*.txt"))
    with Case(tmp_path / "x.stemma") as case:
        for number in range(12):
            begin_at = number % len(names)
            shown = (names + names)[begin_at : begin_at + 2]
            site.bodies["/feed"] = rss(*shown)
            one_round(case, site, number=number)
        assert len(case.article_ids()) == len(names)
        assert {article.url for article in case.articles()} == {f"https://news.example/{name}" for name in names}


@pytest.mark.parametrize(
    ("status", "headers", "body", "code"),
    [
        (500, {}, b"sorry", "no-answer"),
        (404, {}, b"gone", "no-answer"),
        (302, {"Location": "/feed"}, b"", "no-answer"),
        (302, {"Location": "file:///etc/passwd"}, b"", "forbidden-address"),
        (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 30_000_000), "expands-too-far"),
        (200, {"Content-Encoding": "br"}, b"xx", "expands-too-far"),
        (304, {}, b"", "no-answer"),
    ],
)
def test_a_failing_feed_is_a_problem_and_recovers(
    site: Site, tmp_path: Path, status: int, headers: dict[str, str], body: bytes, code: str
) -> None:
    site.bodies["/feed"], site.statuses["/feed"], site.headers["/feed"] = body, status, headers
    with Case(tmp_path / "x.stemma") as case:
        done = one_round(case, site)
        assert (done.failed, [problem.code for problem in done.problems]) == (1, [code])
        assert feed_state(case, FEED).failures == 1 and [p.code for p in case.problems()] == [code]
        site.bodies["/feed"], site.statuses["/feed"], site.headers["/feed"] = rss("03-rift-courier.txt"), 200, {}
        assert one_round(case, site, number=1).waiting == 1  # asked in every second round only
        assert one_round(case, site, number=2).added == 1
        assert feed_state(case, FEED).failures == 0 and case.problems() == []


def test_one_dead_feed_does_not_stop_the_others_and_hosts_are_not_hurried(site: Site, tmp_path: Path) -> None:
    site.bodies["/feed"], site.statuses["/dead"] = rss("03-rift-courier.txt"), 503
    waits: list[float] = []
    feeds = ["http://news.example/dead", FEED, FEED, "http://other.example/feed"]
    with Case(tmp_path / "x.stemma") as case:
        done = one_round(case, site, *feeds, waits=waits)
        assert (done.failed, done.changed, done.added) == (1, 2, 1)
    assert waits == [1.0]


def test_a_private_address_is_not_asked(tmp_path: Path) -> None:
    ask = asker(SETTINGS, resolve=lambda host, _: ["127.0.0.1"])
    found, _ = ask("http://inside.example/feed", Validators())
    assert found is not None and getattr(found, "code", "") == "forbidden-address"


def test_a_run_killed_before_the_feed_counts_as_read_repeats_nothing(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.bodies["/feed"] = rss("03-rift-courier.txt")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with Case(tmp_path / "x.stemma") as case, monkeypatch.context() as patched:
        patched.setattr("stemma.run.watch.put_feed_state", killed)
        with pytest.raises(KeyboardInterrupt):
            one_round(case, site)
        assert len(case.article_ids()) == 1
    with Case(tmp_path / "x.stemma") as case:
        assert one_round(case, site).added == 0 and len(case.article_ids()) == 1


def test_what_changed_is_told_once_it_was_handed_on(site: Site, tmp_path: Path) -> None:
    site.bodies["/feed"] = rss("03-rift-courier.txt", "05-meridian-daily.txt")
    with Case(tmp_path / "x.stemma") as case:
        begin(case, settings=SETTINGS)
        one_round(case, site)
        found = changes(case, settings=SETTINGS)
        assert [(change.kind, len(change.articles)) for change in found] == [("new story", 2)]
        assert changes(case, settings=SETTINGS) == found  # not told yet, so nothing is lost
        tell(case)
        assert changes(case, settings=SETTINGS) == []
        site.bodies["/feed"] = rss("08-reuters-thursday.txt")
        one_round(case, site)
        later = changes(case, settings=SETTINGS)
        assert {change.story for change in later} == {found[0].story} or len({change.story for change in later}) == 1
        kinds = [change.kind for change in later]
        assert kinds.count("new telling") == 1
        tell(case)
        assert changes(case, settings=SETTINGS) == []


def test_an_existing_case_is_taken_as_known(story_case: Path, tmp_path: Path) -> None:
    place = tmp_path / "known.stemma"
    place.write_bytes(story_case.read_bytes())
    with Case(place) as case:
        begin(case, settings=SETTINGS)
        assert changes(case, settings=SETTINGS) == []


@pytest.mark.parametrize("wrong", [["feed.xml", "--once"], [FEED, "--every", "5"], [FEED, "--once", "--to", "xml"]])
def test_wrong_use_is_refused(wrong: list[str], tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["watch", *wrong, "--case", str(tmp_path / "x.stemma")]).exit_code != 0


def test_the_command_tells_each_change_once(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = ask_of(site)
    monkeypatch.setattr("stemma.run.watch.asker", lambda _: ask)
    site.bodies["/feed"] = rss("03-rift-courier.txt", "05-meridian-daily.txt")
    command = ["watch", FEED, "--case", str(tmp_path / "x.stemma"), "--once", "--to", "jsonl"]
    first, second = (CliRunner().invoke(cli, command) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0), (first.output, second.output)
    (line,) = first.stdout.splitlines()
    assert json.loads(line)["kind"] == "new story"
    assert second.stdout == "" and "1 unchanged" in second.stderr


def test_what_changed_is_kept_as_a_feed(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import feedparser

    monkeypatch.setattr("stemma.run.watch.asker", lambda settings: ask_of(site))
    file, case = tmp_path / "changes.xml", str(tmp_path / "x.stemma")

    def told() -> list[str]:
        result = CliRunner().invoke(cli, ["watch", FEED, "--case", case, "--once", "--rss", str(file)])
        assert result.exit_code == 0, result.output
        read = feedparser.parse(file.read_bytes())
        assert not read.bozo and len({entry.id for entry in read.entries}) == len(read.entries)
        return [entry.title for entry in read.entries]

    site.bodies["/feed"] = rss("01-reuters.txt", "03-rift-courier.txt")
    first = told()
    assert len(first) == 1 and first[0].startswith("new story: ")
    assert told() == first  # nothing new, nothing told again
    site.bodies["/feed"] = rss("05-meridian-daily.txt")
    more = told()
    assert more[-1:] == first and any(title.startswith("new telling: ") for title in more)


@pytest.mark.soak
def test_two_hundred_rounds_over_bad_feeds_lose_and_repeat_nothing(
    site: Site, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    import random

    if "soak" not in str(request.config.getoption("markexpr")):
        pytest.skip("a long run: pytest -m soak")

    dice = random.Random(7)
    names = sorted(path.name for path in STORY.glob("*.txt"))
    bad: list[tuple[int, dict[str, str], bytes]] = [
        (500, {}, b"sorry"), (302, {"Location": "/other"}, b""), (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 30_000_000)),
        (200, {}, b"<rss><channel><item>"), (200, {"Content-Length": "9999"}, b"cut off"), (200, {}, b"\x00\xff\x00"),
    ]  # fmt: skip
    with Case(tmp_path / "x.stemma") as case:
        for number in range(200):
            shown = dice.sample(names, 2)
            site.bodies["/feed"], site.statuses["/feed"], site.headers["/feed"] = rss(*shown), 200, {}
            if dice.random() < 0.3:
                site.statuses["/feed"], site.headers["/feed"], site.bodies["/feed"] = dice.choice(bad)
            site.slowly = dice.random() < 0.1
            one_round(case, site, number=number)
        site.slowly = False
        site.bodies["/feed"], site.statuses["/feed"], site.headers["/feed"] = rss(*names), 200, {}
        one_round(case, site)
        urls = [article.url for article in case.articles() if article.url and article.url.endswith(".txt")]
        assert sorted(urls) == [f"https://news.example/{name}" for name in names]
        assert feed_state(case, FEED).failures == 0
