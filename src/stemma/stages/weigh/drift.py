"""What changed on the way from parent to child: a hedge dropped, an attribution lost, a denial or a caveat left out.

Where the parent is unseen, its children stand for it: what one of them kept, the parent had, and another dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from stemma.model.article import BlockKind
from stemma.model.claim import Claim, Disagreement
from stemma.model.extracted import Extracted
from stemma.model.ids import content_id
from stemma.model.lineage import Relation, Stemma, Story
from stemma.model.span import Reason, Span
from stemma.model.statement import Source, Statement
from stemma.model.words import Proposition
from stemma.stages.weigh.values import Told, Weighed, make_values
from stemma.text.stems import stem

_HEDGES = frozenset({"hedge", "belief"})
_DOUBTFUL_MODALS = frozenset({"may", "might", "could"})
_CAVEATS = frozenset({"deny", "could not be verified", "refuse to comment"})
_MOST_SIBLINGS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One step of descent: `above` has what the parent (its node id) had, `below` is the child in hand."""

    parent: str
    child: str
    above: Extracted
    below: Extracted
    relation: Relation
    seen: bool


def find_drift(story: Story, weighed: Weighed, stemma: Stemma, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """Give what each step of descent hardened or left out.

    Args:
        story: The story; weighed: its records.
        stemma: Its family tree.
        claims: Its claims: what stands above and below is compared, what stands above alone may have been left out.
    """
    found: dict[str, Disagreement] = {}
    for step in _steps(stemma, weighed.tellings):
        for change in (*_hardened(story, step, claims, weighed), *_left_out(story, step, claims, weighed)):
            key = content_id("drift", change.slot, change.child, [(v.article, v.span) for v in change.values if v.span])
            found.setdefault(key, change)
    yield from found.values()


def _steps(stemma: Stemma, tellings: Mapping[str, Extracted]) -> Iterator[Step]:
    article_of = {node.id: node.article for node in stemma.nodes}
    children: dict[str, list[tuple[str, Relation]]] = {}
    for edge in stemma.edges:
        parent, child = article_of.get(edge.parent), article_of.get(edge.child)
        if child is None:
            continue
        if parent is not None:
            yield Step(edge.parent, edge.child, tellings[parent], tellings[child], edge.relation, seen=True)
        else:
            children.setdefault(edge.parent, []).append((edge.child, edge.relation))
    for unseen, below in children.items():
        for (one, _), (other, relation) in permutations(below[:_MOST_SIBLINGS], 2):
            above, child = article_of.get(one), article_of.get(other)
            if above is not None and child is not None:
                yield Step(unseen, other, tellings[above], tellings[child], relation, seen=False)


def _hardened(story: Story, step: Step, claims: Sequence[Claim], weighed: Weighed) -> Iterator[Disagreement]:
    above = {p.id: p for p in _body(step.above)}
    below = {p.id: p for p in _body(step.below)}
    for claim in claims:
        ups = [above[p] for p in claim.propositions if p in above]
        downs = [below[p] for p in claim.propositions if p in below]
        if not ups or not downs:
            continue
        hedges = [_hedges(p) for p in ups]
        if all(hedges) and not any(_hedges(p) for p in downs):
            yield _change(story, claim, step, "hedge", (ups[0], hedges[0][0]), downs[0], weighed)
        sayers = [_sayer(p, step.above) for p in ups]
        if (
            step.relation is not Relation.UPDATE
            and all(sayers)
            and sayers[0] is not None
            and not any(_is_voiced(p, step.below) for p in downs)
        ):
            cue = sayers[0].cue or ups[0].span
            yield _change(story, claim, step, "attribution", (ups[0], cue), downs[0], weighed)


def _body(telling: Extracted) -> list[Proposition]:
    body = {sentence.id for sentence in telling.sentences if sentence.kind is BlockKind.BODY}
    return [p for p in telling.propositions if p.sentence in body]


def _hedges(proposition: Proposition) -> list[Span]:
    """Return what makes a clause doubtful; "could not" is no doubt."""
    if any(governor.kind == "negation" for governor in proposition.governors):
        return []
    return [
        governor.span
        for governor in proposition.governors
        if governor.kind in _HEDGES or (governor.kind == "modal" and governor.lemma in _DOUBTFUL_MODALS)
    ]


def _sayer(proposition: Proposition, telling: Extracted) -> Statement | None:
    """Return the statement that somebody else than the writer makes with this proposition."""
    found = next((s for s in telling.statements if s.id == proposition.statement), None)
    if found is None or found.source.span is None or found.category != "statement" or found.act in _CAVEATS:
        return None
    return found


def _is_voiced(proposition: Proposition, telling: Extracted) -> bool:
    """Tell whether anybody is said to say this, in its clause or anywhere in its sentence, or it stands in quotation marks."""
    if proposition.statement is not None:
        return True
    sentence = next(s for s in telling.sentences if s.id == proposition.sentence)
    voices = [s.cue for s in telling.statements if s.cue is not None and s.source.span is not None]
    return any(sentence.span.covers(cue) for cue in voices) or any(
        q.overlaps(proposition.span) for q in sentence.quoted
    )


def _change(
    story: Story,
    claim: Claim,
    step: Step,
    slot: str,
    above: tuple[Proposition, Span],
    below: Proposition,
    weighed: Weighed,
) -> Disagreement:
    shown, cue = above
    told = [Told(weighed.words(span), span.article, span, claim.id) for span in (shown.span, below.span)]
    return Disagreement(
        id=content_id("dis", story.id, "hardening", slot, step.parent, step.child, claim.id),
        story=story.id,
        claims=(claim.id,),
        slot=slot,
        type="hardening",
        values=make_values(told, weighed),
        grade="certain" if below.sound and shown.sound else "possible",
        parent=step.parent,
        child=step.child,
        reasons=(Reason(f"{slot} above, none below", weighed.words(cue), None, (cue,)),),
    )


def _left_out(story: Story, step: Step, claims: Sequence[Claim], weighed: Weighed) -> Iterator[Disagreement]:
    if step.relation in (Relation.COPY, Relation.UPDATE):
        return  # a copy that stops early cuts its tail, and an update need not repeat: no choice of words
    shared = {
        proposition
        for claim in claims
        if step.below.article.id in {telling.article for telling in claim.tellings}
        for proposition in claim.propositions
    }
    told = {p.statement for p in step.above.propositions if p.id in shared}
    for statement in step.above.statements:
        if statement.act in _CAVEATS and statement.id not in told and not _kept(statement, step.below):
            span = _whole(statement)
            if span is not None:
                yield _omission(story, step, span, f"{statement.act}: in the parent, not in the child", weighed)
        why = statement.source.why_unnamed
        if why is not None and statement.id in told and not any(s.source.why_unnamed for s in step.below.statements):
            yield _omission(story, step, why, "why the source is not named: in the parent, not in the child", weighed)


def _kept(statement: Statement, below: Extracted) -> bool:
    """Tell whether the child has a statement of the same act from the same source."""
    return any(
        other.act == statement.act and _same_source(statement.source, other.source) for other in below.statements
    )


def _same_source(one: Source, other: Source) -> bool:
    if one.entity is not None and one.entity == other.entity:
        return True
    if one.span is None or other.span is None:
        return True
    mine, theirs = ({stem(word) for word in source.text.split() if len(word) > 3} for source in (one, other))
    return bool(mine & theirs)


def _whole(statement: Statement) -> Span | None:
    """Return source, cue and content as one span, where they stand close together."""
    parts = [*statement.content, *(span for span in (statement.cue, statement.source.span) if span is not None)]
    if not parts:
        return None
    return Span(statement.article, min(s.start for s in parts), max(s.end for s in parts))


def _omission(story: Story, step: Step, span: Span, why: str, weighed: Weighed) -> Disagreement:
    claim = next(
        (
            weighed.home[p.id].id
            for p in step.above.propositions
            if span.covers(p.predicate_span) and p.id in weighed.home
        ),
        None,
    )
    values = make_values([Told(weighed.words(span), span.article, span, claim)], weighed)
    return Disagreement(
        id=content_id("dis", story.id, "omission", step.parent, step.child, (span.article, span.start, span.end)),
        story=story.id,
        claims=() if claim is None else (claim,),
        slot="omission",
        type="omission",
        values=values,
        parent=step.parent,
        child=step.child,
        reasons=(Reason(why, None, None, (span,)),),
    )
