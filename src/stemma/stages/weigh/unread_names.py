"""Names as they stand in the text: in full where a telling first has them, and those that no mention was made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stemma.model.article import BlockKind
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.words import Mention, MentionForm

_CAPITALISED = re.compile(r"(?<![\w.\"“«„'‘-])[^\W\d_a-z][^\W\d_]{2,}(?: (?:[^\W\d_a-z][^\W\d_]{2,})){1,2}(?!\w)")
_MOST_WORDS = 3


def first_whole(name: str, telling: Extracted) -> Span | None:
    """Return where a telling first has `name` in full; where no longer name holds it, or several do, who may be several bearers, as it is.

    Args:
        name: A spelling as found in the telling; telling: the article with its records.
    """
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    full: dict[str, Span] = {}
    for mention in sorted(_names(telling), key=lambda m: m.span):
        words = " ".join(telling.text_of(mention.span.start, mention.span.end).split())
        if words != name and pattern.search(words) and len(words.split()) <= max(_MOST_WORDS, len(name.split()) + 1):
            full.setdefault(words, mention.span)
    if len(full) == 1:
        return next(iter(full.values()))
    places = (m.span() for m in pattern.finditer(telling.article.text))
    read = [s.span for s in telling.sentences]
    spans = (Span(telling.article.id, start, end) for start, end in places)
    return next((span for span in spans if any(sentence.covers(span) for sentence in read)), None)


def find_unread_names(tellings: Mapping[str, Extracted]) -> Iterator[tuple[str, str, Span]]:
    """Give (name, article, place) of runs of two or three capitalised words in a body that no mention lies on, each once per article.

    A reader of names trained on one kind of spelling passes over another's ("Lhagva Enhtuya"); whether such a run is anybody's name shows only
    beside a telling that has the name.
    """
    for article, telling in tellings.items():
        seen: set[str] = set()
        taken = [mention.span for mention in _names(telling)]
        for sentence in telling.sentences:
            if sentence.kind is not BlockKind.BODY:
                continue
            for match in _CAPITALISED.finditer(telling.text_of(sentence.span.start, sentence.span.end)):
                start = sentence.span.start + match.start()
                span = Span(article, start, start + len(match[0]))
                if (
                    match[0] not in seen
                    and not match[0].startswith("The ")
                    and not any(span.overlaps(other) for other in taken)
                ):
                    seen.add(match[0])
                    yield match[0], article, span


def _names(telling: Extracted) -> Iterator[Mention]:
    return (mention for mention in telling.mentions if mention.form is MentionForm.NAME)
