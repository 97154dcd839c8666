"""The parse of one article as plain lists, with walks that a broken or cyclic tree cannot trap."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from stemma.lang.cues import cue_words
from stemma.stages.extract.quotes import Quote, find_quotes
from stemma.stages.extract.statements.datelines import dateline_tokens
from stemma.stages.extract.text import Text

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
_STOPS = frozenset({".", "?", "!", ".."})
#: Longest stretch of tokens, in the tree or out of it, that one attribution may take its words from.
LONGEST = 400


@dataclass(slots=True)
class Tree:
    """One parsed article: a row per token, white space included (it governs nothing).

    Attributes:
        words: Lower-case words; shapes keep the written form.
        quote: Number of the quotation that each token stands in, -1 outside; marks belong to their quotation.
        sentence: Number of the sentence of each token; `bounds` has the tokens `[i, j)` of each sentence.
        dateline: Tokens of "BRUSSELS, Jan. 14 (BELGA) -"; they speak nowhere and are nobody's words.
    """

    text: Text
    words: list[str]
    written: list[str]
    lemmas: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    feats: list[str]
    sentence: list[int]
    bounds: tuple[tuple[int, int], ...]
    quotes: tuple[Quote, ...] = ()
    quote: list[int] = field(default_factory=list)
    quote_tokens: list[tuple[int, int]] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    dateline: frozenset[int] = frozenset()

    def child(self, token: int, *deps: str) -> int | None:
        """Return the first child of `token` with one of these relations (subtypes apart unless given), or None."""
        return next((c for c in self.children[token] if self.deps[c] in deps), None)

    def kids(self, token: int, *deps: str) -> list[int]:
        """Return the children of `token` with one of these relations."""
        return [c for c in self.children[token] if self.deps[c] in deps]

    def subtree(self, token: int, without: Container[int] = ()) -> list[int]:
        """Return `token` and all that hangs on it, in order, `without` these tokens and what hangs on them."""
        found, stack = {token}, [token]
        while stack and len(found) < LONGEST:
            for c in self.children[stack.pop()]:
                if c not in found and c not in without:
                    found.add(c)
                    stack.append(c)
        return sorted(found)

    def above(self, token: int, steps: int = 8) -> list[int]:
        """Return the governors of `token`, nearest first."""
        found: list[int] = []
        while self.heads[token] != token and len(found) < steps:
            token = self.heads[token]
            found.append(token)
        return found

    def preposition(self, token: int) -> str:
        """Return the preposition that leads to `token` ("because of" as one), empty where there is none."""
        return " ".join(self.words[c] for c in self.children[token] if self.deps[c] == "case" and c < token)

    def sent(self, token: int) -> tuple[int, int]:
        """Return the tokens `[i, j)` of the sentence of `token`."""
        return self.bounds[self.sentence[token]]

    def is_mark(self, token: int) -> bool:
        """Tell whether a token is a quotation mark."""
        return not any(c.isalnum() for c in self.words[token]) and any(c in "“”„‟«»\"`'‘’" for c in self.words[token])

    def is_word(self, token: int) -> bool:
        """Tell whether a token holds a letter or digit."""
        return any(c.isalnum() for c in self.words[token])

    def join(self, tokens: Iterable[int]) -> str:
        """Return the words of `tokens` in lower case, joined by blanks."""
        return " ".join(self.words[t] for t in tokens)


def read_tree(text: Text) -> Tree:
    """Return the parse of `text` with its quotations laid over it."""
    doc = text.doc
    tree = Tree(
        text=text,
        words=[token.lower_ for token in doc],
        written=[token.text for token in doc],
        lemmas=[_base_form(token) for token in doc],
        pos=[token.pos_ for token in doc],
        deps=[token.dep_ for token in doc],
        heads=[token.head.i for token in doc],
        feats=[str(token.morph) for token in doc],
        sentence=[0] * len(doc),
        bounds=text.bounds,
        quotes=find_quotes(text.article.text, text.article.blocks),
    )
    _lay_quotes(tree)
    _cut_sentences(tree)
    _number_sentences(tree)
    tree.dateline = frozenset(dateline_tokens(text))
    _part_datelines(tree)
    tree.children = [[] for _ in tree.words]
    for token, head in enumerate(tree.heads):
        if head != token and tree.pos[token] != "SPACE" and tree.sentence[head] == tree.sentence[token]:
            tree.children[head].append(token)
        elif head != token:
            tree.heads[token], tree.deps[token] = token, "root"
    return tree


def _part_datelines(tree: Tree) -> None:
    """Take datelines out of the parse: what hangs on one is a root of its own, and one is nobody's subject."""
    for token, head in enumerate(tree.heads):
        if token in tree.dateline:
            tree.deps[token] = "dateline"
        elif head in tree.dateline and head != token:
            tree.heads[token], tree.deps[token] = token, "root"


def _cut_sentences(tree: Tree) -> None:
    """Break the sentences that the parser ran together: after a stop outside quotation marks, before a capital."""
    bounds = []
    for first, end in tree.bounds:
        low = first
        for token in range(first + 2, end - 2):
            if (
                tree.words[token] in _STOPS
                and tree.quote[token] < 0
                and token + 1 - low > 2
                and _begins(tree, token + 1)
            ):
                bounds.append((low, token + 1))
                low = token + 1
        bounds.append((low, end))
    tree.bounds = tuple(bounds)


def _begins(tree: Tree, token: int) -> bool:
    """Tell whether a sentence can begin here: a capital, or an opening mark before one."""
    opening = tree.quote[token] >= 0 and tree.quote_tokens[tree.quote[token]][0] == token
    return tree.written[token + opening][:1].isupper()


def _base_form(token: Token) -> str:
    """The lemma; of a verb form that the lemmatiser left as it stands ("warning"), the table's verb."""
    lemma = token.lemma_.lower() or token.lower_
    if token.pos_ != "VERB" or (lemma, "VERB") in cue_words():
        return lemma
    for ending in ("ing", "ed", "s"):
        if lemma.endswith(ending):
            stem = lemma[: -len(ending)]
            tries = (stem, stem + "e", stem[:-1])
            return next((t for t in tries if (t, "VERB") in cue_words()), lemma)
    return lemma


def _number_sentences(tree: Tree) -> None:
    for number, (first, end) in enumerate(tree.bounds):
        for token in range(first, end):
            tree.sentence[token] = number


def _lay_quotes(tree: Tree) -> None:
    tree.quote = [-1] * len(tree.words)
    starts = [tree.text.offsets(t, t + 1)[0] for t in range(len(tree.words))]
    token = 0
    for number, quote in enumerate(tree.quotes):
        while token < len(starts) and starts[token] < quote.start:
            token += 1
        first = token
        while token < len(starts) and starts[token] < quote.end:
            tree.quote[token] = number
            token += 1
        tree.quote_tokens.append((first, token))
