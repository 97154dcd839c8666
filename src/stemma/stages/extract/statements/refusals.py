"""Refusals by set phrases that no verb of saying makes: "could not be reached for comment", "did not return calls", "had nothing to add"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.holder_words import holder_words
from stemma.stages.extract.statements.sources import Holder
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

_SOON = r"(?:immediately |yet |so far |initially )?"
_PHRASE = re.compile(
    rf"\bcould(?: not|n['’]t) {_SOON}be (?:immediately )?(?:reached|contacted)(?: \w+){{0,2}} for (?:a |any |further )?(?:comment|response|reaction)\b"
    rf"|\b(?:was|were)(?: not|n['’]t) {_SOON}(?:available|reachable)(?: \w+){{0,2}} (?:for (?:a )?comment|to comment)\b"
    r"|\b(?:was|were) (?:unavailable|unreachable) (?:for (?:a )?comment|to comment)\b"
    rf"|\b(?:did|do|does|has|have|had)(?: not|n['’]t) {_SOON}(?:return|returned|respond to|responded to|reply to|replied to|answer|answered)"
    r"(?: (?:a|an|the|any|several|multiple|repeated|phone|telephone|emailed|written|\w+['’]s))* (?:calls?|messages?|e-?mails?|requests?|inquiries|enquiries|questions)"
    r"(?: (?:seeking|for|asking for) (?:a )?(?:comments?|response))?\b"
    r"|\b(?:responded|replied) to (?:\w+ )?(?:calls?|messages?|e-?mails?|requests?|inquiries|enquiries|questions)(?: (?:seeking|for) comment)?\b"
    r"|\b(?:had|has|have) nothing (?:more |further |else )?to (?:add|say)\b|\b(?:was|were) (?:not )?prepared to (?:say|comment|discuss)\b",
    re.I,
)
_NOBODY = re.compile(r"\b(?:neither|nobody|no one|none)\b", re.I)
#: Phrases that refuse only where nobody does it: "neither … responded to requests", "no one was prepared to say".
_BY_NOBODY = re.compile(r"^(?:responded|replied|(?:was|were) prepared)", re.I)
_SCORE = 0.8


def find_refusals(tree: Tree) -> Iterator[Draft]:
    """Give the refusals of an article that a set phrase makes, with nothing for their content."""
    text = tree.text
    words = text.article.text
    for low, high in tree.bounds:
        if low >= high:
            continue
        start, stop = text.offsets(low, high)
        for match in _PHRASE.finditer(words, start, stop):
            if _BY_NOBODY.match(match[0]) and not _NOBODY.search(words, start, match.start()):
                continue
            draft = _refusal(tree, match.start(), match.end())
            if draft is not None:
                yield draft


def _refusal(tree: Tree, start: int, stop: int) -> Draft | None:
    first, last = tree.text.token_at(start), tree.text.token_at(stop - 1)
    if first is None or last is None or tree.quote[first] >= 0:
        return None
    verb = next((t for t in range(first, last + 1) if tree.child(t, *SUBJECTS) is not None), None)
    subject = tree.child(verb, *SUBJECTS) if verb is not None else None
    if subject is None or verb is None or subject > first:
        return None
    low, end = holder_words(tree, subject, verb)
    return Draft(
        token=verb,
        lemma=tree.lemmas[verb],
        pos="NOUN",
        frame="no comment",
        cue=(first, last + 1),
        holder=Holder(subject, low, min(end, first), "subject"),
        content=[],
        score=_SCORE,
        rules=["no comment"],
    )
