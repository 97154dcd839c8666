"""What grouping found before, so that adding to a large case costs in proportion to what is new.

Which articles meet depends on the whole case and is found anew each time, for that is cheap. Everything kept here depends only on the
articles under which it is kept, and counts only while they are as they were: so a run with memory gives what a run without gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from stemma.settings import GroupSettings
from stemma.stages.group.blocking import Ints, Pairs
from stemma.stages.group.signature import Signature

Floats = NDArray[np.float64]
Key = tuple[object, ...]
_Found = TypeVar("_Found")


@dataclass(slots=True, eq=False)
class Memory:
    """Log odds of pairs of articles, and whatever else was made of a few articles; fill it by `group_signed` alone."""

    _signatures: dict[str, Signature] = field(default_factory=dict)
    _prints: dict[str, str] = field(default_factory=dict)
    _settings: GroupSettings | None = None
    _articles: list[str] = field(default_factory=list)
    _codes: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    _odds: Floats = field(default_factory=lambda: np.empty(0))
    _changed: set[str] = field(default_factory=set)
    _known: dict[Key, object] = field(default_factory=dict)
    _fresh: dict[Key, object] = field(default_factory=dict)

    def signature(self, article: str, prints: Mapping[str, str]) -> Signature | None:
        """Return the signature of an article made before if its fingerprint in `prints` is what it was; None if it is to be made anew."""
        now = prints.get(article)
        if now is not None and self._prints.get(article) == now:
            return self._signatures.get(article)
        self._prints.pop(article, None)
        if now is not None:
            self._prints[article] = now
        return None

    def begin(self, signatures: Sequence[Signature], settings: GroupSettings) -> None:
        """Take note of the articles as they are now; what was made of others, of these as they were, or by other choices, no longer counts."""
        if self._settings != settings:
            self._signatures, self._settings = {}, settings
        now = {s.article: s for s in signatures}
        self._changed = {article for article, s in now.items() if self._signatures.get(article) is not s}
        row = {s.article: k for k, s in enumerate(signatures)}
        place = np.array([-1 if a in self._changed else row.get(a, -1) for a in self._articles], np.int64)
        if len(self._codes):
            left, right = (place[part] for part in np.divmod(self._codes, len(self._articles)))
            kept = (left >= 0) & (right >= 0)
            self._codes, self._odds = left[kept] * len(signatures) + right[kept], self._odds[kept]
        self._signatures, self._articles = now, [s.article for s in signatures]
        self._known, self._fresh = self._fresh, {}

    def odds(self, pairs: Pairs, compare: Callable[[Ints, Ints], Floats]) -> Floats:
        """Return the log odds of `pairs`, in order of their codes, comparing those that are not known."""
        total = len(self._articles)
        codes = pairs.left * total + pairs.right
        at = np.searchsorted(self._codes, codes)
        known = np.zeros(len(codes), bool)
        inside = at < len(self._codes)
        known[inside] = self._codes[at[inside]] == codes[inside]
        odds = np.empty(len(codes))
        odds[known] = self._odds[at[known]]
        odds[~known] = compare(pairs.left[~known], pairs.right[~known])
        self._codes, self._odds = codes, odds
        return odds

    def recall(self, key: Key, articles: Iterable[str]) -> object | None:
        """Return what was kept under `key` if its articles are as they were, None otherwise."""
        found = self._known.get(key)
        if found is None or not self._changed.isdisjoint(articles):
            return None
        self._fresh[key] = found
        return found

    def keep(self, key: Key, found: _Found) -> _Found:
        """Keep `found` under `key`, for this run and the next, and return it."""
        self._fresh[key] = found
        return found
