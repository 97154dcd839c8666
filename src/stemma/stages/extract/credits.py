"""Credits that the running text gives: "officials interviewed by Reuters said"."""

from __future__ import annotations

from dataclasses import replace

from stemma.lang.newsrooms import newsroom_name
from stemma.model.article import Article, Credit, CreditPlace
from stemma.model.statement import Statement


def with_body_credits(article: Article, statements: tuple[Statement, ...]) -> Article:
    """Return `article` with the newsrooms that its statements name as carriers added to its credits, where = body.

    Carriers that are no names ("the agency", "this newspaper") credit nobody, and an outlet does not credit itself.
    """
    found = {(credit.agency, credit.span): credit for credit in article.credits}
    for statement in statements:
        for label, span in statement.carriers:
            name = newsroom_name(label)
            if name is not None and name.casefold() != (article.outlet or "").casefold():
                found.setdefault((name, span), Credit(name, CreditPlace.BODY, span))
    return replace(article, credits=tuple(found.values()))
