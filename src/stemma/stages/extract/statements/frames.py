"""The construction that a word which may attribute stands in: what it governs, or what it is put beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemma.lang.cues import cue_words
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

_NEVER = frozenset({"be", "have", "do", "'s", "according", "accord", "include", "let"})
_OBJECT_PREPOSITIONS = frozenset({"for", "as", "of", "about", "on", "against", "over", "with", "to", "in"})
_PREPOSITIONS = frozenset(
    {
        "for",
        "about",
        "on",
        "of",
        "against",
        "to",
        "with",
        "over",
        "at",
        "as",
        "in",
        "toward",
        "towards",
        "from",
        "like",
        "into",
        "by",
    }
)
_CLAUSE_MARKS = frozenset({"as", "if", "whether", "that", "to", "like", "for", "because", "how", "why"})
_NOUN_CLAUSES = ("acl", "ccomp", "acl:relcl", "advcl")


@dataclass(frozen=True, slots=True)
class Frame:
    """A word that may attribute, in its construction.

    Attributes:
        token: The word.
        pos: VERB, NOUN or ADJ.
        name: The construction: "ccomp", "xcomp", "obj+xcomp", "up" (the word is put beside what it attributes), "obj:as", "obl:for",
            "none" …; "pass " before it for a passive.
        parts: Heads of what is attributed; of "up", the head of the clause it is put beside.
    """

    token: int
    pos: str
    name: str
    parts: tuple[int, ...] = ()

    @property
    def up(self) -> bool:
        """Whether what is attributed governs the word."""
        return self.name in ("up", "as up")


def find_frames(tree: Tree) -> Iterator[Frame]:
    """Give every word of the article that could attribute, with its construction."""
    for token, pos in enumerate(tree.pos):
        if tree.lemmas[token] in _NEVER:
            continue
        if pos == "VERB" and tree.deps[token] not in ("aux", "case", "amod", "compound"):
            yield _verb_frame(tree, token)
        elif pos == "NOUN" and tree.deps[token] not in ("compound", "nmod:desc"):
            yield _noun_frame(tree, token)
        elif pos == "ADJ" and tree.child(token, "cop") is not None:
            yield _adjective_frame(tree, token)


def is_passive(tree: Tree, token: int) -> bool:
    """Tell whether a verb is passive, by its subject or auxiliary, or as a participle that an infinitive follows ("believed to have …")."""
    if tree.child(token, "nsubj:pass", "aux:pass", "csubj:pass") is not None:
        return True
    bare = tree.deps[token] == "acl" and "VerbForm=Part" in tree.feats[token] and "Tense=Past" in tree.feats[token]
    return bare and tree.child(token, "xcomp") is not None and tree.child(token, "nsubj", "aux", "obj") is None


def _verb_frame(tree: Tree, token: int) -> Frame:
    passive = "pass " if is_passive(tree, token) else ""
    name, parts = _clausal(tree, token) or _nominal(tree, token)
    return Frame(token, "VERB", passive + name if not name.endswith("up") else name, parts)


def _clausal(tree: Tree, token: int) -> tuple[str, tuple[int, ...]] | None:
    ccomp = tree.kids(token, "ccomp", "csubj:pass")
    if ccomp:
        return "ccomp", tuple(ccomp)
    if _is_beside(tree, token):
        return "up", (tree.heads[token],)
    if (
        tree.deps[token] == "advcl"
        and _mark(tree, token) in ("as", "like")
        and tree.child(token, *SUBJECTS) is not None
    ):
        if tree.child(token, "obj", "xcomp") is None and not any(c > token for c in tree.kids(token, "obl")):
            return "as up", (tree.heads[token],)
    xcomp = tree.child(token, "xcomp")
    if xcomp is not None:
        with_object = tree.child(token, "obj", "iobj") is not None
        return ("obj+xcomp" if with_object else "xcomp"), (xcomp,)
    after = [c for c in tree.kids(token, "parataxis") if c > token]
    if after:
        return "down", (after[0],)
    return None


def _is_beside(tree: Tree, token: int) -> bool:
    """Tell whether a verb is put beside a clause: "…, he said", "…, he said, …"."""
    if tree.deps[token] != "parataxis" or tree.child(token, *SUBJECTS, "obl:agent") is None:
        return False
    return not any(tree.deps[c] in ("ccomp", "xcomp") for c in tree.children[token])


def _nominal(tree: Tree, token: int) -> tuple[str, tuple[int, ...]]:
    for clause in tree.kids(token, "advcl"):
        mark = _mark(tree, clause)
        if (
            mark in _CLAUSE_MARKS
            and clause > token
            and not (mark in ("as", "because") and tree.child(clause, *SUBJECTS) is not None)
        ):
            return f"advcl:{mark}", (clause,)
    thing = tree.child(token, "obj")
    oblique = [(tree.preposition(c).split(" ")[-1], c) for c in tree.kids(token, "obl") if c > token]
    if thing is not None:
        leading = next((pair for pair in oblique if pair[0] in _OBJECT_PREPOSITIONS), None)
        return (f"obj:{leading[0]}", (thing, leading[1])) if leading else ("obj", (thing,))
    leading = next((pair for pair in oblique if pair[0] in _PREPOSITIONS), None)
    return (f"obl:{leading[0]}", (leading[1],)) if leading else ("none", ())


def _mark(tree: Tree, clause: int) -> str:
    mark = tree.child(clause, "mark")
    if mark is not None:
        return tree.words[mark]
    case = tree.child(clause, "case")
    return tree.words[case] if case is not None else ""


def _noun_frame(tree: Tree, token: int) -> Frame:
    clause = next(
        (
            c
            for c in tree.children[token]
            if tree.deps[c] in _NOUN_CLAUSES and c > token and _is_content_clause(tree, c)
        ),
        None,
    )
    if clause is not None and not (
        tree.deps[clause] == "acl" and _mark(tree, clause) == "" and (tree.lemmas[clause], "VERB") in cue_words()
    ):
        mark = _mark(tree, clause)
        kind = "that" if tree.deps[clause] == "ccomp" or mark == "that" else mark or "part"
        return Frame(token, "NOUN", f"n:{kind}", (clause,))
    for c in tree.kids(token, "nmod", "obl"):
        preposition = tree.preposition(c).split(" ")[-1]
        if preposition in _PREPOSITIONS and c > token and preposition not in ("in", "by", "from"):
            return Frame(token, "NOUN", f"n:{preposition}", (c,))
    return Frame(token, "NOUN", "n:none")


def _is_content_clause(tree: Tree, clause: int) -> bool:
    if tree.deps[clause] in ("acl", "ccomp"):
        return True
    return tree.child(clause, "mark") is not None and _mark(tree, clause) == "that"


def _adjective_frame(tree: Tree, token: int) -> Frame:
    for dep in ("ccomp", "xcomp", "advcl"):
        clause = tree.child(token, dep)
        if clause is not None and clause > token:
            return Frame(token, "ADJ", f"a:{dep}", (clause,))
    for c in tree.kids(token, "obl"):
        preposition = tree.preposition(c).split(" ")[-1]
        if preposition in _PREPOSITIONS and c > token:
            return Frame(token, "ADJ", f"a:{preposition}", (c,))
    return Frame(token, "ADJ", "a:none")
