"""Which texts speak for themselves."""

from __future__ import annotations

import pytest

from stemma.model.article import Article, Block, BlockKind
from stemma.model.extracted import Extracted
from stemma.stages.trace.voice import is_release


@pytest.mark.parametrize(
    ("text", "release"),
    [
        ("PRESS RELEASE\n\nThe line stands still.", True),
        ("VELMORA AG - COMMUNIQUE NO. 2\n\nThe line stands still.", True),
        ("To the attention of the media\n\nThe line stands still.", True),
        ("Plant shuts line\n\nThe company said so in a communique on Monday.", False),
    ],
)
def test_a_release_is_known_by_its_marks(text: str, release: bool) -> None:
    extracted = Extracted(Article("a", ("a",), "", text, (Block(0, len(text), BlockKind.BODY),)))
    assert is_release(extracted) is release


@pytest.mark.parametrize(
    ("outlet", "text", "release"),
    [
        (
            "Velmora Therapeutics",
            "Velmora, 4 March - Velmora Therapeutics AG (SIX: VLM) today announced a pause.",
            True,
        ),
        ("Integrity Chamber of Castria", "1. The Chamber has today suspended three athletes.", True),
        (
            "Velmora Lantern",
            "The pages that the Velmora Lantern has seen name nobody. The Lantern has asked him.",
            False,
        ),
        ("Reuters", "Velmora - Reuters has today reviewed the pages.", False),
        ("Reel & Ledger", "Reel & Ledger has not heard it.", False),
        ("Airside Quarterly", "Airside Quarterly has listened to two hours of recordings.", False),
    ],
)
def test_a_text_that_begins_with_its_publishers_own_deed_is_a_release(outlet: str, text: str, release: bool) -> None:
    article = Article("a", ("a",), "", text, (Block(0, len(text), BlockKind.BODY),), outlet=outlet)
    assert is_release(Extracted(article)) is release
