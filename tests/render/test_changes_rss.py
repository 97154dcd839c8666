"""The feed of what changed: hostile words as text, nothing twice, never endless, a broken file begun anew."""

from __future__ import annotations

from datetime import UTC, datetime

import feedparser

from stemma.render.changes_rss import MOST_ITEMS, Item, changes_rss

NOW = datetime(2025, 3, 1, tzinfo=UTC)


def items(*names: str) -> list[Item]:
    return [Item(name, f"<script>{name}</script>\x00\u202e", "a & b ]]>", NOW) for name in names]


def test_new_items_stand_first_and_none_twice() -> None:
    first = changes_rss(items("b", "a"), title="T")
    read = feedparser.parse(changes_rss(items("c", "b"), title="T", known=first))
    assert not read.bozo and [entry.id for entry in read.entries] == ["c", "b", "a"]
    assert read.entries[0].summary.startswith("a &")


def test_words_of_articles_are_no_markup() -> None:
    made = changes_rss(items("a"), title="<b>").decode()
    assert "<script>" not in made and "\u202e" not in made and "<b>" not in made


def test_a_feed_stays_short_and_a_broken_one_is_begun_anew() -> None:
    made = changes_rss(items(*map(str, range(500))), title="T")
    assert len(feedparser.parse(made).entries) == MOST_ITEMS
    assert [
        entry.id for entry in feedparser.parse(changes_rss(items("a"), title="T", known=b"<rss><chan")).entries
    ] == ["a"]
