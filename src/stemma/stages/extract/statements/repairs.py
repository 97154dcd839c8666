"""Where the parse alone falls short: quotations, post-posed and inverted cues, clauses that run on."""

from __future__ import annotations

from stemma.lang.cues import cue_words
from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.frames import is_passive
from stemma.stages.extract.statements.sources import Holder, asked_of, holder_words
from stemma.stages.extract.statements.spans import ADDRESSING, Stretch, has_clause, tidy
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

#: Verbs that follow or invert after what they report; others are too often plain second verbs of a clause.
_REPORTS = frozenset({
    "say", "write", "report", "add", "reply", "ask", "note", "confirm", "recall", "explain", "announce", "stress", "conclude", "insist", "warn",
    "tell", "claim", "argue", "state", "declare", "continue", "observe", "remark", "admit", "answer", "comment", "quote", "point", "recount",
    "emphasize", "underline", "affirm", "assure", "specify", "clarify", "reveal", "predict", "joke", "quip", "concede", "acknowledge", "recalled",
})  # fmt: skip
_CLOSERS = frozenset({",", "”", '"', "»", "''", "’", "“", "—", "–", "-"})
_WEAK_FRAMES = ("none", "obl", "obj", "pass none", "pass obl", "advcl", "down")
_RUN_ON = frozenset(
    {
        "which",
        "although",
        "though",
        "while",
        "whereas",
        "because",
        "despite",
        "who",
        "where",
        "after",
        "when",
        "before",
        "but",
        "and",
        "adding",
        "saying",
    }
)
_NOMINATIVE = frozenset({"he", "she", "they", "i", "we"})
_GROUP = frozenset({"PROPN", "NOUN", "DET", "ADJ", "NUM"})
_FRONTED = frozenset({"when", "while", "as", "after", "if", "although", "though", "because", "since", "before", "once"})
_LONGEST_GUESS = 60
_LONGEST_TAIL = 45
_BOUNDS = frozenset({";", ":", "—", "–", "”", "»"})
_RUNNING = ("obj", "obl", "xcomp", "n:", "advcl", "a:", "pass obl", "pass xcomp")
_OPENERS = frozenset({"that", "who", "which", "whose", "to", "of", "as", "about", "how", "what", "whether"})
_ADJUNCTS = frozenset({
    "in", "on", "at", "during", "after", "before", "since", "until", "while", "when", "because", "by", "if", "though", "although", "last", "this",
    "yesterday", "today", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "earlier", "later", "again", "so", "but", "over",
    "with", "without", "despite", "through", "via", "following", "ahead", "amid",
})  # fmt: skip
_PHRASE_ENDS = frozenset({",", ";", ".", "—", "–", "-", "and", "but"})
_NEED_OBJECT = frozenset({"tell", "inform", "remind", "assure", "urge", "thank", "notify", "accuse", "call"})
_TAIL = 7


def post_posed(tree: Tree, draft: Draft) -> None:
    """Take the words after the last comma or closing mark as the source of a report verb at the end of its sentence.

    The parser gives the first half of a coordinated source to the clause before ("…, two Iraqi officials and two Western diplomats said").
    """
    if draft.lemma not in _REPORTS or draft.pos != "VERB" or is_passive(tree, draft.token):
        return
    low, high = tree.sent(draft.token)
    if not _ends(tree, draft.cue[1], high) or _sound(tree, draft):
        return
    for comma in range(draft.cue[0] - 1, low, -1):
        if tree.words[comma] not in _CLOSERS or (tree.quote[comma] >= 0 and not _closes(tree, comma)):
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
            and tree.words[comma + 1] not in ("and", "or", "but", "while", "who", "which", "where", "when", "if", "as")
            and has_clause(tree, low, comma)
        ):
            draft.holder = Holder(nouns[0], comma + 1, draft.cue[0], "position")
            draft.content = tidy(tree, [(low, comma + 1 if _closes(tree, comma) else comma)], draft.cue)
            draft.rules.append("post-posed by position")
            return


def _sound(tree: Tree, draft: Draft) -> bool:
    """Tell whether the parse gives a source right before the cue and a content before that."""
    if draft.holder is None or not draft.content or draft.holder.end < draft.cue[0]:
        return False
    before = draft.holder.first - 1
    return draft.content[0][0] < draft.holder.first and (
        before < 0 or tree.words[before] in _CLOSERS or tree.is_mark(before)
    )


def _closes(tree: Tree, token: int) -> bool:
    quote = tree.quote[token]
    return quote >= 0 and tree.is_mark(token) and token == tree.quote_tokens[quote][1] - 1


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
    if draft.pos != "VERB" or before < low or tree.words[before] not in _CLOSERS:
        return
    if draft.lemma in _NEED_OBJECT or (draft.lemma not in _REPORTS and not (after_mark and _speaks(draft))):
        return
    if "VerbForm=Fin" not in tree.feats[token] or is_passive(tree, token):
        return
    follower = _noun_after(tree, draft.cue[1], high)
    if follower is None or not (after_mark or _looks_inverted(tree, draft, follower)):
        return
    if draft.holder is not None and draft.holder.first >= draft.cue[1]:
        return
    first, end = holder_words(tree, follower, token)
    draft.holder = Holder(follower, first, end, "inverted")
    draft.content = tidy(tree, [(low, draft.cue[0])], draft.cue)
    draft.rules.append("inverted")


