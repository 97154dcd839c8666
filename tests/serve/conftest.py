"""A small case with hand-made records, hostile on purpose, and the application over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stemma.model.article import Article, Block, BlockKind, Credit, CreditPlace
from stemma.model.claim import Claim, Corroboration, Telling
from stemma.model.lineage import Derivation, Node, Origin, Relation, Stemma, Story
from stemma.model.problem import Problem
from stemma.model.span import Span
from stemma.model.words import Entity, EntityKind, EntityMention, MentionForm, NameCount
from stemma.store.case import Case, Maker

EVIL = "<script>alert(1)</script>"
TEXT = f"Rain {EVIL} fell.\n\nThe dam at Tarn held, the mayor said."
MAKER = Maker("test", 1)


def telling(name: str, text: str = TEXT, **known: str) -> Article:
    cut = text.find("\n\n")
    blocks = (Block(0, cut, BlockKind.HEADLINE), Block(cut + 2, len(text), BlockKind.BODY))
    return Article(
        f"art_{name}", (f"{EVIL}.txt",), name, text, blocks, url="javascript:alert(2)", title=f"{EVIL} {name}", language="en",
        credits=(Credit("Reuters", CreditPlace.TAIL),), byline=EVIL, outlet=known.get("outlet", f"{name} News"),
    )  # fmt: skip


def fill(case: Case) -> None:
    first, second, third = (telling(name) for name in ("a", "b", "c"))
    story, other = (
        Story("story_1", EVIL, (first.id, second.id), was=("story_0",)),
        Story("story_2", "Alone", (third.id,)),
    )
    edge = Derivation("deriv_1", "n1", "n2", Relation.COPY, 1.0, 0.9)
    origin = Origin("orig_1", "story_1", "Reuters", "agency", (first.id, second.id))
    at = TEXT.index("The dam")
    spans = [Span(article.id, at, at + 20) for article in (first, second)]
    claim = Claim(
        "claim_1", "story_1", "The dam at Tarn held", "positive", "asserted", "news",
        tuple(Telling(span.article, (span,)) for span in spans), corroboration=Corroboration(("orig_1",), 1, 1, "shared origin"),
    )  # fmt: skip
    names = tuple(
        Entity(
            f"ent_{i}",
            f"Tarn {i}",
            EntityKind.PLACE,
            (NameCount("Tarn", 1),),
            (EntityMention(f"m{i}", Span(a.id, at + 11, at + 15), MentionForm.NAME),),
        )
        for i, a in enumerate((first, third))
    )
    with case.writing():
        for article in (first, second, third):
            case.put_article(article, b"", MAKER)
        case.put_records("Story", "", [story, other], MAKER)
        case.put_records("Entity", "", names, MAKER)
        case.put_records(
            "Stemma",
            "story_1",
            [Stemma("story_1", (Node("n1", first.id, "a"), Node("n2", second.id, "b")), (edge,), origins=(origin,))],
            MAKER,
        )
        case.put_records("Claim", "story_1", [claim], MAKER)
        case.add_problem("read", EVIL, Problem("empty-file", "read", f"{EVIL} is empty", place=EVIL))


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    path = tmp_path / "made.stemma"
    with Case(path) as case:
        fill(case)
    return path


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Take the place of the analysis; note with how many decisions it was asked for."""
    pytest.importorskip("fastapi", reason="the extra `web` is not installed")
    seen: list[str] = []

    def stand_in(case: Case, *, settings: object, on_progress: Callable[[str, int, int], None]) -> None:
        on_progress("stories", 1, 1)
        seen.append(f"{len(case.decisions())} decisions")

    monkeypatch.setattr("stemma.serve.work.analyse", stand_in)
    yield seen
