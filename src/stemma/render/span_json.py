"""Spans and reasons as JSON, per the contract `stemma.report/1`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stemma.model.span import Reason, Span
from stemma.render.quote import Quoter

Json = dict[str, Any]


class SpanWriter:
    """Writes spans with their exact characters, and the reasons that hold them."""

    def __init__(self, quote: Quoter) -> None:
        """Quote with `quote`."""
        self.quote = quote

    def span(self, span: Span | None) -> Json | None:
        """Return where a span lies and what it says."""
        if span is None:
            return None
        return {"article": span.article, "start": span.start, "end": span.end, "text": self.quote(span)}

    def spans(self, spans: Iterable[Span]) -> list[Json]:
        """Return several."""
        return [{"article": s.article, "start": s.start, "end": s.end, "text": self.quote(s)} for s in spans]

    def reasons(self, reasons: Iterable[Reason]) -> list[Json]:
        """Return what spoke for a record."""
        return [
            {"feature": r.feature, "value": r.value, "weight": r.weight, "spans": self.spans(r.spans)} for r in reasons
        ]
