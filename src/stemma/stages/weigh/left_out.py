"""What a child left out that its parent put beside the matter: a denial, "could not be verified", why a source is not named.

A copy chooses no words, a copy that stops early only lost its tail, and an update need not repeat; none of them leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.model.claim import Disagreement
from stemma.model.ids import content_id
from stemma.model.lineage import Relation, Story
from stemma.model.span import Reason, Span
from stemma.model.words import Sentence
from stemma.stages.weigh.hardening import claim_at
from stemma.stages.weigh.steps import Page, Step
from stemma.stages.weigh.values import Told, Weighed, make_values
from stemma.text.stems import stem, stems_in

_ACTS = {"deny": "denial", "could not be verified": "unverified", "refuse to comment": "no comment"}
_NEAR, _ALIKE = 0.35, 0.6
_BACK, _BACK_OF_IT = 2, 4
_OF_IT = re.compile(r"\b(?:it|this|that|them|the (?:accusation|allegation|charge|claim|report)s?)\W*$", re.I)
_SHORT = 3
_WHERE = re.compile(r",| (?:in|of|for|at|from|who)\b")
_WORDS_OF_DENIAL = frozenset(
    stem(word)
    for word in "deny denial reject dismiss dispute contest refute accusation allegation claim charge report account verify confirm "
    "say tell able establish independently comment decline refuse respond request not name anonymity ask yet".split()
)


def find_omissions(story: Story, step: Step, weighed: Weighed) -> Iterator[Disagreement]:
    """Give what one step of descent left out.

    Args:
        story: The story; step: parent and child; weighed: the story's records.
    """
    if step.relation in (Relation.COPY, Relation.UPDATE):
        return
    last = max((s.index for s in step.above.body if step.retold(s)), default=-1)
    for sentence in step.above.body:
        if step.relation is Relation.EDITED_COPY and sentence.index > last:
            return
        for kind, mark in sorted(_caveats(step.above, sentence).items()):
            if _is_told(step, sentence, kind) and not _is_kept(step, sentence, kind):
                yield _omission(
                    story,
                    step,
                    sentence,
                    Reason(f"{kind}: in the parent, not in the child", None, None, (mark,)),
                    weighed,
                )
                break


def _caveats(page: Page, sentence: Sentence) -> dict[str, Span]:
    """Return kind → where, from stock phrases and from statements that deny or refuse."""
    found = dict(page.caveats.get(sentence.id, {}))
    for statement in page.statements.get(sentence.id, ()):
        kind = _ACTS.get(statement.act)
        if kind is None or statement.cue is None or not sentence.span.covers(statement.cue):
            continue
        cue = page.telling.text_of(statement.cue.start, statement.cue.end)
        in_the_street = (
            cue.startswith("protest") or not statement.content
        )  # who protests outside a consulate denies nothing
        if kind != "denial" or not in_the_street:
            found.setdefault(kind, statement.cue)
    return found


def _is_told(step: Step, sentence: Sentence, kind: str) -> bool:
    """Tell whether the child tells the matter that the caveat belongs to, so that leaving it out changes what is told."""
    if kind == "not yet":
        return bool(step.retold(sentence))
    if kind == "no comment":
        return _names_refuser(step, sentence)
    if kind == "denial" and _speaks_of_it(step, sentence):
        return True  # what is denied is the matter itself, wherever in the report the denial stands
    far = _BACK_OF_IT if kind == "denial" and _OF_IT.search(step.above.words(sentence)) else _BACK
    near = [step.above.before(sentence, back) for back in range(far + 1)]
    if kind == "unnamed":
        near.append(step.above.before(sentence, -1))
    return any(other is not None and step.retold(other) for other in near)


def _names_refuser(step: Step, sentence: Sentence) -> bool:
    """Tell whether the child speaks of who would not comment, by the name; of "he", whether it tells what stands before."""
    names: set[str] = set()
    for statement in step.above.statements.get(sentence.id, ()):
        names.update(
            stems_in(" ".join(w for w in statement.source.text.split() if w[:1].isupper() and len(w) > _SHORT))
        )
    if not names:
        near = (step.above.before(sentence, back) for back in range(1, _BACK + 1))
        return any(other is not None and step.retold(other, lowest=_ALIKE) for other in near)
    return any(names & step.below.stems[other.id] for other in step.below.body)


def _speaks_of_it(step: Step, sentence: Sentence) -> bool:
    """Tell whether the child has a word of what is denied, or of who denies it."""
    return any(_matter(sentence) & step.below.stems[other.id] for other in step.below.body)


def _is_kept(step: Step, sentence: Sentence, kind: str) -> bool:
    """Tell whether a caveat of this kind stands in the child too, on the same matter."""
    there = [other for other in step.below.body if kind in _caveats(step.below, other)]
    if kind in ("unnamed", "unverified", "unknown"):
        return bool(there)
    mine = _matter(sentence)
    before = step.above.before(sentence)
    scores = step.alike.get(sentence.id, {})
    for other in there:
        behind = step.below.before(other)
        if scores.get(other.id, 0.0) >= _NEAR or not mine or mine & _matter(other):
            return True
        if before is not None and behind is not None and step.alike.get(before.id, {}).get(behind.id, 0.0) >= _NEAR:
            return True
    return False


def _matter(sentence: Sentence) -> set[str]:
    """Return the words that say what a caveat is about, those of denying and refusing aside."""
    return {stem(term) for term in sentence.terms} - _WORDS_OF_DENIAL


def _omission(story: Story, step: Step, sentence: Sentence, why: Reason, weighed: Weighed) -> Disagreement:
    claim = claim_at(sentence.span, step.above, step.home)
    told = [Told(weighed.words(sentence.span), sentence.span.article, sentence.span, claim)]
    return Disagreement(
        id=content_id(
            "dis", story.id, "omission", step.above.id, step.below.id, (sentence.span.article, sentence.span.start)
        ),
        story=story.id,
        claims=() if claim is None else (claim,),
        slot="omission",
        type="omission",
        values=make_values(told, weighed),
        parent=step.parent,
        child=step.child,
        reasons=(why,),
    )
