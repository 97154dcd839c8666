"""How an event's word hangs on what governs it: as a clause, as an object or subject, through a light verb, beside a main clause."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from stemma.lang.event_types import noun_class
from stemma.lang.status_words import has_trait, signature_of
from stemma.stages.extract.clauses import SUBJECTS, preposition

_CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer"})
_TIME_PREPOSITIONS = frozenset(
    {
        "after",
        "since",
        "during",
        "following",
        "amid",
        "over",
        "in",
        "at",
        "before",
        "until",
        "within",
        "despite",
        "because of",
        "near",
        "between",
        "through",
    }
)
_PHASES = frozenset({"begin", "start", "open", "resume", "commence", "break", "be", "go", "stop", "occur"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your"})


@dataclass(frozen=True, slots=True)
class Link:
    """One step up from a word.

    Attributes:
        kind: "clause", "object", "subject" (it is a complement of `head`), "shared" (coordinated with `head`), "adverbial" (a clause beside
            `head`'s).
        preposition: The preposition between them, if any.
        indefinite: The event noun has no definite determiner.
        light: `head` is a verb that only carries the event ("launched an attack").
        shares_marks: A conjunct without auxiliary or subject of its own shares those of the first.
    """

    head: Token
    kind: str
    preposition: str | None = None
    indefinite: bool = False
    light: bool = False
    shares_marks: bool = False


def link_of(token: Token) -> Link | None:
    """Return how `token` hangs on its governor, or None where nothing governs it."""
    head, label = token.head, token.dep_
    if head.i == token.i or label in ("ROOT", "root", "dep", "punct"):
        return None
    if label == "conj":
        over = _finite_over(token, head)
        return Link(over or head, "shared", shares_marks=over is None and _shares(token, head))
    before = _noun_before(token)
    if before is not None and before.i != head.i:
        return Link(before, "clause")
    if label in _CLAUSAL:
        return Link(head, "clause", _marker(token))
    if label in ("acl", "advcl"):
        return _clause_link(token, head, label)
    if label in ("acl:relcl", "advcl:relcl", "parataxis", "appos"):
        return _loose_link(token, head, label)
    if token.pos_ == "VERB" and label in ("obl", "nmod", "obj", "nsubj"):
        return Link(head, "clause", preposition(token))
    return _noun_link(token, head, label)


def _finite_over(token: Token, head: Token) -> Token | None:
    """Return the finite verb over an infinitive that a finite verb was hung on ("failed to raise money and filed for bankruptcy"), or None."""
    if token.tag_ not in ("VBD", "VBZ") or head.tag_ != "VB" or head.dep_ not in ("xcomp", "acl", "advcl"):
        return None
    bare = not any(child.dep_ in (*SUBJECTS, "aux", "aux:pass") and child.lower_ != "to" for child in head.children)
    above = head.head
    return above if bare and above.pos_ == "VERB" and above.tag_ in ("VBD", "VBZ", "VBP") else None


def _loose_link(token: Token, head: Token, label: str) -> Link | None:
    """Return the link of a relative clause or aside that fills a claim or plan after all, or None."""
    if label == "parataxis" and token.pos_ == "NOUN" and has_trait(token.lemma_.lower(), "content"):
        return Link(head, "object")
    if label != "acl:relcl":
        return None
    claimed = has_trait(head.lemma_.lower(), "content") and _has_subject(token)
    return Link(head, "clause") if claimed or _to_do(token, head) else None


def is_light(verb: Token) -> bool:
    """Tell whether a verb only carries the event that its object or subject names ("launched an attack", "talks began")."""
    return verb.lemma_.lower() in noun_class("light verb")


def _to_do(token: Token, head: Token) -> bool:
    """Tell whether a relative clause says what a plan or bill is to do ("a bill that would have legalised the drug")."""
    found = signature_of(head.lemma_.lower(), "n", "clause") if head.pos_ == "NOUN" else None
    return (
        found is not None
        and found.effect == "planned"
        and any(child.lower_ in ("would", "will") for child in token.children)
    )


def _noun_before(token: Token) -> Token | None:
    """Return the noun of plan or attempt that an infinitive follows at once, whatever the parse hung it on ("dropped plans to film")."""
    if token.tag_ != "VB" or token.dep_ not in ("advcl", "xcomp"):
        return None
    to = next((child for child in token.children if child.lower_ == "to" and child.dep_ in ("mark", "aux")), None)
    noun = token.doc[to.i - 1] if to is not None and to.i > 0 else None
    if noun is None or noun.pos_ != "NOUN" or signature_of(noun.lemma_.lower(), "n", "clause") is None:
        return None
    return noun if noun.i not in {child.i for child in token.children} else None


def _clause_link(token: Token, head: Token, label: str) -> Link | None:
    to = any(child.lower_ == "to" for child in token.children if child.dep_ in ("mark", "aux"))
    if label == "acl":
        over = _content_over(token, head)
        if over is not None:
            return Link(over, "clause")
        if token.tag_ == "VBN" and head.dep_ == "obj" and head.head.lemma_.lower() in ("want", "need"):
            return Link(head.head, "clause")
        if head.pos_ in ("NOUN", "PROPN", "PRON", "ADJ") and (
            to or (token.tag_ == "VBG" and _marker(token)) or _has_subject(token)
        ):
            return Link(head, "clause", _marker(token))
        return None
    if head.pos_ == "ADJ" and to:
        return Link(head, "clause")
    marker = _marker(token)
    if token.tag_ == "VBG" and marker in ("from", "of", "for", "in", "on", "to", "against", "about"):
        return Link(head, "clause", marker)
    return Link(head, "adverbial")


def _content_over(token: Token, head: Token) -> Token | None:
    """Return the claim or report that a clause fills ("claims that he left", "reports of soldiers burning crops"), or None."""
    if has_trait(head.lemma_.lower(), "content") and head.pos_ == "NOUN":
        return head if token.tag_ not in ("VBG", "VBN") or _marker(token) or _opens_with_that(token) else None
    if token.tag_ == "VBG" and preposition(head) == "of" and has_trait(head.head.lemma_.lower(), "content"):
        return head.head if head.head.pos_ == "NOUN" else None
    return None


def _opens_with_that(token: Token) -> bool:
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in token.children)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.children) and any(
        child.lower_ == "that" for child in token.children
    )


def _marker(token: Token) -> str | None:
    words = [
        child.lower_
        for child in token.children
        if child.dep_ in ("mark", "case") and child.lower_ not in (("that",) if token.tag_ == "VBG" else ("that", "to"))
    ]
    return words[0] if words else None


def _shares(token: Token, head: Token) -> bool:
    if any(child.dep_ in (*SUBJECTS, "aux", "aux:pass", "cop") for child in token.children):
        return False
    if any(child.dep_ == "cc" and child.lower_ == "but" for child in token.children):
        return False
    if token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return head.pos_ == token.pos_
    return "Fin" not in token.morph.get("VerbForm", []) and token.tag_ == head.tag_


def _occurs(verb: Token) -> bool:
    """Tell whether a verb only says that its subject comes about, starts or goes on ("the talks began")."""
    return has_trait(verb.lemma_.lower(), "occurs") or verb.lemma_.lower() in _PHASES


def _raised(verb: Token) -> Token | None:
    """Return the verb whose subject stands at a verb of saying or seeming ("fighting was reported to be raging"), or None."""
    if not has_trait(verb.lemma_.lower(), "says") and verb.lemma_.lower() not in (
        "seem",
        "appear",
        "believe",
        "think",
        "understand",
    ):
        return None
    return next((child for child in verb.children if child.dep_ == "xcomp" and child.pos_ == "VERB"), None)


def _stands_beside(head: Token, between: str, label: str) -> bool:
    """Tell whether a phrase only says when, or denies a part in the event and not the event ("nothing to do with the leak")."""
    amounts = ("nothing", "something", "anything", "little")
    if between == "with" and head.lemma_.lower() == "do" and head.head.lower_ in amounts:
        return True
    bound = signature_of(f"{head.lemma_.lower()} {between}", "v", "object") is not None
    return between in _TIME_PREPOSITIONS and label == "obl" and not bound


def _noun_link(token: Token, head: Token, label: str) -> Link | None:
    indefinite = not any(child.lower_ in _DEFINITE or child.dep_ == "nmod:poss" for child in token.children)
    between = preposition(token)
    if label in ("obj", "nsubj:pass", "iobj") and not (label == "nsubj:pass" and _raised(head) is not None):
        return Link(head, "object", None, indefinite, light=is_light(head))
    if label in SUBJECTS:
        raised = _raised(head)
        if raised is not None:
            passive = any(child.dep_ == "aux:pass" for child in raised.children) and raised.tag_ == "VBN"
            return Link(raised, "object" if passive else "subject", None, indefinite, light=is_light(raised))
        if any(child.dep_ == "aux:pass" for child in head.children) and head.tag_ == "VBN":
            return Link(head, "object", None, indefinite, light=is_light(head))
        if head.pos_ in ("ADJ", "ADV") or (head.pos_ == "NOUN" and preposition(head) is not None):
            return Link(head, "clause")
        return Link(head, "subject", None, indefinite, light=_occurs(head))
    if label in ("obl", "obl:agent", "obl:arg", "nmod"):
        if between is None and label == "obl" and any(child.dep_ == "compound:prt" for child in head.children):
            return Link(head, "object", None, indefinite)
        if between is None or _stands_beside(head, between, label):
            return None
        return Link(head, "object", between, indefinite, head.pos_ == "VERB" and label == "obl" and is_light(head))
    if label in ("compound", "amod"):
        return Link(head, "object")
    return None
