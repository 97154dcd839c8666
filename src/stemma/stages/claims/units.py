"""The propositions of a story as they are compared: with polarity, status, roles by entity, and rarity within the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, log

import numpy as np
from numpy.typing import NDArray

from stemma.lang.elsewhere import counted_elsewhere
from stemma.lang.governors import governor_words
from stemma.lang.kin import single_words
from stemma.lang.victims import sides_of
from stemma.model.article import BlockKind
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.statement import Statement
from stemma.model.words import Entity, Governor, MentionForm, Proposition, Quantity, Role, Sentence, TimeRef
from stemma.text.stems import stem

_REVERSING = frozenset({"negation", "denial", "failure"})
_REPORT_ONLY = frozenset({"report", "phase", "permission", "ability", "governor"})
_STATUS_OF_KIND = {
    "denial": "denied",
    "failure": "failed",
    "condition": "conditional",
    "threat": "threatened",
    "request": "requested",
    "plan": "planned",
    "attempt": "planned",
    "wish": "planned",
    "belief": "hypothetical",
    "hedge": "hypothetical",
}
_PRECEDENCE = (
    "denied",
    "negated",
    "failed",
    "conditional",
    "threatened",
    "requested",
    "planned",
    "hypothetical",
    "ongoing",
    "asserted",
)
_SAYS_LITTLE = frozenset(
    "begin start launch take happen occur plan schedule expect continue carry make hold conduct resume proceed go undergo prepare open".split()
)
_DECIDING = frozenset({"decide", "choose", "determine", "undecided"})
EMPTY_HEADS = frozenset(
    {"it", "he", "she", "they", "we", "i", "you", "that", "which", "who", "this", "these", "those", "there", "one"}
)
_NO_ACT = frozenset(
    stem(word)
    for word in "place week day month year next last first second morning afternoon evening night time people new".split()
)
_DOUBTFUL_MODALS = frozenset({"may", "might", "could", "would", "should"})
STATUS_CLASS = {
    "denied": "not so",
    "negated": "not so",
    "failed": "not so",
    "conditional": "unrealised",
    "threatened": "unrealised",
    "requested": "unrealised",
    "planned": "unrealised",
    "hypothetical": "unrealised",
    "ongoing": "so",
    "asserted": "so",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One proposition of one telling, ready for comparison.

    Attributes:
        number: Its place among the story's units; telling: number of its telling.
        roles: Role name → (entity id or None, head word).
        keys: Its terms reduced to what survives rewording (entity ids for names, stems else); alike: those, and words that tell the same.
        in_body: False for headlines and captions.
        polarity: "negative" where the governors reverse the proposition an odd number of times.
        status: The first status of the design's order that a governor gives.
    """

    number: int
    telling: int
    article: str
    proposition: Proposition
    sentence: Sentence
    roles: dict[str, tuple[str | None, str]]
    keys: frozenset[str]
    alike: frozenset[str] = frozenset()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeRef, ...] = ()
    in_body: bool = True
    polarity: str = "positive"
    status: str = "asserted"

    @property
    def says_little(self) -> bool:
        """True where the verb leaves it to a noun to say what is done ("the evacuation began")."""
        return self.proposition.predicate in _SAYS_LITTLE or self.proposition.predicate in _DECIDING

    @property
    def acts(self) -> frozenset[str]:
        """Stems of what is done: the predicate, and beside a verb that says little the noun that says it ("the evacuation began")."""
        act = stem(self.proposition.predicate)
        if not self.says_little:
            return frozenset({act})
        words = {stem(term) for term in self.proposition.terms if term.islower()} & self.keys
        return frozenset(words - _NO_ACT - {act})

    @property
    def status_class(self) -> str:
        """so, not so, or unrealised."""
        return STATUS_CLASS[self.status]


