"""Sources that a step of descent changed: a number or a paper dropped, another nationality or kind of unnamed source."""

from __future__ import annotations

import re
from collections.abc import Iterator

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

_ALIKE, _SURELY_ALIKE = 0.5, 0.6
_CITED = re.compile(r"\b(?:cited|quoted) by\b", re.I)
_SHORT = 3
_ANYBODY = frozenset(
    "one some others another it he she they we i you their his her its who that this these those".split()
)


def find_changed_sources(story: Story, step: Step, weighed: Weighed) -> Iterator[Disagreement]:
    """Give the sentences whose source the child words so that it is another, or says less of it.

    Args:
        story: The story; step: parent and child; weighed: the story's records.
    """
    if step.relation in (Relation.COPY, Relation.UPDATE):
        return
    for sentence in step.above.body:
        retold = step.retold(sentence, lowest=_ALIKE)
        above = _said(step.above, sentence)
        below = _said(step.below, retold[0][0]) if retold else None
        if above is None or below is None:
            continue
        how = _difference(above, below, score=retold[0][1])
        if how is not None:
            yield _change(story, step, (above, below), how, weighed)


def _said(page: Page, sentence: Sentence) -> Statement | None:
    """Return the only statement by somebody named or described in a sentence."""
    found = [
        s
        for s in page.statements.get(sentence.id, ())
        if s.source.span is not None
        and s.category == "statement"
        and s.source.kind not in ("agency", "outlet")
        and stem(s.source.text.split()[0]) not in _ANYBODY
    ]
    return found[0] if len(found) == 1 else None


def _difference(above: Statement, below: Statement, *, score: float) -> str | None:
    """Return in what the sources differ; None where one may be the other, cut. `score` tells how surely one sentence retells the other."""
    mine, theirs = above.source, below.source
    if _is_cited(above) and not _is_cited(below) and mine.anonymous and theirs.anonymous:
        return "who cited it"
    if not (mine.anonymous and theirs.anonymous) or mine.same_as is not None or theirs.same_as is not None:
        return None
    if mine.nationality and theirs.nationality and mine.nationality != theirs.nationality:
        return "nationality"
    if _is_counted(mine) and (mine.count.low, mine.count.high) != (theirs.count.low, theirs.count.high):
        return "number"
    words = _heads(mine), _heads(theirs)
    if mine.kind != theirs.kind and not words[0] & words[1]:
        return "kind"
    return "wording" if score >= _SURELY_ALIKE and words[0] - words[1] and words[1] - words[0] else None


def _is_cited(statement: Statement) -> bool:
    return bool(statement.carriers) or _CITED.search(statement.source.text) is not None


def _is_counted(source: Source) -> bool:
    return source.count.low is not None and source.count.low == source.count.high and source.count.low > 1


def _heads(source: Source) -> set[str]:
    return {word for word in stems_in(source.text) if len(word) > _SHORT}


def _change(story: Story, step: Step, said: tuple[Statement, Statement], how: str, weighed: Weighed) -> Disagreement:
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
        type="omission" if how == "who cited it" else "variant",
        values=make_values(told, weighed),
        parent=step.parent,
        child=step.child,
        reasons=(Reason(f"source: {how}", " / ".join(t.value for t in told), None, tuple(t.span for t in told)),),
    )
