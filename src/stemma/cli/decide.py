"""Commands by which a person corrects the case: decide, amend, remove."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from stemma.cli.options import CaseOption, open_case
from stemma.model.errors import UsageError

if TYPE_CHECKING:
    from stemma.store.case import Case


class SameOrDifferent(StrEnum):
    """A person's verdict."""

    SAME = "same"
    DIFFERENT = "different"


class About(StrEnum):
    """What the verdict is about."""

    STORY = "story"
    ENTITY = "entity"
    CLAIM = "claim"


ArticleId = Annotated[str, typer.Argument(metavar="ARTICLE", help="An article's id.")]


def add_commands(cli: typer.Typer) -> None:
    """Add this family's commands."""
    for command in (decide, amend, remove):
        cli.command()(command)


def decide(
    verdict: SameOrDifferent,
    about: About,
    left: Annotated[str, typer.Argument(metavar="A", help="An article id, or ARTICLE:START-END for a span.")],
    right: Annotated[str, typer.Argument(metavar="B")],
    note: Annotated[str | None, typer.Option("--note", help="Why.")] = None,
    case: CaseOption = None,
) -> None:
    """Rule that two articles, names or claims are the same or different; it holds in every later run."""
    from stemma.model.decision import Decision
    from stemma.model.ids import content_id

    with open_case(case, read_only=False) as opened:
        for end in (left, right):
            _must_be_known(opened, end)
        first, second = sorted((left, right))
        made = Decision(
            id=content_id("dec", about.value, first, second),
            verdict=verdict.value,
            about=about.value,
            left=first,
            right=second,
            note=note,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        with opened.writing():
            opened.put_decision(made)
        typer.echo(
            f"{made.id}: {first} and {second} are {verdict.value} ({about.value}); run `stemma update` to apply it",
            err=True,
        )


def amend(
    article: ArticleId,
    outlet: Annotated[str | None, typer.Option("--outlet")] = None,
    published: Annotated[str | None, typer.Option("--published", help="RFC 3339 date or date-time.")] = None,
    url: Annotated[str | None, typer.Option("--url")] = None,
    case: CaseOption = None,
) -> None:
    """State what a text does not say of itself: its outlet, date or address."""
    from stemma.model.article import Facts

    if outlet is published is url is None:
        raise UsageError("nothing to amend; give --outlet, --published or --url")
    with open_case(case, read_only=False) as opened:
        _must_be_known(opened, article)
        known = opened.amendments().get(article, Facts())
        facts = Facts(
            url=url or known.url,
            outlet=outlet or known.outlet,
            published=published or known.published,
            title=known.title,
            byline=known.byline,
        )
        with opened.writing():
            opened.put_amendment(article, facts)
        typer.echo(f"{article} amended; run `stemma update` to apply it", err=True)


def remove(article: ArticleId, case: CaseOption = None) -> None:
    """Take an article out of the case."""
    with open_case(case, read_only=False) as opened:
        _must_be_known(opened, article)
        with opened.writing():
            opened.remove_article(article)
        typer.echo(f"{article} removed; run `stemma update` to draw the stories anew", err=True)


def _must_be_known(case: Case, end: str) -> None:
    if case.article(end.split(":")[0]) is None:
        raise UsageError(f"the case holds no article {end.split(':')[0]}; `stemma stories` and `--json` give ids")
