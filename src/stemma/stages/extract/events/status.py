"""Whether an event is said to have happened: its own clause and everything that governs it, from the inside out.

The climb goes from the trigger to what it depends on, level by level. Each level may give a mark: of its own (negation, modal, tense) or
as a governor ("threatened to", "attempt to", "fears of"). The first status in the order of `Status` that any mark gives is the event's.
Classes of governing words follow FactBank (Saurí & Pustejovsky, 2009) and are data: `status_cues.tsv`.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from stemma.lang.status_words import has_trait, own_word, status_effect
from stemma.model.event import Status
from stemma.stages.extract.clauses import SUBJECTS
from stemma.stages.extract.events.conditions import after_future, condition_of, is_condition
from stemma.stages.extract.events.contents import holds_content, is_untrue, judge_content, look_for_denial
from stemma.stages.extract.events.governing import (
    Effect,
    asks_how,
    asks_whether,
    effect_of,
    is_denied,
    outer_marks,
    own_deed,
    same_speaker,
    settle_effect,
    under_infinitive,
)
from stemma.stages.extract.events.links import Link, link_of
from stemma.stages.extract.events.lost_conditions import Lost, depends_on, is_inside, lost_conditions
from stemma.stages.extract.events.marks import Mark, is_future, own_marks
from stemma.stages.extract.events.measures import degree_mark, first_to
from stemma.stages.extract.events.moods import read_own_word, read_question
from stemma.stages.extract.events.reading import Climb, StatusReading, is_past, settle
from stemma.stages.extract.events.reversals import contradiction, take_back

_MOST_LEVELS = 10
_WEIGHING = frozenset({"can", "could", "may", "might", "would"})
_UNREAL = (Status.DENIED, Status.NEGATED, Status.FAILED, Status.THREATENED, Status.REQUESTED, Status.HYPOTHETICAL)
_WILL = frozenset({"will", "would", "'ll", "'d", "shall"})


def read_status(trigger: Token, *, harmful: Callable[[Token], bool]) -> StatusReading:
    """Return the status of the event that `trigger` tells.

    Args:
        trigger: The word that tells the event.
        harmful: Tells whether a word tells an act to somebody's harm; what is said that one will do is then a threat.
    """
    climb = Climb(trigger, harmful(trigger))
    _inherit(trigger, climb)
    if climb.condition is not None and not (is_future(trigger) or trigger.tag_ in ("VB", "VBP", "VBZ", "VBG")):
        climb.condition = None
    read_own_word(trigger, climb)
    token = trigger
    for _ in range(_MOST_LEVELS):
        link = link_of(token)
        if link is None:
            look_for_denial(token, climb)
            break
        if not _step(token, link, climb):
            break
        token = link.head
    read_question(token, climb)
    take_back(climb)
    _lost_condition(climb)
    return settle(climb)


def _lost_condition(climb: Climb) -> None:
    """Take a condition from the words of the sentence where the parse shows none."""
    if climb.condition is not None or climb.inside_condition is not None:
        return
    for lost in lost_conditions(climb.trigger):
        if is_inside(lost, climb.trigger):
            climb.inside_condition = Mark(Status.HYPOTHETICAL, lost.start)
            return
        if _awaits(lost, climb):
            climb.lost = lost
            return


def _awaits(lost: Lost, climb: Climb) -> bool:
    open_marks = (Status.PLANNED, Status.HYPOTHETICAL, Status.THREATENED)
    verb = climb.trigger.head
    tentative = any(mark.status in open_marks and not lost.holds(mark.cue) for mark in climb.marks) or (
        climb.trigger.pos_ == "NOUN" and climb.trigger.dep_ in SUBJECTS and is_future(verb)
    )
    return tentative and depends_on(lost, climb.trigger)


def _step(token: Token, link: Link, climb: Climb) -> bool:
    """Take one step up; tell whether to go on."""
    degree = degree_mark(token, link.head) if link.kind in ("adverbial", "clause") else None
    if degree is not None:
        climb.marks.append(degree)
        return link.kind == "clause"
    if link.kind == "adverbial":
        effect = under_infinitive(token, link.head)
        return _govern(token, effect, climb) if effect is not None else _adverbial(token, link.head, climb)
    if link.kind == "shared":
        if link.shares_marks:
            _inherit(link.head, climb)
        return True
    if _settles(token, link, climb):
        return False
    return _complement(token, link, climb)


def _settles(token: Token, link: Link, climb: Climb) -> bool:
    """Note what ends the climb: a question put, a claim judged, an untruth."""
    if link.kind == "clause" and asks_whether(token):
        climb.inside_condition = Mark(Status.HYPOTHETICAL, link.head.i)
        return True
    if holds_content(token, link, climb):
        judge_content(link.head, climb)
        return True
    if link.kind == "clause" and is_untrue(link.head):
        climb.add(Status.DENIED if link.head.dep_ in ("ccomp", "parataxis") else Status.NEGATED, link.head.i)
        return True
    return link.kind == "clause" and asks_how(token)


def _complement(token: Token, link: Link, climb: Climb) -> bool:
    """Pass what governs `token` as its complement or subject; tell whether to go on."""
    effect = effect_of(token, link, trigger=token.i == climb.trigger.i)
    if (effect is None or not effect.parts) and not climb.has(*_UNREAL) and _ends_it(link, climb):
        return False
    if effect is not None:
        return _govern(token, effect, climb)
    if link.light:
        _inherit(link.head, climb)
        return True
    return _pass_clause(token, link, climb) if link.kind == "clause" else _pass_noun(token, link, climb)


def _govern(token: Token, effect: Effect, climb: Climb) -> bool:
    word = effect.word
    climb.levels.append(word)
    climb.predicted |= effect.status is Status.HYPOTHETICAL
    status = settle_effect(effect, token, harmful=climb.harmful)
    climb.marks += outer_marks(word)
    if status is not None:
        climb.add(status, word.i)
    _take_condition(word, climb)
    return True


def _inherit(head: Token, climb: Climb) -> None:
    climb.levels.append(head)
    climb.marks += own_marks(head)
    _take_condition(head, climb)


def _take_condition(head: Token, climb: Climb) -> None:
    if climb.condition is None:
        condition = condition_of(head)
        if condition is not None and condition.i not in {level.i for level in climb.levels}:
            climb.condition = condition


def _ends_it(link: Link, climb: Climb) -> bool:
    """Note what is told to end: it was under way, whatever governs the ending ("unless the shelling stops", "ended their blockade")."""
    head = link.head
    lemma = head.lemma_.lower()
    if link.kind not in ("object", "subject") or not has_trait(lemma, "ends") or climb.trigger.pos_ == "VERB":
        return False
    if head.pos_ == "NOUN" and lemma not in ("pause", "halt"):
        return False
    if (lemma == "lift" and climb.has(Status.NEGATED)) or lemma == "break":
        return False
    past = head.tag_ in ("VBD", "VBN") and not is_future(head)
    climb.ended = Mark(Status.ASSERTED if past else Status.ONGOING, head.i)
    return True


def _adverbial(token: Token, head: Token, climb: Climb) -> bool:
    """Read a clause that stands beside the main one: if, without, before, to, when; tell whether to go on."""
    words = {c.lower_ for c in token.children if c.dep_ in ("mark", "case", "advmod", "aux") and c.i < token.i}
    first = token.left_edge.i
    if is_condition(token, head) or asks_whether(token) or after_future(token, head):
        climb.inside_condition = Mark(Status.HYPOTHETICAL, first)
    elif "without" in words or ("before" in words and (_stops(head) or "could" in words)):
        climb.add(Status.NEGATED, first)
    elif token.tag_ == "VB" and "to" in words and not first_to(token):
        climb.add(Status.PLANNED, first)
    elif token.tag_ in ("VBG", "VBN") and not words:
        if has_trait(token.lemma_.lower(), "says"):
            if climb.has(Status.NEGATED) and status_effect(head.lemma_.lower(), "v", "clause") == "denied":
                climb.add(Status.DENIED, head.i)
            return True
        own = (Status.ONGOING, Status.NEGATED, Status.FAILED)
        climb.marks += [mark for mark in own_marks(head) if mark.status not in own]
        climb.levels.append(head)
        return True
    return False


def _stops(main: Token) -> bool:
    """Tell whether the main clause tells of an end, so that what stands after "before" did not come about."""
    lemma = main.lemma_.lower()
    ending = any(status_effect(lemma, "v", kind) in ("failed", "negated") for kind in ("object", "subject"))
    return ending or has_trait(lemma, "stops")


def _pass_clause(token: Token, link: Link, climb: Climb) -> bool:
    """Pass a governor of a clause that by itself gives no status."""
    head = link.head
    lemma = head.lemma_.lower()
    climb.levels.append(head)
    if token.dep_ in ("nsubj", "nsubj:pass") and head.pos_ != "VERB":
        climb.marks += _predicated(head)
        _take_condition(head, climb)
        return True
    if token.dep_ in ("xcomp", "acl"):
        climb.marks += own_marks(head)
        if (
            token.dep_ == "acl"
            and token.tag_ == "VB"
            and not first_to(token)
            and not has_trait(lemma, "content")
            and head.pos_ == "NOUN"
        ):
            headline = head.head.i == head.i
            climb.add(Status.PLANNED if headline else Status.HYPOTHETICAL, token.left_edge.i)
    elif has_trait(lemma, "says"):
        _under_saying(token, head, climb)
    if climb.marks:
        _take_condition(head, climb)
    return True


def _predicated(head: Token) -> list[Mark]:
    """Return what a predicate without verb says of its subject: "is under way", "is imminent", "was unsuccessful"."""
    effect = own_word(head.lower_)
    if head.lower_ == "off" and any(child.dep_ == "cop" for child in head.children):  # "the sale is off"
        return [Mark(Status.NEGATED, head.i)]
    marks = [mark for mark in own_marks(head) if mark.status not in (Status.NEGATED, Status.FAILED)]
    negated = effect is not None and is_denied(head)
    return [*marks, Mark(Status.NEGATED if negated else Status(effect), head.i)] if effect is not None else marks


def _under_saying(token: Token, head: Token, climb: Climb) -> None:
    lemma = head.lemma_.lower()
    negation = next((mark for mark in own_marks(head) if mark.status is Status.NEGATED), None)
    future = any(child.lower_ in _WILL for child in token.children)
    if negation is not None and lemma != "know":
        climb.add(Status.HYPOTHETICAL, negation.cue)
    elif (
        climb.has(Status.NEGATED)
        and (is_past(climb.trigger) or (climb.trigger.pos_ == "NOUN" and is_past(token)))
        and (same_speaker(token, head) or has_trait(lemma, "insists"))
    ):
        climb.add(Status.DENIED, climb.trigger.i)
    elif climb.harmful and future and has_trait(lemma, "vows") and own_deed(token) and not climb.has(Status.NEGATED):
        climb.add(Status.THREATENED, head.i)
    elif not climb.marks:
        denial = contradiction(climb.trigger, outright=True)
        if denial is not None:
            climb.add(Status.DENIED, denial.i)


def _pass_noun(token: Token, link: Link, climb: Climb) -> bool:
    """Pass a governor of a noun that by itself gives no status: what is indefinite shares its modals and negation."""
    head = link.head
    climb.levels.append(head)
    if has_trait(head.lemma_.lower(), "content") and head.pos_ == "NOUN":
        return True
    if not link.indefinite:
        _feared(head, climb)
        if link.kind == "subject" or token.dep_ == "nsubj:pass":
            _only_thought_of(head, climb)
        return False
    climb.marks += [mark for mark in own_marks(head) if mark.status is not Status.ONGOING]
    _take_condition(head, climb)
    return True


def _only_thought_of(clause: Token, climb: Climb) -> None:
    """Note that an act of choice whose effects are only weighed has not been told ("the reduction can be seen as", "the sale may help").

    Blows, deaths and disasters are taken as told: their effects are weighed because they took place.
    """
    modal = next((child for child in clause.children if child.dep_ == "aux" and child.lower_ in _WEIGHING), None)
    perfect = any(child.lower_ in ("have", "has", "had") for child in clause.children)
    if modal is not None and not perfect and not climb.harmful:
        climb.add(Status.HYPOTHETICAL, modal.i)


def _feared(clause: Token, climb: Climb) -> None:
    """Note that what a feared or hoped future starts from has not been told either ("fear the departure will be followed by")."""
    outer = link_of(clause)
    if outer is None or outer.kind != "clause" or not is_future(clause):
        return
    effect = effect_of(clause, outer, trigger=False)
    if effect is not None and effect.status is Status.HYPOTHETICAL:
        climb.add(Status.HYPOTHETICAL, effect.word.i)
