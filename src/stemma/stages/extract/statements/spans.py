"""Which words are the cue and which are attributed, as stretches of tokens."""

from __future__ import annotations

from stemma.stages.extract.statements.frames import Frame
from stemma.stages.extract.statements.sources import Holder
from stemma.stages.extract.statements.tree import CLAUSES, Tree

Stretch = tuple[int, int]

_GROUP = frozenset({"aux", "aux:pass", "advmod", "cop", "compound:prt"})
_LIGHT = frozenset({
    "go", "make", "issue", "have", "give", "release", "voice", "express", "deliver", "send", "raise", "offer", "put", "hold", "take", "publish",
    "post", "level", "lodge", "repeat", "write", "file", "sign", "get", "begin", "continue", "start", "seem", "appear", "decline", "refuse", "try",
    "want", "like", "use", "fail", "come", "add", "rush", "proceed", "pause", "stop", "keep", "help", "be", "need", "would",
})  # fmt: skip
_BORDER = frozenset({",", ";", ":", "—", "–", "-", "--", "(", ")", "[", "]", "...", "…", "/"})
_WIDEST_GAP = 14
_HEARSAY = frozenset({"reportedly", "allegedly", "purportedly"})
#: Verbs whose subject is spoken of.
RAISING = frozenset({"seem", "appear", "look", "sound", "tend", "prove"})
#: Verbs whose object is spoken to, not spoken of.
ADDRESSING = frozenset(
    {
        "tell",
        "ask",
        "inform",
        "remind",
        "assure",
        "advise",
        "urge",
        "notify",
        "warn",
        "invite",
        "order",
        "instruct",
        "persuade",
        "thank",
    }
)
_BELONGING = frozenset({"as", "for", "about", "on", "over", "against", "of", "by", "at", "with", "to"})
_CONJUNCTIONS = frozenset({"and", "but", "or", "so", "yet"})


def cue_words(tree: Tree, frame: Frame, holder: Holder | None) -> Stretch:
    """Return the tokens `[first, end)` of the cue: auxiliaries, negation, adverbs, particle, and what leads to the content."""
    token = frame.token
    first = _left_of_group(tree, token, holder)
    light = _light_head(tree, frame)
    if light is not None and light < first and (holder is None or not light < holder.first < token):
        between = range(light + 1, first)
        if len(between) <= 4 and all(tree.words[t] not in (",", ";", ":") for t in between):
            first = _left_of_group(tree, light, holder)
    return first, _right_of_group(tree, frame, token + 1)


def _left_of_group(tree: Tree, token: int, holder: Holder | None) -> int:
    first = token
    low = tree.sent(token)[0]
    inside = set(
        tree.kids(token, *_GROUP, "mark", "det", "amod", "nmod:poss")
        if tree.pos[token] == "NOUN"
        else tree.kids(token, *_GROUP, "mark")
    )
    while first > low and (
        first - 1 in inside
        or (tree.heads[first - 1] in range(first - 1, token + 1) and tree.deps[first - 1] in ("advmod", "aux"))
    ):
        if holder is not None and holder.first <= first - 1 < holder.end:
            break
        if (tree.deps[first - 1] == "mark" and tree.words[first - 1] != "to") or tree.words[first - 1] in (
            "when",
            "as",
            "how",
            "where",
            "why",
        ):
            break
        if tree.deps[first - 1] in ("det", "nmod:poss") or tree.words[first - 1] in _HEARSAY:
            break
        first -= 1
    return first


def _light_head(tree: Tree, frame: Frame) -> int | None:
    token = frame.token
    head, dep = tree.heads[token], tree.deps[token]
    if frame.pos == "VERB" and dep == "xcomp" and tree.pos[head] in ("VERB", "ADJ"):
        return head
    if frame.pos == "NOUN" and dep == "obj" and tree.pos[head] == "VERB" and tree.lemmas[head] in _LIGHT:
        return head
    if frame.pos == "VERB" and dep == "acl" and tree.deps[head] == "obj" and tree.lemmas[tree.heads[head]] in _LIGHT:
        return tree.heads[head]
    return None


def _right_of_group(tree: Tree, frame: Frame, end: int) -> int:
    high = tree.sent(frame.token)[1]
    while end < high and tree.heads[end] == frame.token and tree.deps[end] == "compound:prt":
        end += 1
    leading = frame.name.split(":")[1] if ":" in frame.name else ""
    if (
        end < high
        and leading
        and tree.words[end] == leading
        and tree.pos[end] in ("ADP", "SCONJ")
        and leading != "that"
    ):
        if frame.name.startswith(("obl", "n:", "a:", "pass obl")):
            end += 1
    for c in tree.kids(frame.token, "obl"):
        if tree.preposition(c) in ("in", "on") and tree.words[c] in (
            "statement",
            "interview",
            "tweet",
            "email",
            "e-mail",
            "twitter",
        ):
            low, top = min(tree.subtree(c)), max(tree.subtree(c)) + 1
            if low == end and top - low <= 5:
                end = top
    if end < high and tree.words[end] == ":":
        end += 1
    return end


