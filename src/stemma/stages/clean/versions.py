"""Which article is a newer version of which: same address, changed text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from stemma.model.article import Article
from stemma.stages.clean.identity import identity_address

_OWN_DATE_KINDS = ("modified", "published", "crawled")


def find_versions(articles: Iterable[Article]) -> dict[str, str]:
    """Return article id → id of the earlier version at the same address.

    Versions follow each other by the newest date that each bears (modified, published, crawled), and in order of arrival where dates do
    not tell. Only an article that nobody's `version_of` names is a telling.

    Args:
        articles: All articles of a case in order of arrival.
    """
    by_address: dict[str, list[Article]] = {}
    for article in articles:
        address = identity_address(article.url, article.canonical)
        if address:
            by_address.setdefault(address, []).append(article)
    earlier: dict[str, str] = {}
    for versions in by_address.values():
        in_order = sorted(versions, key=_newest_date)  # stable: arrival decides between equal dates
        earlier.update({new.id: old.id for old, new in pairwise(in_order)})
    return earlier


def _newest_date(article: Article) -> str:
    return max(
        (date.value for date in article.dates if date.kind in _OWN_DATE_KINDS and date.where != "guess"), default=""
    )
