"""The case file keeps what it was given, all or nothing, and refuses what is no case."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from stemma.model.article import Article, Block, BlockKind
from stemma.model.decision import Decision
from stemma.model.errors import CaseBusy, CaseDamaged, CaseError, CaseNewer
from stemma.model.problem import Problem
from stemma.model.span import Span
from stemma.model.words import Sentence
from stemma.store import database
from stemma.store.case import Case, Maker
from stemma.store.migrations import MIGRATIONS

MAKER = Maker("extract", 1)


def article(name: str, *, place: str = "a.txt", text: str = "Rain fell on Tarn.") -> Article:
    return Article(f"art_{name}", (place,), name * 8, text, (Block(0, len(text), BlockKind.BODY),), title="Rain")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case(tmp_path / "c.stemma") as opened:
        yield opened


def test_an_article_and_its_bytes_come_back(case: Case) -> None:
    with case.writing():
        assert case.put_article(article("a"), b"Rain fell", MAKER)
    assert case.article("art_a") == article("a")
    assert case.received("art_a") == b"Rain fell"
    assert case.search("rain tarn") == ["art_a"]


def test_the_same_bytes_at_two_places_are_one_article(case: Case) -> None:
    with case.writing():
        case.put_article(article("a", place="b.txt"), b"x", MAKER)
        assert not case.put_article(article("a", place="a.txt"), b"x", MAKER)
    assert [found.places for found in case.articles()] == [("a.txt", "b.txt")]


def test_what_fails_in_the_middle_leaves_nothing(case: Case) -> None:
    with pytest.raises(RuntimeError), case.writing():
        case.put_article(article("a"), b"x", MAKER)
        raise RuntimeError
    assert case.article_ids() == []
    with case.writing():
        case.put_records("Sentence", "art_a", [], MAKER)  # the maker of the undone write is made anew
    assert case.records(Sentence, "art_a") == ()


def test_records_come_back_in_order_and_are_replaced_whole(case: Case) -> None:
    one, two = (Sentence(f"s{n}", Span("art_a", n, n + 1), n, BlockKind.BODY) for n in (1, 2))
    with case.writing():
        case.put_records("Sentence", "art_a", [two, one], MAKER)
    assert case.records(Sentence, "art_a") == (two, one)
    with case.writing():
        case.put_records("Sentence", "art_a", [one], MAKER)
    assert case.records(Sentence, "art_a") == (one,)


def test_removing_an_article_removes_what_was_found_in_it_and_keeps_decisions(case: Case) -> None:
    with case.writing():
        case.put_article(article("a"), b"x", MAKER)
        case.put_records("Sentence", "art_a", [Sentence("s", Span("art_a", 0, 4), 0, BlockKind.BODY)], MAKER)
        case.put_problems("extract", "art_a", [Problem("odd", "extract", "odd", "art_a")])
        case.put_decision(Decision("dec_1", "same", "story", "art_a", "art_b"))
        assert case.remove_article("art_a")
    assert case.counts() == {"article": 0, "problem": 0, "decision": 1}
    assert case.records(Sentence, "art_a") == ()
    assert case.search("rain") == []


def test_a_newer_file_is_refused_with_advice(tmp_path: Path) -> None:
    Case(tmp_path / "c.stemma").close()
    with closing(sqlite3.connect(tmp_path / "c.stemma", isolation_level=None)) as raw:
        raw.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    raw.close()
    with pytest.raises(CaseNewer, match=r"written by a newer Stemma.*update stemma-news"):
        Case(tmp_path / "c.stemma")


def test_a_file_that_is_no_database_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "c.stemma").write_bytes(b"not a database at all" * 100)
    with pytest.raises(CaseDamaged, match=r"is damaged or not a Stemma case"):
        Case(tmp_path / "c.stemma")


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "c.stemma", isolation_level=None)) as raw:
        raw.execute("CREATE TABLE theirs (x)")
    raw.close()
    with pytest.raises(CaseDamaged, match="not a Stemma case"):
        Case(tmp_path / "c.stemma")


def test_a_row_that_was_tampered_with_is_told_not_obeyed(case: Case, tmp_path: Path) -> None:
    with case.writing():
        case.put_records("Sentence", "art_a", [Sentence("s", Span("art_a", 0, 4), 0, BlockKind.BODY)], MAKER)
    with closing(sqlite3.connect(tmp_path / "c.stemma", isolation_level=None)) as raw:
        raw.execute("""UPDATE record SET json = '[{"id": 7, "evil": []}]'""")
    raw.close()
    with pytest.raises(CaseDamaged, match="Sentence records that cannot be read"):
        case.records(Sentence, "art_a")


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER t AFTER INSERT ON article BEGIN DELETE FROM decision; END",
        "CREATE VIEW v AS SELECT load_extension('/tmp/x.so')",
    ],
)
def test_a_case_that_could_act_by_itself_is_refused(planted: str, tmp_path: Path) -> None:
    Case(tmp_path / "c.stemma").close()
    connection = sqlite3.connect(tmp_path / "c.stemma")
    connection.execute(planted)
    connection.commit()
    connection.close()
    for read_only in (True, False):
        with pytest.raises(
            CaseDamaged, match="holds triggers or views, which Stemma never makes: it was tampered with"
        ):
            Case(tmp_path / "c.stemma", read_only=read_only)


def test_a_missing_case_is_not_made_when_only_reading(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="does not exist; make it with: stemma read"):
        Case(tmp_path / "none.stemma", read_only=True)


def test_a_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.1)
    with Case(tmp_path / "c.stemma") as one, Case(tmp_path / "c.stemma") as two, one.writing():
        one.put_article(article("a"), b"x", MAKER)
        with pytest.raises(CaseBusy, match="another process is writing"), two.writing():
            pass
