"""What a site repeats, and what a user states afterwards."""

from __future__ import annotations

import pytest

from stemma.model.article import Article, BlockKind, Facts, Page
from stemma.settings import CleanSettings
from stemma.stages.clean.amend import amend_article
from stemma.stages.clean.run import clean_page
from stemma.stages.clean.site import mark_site_furniture

BODY = BlockKind.BODY
SLOGAN = "The Lamp, lighting the coast since 1911"
LONG = (
    "The ferry Aurelia ran aground off Port Kessel in March with 214 passengers "
    "on board, and her captain was suspended by the owner in the week after it."
)


def article(number: int, *lines: str, outlet: str | None = "The Lamp", lead: str | None = None) -> Article:
    first = lead or (
        f"Story number {number} begins with a long sentence of its own, which tells what happened on day {number} "
        "and where, and who said so in the end to whom."
    )
    page = Page(
        place=f"{number}.txt",
        sha256=f"{number:064d}",
        paragraphs=((first, BODY), *((line, BODY) for line in lines)),
        outlet=outlet,
    )
    return next(made for made in clean_page(page, settings=CleanSettings()) if isinstance(made, Article))


def boilerplate(found: Article) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks if block.kind is BlockKind.BOILERPLATE]


def test_a_line_in_three_articles_of_one_outlet_is_the_sites() -> None:
    articles = [article(number, SLOGAN, LONG) for number in range(3)]
    marked = list(mark_site_furniture(articles))
    assert [boilerplate(found) for found in marked] == [[SLOGAN]] * 3
    assert [found.id for found in marked] == [found.id for found in articles]
    assert [found.text for found in marked] == [found.text for found in articles]


@pytest.mark.parametrize(
    "articles",
    [
        [article(number, SLOGAN) for number in range(2)],
        [article(number, SLOGAN, outlet=f"Outlet {number}") for number in range(3)],
        [article(number, SLOGAN, outlet=None) for number in range(3)],
        [article(number, "Nobody was hurt.", lead=LONG) for number in range(3)],
    ],
    ids=["in two", "at three outlets", "without outlet", "in copies of one text"],
)
def test_what_is_not_furniture(articles: list[Article]) -> None:
    assert list(mark_site_furniture(articles)) == articles


def test_amending_changes_what_is_stated_and_nothing_else() -> None:
    before = article(1, outlet=None)
    after = amend_article(before, Facts(outlet="NYT", published="28 September 2020", url="https://www.nytimes.com/x"))
    assert (after.id, after.text, after.blocks) == (before.id, before.text, before.blocks)
    assert (after.outlet, after.owner) == ("The New York Times", "The New York Times Company")
    assert (after.published.earliest, after.published.basis.value) == ("2020-09-28", "stated")
    again = amend_article(after, Facts(published="2020-09-29"))
    assert again.published.latest == "2020-09-29"
    assert [date.where for date in again.dates] == ["amended"]


def test_amending_with_a_date_that_cannot_be_read() -> None:
    with pytest.raises(ValueError, match="is no date that can be read"):
        amend_article(article(1), Facts(published="03/04/2020"))
