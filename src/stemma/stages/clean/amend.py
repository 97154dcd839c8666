"""What the user states about an article after it was read; it outranks what the article says of itself."""

from __future__ import annotations

from dataclasses import replace

from stemma.lang.outlets import outlet_at, outlet_named
from stemma.model.article import Article, Facts, StatedDate
from stemma.stages.clean.published import AMENDED, publication
from stemma.text.rfc3339 import rfc3339


def amend_article(article: Article, facts: Facts) -> Article:
    """Return `article` with outlet, date, address, title and byline as the user states them; its id and text stay.

    Args:
        article: An article of the case.
        facts: What is stated; None leaves a field as it is. `published` is an RFC 3339 date or date-time.

    Raises:
        ValueError: `published` is no date that can be read.
    """
    amended = replace(
        article,
        url=facts.url or article.url,
        title=facts.title or article.title,
        byline=facts.byline or article.byline,
    )
    if facts.outlet or facts.url:
        amended = _with_outlet(amended, facts)
    return amended if facts.published is None else _with_date(amended, facts.published)


def _with_outlet(article: Article, facts: Facts) -> Article:
    at_address = outlet_at(article.url) if article.url else None
    if facts.outlet is None:
        if at_address is None:
            return article
        return replace(article, outlet=at_address.name, owner=at_address.owner, aggregator=at_address.aggregator)
    known = outlet_named(facts.outlet)
    if known is None or (at_address is not None and at_address.owner != known.owner):
        return replace(article, outlet=facts.outlet, owner=None, aggregator=False)
    return replace(article, outlet=known.name, owner=known.owner, aggregator=known.aggregator)


def _with_date(article: Article, published: str) -> Article:
    value = rfc3339(published)
    if value is None:
        raise ValueError(
            f'"{published[:40]}" is no date that can be read: write it as 2020-09-28 or 2020-09-28T10:00:00+02:00'
        )
    kept = tuple(date for date in article.dates if date.where != AMENDED)
    dates = (StatedDate(value=value, where=AMENDED, kind="published"), *kept)
    return replace(article, dates=dates, published=publication(dates))
