"""Hand-checked parses as texts, so that the rules of events are tested without a model."""

from pathlib import Path

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from stemma.model.article import Article, Block, BlockKind
from stemma.model.span import Span
from stemma.model.words import Sentence
from stemma.stages.extract.text import Text

PARSES = Path(__file__).parent / "parses.tsv"


def _docs() -> dict[str, Doc]:
    vocab = English().vocab
    found = {}
    for block in PARSES.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        if not rows:
            continue
        forms = [row[0] for row in rows]
        spaces = [nxt not in (".", ",") for nxt in forms[1:]] + [False]
        doc = Doc(
            vocab, words=forms, spaces=spaces, lemmas=[row[1] for row in rows], pos=[row[2] for row in rows], tags=[row[3] for row in rows],
            deps=[row[4] for row in rows], heads=[int(row[5]) for row in rows], morphs=[row[6] for row in rows],
            ents=[f"B-{row[7]}" if row[7] else "O" for row in rows],
        )  # fmt: skip
        found[doc.text] = doc
    return found


_DOCS = _docs()


@pytest.fixture
def text_of():
    """Return a function that gives checked sentences as a parsed article."""

    def make(*told: str) -> Text:
        doc = Doc.from_docs([_DOCS[words] for words in told]) if len(told) > 1 else _DOCS[told[0]]
        article = Article("art_t", (), "0", doc.text, (Block(0, len(doc.text), BlockKind.BODY),))
        offsets = lambda i, j: (doc[i].idx, doc[j - 1].idx + len(doc[j - 1]))  # noqa: E731 - used on the next lines only
        bounds, sentences, first = [], [], 0
        for number, words in enumerate(told):
            end = first + len(_DOCS[words])
            bounds.append((first, end))
            sentences.append(Sentence(f"sent_{number}", Span("art_t", *offsets(first, end)), number, BlockKind.BODY))
            first = end
        return Text(article, doc, offsets, tuple(sentences), tuple(bounds))

    return make
