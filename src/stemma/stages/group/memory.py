"""What grouping found before, so that adding to a large case costs in proportion to what is new.

Everything kept here depends on the articles under which it is kept, and counts only while they are as they were; what depends on all of them
(which articles meet) is carried on while none has left or changed, and found anew otherwise. So a run with memory gives what one without gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import squareform

from stemma.model.lineage import Story
from stemma.settings import GroupSettings
from stemma.stages.group.blocking import Joined, Pairs, Reach, join
from stemma.stages.group.postings import Ints, Mask, Rows
from stemma.stages.group.signature import Signature
from stemma.text.shingles import Hashes

Key = tuple[object, ...]
Values = NDArray[Any]
Parts = tuple[tuple[list[int], Hashes], ...]
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Articles that hang together, and what was made of them.

    Attributes:
        key: The articles, in order, and what a person ruled about any two of them.
        odds: Log odds of their pairs, condensed; empty where finding them anew costs little.
        groups: The loose groups, with what each came apart into; empty likewise.
        stories: The stories, by their articles.
    """

    key: Key
    odds: NDArray[np.float32]
    groups: Mapping[Key, Parts]
    stories: Mapping[tuple[str, ...], Story]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles, in order."""
        return cast("tuple[str, ...]", self.key[0])


@dataclass(slots=True, eq=False)
class Memory:
    """What was made of articles, of pairs of them and of a few together; fill it by `group_signed` alone."""

    _signatures: dict[str, Signature] = field(default_factory=dict)
    _prints: dict[str, str] = field(default_factory=dict)
    _settings: GroupSettings | None = None
    _articles: list[str] = field(default_factory=list)
    _changed: set[str] = field(default_factory=set)
    _fresh: Mask = field(default_factory=lambda: np.empty(0, bool))
    _joins: dict[str, Joined] = field(default_factory=dict)
    _pairs: dict[str, tuple[Ints, Values]] = field(default_factory=dict)
    _known: dict[Key, object] = field(default_factory=dict)
    _found: dict[Key, object] = field(default_factory=dict)
    _former_pieces: dict[str, Piece] = field(default_factory=dict)
    _pieces: dict[str, Piece] = field(default_factory=dict)
    _whole: bool = False

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
        place = np.array([-1 if a in self._changed else row.get(a, -1) for a in self._articles], np.int32)
        self._move(place, len(signatures))
        self._fresh = np.ones(len(signatures), bool)
        self._fresh[place[place >= 0]] = False
        self._signatures, self._articles = now, [s.article for s in signatures]
        self._known, self._found = self._found, {}
        self._former_pieces, self._pieces = self._pieces, {}
        self._whole = False

    def end(self) -> None:
        """Take note that all was found, so that it may be carried on."""
        self._whole = True

    def _move(self, place: Rows, total: int) -> None:
        """Say what is known in rows as they are now: `place` is that of each former row, -1 for one that is gone."""
        still = self._whole and bool((place >= 0).all())
        self._joins = {name: found.moved(place) for name, found in self._joins.items()} if still else {}
        for name, (codes, values) in self._pairs.items():
            left, right = (place[part] for part in np.divmod(codes, max(len(place), 1)))
            kept = (left >= 0) & (right >= 0)
            self._pairs[name] = left[kept] * np.int64(total) + right[kept], values[kept]

    def join(self, name: str, keys: Hashes, rows: Rows, days: Ints, reach: Reach) -> Joined:
        """Return what `join` finds, carrying on what it found before under `name`."""
        found = self._joins[name] = join(keys, rows, days, reach, self._joins.get(name), self._fresh)
        return found

    def beside(self, name: str, pairs: Pairs, empty: Values) -> tuple[Values, Ints]:
        """Return what is known under `name` of each pair, and the places of those of which nothing is: to be filled in by the caller.

        Args:
            name: What it is.
            pairs: The pairs that are of interest; of others, what was known is forgotten.
            empty: One value per pair; it is filled and kept.
        """
        codes = pairs.codes(len(self._articles))
        before, values = self._pairs.get(name, (np.empty(0, np.int64), empty[:0]))
        at = np.searchsorted(before, codes)
        known = np.append(before, -1)[at] == codes
        empty[known] = values[at[known]]
        self._pairs[name] = codes, empty
        return empty, np.flatnonzero(~known)

    def recall(self, key: Key, articles: Iterable[str]) -> object | None:
        """Return what was kept under `key` if its articles are as they were, None otherwise."""
        found = self._known.get(key)
        if found is None or not self._changed.isdisjoint(articles):
            return None
        self._found[key] = found
        return found

    def keep(self, key: Key, found: _Found) -> _Found:
        """Keep `found` under `key`, for this run and the next, and return it."""
        self._found[key] = found
        return found

    def piece(self, key: Key) -> Piece | None:
        """Return the piece of before that has this key, if there was one and its articles are as they were."""
        found = self._former(key)
        return found if found is not None and found.key == key else None

    def group(self, key: Key) -> Parts | None:
        """Return what a loose group came apart into before."""
        found = self._former(key)
        return None if found is None else found.groups.get(key)

    def story(self, articles: tuple[str, ...]) -> Story | None:
        """Return the story that these articles made before."""
        found = self._former((articles,))
        return None if found is None else found.stories.get(articles)

    def inside(self, articles: Sequence[str]) -> tuple[list[int], NDArray[np.float32]]:
        """Return the places of those of `articles` that were in one piece before, of the most that were, and the log odds of their pairs."""
        homes = [self._former(((article,),)) for article in articles]
        sizes = Counter(home for home in homes if home is not None and len(home.odds))
        if not sizes:
            return [], np.empty((0, 0), np.float32)
        home = max(sizes, key=lambda piece: sizes[piece])
        row = {article: k for k, article in enumerate(home.articles)}
        places = [k for k, found in enumerate(homes) if found is home]
        rows = [row[articles[k]] for k in places]
        return places, squareform(home.odds)[np.ix_(rows, rows)]

    def _former(self, key: Key) -> Piece | None:
        articles = cast("tuple[str, ...]", key[0])
        return self._former_pieces.get(articles[0]) if self._changed.isdisjoint(articles) else None

    def keep_piece(self, piece: Piece) -> None:
        """Keep a piece for the next run."""
        self._pieces.update(dict.fromkeys(piece.articles, piece))
