"""Finds sources by their place: after the content, before or after the cue, where the parse tore them off."""

from __future__ import annotations

from stemma.lang.roles import speaker_noun
from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.frames import is_passive
from stemma.stages.extract.statements.holder_words import holder_words
from stemma.stages.extract.statements.reporting import CLOSERS, REPORTS, closes, speaks
from stemma.stages.extract.statements.sources import Holder
from stemma.stages.extract.statements.spans import Stretch, has_clause, tidy
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

_NOMINATIVE = frozenset({"he", "she", "they", "i", "we"})
_GROUP = frozenset({"PROPN", "NOUN", "DET", "ADJ", "NUM"})
_BOUNDS = frozenset({";", ":", "—", "–", "”", "»"})
_NEED_OBJECT = frozenset({"tell", "inform", "remind", "assure", "urge", "thank", "notify", "accuse", "call"})
_NO_SPEAKERS = frozenset(
    "who which whose whom that where when while although though if as because and but or so after before since".split()
)
_WHEN = ("obl:unmarked", "obl:tmod")  # "said last month that …"
_TAIL = 7
_CATCHWORD = 3
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday on in".split())


def post_posed(tree: Tree, draft: Draft) -> None:
    """Take the words after the last comma or closing mark as the source of a report verb at the end of its sentence.

    The parser gives the first half of a coordinated source to the clause before ("…, two Iraqi officials and two Western diplomats said").
    """
    if (
        draft.lemma not in REPORTS
        or draft.pos != "VERB"
        or is_passive(tree, draft.token)
        or "medial by position" in draft.rules
    ):
        return
    low, high = tree.sent(draft.token)
    if not _ends(tree, draft.cue[1], high) or _sound(tree, draft):
        return
    for comma in range(draft.cue[0] - 1, low, -1):
        if tree.words[comma] not in CLOSERS or (tree.quote[comma] >= 0 and not closes(tree, comma)):
            continue
        words = range(comma + 1, draft.cue[0])
        nouns = [
            t
            for t in words
            if tree.pos[t] in ("NOUN", "PROPN", "PRON") and tree.deps[t] not in ("compound", "nmod:desc", "flat")
        ]
        if has_clause(tree, comma + 1, draft.cue[0]):
            return
        if (
            nouns
            and tree.words[comma + 1] not in _NO_SPEAKERS
            and tree.pos[comma + 1] not in ("ADP", "SCONJ")
            and has_clause(tree, low, comma)
        ):
            draft.holder = Holder(nouns[0], comma + 1, _last_word(tree, comma + 1, draft.cue[0]), "position")
            draft.content = tidy(tree, [(low, comma + 1 if closes(tree, comma) else comma)], draft.cue)
            draft.rules.append("post-posed by position")
            return


def medial_report(tree: Tree, draft: Draft) -> None:
    """Take the words between commas before a report verb as its source where it breaks into a clause: "The strikers, the owner complained, had …".

    The parser takes such a source for a second subject, or for one that a relative clause hangs on.
    """
    if (
        draft.lemma not in REPORTS
        or draft.pos != "VERB"
        or "VerbForm=Fin" not in tree.feats[draft.token]
        or is_passive(tree, draft.token)
    ):
        return
    low, high = tree.sent(draft.token)
    after = next((t for t in range(draft.cue[1], min(high, draft.cue[1] + _TAIL)) if tree.words[t] == ","), None)
    before = next((t for t in range(draft.cue[0] - 1, low, -1) if tree.words[t] == "," and tree.quote[t] < 0), None)
    if after is None or before is None or after + 1 >= high:
        return
    low = next((t + 1 for t in range(before - 1, low, -1) if tree.words[t] in (":", ";")), low)
    if any("VerbForm=Fin" in tree.feats[t] for t in range(draft.cue[1], after)):
        return
    nouns = [
        t
        for t in range(before + 1, draft.cue[0])
        if tree.pos[t] in ("NOUN", "PROPN", "PRON")
        and tree.deps[t] not in ("compound", "nmod:desc", "flat", "nmod:poss")
    ]
    goes_on = tree.pos[after + 1] in ("AUX", "VERB") and "VerbForm=Fin" in tree.feats[after + 1]
    if not nouns or not goes_on or has_clause(tree, low, before) or has_clause(tree, before + 1, draft.cue[0]):
        return
    if tree.words[before + 1] in _NO_SPEAKERS or tree.quote[before + 1] >= 0:
        return
    draft.holder = Holder(nouns[0], before + 1, _last_word(tree, before + 1, draft.cue[0]), "medial")
    draft.content = tidy(tree, [(low, before), (after + 1, high)], draft.cue)
    draft.rules.append("medial by position")


def _last_word(tree: Tree, first: int, end: int) -> int:
    """The end of tokens `[first, end)` without the comma that closes an apposition: "Ana Lopez, said"."""
    while end - 1 > first and tree.words[end - 1] == ",":
        end -= 1
    return end


