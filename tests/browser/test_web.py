"""The web application in a real browser, by mouse and by keyboard: to the words in two clicks, side by side, adding, splitting, undoing, searching."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the extra `web` is not installed")

MOST_MILLISECONDS = 180_000
NEWS = (
    "The council of Tarn voted on Tuesday to repair the old dam above the town, the mayor, Ada Bell, said on Wednesday."
)


@pytest.fixture(scope="module")
def address(story_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a copy of the example case."""
    import uvicorn

    from stemma.serve.app import create_app

    place = tmp_path_factory.mktemp("web") / "story.stemma"
    shutil.copy(story_case, place)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(create_app(place), host="127.0.0.1", port=port, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(30_000)
    failed: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: failed.append(str(error)))
    opened.on("console", lambda line: failed.append(line.text) if "Content Security Policy" in line.text else None)
    yield opened
    context.close()
    assert failed == []


def finished(page: Any) -> None:
    """Wait until the page of running work, which reloads itself, says that it is done."""
    page.wait_for_selector("h1:text-matches('^(Done|Stopped)$')", timeout=MOST_MILLISECONDS)
    assert page.inner_text("h1") == "Done", page.inner_text("main")


def to_story(page: Any, address: str) -> None:
    page.goto(address)
    page.click("table a >> nth=0")
    page.wait_for_selector(".claims")


def test_from_the_first_page_to_a_claim_to_its_words(page: Any, address: str) -> None:
    to_story(page, address)  # one click from the first page
    page.click(".claims .claim >> nth=0 >> .told a.sig >> nth=0")  # two
    name = page.url.split("#")[1]
    assert re.fullmatch(r"art_[0-9a-f]{16}\.\d+-\d+", name)
    target = page.locator(f"[id='{name}']")
    target.wait_for(state="visible")
    assert len(str(target.text_content())) > 10
    assert page.evaluate("[...CSS.highlights.get('cited')].length") == 1


def test_a_mark_opens_its_records_and_escape_closes_them(page: Any, address: str) -> None:
    to_story(page, address)
    page.locator(".article details[open] .l-statement, .article .l-statement").first.evaluate(
        "mark => { mark.closest('details').open = true; mark.click(); }"
    )
    assert "statement: " in page.inner_text(".card")
    page.keyboard.press("Escape")
    assert page.locator(".card").count() == 0


def test_a_mark_on_an_articles_own_page_leads_back_to_the_story(page: Any, address: str) -> None:
    to_story(page, address)
    article = page.locator("article.article").first.get_attribute("id")
    page.goto(f"{address}/article/{article}")
    page.locator(".article .l-statement").first.click()
    page.click(".card a >> nth=0")
    page.wait_for_url(re.compile("/story/story_[0-9a-f]+#"))


def test_two_tellings_side_by_side(page: Any, address: str) -> None:
    to_story(page, address)
    boxes = page.locator(".pick input")
    for number in range(boxes.count()):
        boxes.nth(number).set_checked(number in (0, 2))
    head = page.locator(".row.head > div")
    assert [head.nth(n).is_visible() for n in range(head.count())] == [n in (0, 2) for n in range(head.count())]
    level = page.locator(".row.alike:visible mark")
    assert level.count() > 0  # what one words otherwise is marked


def test_search_is_narrowed_and_leads_to_an_article(page: Any, address: str) -> None:
    page.goto(address)
    page.fill("#words", "dam")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hitrow")
    before = page.inner_text("h1")
    page.click("nav[aria-label='Narrow the search'] a >> nth=0")
    page.wait_for_selector(".chip")
    assert page.inner_text("h1") != before
    page.click(".hitrow a >> nth=0")
    page.wait_for_selector(".article .text")


