"""Who a word that attributes gives as its source: the subject, the agent, the owner, or whoever stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.lang.cues import cue_words
from stemma.lang.roles import is_speaker_noun
from stemma.stages.extract.statements.frames import Frame, is_passive
from stemma.stages.extract.statements.holder_words import NOT, TIMES, holder_words
from stemma.stages.extract.statements.tree import NOMINAL, SUBJECTS, Tree

_EMPTY = frozenset({"it", "there"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_QUANTITIES = frozenset(
    {"one", "two", "three", "some", "many", "several", "most", "both", "few", "all", "none", "another", "others"}
)
#: Verbs whose subject in the passive is the speaker: "an official was quoted by the agency as saying".
_QUOTED_BY = frozenset({"quote", "cite"})
#: Verbs whose subject in the passive holds a view.
_HELD = frozenset({"convince", "persuade", "satisfy"})
#: Verbs whose subject answers what somebody else has said: "denied reports that …".
_ANSWERING = frozenset(
    {"deny", "reject", "dismiss", "refute", "dispute", "rebut", "contradict", "confirm", "counter", "rebuff", "debunk"}
)
_STEPS = 6
#: Verbs of saying whose "it" often stands for nothing or for a fact.
_IT_IS_EMPTY = frozenset(
    {
        "emerge",
        "transpire",
        "mean",
        "show",
        "suggest",
        "indicate",
        "illustrate",
        "demonstrate",
        "look",
        "sound",
        "put",
        "read",
        "strike",
        "see",
        "hold",
    }
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever is said to know.

    Attributes:
        head: Head of the words; first, end: the words, tokens `[first, end)`.
        pronoun: The relative pronoun that stands for it beside the cue, or None.
        how: Name of the rule that found it.
    """

    head: int
    first: int
    end: int
    how: str
    pronoun: int | None = None


def find_holder(tree: Tree, frame: Frame) -> Holder | None:
    """Return the source that the parse gives for a word that attributes, or None."""
    if frame.pos == "NOUN":
        found = _noun_holder(tree, frame.token)
    else:
        found = _verb_holder(tree, frame.token)
    if found is None:
        return None
    head, how = _speaker_above(tree, frame, found)
    if tree.words[head] in TIMES and tree.pos[head] != "PRON":
        return None
    pronoun = None
    if tree.words[head] in _RELATIVE and tree.deps[head] != "root":
        pronoun, head = head, _antecedent(tree, head, frame.token)
    first, end = holder_words(tree, head, frame.token)
    return Holder(head, first, end, how, pronoun)


def _speaker_above(tree: Tree, frame: Frame, found: tuple[int, str]) -> tuple[int, str]:
    """Give "…, saying that" to whoever reports the clause it hangs on, where that clause is about a thing: "He said the show went well, saying …"."""
    head, how = found
    clause = tree.heads[frame.token]
    if (
        how != "shared subject"
        or tree.deps[frame.token] != "advcl"
        or tree.deps[clause] != "ccomp"
        or tree.pos[head] != "NOUN"
    ):
        return found
    known = cue_words().get((tree.lemmas[frame.token], "VERB"))
    if known is None or known.category != "statement" or is_speaker_noun(tree.lemmas[head]):
        return found
    above = tree.child(tree.heads[clause], *SUBJECTS)
    return (above, "speaker above") if above is not None and tree.words[above] not in _EMPTY else found


def subject_kind(tree: Tree, holder: Holder | None) -> str:
    """Return what kind of word the source is: name, noun, first, second, third, it, relative or none."""
    if holder is None:
        return "none"
    if holder.pronoun is not None:
        return "relative"
    word, pos = tree.words[holder.head], tree.pos[holder.head]
    if pos == "PROPN":
        return "name"
    if pos != "PRON":
        return "noun"
    if word in ("i", "we", "me", "us", "my", "our"):
        return "first"
    if word in ("you", "your"):
        return "second"
    return "it" if word in ("it", "its", "this", "that", "what") else "third"


