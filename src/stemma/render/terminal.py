"""Reports for the terminal: stories, tree, claims with origins and sources, disagreements. Hostile text reaches it as plain text only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from stemma.model.article import Article
from stemma.model.claim import Claim, Disagreement, Value
from stemma.model.lineage import Derivation, Node, Stemma
from stemma.model.report import CaseReport, StoryReport
from stemma.model.statement import Statement
from stemma.render.differences import SLOTS
from stemma.render.phrases import (
    count_phrase,
    counted,
    date_phrase,
    headline_sentence,
    outlet_name,
    sources_by_id,
    tellings_phrase,
    told_as,
)
from stemma.render.quote import Quoter, plain
from stemma.render.told import told_by_several
from stemma.render.tree_svg import share_phrase
from stemma.render.whose import WHOSE_SLOTS, Sayers, each_once

_SHOWN_CLAIMS = 8
_FACTS = frozenset({"number", "time", "place", "actor", "recipient", "status", "polarity"})
_SHOWN_DISAGREEMENTS = 8
_SHOWN_PROBLEMS = 3
_LONGEST = 160
_A_CLAUSE = 5


def print_report(report: CaseReport, console: Console) -> None:
    """Print the whole report."""
    if not report.stories and not report.alone:
        console.print("No article could be analysed; `stemma doctor` says why.")
    for story in report.stories:
        console.print(story_view(story))
        console.print()
    if report.alone:
        console.print(alone_view(report.alone))
    if report.not_analysed:
        console.print(
            Text(
                f"{len(report.not_analysed)} kept but not analysed (another language, or replaced by a newer version)",
                style="dim",
            )
        )
    if report.problems:
        count = len(report.problems)
        for problem in report.problems[:_SHOWN_PROBLEMS] if count <= _SHOWN_PROBLEMS else ():
            console.print(Text(plain(problem.detail), style="yellow"))
        console.print(
            Text(f"{count} problem{'s' if count != 1 else ''} noted; `stemma doctor` lists them", style="yellow")
        )


def story_view(story: StoryReport) -> RenderableType:
    """Return one story: title, headline sentence, tree, claims, disagreements."""
    parts: list[RenderableType] = [
        Text(plain(story.story.title), style="bold"),
        Text(headline_sentence(story)),
        Text(f"{_dates(story)}   {story.story.id}", style="dim"),
        Padding(tree_view(story.stemma, story.articles), (1, 0, 0, 0), expand=False),
    ]
    whole, unclear = told_by_several(story)
    claims = [claim for claim in whole or unclear if claim.kind == "news"][:_SHOWN_CLAIMS]
    if claims:
        parts.append(Padding(claims_view(claims, story), (1, 0, 0, 0), expand=False))
        parts += _left_out(len(whole) + len(unclear) - len(claims))
    certain = each_once([d for d in story.disagreements if d.grade == "certain"])
    if certain:
        parts.append(Padding(disagreements_view(certain[:_SHOWN_DISAGREEMENTS], story), (1, 0, 0, 0), expand=False))
    return Group(*parts)


def _left_out(count: int) -> list[RenderableType]:
    """Tell how many claims of several tellings are not shown, those that read badly by themselves among them."""
    words = f"{counted(count, 'more claim')} of several tellings, with their words: --html FILE or --json FILE"
    return [Text(words, style="dim")] if count else []


def tree_view(stemma: Stemma, articles: Sequence[Article]) -> RenderableType:
    """Return the stemma as a tree, a telling with two parents under each; below it the pairs whose direction stays open."""
    labels = {article.id: _article_label(article) for article in articles}
    nodes = {node.id: node for node in stemma.nodes}
    children: dict[str, list[Derivation]] = {}
    for edge in stemma.edges:
        children.setdefault(edge.parent, []).append(edge)
    roots = [node for node in stemma.nodes if node.id not in {edge.child for edge in stemma.edges}]
    trees = []
    for root in roots:
        tree = Tree(_node_label(root, labels), guide_style="dim")
        _grow(tree, root.id, children=children, nodes=nodes, labels=labels, above=frozenset({root.id}))
        trees.append(tree)
    open_ones = [
        Text(f"{labels[tie.left]} and {labels[tie.right]} share an origin; which came first stays open.", style="cyan")
        for tie in stemma.ties
        if tie.left in labels and tie.right in labels
    ]
    return Group(*trees, *open_ones)


def _grow(
    tree: Tree,
    node: str,
    *,
    children: dict[str, list[Derivation]],
    nodes: dict[str, Node],
    labels: dict[str, str],
    above: frozenset[str],
) -> None:
    for edge in children.get(node, ()):
        child = nodes[edge.child]
        label = Text.assemble(
            _node_label(child, labels), (f"  {share_phrase(edge)}{' of it' if edge.share else ''}", "cyan")
        )
        if child.merged:
            label.append("  merged", style="cyan")
        branch = tree.add(label)
        if child.id not in above:  # a broken tree must not hang the terminal
            _grow(branch, child.id, children=children, nodes=nodes, labels=labels, above=above | {child.id})


def _node_label(node: Node, labels: dict[str, str]) -> Text:
    if node.article is None:
        return Text(f"({plain(node.label)}, not in the case)", style="italic")
    return Text(labels.get(node.article, plain(node.label)))


def _article_label(article: Article) -> str:
    return plain(f"{outlet_name(article)}, {date_phrase(article)}: {_short(article.title or article.text)}")


def claims_view(claims: Sequence[Claim], story: StoryReport) -> RenderableType:
    """Return a table of claims with how many tell them and from how many origins."""
    table = Table(
        box=None, padding=(0, 2, 0, 0), title="What is told", title_justify="left", title_style="bold", expand=False
    )
    table.add_column("claim", ratio=3)
    table.add_column("status")
    table.add_column("told by")
    table.add_column("origins, sources")
    key_of = sources_by_id(story)
    for claim in claims:
        table.add_row(plain(_short(claim.text)), claim.status, tellings_phrase(claim), count_phrase(claim, key_of))
    return table


def disagreements_view(disagreements: Sequence[Disagreement], story: StoryReport) -> RenderableType:
    """Return the certain disagreements with their values side by side."""
    outlets = {article.id: outlet_name(article) for article in story.articles}
    texts = {article.id: article.text for article in story.articles}
    origins = {origin.id: origin.label for origin in story.stemma.origins}
    child = {node.id: outlets[node.article] for node in story.stemma.nodes if node.article in outlets}
    parts: list[RenderableType] = [Text("Where they disagree", style="bold")]
    for found in disagreements:
        by = f" by {plain(child[found.child])}" if found.type == "omission" and found.child in child else ""
        parts.append(Text.assemble(SLOTS.get(found.slot, found.slot), (f"  {found.type}{by}", "dim")))
        tellers: dict[str, list[Value]] = {}
        for value, words in zip(found.values, _values_told(found, story), strict=True):
            tellers.setdefault(words, []).append(value)
        for words, same in tellers.items():
            names = dict.fromkeys(outlets.get(value.article, value.article) for value in same)
            named = ", ".join(names) + (_from_origins(same, names, origins) if found.slot in _FACTS else "")
            cut = " …" if found.slot not in WHOSE_SLOTS and all(_goes_on(value, texts) for value in same) else ""
            line = Text.assemble("· ", plain(words), cut, (f"  {plain(named)}", "dim"))
            parts.append(Padding(line, (0, 0, 0, 2), expand=False))
    return Group(*parts)


def _from_origins(same: Sequence[Value], named: Collection[str], origins: Mapping[str, str]) -> str:
    """Return from whom the outlets that are `named` have a value, where that is not from themselves: two outlets may be one origin."""
    labels = dict.fromkeys(origins[origin] for value in same for origin in value.origins if origin in origins)
    return f" (from {', '.join(labels)})" if labels and set(labels) != set(named) else ""


def _values_told(found: Disagreement, story: StoryReport) -> list[str]:
    """Return the values in words: how each is told where that is not as a fact, and whose word it is where that is what differs."""
    if found.slot in WHOSE_SLOTS:
        sayers, quote = Sayers(story.statements, story.claims), Quoter(story.articles)
        said = [sayers.of(value, found) for value in found.values]
        words = [
            value.value if who.content is None else f"{who.source}: “{_short(quote(who.content))}”"
            for value, who in zip(found.values, said, strict=True)
        ]
    else:
        words = [_short(value.value) for value in found.values]
    stands = told_as(found, story.claims)
    return [f"{how}: {text}" if how else text for how, text in zip(stands, words, strict=True)]


def _goes_on(value: Value, texts: Mapping[str, str]) -> bool:
    """Tell whether a value of several words is cut out of a longer sentence, so that it seems to break off by itself."""
    text = texts.get(value.article, "")
    if value.span is None or len(value.value.split()) < _A_CLAUSE:
        return False
    return text[value.span.end :].lstrip(" ”’»\"'),;")[:1].isalnum()


def alone_view(alone: Sequence[StoryReport]) -> RenderableType:
    """Return the articles that share their story with no other."""
    lines = [Text(f"{len(alone)} article{'s' if len(alone) != 1 else ''} with no other telling", style="bold")]
    lines += [Text("  " + _article_label(story.articles[0])) for story in alone[:20]]
    if len(alone) > 20:
        lines.append(Text(f"  and {len(alone) - 20} more; `stemma stories` lists all", style="dim"))
    return Group(*lines)


def quotes_view(story: StoryReport) -> RenderableType:
    """Return the statements of a story's articles by source, each with its outlet; lines, not columns, so that a narrow screen shows them."""
    quote = Quoter(story.articles)
    outlets = {article.id: outlet_name(article) for article in story.articles}
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in sorted(story.statements, key=lambda s: (s.source.text.lower(), s.article)):
        kind = statement.source.kind + (", unnamed" if statement.source.anonymous else "")
        groups.setdefault((statement.source.text or "(none named)", kind), []).append(statement)
    parts: list[RenderableType] = []
    for (source, kind), statements in groups.items():
        parts.append(Text.assemble((plain(source), "bold"), (f"  {kind}", "dim")))
        parts += [Padding(_said(statement, quote, outlets), (0, 0, 0, 2), expand=False) for statement in statements]
    return Group(*parts)


