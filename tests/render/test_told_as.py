"""A value of a disagreement says how it is told where its words alone would say the opposite."""

from __future__ import annotations

import pytest

from stemma.model.claim import Claim, Disagreement, Telling, Value
from stemma.model.span import Span
from stemma.render.phrases import told_as

HIDDEN, HID = Span("art_a", 10, 31), Span("art_b", 0, 32)


def claim(name: str, status: str, span: Span) -> Claim:
    return Claim(name, "story", "words", "positive", status, "news", (Telling(span.article, (span,)),))


def differing(slot: str) -> Disagreement:
    values = (Value("cases had been hidden", "art_a", HIDDEN), Value("the ministry hid the first cases", "art_b", HID))
    return Disagreement("dis", "story", ("claim_1", "claim_2"), slot, "conflict", values)


@pytest.mark.parametrize("slot", ["polarity", "status"])
@pytest.mark.parametrize("status", ["denied", "planned"])
def test_what_is_not_told_as_a_fact_says_so(slot: str, status: str) -> None:
    claims = [claim("claim_1", status, HIDDEN), claim("claim_2", "asserted", HID)]
    assert told_as(differing(slot), claims) == (status, None)


def test_other_disagreements_and_other_claims_say_nothing() -> None:
    claims = [claim("claim_3", "denied", HIDDEN), claim("claim_2", "asserted", HID)]
    assert told_as(differing("polarity"), claims) == (None, None)
    assert told_as(differing("number"), [claim("claim_1", "denied", HIDDEN)]) == (None, None)
