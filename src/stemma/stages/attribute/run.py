"""Builds the chain of every statement of a story: who is said to know, who gathered it, who carried it, down to the article in hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.model.extracted import Extracted
from stemma.model.lineage import Stemma, Story
from stemma.model.span import Span
from stemma.model.statement import ChainLink, Source, SourceChain
from stemma.model.words import MentionForm
from stemma.settings import AttributeSettings
from stemma.stages.attribute.credits import inherited_credits, inheriting_parts, own_credits
from stemma.stages.attribute.links import chain_links

_LEAST_NAME = 4


def attribute_story(
    story: Story, tellings: Sequence[Extracted], stemma: Stemma | None, settings: AttributeSettings
) -> Iterator[SourceChain]:
    """Give the source chain of every statement of a story's tellings.

    A chain runs from the source over the carriers that the sentence names and the credits of the article to the article's outlet (label
    None where unknown). A telling without credit of its own inherits its parent's along the edges of the stemma, marked inferred; where
    all its parents are in hand, for what it has from them alone: statements in passages that it shares with them, or of whom they name.

    Args:
        story: The story; its `articles` give the order.
        tellings: What was extracted from each article.
        stemma: Its family tree; None before tracing.
        settings: Choices of this stage.
    """
    by_article = {telling.article.id: telling for telling in tellings}
    credits = {identity: own_credits(telling.article) for identity, telling in by_article.items()}
    inherited = inherited_credits(stemma, by_article, credits) if stemma is not None else {}
    parts = inheriting_parts(stemma) if stemma is not None else {}
    for identity in story.articles:
        telling = by_article.get(identity)
        if telling is not None:
            shared = parts.get(identity)
            above = {span.article for span in shared or ()} - {identity}
            texts = tuple(by_article[other].article.text for other in sorted(above) if other in by_article)
            yield from _chains(telling, credits[identity], inherited.get(identity, ()), shared, texts)


def _chains(
    telling: Extracted,
    credits: tuple[ChainLink, ...],
    inherited: tuple[ChainLink, ...],
    passages: tuple[Span, ...] | None,
    above: tuple[str, ...],
) -> Iterator[SourceChain]:
    """Give the chains of one telling; with `passages`, only statements in one of these inherit, and of whom a text `above` names."""
    statements = {statement.id: statement for statement in telling.statements}
    names = {m.id: telling.text_of(m.span.start, m.span.end) for m in telling.mentions if m.form is MentionForm.NAME}
    for statement in telling.statements:
        theirs = (
            passages is None
            or any(a.overlaps(b) for a in statement.content for b in passages)
            or _named(statement.source, above)
        )
        links = (*credits, *(inherited if theirs else ()))
        yield SourceChain(statement.id, chain_links(telling.article, statement, statements, links, names))


def _named(source: Source, texts: tuple[str, ...]) -> bool:
    """Tell whether one of `texts` has the name of a source."""
    words = source.text.split(",")[0].split()
    named = bool(words) and words[-1][:1].isupper() and len(words[-1]) >= _LEAST_NAME
    return named and any(words[-1] in text for text in texts)
