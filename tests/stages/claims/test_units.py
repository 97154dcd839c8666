"""Polarity and status of a governing chain."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.stages.claims.made import telling

from stemma.model.span import Span
from stemma.model.words import Entity, EntityKind, EntityMention, Mention, MentionForm
from stemma.stages.claims.features import Pair
from stemma.stages.claims.units import gather_units, polarity_of, status_of
from stemma.stages.claims.wording import _tells_it

CHAINS = [
    ([], "past", "positive", "asserted"),
    (["not"], "past", "negative", "asserted"),
    (["plan"], "past", "positive", "planned"),
    (["not"], "future", "negative", "planned"),
    (["deny"], "past", "negative", "denied"),
    (["may"], "present", "positive", "hypothetical"),
    (["order", "not"], "past", "positive", "asserted"),
]


@pytest.mark.parametrize(("governors", "tense", "polarity", "status"), CHAINS)
def test_reads_the_chain(governors: list[str], tense: str, polarity: str, status: str) -> None:
    clause = ("The county opened the gates", "open", {"A0": "The county", "A1": "the gates"}, governors)
    (proposition,) = telling("one", [clause], tense=tense).propositions
    assert (polarity_of(proposition), status_of(proposition)) == (polarity, status)


def test_who_acts_counts_where_the_clause_leaves_it_out() -> None:
    made = telling("one", [("The county opened the gates", "open", {"A0": "The county"}, [])])
    (clause,) = made.propositions
    bare = replace(made, propositions=(replace(clause, terms=("open", "gate")),))
    (unit,) = gather_units([bare], []).items
    assert "county" in unit.keys


def test_what_was_ordered_does_not_count_beside_what_was_done() -> None:
    order = ("Army ordered its units to leave the wells", "order", {"A0": "Army"}, ())
    done = ("Army left the wells near Tarn", "leave", {"A0": "Army"}, ())
    units = gather_units([telling("a", [order]), telling("b", [done]), telling("c", [order])], ())
    ordered, left, again = units.items
    assert not _tells_it(ordered, left, Pair(0, 1, 0.9, {"same predicate": 0.5}), units)
    assert _tells_it(ordered, again, Pair(0, 2, 0.9, {"same predicate": 1.0}), units)


def test_a_name_behind_a_word_for_its_bearer_fills_the_role() -> None:
    """ "Lisbon champion Naomi Chebarus has been banned" is of the person whom other tellings call by the name alone."""
    one = telling("one", [("Lisbon champion Naomi Chebarus was banned", "ban", {"A1": "Lisbon champion"}, [])])
    at = one.article.text.index("Naomi")
    named = Mention("m", Span("one", at, at + 14), MentionForm.NAME, "PERSON", "Chebarus", one.sentences[0].id)
    member = EntityMention("m", named.span, MentionForm.NAME)
    person = Entity("e", "Naomi Chebarus", EntityKind.PERSON, (), (member,))
    units = gather_units([replace(one, mentions=(named,))], [person])
    assert units.items[0].roles["A1"] == ("e", "champion")
