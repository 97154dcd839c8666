"""What a step of descent made harder: told as fact what its parent had somebody say, as sure what it held for possible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from stemma.lang.acts import same_act
from stemma.lang.calendar import WEEKDAYS
from stemma.model.claim import Claim, Disagreement
from stemma.model.ids import content_id
from stemma.model.lineage import Relation, Story
from stemma.model.span import Reason, Span
from stemma.model.statement import Source, Statement
from stemma.model.words import Proposition, Sentence
from stemma.stages.weigh.steps import Page, Step
from stemma.stages.weigh.values import Told, Weighed, make_values
from stemma.text.stems import stem

_HEDGES = frozenset({"hedge", "belief"})
_DOUBTFUL_MODALS = frozenset({"may", "might", "could"})
_CAVEATS = frozenset({"deny", "could not be verified", "refuse to comment"})
_SAYING = frozenset({"say", "confirm", "other", "warn", "predict", "believe", "accuse"})
_PLAIN_SAYING = frozenset({"say", "confirm"})
_OWN_ACTS = frozenset({"promise", "threaten", "demand"})  # what somebody does by saying it, told as fact
_SURE = 0.5
_FEWEST_SHARED, _FEWEST_QUOTED = 2, 4
_FEWEST_TOLD = 4
_HALF = 0.5
_VERBATIM = 0.95
_REPORTED = re.compile(
    r"\b(?:said|says|saying|told|according to|reportedly|report(?:s|ed) that|reports? say|alleged(?:ly)?|announced|claim(?:s|ed)?|wrote|quot(?:ed|ing)|"
    r"unclear|believed|understood|apparently|supposedly)\b",
    re.I,
)
_DOUBT = re.compile(
    r"\b(?:may|might|could|would|can|able|allowed|permitted|possibl[ey]|perhaps|probabl[ey]|likely|hop(?:e|es|ed|ing)|expect(?:s|ed)?|if|whether|fear(?:s|ed)?|believed?)\b",
    re.I,
)
_BINDING = re.compile(r"\b(?:until|till|if|unless|whether|once|so that|because|since)\W+(?:[\w’'-]+\W+){0,8}$", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Mm]y|[Oo]ur|us)\b")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(map(str.capitalize, WEEKDAYS))})\b")
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_SOURCES_ASIDE = frozenset({"unknown", "public"})
_LONG_WORD = 3
_ANYBODY = frozenset({"some", "many", "most", "people", "critics", "reports", "other", "others", "several"})
_THINGS = frozenset({"document", "unknown", "source"})


def find_hardening(story: Story, step: Step, weighed: Weighed) -> Iterator[Disagreement]:
    """Give what one step of descent hardened: an attribution or a hedge that the child left away.

    An update may tell as known what was said before, and a copy chooses no words; neither hardens.

    Args:
        story: The story; step: parent and child; weighed: the story's records.
    """
    if step.relation in (Relation.UPDATE, Relation.COPY):
        return
    for sentence in step.above.body:
        change = _attribution_lost(story, step, sentence, weighed)
        if change is not None:
            yield change
    yield from _hedges_lost(story, step, weighed)
    yield from _hedges_reworded(story, step, weighed)


def _attribution_lost(story: Story, step: Step, sentence: Sentence, weighed: Weighed) -> Disagreement | None:
    """Return the sentence that somebody says above and nobody below."""
    said = [s for s in step.above.statements.get(sentence.id, ()) if _attributes(s)]
    retold = [
        (other, score) for other, score in step.retold(sentence) if _tells_content(step, sentence, said, other, score)
    ]
    if not said or not retold or _voiced(step, sentence, retold[0][0], said):
        return None
    best = retold[0][0]
    if _only_names(best, step.below):
        return None  # "2. Naomi Chebarus." tells nothing
    sure = bool(step.above.figures[sentence.id] & step.below.figures[best.id])
    if any(
        _voiced(step, sentence, o, said) and not (sure and not _shows_content(step, sentence, said, o))
        for o, _ in retold[1:]
    ):
        return None
    if _on_other_days(step.above.words(sentence), step.below.words(best)):
        return None
    if not _shows_content(step, sentence, said, best):
        return None
    shown = (_part(said[0], sentence), best.span)
    why = Reason("attributed above, by nobody below", said[0].source.text, None, _marks(said[0]))
    return hardened(story, step, "attribution", shown, why, weighed)


def _only_names(sentence: Sentence, page: Page) -> bool:
    """Tell whether a sentence is a heading that names somebody or something and tells nothing of it."""
    told = page.propositions.get(sentence.id, ())
    return len(sentence.terms) < _FEWEST_TOLD and all(p.tense == "none" and not (p.roles or p.quantities) for p in told)


def _attributes(statement: Statement) -> bool:
    """Tell whether a statement puts its content into somebody's mouth."""
    source = statement.source
    known = source.kind not in _SOURCES_ASIDE or source.entity is not None or source.text.lower() in _PRONOUNS
    known = known or (statement.act in _PLAIN_SAYING and _is_described(source))
    return source.span is not None and known and statement.category == "statement" and statement.act in _SAYING


