"""What an edge of the stemma changed: a hedge dropped, an attribution lost, a denial left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stemma.model.claim import Claim, Disagreement, Value
from stemma.model.extracted import Extracted
from stemma.model.ids import content_id
from stemma.model.lineage import Derivation, Stemma, Story
from stemma.model.span import Reason, Span
from stemma.model.statement import Statement
from stemma.model.words import Proposition

_HEDGES = frozenset({"hedge", "belief"})
_DOUBTFUL_MODALS = frozenset({"may", "might", "could"})
_KEPT_ACTS = frozenset({"deny", "could not be verified", "refuse to comment"})


def find_drift(
    story: Story, tellings: Mapping[str, Extracted], stemma: Stemma, claims: Sequence[Claim]
) -> Iterator[Disagreement]:
    """Give what each edge between two tellings in hand hardened or left out.

    Args:
        story: The story; tellings: article id → its records.
        stemma: Its family tree.
        claims: Its claims: what stands in both parent and child is compared, what stands in the parent alone may have been left out.
    """
    article_of = {node.id: node.article for node in stemma.nodes}
    for edge in stemma.edges:
        parent, child = article_of.get(edge.parent), article_of.get(edge.child)
        if parent is not None and child is not None:
            yield from _hardened(story, tellings[parent], tellings[child], edge, claims)
            yield from _left_out(story, tellings[parent], tellings[child], edge, claims)


def _hardened(
    story: Story, parent: Extracted, child: Extracted, edge: Derivation, claims: Sequence[Claim]
) -> Iterator[Disagreement]:
    above = {p.id: p for p in parent.propositions}
    below = {p.id: p for p in child.propositions}
    for claim in claims:
        ups = [above[p] for p in claim.propositions if p in above]
        downs = [below[p] for p in claim.propositions if p in below]
        if not ups or not downs:
            continue
        hedges = [_hedges(p) for p in ups]
        if all(hedges) and not any(_hedges(p) for p in downs):
            yield _change(story, claim, edge, "hedge", (ups[0], hedges[0][0]), downs[0], (parent, child))
        sayers = [_sayer(p, parent) for p in ups]
        if all(sayers) and not any(p.statement for p in downs) and sayers[0] is not None:
            yield _change(
                story, claim, edge, "attribution", (ups[0], sayers[0].cue or ups[0].span), downs[0], (parent, child)
            )


def _hedges(proposition: Proposition) -> list[Span]:
    return [
        governor.span
        for governor in proposition.governors
        if governor.kind in _HEDGES or (governor.kind == "modal" and governor.lemma in _DOUBTFUL_MODALS)
    ]


def _sayer(proposition: Proposition, telling: Extracted) -> Statement | None:
    found = next((s for s in telling.statements if s.id == proposition.statement), None)
    return found if found is not None and found.source.span is not None else None


def _change(
    story: Story,
    claim: Claim,
    edge: Derivation,
    slot: str,
    above: tuple[Proposition, Span],
    below: Proposition,
    sides: tuple[Extracted, Extracted],
) -> Disagreement:
    parent, child = sides
    shown, cue = above
    values = (
        Value(" ".join(parent.text_of(shown.span.start, shown.span.end).split()), parent.article.id, shown.span),
        Value(" ".join(child.text_of(below.span.start, below.span.end).split()), child.article.id, below.span),
    )
    return Disagreement(
        id=content_id("dis", story.id, "hardening", slot, edge.id, claim.id),
        story=story.id,
        claims=(claim.id,),
        slot=slot,
        type="hardening",
        values=values,
        grade="possible" if slot == "attribution" else "certain",
        parent=edge.parent,
        child=edge.child,
        reasons=(Reason(f"{slot} in the parent, none in the child", None, None, (cue,)),),
    )


def _left_out(
    story: Story, parent: Extracted, child: Extracted, edge: Derivation, claims: Sequence[Claim]
) -> Iterator[Disagreement]:
    shared = {
        proposition
        for claim in claims
        if child.article.id in {telling.article for telling in claim.tellings}
        for proposition in claim.propositions
    }
    told = {p.statement for p in parent.propositions if p.id in shared}
    acts_below = {statement.act for statement in child.statements}
    for statement in parent.statements:
        if (
            statement.act in _KEPT_ACTS
            and statement.id not in told
            and statement.act not in acts_below
            and statement.content
        ):
            span = Span(
                parent.article.id, min(s.start for s in statement.content), max(s.end for s in statement.content)
            )
            yield Disagreement(
                id=content_id("dis", story.id, "omission", edge.id, statement.id),
                story=story.id,
                claims=(),
                slot="omission",
                type="omission",
                values=(
                    Value(" ".join(parent.text_of(span.start, span.end).split()), parent.article.id, span),
                    Value("left out", child.article.id, None),
                ),
                parent=edge.parent,
                child=edge.child,
                reasons=(
                    Reason(
                        f"{statement.act} in the parent, nowhere in the child", None, None, (statement.cue or span,)
                    ),
                ),
            )
