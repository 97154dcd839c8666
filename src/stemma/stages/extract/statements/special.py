"""Attributions without a verb: "according to", "reportedly", speaker colons, signatures, headline tails."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.lang.agencies import agency_named
from stemma.lang.roles import speaker_noun
from stemma.model.article import BlockKind
from stemma.stages.extract.statements.citing import cited_behind
from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.holder_words import holder_words
from stemma.stages.extract.statements.quoting import quoted_on, whole_quotations
from stemma.stages.extract.statements.sources import Holder
from stemma.stages.extract.statements.spans import Stretch, clause_without, tidy
from stemma.stages.extract.statements.tree import Tree

#: What things go according to that says nothing.
_STANDARDS = frozenset(
    "plan plans schedule script custom tradition need needs ability size age rank type taste form law merit protocol".split()
)
_HEARSAY = frozenset({"reportedly", "allegedly", "purportedly"})
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_LABELS = frozenset({
    "correction", "update", "updated", "analysis", "opinion", "watch", "video", "photos", "related", "live", "exclusive", "breaking", "editorial",
    "read", "latest", "note", "editor", "news", "story", "stories", "more", "factbox", "explainer", "timeline", "review", "preview", "part",
})  # fmt: skip
_HEADLINE_SOURCES = frozenset(
    "police army military navy government ministry court embassy company bank union report study survey poll audit inquiry paper newspaper media press "
    "agency watchdog regulator ngo charity group party kremlin pentagon parliament prosecution hospital document memo letter statement research data "
    "rebel militia un eu authority council airline operator association federation committee".split()
)
_LONGEST_NAME = 6
_TITLE_LINE = 22


def find_special(tree: Tree) -> Iterator[Draft]:
    """Give the attributions of an article that no verb, noun or adjective makes."""
    for token, word in enumerate(tree.words):
        if word == "according" and tree.words[token + 1 : token + 2] == ["to"]:
            yield from _according(tree, token)
        elif word in _HEARSAY and tree.pos[token] == "ADV":
            yield from _hearsay(tree, token)
    for low, high in tree.bounds:
        yield from _name_and_quotation(tree, low, high)
    for first, end in _paragraphs(tree):
        yield from _colon(tree, first, end)
        yield from _signature(tree, first, end)
        yield from _headline_tail(tree, first, end)


def _according(tree: Tree, token: int) -> Iterator[Draft]:
    head = _governed(tree, token)
    if head is None:
        return
    first, end = holder_words(tree, head, token)
    first, end = max(first, token + 2), _over_conjuncts(tree, head, _to_comma(tree, head, end))
    if first > head or (tree.words[head] in _STANDARDS and end - first == 1):
        return
    holder = Holder(head, first, end, "according to")
    low, high = tree.sent(token)
    if not any(tree.is_word(t) and tree.pos[t] not in ("CCONJ", "ADV", "SCONJ") for t in range(low, token)):
        content = [(end, high)]
    else:
        content = clause_without(tree, token, (token, end), head)
    content = [s for s in tidy(tree, content, (token, token + 2)) if tree.words[s[0]] not in ("which", "who", "whose")]
    if content:
        draft = _draft("according to", tree, (token, token + 2), holder, content)
        whole_quotations(tree, draft)
        quoted_on(tree, draft)
        cited = cited_behind(tree, draft, end)
        if draft.content:
            yield draft
        if cited is not None:
            yield cited


def _to_comma(tree: Tree, head: int, end: int) -> int:
    return next((t for t in range(head + 1, end) if tree.words[t] == "," and tree.pos[t + 1] != "PROPN"), end)


def _over_conjuncts(tree: Tree, head: int, end: int) -> int:
    """Move right over an aside to a second source: "according to three traders, two of them in Odesa, and a port official"."""
    last = max((c for c in tree.kids(head, "conj") if tree.pos[c] in ("NOUN", "PROPN")), default=head)
    known = speaker_noun(tree.lemmas[last])
    if last < end or known is None or tree.words[end : end + 1] != [","] or tree.child(last, "cc") is None:
        return end
    return holder_words(tree, last, tree.sent(head)[0])[1]


def _governed(tree: Tree, token: int) -> int | None:
    """The noun that "according to" leads to, whichever way the parser drew it."""
    head = tree.heads[token]
    if head > token and tree.deps[token] == "case":
        return head
    oblique = tree.child(token, "obl")
    if oblique is not None and oblique > token:
        return oblique
    high = tree.sent(token)[1]
    return next(
        (
            t
            for t in range(token + 2, high)
            if tree.pos[t] in ("NOUN", "PROPN", "PRON") and tree.deps[t] not in ("compound", "nmod:desc")
        ),
        None,
    )


def _hearsay(tree: Tree, token: int) -> Iterator[Draft]:
    head = tree.heads[token]
    low, high = tree.sent(token)
    tokens = [t for t in tree.subtree(head, {token}) if low <= t < high]
    if not tokens or tree.deps[head] in ("amod", "compound"):
        return
    content = tidy(tree, [(tokens[0], token), (token + 1, tokens[-1] + 1)], (token, token + 1))
    if content:
        yield _draft("hearsay", tree, (token, token + 1), None, content)


def _paragraphs(tree: Tree) -> list[Stretch]:
    """The tokens of each paragraph that hold a word."""
    found: list[list[int]] = []
    last = -1
    for sentence, (first, end) in zip(tree.text.sentences, tree.text.bounds, strict=True):
        if sentence.paragraph == last and found:
            found[-1][1] = end
        else:
            found.append([first, end])
        last = sentence.paragraph
    return [_bare(tree, first, end) for first, end in found]


def _bare(tree: Tree, first: int, end: int) -> Stretch:
    while end > first and tree.pos[end - 1] == "SPACE":
        end -= 1
    while first < end and tree.pos[first] == "SPACE":
        first += 1
    return first, end


def _colon(tree: Tree, first: int, end: int) -> Iterator[Draft]:
    """`NAME: text` in transcripts, `Name: "…"` anywhere, `Sources: …` and `Name: clause` in headlines."""
    marked = (
        end - first > 2 and tree.is_mark(first) and tree.written[first + 1].isupper()
    )  # `"NAME: text`, a transcript quoted whole
    first += marked
    colon = next((t for t in range(first + 1, min(end - 2, first + _LONGEST_NAME + 1)) if tree.words[t] == ":"), None)
    if colon is None or (not marked and any(tree.quote[t] >= 0 for t in range(first, colon + 1))):
        return
    if colon in tree.dateline or agency_named(tree.text.words(tree.text.span(first, colon))) is not None:
        return
    if not _may_speak(tree, first, colon, end):
        return
    content = tidy(tree, [(colon + 1, end)], (colon, colon + 1))
    if content:
        holder = Holder(_last_noun(tree, first, colon), first, colon, "speaker colon")
        yield _draft("speaker colon", tree, (colon, colon + 1), holder, content)


def _name_and_quotation(tree: Tree, low: int, high: int) -> Iterator[Draft]:
    """`Portocarrero: “This is a count.”` in the middle of a paragraph."""
    colon = next((t for t in range(low + 1, min(high, low + 5)) if tree.words[t] == ":"), None)
    if colon is None or colon + 1 >= len(tree.words) or tree.quote[colon] >= 0 or tree.quote[colon + 1] < 0 or low == 0:
        return
    if tree.text.sentence_of(low - 1).paragraph != tree.text.sentence_of(low).paragraph:
        return
    names = [t for t in range(low, colon) if tree.is_word(t)]
    first, end = tree.quote_tokens[tree.quote[colon + 1]]
    if first == colon + 1 and names and all(tree.pos[t] == "PROPN" and tree.written[t][:1].isupper() for t in names):
        holder = Holder(_last_noun(tree, low, colon), low, colon, "speaker colon")
        yield _draft("speaker colon", tree, (colon, colon + 1), holder, [(first, end)])


def _may_speak(tree: Tree, first: int, colon: int, end: int) -> bool:
    names = [t for t in range(first, colon) if tree.is_word(t)]
    if not names or any(tree.words[t] in _LABELS or tree.pos[t] in ("VERB", "AUX") for t in names):
        return False
    upper = all(tree.written[t].isupper() for t in names) and len("".join(tree.words[t] for t in names)) > 2
    quoted = tree.quote[colon + 1] >= 0
    proper = all(tree.pos[t] == "PROPN" for t in names)
    kinds = _speaks_in_headlines(tree, names[-1])
    if upper and tree.text.sentence_of(first).kind is not BlockKind.HEADLINE:
        return tree.written[colon + 1][:1].isupper() or quoted
    if quoted and (proper or kinds or (tree.pos[names[-1]] == "PROPN" and _is_person(tree, names))):
        return True
    return _is_title(tree, first, end) and ((proper and _is_person(tree, names)) or kinds)


def _speaks_in_headlines(tree: Tree, noun: int) -> bool:
    """Tell whether a noun stands for persons, or for a body or paper that headlines name as their source."""
    known = speaker_noun(tree.words[noun]) or speaker_noun(tree.lemmas[noun])
    return known is not None and (known.person or tree.lemmas[noun] in _HEADLINE_SOURCES)


def _is_person(tree: Tree, names: list[int]) -> bool:
    return any(tree.text.doc[t].ent_type_ in ("PERSON", "ORG") for t in names)


def _is_title(tree: Tree, first: int, end: int) -> bool:
    """Tell whether a paragraph is a headline: by its block, or a short line without a full stop."""
    headline = tree.text.sentence_of(first).kind is BlockKind.HEADLINE
    return headline or (end - first <= _TITLE_LINE and tree.words[end - 1] not in (".", "!", "?", ".."))


def _last_noun(tree: Tree, first: int, end: int) -> int:
    nouns = [t for t in range(first, end) if tree.pos[t] in ("NOUN", "PROPN")]
    return next((t for t in nouns if tree.pos[t] == "NOUN"), nouns[0] if nouns else end - 1)


def _signature(tree: Tree, first: int, end: int) -> Iterator[Draft]:
    """`“…” — Name` as a paragraph of its own."""
    if tree.quote[first] < 0:
        return
    start, stop = tree.quote_tokens[tree.quote[first]]
    if (
        start != first
        or not tree.quotes[tree.quote[first]].closed
        or stop >= end - 1
        or tree.words[stop] not in _DASHES
    ):
        return
    names = [t for t in range(stop + 1, end) if tree.is_word(t)]
    if names and len(names) <= 25 and tree.written[names[0]][:1].isupper():
        last = next((t for t in range(stop + 1, end) if tree.words[t] in (",", "(", "on", "in") and t > stop + 1), end)
        holder = Holder(names[0], stop + 1, last, "signature")
        yield _draft("signature", tree, (stop, stop + 1), holder, [(start, stop)])


def _headline_tail(tree: Tree, first: int, end: int) -> Iterator[Draft]:
    """`… - sources` and `…: officials` at the end of a headline."""
    if not _is_title(tree, first, end) or end - first < 5:
        return
    for mark in range(end - 2, max(first + 2, end - 6), -1):
        if tree.words[mark] in _DASHES | {":", "|"}:
            nouns = [t for t in range(mark + 1, end) if tree.is_word(t)]
            last = nouns[-1] if nouns else mark
            if nouns and tree.pos[last] in ("NOUN", "PROPN") and _speaks_in_headlines(tree, last):
                content = tidy(tree, [(first, mark)], (mark, mark + 1))
                yield _draft(
                    "headline tail", tree, (mark, mark + 1), Holder(last, mark + 1, end, "headline tail"), content
                )
            return


def _draft(rule: str, tree: Tree, cue: Stretch, holder: Holder | None, content: list[Stretch]) -> Draft:
    return Draft(
        token=cue[0],
        lemma=tree.words[cue[0]],
        pos="X",
        frame=rule,
        cue=cue,
        holder=holder,
        content=content,
        score=0.9,
        rules=[rule],
    )
