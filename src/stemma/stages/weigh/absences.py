"""What one telling says was not there and another tells as there: "there was no barrier on the road" / "ignored a barrier that officers had placed".

The two clauses share little but the thing itself, so that likeness of clauses does not bring them together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.model.claim import Disagreement
from stemma.model.ids import content_id
from stemma.model.lineage import Story
from stemma.model.span import Reason
from stemma.model.words import Governor, Proposition, Role, Sentence
from stemma.stages.weigh.hardening import claim_at
from stemma.stages.weigh.steps import Page
from stemma.stages.weigh.values import Told, Weighed, days_apart, make_values
from stemma.text.stems import stem

_BEING = frozenset({"be", "exist", "occur", "happen", "take"})
_TURNING = frozenset({"negation", "denial", "failure", "absence"})
_OPEN = frozenset({"condition", "wish", "request", "plan", "threat", "hedge", "belief", "modal", "attempt"})
_SAYS_NOTHING = frozenset(
    (
        "evidence proof sign indication trace suggestion report news word comment information doubt need way option reason plan question "
        "answer chance hope risk threat idea time place point use matter problem change difference sense right one thing people person "
        "number part other member case side situation incident it he she they we i you that which who this these those there what mayor "
        "body day year hour minute end limit choice explanation intention interest response reply decision "
    ).split()
)
_BELIEVED = frozenset({"belief"})
_NEGATION = re.compile(r"\b(?:not|never|no|nobody|none|den(?:y|ies|ied|ying)|doubt\w*)\b|n[’']t\b", re.I)
_GONE = frozenset({"disappear", "vanish", "lack", "miss", "remove"})
_MOST_DAYS = 5
_MOST_COMMON = 0.2
_REACH = 40


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that tells a thing as there or not there."""

    page: Page
    sentence: Sentence
    proposition: Proposition


def find_absences(story: Story, weighed: Weighed) -> Iterator[Disagreement]:
    """Give the things that one telling says there were none of and another tells of, one disagreement for each thing.

    Args:
        story: The story; weighed: its records.
    """
    there = _there(weighed)
    missing: defaultdict[str, list[Clause]] = defaultdict(list)
    for page in weighed.pages.values():
        for thing, clause in _missing(page):
            missing[thing].append(clause)
    for thing, clauses in sorted(missing.items()):
        denying = {clause.page.id for clause in clauses}
        told = [c for c in there.get(thing, ()) if c.page.id not in denying and _soon(c, clauses, weighed)]
        if told and _is_rare(thing, weighed) and any(_related(a, b, thing) for a in clauses for b in told):
            yield _disagreement(story, clauses, told, weighed)


def _missing(page: Page) -> Iterator[tuple[str, Clause]]:
    """Give what a page says there was none of: "there was no barrier", "no such draft existed", "had no fence"."""
    for sentence in page.body:
        for proposition in page.propositions.get(sentence.id, ()):
            turned = [g for g in proposition.governors if g.kind in _TURNING]
            if not proposition.sound or _is_open(proposition, besides=_BELIEVED):
                continue
            if _NEGATION.search(page.telling.text_of(sentence.span.start, proposition.span.start)):
                continue  # "I never said there was no paper"
            for role in proposition.roles:
                if not _is_thing(role.head):
                    continue
                none = len(turned) == 1 and role.name in ("A0", "A1") and _is_none(proposition, turned[0], role, page)
                if none:
                    yield stem(role.head), Clause(page, sentence, proposition)


def _is_none(proposition: Proposition, negation: Governor, role: Role, page: Page) -> bool:
    """Tell whether a negation denies that the thing is there at all."""
    words = page.telling.text_of(proposition.span.start, proposition.span.end)
    if proposition.predicate == "take" and "place" not in words:
        return False
    if negation.lemma == "no":
        near = 0 <= role.span.start - negation.span.start <= _REACH or role.span.covers(negation.span)
        return near and proposition.predicate in _BEING
    is_being = proposition.predicate in _BEING - {"be"} or (
        proposition.predicate == "be" and "there" in words.casefold()
    )
    return is_being and role.name in ("A0", "A1") and proposition.predicate != "happen"


