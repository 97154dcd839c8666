"""In what context an event stands (PLOVER: the "why" beside the event's "what" and the mode's "how"): from the words of its sentence and the one before.

The manual expects contexts from the paragraph or document and warns that contexts of a whole document mislead ("violence in Afghanistan in an
article on US election politics"); hence two sentences. Generic words count only together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

from stemma.lang.contexts import LONGEST, contexts_of_words
from stemma.stages.extract.text import Text

_ENOUGH = 2
_MOST = 4


def contexts_by_sentence(text: Text) -> Mapping[str, tuple[str, ...]]:
    """Return sentence id → the contexts of its events, the best shown first, at most four; none from across a paragraph's edge.

    Args:
        text: The parsed article.
    """
    found: dict[str, tuple[str, ...]] = {}
    before: dict[str, dict[str, int]] = {}
    last_end = 0
    for sentence in text.sentences:
        own = _shown(text.doc, *text.sent_tokens(sentence))
        apart = "\n" in text.article.text[last_end : sentence.span.start]
        found[sentence.id] = _ranked(own if apart else {**before, **own})
        before, last_end = own, sentence.span.end
    return found


def _shown(doc: Doc, first: int, end: int) -> dict[str, dict[str, int]]:
    """Return word → context → weight for the words of tokens `[first, end)`; each word once."""
    shown: dict[str, dict[str, int]] = {}
    for words in _groups(doc, first, end):
        contexts = contexts_of_words(words)
        if contexts:
            shown[words] = dict(contexts)
    return shown


def _groups(doc: Doc, first: int, end: int) -> Iterator[str]:
    for i in range(first, end):
        yield doc[i].lemma_.lower()
        low = doc[i].lower_
        if low != doc[i].lemma_.lower():
            yield low
        for size in range(2, LONGEST + 1):
            if i + size <= end:
                yield " ".join(token.lower_ for token in doc[i : i + size])


def _ranked(shown: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    weights: Counter[str] = Counter()
    for contexts in shown.values():
        for context, weight in contexts.items():
            weights[context] += weight
    enough = [(context, weight) for context, weight in weights.items() if weight >= _ENOUGH]
    return tuple(context for context, _ in sorted(enough, key=lambda pair: (-pair[1], pair[0]))[:_MOST])
