"""A mention while it is being made: token bounds and what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from stemma.model.span import Reason
from stemma.model.words import MentionForm


@dataclass(slots=True)
class Draft:
    """One mention of tokens `[first, end)`.

    Attributes:
        head: Number of the token that carries the reference.
        key: What the head says: surname, head noun (lemma) or pronoun, in lower case.
        title: Tokens `[first, end)` of a title beside the name.
        gender: "m", "f" or "" as title, given name or pronoun tells.
        plural: It refers to several.
        definite: It points back ("the minister", "those sources").
        target: The mention it refers to.
    """

    first: int
    end: int
    head: int
    form: MentionForm
    label: str
    key: str
    words: tuple[str, ...] = ()
    title: tuple[int, int] | None = None
    country: str | None = None
    gender: str = ""
    plural: bool = False
    definite: bool = False
    target: Draft | None = None
    reasons: list[Reason] = field(default_factory=list)

    def refer(self, target: Draft, feature: str, value: float | str | None = None) -> None:
        """Let this mention refer to what `target` refers to; a mention that would refer to itself is left alone."""
        seen = {id(self)}
        while target.target is not None and id(target) not in seen:
            seen.add(id(target))
            target = target.target
        if id(target) not in seen:
            self.target = target
            self.reasons.append(Reason(feature, value))


def subject_of(token: Token) -> bool:
    """Tell whether a token is the subject of its clause, active or passive, by itself or through coordination."""
    for _ in range(4):
        if token.dep_.startswith(("nsubj", "csubj")):
            return True
        if token.dep_ not in ("conj", "flat", "appos") or token.head.i == token.i:
            return False
        token = token.head
    return False
