"""A claim in somebody's own words held against what the tellings of a story say.

Support is given only where a proposition tells the same surely enough, nothing clashes, nobody's part is swapped, and every name, number,
date and content word of the question is met by the words that tell it. All else is near at best: a headline that merely looks alike
confirms nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.model.article import BlockKind
from stemma.model.claim import Claim
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.words import Entity, EntityMention, MentionForm
from stemma.settings import ClaimsSettings
from stemma.stages.claims.clash import find_clashes
from stemma.stages.claims.features import Pair
from stemma.stages.claims.pairs import compare_with
from stemma.stages.claims.units import Unit, Units, gather_units, reversals
from stemma.text.normalise import WORD
from stemma.text.stems import stem

SUPPORTED, CONTRADICTED, NEAR, NONE = "supported", "contradicted", "near", "none"
_CLASHING = frozenset({"polarity", "status", "place", "time", "actor"})
_SURELY = 0.6
_ALIKE = 0.45
_MOST_MET = 0.55
_LEAST_MET = 0.34
_NEARLY_ALL = 0.6
_LEAST_SHARED = 2
_LEAST_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Match:
    """One passage that bears on the question.

    Attributes:
        verdict: "supported", "contradicted" or "near".
        claim: Id of the claim that the passage tells; None where it tells none.
        span: The passage; probability: that it tells the same as the question.
        why: What was missing or clashed; empty for support.
    """

    verdict: str
    claim: str | None
    span: Span
    probability: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the question holds: stems of content words, numbers, and the unit that stands for it."""

    unit: Unit
    words: frozenset[str]
    numbers: frozenset[float]
    order: tuple[str, ...] = ()

    @property
    def core(self) -> frozenset[str]:
        """Stems that the sentence itself must have: the act and who and what have part in it, and every name."""
        roles = [role for name, role in self.unit.roles.items() if name in ("A0", "A1", "A2")]
        names = {stem(term) for term in self.unit.proposition.terms if term[:1].isupper()}
        return frozenset({stem(self.unit.proposition.predicate), *(stem(head) for _, head in roles), *names})


def check_story(
    question: Extracted,
    tellings: Sequence[Extracted],
    claims: Sequence[Claim],
    entities: Sequence[Entity],
    settings: ClaimsSettings,
) -> list[Match]:
    """Return the passages of one story that bear on the question, the surest first; none where it shares too little with the story.

    Args:
        question: The question, extracted like an article.
        tellings: The story's articles; claims: its claims; entities: entities that its mentions denote.
        settings: Cuts of this stage.
    """
    if not question.propositions or not _touches(question, tellings):
        return []
    units = gather_units([*tellings, question], _with_question(entities, question, tellings))
    asked = [unit for unit in units.items if unit.telling == len(tellings)]
    home = {proposition: claim.id for claim in claims for proposition in claim.propositions}
    found: dict[str, Match] = {}
    one = _main(asked)
    spoken = tuple(stem(match[0]) for match in WORD.finditer(question.article.text))
    main = _Asked(one, _words_of(question), _numbers_of(question), spoken)
    for pair in compare_with(units, main.unit.number):
        other = units.items[pair.left if pair.right == main.unit.number else pair.right]
        if other.telling == main.unit.telling:
            continue
        match = _judge(main, other, pair, units, tellings[other.telling], home.get(other.proposition.id))
        if match is not None:
            key = f"{match.verdict} {match.claim or match.span}"
            if key not in found or found[key].probability < match.probability:
                found[key] = match
    return sorted(found.values(), key=lambda m: (_RANK[m.verdict], -m.probability, m.span))


_RANK = {SUPPORTED: 0, CONTRADICTED: 1, NEAR: 2}


def verdict_of(matches: Sequence[Match]) -> str:
    """Return what the matches say together: supported before contradicted before near, none where there are none."""
    return min((match.verdict for match in matches), key=lambda verdict: _RANK[verdict], default=NONE)


def _main(asked: Sequence[Unit]) -> Unit:
    """Return the clause that the question is about: the longest; a shorter one beside it is met by its words."""
    return max(asked, key=lambda unit: (len(unit.proposition.terms), -unit.number))


def _touches(question: Extracted, tellings: Sequence[Extracted]) -> bool:
    asked = {stem(term) for p in question.propositions for term in p.terms}
    told = {stem(term) for telling in tellings for p in telling.propositions for term in p.terms}
    return len(asked & told) >= max(min(_LEAST_SHARED, len(asked)), _LEAST_SHARE * len(asked))


def _with_question(entities: Sequence[Entity], question: Extracted, tellings: Sequence[Extracted]) -> list[Entity]:
    """Bind the names of the question to the story's entities: the same name, or the only one that has its words."""
    bound: dict[str, list[EntityMention]] = {}
    for mention in question.mentions:
        words = frozenset(question.text_of(mention.span.start, mention.span.end).casefold().split())
        fitting = [e for e in entities if any(words <= frozenset(n.text.casefold().split()) for n in e.names)]
        exact = [e for e in fitting if any(words == frozenset(n.text.casefold().split()) for n in e.names)]
        for entity in (exact or fitting)[:1]:
            bound.setdefault(entity.id, []).append(EntityMention(mention.id, mention.span, MentionForm.NAME))
    return [
        replace(entity, mentions=(*entity.mentions, *bound[entity.id])) if entity.id in bound else entity
        for entity in entities
    ]