def _noun_after(tree: Tree, start: int, high: int) -> int | None:
    """The head of the noun group right after the cue, past an addressee ("confirmed to Reuters members of …")."""
    at = start
    if at < high and tree.words[at] == "to":
        while at < high and tree.pos[at] in ("ADP", "PROPN", "DET") and tree.words[at] not in (",", "."):
            at += 1
    for token in range(at, min(high, at + 8)):
        if tree.pos[token] in ("NOUN", "PROPN", "PRON") and tree.deps[token] not in (
            "compound",
            "nmod:desc",
            "nmod:poss",
        ):
            return token
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
        not _speaks(draft)
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
        draft.lemma not in _REPORTS | {"decline", "refuse"}
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
    edge = first == low or tree.words[first - 1] in _CLOSERS | {"and", "but", ":"} or tree.is_mark(first - 1)
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
        tree.words[end] in ("that", "whether") or (tree.words[end] == "to" and tree.pos[end + 1] == "VERB")
    ):
        return
    stop = _clause_end(tree, draft, high)
    if not has_clause(tree, end, stop):
        stop = next((t for t in range(end, stop) if tree.words[t] in _PHRASE_ENDS), stop)
    if (
        draft.pos == "VERB" and tree.pos[end] in ("ADP", "SCONJ", "ADV") and not _opens_clause(draft)
    ) or stop - end > _LONGEST_GUESS:
        return
    if draft.lemma in ADDRESSING and tree.pos[end] == "PROPN" and tree.pos[end + 1] in ("PRON", "DET", "SCONJ"):
        end += 1
    draft.content = tidy(tree, [(end, stop)], draft.cue)
    draft.rules.append("clause after")


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
        or tree.words[before] in _CLOSERS
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


def beside_quotation(tree: Tree, draft: Draft) -> None:
    """Take the quotation right before or after cue and source as content where the parse gives none or something else."""
    if not draft.frame.startswith(_WEAK_FRAMES) or draft.pos != "VERB" or asked_of(tree, draft.token) is not None:
        return
    if any(tree.quote[t] >= 0 for first, end in draft.content for t in range(first, end)):
        return
    if draft.content and (not _speaks(draft) or "VerbForm=Fin" not in tree.feats[draft.token]):
        return
    found = _quote_after(tree, draft)
    if found is None and "VerbForm=Fin" in tree.feats[draft.token]:
        found = _quote_before(tree, draft)
    if found is not None:
        draft.content = [found]
        draft.rules.append("quotation beside")


def _speaks(draft: Draft) -> bool:
    known = cue_words().get((draft.lemma, draft.pos))
    return known is not None and known.category == "statement"


def _quote_after(tree: Tree, draft: Draft) -> Stretch | None:
    end = draft.block()[1]
    limit = min(len(tree.words), end + 12)
    for token in range(end, limit):
        if tree.quote[token] >= 0:
            first, last = tree.quote_tokens[tree.quote[token]]
            before = tree.words[token - 1]
            near = token == end or before in (",", ":") or (token - end == 1 and not tree.is_word(end))
            return (first, last) if near and tree.quotes[tree.quote[token]].closed else None
        if tree.words[token] in (".", "?", "!", ";") or not _same_paragraph(tree, token, draft.token):
            return None
    return None


def _same_paragraph(tree: Tree, left: int, right: int) -> bool:
    return tree.text.sentence_of(left).paragraph == tree.text.sentence_of(right).paragraph


def _quote_before(tree: Tree, draft: Draft) -> Stretch | None:
    first = draft.block()[0]
    for token in (first - 1, first - 2):
        if token >= 0 and tree.quote[token] >= 0 and tree.quotes[tree.quote[token]].closed:
            start, end = tree.quote_tokens[tree.quote[token]]
            if _same_paragraph(tree, start, draft.token) and end <= first:
                return start, end
        if token < 0 or tree.is_word(token):
            return None
    return None


def direct_speech(tree: Tree, draft: Draft) -> None:
    """Let the quotation right beside a report verb and its source outrank what the parse made of the sentence."""
    if draft.lemma not in _REPORTS or "VerbForm=Fin" not in tree.feats[draft.token] or is_passive(tree, draft.token):
        return
    found = _spoken_before(tree, draft) or (
        _quote_after(tree, draft) if draft.holder is not None and tree.words[draft.block()[1] - 1] == ":" else None
    )
    if found is None or (_overlaps(draft, found) and not _holds_report(tree, draft)):
        return
    draft.content = [found]
    draft.rules.append("direct speech")


def _overlaps(draft: Draft, found: Stretch) -> bool:
    return any(first < found[1] and found[0] < end for first, end in draft.content)