def attributed(tree: Tree, frame: Frame, cue: Stretch, holder: Holder | None) -> list[Stretch]:
    """Return the stretches of tokens that are attributed, in order; empty where the parse gives none."""
    taken = _taken(tree, cue, holder)
    if frame.up:
        tokens = _beside(tree, frame)
    else:
        parts = [*frame.parts, *_object_too(tree, frame), *_following(tree, frame)]
        tokens = {t for part in parts for t in tree.subtree(part, {frame.token})}
        tokens -= _leading(tree, frame)
    tokens |= _patient(tree, frame)
    tokens |= _gap(tree, frame, cue, holder, tokens)
    tokens -= taken
    if frame.name == "as up":
        found = tidy(tree, _stretches(tree, tokens, taken), cue)
        return [s for s in found if s[1] <= cue[0]] or found
    return _one_side(tree, tidy(tree, _stretches(tree, tokens, taken), cue), cue, holder)


def _patient(tree: Tree, frame: Frame) -> set[int]:
    """The subject that is spoken of, not speaking: "Iran is expected to …", "she was criticised for …", "they seem …"."""
    if frame.pos != "VERB" or tree.lemmas[frame.token] in ADDRESSING:
        return set()
    raised = tree.lemmas[frame.token] in RAISING and frame.name in ("xcomp", "none", "obl:to", "a:xcomp")
    if not raised and not (frame.name.startswith("pass") and frame.name != "pass ccomp"):
        return set()
    subject = tree.child(frame.token, "nsubj:pass", "nsubj")
    if subject is None or tree.words[subject] in ("it", "there"):
        return set()
    return set(tree.subtree(subject, {frame.token}))


def _gap(tree: Tree, frame: Frame, cue: Stretch, holder: Holder | None, tokens: set[int]) -> set[int]:
    """Words between a report verb and its clause that are no one's object: the clause's subject, hung elsewhere by the parser."""
    after = [t for t in tokens if t >= cue[1]]
    if frame.name != "ccomp" or not after or tree.lemmas[frame.token] in ADDRESSING:
        return set()
    stop = min(after)
    loose = [c for c in tree.kids(frame.token, "obj", "nsubj", "iobj", "nsubj:pass") if cue[1] <= c < stop]
    if not loose or (holder is not None and holder.first >= cue[1]):
        return set()
    first = min(tree.subtree(loose[0], {frame.token}))
    words = range(max(first, cue[1]), stop)
    return (
        set(words) if len(words) <= _WIDEST_GAP and not any(tree.words[t] in (",", ":", ";") for t in words) else set()
    )


def _object_too(tree: Tree, frame: Frame) -> list[int]:
    """The object beside a clause: attributed with it ("wants them to go", "calls it a hoax") unless it is who is spoken to."""
    if frame.pos != "VERB" or tree.lemmas[frame.token] in ADDRESSING:
        return []
    return [c for c in tree.kids(frame.token, "obj") if c not in frame.parts and c > frame.token]


def _following(tree: Tree, frame: Frame) -> list[int]:
    """What follows an object and belongs to what is said of it: "praised him for …", "called him a liar"."""
    if frame.pos != "VERB" or not frame.name.startswith(("obj", "ccomp")) or not frame.parts:
        return []
    last, found = frame.parts[-1], []
    for c in tree.children[frame.token]:
        if c <= last or c in frame.parts or c < frame.token:
            continue
        if tree.deps[c] in ("xcomp", "obj", "ccomp") or (
            tree.deps[c] in ("obl", "advcl") and _leads(tree, c) in _BELONGING
        ):
            found.append(c)
    return found


def _leads(tree: Tree, token: int) -> str:
    first = next((c for c in tree.children[token] if tree.deps[c] in ("case", "mark")), None)
    return tree.words[first] if first is not None else ""


def _one_side(tree: Tree, stretches: list[Stretch], cue: Stretch, holder: Holder | None) -> list[Stretch]:
    """Where the parse puts words on both sides of the cue, keep one side unless a quotation or a clause truly runs on across it."""
    before = [s for s in stretches if s[1] <= cue[0]]
    after = [s for s in stretches if s[0] >= cue[1]]
    if before and after and any(_is_asked(tree, s) for s in before):
        return after
    if not before or not after or _starts_quoted(tree, after[0]):
        return stretches
    edge = (
        max(cue[1], holder.end)
        if holder is not None and holder.first >= cue[1] and holder.first - cue[1] < 3
        else cue[1]
    )
    medial = edge < len(tree.words) and tree.words[edge] == ","
    if _starts_quoted(tree, (before[-1][1] - 1, before[-1][1])):
        return before
    if (
        not medial
        and holder is not None
        and holder.first < cue[0]
        and _finite(tree, before)
        and not _finite(tree, after)
    ):
        return before
    if not medial:
        return after if has_clause(tree, *after[0]) or not has_clause(tree, *before[0]) else before
    first = after[0][0]
    aside = (
        tree.pos[first] in ("ADP", "SCONJ")
        or "VerbForm=Ger" in tree.feats[first]
        or tree.words[first] in ("who", "which", "where", "noting", "adding")
    )
    return before if aside else stretches


