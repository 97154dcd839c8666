"""The gazetteer finds towns and divisions by name and by other spellings."""

from stemma.lang.places import places_named


def test_spellings_meet() -> None:
    assert places_named("Kiev")[0].country == "UKR"
    assert places_named("Bombay")[0].name == "Mumbai"
    assert {place.country for place in places_named("Alexandria")} >= {"EGY", "USA"}
    assert places_named("Anbar province")[0].country == "IRQ"
    assert places_named("Rapides Parish")[0].division == "Louisiana"
    assert places_named("Nosuchplaceville") == ()