def _sound(tree: Tree, draft: Draft) -> bool:
    """Tell whether the parse gives a source right before the cue and a content before that."""
    if draft.holder is None or not draft.content or any(tree.is_word(t) for t in range(draft.holder.end, draft.cue[0])):
        return False
    before = draft.holder.first - 1
    return draft.content[0][0] < draft.holder.first and (
        before < 0 or tree.words[before] in CLOSERS or tree.is_mark(before)
    )


def _ends(tree: Tree, end: int, high: int) -> bool:
    """Tell whether a sentence has nothing clausal left from `end` on: a time, a place, "in a statement"."""
    return (
        high - end <= _TAIL
        and not has_clause(tree, end, high)
        and not any(tree.quote[t] >= 0 for t in range(end, high))
    )


def inverted(tree: Tree, draft: Draft) -> None:
    """Take the noun after a report verb as its source where the verb follows what it reports: "…”, writes the agency"."""
    token = draft.token
    before = draft.cue[0] - 1
    low, high = tree.sent(token)
    after_mark = before >= low and (tree.quote[before] >= 0 or tree.quote[before - 1] >= 0)
    if draft.pos != "VERB" or before < low or tree.words[before] not in CLOSERS:
        return
    if after_mark and tree.child(token, *SUBJECTS) is not None and _is_catchword(tree, before):
        return
    spoken = draft.lemma in REPORTS or (after_mark and speaks(draft))
    if draft.lemma in _NEED_OBJECT or not (spoken or after_mark):
        return
    if "VerbForm=Fin" not in tree.feats[token] or is_passive(tree, token):
        return
    follower = _noun_after(tree, draft.cue[1], high)
    if follower is None or not (after_mark or _looks_inverted(tree, draft, follower)):
        return
    if not spoken and not (_is_person_after_speech(tree, draft, follower) or _reads(tree, draft, follower)):
        return
    if draft.holder is not None and draft.holder.first >= draft.cue[1] and spoken:
        return
    first, end = holder_words(tree, follower, token)
    draft.holder = Holder(follower, first, end, "inverted")
    draft.content = tidy(tree, [(low, draft.cue[0])], draft.cue)
    draft.rules.append("inverted" if spoken else "verb after a quotation")


def _is_catchword(tree: Tree, before: int) -> bool:
    """Tell whether the quotation that ends at a token is a word or two of the clause itself: "Tunisia “forcefully” condemned"."""
    quote = tree.quote[before] if tree.quote[before] >= 0 else tree.quote[before - 1]
    first, end = tree.quote_tokens[quote]
    words = sum(tree.is_word(t) for t in range(first, end))
    return words <= _CATCHWORD and not any(tree.words[t] in (",", "!", "?", ".") for t in range(first, before + 1))


def _is_person_after_speech(tree: Tree, draft: Draft, follower: int) -> bool:
    """Tell whether a verb that is none of saying stands between a quotation with a comma and a person: "…", launched Mrs Lee."""
    quote = next(
        (tree.quote[t] for t in range(draft.cue[0] - 1, max(-1, draft.cue[0] - 4), -1) if tree.quote[t] >= 0), -1
    )
    if quote < 0:
        return False
    first, end = tree.quote_tokens[quote]
    long = sum(tree.is_word(t) for t in range(first, end)) > _CATCHWORD
    person = tree.text.doc[follower].ent_type_ == "PERSON" or tree.words[follower] in _NOMINATIVE
    return long and person and any(tree.words[t] == "," for t in range(end - 2, draft.cue[0]))


def _reads(tree: Tree, draft: Draft, follower: int) -> bool:
    """Tell whether a paper bears the quotation before it: "…", reads a sign on the pump."""
    known = speaker_noun(tree.lemmas[follower])
    return draft.lemma == "read" and known is not None and known.kind == "document"


def _noun_after(tree: Tree, start: int, high: int) -> int | None:
    """The head of the noun group right after the cue, past an addressee ("confirmed to Reuters members of …")."""
    at = start
    if at < high and tree.words[at] == "to":
        while at < high and tree.pos[at] in ("ADP", "PROPN", "DET") and tree.words[at] not in (",", "."):
            at += 1
    while at < high and tree.words[at] in _DAYS:
        at += 1
    for token in range(at, min(high, at + 8)):
        if tree.pos[token] in ("NOUN", "PROPN", "PRON") and tree.deps[token] not in (
            "compound",
            "nmod:desc",
            "nmod:poss",
            "amod",
        ):
            return token if tree.deps[token] not in _WHEN else None
        if tree.pos[token] not in ("DET", "ADJ", "NUM", "NOUN", "PROPN"):
            return None
    return None


