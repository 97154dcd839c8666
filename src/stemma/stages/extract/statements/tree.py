"""The parse of one article as plain lists, with walks that a broken or cyclic tree cannot trap."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from stemma.stages.extract.quotes import Quote, find_quotes
from stemma.stages.extract.text import Text

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
#: Longest stretch of tokens, in the tree or out of it, that one attribution may take its words from.
LONGEST = 400


@dataclass(slots=True)
class Tree:
    """One parsed article: a row per token, white space included (it governs nothing).

    Attributes:
        words: Lower-case words; shapes keep the written form.
        quote: Number of the quotation that each token stands in, -1 outside; marks belong to their quotation.
        sentence: Number of the sentence of each token; `bounds` has the tokens `[i, j)` of each sentence.
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
        lemmas=[token.lemma_.lower() or token.lower_ for token in doc],
        pos=[token.pos_ for token in doc],
        deps=[token.dep_ for token in doc],
        heads=[token.head.i for token in doc],
        feats=[str(token.morph) for token in doc],
        sentence=[0] * len(doc),
        bounds=text.bounds,
        quotes=find_quotes(text.article.text, text.article.blocks),
    )
    _number_sentences(tree)
    tree.children = [[] for _ in tree.words]
    for token, head in enumerate(tree.heads):
        if head != token and tree.pos[token] != "SPACE":
            tree.children[head].append(token)
    _lay_quotes(tree)
    return tree


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
