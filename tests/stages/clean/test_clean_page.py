"""Cleaning: what is frozen, what is repaired, what is the site's and not the article's."""

from __future__ import annotations

from typing import Any

import pytest

from stemma.model.article import Article, BlockKind, Page, StatedDate
from stemma.model.problem import Problem
from stemma.settings import CleanSettings
from stemma.stages.clean.run import clean_page

BODY = BlockKind.BODY
LINE = "The bridge over the Teren was closed on Monday after an inspector found a crack in its eastern pillar, the council said."


def clean(*paragraphs: tuple[str, BlockKind], **fields: Any) -> Article:
    page = Page(place="story.txt", sha256="0" * 64, paragraphs=paragraphs, **fields)
    articles = [record for record in clean_page(page, settings=CleanSettings()) if isinstance(record, Article)]
    assert len(articles) == 1
    return articles[0]


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]


def test_frozen_text_is_the_paragraphs_joined_by_blank_lines() -> None:
    article = clean(
        ("A crack in the bridge", BlockKind.HEADLINE), (LINE, BODY), ("It will stay closed.. for «weeks» .", BODY)
    )
    assert article.text == f"A crack in the bridge\n\n{LINE}\n\nIt will stay closed.. for «weeks» ."
    assert [kind for kind, _ in kinds(article)] == ["headline", "body", "body"]


def test_section_label_and_repeated_heading_are_boilerplate() -> None:
    heading = "Sources: bridge may stay shut for weeks"
    label = "Your Story: Teren bridge is threatened with closure | City News"
    article = clean(
        (heading, BlockKind.HEADLINE), (label, BODY), (LINE, BODY), (heading, BODY), ("Nobody was hurt.", BODY)
    )
    assert [kind for kind, _ in kinds(article)] == ["headline", "boilerplate", "body", "boilerplate", "body"]


@pytest.mark.parametrize(
    ("written", "frozen", "was"),
    [
        ("one\r\ntwo", "one\ntwo", "\r\n"),
        ("a\0b", "a\ufffdb", "\0"),
        ("a\ud800b", "a\ufffdb", "\ud800"),
        ("The cafÃ© opened", "The café opened", " cafÃ©"),
    ],
)
def test_repairs_are_recorded_where_they_were_made(written: str, frozen: str, was: str) -> None:
    article = clean((written, BODY), (LINE, BODY))
    assert article.text.startswith(frozen)
    assert [edit.was for edit in article.edits] == [was]
    edit = article.edits[0]
    assert written.replace(was, article.text[edit.start : edit.end]) == frozen


def test_other_language_is_kept_and_said() -> None:
    page = Page(place="a.txt", sha256="1" * 64, paragraphs=((LINE, BODY),), language="es")
    article, problem = list(clean_page(page, settings=CleanSettings()))
    assert isinstance(article, Article) and not article.analysed
    assert isinstance(problem, Problem) and problem.code == "other-language" and problem.article == article.id


def test_a_guessed_day_is_never_stated() -> None:
    article = clean((LINE, BODY), dates=(StatedDate("2024-05-06", "guess", "published"),))
    assert (article.published.basis.value, article.published.earliest) == ("unknown", None)


def test_a_copy_that_names_another_site_as_canonical_keeps_its_own_identity() -> None:
    one = clean((LINE, BODY), url="https://one.example/a", canonical="https://agency.example/a")
    two = clean((LINE, BODY), url="https://two.example/a", canonical="https://agency.example/a")
    assert one.id != two.id
