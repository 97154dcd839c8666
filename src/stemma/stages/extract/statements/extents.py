"""Repairs how far a content reaches: clauses hung elsewhere, sentence starts, phrases that run on, other speakers."""

from __future__ import annotations

from stemma.lang.cues import cue_words
from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.frames import is_passive
from stemma.stages.extract.statements.reporting import CLOSERS, REPORTS
from stemma.stages.extract.statements.spans import ADDRESSING, has_clause, tidy
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

_FRONTED = frozenset({"when", "while", "as", "after", "if", "although", "though", "because", "since", "before", "once"})
_LONGEST_GUESS = 60
_ON_CONDITION = 5  # "on the strict condition of anonymity"
_RUNNING = ("obj", "obl", "xcomp", "n:", "advcl", "a:", "pass obl", "pass xcomp")
_OPENERS = frozenset({"that", "who", "which", "whose", "to", "of", "as", "about", "how", "what", "whether"})
_ADJUNCTS = frozenset(
    {
        "in",
        "on",
        "at",
        "during",
        "after",
        "before",
        "since",
        "until",
        "while",
        "when",
        "because",
        "by",
        "if",
        "though",
        "although",
        "last",
        "this",
        "yesterday",
        "today",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "earlier",
        "later",
        "again",
        "so",
        "but",
        "over",
        "with",
        "without",
        "despite",
        "through",
        "via",
        "following",
        "ahead",
        "amid",
    }
)
_PHRASE_ENDS = frozenset({",", ";", ".", "—", "–", "-", "and", "but"})


def clause_after(tree: Tree, draft: Draft) -> None:
    """Take the words right after a cue that the parse hung elsewhere: "He said [it ensured …]", "would back [Trump]", "a doubt [that …]"."""
    if (
        draft.content
        or (draft.lemma, draft.pos) not in cue_words()
        or (draft.pos == "VERB" and is_passive(tree, draft.token))
    ):
        return
    high = tree.sent(draft.token)[1]
    end = draft.cue[1]
    if (
        end >= high
        or (not tree.is_word(end) and tree.quote[end] < 0)
        or (draft.holder is not None and 0 <= draft.holder.first - end < 2)
    ):
        return
    if draft.pos != "VERB" and not (
        tree.words[end] in ("that", "whether")
        or (tree.words[end] == "to" and end + 1 < high and tree.pos[end + 1] == "VERB")
    ):
        return
    stop = _clause_end(tree, draft, high)
    if not has_clause(tree, end, stop):
        stop = next((t for t in range(end, stop) if tree.words[t] in _PHRASE_ENDS), stop)
    if (
        draft.pos == "VERB" and tree.pos[end] in ("ADP", "SCONJ", "ADV") and not _opens_clause(draft)
    ) or stop - end > _LONGEST_GUESS:
        return
    if (
        draft.lemma in ADDRESSING
        and tree.pos[end] == "PROPN"
        and end + 1 < high
        and tree.pos[end + 1] in ("PRON", "DET", "SCONJ")
    ):
        end += 1
    draft.content = tidy(tree, [(end, stop)], draft.cue)
    draft.rules.append("clause after")


def without_anonymity(tree: Tree, draft: Draft) -> None:
    """Take what stands before a report verb where the parse took why its source is unnamed: "[The talks are over], a diplomat said on condition of anonymity because …"."""
    if draft.pos != "VERB" or draft.lemma not in REPORTS or not draft.content or draft.holder is None:
        return
    start = draft.content[0][0]
    if (
        start < draft.cue[1]
        or tree.words[start] != "on"
        or "anonymity" not in tree.words[start : start + _ON_CONDITION]
    ):
        return
    low = tree.sent(draft.token)[0]
    comma = draft.block()[0] - 1
    if comma > low and tree.words[comma] in CLOSERS and has_clause(tree, low, comma):
        draft.content = tidy(tree, [(low, comma)], draft.cue)
        draft.rules.append("before why unnamed")


