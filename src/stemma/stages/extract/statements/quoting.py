"""Ties quotations to their cue: right beside it, whole, across it, over the sentences that follow."""

from __future__ import annotations

from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.frames import is_passive
from stemma.stages.extract.statements.reporting import REPORTS, same_paragraph, speaks
from stemma.stages.extract.statements.sources import asked_of
from stemma.stages.extract.statements.spans import Stretch
from stemma.stages.extract.statements.tree import Tree

_WEAK_FRAMES = ("none", "obl", "obj", "pass none", "pass obl", "advcl", "down")
_LONGEST_TAIL = 45


def beside_quotation(tree: Tree, draft: Draft) -> None:
    """Take the quotation right before or after cue and source as content where the parse gives none or something else."""
    if not draft.frame.startswith(_WEAK_FRAMES) or draft.pos != "VERB" or asked_of(tree, draft.token) is not None:
        return
    if any(tree.quote[t] >= 0 for first, end in draft.content for t in range(first, end)):
        return
    if draft.content and (not speaks(draft) or "VerbForm=Fin" not in tree.feats[draft.token]):
        return
    found = _quote_after(tree, draft)
    if found is None and "VerbForm=Fin" in tree.feats[draft.token]:
        found = _quote_before(tree, draft)
        asks = "xcomp" in draft.frame or (draft.holder is not None and draft.holder.pronoun is not None)
        if found is not None and asks and tree.sentence[found[0]] != tree.sentence[draft.token]:
            found = None  # "… after Eid.” He asked me not to use his name": the quotation is another sentence's
    if found is not None:
        draft.content = [found]
        draft.rules.append("quotation beside")


def _quote_after(tree: Tree, draft: Draft) -> Stretch | None:
    end = draft.block()[1]
    limit = min(len(tree.words), end + 12)
    for token in range(end, limit):
        if tree.quote[token] >= 0:
            first, last = tree.quote_tokens[tree.quote[token]]
            before = tree.words[token - 1]
            near = token == end or before in (",", ":") or (token - end == 1 and not tree.is_word(end))
            return (first, last) if near and tree.quotes[tree.quote[token]].closed else None
        if tree.words[token] in (".", "?", "!", ";") or not same_paragraph(tree, token, draft.token):
            return None
    return None


def _quote_before(tree: Tree, draft: Draft) -> Stretch | None:
    first = draft.block()[0]
    for token in (first - 1, first - 2):
        if token >= 0 and tree.quote[token] >= 0 and tree.quotes[tree.quote[token]].closed:
            start, end = tree.quote_tokens[tree.quote[token]]
            if same_paragraph(tree, start, draft.token) and end <= first:
                return start, end
        if token < 0 or tree.is_word(token):
            return None
    return None


def direct_speech(tree: Tree, draft: Draft) -> None:
    """Let the quotation right beside a report verb and its source outrank what the parse made of the sentence."""
    if draft.lemma not in REPORTS or "VerbForm=Fin" not in tree.feats[draft.token] or is_passive(tree, draft.token):
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
    return any(tree.lemmas[t] in REPORTS and "VerbForm=Fin" in tree.feats[t] and tree.pos[t] == "VERB" for t in words)


def _spoken_before(tree: Tree, draft: Draft) -> Stretch | None:
    """A quotation that ends right before cue and source with a comma, question or exclamation mark."""
    found = _quote_before(tree, draft)
    if found is None:
        return None
    last = next((t for t in range(found[1] - 1, found[0], -1) if not tree.is_mark(t)), found[0])
    first = draft.block()[0]
    return found if tree.words[last] in (",", "?", "!") or (tree.words[found[1]] == "," and found[1] < first) else None


def whole_quotations(tree: Tree, draft: Draft) -> None:
    """Take a quotation whole where half of it is in, and drop nothing of cue and source for it."""
    taken = set(range(*draft.cue)) | (set(range(draft.holder.first, draft.holder.end)) if draft.holder else set())
    widened = []
    for first, end in draft.content:
        low, high = first, end
        for number in {tree.quote[t] for t in range(first, end)} - {-1}:
            start, stop = tree.quote_tokens[number]
            inside = min(end, stop) - max(first, start)
            beside = draft.lemma in REPORTS and (
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
        if tree.pos[token] == "VERB" and tree.lemmas[token] in REPORTS and tree.words[token] != tree.lemmas[token]:
            return None
    return None


def _has_own_cue(tree: Tree, stop: int) -> bool:
    """Tell whether a report verb stands right behind a quotation, before the sentence ends."""
    for token in range(stop, min(len(tree.words), stop + 12)):
        if tree.quote[token] >= 0 or tree.words[token] in (".", "?", "!") or not same_paragraph(tree, token, stop - 1):
            return False
        if tree.pos[token] == "VERB" and tree.lemmas[token] in REPORTS:
            return True
    return False


def _merged(stretches: list[Stretch]) -> list[Stretch]:
    found: list[list[int]] = []
    for first, end in sorted(stretches):
        if found and first <= found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([first, end])
    return [(first, end) for first, end in found]