def _said(statement: Statement, quote: Quoter, outlets: Mapping[str, str]) -> Text:
    said = " … ".join(quote(span) for span in statement.content)
    act = ("not " if statement.negated else "") + statement.act
    words = f" “{plain(_short(said))}”" if said else ""
    return Text.assemble((act, "cyan"), words, (f"  {plain(outlets[statement.article])}", "dim"))


def events_view(story: StoryReport) -> RenderableType:
    """Return the events of a story's articles in the order of the texts, article by article; casualties have columns where there are any."""
    quote = Quoter(story.articles)
    tolls = {event.id: {q.kind: _amount(q.low, q.best, q.high) for q in event.quantities} for event in story.events}
    counted = [kind for kind in ("killed", "injured") if any(kind in toll for toll in tolls.values())]
    parts: list[RenderableType] = []
    for article in story.articles:
        table = Table(box=None, padding=(0, 2, 0, 0))
        for column in ("event", "type", "status"):
            table.add_column(column, no_wrap=True)
        for column in ("who", "to whom", *counted):
            table.add_column(column, overflow="fold")
        for event in (event for event in story.events if event.article == article.id):
            who = ", ".join(quote(actor.span) for actor in event.actors)
            whom = ", ".join(quote(recipient.span) for recipient in event.recipients)
            figures = (tolls[event.id].get(kind, "") for kind in counted)
            row = (quote(event.trigger), event.type, event.status.value, _short(who), _short(whom), *figures)
            table.add_row(*(plain(cell) for cell in row))
        if table.row_count:
            parts += [Text(_article_label(article), style="bold"), table, Text()]
    return Group(*parts)


def _amount(low: float | None, best: float | None, high: float | None) -> str:
    if best is not None:
        return f"{best:g}" + ("+" if high is None and low == best else "")
    return f"{'' if low is None else f'{low:g}'}–{'' if high is None else f'{high:g}'}"


def _dates(story: StoryReport) -> str:
    earliest, latest = story.story.earliest, story.story.latest
    if earliest is None:
        return "dates not established"
    return earliest[:10] if latest is None or latest[:10] == earliest[:10] else f"{earliest[:10]} to {latest[:10]}"


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else one_line[: _LONGEST - 1] + "…"
