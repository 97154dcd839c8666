"""Nations that act: in "Washington warned Baghdad" both capitals stand for governments."""

from __future__ import annotations

from spacy.tokens import Token

from stemma.lang.countries import country_of
from stemma.lang.names import choosing_verbs
from stemma.model.span import Reason
from stemma.model.words import MentionForm
from stemma.stages.extract.mentions.draft import Draft, subject_of
from stemma.stages.extract.text import Text

_ADDRESSED = frozenset(
    "warn tell urge accuse ask press pressure threaten inform advise assure remind notify blame criticise criticize condemn support back help invade attack punish sanction".split()
)


def mark_governments(text: Text, names: list[Draft]) -> None:
    """Set the form of countries and capitals that act or are addressed as governments.

    A capital counts where it is subject of any clause with an object or a clause of its own, a country where its verb is one of choice;
    both where they are told, warned or accused.
    """
    for draft in names:
        if draft.label != "LOC" or draft.form is not MentionForm.NAME:
            continue
        known = country_of(" ".join(text.doc[i].text for i in range(draft.first, draft.end)))
        if known is None or known.kind == "people":
            continue
        verb = _verb_of(text.doc[draft.head])
        if verb is not None and _acts(verb, known.kind):
            draft.form = MentionForm.GOVERNMENT
            draft.reasons.append(Reason("acts as a government", verb.lemma_))


def _verb_of(token: Token) -> Token | None:
    """The verb of which the token is subject, agent or addressee."""
    head = token
    for _ in range(3):
        if head.dep_ not in ("conj", "flat", "compound") or head.head.i == head.i:
            break
        if head.dep_ != "conj" and head.head.i > head.i:
            return None
        head = head.head
    if head.dep_ in ("nsubj", "obl:agent") and head.head.pos_ in ("VERB", "AUX"):
        return head.head
    if head.dep_ in ("obj", "iobj") and head.head.lemma_ in _ADDRESSED:
        return head.head
    if (
        head.dep_ == "nsubj"
        and subject_of(head)
        and any(child.dep_ == "cop" for child in head.head.children)
        and head.head.pos_ == "ADJ"
    ):
        return (
            head.head
            if head.head.lemma_ in ("ready", "willing", "determined", "unwilling", "prepared", "reluctant", "opposed")
            else None
        )
    return None


def _acts(verb: Token, kind: str) -> bool:
    if verb.pos_ == "ADJ" or verb.lemma_ in choosing_verbs():
        return True
    return (
        kind == "capital"
        and any(child.dep_ in ("obj", "ccomp", "xcomp") for child in verb.children)
        and verb.lemma_ not in ("have", "see", "include", "face", "lie")
    )
