"""Names that one telling spells otherwise than another in sentences that tell the same: "Jamtschun" and "Yamchun", "Calonder" and "Carondel".

Translators and bad copies respell names beyond what any key of sounds bears. Two spellings are taken for one name where neither text has the
other's spelling anywhere and their sentences are each other's nearest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from rapidfuzz.distance import Levenshtein

from stemma.lang.countries import country_of
from stemma.lang.rarity import rarity
from stemma.model.words import Detail
from stemma.stages.trace.details import Key, weight_of
from stemma.stages.trace.telling import View
from stemma.text.align import mutual_best
from stemma.text.normalise import fold, stem
from stemma.text.skeleton import bones

_SAME_SENTENCE = 0.55
_SAME_NAME = 0.65
_SHORTEST = 4
_NO_WORD = 5.0


def with_one_spelling(views: Sequence[View]) -> list[View]:
    """Return `views` with names that are spelled in several ways under one key each: the one that most tellings have."""
    group: dict[Key, set[Key]] = {}
    names = {view.article: _full_names(view) for view in views}
    for one, other in combinations(views, 2):
        in_full = _in_full(one, other, names[one.article], names[other.article])
        for left, right in (*_respelled(one, other), *in_full):
            joined = group.get(left, {left}) | group.get(right, {right})
            group.update(dict.fromkeys(joined, joined))
    told = Counter(key for view in views for key in view.details)
    chosen = {key: min(keys, key=lambda k: (-told[k], k)) for key, keys in group.items()}
    return [_under(view, chosen, told) for view in views] if chosen else list(views)


def _respelled(one: View, other: View) -> Iterator[tuple[Key, Key]]:
    """Yield pairs of keys, one of each telling, that are one name in two spellings."""
    if one.vectors is None or other.vectors is None:
        return
    for i, j in mutual_best(np.clip(one.vectors @ other.vectors.T, 0.0, 1.0), _SAME_SENTENCE):
        left, right = (
            [key for key in terms if key[0] == "name" and key not in beyond.details and _may_vary(view, key)]
            for view, beyond, terms in ((one, other, one.terms[i]), (other, one, other.terms[j]))
        )
        pairs = sorted((-_alike(_printed(one, a), _printed(other, b)), a, b) for a in left for b in right)
        taken: set[Key] = set()
        for minus, a, b in pairs:
            if -minus >= _SAME_NAME and not {a, b} & taken:
                taken |= {a, b}
                yield a, b


def _in_full(
    one: View, other: View, mine: Sequence[tuple[Key, ...]], theirs: Sequence[tuple[Key, ...]]
) -> Iterator[tuple[Key, Key]]:
    """Yield pairs of keys that stand in the same place of a full name of which another part is the same: "Sadia Rahim Khan", "Sadiya Rohim Khan"."""
    common = one.details.keys() & other.details.keys()
    theirs = [right for right in theirs if not common.isdisjoint(right)]
    for left in mine:
        if common.isdisjoint(left) or common.issuperset(left):
            continue
        for right in theirs:
            pairs = list(zip(reversed(left), reversed(right), strict=False))
            if not any(a == b for a, b in pairs):
                continue
            for a, b in pairs:
                new = a not in other.details and b not in one.details and _may_vary(one, a) and _may_vary(other, b)
                if a != b and new and _alike(_printed(one, a), _printed(other, b)) >= _SAME_NAME:
                    yield a, b


def _full_names(view: View) -> list[tuple[Key, ...]]:
    """Return the names of several words, as first printed."""
    found: list[list[Key]] = []
    end = -2
    for key, detail in sorted(view.details.items(), key=lambda item: item[1].span):
        if key[0] != "name":
            continue
        if found and detail.span.start == end + 1:
            found[-1].append(key)
        else:
            found.append([key])
        end = detail.span.end
    return [tuple(keys) for keys in found if len(keys) > 1]


def _printed(view: View, key: Key) -> str:
    span = view.details[key].span
    return view.extracted.article.text[span.start : span.end]


def _may_vary(view: View, key: Key) -> bool:
    """Tell whether a name is long enough to be known in another spelling, no word of English and no country: Iran is not Iraq."""
    if key not in view.details:
        return False
    printed = _printed(view, key)
    return len(printed) >= _SHORTEST and rarity("word", stem(printed)) >= _NO_WORD and country_of(printed) is None


def _alike(one: str, other: str) -> float:
    """Return how alike two spellings are, in letters or in sounds, whichever says more; 1 is equal."""
    sounds = bones(one), bones(other)
    by_sound = Levenshtein.normalized_similarity(*sounds) if min(map(len, sounds)) >= _SHORTEST else 0.0
    return float(max(by_sound, Levenshtein.normalized_similarity(fold(one), fold(other))))


def _under(view: View, chosen: dict[Key, Key], told: Counter[Key]) -> View:
    """Return a telling with its names under the chosen keys."""
    changed = {key: chosen[key] for key in view.details if chosen.get(key, key) != key}
    if not changed:
        return view
    details: dict[Key, Detail] = {}
    for key, detail in view.details.items():
        details.setdefault(changed.get(key, key), detail)
    return replace(
        view,
        details=details,
        weights={key: weight_of(key) for key in details},
        terms=tuple({changed.get(key, key): weight for key, weight in terms.items()} for terms in view.terms),
        respelled={key[1]: new[1] for key, new in changed.items()},
        misspelled=sum(told[new] > told[key] for key, new in changed.items()),
    )