def _is_described(source: Source) -> bool:
    """Tell whether somebody unclassed is described by two words or more ("three of the women", "the seismological service"), not "people" or "reports"."""
    words = [word for word in source.text.split() if word.isalpha() and len(word) > _LONG_WORD - 1]
    return len(words) > 1 and words[0].lower() not in _ANYBODY


def _tells_content(step: Step, above: Sentence, said: Sequence[Statement], below: Sentence, score: float) -> bool:
    """Tell whether the child's sentence retells what is said above, not what the sentence tells beside it."""
    ids = {statement.id for statement in said}
    mine = [p for p in step.above.propositions.get(above.id, ()) if p.statement in ids]
    if not mine:
        return False
    claims = {step.home[p.id].id: _is_negated(p) for p in mine if p.id in step.home}
    if any(claims.get(claim) is _is_negated(p) for claim, p in step.claims(step.below, below)):
        return True
    if step.above.figures[above.id] & step.below.figures[below.id]:
        return True
    return score >= _SURE and len(_stems(mine) & {stem(term) for term in below.terms}) >= _FEWEST_SHARED


def _stems(propositions: Sequence[Proposition]) -> set[str]:
    return {stem(term) for p in propositions for term in p.terms}


def _on_other_days(above: str, below: str) -> bool:
    """Tell whether two sentences name days of the week, and none in common."""
    days = [{day.casefold() for day in _WEEKDAY.findall(words)} for words in (above, below)]
    return bool(days[0] and days[1]) and not days[0] & days[1]


def _shows_content(step: Step, above: Sentence, said: Sequence[Statement], below: Sentence) -> bool:
    """Tell whether a figure, one claim, or two words and half of the shorter side are told by both; fewer words are only near it.

    Words quoted are a speaker's own, and telling of their matter retells them only where four are met.
    """
    if step.above.figures[above.id] & step.below.figures[below.id]:
        return True
    ids = {statement.id for statement in said}
    mine = [p for p in step.above.propositions.get(above.id, ()) if p.statement in ids]
    claims = {step.home[p.id].id for p in mine if p.id in step.home}
    content = _stems(mine)
    theirs = {stem(term) for term in below.terms}
    shared = len(content & theirs)
    if all(s.form == "direct" for s in said) and shared < _FEWEST_QUOTED:
        return False
    if any(claim in claims for claim, _ in step.claims(step.below, below)):
        return shared >= min(_FEWEST_SHARED, len(theirs) - 1)
    return shared >= max(_FEWEST_SHARED, _HALF * min(len(content), len(theirs)))


def _is_negated(proposition: Proposition) -> bool:
    return sum(governor.kind in ("negation", "denial", "failure") for governor in proposition.governors) % 2 == 1


def _voiced(step: Step, above: Sentence, sentence: Sentence, said: Sequence[Statement]) -> bool:
    """Tell whether anybody is said to say what a sentence retells, it stands in quotation marks, or it names who said it above."""
    words = step.below.words(sentence)
    if sentence.quoted or _REPORTED.search(words) or _FIRST_PERSON.search(words):
        return True
    claims = {claim for claim, _ in step.claims(step.above, above)}
    told = [p for claim, p in step.claims(step.below, sentence) if claim in claims]
    for statement in step.below.statements.get(sentence.id, ()):
        beside = told and not any(span.covers(p.predicate_span) for p in told for span in statement.content)
        if statement.source.span is not None and statement.act not in _OWN_ACTS and not beside:
            return True
    sources = {
        stem(word) for s in said for word in s.source.text.split() if len(word) > _LONG_WORD and word[0].isupper()
    }
    things = {stem(word) for s in said if s.source.kind in _THINGS for word in s.source.text.split()[-1:]}
    return bool((sources | things) & {stem(term) for term in sentence.terms})


def _part(statement: Statement, sentence: Sentence) -> Span:
    """Return what of the statement stands in the sentence, its source included."""
    marks = [mark for mark in (*statement.content, *_marks(statement)) if sentence.span.overlaps(mark)]
    low, high = min(mark.start for mark in marks), max(mark.end for mark in marks)
    return Span(sentence.span.article, max(low, sentence.span.start), min(high, sentence.span.end))


def _marks(statement: Statement) -> tuple[Span, ...]:
    return tuple(span for span in (statement.source.span, statement.cue) if span is not None)


