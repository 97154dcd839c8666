"""What a passage says, read from near to far: its clause, its sentence, the other tellings of its claim, and what stands around it.

A reader takes a clause with what he has read before: "the vessel" is the ferry of the lead, "it" its owner. So a word may be met from
further away the less it says by itself; `meeting` decides which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemma.model.article import BlockKind
from stemma.model.claim import Claim
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.words import EntityKind, Mention, Quantity, Sentence, TimeRef
from stemma.stages.claims.units import Unit, Units
from stemma.text.stems import stem, stems_in

_LEAD = 2


@dataclass(frozen=True, slots=True)
class Words:
    """Stems and entities of a stretch of text."""

    stems: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()

    def __or__(self, other: Words) -> Words:
        return Words(self.stems | other.stems, self.entities | other.entities)


@dataclass(frozen=True, slots=True)
class Passage:
    """One clause of a telling as a reader takes it.

    Attributes:
        clause, sentence, claim, around: Words from near to far; each holds the nearer ones.
        order: Stems of the sentence as they follow each other; clause_order: of the clause.
        quantities, numbers: Of the sentence; times: of the clause, else of the sentence; day: the time last named before it.
        speakers: Words of who is said to say it; persons: entities of persons named in the sentence and the one before.
        entity_of: Mention → entity.
    """

    unit: Unit
    telling: Extracted
    clause: Words
    sentence: Words
    claim: Words
    around: Words
    order: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    numbers: frozenset[float]
    times: tuple[TimeRef, ...]
    carried: tuple[TimeRef, ...]
    clause_order: tuple[str, ...]
    speakers: Words
    persons: frozenset[str]
    entity_of: Mapping[str, str]


@dataclass(slots=True)
class StoryWords:
    """The words of a story's tellings, read once per sentence."""

    tellings: Sequence[Extracted]
    units: Units
    entity_of: Mapping[str, str]
    siblings: Mapping[int, tuple[int, ...]]
    _sentences: dict[str, Words] = field(default_factory=dict)
    _leads: dict[int, Words] = field(default_factory=dict)
    _clauses: dict[int, Words] = field(default_factory=dict)

    def passage(self, unit: Unit) -> Passage:
        """Return what the clause of a unit says."""
        telling, span = self.tellings[unit.telling], unit.sentence.span
        clause = self._clause(unit)
        speakers = self._speakers(unit)
        sentence = clause | self._sentence(telling, unit.sentence) | speakers
        claim = sentence
        for number in self.siblings.get(unit.number, ()):
            claim |= self._clause(self.units.items[number])
        near = [s for s in telling.sentences if abs(s.index - unit.sentence.index) == 1]
        around = claim | self._lead(unit.telling)
        for one in near:
            around |= self._sentence(telling, one)
        inside = tuple(q for q in telling.quantities if span.covers(q.span))
        whole = _wholes(inside, telling)
        numbers = {d.value for d in telling.details if d.value is not None and span.covers(d.span)}
        return Passage(
            unit,
            telling,
            clause,
            sentence,
            claim,
            around,
            stems_in(telling.text_of(span.start, span.end)),
            tuple(q for q in inside if q not in whole),
            frozenset(numbers - {q.best for q in whole}),
            tuple(unit.times) or tuple(t for t in telling.times if span.covers(t.span)),
            _carried(unit, telling),
            stems_in(telling.text_of(unit.proposition.span.start, unit.proposition.span.end)),
            speakers,
            self._persons(unit),
            self.entity_of,
        )

    def _sentence(self, telling: Extracted, sentence: Sentence) -> Words:
        if sentence.id not in self._sentences:
            here = [m for m in telling.mentions if m.sentence == sentence.id]
            self._sentences[sentence.id] = Words(
                _stems(telling, sentence.span) | {stem(term) for term in sentence.terms} | self._named(telling, here),
                self._entities(here),
            )
        return self._sentences[sentence.id]

    def _clause(self, unit: Unit) -> Words:
        if unit.number not in self._clauses:
            telling, proposition = self.tellings[unit.telling], unit.proposition
            spans = [
                proposition.span,
                *(role.span for role in proposition.roles),
                *(g.span for g in proposition.governors),
            ]
            here = [
                m for m in telling.mentions if m.sentence == unit.sentence.id and any(s.overlaps(m.span) for s in spans)
            ]
            stems = {stem(term) for term in proposition.terms} | {stem(role.head) for role in proposition.roles}
            stems |= {word for span in spans for word in _stems(telling, span)} | {
                stem(g.lemma) for g in proposition.governors
            }
            entities = self._entities(here) | {entity for entity, _ in unit.roles.values() if entity is not None}
            self._clauses[unit.number] = Words(frozenset(stems) | self._named(telling, here), entities)
        return self._clauses[unit.number]

    def _named(self, telling: Extracted, mentions: Sequence[Mention]) -> frozenset[str]:
        """Return the stems of what mentions refer back to."""
        wanted = {m.refers_to for m in mentions if m.refers_to is not None}
        return frozenset(word for m in telling.mentions if m.id in wanted for word in _stems(telling, m.span))

    def _entities(self, mentions: Sequence[Mention]) -> frozenset[str]:
        return frozenset(self.entity_of[m.id] for m in mentions if m.id in self.entity_of)

    def _lead(self, number: int) -> Words:
        if number not in self._leads:
            telling = self.tellings[number]
            bodies = [s for s in telling.sentences if s.kind is BlockKind.BODY][:_LEAD]
            lead = Words()
            for sentence in [s for s in telling.sentences if s.kind is BlockKind.HEADLINE] + bodies:
                lead |= self._sentence(telling, sentence)
            self._leads[number] = lead
        return self._leads[number]

    def _persons(self, unit: Unit) -> frozenset[str]:
        """Return the persons named in the sentence and the one before."""
        telling = self.tellings[unit.telling]
        near = [s for s in telling.sentences if 0 <= unit.sentence.index - s.index <= 1]
        found = frozenset[str]().union(*(self._sentence(telling, s).entities for s in near))
        return frozenset(e for e in found if self.units.entities[e].kind is EntityKind.PERSON)

    def _speakers(self, unit: Unit) -> Words:
        telling, span = self.tellings[unit.telling], unit.proposition.predicate_span
        words, entities = set[str](), set[str]()
        for statement in telling.statements:
            if statement.source.span is not None and any(part.covers(span) for part in statement.content):
                words |= set(stems_in(statement.source.text))
                here = [m for m in telling.mentions if m.span.overlaps(statement.source.span)]
                words |= self._named(telling, here)
                entities |= self._entities(here)
        return Words(frozenset(words), frozenset(entities))


