"""The page in a real browser: two clicks to the words, with and without JavaScript; columns to pick; by keyboard; accessible."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from stemma.model.report import CaseReport, MadeBy
from stemma.render.html import report_html

MADE_BY = MadeBy("0", "m", "e", "r", "s")


def made_story() -> Any:
    """The hand-made story of the tests of differences."""
    path = Path(__file__).parent.parent / "render" / "test_differences.py"
    spec = importlib.util.spec_from_file_location("made_story", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from dataclasses import replace

    from stemma.model.claim import Claim, Corroboration, Telling
    from stemma.model.span import Span

    module = made_story()
    claim = Claim(
        "claim_1", "story_1", "People died in the rain", "positive", "asserted", "news",
        (Telling("art_a", (Span("art_a", 11, 29),)), Telling("art_b", (Span("art_b", 0, 16),))),
        corroboration=Corroboration((), 1, 1, "shared origin"),
    )  # fmt: skip
    story = replace(module.story(), claims=(claim,), disagreements=(module.values("number"),))
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(report_html(CaseReport(MADE_BY, (story,), (), (), ())), encoding="utf-8")
    return path


@pytest.mark.parametrize("scripts", [True, False])
def test_a_letter_leads_to_the_words(browser: Any, page_file: Path, scripts: bool) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(page_file.as_uri())
    page.click("#claim_1 .told a.sig >> nth=1")
    assert page.url.endswith("#art_b.0-16")
    target = page.locator("[id='art_b.0-16']")
    assert target.text_content() == "Nine people died"
    target.wait_for(state="visible")
    page.context.close()


def test_any_span_lights_up_in_code_points(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri() + "#art_a.11-23")
    words = "() => [...CSS.highlights.get('cited')].map(range => range.toString())"
    assert page.evaluate(words) == ["Twelve peopl"]
    page.close()


def test_columns_are_picked_without_script(browser: Any, page_file: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(page_file.as_uri())
    shown = page.locator(".row:not(.head)")
    assert [shown.nth(i).is_visible() for i in range(shown.count())] == [True, True, True]
    page.locator(".pick input >> nth=0").uncheck()
    assert [shown.nth(i).is_visible() for i in range(shown.count())] == [True, True, False]
    page.context.close()


def test_by_keyboard_from_the_first_tab_to_a_claim(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.claim') !== null"):
            break
    else:
        raise AssertionError("forty tabs reach no claim")
    page.keyboard.press("Enter")
    page.wait_for_url("**#art_a.11-29")  # the browser may be slower than the test
    page.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_violation(browser: Any, axe: Path, page_file: Path, scheme: str, width: int) -> None:
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    page.add_script_tag(path=str(axe))
    found = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(v => [v.impact, v.id, v.nodes[0].html])"
    )
    assert found == []
    context.close()


def test_nothing_scrolls_sideways_on_a_phone(browser: Any, page_file: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(page_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