def _is_open(proposition: Proposition, *, besides: frozenset[str] = frozenset()) -> bool:
    return any(governor.kind in _OPEN - besides for governor in proposition.governors)


def _is_thing(head: str) -> bool:
    return head.isalpha() and head.islower() and head not in _SAYS_NOTHING


def _there(weighed: Weighed) -> Mapping[str, Sequence[Clause]]:
    """Return thing → the clauses, over all tellings, in which it does something, something is done to it, or it is the act itself ("was blasting")."""
    found: defaultdict[str, list[Clause]] = defaultdict(list)
    for page in weighed.pages.values():
        for sentence in page.body:
            for proposition in page.propositions.get(sentence.id, ()):
                turned = any(g.kind in _TURNING for g in proposition.governors)
                if turned or _is_open(proposition) or not proposition.sound or proposition.tense == "none":
                    continue
                if proposition.predicate in _GONE:
                    continue
                heads = {r.head for r in proposition.roles if r.name in ("A0", "A1") and _is_thing(r.head)}
                for thing in sorted({stem(head) for head in heads}):
                    found[thing].append(Clause(page, sentence, proposition))
    return found


def _is_rare(thing: str, weighed: Weighed) -> bool:
    """Tell whether few sentences of the story have the thing, so that those that do speak of the same one."""
    sentences = [stems for page in weighed.pages.values() for stems in page.stems.values()]
    return sum(thing in stems for stems in sentences) <= max(3, _MOST_COMMON * len(sentences))


def _related(missing: Clause, there: Clause, thing: str) -> bool:
    """Tell whether the sentences, or those next to them, share another word."""
    near = [_around(clause) - {thing} for clause in (missing, there)]
    return bool(near[0] & near[1])


def _around(clause: Clause) -> frozenset[str]:
    beside = (clause.page.before(clause.sentence, count) for count in (1, -1))
    sentences = [clause.sentence, *(sentence for sentence in beside if sentence is not None)]
    return frozenset().union(*(clause.page.stems[sentence.id] for sentence in sentences))


def _soon(clause: Clause, others: Sequence[Clause], weighed: Weighed) -> bool:
    published = weighed.tellings[clause.page.id].article.published
    return any(days_apart(published, weighed.tellings[o.page.id].article.published) <= _MOST_DAYS for o in others)


def _disagreement(story: Story, missing: Sequence[Clause], told: Sequence[Clause], weighed: Weighed) -> Disagreement:
    plain = sorted(missing, key=lambda c: (_is_open(c.proposition), -len(weighed.words(c.proposition.span))))
    none = weighed.words(plain[0].proposition.span)
    shown = [_told(clause, weighed, none) for clause in _one_each(missing)]
    shown += [_told(clause, weighed, weighed.words(clause.proposition.span)) for clause in _one_each(told)]
    values = make_values(sorted(shown, key=lambda t: (t.article, t.span)), weighed)
    outlets = [{weighed.tellings[c.page.id].article.outlet for c in clauses} for clauses in (missing, told)]
    moved = outlets[0] == outlets[1] and None not in outlets[0]
    return Disagreement(
        id=content_id("dis", story.id, "absence", [(v.value, v.article) for v in values]),
        story=story.id,
        claims=tuple(sorted({t.claim for t in shown if t.claim is not None})),
        slot="polarity",
        type="update" if moved else "conflict",
        values=values,
        reasons=(Reason("said not to be there", None, None, (missing[0].proposition.span, told[0].proposition.span)),),
    )


def _one_each(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the first of each telling's clauses."""
    first: dict[str, Clause] = {}
    for clause in sorted(clauses, key=lambda c: c.proposition.span):
        first.setdefault(clause.page.id, clause)
    return list(first.values())


def _told(clause: Clause, weighed: Weighed, value: str) -> Told:
    span = clause.proposition.span
    return Told(value, span.article, span, claim_at(span, clause.page, weighed.home))
