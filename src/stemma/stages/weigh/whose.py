"""Sources that a step of descent changed: a number, a name or a paper dropped, another nationality or kind of source.

Two sources are compared only where both are said to say the same: sentences that retell each other often hold several statements, and only
shared words of what is said show which of them answer each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from stemma.model.claim import Disagreement
from stemma.model.ids import content_id
from stemma.model.lineage import Relation, Story
from stemma.model.span import Reason
from stemma.model.statement import Source, Statement
from stemma.model.words import Sentence
from stemma.stages.weigh.hardening import claim_at
from stemma.stages.weigh.steps import Page, Step
from stemma.stages.weigh.values import Told, Weighed, make_values
from stemma.text.stems import stem, stems_in

_ALIKE, _SURELY_ALIKE = 0.45, 0.6
_CITED = re.compile(r"\b(?:cited|quoted) by\b", re.I)
_SHORT = 3
_FEWEST, _LEAST = 2, 0.4
_LIGHT = frozenset(
    stem(word)
    for word in "the and that was were had has have been would will could with from this they them their his her not for but into who which than more also "
    "it he she its are did does said says saying told".split()
)
_ANYBODY = frozenset(
    "one some others another it he she they we i you their his her its who that this these those".split()
)
_REPORTERS = frozenset({"agency", "outlet"})
_PERSONS = frozenset({"person", "spokesperson"})
_INDEFINITE = re.compile(r"^(?!(?:the|its|his|her|their|our|this|that|these|those)\b)", re.I)
Pair = tuple[Statement, Statement]


def find_changed_sources(story: Story, step: Step, weighed: Weighed) -> Iterator[Disagreement]:
    """Give the sentences whose source the child words so that it is another, or says less of it.

    Args:
        story: The story; step: parent and child; weighed: the story's records.
    """
    if step.relation in (Relation.COPY, Relation.UPDATE):
        return
    for sentence in step.above.body:
        for other, score in step.retold(sentence, lowest=_ALIKE)[:1]:
            found = _changed(step, sentence, other, score)
            if found is not None:
                yield _change(story, step, found[0], found[1], weighed)


def _changed(step: Step, sentence: Sentence, other: Sentence, score: float) -> tuple[Pair, str] | None:
    """Return two statements of the same by sources that differ, and in what; None where none of two sentences do."""
    above, below = _said(step.above, sentence), _said(step.below, other)
    dropped = _dropped(step, above, below, other)
    if dropped is not None:
        return dropped, "who told it"
    for one in above:
        for theirs in below:
            met = any(_heads(one.source) & _heads(s.source) for s in below if s is not theirs)
            met = met or any(_heads(theirs.source) & _heads(s.source) for s in above if s is not one)
            if not met and _says_the_same(one, step.above, theirs, step.below):
                how = _difference(one, theirs, score=score, cited=_lost_carrier(one, theirs, step)) or _renamed(
                    one, theirs, step, score=score
                )
                if how is not None:
                    return (one, theirs), how
    return None


def _said(page: Page, sentence: Sentence) -> list[Statement]:
    """Return the statements by somebody named or described in a sentence."""
    return [
        s
        for s in page.statements.get(sentence.id, ())
        if s.source.span is not None
        and sentence.span.covers(s.source.span)
        and s.category == "statement"
        and stem(s.source.text.split()[0]) not in _ANYBODY
    ]


def _says_the_same(one: Statement, page: Page, other: Statement, beside: Page) -> bool:
    """Tell whether enough words of what is said are met on both sides."""
    mine, theirs = _content(one, page), _content(other, beside)
    shared = len(mine & theirs)
    return shared >= _FEWEST and shared >= _LEAST * min(len(mine), len(theirs))


def _content(statement: Statement, page: Page) -> set[str]:
    words = " ".join(page.telling.text_of(span.start, span.end) for span in statement.content)
    return {word for word in stems_in(words) if len(word) >= _SHORT} - _LIGHT


def _difference(above: Statement, below: Statement, *, score: float, cited: bool) -> str | None:
    """Return in what the sources differ; None where one may be the other, cut.

    `score` tells how surely one sentence retells the other, `cited` that only the first says through whom it has its source.
    """
    mine, theirs = above.source, below.source
    if {mine.kind, theirs.kind} & _REPORTERS:
        return None
    if cited and mine.anonymous and theirs.anonymous:
        return "who cited it"
    if not (mine.anonymous and theirs.anonymous) or mine.same_as is not None or theirs.same_as is not None:
        return None
    if mine.nationality and theirs.nationality and mine.nationality != theirs.nationality:
        return "nationality"
    if _is_counted(mine) and (mine.count.low, mine.count.high) != (theirs.count.low, theirs.count.high):
        return "number"
    words = _heads(mine), _heads(theirs)
    if _letters(mine) == _letters(theirs):
        return None
    if mine.kind != theirs.kind and not words[0] & words[1]:
        return "kind"
    return "wording" if score >= _SURELY_ALIKE and words[0] - words[1] and words[1] - words[0] else None


def _renamed(above: Statement, below: Statement, step: Step, *, score: float) -> str | None:
    """Return "name" where one side names the person who says it and the other has somebody unnamed whom no word of the first describes."""
    mine, theirs = above.source, below.source
    named, unnamed = (mine, theirs) if theirs.anonymous else (theirs, mine)
    if score < _SURELY_ALIKE or named.anonymous or not unnamed.anonymous or named.kind not in _PERSONS:
        return None
    page = step.above if named is mine else step.below
    if not _INDEFINITE.match(unnamed.text) or unnamed.same_as is not None:
        return None
    known = {word for s in _by(named, page) for word in _heads(s)}
    return None if _heads(unnamed) & known or not _heads(unnamed) else "name"


def _by(source: Source, page: Page) -> Iterator[Source]:
    """Give the ways in which a page calls a named source: "Karol Wrona", "the prime minister's spokesman"."""
    for statements in page.statements.values():
        for statement in statements:
            other = statement.source
            if other.id == source.id or (other.entity is not None and other.entity == source.entity):
                yield other
    yield source


def _dropped(step: Step, above: Sequence[Statement], below: Sequence[Statement], other: Sentence) -> Pair | None:
    """Return who is said above to have told it, and who alone is left to say it below ("citing a diplomat, the paper quoted the minister")."""
    words = set(stems_in(step.below.words(other)))
    for lost, kept in permutations(above, 2):
        if not _are_chained(lost, kept) or len(below) >= len(above) or not _heads(lost.source):
            continue
        gone = not _heads(lost.source) & words and not _is_own(lost.source, step.above)
        left = [s for s in below if s.within is None and _are_one(s.source, kept.source)]
        if gone and left and all(_says_the_same(s, step.above, left[0], step.below) for s in (kept, lost)):
            return lost, left[0]
    return None


def _are_chained(one: Statement, other: Statement) -> bool:
    """Tell whether one of two sources has it from the other: one statement holds the other, or both say the same words."""
    return one.within == other.id or other.within == one.id or (bool(one.content) and one.content == other.content)


def _are_one(one: Source, other: Source) -> bool:
    """Tell whether two sources may be one: a word in common, or both reporters ("the tabloid", "a British newspaper")."""
    return bool(_heads(one) & _heads(other)) or {one.kind, other.kind} <= _REPORTERS


def _is_own(source: Source, page: Page) -> bool:
    """Tell whether a source is the parent's own newsroom, which no child need repeat."""
    outlet = page.telling.article.outlet or ""
    return bool(_heads(source) & set(stems_in(outlet)))