def _words_of(text: Extracted) -> frozenset[str]:
    """Return stems of the content words of the question, numbers aside."""
    terms = {term for s in text.sentences for term in s.terms} | {t for p in text.propositions for t in p.terms}
    return frozenset(stem(term) for term in terms if not any(c.isdigit() for c in term) and term.lower() not in _LIGHT)


_LIGHT = frozenset("be have do say the of about some there people person one that tell put stand".split())


def _numbers_of(text: Extracted) -> frozenset[float]:
    figures = {q.best for q in text.quantities if q.best is not None}
    figures |= {q.low for q in text.quantities if q.low is not None}
    return frozenset(figures | {d.value for d in text.details if d.kind == "number" and d.value is not None})


def _judge(asked: _Asked, other: Unit, pair: Pair, units: Units, telling: Extracted, claim: str | None) -> Match | None:
    passage = _passage(other, telling)
    missing = sorted(asked.words - passage.words - (passage.around - asked.core))
    share = 1 - len(missing) / max(1, len(asked.words))
    unmet = sorted(asked.numbers - passage.numbers)
    if share < _LEAST_MET or (pair.probability < _ALIKE and share < _NEARLY_ALL):
        return None
    clashes = [c for c in find_clashes(asked.unit, other, pair, units) if c.slot in _CLASHING]
    turned = (reversals(asked.unit.proposition.governors) + reversals(other.proposition.governors)) % 2 == 1
    why = [f"clashes in {clash.slot}" for clash in clashes] + (
        ["the opposite is said"] if turned and not clashes else []
    )
    why += [f"says nothing of {word}" for word in missing] + [f"another figure than {value:g}" for value in unmet]
    swapped = _swapped(asked.unit, other) or _turned_round(asked, passage)
    why += ["another part in it"] if swapped else []
    span = other.proposition.span
    if not why and pair.probability >= (_ALIKE if share == 1.0 else _SURELY):
        return Match(SUPPORTED, claim, span, pair.probability)
    opposite = any(clash.slot in ("polarity", "status") for clash in clashes) or turned
    opposed = opposite and share >= _MOST_MET and bool(asked.unit.acts & other.acts or clashes)
    other_figure = bool(unmet) and bool(passage.numbers) and not missing
    if not swapped and (opposed or other_figure) and (pair.probability >= _ALIKE or share == 1.0):
        return Match(CONTRADICTED, claim, span, pair.probability, tuple(why))
    return Match(NEAR, claim, span, pair.probability, tuple(why) or ("not sure to tell the same",))


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words and numbers of a sentence, the words of its neighbours and headlines, and its stems in order."""

    words: frozenset[str]
    numbers: frozenset[float]
    around: frozenset[str]
    order: tuple[str, ...]


def _passage(unit: Unit, telling: Extracted) -> _Passage:
    """Return what the sentence of a unit says: the words around a clause are what a reader takes it with."""
    span = unit.sentence.span
    words = {stem(match[0]) for match in WORD.finditer(telling.text_of(span.start, span.end))}
    words |= {stem(term) for term in (*unit.sentence.terms, *unit.proposition.terms)}
    words |= {stem(role.head) for role in unit.proposition.roles}
    for mention in telling.mentions:
        if mention.sentence == unit.sentence.id and mention.refers_to is not None:
            named = next((m for m in telling.mentions if m.id == mention.refers_to), None)
            if named is not None:
                words |= {stem(m[0]) for m in WORD.finditer(telling.text_of(named.span.start, named.span.end))}
    inside = [q for q in telling.quantities if span.covers(q.span)]
    numbers = {value for q in inside for value in (q.best, q.low, q.high) if value is not None}
    numbers |= {d.value for d in telling.details if d.value is not None and span.covers(d.span)}
    near = [s for s in telling.sentences if abs(s.index - unit.sentence.index) == 1 or s.kind is BlockKind.HEADLINE]
    around = {stem(m[0]) for s in near for m in WORD.finditer(telling.text_of(s.span.start, s.span.end))}
    order = tuple(stem(match[0]) for match in WORD.finditer(telling.text_of(span.start, span.end)))
    return _Passage(frozenset(words), frozenset(numbers), frozenset(around), order)


def _may_be_passive(order: tuple[str, ...]) -> bool:
    return "by" in order and any(word in order for word in ("was", "were", "been", "be", "being", "is", "are"))


def _turned_round(asked: _Asked, passage: _Passage) -> bool:
    """Tell whether who acts in the question stands behind the act in the passage, neither side naming its actor with "by"."""
    if _may_be_passive(passage.order) or _may_be_passive(asked.order):
        return False
    proposition = asked.unit.proposition
    acts = {stem(proposition.predicate), *(stem(g.lemma) for g in proposition.governors)}
    act = next((word for word in asked.order if word in acts and word in passage.order), None)
    if act is None or act not in asked.order:
        return False
    actors = [w for w in asked.order[: asked.order.index(act)] if w in asked.words and w in passage.order]
    return bool(actors) and all(passage.order.index(word) > passage.order.index(act) for word in actors)


def _swapped(asked: Unit, other: Unit) -> bool:
    """Tell whether somebody has another part in it than the question says: actor for object, or another actor altogether."""
    mine, theirs = asked.roles.get("A0"), other.roles.get("A0")
    if mine is None:
        return False
    if theirs is not None and _same_part(mine, theirs):
        return False
    elsewhere = [role for name, role in other.roles.items() if name != "A0"]
    return theirs is not None or any(_same_part(mine, role) for role in elsewhere)


def _same_part(one: tuple[str | None, str], other: tuple[str | None, str]) -> bool:
    if one[0] is not None and one[0] == other[0]:
        return True
    return stem(one[1]) == stem(other[1])
