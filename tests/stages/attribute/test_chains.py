"""Source chains: who is said to know, who carried it, down to the article in hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemma.model.article import Article, Credit, CreditPlace
from stemma.model.extracted import Extracted
from stemma.model.lineage import UNNAMED_PARENT, Derivation, Node, PassagePair, Relation, Stemma, Story
from stemma.model.span import Span
from stemma.model.statement import Count, Source, Statement
from stemma.settings import AttributeSettings
from stemma.stages.attribute.run import attribute_story

TEXT = "Two officials told Reuters that the mission would leave, the agency reported."


def article(identity: str, outlet: str | None, *credits: Credit) -> Article:
    return Article(identity, (), "", TEXT, (), outlet=outlet, credits=credits)


def source(identity: str, words: str, kind: str = "official") -> Source:
    start = TEXT.index(words)
    return Source(identity, Span("a", start, start + len(words)), words, kind, True, Count(2, 2))


def statement(
    identity: str, of: Source, *, within: str | None = None, carriers: tuple[tuple[str, Span], ...] = ()
) -> Statement:
    return Statement(
        identity, "a", "s", (Span("a", 27, 55),), None, of, "indirect", "say", within=within, carriers=carriers
    )


def telling(art: Article, *statements: Statement) -> Extracted:
    return Extracted(art, statements=statements)


def links(
    story: Story, tellings: list[Extracted], stemma: Stemma | None = None
) -> dict[str, list[tuple[str | None, str, str]]]:
    chains = attribute_story(story, tellings, stemma, AttributeSettings())
    return {chain.statement: [(link.label, link.kind, link.basis) for link in chain.links] for chain in chains}


SAID = statement("st1", source("s1", "Two officials"), carriers=(("Reuters", Span("a", 19, 26)),))


def test_source_then_carrier_then_outlet() -> None:
    found = links(Story("x", "", ("a",)), [telling(article("a", "Daily Post"), SAID)])
    assert found["st1"] == [
        ("Two officials", "source", "stated"),
        ("Reuters", "agency", "stated"),
        ("Daily Post", "outlet", "stated"),
    ]


def test_outlet_stays_open_where_nothing_names_it() -> None:
    assert links(Story("x", "", ("a",)), [telling(article("a", None), SAID)])["st1"][-1] == (None, "outlet", "stated")


def test_enclosing_statement_passed_it_on() -> None:
    outer = statement("st0", source("s0", "the agency", "agency"))
    inner = statement("st1", source("s1", "Two officials"), within="st0")
    found = links(Story("x", "", ("a",)), [telling(article("a", "Daily Post"), outer, inner)])
    assert [label for label, _, _ in found["st1"]] == ["Two officials", "the agency", "Daily Post"]


def test_whoever_denies_a_report_has_not_passed_it_on() -> None:
    outer = replace(statement("st0", source("s0", "the agency", "agency")), act="deny")
    inner = statement("st1", source("s1", "Two officials"), within="st0")
    found = links(Story("x", "", ("a",)), [telling(article("a", "Daily Post"), outer, inner)])
    assert [label for label, _, _ in found["st1"]] == ["Two officials", "Daily Post"]


@pytest.mark.parametrize(
    "where", [CreditPlace.DATELINE, CreditPlace.BYLINE, CreditPlace.TAIL, CreditPlace.JSON_LD, CreditPlace.FEED]
)
def test_credit_of_the_article_stands_before_its_outlet(where: CreditPlace) -> None:
    plain = statement("st1", source("s1", "Two officials"))
    found = links(
        Story("x", "", ("a",)), [telling(article("a", "Daily Post", Credit("Associated Press", where)), plain)]
    )
    assert found["st1"] == [
        ("Two officials", "source", "stated"),
        ("Associated Press", "agency", "stated"),
        ("Daily Post", "outlet", "stated"),
    ]


def test_agency_named_twice_stands_once() -> None:
    credit = Credit("Reuters", CreditPlace.DATELINE)
    found = links(Story("x", "", ("a",)), [telling(article("a", "Reuters", credit), SAID)])
    assert [label for label, _, _ in found["st1"]] == ["Two officials", "Reuters"]


def test_uncredited_child_inherits_along_the_edge() -> None:
    parent = telling(article("p", "Reuters"))
    child = telling(article("a", "Daily Post"), statement("st1", source("s1", "Two officials")))
    edge = Derivation("d1", "np", "na", Relation.REWRITE, 0.9, 0.9)
    stemma = Stemma("x", (Node("np", "p", ""), Node("na", "a", "")), (edge,))
    chains = list(attribute_story(Story("x", "", ("a", "p")), [parent, child], stemma, AttributeSettings()))
    inherited = chains[0].links[1]
    assert (inherited.label, inherited.kind, inherited.basis, inherited.from_id) == (
        "Reuters",
        "agency",
        "inferred",
        "d1",
    )


def test_who_has_but_a_part_from_its_parent_inherits_in_that_part() -> None:
    parent = telling(article("p", "Reuters"))
    child = telling(article("a", "Daily Post"), statement("st1", source("s1", "Two officials")))
    story = Story("x", "", ("a", "p"))
    found = []
    for start, end in ((0, 60), (60, 70)):
        passage = PassagePair(None, Span("a", start, end))
        edge = Derivation("d1", "np", "na", Relation.REWRITE, 0.2, 0.9, (passage,))
        stemma = Stemma("x", (Node("np", "p", ""), Node("na", "a", "")), (edge,))
        found.append([label for label, _, _ in links(story, [parent, child], stemma)["st1"]])
    assert found == [["Two officials", "Reuters", "Daily Post"], ["Two officials", "Daily Post"]]


def test_whom_the_parent_names_came_along_though_the_words_differ() -> None:
    passage = PassagePair(Span("p", 0, 4), Span("a", 60, 70))
    edge = Derivation("d1", "np", "na", Relation.REWRITE, 0.9, 0.9, (passage,))
    stemma = Stemma("x", (Node("np", "p", ""), Node("na", "a", "")), (edge,))
    found = []
    for name in ("Ilse Brandt", "Anna Kolm"):
        parent = telling(replace(article("p", "Reuters"), text="Brandt heads the authority."))
        said = Source("s1", Span("a", 0, 3), name, "person", False, Count(1, 1))
        child = telling(article("a", "Daily Post"), statement("st1", said))
        found.append([label for label, _, _ in links(Story("x", "", ("a", "p")), [parent, child], stemma)["st1"]])
    assert found == [["Ilse Brandt", "Reuters", "Daily Post"], ["Anna Kolm", "Daily Post"]]


def test_unseen_parent_with_a_label_counts() -> None:
    child = telling(article("a", None), statement("st1", source("s1", "Two officials")))
    edge = Derivation("d1", "u", "na", Relation.TRANSLATION, 0.9, 0.9)
    stemma = Stemma("x", (Node("u", None, "Reuters"), Node("na", "a", "")), (edge,))
    found = links(Story("x", "", ("a",)), [child], stemma)
    assert found["st1"] == [
        ("Two officials", "source", "stated"),
        ("Reuters", "agency", "inferred"),
        (None, "outlet", "stated"),
    ]


def test_unseen_parent_whom_nobody_names_is_no_station() -> None:
    child = telling(article("a", "Daily Post"), statement("st1", source("s1", "Two officials")))
    edge = Derivation("d1", "u", "na", Relation.TRANSLATION, 0.9, 0.9)
    stemma = Stemma("x", (Node("u", None, UNNAMED_PARENT), Node("na", "a", "")), (edge,))
    assert [label for label, _, _ in links(Story("x", "", ("a",)), [child], stemma)["st1"]] == [
        "Two officials",
        "Daily Post",
    ]


def test_own_credit_outranks_the_parent() -> None:
    parent = telling(article("p", "Reuters"))
    child = telling(
        article("a", "Daily Post", Credit("AFP", CreditPlace.BYLINE)), statement("st1", source("s1", "Two officials"))
    )
    edge = Derivation("d1", "np", "na", Relation.REWRITE, 0.9, 0.9)
    stemma = Stemma("x", (Node("np", "p", ""), Node("na", "a", "")), (edge,))
    found = links(Story("x", "", ("a", "p")), [parent, child], stemma)
    assert [label for label, _, _ in found["st1"]] == ["Two officials", "AFP", "Daily Post"]


def test_circle_in_the_stemma_ends() -> None:
    first, second = (
        telling(article("a", None), statement("st1", source("s1", "Two officials"))),
        telling(article("b", None)),
    )
    edges = tuple(Derivation(f"d{p}", p, c, Relation.COPY, 0.9, 0.9) for p, c in (("na", "nb"), ("nb", "na")))
    stemma = Stemma("x", (Node("na", "a", ""), Node("nb", "b", "")), edges)
    assert links(Story("x", "", ("a", "b")), [first, second], stemma)["st1"][0][0] == "Two officials"