def asked_of(tree: Tree, verb: int) -> int | None:
    """Whoever is asked in "Asked whether …, the diplomat replied": the subject of the clause that the participle hangs on, else None."""
    if tree.lemmas[verb] not in ("ask", "press", "question", "challenge") or tree.deps[verb] not in (
        "advcl",
        "acl",
        "parataxis",
    ):
        return None
    if (
        tree.child(verb, "nsubj", "obl:agent") is not None
        or "VerbForm=Ger" in tree.feats[verb]
        or "VerbForm=Inf" in tree.feats[verb]
    ):
        return None
    head = tree.heads[verb]
    asked = head if tree.deps[verb] == "acl" else tree.child(head, *SUBJECTS)
    return asked if asked is None or tree.quote[asked] == tree.quote[verb] else None


def _verb_holder(tree: Tree, verb: int) -> tuple[int, str] | None:
    if asked_of(tree, verb) is not None or tree.lemmas[verb] in ("seem", "appear"):
        return None
    seen = {verb}
    how = "subject"
    for _ in range(_STEPS):
        passive = is_passive(tree, verb)
        quoted = passive and tree.lemmas[verb] in _QUOTED_BY and tree.child(verb, *SUBJECTS) is not None
        agent = (
            _agent(tree, verb)
            if (passive and not quoted) or (tree.child(verb, *SUBJECTS) is None and tree.deps[verb] in ("acl", "advcl"))
            else None
        )
        if agent is not None:
            return agent, "agent"
        if passive and how == "subject" and not _speaks_in_passive(tree, verb):
            return None
        found = _own_subject(tree, verb, how)
        if found is not None:
            empty = tree.words[found[0]] in _EMPTY and tree.pos[found[0]] == "PRON"
            return found if not empty or _it_speaks(tree, verb, found[0]) else None
        step = _step_up(tree, verb)
        if step is None or step[0] in seen:
            return None
        verb, rule = step
        seen.add(verb)
        if rule == "noun":
            return _owner_or_self(tree, verb)
        how = rule
    return None


def _speaks_in_passive(tree: Tree, verb: int) -> bool:
    """Tell whether whoever suffers a verb is its source: "would not be drawn", "are convinced that …"."""
    if tree.lemmas[verb] == "draw":
        return any(tree.words[c] in NOT for c in tree.children[verb])
    return tree.lemmas[verb] in _HELD and tree.child(verb, "ccomp") is not None


def _it_speaks(tree: Tree, verb: int, subject: int) -> bool:
    """Tell whether "it" is a body or paper that speaks: the subject of an active verb of saying ("It said …"), not the "it" of "it emerged"."""
    known = cue_words().get((tree.lemmas[verb], "VERB"))
    return (
        tree.words[subject] == "it"
        and tree.deps[subject] == "nsubj"
        and known is not None
        and known.category == "statement"
        and tree.lemmas[verb] not in _IT_IS_EMPTY
        and not is_passive(tree, verb)
    )


def _own_subject(tree: Tree, verb: int, how: str) -> tuple[int, str] | None:
    """The subject of a verb itself, one hung on the clause after it, or that of the coordinated clause before."""
    subject = tree.child(verb, *SUBJECTS)
    if subject is not None:
        return subject, how
    crossed = _crossed(tree, verb)
    if crossed is not None:
        return crossed, "subject"
    later = _later_conjunct(tree, verb)
    return (later, "shared subject") if later is not None else None


def _later_conjunct(tree: Tree, verb: int) -> int | None:
    """The subject of the nearest coordinated clause before a participle: "Bloomberg asked, but a spokesperson declined, [saying] …"."""
    if tree.deps[verb] != "advcl" or not tree.words[verb].endswith("ing"):
        return None
    for c in reversed(tree.kids(tree.heads[verb], "conj")):
        subject = tree.child(c, *SUBJECTS)
        if c < verb and subject is not None:
            return subject
    return None


