"""Search finds what a plain look through the texts finds, counts it whole, and narrows it by facets."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `web` is not installed")

from stemma.model.article import Article, Block, BlockKind, Credit, CreditPlace
from stemma.model.statement import Statement
from stemma.serve import search
from stemma.serve.queries import Library
from stemma.settings import Settings
from stemma.store.case import Case, Maker

OUTLETS = ("Tarn Post", "Quelmar Times", "Delta Wire")


def text_of(number: int) -> str:
    words = ["rain"] * (number % 2) + ["dam"] * (number % 3) + ["mayor"] * (number % 5 == 0)
    return f"Number {number}. " + " ".join(words)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    path = tmp_path_factory.mktemp("search") / "made.stemma"
    with Case(path) as case, case.writing():
        for number in range(1, 61):
            text = text_of(number)
            credits = (Credit("Reuters", CreditPlace.TAIL),) if number % 4 == 0 else ()
            case.put_article(
                Article(f"art_{number}", (), str(number), text, (Block(0, len(text), BlockKind.BODY),),
                        title=f"Number {number}", outlet=OUTLETS[number % 3], language="en", credits=credits),
                b"", Maker("test", 1),
            )  # fmt: skip
        case.put_records("Story", "", [], Maker("test", 1))
    return Library(path, settings=Settings())


def found_by_eye(words: str, outlet: str | None, agency: bool) -> set[str]:
    return {
        f"art_{n}"
        for n in range(1, 61)
        if set(words.split()) <= set(text_of(n).lower().replace(".", "").split())
        and outlet in (None, OUTLETS[n % 3])
        and (not agency or n % 4 == 0)
    }


@pytest.mark.parametrize("ranked", [1, 5_000])
@pytest.mark.parametrize("words", ["rain", "dam", "rain dam", "mayor dam", "number", "nothing"])
@pytest.mark.parametrize("outlet", [None, "Tarn Post", "No Such Paper"])
@pytest.mark.parametrize("agency", [False, True])
def test_search_finds_what_the_eye_finds(
    library: Library, monkeypatch: pytest.MonkeyPatch, words: str, outlet: str | None, agency: bool, ranked: int
) -> None:
    monkeypatch.setattr(search, "_MOST_RANKED", ranked)
    chosen = {**({"outlet": outlet} if outlet else {}), **({"agency": "Reuters"} if agency else {})}
    expected = found_by_eye(words, outlet, agency)
    found = library.search(words, chosen, limit=100)
    assert {hit.id for hit in found.hits} == expected and found.total == len(expected)
    pages = [library.search(words, chosen, limit=7, offset=at).hits for at in range(0, 63, 7)]
    assert [hit for page in pages for hit in page] == list(found.hits)
    if ranked == 1 and len(expected) > 1:
        assert [hit.id for hit in found.hits] == sorted(expected, key=lambda i: -int(i[4:]))
    counted = dict(found.facets.get("outlet", []))
    assert counted == {
        outlet: n for outlet in OUTLETS if (n := sum(OUTLETS[int(i[4:]) % 3] == outlet for i in expected))
    }


def test_a_page_of_hits_costs_as_many_statements_as_another(library: Library) -> None:
    asked: list[str] = []

    class Counting:
        def __init__(self, connection: sqlite3.Connection) -> None:
            self.connection = connection

        def execute(self, *given: object) -> sqlite3.Cursor:
            asked.append(str(given[0]))
            return self.connection.execute(*given)  # type: ignore[arg-type]  # whatever is asked is passed on

    def statements(limit: int) -> int:
        asked.clear()
        case, lists = Counting(library.case().connection), Counting(library.lists())
        search.find(case, lists, "number", {"outlet": "Tarn Post"}, limit=limit, offset=0)  # type: ignore[arg-type]  # counts what is asked, else the same
        return len(asked)

    assert statements(20) == statements(1) <= 6


def test_an_excerpt_shows_the_word_and_cuts_between_words() -> None:
    text = (
        "Rain in Tarn. "
        + "Engineers walked over damp ground for days on end. " * 6
        + "Then the dam broke. "
        + "Mud ran. " * 60
    )
    shown = search.excerpt_of(text, "DAM nothing", "Rain in Tarn")
    assert "the dam broke" in shown and shown.startswith("… ") and shown.endswith(" …") and len(shown) < 260
    words = set(text.split())
    assert set(shown.strip("… ").split()) <= words
    assert search.excerpt_of("One (two", "(two") == "One (two" and search.excerpt_of("", "x") == ""
    assert len(search.excerpt_of("x" * 900, "x")) == 242


def test_who_is_cited_stands_under_the_name(story_case: Path) -> None:
    library = Library(story_case, settings=Settings())
    listed, total = library.sources("", limit=500)
    assert total == len(listed) > 20
    assert not {s.text.casefold() for s in listed if not s.anonymous} & {"he", "she"}
    (wairimu,) = [s for s in listed if s.text == "Grace Wairimu"]
    with Case(story_case, read_only=True) as case:
        said = [s for a in case.article_ids() for s in case.records(Statement, a) if "Wairimu" in s.source.text]
    assert wairimu.count >= len(said) > 1 and wairimu.total >= len({s.article for s in said})
    assert len({(s.text.casefold(), s.kind, s.anonymous) for s in listed}) == len(listed)
