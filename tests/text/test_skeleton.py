"""Names in other spellings share their bones; different names of the same length do not."""

import pytest

from stemma.text.skeleton import bones, name_bones


@pytest.mark.parametrize(
    "spellings",
    [
        ("Muqtada", "Moqtada", "Moktada"),
        ("Qasem", "Qassem", "Kassim", "Ghasem"),
        ("Khadimi", "Kadhimi"),
        ("Kyiv", "Kiev"),
        ("Gaddafi", "Qaddafi", "Kadhafi"),
        ("Zelensky", "Zelenskiy", "Zelenskyy"),
        ("Milošević", "Milosevic"),
        ("Osama", "Usama"),
    ],
)
def test_spellings_share_bones(spellings: tuple[str, ...]) -> None:
    assert len({bones(word) for word in spellings}) == 1


@pytest.mark.parametrize(
    ("left", "right"), [("Putin", "Pence"), ("Mohammad", "Ahmad"), ("Ankara", "Angola"), ("Biden", "Baghdad")]
)
def test_other_names_do_not(left: str, right: str) -> None:
    assert bones(left) != bones(right)


def test_names_of_several_words_keep_their_order() -> None:
    assert name_bones("Moqtada al-Sadr") == name_bones("Muqtada Al Sadr")
    assert name_bones("") == ""
