"""Words as the network sees them."""

from pathlib import Path

import pytest

from stemma.nlp.pieces import (
    ALPHANUMERIC,
    DIGITS,
    INITIAL,
    LOWER,
    MIXED,
    OTHER,
    PIECES_PER_WORD,
    TITLE,
    UPPER,
    WordPieces,
    shape,
)


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> WordPieces:
    path: Path = tmp_path_factory.mktemp("vocab") / "vocab.txt"
    path.write_text(
        "\n".join(["[UNK]", "[CLS]", "[SEP]", "em", "##bass", "##y", "a", "##a", "'", "cafe", '"', "."]) + "\n",
        encoding="utf-8",
    )
    return WordPieces(path)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("said", LOWER),
        ("Said", TITLE),
        ("US", UPPER),
        ("A", INITIAL),
        ("iPhone", MIXED),
        ("12", DIGITS),
        ("3pm", ALPHANUMERIC),
        ("..", OTHER),
        ("", OTHER),
    ],
)
def test_shape(form: str, expected: int) -> None:
    assert shape(form) == expected


def test_longest_match(pieces: WordPieces) -> None:
    assert pieces.of_word("Embassy") == (3, 4, 5)


def test_accents_quotes_and_unknown(pieces: WordPieces) -> None:
    assert pieces.of_word("Café") == (9,)
    assert pieces.of_word("»") == (10,)
    assert pieces.of_word("Ω") == (0,)
    assert pieces.of_word("\u200d") == (0,)


def test_long_words_are_bounded(pieces: WordPieces) -> None:
    assert len(pieces.of_word("a" * 10_000)) == PIECES_PER_WORD
    assert len(pieces.of_word("." * 10_000)) == PIECES_PER_WORD


def test_text_is_bounded(pieces: WordPieces) -> None:
    assert len(pieces.of_text("a embassy " * 100, 20)) == 20
