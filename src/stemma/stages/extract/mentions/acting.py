"""Nations that act: in "Washington warned Baghdad" both capitals stand for governments."""

from __future__ import annotations

from spacy.tokens import Token

from stemma.lang.countries import country_of
from stemma.model.span import Reason
from stemma.model.words import MentionForm
from stemma.stages.extract.mentions.draft import Draft, subject_of
from stemma.stages.extract.text import Text

# Verbs whose subject chooses to do what they say; compiled from VerbNet's classes of communication, judgement, social interaction,
# sending, giving, attack and commitment (general knowledge of the language).
_CHOOSES = frozenset(
    """
abandon abduct accept accuse acknowledge act address admit adopt advise affirm agree aid aim alert allege allow ally announce annex answer apologise
apologize appeal applaud appoint approve argue arm arrest ask assassinate assert assure attack attempt authorise authorize avoid back ban bar
batter blame block blockade bomb bombard boycott break brief brand build call cancel caution cease cede celebrate challenge charge choose cite claim close
commit complain concede conclude condemn conduct confirm consent consider consult contend continue convey cooperate counter criticise criticize cut deal decide declare
decline decry defend defy delay demand denounce deny deploy deport describe detain develop dismiss dispatch dispute drop echo encourage end endorse engage enlist
envisage escalate evacuate execute expect expel explain export express extend extradite fear fight finance fire force freeze fund give grant guarantee hail
halt help hint hit hold honor honour hope host ignore impose imprison insist instruct intend intensify intercept intervene invade invite join jail justify
keep kill launch lay lead lift list lobby maintain make mediate mobilise mobilize moot mount move name negotiate notify object offer oppose
order oust outlaw overthrow pardon pay permit persuade pledge plan pull plot prepare present press pressure prevent promise propose protest provide provoke publish punish
push put question raise reaffirm react reassure recall recognise recognize recommend reconsider refuse reiterate reject release remind renew
renounce repeat reply report request rescind reserve resist resolve respond restore resume retaliate reveal rule sanction say scrap
seek seize sell send sentence shell shelve shoot show sign signal slam slap speak sponsor state stop stress strike submit suggest summon supply support
surrender suspend suspect target tell terminate test thank threaten torpedo train try turn understand unveil urge use veto violate voice vote vow wage want warn
welcome widen withdraw withhold withstand worry write yield
""".split()
)
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
    if verb.pos_ == "ADJ" or verb.lemma_ in _CHOOSES:
        return True
    return (
        kind == "capital"
        and any(child.dep_ in ("obj", "ccomp", "xcomp") for child in verb.children)
        and verb.lemma_ not in ("have", "see", "include", "face", "lie")
    )
