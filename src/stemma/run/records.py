"""What a case holds, as the stages take it: its tellings, what was extracted from each, and of names and passages what a story sees."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from stemma.model.article import Article, Published
from stemma.model.extracted import FIELD_OF, Extracted, gather_extracted
from stemma.model.lineage import Passage, Story
from stemma.model.statement import Statement
from stemma.model.words import Entity, EntityMention, MentionForm, NameCount
from stemma.run.worker import encoder_digest, with_vectors
from stemma.stages.clean.amend import amend_article
from stemma.stages.clean.site import mark_site_furniture
from stemma.stages.clean.versions import find_versions
from stemma.stages.extract.credits import with_body_credits
from stemma.store.case import Case

_NAMING = (MentionForm.NAME, MentionForm.GOVERNMENT)


def tellings_of(case: Case) -> list[Article]:
    """Return the analysed articles of a case, newest version of each, as amended by the user, by id."""
    articles = list(case.articles())
    amendments = case.amendments()
    versions = find_versions(articles)
    replaced = set(versions.values())
    current = []
    for article in articles:
        if article.id in replaced or not article.analysed:
            continue
        amended = amend_article(article, amendments[article.id]) if article.id in amendments else article
        current.append(replace(amended, version_of=versions.get(article.id)))
    return sorted(mark_site_furniture(current), key=lambda article: article.id)


def load_extracted(case: Case, article: Article) -> Extracted:
    """Return an article's extracted records, its credits and inferred date filled in from them."""
    records: dict[str, tuple[Any, ...]] = {kind.__name__: case.records(kind, article.id) for kind in FIELD_OF}
    credited = with_body_credits(article, records[Statement.__name__])
    inferred = case.records(Published, article.id)
    if inferred and article.published.earliest is None and article.published.latest is None:
        credited = replace(credited, published=inferred[0])
    return gather_extracted(credited, records)


def passages_by_story(stories: Sequence[Story], passages: Sequence[Passage]) -> dict[str, list[Passage]]:
    """Return story id → the passages whose both sides lie in it."""
    home = {article: story.id for story in stories for article in story.articles}
    inside: dict[str, list[Passage]] = {story.id: [] for story in stories}
    for passage in passages:
        story = home.get(passage.left.article)
        if story is not None and story == home.get(passage.right.article):
            inside[story].append(passage)
    return inside


def seen_from(entity: Entity, articles: Sequence[str]) -> Entity:
    """Return `entity` with its mentions in `articles`, and of all others the first of each form, which says how it is ever mentioned.

    A country is mentioned in every other article; handing all of it to every story would make each story cost as much as the case is large.
    """
    kept = set({mention.form: mention for mention in reversed(entity.mentions)}.values())
    kept.update(only_in(entity, articles).mentions)
    return replace(entity, mentions=tuple(sorted(kept, key=lambda mention: (mention.span, mention.mention))))


def only_in(entity: Entity, articles: Sequence[str]) -> Entity:
    """Return `entity` with its mentions in `articles` alone."""
    of_article = attrgetter("span.article")
    kept: list[EntityMention] = []
    for article in sorted(articles):
        start = bisect_left(entity.mentions, article, key=of_article)
        kept += entity.mentions[start : bisect_right(entity.mentions, article, lo=start, key=of_article)]
    return replace(entity, mentions=tuple(kept))


def told_in(entity: Entity, articles: Sequence[Article]) -> Entity:
    """Return `entity` as these articles tell of it: its mentions there, and the spellings there with their counts.

    What is shown of a story then changes with the story, and not whenever somebody else mentions a country.
    """
    texts = {article.id: article.text for article in articles}
    near = only_in(entity, list(texts))
    spelt = Counter(
        " ".join(texts[m.span.article][m.span.start : m.span.end].split()) for m in near.mentions if m.form in _NAMING
    )
    names = sorted(spelt.items(), key=lambda pair: (-pair[1], pair[0]))
    return replace(near, names=tuple(NameCount(text, count) for text, count in names))


def with_known_vectors(case: Case, telling: Extracted) -> Extracted:
    """Return a telling with the vectors that the case holds of it; as it is where there are none that fit."""
    vector = case.vector(telling.article.id, encoder=encoder_digest())
    if vector is None or vector.rows != len(telling.sentences) + len(telling.propositions):
        return telling
    return with_vectors(telling, vector)
