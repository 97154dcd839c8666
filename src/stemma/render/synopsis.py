"""Tellings in parallel columns, as scholars print parallel texts: what tells the same stands level, what one lacks is a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from stemma.model.lineage import Alignment, Relation
from stemma.model.report import StoryReport
from stemma.model.span import Span
from stemma.model.words import Sentence
from stemma.render.quote import Quoter
from stemma.render.word_diff import Word, likeness, word_diff

MOST_COLUMNS = 12
_VERBATIM = 0.9


@dataclass(frozen=True, slots=True)
class CellSentence:
    """A sentence in a cell.

    Attributes:
        number: Its number in its telling, from 1.
        words: Its words, with those marked that the telling it is compared with lacks.
        moved: It stands earlier in its own text than the sentence above it.
        verbatim: Another telling in the row has it word for word or nearly.
    """

    number: int
    span: Span
    words: tuple[Word, ...]
    moved: bool
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences that tell the same, one cell per column; an empty cell is a gap.

    Attributes:
        kind: "same" (word for word or nearly), "alike" (told by two or more) or "own" (by one only).
    """

    cells: tuple[tuple[CellSentence, ...], ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Synopsis:
    """Columns (article ids) and rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Draft:
    """A row while it is being filled: column number → sentences."""

    cells: dict[int, list[Sentence]] = field(default_factory=dict)


def build_synopsis(story: StoryReport, articles: Sequence[str] | None = None) -> Synopsis:
    """Return the tellings `articles` (all, up to twelve, if None) in parallel columns.

    Rows follow the first column; a sentence of another telling stands level with its best-aligned partner in a row that is already there,
    wherever that is, and else after the sentence that precedes it in its own text. Headlines, captions and body are shown.
    """
    columns = tuple(articles) if articles is not None else chosen_columns(story)
    by_article = {article: [s for s in story.sentences if s.span.article == article] for article in columns}
    partners = _partners(story.alignments)
    drafts: list[_Draft] = []
    home: dict[str, _Draft] = {}
    for number, article in enumerate(columns):
        _place(by_article[article], number, drafts=drafts, home=home, partners=partners)
    quote = Quoter(a for a in story.articles if a.id in columns)
    rows = _finished(drafts, len(columns), quote)
    return Synopsis(columns, tuple(rows))


def chosen_columns(story: StoryReport) -> tuple[str, ...]:
    """Return up to twelve tellings in the order of the report, plain copies left out first."""
    copies = {edge.child for edge in story.stemma.edges if edge.relation is Relation.COPY}
    copied = {node.article for node in story.stemma.nodes if node.id in copies}
    ordered = sorted(story.articles, key=lambda article: article.id in copied)
    kept = {article.id for article in ordered[:MOST_COLUMNS]}
    return tuple(article.id for article in story.articles if article.id in kept)


def _partners(alignments: Sequence[Alignment]) -> dict[str, list[tuple[float, str]]]:
    partners: dict[str, list[tuple[float, str]]] = {}
    for pair in alignments:
        partners.setdefault(pair.left, []).append((pair.score, pair.right))
        partners.setdefault(pair.right, []).append((pair.score, pair.left))
    return {sentence: sorted(found, reverse=True) for sentence, found in partners.items()}


def _place(
    sentences: Sequence[Sentence],
    column: int,
    *,
    drafts: list[_Draft],
    home: dict[str, _Draft],
    partners: dict[str, list[tuple[float, str]]],
) -> None:
    previous: _Draft | None = None
    new: list[tuple[_Draft | None, _Draft]] = []
    for sentence in sentences:
        draft = next(
            (home[p] for _, p in partners.get(sentence.id, ()) if p in home and column not in home[p].cells), None
        )
        if draft is None:
            draft = _Draft()
            new.append((previous, draft))
        draft.cells.setdefault(column, []).append(sentence)
        previous = draft
    _insert(new, drafts)
    home.update((sentence.id, draft) for draft in drafts for sentence in draft.cells.get(column, ()))


def _insert(new: Sequence[tuple[_Draft | None, _Draft]], drafts: list[_Draft]) -> None:
    """Insert every new row after the row it follows; one pass, so that cost grows with the number of rows."""
    after: dict[int | None, list[_Draft]] = {}
    for previous, draft in new:
        after.setdefault(id(previous) if previous is not None else None, []).append(draft)
    ordered: list[_Draft] = []
    waiting = [*reversed([*after.get(None, []), *drafts])]
    while waiting:
        draft = waiting.pop()
        ordered.append(draft)
        waiting.extend(reversed(after.get(id(draft), [])))
    drafts[:] = ordered


def _finished(drafts: Sequence[_Draft], columns: int, quote: Quoter) -> list[Row]:
    furthest = [-1] * columns
    rows = []
    for draft in drafts:
        told = sorted(draft.cells)
        texts = {column: " ".join(quote(s.span) for s in draft.cells[column]) for column in told}
        verbatim = _verbatim(texts)
        words = _words(texts, verbatim)
        cells: list[tuple[CellSentence, ...]] = [()] * columns
        for column in told:
            first = draft.cells[column][0]
            moved = first.index < furthest[column]
            furthest[column] = max(furthest[column], draft.cells[column][-1].index)
            span = Span(first.span.article, first.span.start, draft.cells[column][-1].span.end)
            cells[column] = (CellSentence(first.index + 1, span, words[column], moved, column in verbatim),)
        kind = "own" if len(told) == 1 else "same" if len(verbatim) == len(told) else "alike"
        rows.append(Row(tuple(cells), kind))
    return rows


def _verbatim(texts: dict[int, str]) -> frozenset[int]:
    """Return the columns whose text is, but for a word or so, that of the first column of the row, and the first if there are any."""
    first, *others = texts
    alike = [other for other in others if likeness(texts[first], texts[other]) >= _VERBATIM]
    return frozenset((first, *alike)) if alike else frozenset()


def _words(texts: dict[int, str], verbatim: frozenset[int]) -> dict[int, tuple[Word, ...]]:
    """Compare every later telling of the row with the first, and the first with the next that words it otherwise."""
    first, *others = texts
    if not others:
        return {first: (Word(texts[first], False),)}
    second = next((other for other in others if other not in verbatim), others[0])
    found = {first: word_diff(texts[first], texts[second])[0]}
    return found | {other: word_diff(texts[first], texts[other])[1] for other in others}
