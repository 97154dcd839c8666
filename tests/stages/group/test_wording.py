"""Words of many texts at once are the words of each."""

import numpy as np

from stemma.stages.group.wording import grams_of, words_of
from stemma.text.normalise import WORD, fold
from stemma.text.shingles import ngram_hashes

_TEXTS = [
    "The ferry's 3rd crossing: 1,234.5 people, 12:30, it’s ''late'' (o'clock) x'5 5'x 1..2 ._a_b.",
    "",
    "Straße STRASSE Ünïcode æther Ægir 日本 x² ½ 𝐀bc \ud800 naïve résumé RESUME Dvořák's",
    "the FERRY’S 3RD CROSSING",
]


def _own(text: str) -> list[str]:
    return [fold(match[0]) for match in WORD.finditer(text)]


def test_words_and_their_places_are_those_that_the_pattern_finds() -> None:
    words = words_of(_TEXTS)
    for text, start, end in zip(_TEXTS, words.begin[:-1], words.begin[1:], strict=True):
        places = list(zip(words.starts[start:end].tolist(), words.ends[start:end].tolist(), strict=True))
        assert places == [match.span() for match in WORD.finditer(text)]


def test_words_have_one_number_exactly_where_they_fold_to_the_same() -> None:
    folded = [word for text in _TEXTS for word in _own(text)]
    numbers = words_of(_TEXTS).hashes.tolist()
    assert len(set(folded)) == len(set(numbers)) == len(set(zip(folded, numbers, strict=True)))


def test_a_text_has_the_same_numbers_whatever_stands_beside_it() -> None:
    alone = [words_of([text]).hashes for text in _TEXTS]
    assert np.array_equal(np.concatenate(alone), words_of(_TEXTS).hashes)


def test_n_grams_close_up_over_what_is_left_out_and_never_reach_into_the_next_text() -> None:
    texts = ["a b c X d e f", "g h", "a b c d e f g h"]
    parts = [[(0, 5), (8, 13)], [(0, 3)], [(0, 11)]]
    whole, none, same = grams_of(texts, parts, 3)
    assert np.array_equal(whole, np.unique(ngram_hashes(words_of(["a b c d e f"]).hashes, 3)))
    assert len(none) == 0
    assert np.array_equal(whole, same)
