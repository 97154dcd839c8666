"""Attributions by further turns: "per one person close to …", "…, the envoy went on, …", "the suspicion among … is that", "“…” was the verdict of …"."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.lang.cues import cue_words
from stemma.stages.extract.statements.draft import Draft, phrase_draft
from stemma.stages.extract.statements.holder_words import holder_words
from stemma.stages.extract.statements.nouns import known_noun
from stemma.stages.extract.statements.quoting import quoted_on, whole_quotations
from stemma.stages.extract.statements.sources import Holder
from stemma.stages.extract.statements.spans import Stretch, tidy
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

_FROM = frozenset({"among", "from", "by", "of", "in", "within"})
_IS = frozenset({"is", "was", "remains", "remained"})
#: Nouns for a short utterance that stand behind the quotation they name.
_UTTERANCES = frozenset(
    """verdict answer reply response comment message view opinion explanation conclusion description assessment reaction warning advice plea
    boast complaint summary word words phrase question order greeting""".split()
)
#: What somebody does with the voice or a device between two halves of a quotation, where the lexicon of cues has no such verb.
_VOICED = frozenset(
    """radio phone telephone wire signal shriek screech squeal wail bawl bark boom croak rage rasp hoot chatter babble gasp smile grin
    snort jeer""".split()
)
_WIDEST = 6


def find_turns(tree: Tree) -> Iterator[Draft]:
    """Give the attributions of an article that these turns make."""
    for token, word in enumerate(tree.words):
        if word == "per":
            yield from _per(tree, token)
        elif word == "on" and tree.lemmas[token - 1] == "go" and tree.words[token - 1] in ("went", "goes"):
            yield from _between(tree, token - 1, token + 1)
        elif tree.lemmas[token] in _VOICED and tree.pos[token] == "VERB" and "VerbForm=Fin" in tree.feats[token]:
            yield from _between_quotations(tree, token)
        elif word in _IS:
            yield from _is_that(tree, token)
            yield from _was_the_word_of(tree, token)


def _per(tree: Tree, token: int) -> Iterator[Draft]:
    """`Per one person close to the talks, …`, `…, per the ministry`: a speaker, not a measure ("per head")."""
    head = tree.heads[token]
    low, high = tree.sent(token)
    if tree.deps[token] != "case" or head < token or tree.pos[head] not in ("NOUN", "PROPN"):
        return
    known = known_noun(tree, head)
    first, end = holder_words(tree, head, token)
    first = max(first, token + 1)
    end = next((t for t in range(head + 1, end) if tree.words[t] == ","), end)
    marked = tree.words[end : end + 1] == [","] or end >= high - 1
    before = token == low or tree.words[token - 1] == ","
    if not (before and marked) or (tree.pos[head] == "NOUN" and (known is None or first == head)):
        return
    content = tidy(tree, [(end, high)] if token == low else [(low, token)], (token, token + 1))
    if content:
        yield _draft(tree, "per", (token, token + 1), token, Holder(head, first, end, "per"), content)


def _between(tree: Tree, verb: int, end: int) -> Iterator[Draft]:
    """`…, the spokesman went on, …`: a clause between commas or quotations that holds nothing else."""
    subject = tree.child(verb, *SUBJECTS)
    low, high = tree.sent(verb)
    if subject is None or subject > verb or end >= high:
        return
    first, stop = holder_words(tree, subject, verb)
    opened = first > low and (tree.words[first - 1] in (",", ":", ".") or tree.quote[first - 1] >= 0)
    starts = first == low
    closed = tree.words[end] in (",", ":", ".")
    quoted = (first > low and tree.quote[first - 1] >= 0) or any(
        tree.quote[t] >= 0 for t in range(end, min(high, end + 3))
    )
    if stop > verb or not closed or not (quoted or (opened and tree.words[end] == "," and not starts)):
        return
    content = tidy(tree, [(low, first), (end, high)], (verb, end))
    if content:
        draft = _draft(tree, "went on", (verb, end), verb, Holder(subject, first, stop, "subject"), content)
        whole_quotations(tree, draft)
        quoted_on(tree, draft)
        yield draft


def _between_quotations(tree: Tree, verb: int) -> Iterator[Draft]:
    """`“Her pulse,” the crew radioed ahead, “is forty.”`: speech by its place, whatever the verb."""
    subject = tree.child(verb, *SUBJECTS)
    if subject is None or subject > verb or tree.quote[verb] >= 0:
        return
    first, stop = holder_words(tree, subject, verb)
    end = next(
        (t for t in range(verb + 1, min(len(tree.words), verb + 4)) if tree.pos[t] not in ("ADV", "ADP")), verb + 1
    )
    before = tree.quote[first - 1] if first else -1
    after = next((tree.quote[t] for t in range(end, min(len(tree.words), end + 3)) if tree.quote[t] >= 0), -1)
    if before < 0 or stop > verb or not any(tree.words[t] == "," for t in range(max(0, first - 3), first)):
        return
    content = [tree.quote_tokens[before]]
    if after >= 0 and after != before and tree.words[end] == ",":
        content.append(tree.quote_tokens[after])
    yield _draft(tree, "voiced", (verb, end), verb, Holder(subject, first, stop, "subject"), content)


def _is_that(tree: Tree, copula: int) -> Iterator[Draft]:
    """`The suspicion among investigators is that …`, `The ministry's view is that …`."""
    low, high = tree.sent(copula)
    if tree.words[copula + 1 : copula + 2] != ["that"] or copula + 3 >= high:
        return
    noun = next((t for t in range(copula - 1, max(low - 1, copula - 9), -1) if _attributes(tree, t)), None)
    if noun is None:
        return
    owner = tree.child(noun, "nmod:poss")
    if owner is None:
        owner = next((c for c in tree.kids(noun, "nmod") if noun < c < copula and tree.preposition(c) in _FROM), None)
    if owner is None or tree.words[owner] in ("it", "its", "this"):
        return
    first, end = holder_words(tree, owner, copula if owner > noun else noun)
    if owner > noun and end != copula:
        return
    content = tidy(tree, [(copula + 1, high)], (noun, noun + 1))
    if content:
        yield _draft(tree, "noun is that", (noun, noun + 1), noun, Holder(owner, first, end, "owner"), content)


def _was_the_word_of(tree: Tree, copula: int) -> Iterator[Draft]:
    """`“Lovely lad” was the verdict of his landlady`, `“No,” was the minister's reply`."""
    if copula == 0 or tree.quote[copula - 1] < 0 or tree.quote[copula] >= 0:
        return
    high = tree.sent(copula)[1]
    noun = next((t for t in range(copula + 1, min(high, copula + _WIDEST)) if tree.lemmas[t] in _UTTERANCES), None)
    if noun is None:
        return
    owner = tree.child(noun, "nmod:poss")
    if owner is None:
        owner = next((c for c in tree.kids(noun, "nmod") if tree.preposition(c) in ("of", "from") and c > noun), None)
    if owner is None:
        return
    first, end = holder_words(tree, owner, noun)
    first = max(first, copula + 1 if owner < noun else noun + 1)
    quotation = tree.quote_tokens[tree.quote[copula - 1]]
    yield _draft(
        tree,
        "was the word of",
        (copula, noun + 1) if owner > noun else (noun, noun + 1),
        noun,
        Holder(owner, first, end, "owner"),
        [quotation],
    )


def _attributes(tree: Tree, token: int) -> bool:
    known = cue_words().get((tree.lemmas[token], "NOUN"))
    return tree.pos[token] == "NOUN" and known is not None and known.category in ("statement", "belief")


def _draft(tree: Tree, rule: str, cue: Stretch, token: int, holder: Holder, content: list[Stretch]) -> Draft:
    return phrase_draft(tree, rule, cue, token, holder, content, noun=tree.pos[token] == "NOUN")
