"""What a step of descent tells as come about while its parent has it as planned, wished, asked for or bound to a condition ("expect to restore" / "are coming back")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from stemma.lang.acts import same_act
from stemma.model.claim import Disagreement
from stemma.model.lineage import Relation, Story
from stemma.model.span import Reason, Span
from stemma.model.words import Proposition, Sentence
from stemma.stages.weigh.hardening import hardened
from stemma.stages.weigh.steps import Page, Step
from stemma.stages.weigh.values import Weighed, days_apart
from stemma.text.stems import stem

_LEAST_ALIKE, _SURE = 0.45, 0.6
_FEWEST, _FEWEST_BESIDE = 2, 3
_REVERSING = frozenset({"negation", "denial", "failure"})
_OPEN = {"wish": 0, "request": 0, "condition": 0, "hedge": 0, "belief": 1, "plan": 1, "threat": 1}
_DOUBTFUL = frozenset({"hedge", "belief"})
_WEAK = frozenset({"consider", "mull", "weigh", "propose", "proposal", "offer"})
_MODALS = {"may": 0, "might": 0, "could": 0, "should": 0, "would": 2, "will": 2, "shall": 2}
_WILL, _SO = 2, 3
_STANDING = frozenset({"be", "have", "allow", "enable", "let"})
_CARRYING = frozenset(
    "begin start hold conduct take seek launch open carry make order resume continue put give".split()
)
_RELATIVE = frozenset({"that", "who", "which"})
_LIGHT = frozenset("be have do say tell get make take give go come any thing".split())
_AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|if|whether|unless|until|plan\w*|expect\w*|hop(?:e|es|ed|ing)|intend\w*|seek\w*|want\w*|ask\w*|"
    r"wait\w*|due|set to|to be|about to|going to|ready to|yet)\b",
    re.I,
)


def find_firmer(story: Story, step: Step, weighed: Weighed) -> Iterator[Disagreement]:
    """Give the acts that the child tells as so, or as sure to come, and the parent only as planned, wished or possible.

    Args:
        story: The story; step: parent and child; weighed: the story's records.
    """
    if step.relation is Relation.COPY:
        return
    told: set[Span] = set()
    for sentence in step.above.body:
        ahead = [p for p in step.above.propositions.get(sentence.id, ()) if p.sound and _is_open(p)]
        for other, score in step.retold(sentence, lowest=_LEAST_ALIKE)[:1] if ahead else ():
            pair = next(_firmer(step, sentence, other, ahead, score), None)
            if pair is not None and pair[1].span not in told:
                above, below = pair
                told.add(below.span)
                why = Reason("ahead above, told as so below", weighed.words(above.predicate_span), None, _cues(above))
                slot = "hedge" if _is_doubtful(above) else "status"
                found = hardened(story, step, slot, (above.span, below.span), why, weighed)
                if slot == "status" and _has_come(step) and _is_act(above, below):
                    yield replace(found, type="update", parent=None, child=None)
                elif step.relation is not Relation.UPDATE:
                    yield found


def _firmer(
    step: Step, sentence: Sentence, other: Sentence, ahead: list[Proposition], score: float
) -> Iterator[tuple[Proposition, Proposition]]:
    besides = {p.predicate for p in step.above.propositions.get(sentence.id, ())}
    for above in ahead:
        for below in step.below.propositions.get(other.id, ()):
            if below.predicate in besides - {above.predicate} or _keeps_governor(above, step.below, other):
                continue
            if _goes_further(above, below, step.below, other) and _is_one(above, below, score):
                yield above, below


def _is_open(proposition: Proposition) -> bool:
    asks = any(governor.lemma == "whether" for governor in proposition.governors)
    return (
        _firmness(proposition) < _SO
        and not asks
        and not _is_reversed(proposition)
        and proposition.predicate not in _STANDING
    )


def _is_doubtful(proposition: Proposition) -> bool:
    return any(g.kind in _DOUBTFUL or (g.kind == "modal" and _MODALS.get(g.lemma) == 0) for g in proposition.governors)


def _has_come(step: Step) -> bool:
    """Tell whether the child was surely published a day or more after the parent, or is its newer version: what lay ahead may have come about since."""
    published = step.above.telling.article.published, step.below.telling.article.published
    return step.relation is Relation.UPDATE or days_apart(*published) > 0


def _is_reversed(proposition: Proposition) -> bool:
    return any(governor.kind in _REVERSING for governor in proposition.governors)


def _firmness(proposition: Proposition) -> int:
    """Return how firmly a clause tells its act: 0 wished, asked for, possible or conditional, 1 planned or expected, 2 told to come, 3 so."""
    firm = _WILL if proposition.tense == "future" else _SO
    for governor in proposition.governors:
        if governor.kind == "modal":
            firm = min(firm, _MODALS.get(governor.lemma, _SO))
        else:
            firm = min(firm, 0 if governor.lemma in _WEAK else _OPEN.get(governor.kind, _SO))
    return firm


def _goes_further(above: Proposition, below: Proposition, page: Page, sentence: Sentence) -> bool:
    """Tell whether the child has the act as so, or of what was only wished or conditional that it will come."""
    able = any(governor.lemma in ("can", "able") or governor.kind == "permission" for governor in below.governors)
    if not below.sound or below.tense == "none" or _is_reversed(below) or able:
        return False
    firm = _firmness(below)
    if firm == _SO:
        return not _AHEAD.search(page.words(sentence))
    return firm == _WILL and _firmness(above) == 0 and not any(g.kind == "condition" for g in below.governors)


def _keeps_governor(above: Proposition, page: Page, sentence: Sentence) -> bool:
    """Tell whether the child has the word too that leaves the act open, wherever its clause was cut ("ordered the estate in February to lower the dam")."""
    return bool({stem(g.lemma) for g in above.governors if g.kind != "modal"} & page.stems[sentence.id])


def _is_one(above: Proposition, below: Proposition, score: float) -> bool:
    """Tell whether two clauses tell one act: by its class and a word in common, or by words in common and who does it or suffers it."""
    shared = len(_words(above) & _words(below))
    if _is_act(above, below):
        return shared >= _FEWEST or (score >= _SURE and shared >= 1)
    if any(role.head in _RELATIVE for role in below.roles):
        return False  # "planned to move families" / "the families that live below the dam"
    heads = [{stem(role.head) for role in p.roles if role.name in ("A0", "A1")} for p in (above, below)]
    return shared >= (_FEWEST if score >= _SURE else _FEWEST_BESIDE) and bool(heads[0] & heads[1])


def _is_act(above: Proposition, below: Proposition) -> bool:
    """Tell whether two clauses have one act, or the first what begins or is made of it ("the recount will begin" / "are being recounted")."""
    if same_act(above.predicate, below.predicate):
        return True
    nouns = {stem(role.head) for role in above.roles if role.name in ("A0", "A1")}
    return above.predicate in _CARRYING and stem(below.predicate) in nouns


def _words(proposition: Proposition) -> set[str]:
    return {stem(term) for term in proposition.terms if term not in _LIGHT}


def _cues(proposition: Proposition) -> tuple[Span, ...]:
    return tuple(governor.span for governor in proposition.governors) or (proposition.predicate_span,)
