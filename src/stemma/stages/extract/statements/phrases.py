"""Attributions by set phrases: "in the words of", "by her own account", "let it be known", "a simpler explanation: …", "no comment from"."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.lang.cues import cue_words
from stemma.stages.extract.statements.draft import Draft, phrase_draft
from stemma.stages.extract.statements.holder_words import holder_words
from stemma.stages.extract.statements.quoting import whole_quotations
from stemma.stages.extract.statements.sources import Holder
from stemma.stages.extract.statements.spans import Stretch, clause_without, tidy
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

#: Nouns by which somebody's words or view are introduced: "in the [words] of", "by his own [account]".
_TELLINGS = {
    "in": frozenset({"words", "word", "view", "opinion", "eyes", "telling", "account", "version", "estimation", "judgment", "judgement", "assessment", "reading"}),
    "by": frozenset({"data", "information", "account", "accounts", "estimate", "estimates", "reckoning", "telling", "admission", "calculation", "calculations", "count", "figures"}),
    "on": frozenset({"account", "admission"}),
    "from": frozenset({"account", "accounts", "telling"}),
    "after": frozenset({"data", "information", "indications", "statements"}),
    "to": frozenset({"account", "accounts", "data", "information", "statements", "words"}),
}  # fmt: skip
#: Nouns after which a colon opens what is said: "His neighbours have a simpler [explanation]: he was afraid".
_ANNOUNCING = frozenset(
    "answer advice explanation verdict message reply response warning complaint reaction conclusion argument comment plea promise prediction "
    "statement demand question request claim order instruction instructions words word motto slogan line defence defense excuse theory view".split()
)
_GIVING = frozenset({"have", "offer", "give", "issue", "make", "send", "be", "repeat", "add"})
_NO_WORDS = frozenset({"comment", "word", "reaction", "response", "statement", "confirmation", "reply"})


def find_phrases(tree: Tree) -> Iterator[Draft]:
    """Give the attributions of an article that a set phrase makes."""
    for token, word in enumerate(tree.words):
        if word in _TELLINGS and tree.pos[token] in ("ADP", "SCONJ"):
            yield from _by_account(tree, token)
        elif word == "known" and tree.words[max(0, token - 2) : token] == ["it", "be"]:
            yield from _let_be_known(tree, token)
        elif word == "no" and _is_no_comment(tree, token):
            yield from _no_comment(tree, token)
        elif word == ":" and 0 < token < len(tree.words) - 1 and tree.lemmas[token - 1] in _ANNOUNCING | {"word"}:
            yield from _announced(tree, token)


def _by_account(tree: Tree, token: int) -> Iterator[Draft]:
    """`in the words of NAME`, `in NAME's view`, `by NAME's own account`."""
    high = tree.sent(token)[1]
    nouns = _TELLINGS[tree.words[token]]
    noun = next((t for t in range(token + 1, min(high, token + 9)) if tree.words[t] in nouns), None)
    if noun is None or any(tree.words[t] in (",", ":", ";") or tree.pos[t] == "VERB" for t in range(token, noun)):
        return
    head = tree.child(noun, "nmod:poss")
    after = next((c for c in tree.kids(noun, "nmod", "obl") if tree.preposition(c) == "of" and c > noun), None)
    if tree.words[noun + 1 : noun + 2] == ["of"] and after is not None:
        first, end = holder_words(tree, after, noun)
        first, head, stop = max(first, noun + 2), after, max(end, after + 1)
    elif head is not None and token < head < noun:
        first, stop = token + 1, noun + 1
        end = head + 1
    else:
        return
    cue = (token, noun + 2) if head > noun else (token, noun + 1)
    end = _to_comma(tree, head, end)
    stop = end if head > noun else stop
    content = tidy(tree, clause_without(tree, token, (token, stop), head), (token, stop))
    content = [piece for piece in content if not (piece[0] < stop and token < piece[1])]
    if content:
        draft = _draft(tree, "by account", cue, Holder(head, first, end, "by account"), content)
        whole_quotations(tree, draft)
        yield draft


def _to_comma(tree: Tree, head: int, end: int) -> int:
    return next(
        (t for t in range(head + 1, end) if tree.words[t] == "," and tree.pos[t + 1] not in ("PROPN", "DET")), end
    )


def _let_be_known(tree: Tree, token: int) -> Iterator[Draft]:
    """`Athens let it be known that …`, `…, the palace made it known`."""
    low, high = tree.sent(token)
    verb = next((t for t in range(token - 2, max(low, token - 6), -1) if tree.lemmas[t] in ("let", "make")), None)
    subject = tree.child(verb, *SUBJECTS) if verb is not None else None
    if verb is None:
        return
    if subject is None:
        subject = next(
            (t for t in range(verb - 1, max(low - 1, verb - 6), -1) if tree.pos[t] in ("PROPN", "NOUN", "PRON")), None
        )
    if subject is None:
        return
    first, end = holder_words(tree, subject, verb)
    has_more = any(tree.is_word(t) for t in range(token + 1, high))
    span = [(token + 1, high)] if has_more else [(low, first)]
    content = tidy(tree, span, (verb, token + 1))
    if content:
        yield _draft(
            tree, "let it be known", (verb, token + 1), Holder(subject, first, min(end, verb), "subject"), content
        )


def _is_no_comment(tree: Tree, token: int) -> bool:
    return any(tree.words[t] in _NO_WORDS for t in range(token + 1, min(len(tree.words), token + 4)))


def _no_comment(tree: Tree, token: int) -> Iterator[Draft]:
    """`There was no immediate comment from the Vatican.`"""
    low = tree.sent(token)[0]
    noun = next(t for t in range(token + 1, len(tree.words)) if tree.words[t] in _NO_WORDS)
    if not any(tree.words[t] == "there" for t in range(low, token)):
        return
    after = next((c for c in tree.kids(noun, "nmod", "obl") if tree.preposition(c) in ("from", "by")), None)
    if after is None:
        return
    first, end = holder_words(tree, after, noun)
    holder = Holder(after, max(first, noun + 2), end, "no comment")
    yield _draft(tree, "no comment", (token, noun + 1), holder, [])


def _announced(tree: Tree, colon: int) -> Iterator[Draft]:
    """`The insurers' advice: avoid the strait.`, `His neighbours have a simpler explanation: he was afraid.`"""
    noun = colon - 1
    high = tree.sent(noun)[1]
    stop = tree.sent(colon + 1)[1]
    if tree.pos[noun] != "NOUN" or not any(tree.is_word(t) for t in range(colon + 1, stop)):
        return
    owner = tree.child(noun, "nmod:poss")
    how = "owner"
    head = tree.heads[noun]
    if owner is None and tree.lemmas[head] in _GIVING and tree.deps[noun] in ("obj", "xcomp"):
        owner, how = tree.child(head, *SUBJECTS), "subject"
    if owner is None or tree.words[owner] in ("it", "there", "its", "whose"):
        return
    first, end = holder_words(tree, owner, noun if how == "owner" else head)
    cue = (noun, colon + 1) if how == "owner" else (max(head, end), colon + 1)
    content = tidy(tree, [(colon + 1, max(stop, high))], cue)
    if content:
        yield _draft(
            tree, "announced", cue, Holder(owner, first, min(end, cue[0]) if owner < cue[0] else end, how), content
        )


def _draft(tree: Tree, rule: str, cue: Stretch, holder: Holder, content: list[Stretch]) -> Draft:
    token = next((t for t in reversed(range(*cue)) if (tree.lemmas[t], "NOUN") in cue_words()), cue[0])
    named = rule in ("announced", "no comment")
    return phrase_draft(tree, rule, cue, token, holder, content, noun=named)
