"""The table of units agrees with pint, which is too slow to load (a quarter of a second) to be asked at run time."""

import pint
import pytest

from stemma.text.numbers import UNITS

_BASES = {"km": "kilometer", "kg": "kilogram", "km/h": "kilometer / hour", "km2": "kilometer ** 2", "l": "liter"}
_NAMES = {
    "kilo": "kilogram",
    "tonne": "metric_ton",
    "ton": "metric_ton",  # what news agencies mean
    "mph": "mile / hour",
    "kph": "kilometer / hour",
    "km/h": "kilometer / hour",
}
_MEASURES = sorted(word for word, (base, _) in UNITS.items() if base in _BASES)


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    return pint.UnitRegistry()


@pytest.mark.parametrize("word", _MEASURES)
def test_a_unit_has_the_factor_that_pint_gives(word: str, registry: pint.UnitRegistry) -> None:
    base, factor = UNITS[word]
    assert registry.Quantity(1.0, _NAMES.get(word, word)).to(_BASES[base]).magnitude == pytest.approx(factor, rel=1e-5)
