"""The words of an article as the correction of names asks for them."""

from __future__ import annotations

from itertools import accumulate

import spacy.symbols  # type: ignore[import-not-found]  # compiled, and shipped without types
from spacy.tokens import Doc

from stemma.lang.listed import may_open_listed_name

PROPN = spacy.symbols.PROPN
#: Parts of speech that a name can have where the network missed it.
NAMES_AS = frozenset({PROPN, spacy.symbols.ADJ, spacy.symbols.NOUN, spacy.symbols.X})


class ArticleWords:
    """The words of a `Doc` as plain strings and numbers: token objects cost more than all that is asked of them here.

    Attributes:
        text: The whole text.
        words: Text of each token.
        pos: Universal part of speech of each token, as spaCy numbers them.
        capitals: Tokens that begin with a capital.
    """

    def __init__(self, doc: Doc) -> None:
        rows, strings = doc.to_array(["ORTH", "SPACY", "POS"]).tolist(), doc.vocab.strings
        self.doc = doc
        self.words = [strings[orth] for orth, _, _ in rows]
        self.pos = [pos for _, _, pos in rows]
        printed = [word + " " if row[1] else word for word, row in zip(self.words, rows, strict=True)]
        self.text = "".join(printed)
        self.starts = list(accumulate(map(len, printed), initial=0))
        self.capitals = [at for at, word in enumerate(self.words) if word[:1].isupper()]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, low: int, high: int) -> str:
        """Give the text of tokens `[low, high)`."""
        return self.text[self.starts[low] : self.starts[high - 1] + len(self.words[high - 1])]

    def may_open_listed_name(self, at: int) -> bool:
        """Tell whether a name that the tables hold can begin at a token."""
        return may_open_listed_name(self.text, self.starts[at])

    def is_proper(self, at: int) -> bool:
        """Tell whether a token is there, a proper noun and written with a capital."""
        return 0 <= at < len(self.words) and self.pos[at] == PROPN and self.words[at][:1].isupper()
