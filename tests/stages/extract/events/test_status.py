"""Whether an event is said to have happened: every status, and what hides it."""

import pytest

from stemma.stages.extract.events.find import status_at

CASES = [
    ("Rebels shelled the northern suburbs overnight.", "shelled", "asserted"),
    ("The ministry denied that its aircraft had bombed the market.", "bombed", "denied"),
    ("Tarvos threatened to close its embassy.", "threatened", "asserted"),
    ("Tarvos threatened to close its embassy.", "close", "threatened"),
    ("If the convoy is attacked again, we will close the crossing.", "close", "conditional"),
    ("If the convoy is attacked again, we will close the crossing.", "attacked", "hypothetical"),
    ("An attempt to storm the parliament was foiled.", "storm", "failed"),
    ("The two presidents are due to sign the accord.", "sign", "planned"),
    ("The bank might raise rates.", "raise", "hypothetical"),
    ("The withdrawal has not started.", "withdrawal", "negated"),
    ("Firefighters were still battling the blaze.", "battling", "ongoing"),
    ("The militia warned it would attack any ship.", "attack", "threatened"),
    ("The opposition demanded that the minister resign.", "resign", "requested"),
    ("The governor did not sign the bill.", "sign", "negated"),
    ("Soldiers are digging trenches.", "digging", "ongoing"),
    ("The evacuation will begin if these efforts fail.", "evacuation", "conditional"),
    ("There is no plan to nationalise the railways.", "nationalise", "negated"),
    ("Lorry drivers ended their blockade of the port.", "blockade", "asserted"),
    ("The commander threatened to attack unless the shelling stops.", "attack", "conditional"),
    ("The commander threatened to attack unless the shelling stops.", "shelling", "ongoing"),
    ("Troops were sent to free the hostages without firing a shot.", "firing", "negated"),
    ("Farmers fear an attack on the dam.", "attack", "hypothetical"),
    ("The planned evacuation of the hospital was postponed.", "evacuation", "planned"),
    ("The president ordered troops to withdraw from the valley.", "withdraw", "requested"),
    ("The army launched an attack on the rebels.", "attack", "asserted"),
    ("The governor said he did not order the arrest.", "order", "denied"),
    ("The strike that killed four farmers was condemned.", "killed", "asserted"),
    ("Engineers fell short of restoring power to the suburbs.", "restoring", "failed"),
    ("The committee did not hesitate to approve the grant.", "approve", "asserted"),
    ("The studio dropped plans to film a sequel.", "film", "negated"),
    ("The rebels agreed to disarm but never did.", "disarm", "negated"),
    ("The minister dismissed claims that he had left the party.", "left", "denied"),
    ("The island would be cut off were the bridge to fail.", "cut", "conditional"),
    ("The island would be cut off were the bridge to fail.", "fail", "hypothetical"),
    ("The talks broke down over price.", "talks", "asserted"),
    ("Vote counting was under way in three provinces.", "counting", "ongoing"),
    ("Residents want the quarry closed.", "closed", "requested"),
    ("Without new money the hospital will close by June.", "close", "conditional"),
    ("It is untrue that the firm lost the data.", "lost", "negated"),
    ("He is going to resign.", "resign", "planned"),
    ("The firm failed to raise money and filed for bankruptcy.", "raise", "failed"),
    ("The firm failed to raise money and filed for bankruptcy.", "filed", "asserted"),
    ("Talks collapsed without an agreement.", "agreement", "negated"),
    ("The reactor was to have been switched on in March.", "switched", "negated"),
    ("Over my dead body, the curator said of plans to lend the globe.", "lend", "negated"),
    ("They said they would meet again in May.", "meet", "planned"),
]


@pytest.mark.parametrize(("words", "trigger", "status"), CASES)
def test_status(text_of, words, trigger, status):
    token = next(token for token in text_of(words).doc if token.text == trigger)
    assert status_at(token).status.value == status


def test_condition_keeps_what_it_outranks(text_of):
    doc = text_of("The commander threatened to attack unless the shelling stops.").doc
    reading = status_at(next(token for token in doc if token.text == "attack"))
    assert "threatened" in [status.value for status in reading.also]
    assert reading.condition is not None and reading.condition.text == "stops"
