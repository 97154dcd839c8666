"""Harm read from the tree: the verb, participle or noun that a counted group hangs on."""

from __future__ import annotations

from spacy.tokens import Token

from stemma.lang.names import person_nouns, role_heads
from stemma.stages.extract.clauses import is_fronted
from stemma.stages.extract.quantities.harms import harm_words

_COUNTING = frozenset({"dozens", "scores", "hundreds", "thousands", "total", "number", "members", "life"})
_STATES = frozenset({"missing", "dead", "injured", "wounded", "displaced", "detained"})


def counted_noun(node: Token) -> Token:
    """The counted noun of "dozens of people"."""
    if node.lower_ in (
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "tens",
        "none",
        "couple",
        "number",
        "total",
        "millions",
        "members",
        "third",
        "all",
    ):
        return next((child for child in node.children if child.dep_.startswith("nmod") and child.i > node.i), node)
    return node


def _is_person(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    known = role_heads().get(lemma)
    return lemma in person_nouns() or (known is not None and known.label == "PERSON")


def noun_harm(node: Token) -> str | None:
    """Return the harm that a noun counts by itself ("12 deaths", "the wounded")."""
    table = harm_words()
    kind = table.get((node.lemma_.lower(), "noun")) or table.get((node.lower_, "noun"))
    if (
        kind is None
        or node.lower_ in ("killing", "hurt")
        or (node.pos_ == "VERB" and node.lower_ not in ("injured", "wounded", "killed", "missing", "displaced"))
    ):
        return None
    if node.pos_ == "VERB" and any(child.dep_.startswith(("nsubj", "aux", "obj")) for child in node.children):
        return None
    if node.lemma_ in ("body", "corpse") and any(child.dep_ == "compound" for child in node.children):
        return None
    return kind


def is_lost(life: Token) -> bool:
    """Tell whether a life is one that was lost, claimed or taken."""
    verb = life.head
    return verb.lemma_ in ("lose", "claim", "cost", "take", "end")


def participle_harm(node: Token) -> str | None:
    """The harm in "52 people killed in the bombings", "four dead"."""
    table = harm_words()
    if _bodies_found(node):
        return "killed"
    for child in node.children:
        if child.dep_ == "amod" and child.i < node.i and child.lower_ in _STATES:
            return table.get((child.lower_, "state"))
        if (
            child.dep_ in ("acl", "amod", "acl:relcl", "advcl", "appos", "xcomp", "dep", "parataxis")
            and child.i > node.i
        ):
            kind = table.get((child.lemma_.lower(), "state")) or table.get((child.lower_, "state"))
            kind = kind or (table.get((child.lemma_.lower(), "acts")) if _passive(child) else None)
            if kind and child.dep_ == "acl:relcl" and any(deep.dep_ == "obj" for deep in child.children):
                continue  # "charges that injured a passer-by"
            if kind and child.dep_ != "acl:relcl" and not any(c.dep_.startswith("nsubj") for c in child.children):
                return kind
            if kind and child.dep_ == "acl:relcl":
                return kind
    return None


def _bodies_found(node: Token) -> bool:
    """Tell whether a relative clause behind the group or what is coordinated with it tells of their bodies ("whose bodies were found")."""
    top = node.head if node.dep_ == "conj" else node
    members = [top, *(child for child in top.children if child.dep_ == "conj")]
    clauses = (child for member in members for child in member.children if child.dep_ == "acl:relcl")
    return any(
        word.lemma_ in ("body", "corpse", "remains") and any(owner.lower_ == "whose" for owner in word.children)
        for clause in clauses
        for word in clause.children
    )


def _passive(verb: Token) -> bool:
    if any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
        and not any(child.dep_ == "obj" for child in verb.children)
    )


def deed_harm(node: Token) -> str | None:
    """Return the harm of the noun that "of" joins to a group ("the murder of two nuns", "the bodies of three men"), or None."""
    cases = {child.lower_ for child in node.children if child.dep_ == "case"}
    owns = node.dep_ == "nmod:poss" and not any(
        child.dep_ == "nmod" and child.i > node.head.i for child in node.head.children
    )
    if not node.dep_.startswith("nmod") or not ("of" in cases or owns):
        return None
    if node.head.lower_ in ("loss", "lives"):
        return "killed"
    return harm_words().get((node.head.lemma_.lower(), "deed"))


def governing_harm(node: Token, depth: int) -> str | None:
    """The harm of the verb, adjective or noun that governs the group."""
    if depth > 4 or node.head.i == node.i:
        return state_harm(node) or next(
            (harm_words().get((child.lemma_.lower(), "acts")) for child in node.children if is_fronted(child)), None
        )
    head, dep = node.head, node.dep_
    if dep == "conj":
        told = governing_harm(head, depth + 1)
        above = head.head
        if told is None and head.dep_ == "nmod" and _is_person(node) and _is_person(above) and not _is_person(head):
            return governing_harm(above, depth + 1)  # "the mayor of the town, as well as two peasants"
        return told
    if dep.startswith("nmod") and head.lower_ in _COUNTING:
        return governing_harm(head, depth + 1)
    deed = deed_harm(node)
    if deed is not None:
        return deed
    if dep in ("obl", "nmod", "obl:agent") and _accompanies(node):
        return _beside(head, depth)
    if dep in ("obj", "iobj"):
        return _as_object(head, node)
    if dep in ("nsubj", "nsubj:pass", "nsubj:outer"):
        return _as_subject(head, dep, 0)
    return None


