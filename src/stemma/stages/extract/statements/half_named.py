"""Whether somebody gives no more of a name than a first, assumed or shortened one: "Nadia, who gave only her first name", "Piet, 61", "Mr A.", such a person stays unnamed."""

from __future__ import annotations

import re

from stemma.stages.extract.statements.tree import Tree
from stemma.stages.extract.statements.typed import Mentions, Typed

_HIDING = re.compile(
    r"\b(?:(?:gave|giving|used?|using|provided|identified (?:him|her|them)sel(?:f|ves) by) (?:only|just) (?:his|her|their|a|one) (?:first |given |last )?names?"
    r"|(?:only|just) (?:his|her|their|a) (?:first|given) names?|gave (?:his|her|their) name as|by (?:his|her|their) first names? only"
    r"|(?:asks?|asked|asking|wants?|wanted|wish(?:es|ed)?|prefers?|preferred) to be (?:called|known|identified|referred to|named)(?: only| just| simply)?(?: as| by)?"
    r"|not (?:his|her|their) real names?|whose (?:real )?names? (?:has|have|had|was|were) (?:been )?changed|names? (?:has|have) been changed|(?:name|names) (?:was|were) changed"
    r"|pseudonym|an assumed name|alias|nom de guerre|who goes by|surname (?:is|was|has been) withheld)\b",
    re.I,
)
_INITIAL = re.compile(r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Frau|Herr)\.? )?[A-Z]\.?$|^[A-Z][a-z]+ [A-Z]\.$")
#: Characters behind a name within which words about it still belong to it.
_REACH = 90
_AGE = re.compile(r"^,? ?\(?(\d{1,3})\b(?! (?:per|percent|people|years? in))")


def is_half_named(tree: Tree, mentions: Mentions, typed: Typed, first: int, end: int) -> bool:
    """Tell whether the person of tokens `[first, end)` has no full name in the article, and a sign that there is none to be had."""
    mention = mentions.by_id.get(typed.named or "")
    span = tree.text.span(first, end)
    name = tree.text.words(mention.span) if mention is not None else tree.text.words(span)
    if mention is not None and mentions.fuller(mention) and not _INITIAL.match(name):
        return False
    if _INITIAL.match(name.strip()):
        return True
    words = tree.text.article.text
    sentence = tree.text.sentence_of(first).span
    low, high = max(sentence.start, span.start - 10), min(sentence.end, span.end + _REACH)
    if _HIDING.search(words, low, high):
        return True
    behind = words[mention.span.end : mention.span.end + 8] if mention is not None else ""
    given = mention is not None and len(name.split()) == 1 and not mention.title
    return given and _AGE.match(behind) is not None and mention is not None and mention.span.end <= span.end + 1
