import pytest

from stemma.text.notation import foreign_notations, spoken_hours


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a fund of 3,7 million and 1.340 votes", ["3,7", "1.340"]),
        ("the train left at 21.12 and arrived at 04:40", ["21.12", "04:40"]),
        ("shots fell at 5h30", ["5h30"]),
        ("a fund of 3.7 million and 1,340 votes, up 2.5 percent", []),
        ("at 9.12 p.m., at 10:30 GMT, at 4:40 am, at 2.15 million", []),
        ("$1,50 and rules 3,4 and 5", []),
    ],
)
def test_numbers_that_english_news_prints_otherwise(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in foreign_notations(text)] == found


@pytest.mark.parametrize(
    ("value", "before", "after", "hours"),
    [
        (12, "The clock stopped at ten to ", ", when", [23 + 50 / 60, 11 + 50 / 60]),
        (2, "at about ", " o'clock, three women", [2, 14]),
        (5, "her book at ", " this afternoon", [17]),
        (7, "half past ", " in the morning", [7.5]),
        (11, "a quarter past ", " on Wednesday", [11.25, 23.25]),
        (3, "we saw ", " men in the afternoon", []),
        (40, "ten to ", " people", []),
    ],
)
def test_hours_are_read_as_one_says_them(value: float, before: str, after: str, hours: list[float]) -> None:
    assert [minutes / 60 for minutes in spoken_hours(value, before, after)] == pytest.approx(hours)