def test_by_keyboard_alone_to_the_words_and_through_search(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    _tab_until(page, "element.closest('table')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".claims")
    _tab_until(page, "element.closest('.claim .told')")
    page.keyboard.press("Enter")
    assert re.search(r"#art_[0-9a-f]+\.\d+-\d+$", page.url)
    page.goto(address)
    _tab_until(page, "element.id === 'words'")
    page.keyboard.type("dam")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hitrow")
    _tab_until(page, "element.closest('nav[aria-label=\"Narrow the search\"]')")
    page.keyboard.press("Enter")
    page.wait_for_selector("p .chip")


def _tab_until(page: Any, condition: str) -> None:
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(f"(element => Boolean({condition}))(document.activeElement)"):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"no focus met: {condition}")


def test_a_file_is_added_with_progress(page: Any, address: str, tmp_path: Path) -> None:
    (tmp_path / "tarn.txt").write_text(f"{NEWS}\n\n" * 4, encoding="utf-8")
    page.goto(f"{address}/add")
    page.set_input_files("#files", str(tmp_path / "tarn.txt"))
    page.focus("main button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/work")
    finished(page)
    assert "1 articles added" in page.inner_text("main")
    page.goto(f"{address}/search?q=Tarn")
    assert page.locator(".hitrow").count() == 1


def test_a_telling_is_split_off_and_the_ruling_is_taken_back(page: Any, address: str) -> None:
    to_story(page, address)
    story, tellings = page.url, page.locator(".letters li").count()
    page.select_option("select[name=split]", index=tellings - 1)
    page.focus("text=Split off >> nth=-1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/work")
    finished(page)
    page.goto(story)
    assert page.locator(".letters li").count() == tellings - 1
    page.goto(f"{address}/decisions")
    page.click("text=Take back the newest ruling")
    page.wait_for_url("**/work")
    finished(page)
    page.goto(story)
    assert page.locator(".letters li").count() == tellings


def test_two_stories_are_joined_whole(page: Any, address: str, tmp_path: Path) -> None:
    (tmp_path / "ore.txt").write_text(
        "The port of Ore was closed on Monday by a strike of its pilots, the harbour master said.\n\n" * 4,
        encoding="utf-8",
    )
    page.goto(f"{address}/add")
    page.set_input_files("#files", str(tmp_path / "ore.txt"))
    page.click("main button")
    page.wait_for_url("**/work")
    finished(page)
    to_story(page, address)
    tellings = page.locator(".letters li").count()
    page.click("text=Join >> nth=-1")
    page.wait_for_url("**/work")
    finished(page)
    to_story(page, address)
    assert page.locator(".letters li").count() > tellings


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_violation_on_any_page(browser: Any, axe: Path, address: str, scheme: str, width: int) -> None:
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(address)
    story = page.locator("table a").first.get_attribute("href")
    page.goto(address + story)
    article = page.locator("article.article").first.get_attribute("id")
    for place in (
        "/",
        story,
        f"/article/{article}",
        "/search?q=dam",
        "/entities",
        "/sources",
        "/problems",
        "/decisions",
        "/add",
        "/work",
    ):
        page.goto(address + place)
        page.add_script_tag(path=str(axe))
        found = page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(v => [v.impact, v.id, v.nodes[0].html])"
        )
        assert found == [], place
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    context.close()


def test_ten_thousand_marks_are_usable_within_two_seconds(browser: Any, tmp_path: Path) -> None:
    from stemma.model.article import Article, Block, BlockKind
    from stemma.model.event import Event
    from stemma.model.lineage import Stemma, Story
    from stemma.model.report import CaseReport, MadeBy, StoryReport
    from stemma.model.span import Span
    from stemma.render.html import report_html

    text = "Rain fell on Tarn. " * 6000
    article = Article("art_0123456789abcdef", ("a",), "0", text, (Block(0, len(text), BlockKind.BODY),))
    events = tuple(
        Event(f"event_{n}", article.id, "s", Span(article.id, n * 10, n * 10 + 9), "fall", "DISASTER")
        for n in range(10_000)
    )
    nothing: tuple[Any, ...] = ()
    names = (
        "sentences",
        "passages",
        "alignments",
        "entities",
        "times",
        "statements",
        "chains",
        "claims",
        "unclaimed",
        "disagreements",
    )
    told = {name: nothing for name in (*names, "timeline")}
    story = StoryReport(
        Story("story_1", "Rain", (article.id,)), (article,), stemma=Stemma("story_1", (), ()), events=events, **told
    )
    made = tmp_path / "large.html"
    made.write_text(report_html(CaseReport(MadeBy("0", "", "", "", ""), (), (story,), (), ())), encoding="utf-8")
    assert made.read_text(encoding="utf-8").count("l-event") > 10_000
    page = browser.new_page()
    begun = time.monotonic()
    page.goto(made.as_uri())
    page.check("[name=event]")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    usable = time.monotonic() - begun
    page.close()
    assert usable < 2 * max(1.0, _load()), f"{usable:.1f} s"


def _load() -> float:
    """How many times slower than alone this machine is now: runnable processes per core."""
    import os

    return os.getloadavg()[0] / (os.cpu_count() or 1)
