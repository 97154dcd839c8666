"""Who did what to whom, with what and where."""

import pytest

from stemma.model.words import Mention, MentionForm, Quantity
from stemma.stages.extract.events import find_events


def events_in(text, quantities=()):
    return {text.words(event.trigger): event for event in find_events(text, (), (), quantities, ())}


def words_of(text, parts):
    return [text.words(part.span) for part in parts]


CASES = [
    ("Rebels shelled the northern suburbs overnight.", "shelled", "ASSAULT", ["Rebels"], ["the northern suburbs"]),
    ("The killing of a journalist by soldiers angered the town.", "killing", "ASSAULT", ["soldiers"], ["a journalist"]),
    ("Gunmen who attacked the village were arrested.", "attacked", "ASSAULT", ["Gunmen"], ["the village"]),
    ("Gunmen who attacked the village were arrested.", "arrested", "COERCE", [], ["Gunmen"]),
    ("The army launched an attack on the rebels.", "attack", "ASSAULT", ["The army"], ["the rebels"]),
    ("Tarvos threatened to close its embassy.", "close", "SANCTION", ["Tarvos"], []),
    ("The president ordered troops to withdraw from the valley.", "withdraw", "RETREAT", ["troops"], []),
    ("The president ordered troops to withdraw from the valley.", "ordered", "REQUEST", ["The president"], ["troops"]),
    ("The opposition demanded that the minister resign.", "resign", "RETREAT", ["the minister"], []),
    ("The minister persuaded the general to attack the convoy.", "attack", "ASSAULT", ["the general"], ["the convoy"]),
    ("The killing of a teacher by soldiers angered the town.", "killing", "ASSAULT", ["soldiers"], ["a teacher"]),
    ("Also killed were three children.", "killed", "ASSAULT", [], ["three children"]),
    ("Thirty people were injured when a bus overturned.", "injured", "ACCIDENT", [], ["Thirty people"]),
]


@pytest.mark.parametrize(("words", "trigger", "kind", "actors", "recipients"), CASES)
def test_type_and_roles(text_of, words, trigger, kind, actors, recipients):
    text = text_of(words)
    event = events_in(text)[trigger]
    assert event.type == kind
    assert words_of(text, event.actors) == actors
    assert words_of(text, event.recipients) == recipients


def test_country_instrument_and_place_come_with_the_killing(text_of):
    text = text_of("The United States killed a general with a drone strike in Arvan.")
    event = events_in(text)["killed"]
    assert event.actors[0].country == "USA"
    assert event.recipients[0].sector == "MIL"
    assert text.words(event.instrument).startswith("a drone strike")
    assert text.words(event.place.span) == "Arvan"


def test_one_named_or_single_person_counts_one(text_of):
    event = events_in(text_of("The United States killed a general with a drone strike in Arvan."))["killed"]
    assert [(quantity.kind, quantity.low, quantity.high) for quantity in event.quantities] == [("killed", 1.0, 1.0)]


def test_bare_plural_counts_nothing(text_of):
    assert events_in(text_of("Rebels shelled the northern suburbs overnight."))["shelled"].quantities == ()


def test_toll_of_a_coordination_belongs_to_the_killing_alone(text_of):
    text = text_of("Three children and two women were killed when rockets hit a house.")
    toll = Quantity("q", text.span(0, 5), "killed", 5, 5, 5)
    events = events_in(text, (toll,))
    assert events["killed"].quantities == (toll,)
    assert toll not in events["hit"].quantities
    assert text.words(events["killed"].instrument) == "rockets"
    assert text.words(events["killed"].place.span) == "a house"


def test_presupposed_and_threatened_events_stand_apart(text_of):
    events = events_in(text_of("Tarvos threatened to close its embassy."))
    assert (events["threatened"].type, events["threatened"].status.value) == ("THREATEN", "asserted")
    assert events["close"].status.value == "threatened"


def test_same_reading_twice_gives_the_same_records(text_of):
    text = text_of("Gunmen who attacked the village were arrested.")
    assert find_events(text, (), (), (), ()) == find_events(text, (), (), (), ())


@pytest.mark.parametrize(
    ("words", "types"),
    [
        ("The company launched a phone.", ["ANNOUNCE"]),
        ("North Korea launched a missile on Monday.", ["MOBILIZE"]),
        ("The president struck a note of caution.", []),
    ],
)
def test_the_object_decides_what_a_word_tells(text_of, words, types):
    assert [event.type for event in find_events(text_of(words), (), (), (), ())] == types


def test_who_is_left_dead_suffers_it_and_not_what_left_him(text_of):
    text = text_of("The storm left nine people dead.")
    dead = next(event for event in find_events(text, (), (), (), ()) if event.type == "DEATH")
    assert [text.words(part.span) for part in dead.recipients] == ["nine people"]


def test_the_attack_told_before_is_the_same_event(text_of):
    told = (
        "Rebels attacked the town on Monday.",
        "The army launched an attack on the rebels.",
        "Rebels attacked the town on Monday.",
    )
    first, _, _, again = find_events(text_of(*told), (), (), (), ())
    assert again.same_as == first.id


def test_context_comes_from_the_sentence_and_the_one_before(text_of):
    told = ("The army launched an attack on the rebels.", "Rebels killed two nuns.", "The company launched a phone.")
    events = find_events(text_of(*told), (), (), (), ())
    contexts = {event.lemma: event.context for event in events}
    assert contexts["kill"] == ("military",)
    assert contexts["launch"] == ()


def _named(text, *names):
    """Return the given names as mentions of persons, each in the sentence where it stands."""
    made = []
    for name in names:
        span = text.span(*next((i, i + 2) for i in range(len(text.doc)) if text.doc[i : i + 2].text == name))
        sentence = text.sentence_of(text.token_at(span.start)).id
        made.append(Mention(name, span, MentionForm.NAME, "PERSON", name.split()[-1], sentence))
    return tuple(made)


@pytest.mark.parametrize(("count", "named"), [(2, ["Two reporters", "Ana Ruiz", "Juan Perez"]), (1, ["Two reporters"])])
def test_victims_named_in_the_next_sentence_join_those_harmed_where_they_are_no_more_than_the_toll(
    text_of, count, named
):
    text = text_of("Two reporters were killed.", "The victims were identified as Ana Ruiz and Juan Perez.")
    toll = Quantity("q", text.span(0, 2), "killed", count, count, count)
    events = find_events(text, _named(text, "Ana Ruiz", "Juan Perez"), (), (toll,), ())
    killed = next(event for event in events if text.words(event.trigger) == "killed")
    assert words_of(text, killed.recipients) == named


def test_who_is_shot_is_injured_and_no_more(text_of):
    shot = events_in(text_of("The police shot the driver."))["shot"]
    assert [(quantity.kind, quantity.best) for quantity in shot.quantities] == [("injured", 1.0)]