def wrong_side(tree: Tree, draft: Draft) -> None:
    """Take the clause after the cue where the parse took the one before it, though no comma sets cue and source off."""
    if (
        not draft.content
        or draft.content[-1][1] > draft.cue[0]
        or draft.pos != "VERB"
        or draft.frame != "ccomp"
        or is_passive(tree, draft.token)
    ):
        return
    high = tree.sent(draft.token)[1]
    end, before = draft.cue[1], draft.block()[0] - 1
    if (
        end >= high
        or tree.words[before] in CLOSERS
        or tree.is_mark(before)
        or tree.pos[end] in ("ADP", "PUNCT", "ADV", "SPACE")
    ):
        return
    stop = _clause_end(tree, draft, high)
    if has_clause(tree, end, stop) and draft.holder is not None and draft.holder.end <= end:
        draft.content = tidy(tree, [(end, stop)], draft.cue)
        draft.rules.append("clause after")


def _clause_end(tree: Tree, draft: Draft, high: int) -> int:
    """Where the clause of the cue ends: before the clause it hangs on if that follows, and before "and called for …"."""
    low = tree.sent(draft.token)[0]
    end = draft.cue[1]
    stop = high
    head = tree.heads[draft.token]
    if head > end:
        stop = next(
            (t for t in range(head, end, -1) if tree.words[t] == "," and not has_clause(tree, t + 1, head)), high
        )
    elif tree.pos[low] == "SCONJ" and tree.words[low] in _FRONTED and not has_clause(tree, low, draft.cue[0]):
        stop = next((t for t in range(end, high) if tree.words[t] == "," and tree.quote[t] < 0), high)
    for c in tree.kids(draft.token, "conj"):
        if end < c < stop and tree.pos[c] == "VERB" and tree.child(c, *SUBJECTS) is None:
            stop = min(stop, next((t for t in range(c, end, -1) if tree.words[t] in ("and", "but", "or")), c))
    for t in range(end, stop - 1):
        if (
            tree.words[t] == ","
            and tree.quote[t] < 0
            and tree.pos[t + 1] in ("VERB", "AUX")
            and "VerbForm=Fin" in tree.feats[t + 1]
        ):
            return t
    return stop


def _opens_clause(draft: Draft) -> bool:
    known = cue_words().get((draft.lemma, draft.pos))
    return known is not None and known.category in ("statement", "belief")


def medial(tree: Tree, draft: Draft) -> None:
    """Take the sentence around a report verb between commas as its content where the parse gives none: "It was a giant, he said, until …"."""
    holder = draft.holder
    if (
        draft.content
        or draft.lemma not in REPORTS
        or draft.pos != "VERB"
        or holder is None
        or holder.pronoun is not None
    ):
        return
    low, high = tree.sent(draft.token)
    first, end = draft.block()
    if (
        first <= low
        or end >= high
        or tree.words[first - 1] not in CLOSERS
        or tree.words[end] != ","
        or not has_clause(tree, low, first - 1)
    ):
        return
    draft.content = tidy(tree, [(low, first), (end, high)], draft.cue)
    draft.rules.append("medial by position")


def to_sentence_start(tree: Tree, draft: Draft) -> None:
    """Let a content that ends before cue and source begin with its sentence: nothing else explains the words before it."""
    if not draft.content or draft.content[0][0] >= draft.block()[0]:
        return
    first, end = draft.content[-1]
    block = draft.block()[0]
    if end < block and tree.sentence[end] == tree.sentence[draft.token] and draft.frame in ("ccomp", "up"):
        draft.content = tidy(tree, [*draft.content[:-1], (first, block)], draft.cue)
    if not draft.content:
        return
    first, end = draft.content[0]
    low = tree.sent(draft.token)[0]
    if draft.holder is not None and low <= draft.holder.first < first:
        return
    if low < first and tree.sentence[first] == tree.sentence[draft.token] and not _other_clause(tree, low, first):
        draft.content = tidy(tree, [(low, end), *draft.content[1:]], draft.cue)


def _other_clause(tree: Tree, low: int, first: int) -> bool:
    return any(tree.words[t] in (":", ";") for t in range(low, first)) or has_clause(tree, low, first)


def to_clause_end(tree: Tree, draft: Draft) -> None:
    """Let an object or phrase after its cue run on over what describes it, which the parser often hangs elsewhere."""
    if not draft.content or not draft.frame.startswith(_RUNNING) or draft.content[-1][0] < draft.cue[1]:
        return
    first, end = draft.content[-1]
    high = tree.sent(first)[1]
    if end >= high or tree.sentence[end] != tree.sentence[first]:
        return
    stop, opened = end, tree.words[end] in _OPENERS
    while stop < high and not _stops_phrase(tree, stop, opened=opened):
        opened = opened or tree.words[stop] in _OPENERS
        stop += 1
    if end < stop and stop - end <= _LONGEST_GUESS:
        draft.content = tidy(tree, [*draft.content[:-1], (first, stop)], draft.cue)
        draft.rules.append("phrase runs on")


