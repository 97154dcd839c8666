"""The report as one self-contained page: no network, readable without JavaScript, better with it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from stemma.model.article import Article
from stemma.model.claim import Claim
from stemma.model.report import CaseReport, StoryReport
from stemma.model.span import Span
from stemma.model.statement import SourceChain
from stemma.render.marks import Mark, Paragraph, marked_paragraphs, span_anchor
from stemma.render.phrases import count_phrase, headline_sentence, tellings_phrase
from stemma.render.quote import Quoter
from stemma.render.tree_svg import Drawing, draw_stemma

_EXCERPT = 200
_SAFE_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story as the template reads it."""

    report: StoryReport
    drawing: Drawing
    headline: str
    claims: tuple[Claim, ...]
    told_once: tuple[Claim, ...]
    outlets: dict[str, str]
    texts: dict[str, tuple[Paragraph, ...]]
    chains: dict[str, SourceChain]
    origins: dict[str, str]


def report_html(report: CaseReport, *, excerpts: bool = False) -> str:
    """Return the report as one HTML page.

    Args:
        report: The report.
        excerpts: Keep only 200 characters around what is cited instead of whole texts.
    """
    style, script = _asset("report.css"), _asset("report.js")
    quote = Quoter(
        [a for story in (*report.stories, *report.alone) for a in story.articles] + list(report.not_analysed)
    )
    page = _environment().get_template("report.html")
    return page.render(
        report=report,
        stories=[_story_page(story, excerpts=excerpts) for story in report.stories],
        alone=[_story_page(story, excerpts=excerpts) for story in report.alone],
        excerpts=excerpts,
        quote=quote,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        count_phrase=count_phrase,
        tellings_phrase=tellings_phrase,
        anchor=_anchor,
        safe_url=_safe_url,
    )


def _story_page(story: StoryReport, *, excerpts: bool) -> StoryPage:
    marks = list(_marks(story))
    texts = {}
    for article in story.articles:
        mine = [mark for owner, mark in marks if owner == article.id]
        shown = _excerpted(article, mine) if excerpts else article
        texts[article.id] = marked_paragraphs(shown, mine)
    return StoryPage(
        report=story,
        drawing=draw_stemma(story.stemma, story.articles),
        headline=headline_sentence(story),
        claims=tuple(sorted((c for c in story.claims if len(c.tellings) > 1), key=_claim_order)),
        told_once=tuple(c for c in story.claims if len(c.tellings) == 1),
        outlets={article.id: article.outlet or "unknown outlet" for article in story.articles},
        texts=texts,
        chains={chain.statement: chain for chain in story.chains},
        origins={origin.id: origin.label for origin in story.stemma.origins},
    )


def _claim_order(claim: Claim) -> tuple[bool, int, int]:
    counted = claim.corroboration
    return claim.kind != "news", -len(claim.tellings), -(counted.count if counted else 0)


def _marks(story: StoryReport) -> Iterator[tuple[str, Mark]]:
    """Give (article id, mark) for whatever a line of the page may lead to."""
    for span, layer, record, title in (*_extracted_marks(story), *_derived_marks(story)):
        yield span.article, Mark(span.start, span.end, layer, record, title)


def _extracted_marks(story: StoryReport) -> Iterator[tuple[Span, str, str, str]]:
    for statement in story.statements:
        who = statement.source.text or "no source named"
        for span in statement.content:
            yield span, "statement", statement.id, f"{who}: {statement.act}"
        if statement.source.span is not None:
            yield statement.source.span, "source", statement.id, f"source: {statement.source.kind}"
    for event in story.events:
        yield event.trigger, "event", event.id, f"{event.type}, {event.status.value}"
    for entity in story.entities:
        for member in entity.mentions:
            yield member.span, "name", entity.id, entity.name
    for time in story.times:
        yield time.span, "time", time.id, time.value or ""


def _derived_marks(story: StoryReport) -> Iterator[tuple[Span, str, str, str]]:
    for edge in story.stemma.edges:
        for pair in edge.passages:
            yield pair.child, "passage", edge.id, f"as in the parent ({edge.relation.value})"
    for claim in story.claims:
        for span in (span for telling in claim.tellings for span in telling.spans):
            yield span, "claim", claim.id, ""
    for found in story.disagreements:
        for span in (value.span for value in found.values if value.span is not None):
            yield span, "disagreement", found.id, f"{found.slot}: {found.type}"


def _excerpted(article: Article, marks: list[Mark]) -> Article:
    """Return the article with only the blocks' parts near a statement, claim or disagreement left readable; offsets are kept."""
    keep = bytearray(len(article.text))
    for mark in marks:
        if mark.layer in ("statement", "disagreement"):
            low, high = max(0, mark.start - _EXCERPT), min(len(article.text), mark.end + _EXCERPT)
            keep[low:high] = b"\x01" * (high - low)
    text = "".join(
        character if kept or character.isspace() else "·" for character, kept in zip(article.text, keep, strict=True)
    )
    return replace(article, text=text)


def _anchor(span: Span) -> str:
    return "#" + span_anchor(span.article, span.start, span.end)


def _safe_url(url: str | None) -> str | None:
    """Return an address only if it can be followed safely."""
    return url if url is not None and url.startswith(_SAFE_SCHEMES) else None


def _policy(style: str, script: str) -> str:
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    load: Callable[[str], str] = _asset
    return Environment(
        loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _asset(name: str) -> str:
    return (files("stemma") / "render" / "templates" / name).read_text(encoding="utf-8")
