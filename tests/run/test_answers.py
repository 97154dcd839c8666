"""The kept answer of a story: the bytes that making it afresh gives, made anew when anything in it changed and only then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stemma.model.article import Facts
from stemma.model.decision import Decision
from stemma.model.lineage import Story
from stemma.model.words import Entity
from stemma.render.report_json import report_json
from stemma.run import answers
from stemma.run.analyse import analyse
from stemma.run.ingest import ingest
from stemma.run.report import report_case
from stemma.run.sources import receive
from stemma.settings import Settings
from stemma.store.answers import kept_answer, kept_fingerprints, opened
from stemma.store.case import Case

MILL = "The paper mill at Tarvos in Austria burned down on Tuesday, the fire chief Anna Brandl said.\n\nNobody was hurt, Brandl told reporters in Tarvos."
FERRY = "A ferry ran aground off Quelmar on Friday with 40 people on board.\n\nThe captain, Joao Pires, said all 40 were taken to Quelmar by boat."
TEXTS = {
    "mill-a.txt": f"Mill burns in Tarvos\n\n{MILL}",
    "mill-b.txt": f"Fire at Tarvos paper mill\n\n{MILL}\n\nThe mill employs 200.",
    "ferry-a.txt": f"Ferry aground off Quelmar\n\n{FERRY}",
    "ferry-b.txt": f"Forty brought ashore at Quelmar\n\n{FERRY}\n\nThe ferry lay on a sandbank.",
}
SETTINGS = Settings()


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "two.stemma"
    with Case(path) as case:
        add(case, *(tmp_path / name for name in TEXTS))
    return path


def add(case: Case, *files: Path) -> None:
    ingest(
        case, receive([str(file) for file in files], settings=SETTINGS.read, stdin=None, fetch=None), settings=SETTINGS
    )
    analyse(case, settings=SETTINGS)


def kept(case: Case) -> dict[str, tuple[str, bytes]]:
    """Return for each story, named by one of its places, its fingerprint and bytes."""
    found = {}
    for story in case.records(Story, ""):
        answer = kept_answer(case, story.id, "json", shape=answers.shape())
        assert answer is not None
        first = min(place for article in json.loads(opened(answer.body))["articles"] for place in article["places"])
        found[Path(first).name] = (answer.fingerprint, answer.body)
    return found


def test_what_is_kept_is_what_the_report_says(case_path: Path) -> None:
    with Case(case_path) as case:
        stories = case.records(Story, "")
        assert len(stories) == 2 and set(kept_fingerprints(case, shape=answers.shape())) == {
            story.id for story in stories
        }
        for story in stories:
            answer = kept_answer(case, story.id, "json", shape=answers.shape())
            assert answer is not None
            told = json.loads(opened(answer.body))
            assert told.pop("headline")
            fresh = report_json(report_case(case, settings=SETTINGS, only=frozenset((story.id,))))
            fresh["problems"] = []  # those are the case's, not the story's
            by_id = {entity["id"]: entity for entity in fresh.pop("entities")}
            assert {entity["id"]: entity for entity in told.pop("entities")} == by_id
            assert told == fresh


def test_making_it_again_gives_the_same_bytes(case_path: Path) -> None:
    with Case(case_path) as case:
        before = kept(case)
        case.connection.execute("DELETE FROM answer")
        analyse(case, settings=SETTINGS)
        assert kept(case) == before


def test_nothing_is_made_again_that_still_fits(case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "answer_job", None)
    with Case(case_path) as case:
        analyse(case, settings=SETTINGS)


def test_what_a_person_states_or_adds_changes_its_own_story_only(case_path: Path, tmp_path: Path) -> None:
    with Case(case_path) as case:
        before = kept(case)
        (mill,) = (article for article in case.articles() if article.places[0].endswith("mill-a.txt"))
        with case.writing():
            case.put_amendment(mill.id, Facts(outlet="Tarvos Post"))
        analyse(case, settings=SETTINGS)
        amended = kept(case)
        assert amended["ferry-a.txt"] == before["ferry-a.txt"] and amended["mill-a.txt"][1] != before["mill-a.txt"][1]
        assert b'"outlet": "Tarvos Post"' in opened(amended["mill-a.txt"][1])
        moved = tmp_path / "ferry-again.txt"
        moved.write_text(TEXTS["ferry-b.txt"], encoding="utf-8")
        add(case, moved)  # the same text from a second place: no record changes, the answer does
        again = kept(case)
        assert again["mill-a.txt"] == amended["mill-a.txt"] and b"ferry-again.txt" in opened(again["ferry-a.txt"][1])


def test_a_decision_changes_its_own_story_only(case_path: Path) -> None:
    with Case(case_path) as case:
        before = kept(case)
        left, right = (a.id for a in case.articles() if Path(a.places[0]).name.startswith("mill"))
        with case.writing():
            case.put_decision(Decision("dec_1", "different", "story", *sorted((left, right))))
        analyse(case, settings=SETTINGS)
        split = kept(case)
        assert (
            set(split) == {"ferry-a.txt", "mill-a.txt", "mill-b.txt"} and split["ferry-a.txt"] == before["ferry-a.txt"]
        )
        with case.writing():
            case.remove_decision("dec_1")
        analyse(case, settings=SETTINGS)
        undone = kept(case)
        assert set(undone) == set(before) and set(kept_fingerprints(case, shape=answers.shape())) == {
            s.id for s in case.records(Story, "")
        }


def test_a_name_told_elsewhere_changes_no_answer(case_path: Path, tmp_path: Path) -> None:
    more = tmp_path / "elsewhere.txt"
    more.write_text(
        "Chess title decided in Geneva\n\nAustria won the title in March, the chess union said. The prize was a silver cup.",
        encoding="utf-8",
    )
    with Case(case_path) as case:
        before, done = kept(case), case.done("report")
        add(case, more)
        after, told = case.done("report"), kept(case)
        assert len(after) == len(done) + 1 and {key: after[key] for key in done} == done
        (austria,) = [entity for entity in case.records(Entity, "") if entity.name == "Austria"]
        assert len(austria.mentions) > 1 and {key: told[key] for key in before} == before


def test_a_removed_text_is_in_no_answer(case_path: Path) -> None:
    with Case(case_path) as case:
        (mill,) = (article for article in case.articles() if article.places[0].endswith("mill-a.txt"))
        with case.writing():
            case.remove_article(mill.id)
        bodies = [opened(body) for (body,) in case.connection.execute("SELECT body FROM answer WHERE kind='json'")]
        assert len(bodies) == 1 and b"Quelmar" in bodies[0]


def test_a_defect_costs_the_answer_and_not_the_run(case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case(case_path) as case:
        case.connection.execute("DELETE FROM answer")
        monkeypatch.setattr(answers, "story_bytes", None)
        analyse(case, settings=SETTINGS)
        assert kept_fingerprints(case, shape=answers.shape()) == {}
        assert [p.code for p in case.problems() if p.stage == "report"] == ["internal-error"] * 2
        monkeypatch.undo()
        analyse(case, settings=SETTINGS)
        assert len(kept_fingerprints(case, shape=answers.shape())) == 2 and not [
            p for p in case.problems() if p.stage == "report"
        ]