def _lost_carrier(above: Statement, below: Statement, step: Step) -> bool:
    """Tell whether the parent names a house other than its own that has it from the source ("cited by the Lanka Ledger"), and the child none."""
    article = step.above.telling.article
    own = {stem for label in (article.outlet or "", *(c.agency for c in article.credits)) for stem in stems_in(label)}
    others = [label for label, _ in above.carriers if not own & set(stems_in(label))]
    return bool(others or _CITED.search(above.source.text)) and not (below.carriers or _CITED.search(below.source.text))


def _is_counted(source: Source) -> bool:
    return source.count.low is not None and source.count.low == source.count.high and source.count.low > 1


def _letters(source: Source) -> str:
    return "".join(c for c in source.text.casefold() if c.isalpha())


def _heads(source: Source) -> set[str]:
    return {word for word in stems_in(source.text) if len(word) > _SHORT}


def _change(story: Story, step: Step, said: Pair, how: str, weighed: Weighed) -> Disagreement:
    told = []
    for statement, page in zip(said, (step.above, step.below), strict=True):
        span = statement.source.span
        if span is not None:
            content = statement.content[0] if statement.content else span
            told.append(Told(weighed.words(span), page.id, span, claim_at(content, page, weighed.home)))
    return Disagreement(
        id=content_id("dis", story.id, "source", how, [(t.article, t.span.start) for t in told]),
        story=story.id,
        claims=tuple(sorted({t.claim for t in told if t.claim is not None})),
        slot="source",
        type="omission" if how in ("who cited it", "who told it") else "variant",
        values=make_values(told, weighed),
        parent=step.parent,
        child=step.child,
        reasons=(Reason(f"source: {how}", " / ".join(t.value for t in told), None, tuple(t.span for t in told)),),
    )
