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


FURNITURE = [
    "Comments are closed.",
    "POLL: Should the bridge be pulled down? Yes / No / Only after the fair",
    "Do you agree? Vote",
    "More to follow.",
    "This story has been updated to add what the council said.",
    "An earlier version of this article gave a wrong name for the bridge.",
    "Posted after supper",
    "You have read 3 of 5 free articles this month.",
    "Two e-mails every week, never more.",
    "Read the Courier before your neighbours do. Sign up here.",
    "You get this letter because you gave us your address.",
    "Support our newsroom: three dollars a month.",
    "The Courier is paid for by its readers.",
    "We set only three cookies. Fine / Not fine",
    "ADVERTISEMENT: Gravel, sand, lime. We deliver.",
    "Media contact: press@teren.example",
    "In Thursday's paper: the ferry that never was",
    "Courier +++ Traffic +++ Fishing +++ Stars",
    "14 comments",
    "5 min read",
]
LAST = [
    "CORRECTION: Saturday's quiz should have asked for the longest river, not the widest.",
    "hk/rd",
    "(tna, ž.p.)",
    "(Reporting by Ana Lind in Teren and Jo Marsh in Old Ferry; Editing by P. Oduya)",
    "Jo Marsh in Old Ferry contributed to this report.",
    "With files from the Teren wire desk",
    "This report by the Teren News Agency was first published June 3, 2025.",
    "If your bridge has done something odd, tell us below the line.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_what_a_site_says_of_itself_is_boilerplate_wherever_it_stands(line: str) -> None:
    assert ("boilerplate", line) in kinds(clean((LINE, BODY), (line, BODY), *[(LINE, BODY)] * 7))


@pytest.mark.parametrize("line", FURNITURE + LAST)
def test_what_stands_under_a_text_is_boilerplate(line: str) -> None:
    assert ("boilerplate", line) in kinds(clean((LINE, BODY), (LINE, BODY), (line, BODY)))


@pytest.mark.parametrize(
    "line",
    [
        "Comments by the minister are awaited with some impatience in the capital.",
        "Poll: the mayor leads by nine points.",
        "Survey: more workers cross the bridge than ever",
        "Corrections officers found two men in the tunnel.",
        "Reporting by the Teren Courier found that eleven inspections had been missed.",
        "Three ministries contributed to the report, which runs to ninety pages.",
        "More detail was not given.",
        "The council said you have to sign up for the ferry by noon.",
        "He said the agency was funded by its members and by a tax on gravel.",
        '"Tell us what you know," the inspector asked the crowd.',
        "The party has posted after the vote that it will appeal, and it did.",
        "Breaking stories out of stone is how the village lives.",
        "Ends of the rope were found on both banks.",
    ],
)
def test_what_only_looks_like_it_stays_body(line: str) -> None:
    assert ("body", line) in kinds(clean((LINE, BODY), (LINE, BODY), (line, BODY)))
