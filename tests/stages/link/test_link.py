"""Entities across articles: variants join, namesakes stay apart, order changes nothing, a person's ruling stands."""

from __future__ import annotations

import random

from stemma.model.article import Article, Block, BlockKind
from stemma.model.decision import Decision
from stemma.model.extracted import Extracted
from stemma.model.ids import span_id
from stemma.model.problem import Problem
from stemma.model.span import Span
from stemma.model.words import Entity, EntityKind, Mention, MentionForm
from stemma.stages.link.run import link_entities


def article(name: str, *mentions: tuple[str, str, str | None, str | None]) -> Extracted:
    """An article whose text is its mentions, each (text, label, title, refers to the mention with this text)."""
    text, found, ids = "", [], {}
    for words, label, title, target in mentions:
        start = len(text)
        text += words + " . "
        span = Span(name, start, start + len(words))
        ids.setdefault(words, span_id("mention", name, span.start, span.end))
        found.append((span, words, label, title, target))
    built = tuple(
        Mention(
            span_id("mention", name, span.start, span.end),
            span,
            MentionForm.NAME,
            label,
            words.split()[-1],
            "s",
            ids[target] if target else None,
            title,
        )
        for span, words, label, title, target in found
    )
    return Extracted(Article(name, (name,), "", text, (Block(0, len(text), BlockKind.BODY),)), (), built)


def linked(*articles: Extracted, decisions: tuple[Decision, ...] = ()) -> list[Entity]:
    return [record for record in link_entities(articles, decisions) if isinstance(record, Entity)]


def named(entities: list[Entity], text: str) -> Entity:
    (found,) = [entity for entity in entities if any(name.text == text for name in entity.names)]
    return found


def test_spellings_join_across_articles() -> None:
    entities = linked(
        article("a", ("Muqtada al-Sadr", "PERSON", None, None)),
        article("b", ("Moqtada al-Sadr", "PERSON", None, None), ("Sadr", "PERSON", None, "Moqtada al-Sadr")),
    )
    (entity,) = entities
    assert entity.kind is EntityKind.PERSON
    assert {name.text for name in entity.names} == {"Muqtada al-Sadr", "Moqtada al-Sadr", "Sadr"}
    assert entity.reasons[0].feature == "same name, in other spelling or order"


def test_an_added_article_seldom_changes_the_id_of_an_entity() -> None:
    articles = [article(f"a{number}", ("Iraq", "LOC", None, None)) for number in range(40)]
    ids = [linked(*articles[:count])[0].id for count in range(1, 41)]
    assert len(set(ids)) < 10
    assert len(linked(*articles, article("b", ("Jordan", "LOC", None, None)))) == 2


def test_two_of_one_surname_stay_two() -> None:
    entities = linked(
        article("a", ("George W. Bush", "PERSON", None, None)),
        article("b", ("George H. W. Bush", "PERSON", None, None)),
        article("c", ("Laura Bush", "PERSON", None, None)),
    )
    assert len(entities) == 3


def test_a_lone_surname_without_context_joins_nobody() -> None:
    assert (
        len(linked(article("a", ("Elsa Brandt", "PERSON", None, None)), article("b", ("Brandt", "PERSON", None, None))))
        == 2
    )


def test_a_lone_surname_with_the_title_joins() -> None:
    entities = linked(
        article("a", ("Elsa Brandt", "PERSON", "Foreign Minister", None)),
        article("b", ("Brandt", "PERSON", "Foreign Minister", None)),
    )
    assert len(entities) == 1


def test_a_component_never_holds_names_that_exclude_each_other() -> None:
    entities = linked(
        article("a", ("John Smith", "PERSON", None, None)),
        article("b", ("J. Smith", "PERSON", None, None)),
        article("c", ("James Smith", "PERSON", None, None)),
    )
    for entity in entities:
        assert not {"John Smith", "James Smith"} <= {name.text for name in entity.names}


def test_countries_and_kinds() -> None:
    entities = linked(
        article(
            "a",
            ("Iraq", "LOC", None, None),
            ("Hezbollah", "ORG", None, None),
            ("Reuters", "ORG", None, None),
            ("Mosul", "LOC", None, None),
        )
    )
    assert named(entities, "Iraq").kind is EntityKind.COUNTRY
    assert named(entities, "Iraq").country is None or named(entities, "Iraq").country == "IRQ"
    assert named(entities, "Hezbollah").kind is EntityKind.ARMED_GROUP
    assert named(entities, "Reuters").kind is EntityKind.AGENCY
    place = named(entities, "Mosul").place
    assert place is not None
    assert (place.country, place.precision) == ("IRQ", "city")


def test_order_of_articles_changes_nothing() -> None:
    rng = random.Random(7)
    names = [
        "Anna Lindt",
        "A. Lindt",
        "Lindt",
        "Ana Lind",
        "Peter Holm",
        "Holm",
        "World Health Organization",
        "WHO",
        "Kyiv",
        "Kiev",
    ]
    articles = [
        article(
            f"a{i}",
            *(
                (
                    name,
                    "ORG" if name.isupper() or "Org" in name else "LOC" if name.startswith("K") else "PERSON",
                    None,
                    None,
                )
                for name in rng.sample(names, 4)
            ),
        )
        for i in range(12)
    ]
    expected = linked(*articles)
    for _ in range(3):
        rng.shuffle(articles)
        assert linked(*articles) == expected


