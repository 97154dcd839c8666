"""Whose name a role stands for: "the comedian" after "comedian Sarah Silverman", "the 47-year-old" after "Silverman, 47"."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from stemma.model.words import Mention, MentionForm
from stemma.stages.extract.statements.nouns import is_human, known_noun
from stemma.stages.extract.statements.tree import Tree

_BESIDE = frozenset({"appos", "nmod:desc", "compound", "flat", "amod"})
_AGE = re.compile(r"^(\d{1,3})-year-old$")


class Bearers:
    """The roles that an article gives the persons whom it names.

    Args:
        tree: The parsed article.
        people: Its mentions of persons by name.
    """

    def __init__(self, tree: Tree, people: list[Mention]) -> None:
        self._tree = tree
        self.people = people

    def named(self, noun: int) -> Mention | None:
        """Return the nearest person before (else the only one after) to whom the article gives the role of token `noun`, or None."""
        rows = self._by_age.get(self._age_before(noun), []) or self._by_role.get(self._tree.lemmas[noun], [])
        before = [mention for at, mention in rows if at < noun]
        if before:
            return before[-1]
        if not rows and self._age_before(noun):
            return self._only_one_before(noun)
        after = {mention.refers_to or mention.id: mention for at, mention in rows if at > noun}
        return next(iter(after.values())) if len(after) == 1 else None

    def _only_one_before(self, noun: int) -> Mention | None:
        """The one person whom the article has named before "the 44-year-old", or None where it has named several."""
        start = self._tree.text.offsets(noun, noun + 1)[0]
        before = {m.refers_to or m.id: m for m in self.people if m.span.end <= start}
        return next(iter(before.values())) if len(before) == 1 else None

    def _age_before(self, noun: int) -> str:
        for token in range(max(0, noun - 4), noun + 1):
            found = _AGE.match("".join(self._tree.words[token : token + 5])[: len("100-year-old")])
            if found:
                return found[1]
        return ""

    @cached_property
    def _by_role(self) -> dict[str, list[tuple[int, Mention]]]:
        found: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
        for mention, head in self._heads:
            for noun in self._roles_of(head):
                found[self._tree.lemmas[noun]].append((head, mention))
        return found

    @cached_property
    def _by_age(self) -> dict[str, list[tuple[int, Mention]]]:
        found: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
        words = self._tree.words
        for mention, head in self._heads:
            if words[head + 1 : head + 2] in ([","], ["("]) and head + 2 < len(words) and words[head + 2].isdigit():
                found[words[head + 2]].append((head, mention))
        return found

    @cached_property
    def _heads(self) -> list[tuple[Mention, int]]:
        text = self._tree.text
        rows = []
        for mention in self.people:
            last = text.token_at(mention.span.end - 1)
            if mention.form is MentionForm.NAME and last is not None:
                rows.append((mention, last))
        return rows

    def _roles_of(self, last: int) -> list[int]:
        """Nouns for persons that stand beside a name or are said of it: "comedian X", "X, a comedian", "X is a comedian"."""
        tree = self._tree
        tokens = {last, tree.heads[last]} if tree.deps[last] in ("flat", "compound") else {last}
        nouns = []
        for token in tokens:
            nouns += [c for c in tree.children[token] if tree.deps[c] in _BESIDE]
            head = tree.heads[token]
            if tree.deps[token] in _BESIDE or (tree.deps[token] == "nsubj" and tree.child(head, "cop") is not None):
                nouns.append(head)
        return [n for n in nouns if tree.pos[n] in ("NOUN", "PROPN") and n not in tokens and self._is_person(n)]

    def _is_person(self, noun: int) -> bool:
        known = known_noun(self._tree, noun)
        return known.person if known is not None else self._tree.pos[noun] == "NOUN" and is_human(self._tree, noun)
