"""Credits in the text: what is one, where it stands, and what only looks like one."""

from __future__ import annotations

import pytest

from stemma.model.article import Article, BlockKind, Page
from stemma.settings import CleanSettings
from stemma.stages.clean.run import clean_page

FILLER = "The council will meet again next week to decide how long the bridge stays closed to lorries and to buses."


def credits(*lines: str, title: str = "A crack in the bridge") -> list[tuple[str, str, str | None]]:
    paragraphs = ((title, BlockKind.HEADLINE), *((line, BlockKind.BODY) for line in lines))
    page = Page(place="a.txt", sha256="0" * 64, paragraphs=paragraphs)
    article = next(made for made in clean_page(page, settings=CleanSettings()) if isinstance(made, Article))
    spans = [(credit, credit.span) for credit in article.credits]
    return [
        (credit.agency, credit.where.value, article.text[span.start : span.end] if span else None)
        for credit, span in spans
    ]


@pytest.mark.parametrize(
    ("line", "agency", "words"),
    [
        ("BAGHDAD (Reuters) - Two rockets hit the town on Monday.", "Reuters", "BAGHDAD (Reuters)"),
        (
            "NAIROBI, Kenya, March 14 (AFP) — Seventeen people died.",
            "Agence France-Presse",
            "NAIROBI, Kenya, March 14 (AFP)",
        ),
        ("PUERTO LIRIO, Colombia (AP) — Explosives fell.", "Associated Press", "PUERTO LIRIO, Colombia (AP)"),
        ("BEIJING, Sept. 15 (Xinhua) -- China said on Friday.", "Xinhua", "BEIJING, Sept. 15 (Xinhua)"),
        ("Stuttgart (dpa) - Prosecutors searched the office.", "dpa", "Stuttgart (dpa)"),
        ("(Reuters) - A ship ran aground.", "Reuters", "(Reuters)"),
        (
            "SEOUL/UNITED NATIONS, Aug 30 (Reuters) - North Korea said.",
            "Reuters",
            "SEOUL/UNITED NATIONS, Aug 30 (Reuters)",
        ),
        ("São Paulo (AFP) – Floods hit the coast.", "Agence France-Presse", "São Paulo (AFP)"),
    ],
)
def test_datelines(line: str, agency: str, words: str) -> None:
    assert credits(line, FILLER) == [(agency, "dateline", words)]


@pytest.mark.parametrize(
    ("line", "agency", "where", "words"),
    [
        ("© AFP", "Agence France-Presse", "tail", "© AFP"),
        ("The talks go on. — AP", "Associated Press", "tail", " — AP"),
        ("(AFP)", "Agence France-Presse", "tail", "(AFP)"),
        ("jm/dm (AFP)", "Agence France-Presse", "tail", "(AFP)"),
        ("(With inputs from PTI)", "Press Trust of India", "tail", "(With inputs from PTI)"),
        (
            "The Associated Press contributed to this report.",
            "Associated Press",
            "tail",
            "The Associated Press contributed to this report",
        ),
        (
            "Associated Press writer Ana Ruiz in Bogota contributed to this report.",
            "Associated Press",
            "tail",
            "Associated Press writer Ana Ruiz in Bogota contributed to this report",
        ),
        (
            "Copyright 2018 The Associated Press. All rights reserved.",
            "Associated Press",
            "tail",
            "Copyright 2018 The Associated Press",
        ),
        (
            "This article originally appeared on The Lamp.",
            "Lamp",
            "body",
            "This article originally appeared on The Lamp",
        ),
        ("This story was first published by Reuters.", "Reuters", "body", "This story was first published by Reuters"),
    ],
)
def test_tails(line: str, agency: str, where: str, words: str) -> None:
    found = credits(FILLER, FILLER + " It is old.", FILLER + " It is long.", FILLER + " It is high.", line)
    assert found == [(agency, where, words)]


@pytest.mark.parametrize(
    "line",
    [
        "Two officials interviewed by Reuters said that the bridge was safe.",
        "The diplomat told Reuters that he expected attacks, the AP reported on Monday.",
        "The All-Nippon Airways (ANA) flight turned back after four hours over the ocean.",
        "According to reporting by The Associated Press, the company knew of the crack in May.",
        "The conversation was first reported by an Iraqi news site and then published by the Washington Post.",
        "The president (Trend is his nickname) spoke to a journalist of the paper for an hour.",
    ],
)
def test_carriers_and_mentions_are_no_credits(line: str) -> None:
    assert credits(line, FILLER) == []
    assert credits(FILLER, FILLER + " It is old.", line) == []


def test_bylines_above_the_text() -> None:
    assert credits("By ASSOCIATED PRESS", FILLER) == [("Associated Press", "byline", "ASSOCIATED PRESS")]
    assert credits("Xinhua | Updated: 2017-09-15 17:52", FILLER) == [("Xinhua", "byline", "Xinhua")]
