"""Credits that the running text gives: "officials interviewed by Reuters said"."""

from __future__ import annotations

from dataclasses import replace

from stemma.model.article import Article, Credit, CreditPlace
from stemma.model.statement import Statement


def with_body_credits(article: Article, statements: tuple[Statement, ...]) -> Article:
    """Return `article` with the carriers that its statements name added to its credits, where = body."""
    found = {(credit.agency, credit.span): credit for credit in article.credits}
    for statement in statements:
        for label, span in statement.carriers:
            found.setdefault((label, span), Credit(label, CreditPlace.BODY, span))
    return replace(article, credits=tuple(found.values()))
