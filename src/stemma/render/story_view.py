"""One story in the order and grouping in which a page shows it; nothing is decided here that the records do not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stemma.model.article import Article, Basis
from stemma.model.claim import Claim
from stemma.model.lineage import Independence, Origin
from stemma.model.report import StoryReport
from stemma.model.span import Reason, Span
from stemma.model.statement import SourceChain, Statement
from stemma.render.differences import DifferenceGroup, group_differences
from stemma.render.marks import CUT, Mark, Paragraph, marked_paragraphs
from stemma.render.phrases import headline_sentence, merged_origins, shown_origins, siglum, sources_by_id
from stemma.render.quote import Quoter
from stemma.render.source_groups import SourceGroup, group_sources, other_statements
from stemma.render.synopsis import Synopsis, build_synopsis
from stemma.render.timeline import Moment, interval, moments
from stemma.render.told import told_by_several
from stemma.render.tree_svg import NARROW, Drawing, draw_stemma
from stemma.text.readable import reads_well

_EXCERPT = 200
_LONGEST_TITLE = 110
_LED_TO = ("statement", "source", "claim", "disagreement", "event", "time")
"""Layers whose records have a line in the page that leads to the span, or none at all, so that the span need not name them."""


@dataclass(frozen=True, slots=True)
class Name:
    """An entity with its spellings and where it is named first; `id` is unique in a page of several stories that name it."""

    id: str
    name: str
    kind: str
    spellings: tuple[str, ...]
    first: Span


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story as the templates read it.

    Attributes:
        drawing, small: The picture, and one for narrow screens.
        sigla, outlets, titles: Article id → its letter, its outlet or "unknown outlet", its title or first words.
        origins: Origins merged by name; verdicts: what is known of each pair of them.
        told: Claims told by several tellings that can stand alone as sentences; unclear: the others told by several.
        once: Article id → the claims that it alone tells.
        certain, possible: Disagreements by type.
        source_keys: Id of a source → what is the same for all that are one source.
        unclaimed: How many body sentences yield no claim.
    """

    report: StoryReport
    drawing: Drawing
    small: Drawing
    headline: str
    title: str
    when: str
    sigla: dict[str, str]
    outlets: dict[str, str]
    titles: dict[str, str]
    origins: tuple[Origin, ...]
    origin_names: dict[str, str]
    shown: int
    verdicts: tuple[Independence, ...]
    told: tuple[Claim, ...]
    unclear: tuple[Claim, ...]
    once: dict[str, tuple[Claim, ...]]
    certain: tuple[DifferenceGroup, ...]
    possible: tuple[DifferenceGroup, ...]
    sources: tuple[SourceGroup, ...]
    source_keys: dict[str, str]
    other: tuple[Statement, ...]
    names: tuple[Name, ...]
    timeline: tuple[Moment, ...]
    synopsis: Synopsis | None
    texts: dict[str, tuple[Paragraph, ...]]
    chains: dict[str, SourceChain]
    unclaimed: int


def view_story(story: StoryReport, *, excerpts: bool = False, apart: bool = False) -> StoryView:
    """Return `story` ready for the templates.

    Args:
        story: The report of one story.
        apart: The texts are shown on a page of their own, so that marks must name their records: no line of that page leads to them.
        excerpts: Of the texts, keep only 200 characters around what is cited; parallel columns are then left out.
    """
    quote = Quoter(story.articles)
    several = len(story.articles) > 1
    synopsis = build_synopsis(story) if several and not excerpts else None
    sigla = {article.id: siglum(number) for number, article in enumerate(story.articles)}
    whole, unclear = ([_by_letter(claim, sigla) for claim in claims] for claims in told_by_several(story))
    origins = _origins(story)
    certain = group_differences([d for d in story.disagreements if d.grade == "certain"], story, quote)
    possible = group_differences([d for d in story.disagreements if d.grade != "certain"], story, quote)
    names = tuple(_names(story))
    timeline = moments(story, quote)
    return StoryView(
        report=story,
        drawing=draw_stemma(story.stemma, story.articles),
        small=draw_stemma(story.stemma, story.articles, width=NARROW),
        headline=headline_sentence(story),
        title=_short(story.story.title),
        sigla=sigla,
        outlets={article.id: article.outlet or "unknown outlet" for article in story.articles},
        when=_when(story),
        titles={article.id: _short(article.title or article.text[:300]) for article in story.articles},
        origins=origins,
        origin_names={origin.id: origin.label for origin in (*story.stemma.origins, *origins)},
        shown=shown_origins(story)[0],
        verdicts=_verdicts(story, origins),
        told=tuple(whole),
        unclear=tuple(unclear),
        once=_told_once(story),
        certain=certain,
        possible=possible,
        source_keys=sources_by_id(story),
        sources=group_sources(story),
        other=other_statements(story),
        names=names,
        timeline=timeline,
        synopsis=synopsis,
        texts=_texts(story, synopsis, names, timeline, excerpts=excerpts, apart=apart),
        chains={chain.statement: chain for chain in story.chains},
        unclaimed=len(story.unclaimed),
    )


def _when(story: StoryReport) -> str:
    when = interval(story.story.earliest, story.story.latest)
    stated = [article for article in story.articles if article.published.basis is Basis.STATED]
    if when == "no date":
        return "undated"
    return when if stated else f"undated; by what the texts mention, {when}"


