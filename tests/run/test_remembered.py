"""What grouping found in an open case is used again when articles are added, and gives what a fresh look gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.run.test_answers import TEXTS, add

from stemma.model.lineage import Passage, Story
from stemma.stages.group import signature
from stemma.store.case import Case


def test_only_new_articles_are_signed_in_an_open_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed: list[str] = []
    sign = signature._signature

    def noted(extracted, *rest):
        signed.append(extracted.article.id)
        return sign(extracted, *rest)

    monkeypatch.setattr(signature, "_signature", noted)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    first, *others = (tmp_path / name for name in TEXTS)
    with Case(tmp_path / "by_and_by.stemma") as case:
        add(case, *others)
        add(case, first)
        assert len(signed) == len(set(signed)) == len(TEXTS)
        found = _found(case)
    with Case(tmp_path / "at_once.stemma") as case:
        add(case, first, *others)
        assert len(signed) == 2 * len(TEXTS)
        assert _found(case) == found


def _found(case: Case) -> tuple[list[Story], tuple[Passage, ...]]:
    """Return stories and passages, ids that stories had before aside."""
    return [replace(story, was=()) for story in case.records(Story, "")], case.records(Passage, "")