def _accompanies(node: Token) -> bool:
    """Tell whether a group stands beside those that a verb harms ("as well as two peasants", "along with his driver")."""
    words = {child.lower_ for child in node.children if child.dep_ in ("case", "cc")}
    return bool(words & {"along", "together", "alongside"}) or (
        "well" in {w.lower_ for c in node.children for w in c.children}
    )


def _beside(head: Token, depth: int) -> str | None:
    """Return the harm that those beside the object or subject of `head` suffer with them."""
    if head.pos_ not in ("VERB", "ADJ"):
        return governing_harm(head, depth + 1)
    if any(child.dep_ == "obj" for child in head.children):
        return _as_object(head, head)
    return _as_subject(head, "nsubj:pass" if _passive(head) else "nsubj", 0)


def _as_object(verb: Token, node: Token) -> str | None:
    table = harm_words()
    kind = table.get((verb.lemma_.lower(), "acts"))
    if kind:
        return kind
    if verb.lemma_ == "shoot":
        return "killed" if any(child.lower_ in ("dead", "down") for child in verb.children) else "injured"
    if verb.lemma_ == "gun":
        return "killed"
    if verb.lemma_ == "treat":
        return "injured"
    if verb.lemma_ in ("leave", "make", "render", "force", "drive"):
        for child in verb.children:
            kind = table.get((child.lemma_.lower(), "state")) or table.get((child.lower_, "state"))
            if kind and child.i > node.i:
                return kind
            if child.lower_ in ("roof", "home", "homes") and child.i > node.i:
                return "displaced"
    if verb.lemma_ == "cost" and any(child.lemma_ == "life" for child in verb.children):
        return "killed"
    return None


def _as_subject(verb: Token, dep: str, depth: int) -> str | None:
    table = harm_words()
    lemma = verb.lemma_.lower()
    state = state_harm(verb)
    if state:
        return state
    if table.get((lemma, "suffers")) and lemma != "hurt":
        if lemma == "flee" and not _leaves_home(verb):
            return None
        return table[(lemma, "suffers")]
    passive = dep == "nsubj:pass" or _passive(verb)
    if passive and table.get((lemma, "acts")):
        return table[(lemma, "acts")]
    special = _special_verb(verb, passive)
    if special:
        return special
    if depth < 3:
        for child in verb.children:
            shares = (
                child.dep_ == "conj"
                and child.tag_ in ("VBN", "VBD")
                and not any(deep.dep_.startswith(("nsubj", "obj", "aux")) for deep in child.children)
            )  # "were seized and then killed"
            if passive and (shares or child.dep_ in ("xcomp", "ccomp", "advmod", "advcl")):
                kind = (
                    table.get((child.lemma_.lower(), "acts"))
                    or table.get((child.lower_, "state"))
                    or table.get((child.lemma_.lower(), "suffers"))
                )
                if kind:
                    return kind
    return None


def _special_verb(verb: Token, passive: bool) -> str | None:
    children = {child.lower_ for child in verb.children}
    if passive and verb.lemma_ in ("shoot", "gun"):
        return "killed" if children & {"dead", "down"} else "injured"
    if passive and verb.lemma_ == "hold":
        return "detained"
    if passive and verb.lemma_ == "treat":
        return "injured"
    if (
        passive
        and verb.lemma_ in ("take", "rush", "bring", "airlift", "transport")
        and any("hospital" in child.lower_ for child in verb.subtree)
    ):
        return "injured"
    if (
        passive
        and verb.lemma_ in ("drive", "force")
        and any(
            word.lower_ in ("home", "homes", "provinces", "villages", "houses", "land", "from") for word in verb.subtree
        )
    ):
        return "displaced"
    if verb.lemma_ == "lose" and any(child.lower_ in ("life", "lives") for child in verb.children):
        return "killed"
    if verb.lemma_ == "live" and any(word.lower_ in ("tents", "tent", "camp", "camps") for word in verb.subtree):
        return "displaced"
    if verb.lemma_ == "fall" and not any(child.dep_ in ("xcomp", "obj") for child in verb.children):
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        return (
            "killed"
            if subject is not None and subject.lemma_ in ("soldier", "fighter", "troop", "man", "martyr")
            else None
        )
    if verb.lemma_ == "inhale":
        return "injured"
    return None


def _leaves_home(verb: Token) -> bool:
    return any(
        word.lower_
        in (
            "home",
            "homes",
            "fighting",
            "violence",
            "country",
            "village",
            "villages",
            "town",
            "city",
            "region",
            "war",
            "clashes",
            "across",
        )
        for word in verb.subtree
    )


def state_harm(token: Token) -> str | None:
    """Return the harm of a word as a state ("dead", "missing", "in custody"); an active verb with an object is none."""
    table = harm_words()
    kind = table.get((token.lower_, "state")) or table.get((token.lemma_.lower(), "state"))
    active = token.pos_ == "VERB" and any(child.dep_ in ("obj", "iobj", "ccomp") for child in token.children)
    if kind and token.pos_ in ("ADJ", "VERB", "NOUN") and not active:
        return kind
    return "detained" if token.lower_ == "custody" else None
