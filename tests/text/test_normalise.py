import pytest

from stemma.text.normalise import quoted_ranges, stem


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "we will go" and left.', ['"we will go"']),
        ("the diplomat replied: «By blows».", ["«By blows»"]),
        ('said: «We never comment … government ". Then', ['«We never comment … government "']),
        ("She “came, and “saw” it", ["“came, and “saw”"]),
        ('an unclosed "quotation runs on\nto a new paragraph', []),
        ('first "part of it\n"second part" he said', ['"part of it', '"second part"']),
        ("no quotation", []),
    ],
)
def test_quotations_whatever_their_marks(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_ranges(text)] == quoted


def test_a_tweet_is_quoted_whole() -> None:
    text = "He wrote:\nSo sad today pic.twitter.com/abc\nThen he left."
    assert [text[start:end] for start, end in quoted_ranges(text)] == ["So sad today pic.twitter.com/abc"]


@pytest.mark.parametrize("words", [("report", "reports", "reported", "reporting"), ("country", "countries")])
def test_inflected_forms_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1