def _crossed(tree: Tree, verb: int) -> int | None:
    """A subject before the verb that the parser hung on the clause after it: "A person … [said] the bank had been offered"."""
    for part in tree.kids(verb, "ccomp"):
        if part > verb:
            for c in tree.kids(part, "nsubj", "nsubj:outer", "nsubj:pass"):
                if c < verb:
                    return c
    return None


def _step_up(tree: Tree, verb: int) -> tuple[int, str] | None:
    """Go to the word whose subject an infinitive, participle or second verb shares; "noun" where that word itself is the source."""
    dep, head = tree.deps[verb], tree.heads[verb]
    if head == verb:
        return None
    if dep in ("conj", "xcomp", "advcl", "parataxis", "ccomp") and (
        tree.pos[head] in ("VERB", "ADJ", "AUX") or tree.child(head, "cop") is not None
    ):
        if dep == "xcomp":
            thing = tree.child(head, "obj", "iobj")
            if thing is not None and tree.pos[head] == "VERB":
                return thing, "noun"
        if dep == "ccomp" and tree.child(verb, "mark") is not None:
            return None
        return head, "shared subject"
    if dep in ("acl", "acl:relcl") and tree.pos[head] in NOMINAL:
        return head, "noun"
    if dep == "conj" and tree.pos[head] in NOMINAL:
        return None
    return None


def _owner_or_self(tree: Tree, noun: int) -> tuple[int, str] | None:
    """The owner of an artefact that speaks ("his tweets criticising"), the one who issues it, else the noun itself."""
    owner = _owner(tree, noun)
    if owner is not None and tree.pos[noun] == "NOUN":
        return owner, "owner"
    head = tree.heads[noun]
    if (
        tree.deps[noun] == "obj"
        and tree.pos[noun] == "NOUN"
        and tree.pos[head] == "VERB"
        and tree.lemmas[head] in _ISSUES
    ):
        subject = tree.child(head, *SUBJECTS)
        if subject is not None:
            return subject, "issuer"
    return noun, "noun"


_ISSUES = frozenset(
    {
        "issue",
        "release",
        "make",
        "publish",
        "post",
        "send",
        "write",
        "sign",
        "put",
        "give",
        "deliver",
        "file",
        "tweet",
        "have",
        "raise",
    }
)


def _noun_holder(tree: Tree, noun: int) -> tuple[int, str] | None:
    owner = _owner(tree, noun)
    if owner is not None:
        return owner, "owner"
    for c in tree.kids(noun, "nmod", "nmod:agent"):
        if tree.preposition(c) in ("by", "from", "among"):
            return c, "owner"
    head, dep = tree.heads[noun], tree.deps[noun]
    if dep == "obj" and tree.lemmas[head] in _ANSWERING:
        said_in = next((c for c in tree.kids(noun, "nmod") if tree.preposition(c) in ("in", "on")), None)
        return (said_in, "owner") if said_in is not None else None
    if dep in ("obj", "obl", "xcomp") and tree.pos[head] == "VERB":
        return _verb_holder(tree, head)
    if tree.child(noun, "cop") is not None:
        return None
    return None


def _owner(tree: Tree, noun: int) -> int | None:
    owner = tree.child(noun, "nmod:poss")
    return owner if owner is not None and tree.words[owner] not in ("its", "whose") else None


def _agent(tree: Tree, verb: int) -> int | None:
    for c in tree.kids(verb, "obl:agent", "obl"):
        if tree.preposition(c) == "by" and tree.pos[c] in ("PROPN", "NOUN", "PRON"):
            return c
    return None


def _antecedent(tree: Tree, pronoun: int, verb: int) -> int:
    """The noun that a relative pronoun stands for, else the pronoun itself."""
    for token in (verb, *tree.above(verb)):
        if tree.deps[token] in ("acl:relcl", "acl") and tree.pos[tree.heads[token]] in NOMINAL:
            noun = tree.heads[token]
            whole = tree.heads[noun]
            return whole if tree.deps[noun] == "nmod" and tree.words[whole] in _QUANTITIES else noun
    return pronoun
