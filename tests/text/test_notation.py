import pytest

from stemma.text.notation import foreign_notations


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
