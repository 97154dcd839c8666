"""Who a word that attributes gives as its source: the subject, the agent, the owner, or whoever stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.lang.cues import cue_words
from stemma.lang.roles import is_speaker_noun, speaker_noun
from stemma.stages.extract.statements.frames import Frame, is_passive
from stemma.stages.extract.statements.tree import NOMINAL, SUBJECTS, Tree

_EMPTY = frozenset({"it", "there"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_QUANTITIES = frozenset(
    {"one", "two", "three", "some", "many", "several", "most", "both", "few", "all", "none", "another", "others"}
)
_NEVER_IN = frozenset({"parataxis", "mark", "discourse", "cop", "aux", "advcl", "obl", "aux:pass", "case", *SUBJECTS})
_ASIDE_MARKS = frozenset({",", "(", "—", "–", "-", "--"})
_ASIDE_WORDS = frozenset({"who", "which", "whose", "whom", "all", "most", "now", "then", "both", "while", "where"})
_NAMELESS = frozenset(
    {"named", "identified", "anonymity", "anonymous", "anonymously", "name", "authorized", "authorised"}
)
_NOT = frozenset({"not", "n't", "n’t", "anonymity", "anonymous", "anonymously", "declined", "refused"})
_LEADING = frozenset(
    {"according", "but", "and", "or", "that", "by", "to", "while", "yet", "so", "from", "as", "nor", "neither"}
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
#: Words of time that the parser takes for a subject ("…, today warned").
_TIMES = frozenset(
    "today yesterday tonight tomorrow monday tuesday wednesday thursday friday saturday sunday earlier later".split()
)
_ROLE_WORDS = frozenset({"NOUN", "ADJ", "DET", "PROPN", "PRON"})
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
    if tree.words[head] in _TIMES and tree.pos[head] != "PRON":
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
        return any(tree.words[c] in _NOT for c in tree.children[verb])
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


def holder_words(tree: Tree, head: int, cue: int) -> tuple[int, int]:
    """Return the tokens `[first, end)` that name a source: its subtree without asides, extended over titles that the parser split off."""
    without = {c for c in tree.children[head] if _is_aside(tree, head, c)} | {cue}
    tokens = [t for t in tree.subtree(head, without) if tree.sentence[t] == tree.sentence[head]]
    first, end = _run_around(tokens, head, cue)
    while end - 1 > head and not tree.is_word(end - 1) and tree.words[end - 1] not in (")", "]"):
        end -= 1
    while first < head and (not tree.is_word(first) or tree.words[first] in _LEADING):
        first += 1
    while end - 1 > head and (
        tree.words[end - 1] in _TIMES or (tree.words[end - 1] == "on" and tree.words[end : end + 1] != [])
    ):
        end -= 1
    first, end = _without_asides(tree, head, first, end)
    return _over_titles(tree, first), _over_apposed(tree, head, _over_names(tree, first, end, cue))


def _over_apposed(tree: Tree, head: int, end: int) -> int:
    """Move right over a name between commas that the parser hung elsewhere: "an opposition lawmaker | , Moses Chirambo ."."""
    if tree.pos[head] != "NOUN" or tree.words[end : end + 1] != [","] or not is_speaker_noun(tree.lemmas[head]):
        return end
    stop = end + 1
    high = tree.sent(head)[1]
    while stop < high and tree.pos[stop] == "PROPN" and tree.written[stop][:1].isupper():
        stop += 1
    named = stop - end - 1 >= 2 and (stop >= high or tree.words[stop] in (",", ".", ";"))
    return stop if named and tree.deps[end + 1] in ("dep", "appos", "parataxis", "conj", "list", "flat") else end


def _without_asides(tree: Tree, head: int, first: int, end: int) -> tuple[int, int]:
    """Cut "With this in mind, | …" before the head and "…, who may not be named" after it."""
    for t in range(head - 1, first - 1, -1):
        if tree.words[t] in ("(", ";", ":") or (
            tree.words[t] == "," and tree.pos[t + 1] in ("DET", "PROPN", "NUM", "NOUN", "PRON")
        ):
            first = t + 1
            break
    for t in range(head + 1, end - 1):
        after = tree.words[t + 1]
        if tree.words[t] in _ASIDE_MARKS and (tree.pos[t + 1] in ("VERB", "SCONJ", "AUX") or after in _ASIDE_WORDS):
            return first, t
    return first, end


def _over_names(tree: Tree, first: int, end: int, cue: int) -> int:
    """Move right over the rest of a name that the parser tore apart: "Mr. | Kamin"."""
    high = cue if cue > first else tree.sent(first)[1]
    role = (
        tree.pos[end - 1] == "NOUN"
        and is_speaker_noun(tree.lemmas[end - 1])
        and end < high
        and tree.deps[end] in ("flat", "appos", "nsubj", "compound", "nmod", "dep")
    )
    between = cue > end and tree.pos[end - 1] == "NOUN" and all(tree.pos[t] == "PROPN" for t in range(end, cue))
    if tree.pos[end - 1] == "PROPN" or role or (between and is_speaker_noun(tree.lemmas[end - 1])):
        while end < high and tree.pos[end] == "PROPN":
            end += 1
    return end


def _is_aside(tree: Tree, head: int, child: int) -> bool:
    dep = tree.deps[child]
    if dep in _NEVER_IN:
        return True
    if dep == "advmod":
        return child > head
    if dep not in ("acl:relcl", "acl", "amod", "advcl", "nmod") or child < head:
        return False
    tokens = tree.subtree(child)
    low = tokens[0]
    if tree.words[low] in _ASIDE_MARKS or (low > 0 and tree.words[low - 1] in _ASIDE_MARKS):
        return True
    return (
        dep == "acl:relcl"
        and bool(_NAMELESS & {tree.words[t] for t in tokens})
        and bool(_NOT & {tree.words[t] for t in tokens})
    )


def _run_around(tokens: list[int], head: int, cue: int) -> tuple[int, int]:
    """The stretch of `tokens` that holds the head and stops at the cue."""
    side = [t for t in tokens if (t < cue) == (head < cue) and t != cue]
    return (side[0], side[-1] + 1) if side else (head, head + 1)


def _over_titles(tree: Tree, first: int) -> int:
    """Move left over capitalised words that the parser left outside the name: "Secretary of State | Mike Pompeo"."""
    low = tree.sent(first)[0]
    if tree.pos[first] != "PROPN":
        return first
    while first > low and _is_in_title(tree, first - 1):
        first -= 1
    while tree.words[first] in ("'s", "’s"):
        first += 1
    return _over_role(tree, first, low)


def _is_in_title(tree: Tree, token: int) -> bool:
    if tree.words[token] in ("'s", "’s"):
        return tree.pos[token - 1] == "PROPN"
    return tree.written[token][:1].isupper() and tree.pos[token] in ("PROPN", "ADJ") and tree.words[token] not in _TIMES


def _over_role(tree: Tree, first: int, low: int) -> int:
    """Move left over the noun for one person right before a name, with what belongs to it: "its spokesman | Peter Ouma"."""
    noun = first - 1
    known = speaker_noun(tree.lemmas[noun]) if noun > low and tree.pos[noun] == "NOUN" else None
    if known is None or not known.person or tree.words[noun] != tree.lemmas[noun]:
        return first
    edge = noun
    while edge > low and tree.pos[edge - 1] in _ROLE_WORDS and tree.quote[edge - 1] == tree.quote[noun]:
        if tree.pos[edge - 1] == "PRON" and tree.deps[edge - 1] != "nmod:poss":
            break
        edge -= 1
        if tree.pos[edge] in ("DET", "PRON"):
            break
    starts = edge == low or not tree.is_word(edge - 1) or tree.pos[edge] in ("DET", "PRON")
    return edge if starts else noun