def decision(verdict: str, left: str, right: str) -> Decision:
    return Decision("d1", verdict, "entity", left, right)


def test_a_ruling_joins_and_parts() -> None:
    first, second = (
        article("a", ("Elsa Brandt", "PERSON", None, None)),
        article("b", ("E. Krause", "PERSON", None, None)),
    )
    assert len(linked(first, second, decisions=(decision("same", "a:0-11", "b:0-9"),))) == 1
    third = article("c", ("Else Brandt", "PERSON", None, None))
    assert len(linked(first, third)) == 1
    assert len(linked(first, third, decisions=(decision("different", "a:0-11", "c:0-11"),))) == 2


def test_a_ruling_without_mention_is_a_problem() -> None:
    records = list(
        link_entities([article("a", ("Elsa Brandt", "PERSON", None, None))], (decision("same", "a:0-11", "gone:0-4"),))
    )
    assert [record.code for record in records if isinstance(record, Problem)] == ["decision-not-applied"]


_BESIDE = (("Ada Lund", "PERSON", None, None), ("Bo Falk", "PERSON", None, None), ("Port Amery", "LOC", None, None))


def test_short_name_of_a_body_joins_the_one_that_ends_so() -> None:
    entities = linked(
        article("a", ("Port Amery Gulls", "ORG", None, None), *_BESIDE),
        article("b", ("Gulls", "ORG", None, None), *_BESIDE),
        article("c", ("Gulls Nation", "ORG", None, None)),
    )
    assert {name.text for name in named(entities, "Gulls").names} == {"Gulls", "Port Amery Gulls"}


def test_short_name_of_two_bodies_joins_neither() -> None:
    entities = linked(
        article("a", ("Port Amery Gulls", "ORG", None, None), ("Eastfold Gulls", "ORG", None, None), *_BESIDE),
        article("b", ("Gulls", "ORG", None, None), *_BESIDE),
    )
    assert {name.text for name in named(entities, "Gulls").names} == {"Gulls"}


def test_plain_word_is_no_short_name() -> None:
    entities = linked(
        article("a", ("Port Amery Council", "ORG", None, None), *_BESIDE),
        article("b", ("Council", "ORG", None, None), *_BESIDE),
    )
    assert {name.text for name in named(entities, "Council").names} == {"Council"}


def _story(name: str, *texts: str) -> Extracted:
    """An article of one story, whose names few other articles of the case bear."""
    labels = {"Shore Council": "ORG", "Dunmore Herons": "ORG", "Herons": "ORG", "Dunmore": "ORG"}
    return article(name, *((text, labels.get(text, "PERSON"), None, None) for text in texts))


def _others(count: int) -> list[Extracted]:
    return [article(f"z{number}", (f"Qalo{number} Ranek", "PERSON", None, None)) for number in range(count)]


def test_a_lone_surname_joins_the_one_of_its_story() -> None:
    entities = linked(
        _story("a", "Nadia Verwoort", "Ilse Maartens"),
        _story("b", "Verwoort", "Ilse Maartens"),
        _story("c", "Pieter Verwoort"),
        *_others(40),
    )
    assert len(named(entities, "Verwoort").mentions) == 2
    assert {name.text for name in named(entities, "Verwoort").names} == {"Verwoort", "Nadia Verwoort"}


def test_a_lone_surname_of_another_story_joins_none_of_two() -> None:
    entities = linked(
        _story("a", "Nadia Verwoort", "Ilse Maartens"),
        _story("b", "Verwoort"),
        _story("c", "Pieter Verwoort"),
        *_others(40),
    )
    assert len(named(entities, "Verwoort").names) == 1


def test_a_like_sounding_word_of_the_story_is_no_short_form() -> None:
    entities = linked(
        _story("a", "Theresa Maye", "Ilse Maartens"),
        article("b", ("Teresi", "PERSON", None, None), ("Ilse Maartens", "PERSON", None, None)),
        *_others(40),
    )
    assert len(named(entities, "Teresi").names) == 1


def test_beginning_and_end_of_one_body_s_name_meet_in_it() -> None:
    beside = ("Ilse Maartens", "Nadia Verwoort", "Jan Okkels")
    entities = linked(
        _story("a", "Dunmore Herons", *beside), _story("b", "Herons", *beside), _story("c", "Dunmore", *beside)
    )
    assert {name.text for name in named(entities, "Herons").names} == {"Dunmore Herons", "Herons", "Dunmore"}


def test_a_nickname_between_the_names_and_a_suffix_behind_a_comma_are_left_out() -> None:
    entities = linked(
        article("a", ("Tomas Berzin", "PERSON", None, None)),
        article("b", ("Tomas (Kiko) Berzin", "PERSON", None, None)),
        article("c", ("Tomas 'Kiko' Berzin, Jr", "PERSON", None, None)),
    )
    assert len(entities) == 1