def _holds_report(tree: Tree, draft: Draft) -> bool:
    """Tell whether a content holds another's report outside quotation marks: the parse ran into the sentence before."""
    words = (t for first, end in draft.content for t in range(first, end) if tree.quote[t] < 0)
    return any(tree.lemmas[t] in _REPORTS and "VerbForm=Fin" in tree.feats[t] and tree.pos[t] == "VERB" for t in words)


def _spoken_before(tree: Tree, draft: Draft) -> Stretch | None:
    """A quotation that ends right before cue and source with a comma, question or exclamation mark."""
    found = _quote_before(tree, draft)
    if found is None:
        return None
    last = next((t for t in range(found[1] - 1, found[0], -1) if not tree.is_mark(t)), found[0])
    first = draft.block()[0]
    return found if tree.words[last] in (",", "?", "!") or (tree.words[found[1]] == "," and found[1] < first) else None


def medial(tree: Tree, draft: Draft) -> None:
    """Take the sentence around a report verb between commas as its content where the parse gives none: "It was a giant, he said, until …"."""
    holder = draft.holder
    if (
        draft.content
        or draft.lemma not in _REPORTS
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
        or tree.words[first - 1] not in _CLOSERS
        or tree.words[end] != ","
        or not has_clause(tree, low, first - 1)
    ):
        return
    draft.content = tidy(tree, [(low, first), (end, high)], draft.cue)
    draft.rules.append("medial by position")


def whole_quotations(tree: Tree, draft: Draft) -> None:
    """Take a quotation whole where half of it is in, and drop nothing of cue and source for it."""
    taken = set(range(*draft.cue)) | (set(range(draft.holder.first, draft.holder.end)) if draft.holder else set())
    widened = []
    for first, end in draft.content:
        low, high = first, end
        for number in {tree.quote[t] for t in range(first, end)} - {-1}:
            start, stop = tree.quote_tokens[number]
            inside = min(end, stop) - max(first, start)
            beside = draft.lemma in _REPORTS and (
                abs(stop - draft.block()[0]) <= 1 or abs(start - draft.block()[1]) <= 1
            )
            if 2 * inside >= stop - start or first <= start or beside:
                if tree.quotes[number].closed and not any(start <= t < stop for t in taken):
                    low, high = min(low, start), max(high, stop)
        widened.append((low, high))
    if widened != draft.content:
        draft.content = _merged(widened)
        draft.rules.append("whole quotation")


def quoted_on(tree: Tree, draft: Draft) -> None:
    """Add a second quotation right across the cue, and the wholly quoted sentences that follow in the paragraph."""
    if not any(tree.quote[t] >= 0 for first, end in draft.content for t in range(first, end)):
        return
    end = max(draft.block()[1], max(stop for _, stop in draft.content))
    paragraph = tree.text.sentence_of(draft.token).paragraph
    while end < len(tree.words):
        at = _skip_gap(tree, end)
        if at is None or tree.quote[at] < 0 or tree.text.sentence_of(at).paragraph != paragraph:
            break
        number = tree.quote[at]
        first, stop = tree.quote_tokens[number]
        if (
            first != at
            or not tree.quotes[number].closed
            or _has_own_cue(tree, stop)
            or any(first < e and s < stop for s, e in draft.content)
        ):
            break
        draft.content = _merged([*draft.content, (first, stop)])
        draft.rules.append("quotation goes on")
        end = stop


def _skip_gap(tree: Tree, end: int) -> int | None:
    """The quotation that begins behind what is left of the cue's sentence, or inside it after a conjunction; None where others speak first."""
    sentence = tree.sentence[end - 1]
    for token in range(end, min(len(tree.words), end + _LONGEST_TAIL)):
        if tree.quote[token] >= 0:
            return token
        if tree.is_word(token) and tree.sentence[token] != sentence:
            return None
        if tree.pos[token] == "VERB" and tree.lemmas[token] in _REPORTS and tree.words[token] != tree.lemmas[token]:
            return None
    return None


def _has_own_cue(tree: Tree, stop: int) -> bool:
    """Tell whether a report verb stands right behind a quotation, before the sentence ends."""
    for token in range(stop, min(len(tree.words), stop + 12)):
        if tree.quote[token] >= 0 or tree.words[token] in (".", "?", "!") or not _same_paragraph(tree, token, stop - 1):
            return False
        if tree.pos[token] == "VERB" and tree.lemmas[token] in _REPORTS:
            return True
    return False


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
        if tree.pos[verb] == "VERB" and tree.lemmas[verb] in _REPORTS and "VerbForm=Fin" in tree.feats[verb]:
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
            return plain and tree.lemmas[verb] in _REPORTS and (head < first or tree.lemmas[head] not in _REPORTS)
        if tree.pos[verb] not in ("ADV", "AUX"):
            return False
    return False


def _merged(stretches: list[Stretch]) -> list[Stretch]:
    found: list[list[int]] = []
    for first, end in sorted(stretches):
        if found and first <= found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([first, end])
    return [(first, end) for first, end in found]
