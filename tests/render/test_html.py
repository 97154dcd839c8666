"""Hostile articles show as text in a page that loads nothing and runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

from stemma.model.article import Article, Block, BlockKind
from stemma.model.claim import Claim, Corroboration, Disagreement, Telling, Value
from stemma.model.lineage import Derivation, Independence, Node, Origin, Relation, Stemma, Story, Verdict
from stemma.model.report import CaseReport, MadeBy, StoryReport
from stemma.model.span import Reason, Span
from stemma.render.html import report_html

EVIL = "<script>alert(1)</script>"
MADE_BY = MadeBy("0", "m", "e", "r", "s")


def article(name: str, text: str = f"Rain {EVIL} fell.") -> Article:
    return Article(
        f"art_{name}", (f"{EVIL}.txt",), name, text, (Block(0, len(text), BlockKind.BODY),),
        url="javascript:alert(2)", outlet=f"{EVIL} News", title=EVIL, byline=EVIL,
    )  # fmt: skip


def story_report() -> StoryReport:
    one, two = article("a"), article("b")
    span, other = Span("art_a", 0, 4), Span("art_b", 0, 4)
    edge = Derivation("edge_1", "n1", "n2", Relation.REWRITE, 0.6, 0.9, reasons=(Reason(EVIL, EVIL, None, (span,)),))
    origins = (Origin("o1", "story_1", EVIL, "newsroom", ("art_a", "art_b")),)
    stemma = Stemma(
        "story_1", (Node("n1", "art_a", EVIL), Node("n2", "art_b", EVIL)), (edge,),
        independence=(Independence("articles", "art_a", "art_b", Verdict.SHARED),), origins=origins,
    )  # fmt: skip
    claim = Claim(
        "claim_1", "story_1", EVIL, "positive", "asserted", "news", (Telling("art_a", (span,), origin="o1"), Telling("art_b", (other,), origin="o1")),
        corroboration=Corroboration(("o1",), 1, 1, "shared origin"),
    )  # fmt: skip
    values = (Value(EVIL, "art_a", span), Value("x", "art_b", other))
    found = Disagreement("dis_1", "story_1", ("claim_1",), "number", "conflict", values)
    return StoryReport(
        Story("story_1", EVIL, ("art_a", "art_b")),
        (one, two),
        (),
        stemma,
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (claim,),
        (),
        (found,),
        (),
    )


def page(*, excerpts: bool = False) -> str:
    return report_html(CaseReport(MADE_BY, (story_report(),), (), (), ()), excerpts=excerpts)


def test_hostile_text_is_escaped_everywhere() -> None:
    html = page()
    assert EVIL not in html
    assert html.count("<script>") == 1
    assert "javascript:alert" not in re.sub(r"&[^;]+;", "", " ".join(re.findall(r'href="([^"]*)"', html)))


def test_only_the_pages_own_style_and_script_are_allowed() -> None:
    html = page()
    for tag in ("style", "script"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert body is not None
        digest = base64.b64encode(hashlib.sha256(body.group(1).encode()).digest()).decode()
        assert f"sha256-{digest}" in html.replace("&#43;", "+").replace("&#39;", "'")
    assert "default-src &#39;none&#39;" in html
    assert not re.search(r'(?:src|href)="https?:', html)
    assert ' style="' not in html


def test_every_link_within_the_page_leads_somewhere() -> None:
    html = page()
    ids = set(re.findall(r'\sid="?([^"\s>]+)', html))
    assert {target for target in re.findall(r'href="#([^"]+)"', html)} <= ids


def test_excerpts_hide_what_is_not_near_a_citation() -> None:
    far = "word " * 200
    story = story_report()
    long = tuple(
        replace(a, text=a.text + far, blocks=(Block(0, len(a.text + far), BlockKind.BODY),)) for a in story.articles
    )
    report = CaseReport(MADE_BY, (replace(story, articles=long),), (), (), ())
    assert report_html(report).count("word") > report_html(report, excerpts=True).count("word") > 0


def test_a_case_without_articles_still_gives_a_page() -> None:
    assert "0 stories told more than once" in report_html(CaseReport(MADE_BY, (), (), (), ()))
