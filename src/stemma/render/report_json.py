"""The report as JSON, per the contract `stemma.report/1` (`docs/reference/report.schema.json`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from stemma.model.article import Article
from stemma.model.claim import Claim, Disagreement
from stemma.model.event import Event, Participant
from stemma.model.lineage import Origin, Stemma
from stemma.model.problem import Problem
from stemma.model.report import CaseReport, StoryReport
from stemma.model.span import Reason, Span
from stemma.model.statement import Source, SourceChain, Statement
from stemma.model.words import Entity, Quantity, TimeRef
from stemma.render.phrases import told_as
from stemma.render.quote import Quoter

FORMAT = "stemma.report/1"
Json = dict[str, Any]


def report_json(report: CaseReport) -> Json:
    """Return the whole report as plain JSON values, in the order of the contract."""
    everything = (*report.stories, *report.alone)
    articles = [article for story in everything for article in story.articles]
    quote = Quoter([*articles, *report.not_analysed])
    write = _Writer(quote, everything)
    return {
        "format": FORMAT,
        "made_by": asdict(report.made_by),
        "articles": [write.article(a) for a in sorted([*articles, *report.not_analysed], key=lambda a: a.id)],
        "stories": [write.story(story) for story in everything],
        "lineage": [write.lineage(story.stemma) for story in everything],
        "independence": [write.independence(item) for story in everything for item in story.stemma.independence],
        "origins": [_origin(origin) for story in everything for origin in story.stemma.origins],
        "entities": [write.entity(entity) for entity in _once(e for story in everything for e in story.entities)],
        "times": [write.time(time) for story in everything for time in story.times],
        "statements": [write.statement(s) for story in everything for s in story.statements],
        "events": [write.event(event) for story in everything for event in story.events],
        "claims": [write.claim(claim) for story in everything for claim in story.claims],
        "unclaimed": [
            {"article": item.span.article, "span": write.span(item.span), "why": item.why}
            for story in everything
            for item in story.unclaimed
        ],
        "disagreements": [write.disagreement(d, story) for story in everything for d in story.disagreements],
        "timeline": [asdict(entry) for story in everything for entry in story.timeline],
        "problems": [write.problem(problem) for problem in report.problems],
    }


def _once(entities: Iterable[Entity]) -> list[Entity]:
    return list({entity.id: entity for entity in entities}.values())


def _origin(origin: Origin) -> Json:
    return {
        "id": origin.id,
        "story": origin.story,
        "label": origin.label,
        "kind": origin.kind,
        "articles": list(origin.articles),
    }


class _Writer:
    """Writes records of one report; knows its articles, chains and places."""

    def __init__(self, quote: Quoter, stories: Sequence[StoryReport]) -> None:
        self._quote = quote
        self._known = {article.id for story in stories for article in story.articles}
        self._chains: dict[str, SourceChain] = {chain.statement: chain for story in stories for chain in story.chains}
        self._times: dict[str, TimeRef] = {time.id: time for story in stories for time in story.times}

    def span(self, span: Span | None) -> Json | None:
        if span is None:
            return None
        return {"article": span.article, "start": span.start, "end": span.end, "text": self._quote(span)}

    def spans(self, spans: Iterable[Span]) -> list[Json]:
        return [{"article": s.article, "start": s.start, "end": s.end, "text": self._quote(s)} for s in spans]

    def reasons(self, reasons: Iterable[Reason]) -> list[Json]:
        return [
            {"feature": r.feature, "value": r.value, "weight": r.weight, "spans": self.spans(r.spans)} for r in reasons
        ]

    def article(self, article: Article) -> Json:
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
                "evidence": self.spans(published.evidence),
            },
            "dates": [asdict(date) for date in article.dates],
            "links": [{"span": self.span(link.span), "url": link.url} for link in article.links],
            "credits": [
                {"agency": c.agency, "where": c.where.value, "span": self.span(c.span)} for c in article.credits
            ],
            "blocks": [{"start": b.start, "end": b.end, "kind": b.kind.value} for b in article.blocks],
            "edits": [asdict(edit) for edit in article.edits],
        }

    def story(self, report: StoryReport) -> Json:
        story = report.story
        return {
            "id": story.id,
            "was": list(story.was),
            "title": story.title,
            "articles": list(story.articles),
            "earliest": story.earliest,
            "latest": story.latest,
            "reasons": self.reasons(story.reasons),
        }

    def lineage(self, stemma: Stemma) -> Json:
        return {
            "story": stemma.story,
            "nodes": [
                {
                    "id": n.id,
                    "article": n.article,
                    "kind": "article" if n.article else "unseen",
                    "label": n.label,
                    "merged": n.merged,
                }
                for n in stemma.nodes
            ],
            "edges": [
                {
                    "id": edge.id,
                    "parent": edge.parent,
                    "child": edge.child,
                    "relation": edge.relation.value,
                    "share": edge.share,
                    "confidence": edge.confidence,
                    "passages": [{"parent": self.span(p.parent), "child": self.span(p.child)} for p in edge.passages],
                    "reasons": self.reasons(edge.reasons),
                }
                for edge in stemma.edges
            ],
            "ties": [{"articles": [tie.left, tie.right], "reasons": self.reasons(tie.reasons)} for tie in stemma.ties],
        }

    def independence(self, item: Any) -> Json:
        return {item.of: [item.left, item.right], "verdict": item.verdict.value, "reasons": self.reasons(item.reasons)}

    def entity(self, entity: Entity) -> Json:
        seen = [m for m in entity.mentions if m.span.article in self._known]
        return {
            "id": entity.id,
            "name": entity.name,
            "kind": entity.kind.value,
            "country": entity.country,
            "names": [asdict(name) for name in entity.names],
            "mentions": [{**(self.span(m.span) or {}), "as": m.form.value} for m in seen],
            "reasons": self.reasons(r for r in entity.reasons if all(s.article in self._known for s in r.spans)),
        }

    def time(self, time: TimeRef) -> Json:
        return {
            "id": time.id,
            "span": self.span(time.span),
            "type": time.type,
            "value": time.value,
            "granularity": time.granularity,
            "earliest": time.earliest,
            "latest": time.latest,
            "anchor": time.anchor,
        }

    def statement(self, statement: Statement) -> Json:
        chain = self._chains.get(statement.id)
        return {
            "id": statement.id,
            "article": statement.article,
            "content": self.spans(statement.content),
            "cue": self.span(statement.cue),
            "form": statement.form,
            "act": statement.act,
            "category": statement.category,
            "negated": statement.negated,
            "within": statement.within,
            "addressee": self.span(statement.addressee),
            "source": self.source(statement.source),
            "chain": [
                {
                    "label": link.label,
                    "kind": link.kind,
                    "span": self.span(link.span),
                    "basis": link.basis,
                    "from": link.from_id,
                }
                for link in (chain.links if chain else ())
            ],
            "reasons": self.reasons(statement.reasons),
        }

    def source(self, source: Source) -> Json:
        return {
            "id": source.id,
            "span": self.span(source.span),
            "text": source.text,
            "kind": source.kind,
            "anonymous": source.anonymous,
            "count": {"low": source.count.low, "high": source.count.high},
            "nationality": source.nationality,
            "entity": source.entity,
            "same_as": source.same_as,
            "part_of": source.part_of,
            "why_unnamed": self.span(source.why_unnamed),
            "parts": [self.source(part) for part in source.parts],
        }

    def event(self, event: Event) -> Json:
        return {
            "id": event.id,
            "article": event.article,
            "trigger": self.span(event.trigger),
            "type": event.type,
            "mode": event.mode,
            "context": list(event.context),
            "cameo": event.cameo,
            "actors": [self.participant(actor) for actor in event.actors],
            "recipients": [self.participant(recipient) for recipient in event.recipients],
            "instrument": self.span(event.instrument),
            "place": self.place(event),
            "time": self.event_time(event),
            "background": event.background,
            "status": event.status.value,
            "also": [status.value for status in event.also],
            "status_cue": self.span(event.status_cue),
            "condition": self.span(event.condition),
            "certainty": event.certainty,
            "killed": self.toll(event, "killed"),
            "injured": self.toll(event, "injured"),
            "quantities": [self.quantity(quantity) for quantity in event.quantities],
            "statement": event.statement,
            "same_as": event.same_as,
            "reasons": self.reasons(event.reasons),
        }

    def participant(self, who: Participant) -> Json:
        return {"entity": who.entity, "country": who.country, "sector": who.sector, "span": self.span(who.span)}

    def place(self, event: Event) -> Json | None:
        if event.place is None:
            return None
        where = event.place.location
        return {
            "entity": event.place.entity,
            "name": where.name if where else self._quote(event.place.span),
            "country": where.country if where else None,
            "precision": where.precision if where else None,
            "latitude": where.latitude if where else None,
            "longitude": where.longitude if where else None,
            "span": self.span(event.place.span),
        }

    def event_time(self, event: Event) -> Json | None:
        time = self._times.get(event.time or "")
        if time is None:
            return None
        return {"earliest": time.earliest, "latest": time.latest, "span": self.span(time.span)}

    def toll(self, event: Event, kind: str) -> Json | None:
        for quantity in event.quantities:
            if quantity.kind == kind:
                return {
                    "low": quantity.low,
                    "best": quantity.best,
                    "high": quantity.high,
                    "span": self.span(quantity.span),
                }
        return None

    def quantity(self, quantity: Quantity) -> Json:
        return {
            "kind": quantity.kind,
            "low": quantity.low,
            "best": quantity.best,
            "high": quantity.high,
            "unit": quantity.unit,
            "hedge": quantity.hedge,
            "counted_by": quantity.counted_by,
            "as_of": quantity.as_of,
            "span": self.span(quantity.span),
        }

    def claim(self, claim: Claim) -> Json:
        counted = claim.corroboration
        return {
            "id": claim.id,
            "story": claim.story,
            "text": claim.text,
            "polarity": claim.polarity,
            "status": claim.status,
            "kind": claim.kind,
            "sources": list(claim.sources),
            "tellings": [
                {
                    "article": t.article,
                    "spans": self.spans(t.spans),
                    "statements": list(t.statements),
                    "events": list(t.events),
                    "origin": t.origin,
                }
                for t in claim.tellings
            ],
            "corroboration": None
            if counted is None
            else {
                "origins": list(counted.origins),
                "count": counted.count,
                "at_most": counted.at_most,
                "mentioned": [{"label": m.label, "span": self.span(m.span)} for m in counted.mentioned],
                "not_counted": [
                    {"article": n.article, "reason": n.reason, "span": self.span(n.span)} for n in counted.not_counted
                ],
                "independence": counted.independence,
            },
            "reasons": self.reasons(claim.reasons),
        }

    def disagreement(self, found: Disagreement, story: StoryReport) -> Json:
        edge = {"parent": found.parent, "child": found.child} if found.parent and found.child else None
        return {
            "id": found.id,
            "story": found.story,
            "claims": list(found.claims),
            "slot": found.slot,
            "type": found.type,
            "grade": found.grade,
            "edge": edge,
            "values": [
                {
                    "value": v.value,
                    "told_as": stands,
                    "article": v.article,
                    "span": self.span(v.span),
                    "origins": list(v.origins),
                    "count": v.count,
                }
                for v, stands in zip(found.values, told_as(found, story.claims), strict=True)
            ],
            "reasons": self.reasons(found.reasons),
        }

    def problem(self, problem: Problem) -> Json:
        span = self.span(problem.span) if problem.span is not None and problem.span.article in self._known else None
        return {
            "code": problem.code,
            "stage": problem.stage,
            "detail": problem.detail,
            "article": problem.article,
            "place": problem.place,
            "span": span,
        }
