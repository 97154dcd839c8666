"""Events as a table that a spreadsheet opens: one row per event, roles joined by "; ", cells that would start a formula defused."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from stemma.model.article import Article
from stemma.model.event import Event, Participant
from stemma.model.report import StoryReport
from stemma.model.words import Quantity, Sentence, TimeRef
from stemma.render.quote import Quoter

COLUMNS = (
    "event", "story", "article", "outlet", "published", "trigger", "type", "mode", "cameo", "status", "also", "status_cue", "condition",
    "certainty", "background", "actors", "actor_codes", "recipients", "recipient_codes", "instrument", "place", "place_country",
    "time", "earliest", "latest", "killed", "injured", "other_quantities", "statement", "same_as", "sentence",
)  # fmt: skip
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def events_csv(reports: Sequence[StoryReport]) -> str:
    """Return the events of `reports` as comma-separated values with a header, in the order of the reports and of their texts.

    Cells that start with = + - @, a tab or a carriage return get a leading apostrophe, so that no spreadsheet runs them.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for report in reports:
        quote = Quoter(report.articles)
        articles = {article.id: article for article in report.articles}
        times = {time.id: time for time in report.times}
        sentences = {sentence.id: sentence for sentence in report.sentences}
        for event in report.events:
            cells = _cells(event, report.story.id, articles[event.article], quote, times, sentences)
            writer.writerow([defused(cell) for cell in cells])
    return out.getvalue()


def defused(cell: str) -> str:
    """Return `cell` so that a spreadsheet shows it as text, whatever it begins with."""
    return f"'{cell}" if cell.lstrip(" \n\u00a0").startswith(_DANGEROUS) or cell.startswith(_DANGEROUS) else cell


def _cells(
    event: Event,
    story: str,
    article: Article,
    quote: Quoter,
    times: Mapping[str, TimeRef],
    sentences: Mapping[str, Sentence],
) -> list[str]:
    time = times.get(event.time or "")
    place = event.place
    sentence = sentences.get(event.sentence)
    return [
        event.id, story, article.id, article.outlet or "", article.published.earliest or "", quote(event.trigger), event.type,
        event.mode or "", event.cameo or "", event.status.value, "; ".join(status.value for status in event.also),
        quote(event.status_cue) if event.status_cue is not None else "", quote(event.condition) if event.condition is not None else "",
        event.certainty, "yes" if event.background else "", _words(event.actors, quote), _codes(event.actors),
        _words(event.recipients, quote), _codes(event.recipients), quote(event.instrument) if event.instrument is not None else "",
        quote(place.span) if place is not None else "", (place.location.country or "") if place is not None and place.location is not None else "",
        quote(time.span) if time is not None else "", (time.earliest or "") if time is not None else "",
        (time.latest or "") if time is not None else "",
        _toll(event.quantities, "killed"), _toll(event.quantities, "injured"),
        "; ".join(_amount(quantity) for quantity in event.quantities if quantity.kind not in ("killed", "injured")),
        event.statement or "", event.same_as or "", quote(sentence.span) if sentence is not None else "",
    ]  # fmt: skip


def _words(parts: Sequence[Participant], quote: Quoter) -> str:
    return "; ".join(quote(part.span) for part in parts)


def _codes(parts: Sequence[Participant]) -> str:
    return "; ".join((part.country or "---") + (part.sector or "") for part in parts)


def _toll(quantities: Sequence[Quantity], kind: str) -> str:
    return "; ".join(_bounds(quantity) for quantity in quantities if quantity.kind == kind)


def _amount(quantity: Quantity) -> str:
    return f"{quantity.kind} {_bounds(quantity)}{f' {quantity.unit}' if quantity.unit else ''}"


def _bounds(quantity: Quantity) -> str:
    if quantity.low is not None and quantity.low == quantity.high:
        return f"{quantity.low:g}" if abs(quantity.low) < 1e6 else f"{quantity.low:.0f}"
    low, best, high = (
        f"{value:.10g}" if value is not None else "" for value in (quantity.low, quantity.best, quantity.high)
    )
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else f"up to {high}" if high else f"about {best}" if best else ""
