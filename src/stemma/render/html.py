"""The report as one self-contained page: no network, readable without JavaScript, better with it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import chain

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from stemma.model.article import Article
from stemma.model.report import CaseReport
from stemma.model.span import Reason, Span
from stemma.render.marks import shown, span_anchor
from stemma.render.phrases import counted, origins_phrase, source_count, tellings_phrase, wordings
from stemma.render.quote import Quoter, plain
from stemma.render.source_groups import carried_by
from stemma.render.story_view import view_story
from stemma.render.timeline import interval

_SAFE_SCHEMES = ("http://", "https://")


def report_html(report: CaseReport, *, excerpts: bool = False) -> str:
    """Return the report as one HTML page.

    Args:
        report: The report.
        excerpts: Keep only 200 characters around what is cited instead of whole texts.
    """
    style, script = asset("report.css"), asset("report.js")
    return (
        environment()
        .get_template("report.html")
        .render(
            report=report,
            stories=[view_story(story, excerpts=excerpts) for story in report.stories],
            alone=[view_story(story, excerpts=excerpts) for story in report.alone],
            excerpts=excerpts,
            quote=quoter_of(report),
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
        )
    )


def quoter_of(report: CaseReport) -> Quoter:
    """Return what quotes any article of `report`."""
    told = chain.from_iterable(story.articles for story in (*report.stories, *report.alone))
    return Quoter([*told, *report.not_analysed])


@cache
def environment() -> Environment:
    """Return the template environment: everything printed is escaped, and characters that a screen would obey are shown."""
    load: Callable[[str], str | None] = asset
    made = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    made.globals.update(
        anchor=_anchor,
        safe_url=_safe_url,
        source_count=source_count,
        tellings_phrase=tellings_phrase,
        origins_phrase=origins_phrase,
        counted=counted,
        carried_by=carried_by,
        interval=interval,
        reason_words=_reason_words,
        wordings=wordings,
        dated=_dated,
    )
    made.filters["shown"] = shown
    made.filters["origin_label"] = lambda origin, view: view.origin_names[origin]
    return made


@cache
def asset(name: str) -> str:
    """Return one of the templates, the style or the script as text."""
    return (files("stemma") / "render" / "templates" / name).read_text(encoding="utf-8")


def _visible(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _anchor(span: Span) -> str:
    return "#" + span_anchor(span.article, span.start, span.end)


def _safe_url(url: str | None) -> str | None:
    """Return an address only if it can be followed safely."""
    return url if url is not None and url.lower().startswith(_SAFE_SCHEMES) else None


def _dated(article: Article) -> str:
    published = article.published
    when = interval(published.earliest, published.latest)
    return "undated" if when == "no date" else when + (" (inferred)" if published.basis.value == "inferred" else "")


def _reason_words(reason: Reason) -> str:
    value = reason.value
    if value is None or value == 1.0:
        return reason.feature
    return f"{reason.feature}: {value:.2f}" if isinstance(value, float) else f"{reason.feature}: {value}"


def _policy(style: str, script: str) -> str:
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