@dataclass(frozen=True, slots=True)
class Units:
    """All units of a story.

    Attributes:
        weights: Key → rarity within the story; sizes: the rarity of each unit's keys together.
        vectors: One unit-length row per unit, from its own words; context: likewise, from its whole sentence. None where not made.
        entities, statements: Id → record; texts: article id → its frozen text.
        named: Article id → (where, entity id) of what is named in it.
        elsewhere: Ids of the counts of people harmed that belong to another happening.
        sides: On which side those stand whom such a count counts, by its id, where it is said.
    """

    items: tuple[Unit, ...]
    weights: Mapping[str, float]
    sizes: tuple[float, ...]
    vectors: NDArray[np.float32] | None = field(default=None, repr=False)
    context: NDArray[np.float32] | None = field(default=None, repr=False)
    entities: Mapping[str, Entity] = field(default_factory=dict, repr=False)
    statements: Mapping[str, Statement] = field(default_factory=dict, repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    named: Mapping[str, Sequence[tuple[Span, str]]] = field(default_factory=dict, repr=False)
    elsewhere: frozenset[str] = field(default=frozenset(), repr=False)
    sides: Mapping[str, str] = field(default_factory=dict, repr=False)

    def weight_of(self, keys: Iterable[str]) -> float:
        """Return how much rarity the keys have together; summed exactly, because sets come in another order in every process."""
        return fsum(self.weights.get(key, 0.0) for key in keys)


def reversals(governors: Sequence[Governor]) -> int:
    """Return how many governors reverse what they govern ("refused", "not", "denied", "no longer")."""
    count = sum(governor.kind in _REVERSING or governor.lemma == "unless" for governor in governors)
    if not count and any(governor.lemma == "longer" for governor in governors):
        return 1
    return count


def polarity_of(proposition: Proposition) -> str:
    """Return "negative" where what is told is told not to hold; what stands below an order is its content ("told her not to go")."""
    outside: list[Governor] = []
    for governor in proposition.governors:
        if governor.kind == "request":
            break
        outside.append(governor)
    return "negative" if reversals(outside) % 2 else "positive"


def status_of(proposition: Proposition) -> str:
    """Return the status that the governing chain gives a proposition, by the design's order of precedence.

    That something did not happen is its polarity; its status says how it is told: "would not pay" is planned, negative.
    """
    found = {_STATUS_OF_KIND[g.kind] for g in proposition.governors if g.kind in _STATUS_OF_KIND}
    if any(g.kind == "request" for g in proposition.governors) and proposition.tense == "past":
        found.discard("requested")  # the ordering has happened, and is what is told
    if any(g.kind == "modal" and g.lemma in _DOUBTFUL_MODALS for g in proposition.governors):
        reported = proposition.statement is not None and any(
            g.lemma in ("would", "should") for g in proposition.governors
        )
        found.add("planned" if reported else "hypothetical")
    if proposition.tense == "future":
        found.add("planned")
    word = governor_words().get(proposition.predicate)
    if word is not None and word.as_predicate and word.kind in _STATUS_OF_KIND:
        found.add(_STATUS_OF_KIND[word.kind])
    return next((status for status in _PRECEDENCE if status in found), "asserted")


def gather_units(tellings: Sequence[Extracted], entities: Sequence[Entity]) -> Units:
    """Return the comparable units of a story's tellings, in order of telling and text."""
    entity_of = {member.mention: entity.id for entity in entities for member in entity.mentions}
    items: list[Unit] = []
    for number, telling in enumerate(tellings):
        items += _units_of(telling, number, first=len(items), entity_of=entity_of)
    weights = _story_weights(items)
    return Units(
        tuple(items),
        weights,
        tuple(fsum(weights[key] for key in unit.keys) for unit in items),
        _stacked(tellings),
        _contexts(tellings, items),
        {entity.id: entity for entity in entities},
        {statement.id: statement for telling in tellings for statement in telling.statements},
        {telling.article.id: telling.article.text for telling in tellings},
        _named(entities),
        counted_elsewhere(tellings),
        sides_of(tellings),
    )


def _named(entities: Sequence[Entity]) -> dict[str, list[tuple[Span, str]]]:
    places: dict[str, list[tuple[Span, str]]] = {}
    for entity in entities:
        for member in entity.mentions:
            places.setdefault(member.span.article, []).append((member.span, entity.id))
    return places


def _units_of(telling: Extracted, number: int, *, first: int, entity_of: Mapping[str, str]) -> list[Unit]:
    sentences = {sentence.id: sentence for sentence in telling.sentences}
    quantities = {quantity.id: quantity for quantity in telling.quantities}
    times = {time.id: time for time in telling.times}
    names = _entity_of_word(telling, entity_of)
    made: list[Unit] = []
    for proposition in telling.propositions:
        sentence = sentences[proposition.sentence]
        keys = _keys(proposition, names, entity_of)
        made.append(
            Unit(
                number=first + len(made),
                telling=number,
                article=telling.article.id,
                proposition=proposition,
                sentence=sentence,
                roles={role.name: (_bearer(role, telling, entity_of), role.head) for role in proposition.roles},
                keys=keys,
                alike=keys | {other for key in keys for other in single_words(key)},
                quantities=tuple(quantities[q] for q in proposition.quantities if q in quantities),
                times=tuple(times[t] for t in proposition.times if t in times),
                in_body=sentence.kind is BlockKind.BODY,
                polarity=polarity_of(proposition),
                status=status_of(proposition),
            )
        )
    return made


def _bearer(role: Role, telling: Extracted, entity_of: Mapping[str, str]) -> str | None:
    """Return the entity that fills a role: of its mention, or of the name that stands right behind a word for its bearer ("champion Naomi Chebarus")."""
    known = entity_of.get(role.mention or "")
    if known is not None:
        return known
    for mention in telling.mentions:
        near = role.span.start < mention.span.start <= role.span.end + 1
        if near and mention.form is MentionForm.NAME and mention.label == "PERSON":
            before = telling.text_of(role.span.start, mention.span.start)
            if before[-1:] == " " and before.split()[-1:] == [role.head]:
                return entity_of.get(mention.id)
    return None


def _keys(proposition: Proposition, names: Mapping[str, str], entity_of: Mapping[str, str]) -> frozenset[str]:
    """Return the terms as they survive rewording: entities for names and pronouns, stems else; who acts counts where the clause leaves it out."""
    keys = {names.get(term) or stem(term) for term in proposition.terms}
    for role in proposition.roles:
        entity = entity_of.get(role.mention or "")
        if entity is not None:
            keys.add(entity)
        elif role.name in ("A0", "A1") and role.head.isalpha() and role.head not in EMPTY_HEADS:
            keys.add(stem(role.head))
    return frozenset(keys)


def _entity_of_word(telling: Extracted, entity_of: Mapping[str, str]) -> dict[str, str]:
    """Return word of a name → entity id, so that Muqtada and Moqtada are one key."""
    words: dict[str, str] = {}
    for mention in telling.mentions:
        entity = entity_of.get(mention.id)
        if entity is not None:
            for word in telling.text_of(mention.span.start, mention.span.end).split():
                words.setdefault(word, entity)
    return words


def _story_weights(items: Sequence[Unit]) -> dict[str, float]:
    """Rarity within the story: a key that every telling has says little about which clause is meant."""
    holders = Counter(key for unit in items for key in unit.keys)
    return {key: log(1 + (len(items) + 1) / count) for key, count in holders.items()}


def _stacked(tellings: Sequence[Extracted]) -> NDArray[np.float32] | None:
    parts = []
    for telling in tellings:
        if telling.clauses is None or telling.clauses.rows != len(telling.propositions):
            return None
        if telling.clauses.rows:
            parts.append(np.frombuffer(telling.clauses.content, dtype=np.float32).reshape(telling.clauses.rows, -1))
    return np.vstack(parts) if parts else None


def _contexts(tellings: Sequence[Extracted], items: Sequence[Unit]) -> NDArray[np.float32] | None:
    """Return the vector of each unit's sentence."""
    if not items or any(t.vectors is None or t.vectors.rows != len(t.sentences) for t in tellings):
        return None
    by_telling = [
        np.frombuffer(t.vectors.content, dtype=np.float32).reshape(t.vectors.rows, -1) if t.vectors else None
        for t in tellings
    ]
    rows = [matrix[unit.sentence.index] for unit in items if (matrix := by_telling[unit.telling]) is not None]
    return np.vstack(rows) if len(rows) == len(items) else None