def _hedges_lost(story: Story, step: Step, weighed: Weighed) -> Iterator[Disagreement]:
    """Give the claims that the parent holds for possible everywhere and the child nowhere."""
    above, below = _by_claim(step, step.above), _by_claim(step, step.below)
    for claim in above.keys() & below.keys():
        hedges = [_hedges(p) for p in above[claim]]
        if not all(hedges) or any(_hedges(p) or p.statement is not None for p in below[claim]):
            continue
        shown, told = above[claim][0], below[claim][0]
        if _DOUBT.search(weighed.words(told.span)):
            continue
        if _shares_too_little(shown, told):
            continue
        if shown.sound and told.sound and told.tense != "none" and any(r.name == "A0" for r in told.roles):
            why = Reason("hedged above, not below", weighed.words(hedges[0][0]), None, (hedges[0][0],))
            yield hardened(story, step, "hedge", (shown.span, told.span), why, weighed)


def _hedges_reworded(story: Story, step: Step, weighed: Weighed) -> Iterator[Disagreement]:
    """Give the acts that a sentence holds for possible and the sentence retelling it tells as sure ("could take until Thursday" / "will last")."""
    for sentence in step.above.body:
        hedged = [p for p in step.above.propositions.get(sentence.id, ()) if _hedges(p)]
        for other, _ in step.retold(sentence, lowest=_SURE) if hedged else ():
            told = step.below.propositions.get(other.id, ())
            if any(_hedges(q) for q in told) or _DOUBT.search(step.below.words(other)):
                continue
            pairs = [(p, q) for p in hedged for q in told if _one_act(p, q) and not _is_bound(p, step.above, sentence)]
            for p, q in pairs[:1]:
                mark = _hedges(p)[0]
                why = Reason("hedged above, not below", weighed.words(mark), None, (mark,))
                yield hardened(story, step, "hedge", (p.span, q.span), why, weighed)


def _shares_too_little(above: Proposition, below: Proposition) -> bool:
    """Tell whether two clauses of one claim share only one word, their act ("the ink could be wiped off" / "they wiped")."""
    shared = {stem(term) for term in (*above.terms, above.predicate)} & {
        stem(t) for t in (*below.terms, below.predicate)
    }
    return len(shared) < _FEWEST_SHARED


def _one_act(above: Proposition, below: Proposition) -> bool:
    """Tell whether two clauses, neither negated, tell one act of the same things: what the one holds for possible the other has as sure."""
    shared = {stem(term) for term in above.terms} & {stem(term) for term in below.terms}
    if not (below.sound and below.tense != "none") or _is_negated(above) or _is_negated(below):
        return False
    if not any(governor.kind == "modal" and governor.lemma in _DOUBTFUL_MODALS for governor in above.governors):
        return False
    heads = [{stem(r.head).removesuffix("s") for r in p.roles if r.name in ("A0", "A1")} for p in (above, below)]
    dated = bool(above.times) and bool(below.times)
    act = same_act(above.predicate, below.predicate)
    return bool(heads[0] & heads[1]) and len(shared) + act >= _FEWEST_SHARED and (dated or act)


def _is_bound(proposition: Proposition, page: Page, sentence: Sentence) -> bool:
    """Tell whether a clause only says until when, on what condition or by what cause something else holds ("because the ink could be wiped off")."""
    return _BINDING.search(page.telling.text_of(sentence.span.start, proposition.predicate_span.start)) is not None


def _by_claim(step: Step, page: Page) -> dict[str, list[Proposition]]:
    found: dict[str, list[Proposition]] = {}
    for sentence in page.body:
        for claim, proposition in step.claims(page, sentence):
            found.setdefault(claim, []).append(proposition)
    return found


def _hedges(proposition: Proposition) -> list[Span]:
    """Return what makes a clause doubtful; "could not" is no doubt."""
    if any(governor.kind == "negation" for governor in proposition.governors):
        return []
    return [
        governor.span
        for governor in proposition.governors
        if governor.kind in _HEDGES or (governor.kind == "modal" and governor.lemma in _DOUBTFUL_MODALS)
    ]


def hardened(
    story: Story, step: Step, slot: str, shown: tuple[Span, Span], why: Reason, weighed: Weighed
) -> Disagreement:
    """Return what a step made firmer: what stands above and what below, shown in that order, and why."""
    claims = [claim_at(span, page, step.home) for span, page in zip(shown, (step.above, step.below), strict=True)]
    told = [Told(weighed.words(span), span.article, span, claim) for span, claim in zip(shown, claims, strict=True)]
    return Disagreement(
        id=content_id("dis", story.id, "hardening", slot, step.above.id, step.below.id, (shown[0].start, shown[0].end)),
        story=story.id,
        claims=tuple(sorted({claim for claim in claims if claim is not None})),
        slot=slot,
        type="hardening",
        values=make_values(told, weighed),
        parent=step.parent,
        child=step.child,
        reasons=(why,),
    )


def claim_at(span: Span, page: Page, home: Mapping[str, Claim]) -> str | None:
    """Return the first claim that the words of `span` tell."""
    inside = (p for p in page.telling.propositions if span.covers(p.predicate_span) and p.id in home)
    return next((home[p.id].id for p in inside), None)