def _finite(tree: Tree, stretches: list[Stretch]) -> bool:
    return any("VerbForm=Fin" in tree.feats[t] for first, end in stretches for t in range(first, end))


def _is_asked(tree: Tree, stretch: Stretch) -> bool:
    """Tell whether a stretch is what somebody was asked: "Asked [whether …], the diplomat replied"."""
    return any(tree.words[t] in ("asked", "pressed", "questioned") for t in range(max(0, stretch[0] - 2), stretch[1]))


def _starts_quoted(tree: Tree, stretch: Stretch) -> bool:
    return tree.quote[stretch[0]] >= 0


def _taken(tree: Tree, cue: Stretch, holder: Holder | None) -> set[int]:
    taken = set(range(*cue))
    if holder is not None:
        taken |= set(range(holder.first, holder.end))
        if holder.pronoun is not None:
            taken.add(holder.pronoun)
        elif holder.how == "subject":
            taken |= {t for t in tree.subtree(holder.head, set(range(*cue))) if t > holder.head}
    return taken


def _beside(tree: Tree, frame: Frame) -> set[int]:
    """The clause that the cue is put beside, without the cue's own."""
    own = set(tree.subtree(frame.token))
    low, high = tree.sent(frame.token)
    return {t for t in tree.subtree(frame.parts[0], {frame.token}) if low <= t < high} - own


def _leading(tree: Tree, frame: Frame) -> set[int]:
    """The preposition that leads to the content: it belongs to the cue."""
    return {
        c
        for part in frame.parts
        for c in tree.kids(part, "case")
        if frame.name.startswith(("obl", "n:", "a:", "pass obl")) and c < part
    }


def _stretches(tree: Tree, tokens: set[int], taken: set[int]) -> list[Stretch]:
    """Join tokens to stretches: what stands between two of them belongs in, unless it is cue or source."""
    found: list[list[int]] = []
    for token in sorted(tokens):
        if found and not any(t in taken for t in range(found[-1][1], token)):
            found[-1][1] = token + 1
        else:
            found.append([token, token + 1])
    return [(first, end) for first, end in found]


def tidy(tree: Tree, stretches: list[Stretch], cue: Stretch) -> list[Stretch]:
    """Cut stretches at their ends: commas, colons, loose brackets, a full stop outside quotation marks; drop those without a word."""
    trimmed = []
    for first, end in stretches:
        while first < end and _is_border(tree, first, at_start=True):
            first += 1
        while end > first and _is_border(tree, end - 1, at_start=False):
            end -= 1
        if any(tree.is_word(t) for t in range(first, end)) and not (
            end - first == 1 and tree.words[first] in _CONJUNCTIONS
        ):
            trimmed.append((first, end))
    return trimmed


def _is_border(tree: Tree, token: int, *, at_start: bool) -> bool:
    word = tree.words[token]
    if tree.pos[token] == "SPACE" or word in _BORDER or token in tree.dateline:
        return True
    if word in (".", "..") and tree.quote[token] < 0:
        return True
    if tree.is_mark(token):
        quote = tree.quote[token]
        if quote < 0:
            return at_start or word not in ("'", "’")
        first, end = tree.quote_tokens[quote]
        return (token == end - 1 and at_start) or (token == first and not at_start)
    return False


def has_clause(tree: Tree, first: int, end: int) -> bool:
    """Tell whether a stretch holds a finite verb."""
    return any(tree.pos[t] in ("VERB", "AUX") and "VerbForm=Fin" in tree.feats[t] for t in range(first, end)) or any(
        tree.deps[t] in CLAUSES and tree.pos[t] == "VERB" for t in range(first, end)
    )


def clause_without(tree: Tree, token: int, phrase: Stretch, head: int) -> list[Stretch]:
    """The clause that a phrase hangs on, without the phrase."""
    low, high = tree.sent(token)
    governor = next((t for t in tree.above(token) if not phrase[0] <= t < phrase[1]), None)
    while (
        governor is not None
        and tree.deps[governor] in ("nmod", "obl", "obj", "nsubj", "appos", "compound", "conj")
        and tree.pos[governor] != "VERB"
    ):
        up = tree.heads[governor]
        governor = up if up != governor else None
        if governor is not None and tree.deps[governor] == "root":
            break
    if governor is None:
        return [(low, phrase[0]), (phrase[1], high)]
    tokens = [t for t in tree.subtree(governor, {head, token}) if low <= t < high]
    begin, stop = min(tokens[0], phrase[0]), max(tokens[-1] + 1, phrase[1])
    return [(begin, phrase[0]), (phrase[1], stop)]
