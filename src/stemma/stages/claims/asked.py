"""What a question asks for, part by part: its act, who and what has part in it, names, figures, times, speaker and other words."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.lang.kin import same_words
from stemma.model.extracted import Extracted
from stemma.model.statement import Statement
from stemma.model.words import Quantity, Role, TimeRef
from stemma.stages.claims.units import Unit
from stemma.text.stems import stem, stems_in

_LIGHT = frozenset(
    "be have do say tell the of about some there one that put stand when where while which who early earlier late later ago after before "
    "already yet still again then also only just other another own such than since during until now soon not never no nobody "
    "person people thing way total time most many several because if whether".split()
)
NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty "
    "sixty seventy eighty ninety dozen hundred hundreds dozens both several".split()
)
_REPORTS = frozenset({"say", "confirm", "predict", "believe", "warn", "other"})
_MEASURES = frozenset({"money", "percent", "distance", "duration", "weight", "area", "age", "speed", "temperature"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the question: the entity it is bound to in the story, if any, and the stems of its words."""

    entity: str | None
    words: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question holds.

    Attributes:
        unit: Its main clause; beside: the other clauses.
        words: Stems of content words that are no names, figures, times, acts or heads of who takes part.
        spoken: All its stems, in order.
    """

    unit: Unit
    beside: tuple[Unit, ...]
    names: tuple[Name, ...]
    quantities: tuple[Quantity, ...]
    numbers: frozenset[float]
    times: tuple[TimeRef, ...]
    words: frozenset[str]
    said_by: Statement | None
    spoken: tuple[str, ...]
    text: Extracted

    @property
    def act(self) -> str:
        """The stem of what is done."""
        return stem(self.unit.proposition.predicate)

    @property
    def act_phrase(self) -> str:
        """The act with its particle ("call off"), where the question has one that changes its sense; else the act alone."""
        span = self.unit.proposition.predicate_span
        behind = self.text.text_of(span.end, len(self.text.article.text)).split()[:_PARTICLE_REACH]
        led = {role.name for role in self.unit.proposition.roles}
        phrases = [f"{self.act} {word}" for word in behind if word in _PARTICLES and word not in led]
        return next((phrase for phrase in phrases if same_words(phrase)), self.act)

    def parts(self) -> list[Role]:
        """Return who and what takes part in the main clause: figures and times are compared for themselves."""
        aside = [t.span for t in self.times] + [q.span for q in self.quantities if q.kind in _MEASURES]
        return [r for r in self.unit.proposition.roles if not any(a.overlaps(r.span) for a in aside)]


def read_asked(question: Extracted, asked: list[Unit]) -> Asked:
    """Return what the question holds; its main clause is the one with most words.

    Args:
        question: The question, extracted like an article; asked: its units among those of the story.
    """
    main = _main(asked)
    names = _names(question, asked)
    measured = tuple(q for q in question.quantities if q.kind in _MEASURES)
    aside = [t.span for t in question.times] + [q.span for q in measured]
    skipped = {word for span in aside for word in stems_in(question.text_of(span.start, span.end))}
    terms = {term for s in question.sentences for term in s.terms} | {t for u in asked for t in u.proposition.terms}
    words = {stem(term) for term in terms if term.lower() not in _LIGHT and not any(c.isdigit() for c in term)}
    figures = {word for q in question.quantities for word in stems_in(question.text_of(q.span.start, q.span.end))}
    figures -= {stem(q.unit) for q in question.quantities if q.unit is not None and q.kind not in _MEASURES}
    named = {word for name in names for word in name.words}
    speakers = [
        s
        for s in question.statements
        if s.id == main.proposition.statement and s.source.span is not None and s.act in _REPORTS
    ]
    said = [s.source.span for s in speakers if s.source.span is not None]
    numbers = {d.value for d in question.details if d.kind == "number" and d.value is not None}
    return Asked(
        unit=main,
        beside=tuple(unit for unit in asked if unit.number != main.number),
        names=names,
        quantities=tuple(q for q in question.quantities if not any(q.span.overlaps(span) for span in said)),
        numbers=frozenset(numbers - {q.best for q in question.quantities}),
        times=question.times,
        words=frozenset(words - skipped - named - (figures & _COUNTING) - _said(speakers)),
        said_by=speakers[0] if speakers else None,
        spoken=stems_in(question.article.text),
        text=question,
    )


def _main(asked: list[Unit]) -> Unit:
    """Return the clause that the question is about: the longest; of a denial the denying, not what is denied."""
    acts = {unit.proposition.predicate for unit in asked}
    free = [u for u in asked if not any(g.kind == "denial" and g.lemma in acts for g in u.proposition.governors)]
    return max(free or asked, key=lambda unit: (len(unit.proposition.terms), -unit.number))


_PARTICLE_REACH = 3
_PARTICLES = frozenset("up down off out in on over away back through aside".split())
_COUNTING = frozenset(
    stem(word)
    for word in "zero one two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred thousand million billion".split()
)


def _said(statements: list[Statement]) -> frozenset[str]:
    """Return the stems of who speaks and how: compared with the speakers of the passage, not with its words."""
    return frozenset(word for s in statements for word in stems_in(s.source.text))


def _names(question: Extracted, asked: list[Unit]) -> tuple[Name, ...]:
    bound = {
        role.mention: unit.roles[role.name][0] for unit in asked for role in unit.proposition.roles if role.mention
    }
    found = []
    for mention in question.mentions:
        if mention.form.value in ("name", "government"):
            text = question.text_of(mention.span.start, mention.span.end)
            words = frozenset(stems_in(text)) - {"the"}
            found.append(Name(bound.get(mention.id), words, text))
    return tuple(found)