def _looks_inverted(tree: Tree, draft: Draft, follower: int) -> bool:
    """Without a quotation: a definite noun ends the sentence, and what stands before is a clause with its own subject."""
    low, high = tree.sent(draft.token)
    definite = tree.pos[follower] in ("PROPN", "PRON") or tree.words[draft.cue[1]] in (
        "the",
        "a",
        "an",
        "one",
        "two",
        "to",
    )
    if not definite or (
        tree.kids(draft.token, "ccomp", "xcomp")
        and any(c > draft.token for c in tree.kids(draft.token, "ccomp", "xcomp"))
    ):
        return False
    own = tree.child(draft.token, *SUBJECTS)
    led = own is not None and draft.holder is not None and tree.pos[max(0, draft.holder.first - 1)] == "ADP"
    if (
        own is not None
        and not led
        and own < draft.token
        and own > low
        and not has_clause(tree, own + 1, draft.cue[0] - 1)
    ):
        return False
    return (
        tree.deps[draft.token] not in ("conj", "acl:relcl", "advcl")
        and _ends(tree, follower + 1, high)
        and has_clause(tree, low, draft.cue[0] - 1)
    )


def left_group(tree: Tree, draft: Draft) -> None:
    """Take what stands before a finite report verb without subject, back to the clause's start, as its source."""
    if (
        draft.holder is not None
        or draft.pos != "VERB"
        or "VerbForm=Fin" not in tree.feats[draft.token]
        or is_passive(tree, draft.token)
    ):
        return
    if (
        not speaks(draft)
        or tree.deps[draft.token] in ("acl", "advcl", "amod")
        or draft.frame == "none"
        or "it" in tree.words[max(0, draft.cue[0] - 2) : draft.cue[0]]
    ):
        return
    low = tree.sent(draft.token)[0]
    first = next(
        (t + 1 for t in range(draft.cue[0] - 1, low - 1, -1) if tree.words[t] in _BOUNDS or tree.quote[t] >= 0), low
    )
    nouns = [
        t
        for t in range(first, draft.cue[0])
        if tree.pos[t] in ("NOUN", "PROPN") and tree.deps[t] not in ("compound", "obl", "nmod")
    ]
    if not nouns or tree.words[first] in ("it", "there", "if") or has_clause(tree, first, nouns[0]):
        return
    first, end = holder_words(tree, nouns[0], draft.token)
    draft.holder = Holder(nouns[0], first, end, "left group")
    draft.content = _without(draft.content, first, draft.cue[0])
    draft.rules.append("left group")


def after_label(tree: Tree, draft: Draft) -> None:
    """Leave a label before a colon out of the source: "World News: [US] threatens to …"."""
    holder = draft.holder
    if holder is None or holder.end > draft.cue[0] or holder.pronoun is not None:
        return
    colon = next((t for t in range(draft.cue[0] - 1, holder.end - 1, -1) if tree.words[t] == ":"), None)
    nouns = [t for t in range(colon + 1, draft.cue[0]) if tree.pos[t] in ("NOUN", "PROPN")] if colon is not None else []
    if colon is not None and nouns and colon - holder.end <= 1:
        draft.holder = Holder(nouns[-1], colon + 1, draft.cue[0], "after label")
        draft.rules.append("after label")


def adjacent_name(tree: Tree, draft: Draft) -> None:
    """Take the name or pronoun right before a report verb as its source where the parse looked further off: "…, Warren said"."""
    if (
        draft.lemma not in REPORTS | {"decline", "refuse"}
        or draft.pos != "VERB"
        or "VerbForm=Fin" not in tree.feats[draft.token]
        or is_passive(tree, draft.token)
    ):
        return
    if (
        draft.holder is not None and (draft.holder.end >= draft.cue[0] or draft.holder.pronoun is not None)
    ) or "inverted" in draft.rules:
        return
    first = draft.cue[0]
    low = tree.sent(draft.token)[0]
    while (
        first > low
        and draft.cue[0] - first < 8
        and (tree.pos[first - 1] in _GROUP or tree.words[first - 1] in _NOMINATIVE)
    ):
        first -= 1
    nouns = [t for t in range(first, draft.cue[0]) if tree.pos[t] in ("NOUN", "PROPN") or tree.words[t] in _NOMINATIVE]
    edge = first == low or tree.words[first - 1] in CLOSERS | {"and", "but", ":"} or tree.is_mark(first - 1)
    if (
        not nouns
        or not edge
        or (first > low and tree.words[first - 1] == "and" and not _names_only(tree, first, draft.cue[0]))
    ):
        return
    head = next((t for t in nouns if not first <= tree.heads[t] < draft.cue[0]), nouns[-1])
    draft.holder = Holder(head, first, draft.cue[0], "adjacent name")
    draft.content = _without(draft.content, first, draft.cue[0])
    draft.rules.append("adjacent name")


def _names_only(tree: Tree, first: int, end: int) -> bool:
    return all(tree.pos[t] == "PROPN" or tree.words[t] in _NOMINATIVE for t in range(first, end))


def _without(content: list[Stretch], first: int, end: int) -> list[Stretch]:
    """Cut tokens `[first, end)` out of stretches."""
    return [
        piece for s in content for piece in ((s[0], min(s[1], first)), (max(s[0], end), s[1])) if piece[0] < piece[1]
    ]
