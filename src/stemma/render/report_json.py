"""The report as JSON, per the contract `stemma.report/1` (`docs/reference/report.schema.json`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from stemma.model.claim import Claim, Disagreement
from stemma.model.lineage import Origin, Stemma
from stemma.model.problem import Problem
from stemma.model.report import CaseReport, StoryReport
from stemma.model.words import Entity
from stemma.render.extracted_json import ExtractedWriter
from stemma.render.phrases import told_as
from stemma.render.quote import Quoter
from stemma.render.span_json import Json, SpanWriter

FORMAT = "stemma.report/1"


def report_json(report: CaseReport) -> Json:
    """Return the whole report as plain JSON values, in the order of the contract."""
    everything = (*report.stories, *report.alone)
    articles = [article for story in everything for article in story.articles]
    quote = Quoter([*articles, *report.not_analysed])
    spans = SpanWriter(quote)
    read, write = ExtractedWriter(spans, everything), _Writer(spans, everything)
    return {
        "format": FORMAT,
        "made_by": asdict(report.made_by),
        "articles": [read.article(a) for a in sorted([*articles, *report.not_analysed], key=lambda a: a.id)],
        "stories": [write.story(story) for story in everything],
        "lineage": [write.lineage(story.stemma) for story in everything],
        "independence": [write.independence(item) for story in everything for item in story.stemma.independence],
        "origins": [_origin(origin) for story in everything for origin in story.stemma.origins],
        "entities": [write.entity(entity) for entity in _once(e for story in everything for e in story.entities)],
        "times": [read.time(time) for story in everything for time in story.times],
        "statements": [read.statement(s) for story in everything for s in story.statements],
        "events": [read.event(event) for story in everything for event in story.events],
        "claims": [write.claim(claim) for story in everything for claim in story.claims],
        "unclaimed": [
            {"article": item.span.article, "span": spans.span(item.span), "why": item.why}
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
    """Writes what was found between articles; knows which are in the report."""

    def __init__(self, write: SpanWriter, stories: Sequence[StoryReport]) -> None:
        self._write = write
        self._known = {article.id for story in stories for article in story.articles}

    def story(self, report: StoryReport) -> Json:
        story = report.story
        return {
            "id": story.id,
            "was": list(story.was),
            "title": story.title,
            "articles": list(story.articles),
            "earliest": story.earliest,
            "latest": story.latest,
            "reasons": self._write.reasons(story.reasons),
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
                    "passages": [
                        {"parent": self._write.span(p.parent), "child": self._write.span(p.child)}
                        for p in edge.passages
                    ],
                    "reasons": self._write.reasons(edge.reasons),
                }
                for edge in stemma.edges
            ],
            "ties": [
                {"articles": [tie.left, tie.right], "reasons": self._write.reasons(tie.reasons)} for tie in stemma.ties
            ],
        }

    def independence(self, item: Any) -> Json:
        return {
            item.of: [item.left, item.right],
            "verdict": item.verdict.value,
            "reasons": self._write.reasons(item.reasons),
        }

    def entity(self, entity: Entity) -> Json:
        seen = [m for m in entity.mentions if m.span.article in self._known]
        return {
            "id": entity.id,
            "name": entity.name,
            "kind": entity.kind.value,
            "country": entity.country,
            "names": [asdict(name) for name in entity.names],
            "mentions": [{**(self._write.span(m.span) or {}), "as": m.form.value} for m in seen],
            "reasons": self._write.reasons(r for r in entity.reasons if all(s.article in self._known for s in r.spans)),
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
                    "spans": self._write.spans(t.spans),
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
                "mentioned": [{"label": m.label, "span": self._write.span(m.span)} for m in counted.mentioned],
                "not_counted": [
                    {"article": n.article, "reason": n.reason, "span": self._write.span(n.span)}
                    for n in counted.not_counted
                ],
                "independence": counted.independence,
            },
            "reasons": self._write.reasons(claim.reasons),
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
                    "span": self._write.span(v.span),
                    "origins": list(v.origins),
                    "count": v.count,
                }
                for v, stands in zip(found.values, told_as(found, story.claims), strict=True)
            ],
            "reasons": self._write.reasons(found.reasons),
        }

    def problem(self, problem: Problem) -> Json:
        span = (
            self._write.span(problem.span) if problem.span is not None and problem.span.article in self._known else None
        )
        return {
            "code": problem.code,
            "stage": problem.stage,
            "detail": problem.detail,
            "article": problem.article,
            "place": problem.place,
            "span": span,
        }
