"""Two tellings side by side in the terminal: what stands level tells the same, words that the other lacks are marked."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from stemma.model.article import Article
from stemma.model.errors import UsageError
from stemma.model.report import CaseReport, StoryReport
from stemma.render.phrases import counted, outlet_name
from stemma.render.quote import plain
from stemma.render.synopsis import CellSentence, Row, build_synopsis
from stemma.render.timeline import interval

_CHANGED = "bold yellow"


def find_telling(made: CaseReport, name: str) -> tuple[StoryReport, Article]:
    """Return the one article whose id begins with `name`, or whose place, address, outlet or title holds it, and its story.

    Raises:
        UsageError: No article is meant by `name`, or several are.
    """
    every = [(story, article) for story in (*made.stories, *made.alone) for article in story.articles]
    found = [pair for pair in every if pair[1].id.startswith(name)]
    if not found:
        found = [pair for pair in every if any(name.casefold() in text.casefold() for text in _names(pair[1]))]
    if not found:
        raise UsageError(
            f"no article is called {name}; give the beginning of its id, or part of its file name, outlet or title"
        )
    if len(found) > 1:
        listed = ", ".join(article.id for _, article in found[:4])
        raise UsageError(f"{len(found)} articles are meant by {name} ({listed} …); give more of it")
    return found[0]


def _names(article: Article) -> tuple[str, ...]:
    return (*article.places, *(text for text in (article.url, article.outlet, article.title) if text))


def compare_view(story: StoryReport, left: Article, right: Article) -> RenderableType:
    """Return the two tellings in parallel columns, with what each alone tells and a line that counts."""
    made = build_synopsis(story, (left.id, right.id))
    table = Table(padding=(0, 1), show_lines=True, expand=True)
    table.add_column(_heading(left), ratio=1)
    table.add_column(_heading(right), ratio=1)
    for row in made.rows:
        table.add_row(*(_cell(cell) for cell in row.cells))
    return Group(table, Text(_count(made.rows), style="dim"), *_relation(story, left, right))


def _heading(article: Article) -> str:
    return plain(f"{outlet_name(article)}, {interval(article.published.earliest, article.published.latest)}")


def _cell(cell: tuple[CellSentence, ...]) -> Text:
    if not cell:
        return Text("—", style="dim")
    text = Text()
    for sentence in cell:
        text.append(f"{sentence.number} ", style="dim")
        for word in sentence.words:
            text.append(plain(word.text), style=_CHANGED if word.changed else "")
    return text


def _count(rows: tuple[Row, ...]) -> str:
    both = sum(row.kind != "own" for row in rows)
    alone = [sum(row.kind == "own" and bool(row.cells[side]) for row in rows) for side in (0, 1)]
    return f"{counted(both, 'passage')} told by both, {alone[0]} only on the left, {alone[1]} only on the right"


def _relation(story: StoryReport, left: Article, right: Article) -> list[Text]:
    nodes = {node.article: node.id for node in story.stemma.nodes}
    ends = {nodes.get(left.id), nodes.get(right.id)}
    lines = [
        f"one comes from the other: {edge.relation.value}, {edge.share:.0%} of it"
        for edge in story.stemma.edges
        if {edge.parent, edge.child} == ends
    ]
    lines += [
        f"origins: {item.verdict.value}"
        for item in story.stemma.independence
        if item.of == "articles" and {item.left, item.right} == {left.id, right.id}
    ]
    return [Text(line, style="dim") for line in lines]