def siblings_of(units: Units, claims: Sequence[Claim]) -> dict[int, tuple[int, ...]]:
    """Return unit number → numbers of the other units of its claim, those of tellings that tell it surely."""
    numbers = {unit.proposition.id: unit.number for unit in units.items}
    found: dict[int, tuple[int, ...]] = {}
    for claim in claims:
        sure = {telling.article for telling in claim.tellings if telling.sure}
        mine = [numbers[p] for p in claim.propositions if p in numbers]
        for number in mine:
            found[number] = tuple(n for n in mine if n != number and units.items[n].article in sure)
    return found


def _stems(telling: Extracted, span: Span) -> frozenset[str]:
    return frozenset(stems_in(telling.text_of(span.start, span.end)))


def _wholes(quantities: Sequence[Quantity], telling: Extracted) -> list[Quantity]:
    """Return the quantities of which another is only a part ("200 of 600 soldiers": the 600)."""
    return [
        q
        for q in quantities
        if telling.text_of(max(0, q.span.start - 9), q.span.start).rstrip().endswith((" of", " of the"))
    ]


def _carried(unit: Unit, telling: Extracted) -> tuple[TimeRef, ...]:
    """Return the day last named before the sentence: what follows happened then as far as the text says; a headline tells what the lead dates."""
    before = [
        t
        for t in telling.times
        if t.type in ("DATE", "TIME") and t.granularity in ("day", "hour", "minute") and t.earliest
    ]
    if unit.sentence.kind is BlockKind.HEADLINE:
        return (min(before, key=lambda t: t.span.start),) if before else ()
    last = [t for t in before if t.span.start < unit.sentence.span.start]
    return (max(last, key=lambda t: t.span.start),) if last else ()
