"""Attach counts to events: killed, injured, missing, detained, displaced; money, distance and troops that stand with the trigger."""

from __future__ import annotations

from spacy.tokens import Token

from stemma.model.words import Quantity
from stemma.stages.extract.clauses import subtree
from stemma.stages.extract.events.context import Found
from stemma.stages.extract.events.roles import Fillers
from stemma.stages.extract.events.triggers import Trigger

_HARM = {"killed": ("ASSAULT", "DEATH", "ACCIDENT", "DISASTER"), "injured": ("ASSAULT", "DEATH", "ACCIDENT", "DISASTER"),
         "missing": ("ASSAULT", "DEATH", "ACCIDENT", "DISASTER"), "detained": ("COERCE",), "displaced": ("ASSAULT", "DISASTER", "COERCE", "SANCTION")}  # fmt: skip


def tolls_of(trigger: Trigger, fillers: Fillers, found: Found) -> tuple[Quantity, ...]:
    """Return the quantities that belong to the event: in its own arguments, or counted beside it in the same clause.

    Args:
        trigger: The event's word.
        fillers: Who and what takes part.
        found: What was found in the article.
    """
    tokens = {token.i for head in (*fillers.actors, *fillers.recipients) for token in _whole(head)}
    tokens |= {child.i for child in trigger.token.children} | {trigger.token.i}
    kept = {}
    for i in sorted(tokens):
        quantity = found.quantity_at.get(i)
        if quantity is not None and _fits(quantity, trigger):
            kept[quantity.id] = quantity
    return tuple(kept.values())


def _whole(head: Token) -> list[Token]:
    return subtree(head, stop_at=frozenset({"acl:relcl", "advcl", "parataxis", "ccomp", "acl"}))


def _fits(quantity: Quantity, trigger: Trigger) -> bool:
    types = _HARM.get(quantity.kind)
    return types is None or trigger.word.type in types
