"""What the rules of place, quotation and extent share: report verbs, and where quotations and paragraphs end."""

from __future__ import annotations

from stemma.lang.cues import cue_words
from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.tree import Tree

#: Verbs that follow or invert after what they report; others are too often plain second verbs of a clause.
REPORTS = frozenset(
    "say write report add reply ask note confirm recall explain announce stress conclude insist "
    "warn tell claim argue state declare continue observe remark admit answer comment quote point "
    "recount emphasize underline affirm assure specify clarify reveal predict joke quip concede acknowledge complain "
    "deny whisper shout testify estimate cry lament sigh grumble boast confide recollect assert allege maintain retort respond exclaim "
    "tweet remember murmur mutter laugh chuckle snap muse reckon ".split()
)
CLOSERS = frozenset({",", "”", '"', "»", "''", "’", "“", "—", "–", "-"})


def closes(tree: Tree, token: int) -> bool:
    quote = tree.quote[token]
    return quote >= 0 and tree.is_mark(token) and token == tree.quote_tokens[quote][1] - 1


def speaks(draft: Draft) -> bool:
    known = cue_words().get((draft.lemma, draft.pos))
    return known is not None and known.category == "statement"


def same_paragraph(tree: Tree, left: int, right: int) -> bool:
    return tree.text.sentence_of(left).paragraph == tree.text.sentence_of(right).paragraph