def _by_letter(claim: Claim, sigla: dict[str, str]) -> Claim:
    order = {article: number for number, article in enumerate(sigla)}
    return replace(claim, tellings=tuple(sorted(claim.tellings, key=lambda t: order.get(t.article, len(order)))))


def _told_once(story: StoryReport) -> dict[str, tuple[Claim, ...]]:
    once: dict[str, list[Claim]] = {article.id: [] for article in story.articles}
    for claim in story.claims:
        if len(claim.tellings) == 1 and claim.tellings[0].article in once:
            once[claim.tellings[0].article].append(claim)
    return {
        article: tuple(
            sorted(claims, key=lambda c: (not reads_well(c.text), c.kind != "news", c.tellings[0].spans[:1]))
        )
        for article, claims in once.items()
        if claims
    }


def _origins(story: StoryReport) -> tuple[Origin, ...]:
    order = {article.id: number for number, article in enumerate(story.articles)}
    merged = [
        replace(o, articles=tuple(sorted(o.articles, key=lambda a: order.get(a, 0)))) for o in merged_origins(story)
    ]
    return tuple(sorted(merged, key=lambda o: (-len(o.articles), o.label)))


def _verdicts(story: StoryReport, origins: Sequence[Origin]) -> tuple[Independence, ...]:
    """Return one verdict per pair of origins; of origins of one name, the first verdict stands."""
    kept = {origin.id for origin in origins}
    return tuple(i for i in story.stemma.independence if i.of == "origins" and i.left in kept and i.right in kept)


def _names(story: StoryReport) -> Iterator[Name]:
    mine = {article.id for article in story.articles}
    for entity in story.entities:
        here = [m.span for m in entity.mentions if m.span.article in mine]
        if here and entity.name and (len(entity.names) > 1 or len(here) > 1):
            yield Name(
                f"{story.story.id}.{entity.id}",
                entity.name,
                entity.kind.value,
                tuple(n.text for n in entity.names),
                min(here),
            )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1].rstrip() + "…"


def _texts(
    story: StoryReport,
    synopsis: Synopsis | None,
    names: Sequence[Name],
    timeline: Sequence[Moment],
    *,
    excerpts: bool,
    apart: bool,
) -> dict[str, tuple[Paragraph, ...]]:
    marks: dict[str, list[Mark]] = {article.id: [] for article in story.articles}
    quote = Quoter(story.articles)
    linked = {name.first for name in names} | {moment.span for moment in timeline}
    for span, layer, record, title in (*_extracted_marks(story), *_derived_marks(story), *_synopsis_marks(synopsis)):
        if span.article in marks:
            named = layer not in ("name", "time", "passage", "event") or span in linked
            told = layer in _LED_TO if not apart else layer in ("time", "event") and span not in linked
            shown = "" if layer == "name" and quote(span) == title else title
            marks[span.article].append(Mark(span.start, span.end, layer, "" if told else record, shown, named))
    return {
        article.id: marked_paragraphs(
            _excerpted(article, marks[article.id]) if excerpts else article, marks[article.id]
        )
        for article in story.articles
    }


def _extracted_marks(story: StoryReport) -> Iterator[tuple[Span, str, str, str]]:
    for statement in story.statements:
        who = statement.source.text or "no source named"
        for span in statement.content:
            yield span, "statement", statement.id, f"{_short(who)}: {statement.act}"
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
        yield from _reason_marks(edge.reasons, edge.id)
    for reasons in [i.reasons for i in story.stemma.independence] + [t.reasons for t in story.stemma.ties]:
        yield from _reason_marks(reasons, "")
    for claim in story.claims:
        for span in (span for telling in claim.tellings for span in telling.spans):
            yield span, "claim", claim.id, ""
        for reporter in claim.corroboration.mentioned if claim.corroboration else ():
            yield reporter.span, "claim", claim.id, ""
    for found in story.disagreements:
        layer = "disagreement" if found.grade == "certain" else "sentence"
        for span in (value.span for value in found.values if value.span is not None):
            yield span, layer, found.id, f"{found.slot}: {found.type}" if layer == "disagreement" else ""
    for left in story.unclaimed:
        yield left.span, "sentence", "", ""


def _reason_marks(reasons: Sequence[Reason], record: str) -> Iterator[tuple[Span, str, str, str]]:
    for span in (span for reason in reasons for span in reason.spans):
        yield span, "sentence", record, ""


def _synopsis_marks(synopsis: Synopsis | None) -> Iterator[tuple[Span, str, str, str]]:
    if synopsis is not None:
        for row in synopsis.rows:
            for sentence in (sentence for cell in row.cells for sentence in cell):
                yield sentence.span, "sentence", "", ""


def _excerpted(article: Article, marks: Sequence[Mark]) -> Article:
    """Return the article with everything cut out that is not near a statement, claim told by several or disagreement; offsets are kept."""
    keep = bytearray(len(article.text))
    for mark in marks:
        if mark.layer in ("statement", "disagreement"):
            low, high = max(0, mark.start - _EXCERPT), min(len(article.text), mark.end + _EXCERPT)
            keep[low:high] = b"\x01" * (high - low)
    text = "".join(c if kept else CUT for c, kept in zip(article.text, keep, strict=True))
    return replace(article, text=text)
