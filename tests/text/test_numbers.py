import pytest

from stemma.text.numbers import amounts_match, find_numbers


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("up to 5,000 troops", ["5000"]),
        ("1,2 million people", ["1200000"]),
        ("5.000 men", ["5000"]),
        ("rose 4.125 percent", ["4.125"]),
        ("$4.5bn in aid", ["4500000000"]),
        ("at 7:33 p.m. on Monday", ["19:33"]),
        ("at 19:33 on Monday", ["19:33"]),
        ("twenty-three dead and one or two hurt", ["23"]),
        ("two hundred houses", ["200"]),
        ("between 2014-2017", ["2014", "2017"]),
        ("1,340 plaintiffs, 270 hectares", ["1340", "270"]),
        ("no numbers here", []),
    ],
)
def test_numbers_are_read_as_printed(text: str, keys: list[str]) -> None:
    assert [number.key for number in find_numbers(text)] == keys


def test_converted_units_are_one_amount() -> None:
    (km,), (miles,) = find_numbers("770 km away"), find_numbers("480 miles away")
    assert amounts_match((km.base, km.unit), (miles.base, miles.unit))


def test_ninefold_is_nine_hundred_percent() -> None:
    (fold,), (percent,) = find_numbers("a ninefold rise"), find_numbers("a rise of 900 percent")
    assert (fold.base, fold.unit) == (percent.base, percent.unit)


def test_plain_counts_match_only_when_equal() -> None:
    assert not amounts_match((100.0, None), (101.0, None))


def test_spans_cover_the_number_and_its_scale() -> None:
    text = "about 1.2 million people"
    (number,) = find_numbers(text)
    assert text[number.start : number.end] == "1.2 million"


def test_long_runs_of_digits_do_not_hang() -> None:
    assert isinstance(find_numbers("1," * 50_000), list)