def _stops_phrase(tree: Tree, token: int, *, opened: bool) -> bool:
    word = tree.words[token]
    if tree.quote[token] < 0 and not tree.is_word(token) and word not in ("$", "%", "/", "'", "’", "#", "@"):
        return True
    if word in ("and", "or", "but"):
        return any(tree.pos[t] in ("VERB", "AUX", "PRON") for t in range(token + 1, min(token + 3, len(tree.words))))
    return not opened and word in _ADJUNCTS


def future_on(tree: Tree, draft: Draft) -> None:
    """Add a second clause in another tense that the parser tied to the cue: "said plans have not begun [and will depend on …]"."""
    if draft.frame != "ccomp" or not draft.content or "Tense=Past" not in tree.feats[draft.token]:
        return
    end = draft.content[-1][1]
    for c in tree.kids(draft.token, "conj"):
        tokens = tree.subtree(c)
        future = any(
            tree.words[t] in ("will", "would", "could", "may", "might") and tree.deps[t] == "aux"
            for t in tree.children[c]
        )
        if (
            future
            and tree.child(c, *SUBJECTS) is None
            and 0 <= tokens[0] - end <= 1
            and draft.content[-1][0] >= draft.cue[1]
        ):
            draft.content[-1] = (draft.content[-1][0], tokens[-1] + 1)
            draft.rules.append("second clause")


def cut_run_on(tree: Tree, draft: Draft) -> None:
    """Cut a content after the cue where a new aside or sentence begins: ", which …", ", although …", a stop outside marks."""
    cut = []
    for first, end in draft.content:
        if first >= draft.cue[0]:
            end = _cut_at(tree, first, end)
        cut.append((first, end))
    if cut != draft.content:
        draft.content = tidy(tree, cut, draft.cue)
        draft.rules.append("run-on cut")


def _cut_at(tree: Tree, first: int, end: int) -> int:
    for token in range(first + 2, end - 1):
        if tree.quote[token] >= 0:
            continue
        word = tree.words[token]
        if word == ";" or (word in (".", "?", "!") and tree.written[token + 1][:1].isupper()):
            return token + (word in ("?", "!"))
        if word == "," and (_resumes(tree, token + 1) or _others_speak(tree, token)):
            return token
        if word in ("and", "but") and _resumes_finite(tree, first, token):
            return token
    return end


def _others_speak(tree: Tree, comma: int) -> bool:
    """Tell whether a report verb with its own subject comes right after a comma: "…, [officials confirm] that …"."""
    for verb in range(comma + 2, min(comma + 12, len(tree.words))):
        if tree.words[verb] in (",", ".", ";") or tree.quote[verb] >= 0:
            return False
        if tree.pos[verb] == "VERB" and tree.lemmas[verb] in REPORTS and "VerbForm=Fin" in tree.feats[verb]:
            subject = tree.child(verb, "nsubj")
            return (
                subject is not None and comma < subject < verb and tree.words[subject] not in ("who", "which", "that")
            )
    return False


def _resumes(tree: Tree, token: int) -> bool:
    """Tell whether a participle of saying begins here: ", arguing that …" is the outer speaker's again."""
    known = cue_words().get((tree.lemmas[token], "VERB"))
    return (
        known is not None
        and known.category == "statement"
        and tree.pos[token] == "VERB"
        and tree.words[token].endswith("ing")
    )


def _resumes_finite(tree: Tree, first: int, token: int) -> bool:
    """Tell whether "and" leads to a second report verb without subject: "… and said he …" is the outer speaker's again."""
    for verb in range(token + 1, min(token + 4, len(tree.words))):
        if tree.pos[verb] == "VERB":
            head = tree.heads[verb]
            plain = (
                tree.deps[verb] == "conj"
                and tree.child(verb, *SUBJECTS) is None
                and tree.child(verb, "ccomp") is not None
            )
            return plain and tree.lemmas[verb] in REPORTS and (head < first or tree.lemmas[head] not in REPORTS)
        if tree.pos[verb] not in ("ADV", "AUX"):
            return False
    return False
