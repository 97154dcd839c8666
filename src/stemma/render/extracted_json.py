"""What was read from articles as JSON, per the contract `stemma.report/1`: articles, times, statements, events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from stemma.model.article import Article
from stemma.model.event import Event, Participant
from stemma.model.report import StoryReport
from stemma.model.statement import Source, SourceChain, Statement
from stemma.model.words import Quantity, TimeRef
from stemma.render.span_json import Json, SpanWriter


class ExtractedWriter:
    """Writes what was read from the articles of one report; knows its chains and times."""

    def __init__(self, write: SpanWriter, stories: Sequence[StoryReport]) -> None:
        """Write records of `stories`."""
        self._write = write
        self._chains: dict[str, SourceChain] = {chain.statement: chain for story in stories for chain in story.chains}
        self._times: dict[str, TimeRef] = {time.id: time for story in stories for time in story.times}

    def article(self, article: Article) -> Json:
        """Return one article with its text."""
        published = article.published
        return {
            "id": article.id,
            "places": list(article.places),
            "path": next((place for place in article.places if "://" not in place), None),
            "url": article.url,
            "canonical": article.canonical,
            "version_of": article.version_of,
            "outlet": article.outlet,
            "owner": article.owner,
            "title": article.title,
            "byline": article.byline,
            "language": article.language,
            "analysed": article.analysed,
            "sha256": article.sha256,
            "text": article.text,
            "published": {
                "earliest": published.earliest,
                "latest": published.latest,
                "basis": published.basis.value,
                "evidence": self._write.spans(published.evidence),
            },
            "dates": [asdict(date) for date in article.dates],
            "links": [{"span": self._write.span(link.span), "url": link.url} for link in article.links],
            "credits": [
                {"agency": c.agency, "where": c.where.value, "span": self._write.span(c.span)} for c in article.credits
            ],
            "blocks": [{"start": b.start, "end": b.end, "kind": b.kind.value} for b in article.blocks],
            "edits": [asdict(edit) for edit in article.edits],
        }

    def time(self, time: TimeRef) -> Json:
        """Return a time reference."""
        return {
            "id": time.id,
            "span": self._write.span(time.span),
            "type": time.type,
            "value": time.value,
            "granularity": time.granularity,
            "earliest": time.earliest,
            "latest": time.latest,
            "anchor": time.anchor,
        }

    def statement(self, statement: Statement) -> Json:
        """Return a statement with its source and chain."""
        chain = self._chains.get(statement.id)
        return {
            "id": statement.id,
            "article": statement.article,
            "content": self._write.spans(statement.content),
            "cue": self._write.span(statement.cue),
            "form": statement.form,
            "act": statement.act,
            "category": statement.category,
            "negated": statement.negated,
            "within": statement.within,
            "addressee": self._write.span(statement.addressee),
            "source": self._source(statement.source),
            "chain": [
                {
                    "label": link.label,
                    "kind": link.kind,
                    "span": self._write.span(link.span),
                    "basis": link.basis,
                    "from": link.from_id,
                }
                for link in (chain.links if chain else ())
            ],
            "reasons": self._write.reasons(statement.reasons),
        }

    def _source(self, source: Source) -> Json:
        return {
            "id": source.id,
            "span": self._write.span(source.span),
            "text": source.text,
            "kind": source.kind,
            "anonymous": source.anonymous,
            "count": {"low": source.count.low, "high": source.count.high},
            "nationality": source.nationality,
            "entity": source.entity,
            "same_as": source.same_as,
            "part_of": source.part_of,
            "why_unnamed": self._write.span(source.why_unnamed),
            "parts": [self._source(part) for part in source.parts],
        }

    def event(self, event: Event) -> Json:
        """Return an event."""
        return {
            "id": event.id,
            "article": event.article,
            "trigger": self._write.span(event.trigger),
            "type": event.type,
            "mode": event.mode,
            "context": list(event.context),
            "cameo": event.cameo,
            "actors": [self._participant(actor) for actor in event.actors],
            "recipients": [self._participant(recipient) for recipient in event.recipients],
            "instrument": self._write.span(event.instrument),
            "place": self._place(event),
            "time": self._event_time(event),
            "background": event.background,
            "status": event.status.value,
            "also": [status.value for status in event.also],
            "status_cue": self._write.span(event.status_cue),
            "condition": self._write.span(event.condition),
            "certainty": event.certainty,
            "killed": self._toll(event, "killed"),
            "injured": self._toll(event, "injured"),
            "quantities": [self._quantity(quantity) for quantity in event.quantities],
            "statement": event.statement,
            "same_as": event.same_as,
            "reasons": self._write.reasons(event.reasons),
        }

    def _participant(self, who: Participant) -> Json:
        return {"entity": who.entity, "country": who.country, "sector": who.sector, "span": self._write.span(who.span)}

    def _place(self, event: Event) -> Json | None:
        if event.place is None:
            return None
        where = event.place.location
        return {
            "entity": event.place.entity,
            "name": where.name if where else self._write.quote(event.place.span),
            "country": where.country if where else None,
            "precision": where.precision if where else None,
            "latitude": where.latitude if where else None,
            "longitude": where.longitude if where else None,
            "span": self._write.span(event.place.span),
        }

    def _event_time(self, event: Event) -> Json | None:
        time = self._times.get(event.time or "")
        if time is None:
            return None
        return {"earliest": time.earliest, "latest": time.latest, "span": self._write.span(time.span)}

    def _toll(self, event: Event, kind: str) -> Json | None:
        for quantity in event.quantities:
            if quantity.kind == kind:
                return {
                    "low": quantity.low,
                    "best": quantity.best,
                    "high": quantity.high,
                    "span": self._write.span(quantity.span),
                }
        return None

    def _quantity(self, quantity: Quantity) -> Json:
        return {
            "kind": quantity.kind,
            "low": quantity.low,
            "best": quantity.best,
            "high": quantity.high,
            "unit": quantity.unit,
            "hedge": quantity.hedge,
            "counted_by": quantity.counted_by,
            "as_of": quantity.as_of,
            "span": self._write.span(quantity.span),
        }
