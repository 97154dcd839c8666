"""Weighing: what copies adds nothing, what differs is listed with its tellings, and no count stands beside a value fewer told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.stages.claims.made import telling

from stemma.model.claim import Claim, Clash, Disagreement, Telling
from stemma.model.extracted import Extracted
from stemma.model.independence import largest_independent
from stemma.model.lineage import Derivation, Independence, Node, Origin, Relation, Stemma, Story, Verdict
from stemma.settings import ClaimsSettings, WeighSettings
from stemma.stages.claims.run import find_claims
from stemma.stages.weigh.count import corroborate
from stemma.stages.weigh.run import weigh_story

KILLED = ("The flood killed 17 people in the valley", "kill", {"A0": "The flood", "A1": "people"}, [])
MORE = ("The flood killed 22 people in the valley", "kill", {"A0": "The flood", "A1": "people"}, [])
VERDICTS = {
    frozenset(("a", "b")): Verdict.INDEPENDENT,
    frozenset(("b", "c")): Verdict.INDEPENDENT,
    frozenset(("a", "c")): Verdict.NOT_ESTABLISHED,
    frozenset(("c", "d")): Verdict.SHARED,
}
COUNTS = [
    (["a"], 1, 1),
    (["a", "b"], 2, 2),
    (["a", "c"], 1, 2),
    (["a", "b", "c"], 2, 3),
    (["b", "c", "d"], 2, 2),
    ([], 1, 1),
]


@pytest.mark.parametrize(("origins", "count", "at_most"), COUNTS)
def test_counts_only_what_is_pairwise_shown_independent(origins: list[str], count: int, at_most: int) -> None:
    tellings = [Telling(f"article {origin}", (), origin=origin) for origin in origins]
    counted = corroborate(tellings, [], verdicts=VERDICTS, mentioned=[])
    assert (counted.count, counted.at_most) == (count, at_most)


def test_a_telling_that_is_not_sure_adds_no_origin() -> None:
    tellings = [Telling("one", (), origin="a"), Telling("other", (), origin="b", sure=False)]
    assert corroborate(tellings, [], verdicts=VERDICTS, mentioned=[]).count == 1


def test_greedy_counting_never_exceeds_the_exact_one() -> None:
    many = [str(number) for number in range(14)]
    verdicts = {
        frozenset((a, b)): Verdict.INDEPENDENT for a in many for b in many if a != b and int(a) % 2 == int(b) % 2
    }
    assert len(largest_independent(many, verdicts)) == 7


def weighed(tellings: list[Extracted], stemma: Stemma) -> list[object]:
    story = Story("story", "Flood", tuple(t.article.id for t in tellings))
    made = list(find_claims(story, tellings, [], [], [], ClaimsSettings()))
    return list(
        weigh_story(
            story,
            tellings,
            stemma=stemma,
            chains=[],
            claims=[item for item in made if isinstance(item, Claim)],
            clashes=[item for item in made if isinstance(item, Clash)],
            entities=[],
            settings=WeighSettings(),
        )
    )


def two_origins(verdict: Verdict) -> Stemma:
    nodes = (Node("one", "one", "One"), Node("other", "other", "Other"))
    origins = tuple(Origin(f"origin {n.id}", "story", n.label, "newsroom", (n.id,)) for n in nodes)
    return Stemma("story", nodes, (), (), (Independence("origins", origins[0].id, origins[1].id, verdict),), origins)


def descent(relation: Relation) -> Stemma:
    nodes = (Node("one", "one", "One"), Node("other", "other", "Other"))
    edge = Derivation("edge", "one", "other", relation, 0.9, 0.9)
    return Stemma(
        "story", nodes, (edge,), (), (), (Origin("origin one", "story", "One", "newsroom", ("one", "other")),)
    )


@pytest.mark.parametrize(
    ("verdict", "count", "at_most"),
    [(Verdict.INDEPENDENT, 2, 2), (Verdict.NOT_ESTABLISHED, 1, 2), (Verdict.SHARED, 1, 1)],
)
def test_two_newsrooms(verdict: Verdict, count: int, at_most: int) -> None:
    told = [telling("one", [KILLED], said_by="the mayor"), telling("other", [KILLED])]
    made = weighed(told, two_origins(verdict))
    (claim,) = [item for item in made if isinstance(item, Claim)]
    assert claim.corroboration is not None
    assert (claim.corroboration.count, claim.corroboration.at_most) == (count, at_most)


def test_a_claim_for_which_neither_side_names_a_source_is_not_shown_to_have_two_origins() -> None:
    told = [telling("one", [KILLED]), telling("other", [KILLED])]
    (claim,) = [item for item in weighed(told, two_origins(Verdict.INDEPENDENT)) if isinstance(item, Claim)]
    assert claim.corroboration is not None
    assert (claim.corroboration.count, claim.corroboration.at_most) == (1, 2)
    assert [n.reason for n in claim.corroboration.not_counted] == ["not established"]


def test_what_a_newsroom_says_that_it_counted_itself_is_a_source() -> None:
    counted = ("The flood killed 17 people in the valley, as this newspaper counted", *KILLED[1:])
    told = [telling("one", [KILLED]), telling("other", [counted])]
    (claim,) = [item for item in weighed(told, two_origins(Verdict.INDEPENDENT)) if isinstance(item, Claim)]
    assert claim.corroboration is not None and claim.corroboration.count == 2


def test_two_independent_origins_of_which_one_telling_names_the_other_count_once_where_these_alone_tell_it() -> None:
    told = [telling("one", [KILLED], said_by="the mayor"), telling("other", [KILLED])]
    stemma = two_origins(Verdict.INDEPENDENT)
    named = Independence("articles", "one", "other", Verdict.NOT_ESTABLISHED)
    made = weighed(told, replace(stemma, independence=(*stemma.independence, named)))
    (claim,) = [item for item in made if isinstance(item, Claim)]
    assert claim.corroboration is not None and claim.corroboration.count == 1


@pytest.mark.parametrize(("relation", "reason"), [(Relation.COPY, "copy"), (Relation.REWRITE, "inherits")])
def test_a_child_inherits(relation: Relation, reason: str) -> None:
    made = weighed([telling("one", [KILLED]), telling("other", [KILLED])], descent(relation))
    (claim,) = [item for item in made if isinstance(item, Claim)]
    assert claim.corroboration is not None and claim.corroboration.count == 1
    assert [(n.article, n.reason) for n in claim.corroboration.not_counted] == [("other", reason)]
    assert {t.origin for t in claim.tellings} == {"origin one"}


FIGURES = [
    ("2025-03-14", "2025-03-16", [], "update"),
    ("2025-03-16", "2025-03-14", [], "conflict"),
    (None, None, [], "conflict"),
]


@pytest.mark.parametrize(("first", "second", "_", "kind"), FIGURES)
def test_a_toll_that_only_grows_is_an_update(first: str | None, second: str | None, _: list[str], kind: str) -> None:
    one = telling("one", [KILLED], figures=[("17 people", "killed", 17.0)], published=first)
    other = telling("other", [MORE], figures=[("22 people", "killed", 22.0)], published=second)
    (found,) = [
        d
        for d in weighed([one, other], two_origins(Verdict.INDEPENDENT))
        if isinstance(d, Disagreement) and d.slot == "number"
    ]
    assert found.type == kind
    assert {(v.value, v.article, v.count) for v in found.values} == {("17 people", "one", 1), ("22 people", "other", 1)}


def test_rounding_is_a_variant() -> None:
    rough = ("The flood killed about 16 people in the valley", "kill", {"A0": "The flood", "A1": "people"}, [])
    one = telling("one", [KILLED], figures=[("17 people", "killed", 17.0)])
    other = telling("other", [rough], figures=[("about 16 people", "killed", 16.0)])
    (found,) = [
        d
        for d in weighed([one, other], two_origins(Verdict.SHARED))
        if isinstance(d, Disagreement) and d.slot == "number"
    ]
    assert found.type == "variant"


def test_the_dead_of_two_sides_are_two_matters_though_a_count_without_a_noun_answers_both() -> None:
    one = telling("one", [("The raid killed 19 soldiers", "kill", {}, [])], figures=[("19 soldiers", "killed", 19.0)])
    two = telling("two", [("The raid killed 11 villagers", "kill", {}, [])], figures=[("11 villagers", "killed", 11.0)])
    open_ = telling("open", [("The raid left 13 bodies", "leave", {}, [])], figures=[("13 bodies", "killed", 13.0)])
    made = weighed([one, two, open_], Stemma("story", (), ()))
    told = [{v.value for v in d.values} for d in made if isinstance(d, Disagreement) and d.slot == "number"]
    assert told and not any({"19 soldiers", "11 villagers"} <= values for values in told)


def test_the_only_counts_of_one_thing_are_compared_however_told() -> None:
    def counting(name: str, words: str, value: float) -> Extracted:
        clause = (f"Helpers came with {words} at night", "come", {"A0": "Helpers"}, [])
        made = telling(name, [clause], figures=[(words, "count", value)])
        return replace(made, quantities=tuple(replace(q, unit="firefighter") for q in made.quantities))

    one = counting("one", "612 firefighters", 612.0)
    for value, stated in ((640.0, True), (1200.0, False)):
        other = counting("other", f"{value:g} firefighters", value)
        other = replace(other, propositions=(), sentences=other.sentences)
        made = weighed([one, other], two_origins(Verdict.INDEPENDENT))
        assert any(isinstance(d, Disagreement) and d.slot == "number" for d in made) is stated


def test_an_attribution_that_the_child_dropped_is_hardening() -> None:
    made = weighed(
        [telling("one", [KILLED], said_by="the police"), telling("other", [KILLED])], descent(Relation.REWRITE)
    )
    (found,) = [d for d in made if isinstance(d, Disagreement)]
    assert (found.slot, found.type, found.parent, found.child) == ("attribution", "hardening", "one", "other")


def test_a_copy_that_stops_early_leaves_nothing_out_by_choice() -> None:
    denial = telling("one", [KILLED, ("The mayor rejected the charge", "reject", {"A0": "The mayor"}, [])])
    said = telling("x", [KILLED], said_by="the mayor").statements[0]
    content = denial.sentences[1].span
    denial = replace(
        denial,
        statements=(
            replace(
                said,
                article="one",
                act="deny",
                content=(content,),
                cue=content,
                source=replace(said.source, span=content),
            ),
        ),
    )
    child = telling("other", [KILLED])
    for relation, expected in ((Relation.COPY, 0), (Relation.REWRITE, 1)):
        found = [
            d
            for d in weighed([denial, child], descent(relation))
            if isinstance(d, Disagreement) and d.slot == "omission"
        ]
        assert len(found) == expected


SOUND = ("No part of the sphere was past its term", "term", {"A0": "part"}, ["not"])


def test_an_issuer_known_by_its_heading_adds_no_origin_where_it_is_quoted() -> None:
    release = telling("one", [SOUND], outlet="")
    report = telling("other", [SOUND], said_by="Azochim")
    stemma = two_origins(Verdict.INDEPENDENT)
    heading = replace(stemma.origins[0], label="AZOCHIM S.A. - COMMUNIQUE NO. 2", kind="issuer")
    (claim,) = (
        item
        for item in weighed([release, report], replace(stemma, origins=(heading, stemma.origins[1])))
        if isinstance(item, Claim)
    )
    assert claim.corroboration is not None
    assert (claim.corroboration.count, {n.reason for n in claim.corroboration.not_counted}) == (1, {"same source"})


def test_what_stands_behind_an_issuers_name_and_a_colon_is_its_own() -> None:
    release = telling("one", [("all branches are paying out", "pay", {"A0": "all branches"}, [])], outlet="Altan")
    quoting = telling("other", [("Altan: all branches are paying out", "pay", {"A0": "all branches"}, [])])
    stemma = two_origins(Verdict.INDEPENDENT)
    issuer = replace(stemma.origins[0], label="Altan", kind="issuer")
    (claim,) = (
        item
        for item in weighed([release, quoting], replace(stemma, origins=(issuer, stemma.origins[1])))
        if isinstance(item, Claim)
    )
    assert claim.corroboration is not None and claim.corroboration.count == 1
