"""From propositions to claims: one proposition is one claim, opposites are two, and nothing disappears."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from tests.stages.claims.made import telling

from stemma.model.article import BlockKind
from stemma.model.claim import Claim, Clash, Unclaimed
from stemma.model.lineage import Story
from stemma.model.span import Span
from stemma.settings import ClaimsSettings
from stemma.stages.claims.cluster import cluster_units
from stemma.stages.claims.features import Pair
from stemma.stages.claims.run import find_claims
from stemma.stages.claims.units import gather_units
from stemma.stages.claims.wording import _status, _tells_it, _word_start

ORDERED = (
    "The water office ordered the estate to lower the upper dam",
    "lower",
    {"A0": "the estate", "A1": "the upper dam"},
    ["order"],
)
OPENED = ("The guard opened the gates of the upper dam", "open", {"A0": "The guard", "A1": "the gates"}, [])
SHUT = ("The guard did not open the gates of the upper dam", "open", {"A0": "The guard", "A1": "the gates"}, ["not"])


def claims_of(*tellings):
    story = Story("story", "Dam", tuple(t.article.id for t in tellings))
    return list(find_claims(story, tellings, [], [], [], ClaimsSettings()))


def test_one_proposition_is_one_claim_and_opposites_are_two() -> None:
    made = claims_of(telling("one", [ORDERED, OPENED]), telling("other", [ORDERED, SHUT]))
    claims = {claim.text: claim for claim in made if isinstance(claim, Claim)}
    assert len(claims) == 3
    assert {len(claim.tellings) for text, claim in claims.items() if "ordered" in text} == {2}
    assert {claim.polarity for text, claim in claims.items() if "guard" in text} == {"positive", "negative"}
    assert any(isinstance(item, Clash) and item.slot == "polarity" and item.grade == "certain" for item in made)


def test_a_sentence_without_a_clause_is_unclaimed() -> None:
    silent = telling("one", [ORDERED, OPENED])
    silent = replace(silent, propositions=silent.propositions[:1])
    unclaimed = [item for item in claims_of(silent) if isinstance(item, Unclaimed)]
    assert [item.span for item in unclaimed] == [silent.sentences[1].span]


def test_claims_do_not_depend_on_the_order_of_tellings() -> None:
    one, other = telling("one", [ORDERED, OPENED]), telling("other", [ORDERED, SHUT])
    assert {c.id for c in claims_of(one, other) if isinstance(c, Claim)} == {
        c.id for c in claims_of(other, one) if isinstance(c, Claim)
    }


def test_average_linkage_does_not_drift_and_keeps_apart_what_must_be() -> None:
    chain = [Pair(0, 1, 0.9, {}), Pair(1, 2, 0.9, {}), Pair(0, 2, 0.0, {})]
    assert cluster_units(3, chain, [], cut=0.5) == [[0, 1], [2]]
    sure = [Pair(0, 1, 0.9, {})]
    assert cluster_units(2, sure, [(0, 1)], cut=0.5) == [[0], [1]]


def text_of_clause(sentence: str, clause: str, kind: BlockKind) -> str:
    made = telling("one", [(sentence, "stun", {"A0": clause.split()[0]}, [])])
    start = made.article.text.index(clause)
    cut = replace(made.propositions[0], span=Span("one", start, start + len(clause)))
    told = replace(made, propositions=(cut,), sentences=(replace(made.sentences[0], kind=kind),))
    (claim,) = (item for item in claims_of(told) if isinstance(item, Claim))
    return claim.text


def test_a_claim_reads_as_a_sentence() -> None:
    broken = "Woman Stunned to Find $284 Billion Electric Bill"
    assert text_of_clause(broken, "Woman Stunned to Find", BlockKind.HEADLINE) == broken
    two = "Toll of quake rises to 43, dogs find girl"
    assert text_of_clause(two, "Toll of quake rises to 43", BlockKind.HEADLINE) == "Toll of quake rises to 43"
    behind = "The methane is high, which makes it impossible to use tools"
    assert text_of_clause(behind, "which makes it impossible to use tools", BlockKind.BODY) == behind


def test_two_things_told_of_one_subject_do_not_support_each_other() -> None:
    drained = telling("one", [("The dam above the valley is being drained slowly", "drain", {"A1": "The dam"}, [])])
    unscathed = telling("other", [("A dam higher up the valley came through well", "come", {"A0": "A dam"}, [])])
    units = gather_units([drained, unscathed], [])
    pair = Pair(0, 1, 0.9, {})
    assert not _tells_it(units.items[0], units.items[1], pair, units)
    again = gather_units([drained, replace(drained, article=unscathed.article)], [])
    assert _tells_it(again.items[0], again.items[1], pair, again)


def test_a_clause_begins_with_a_whole_word() -> None:
    told = telling("one", [("a 12-year-old girl sold coffee outside the station", "sell", {"A0": "old girl"}, [])])
    start = told.article.text.index("old girl")
    assert told.article.text[_word_start(told, start) : start] == "12-year-"
    assert _word_start(told, told.article.text.index("girl")) == told.article.text.index("girl")


def test_what_one_of_two_tellings_hedges_is_not_hypothetical() -> None:
    """Of "there was no barrier" and "believed there was no barrier" somebody tells the one as so."""
    plain, hedged, planned = (
        SimpleNamespace(article=article, status=status)
        for article, status in (("a", "asserted"), ("b", "hypothetical"), ("c", "planned"))
    )
    assert _status(cast(Any, [plain, hedged]), cast(Any, hedged)) == "asserted"
    assert _status(cast(Any, [hedged, hedged]), cast(Any, hedged)) == "hypothetical"
    assert _status(cast(Any, [plain, planned]), cast(Any, planned)) == "planned"
