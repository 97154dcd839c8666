"""One bearer spelled in several ways: a translation's or transliteration's variants, shown for every telling."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from stemma.model.claim import Disagreement
from stemma.model.extracted import Extracted
from stemma.model.ids import content_id
from stemma.model.lineage import Story
from stemma.model.span import Reason, Span
from stemma.model.words import Entity, MentionForm
from stemma.stages.weigh.values import Told, Weighed, make_values

_SHORTEST = 4
_MOST_EDITS = 3
_ALONE_SHORTEST = 7
_LARGEST_SHARE = 0.34
_SHARE_BESIDE_SAME = 0.5
Spellings = dict[str, dict[str, Span]]


def find_name_variants(story: Story, weighed: Weighed, entities: Sequence[Entity]) -> Iterator[Disagreement]:
    """Give the names that tellings spell differently: those of one entity, and those of two that only a spelling keeps apart.

    Args:
        story: The story; weighed: its records; entities: entities that its mentions denote.
    """
    named = [(entity, _spellings(entity, weighed.tellings)) for entity in entities]
    told = [(entity.id, spelled) for entity, spelled in named if spelled]
    groups = [group for _, spelled in told for group in _variants(spelled)]
    for number, (_, one) in enumerate(told):
        for _, other in told[number + 1 :]:
            groups += _across(one, other)
    seen: set[frozenset[str]] = set()
    for group in sorted(groups, key=lambda g: -sum(len(name) for name in g)):
        words = frozenset(_skeleton(word) for name in group for word in name.split())
        if any((len(words & known) >= len(words) - 1 and len(words & known) > 1) or words <= known for known in seen):
            continue  # "Kamuendo / Kamwendo" where "Linda Kamuendo / Linda Kamwendo" is told already
        seen.add(words)
        items = [Told(name, article, span) for name, places in group.items() for article, span in places.items()]
        yield Disagreement(
            id=content_id("dis", story.id, "name", sorted(group)),
            story=story.id,
            claims=(),
            slot="name",
            type="variant",
            values=make_values(items, weighed),
            reasons=(Reason("spelled differently", " / ".join(sorted(group)), None, ()),),
        )


def _spellings(entity: Entity, tellings: Mapping[str, Extracted]) -> Spellings:
    """Return each way in which the story's articles write the name, with the first place in each article."""
    found: Spellings = {}
    for member in sorted(entity.mentions, key=lambda m: m.span):
        if member.form is MentionForm.NAME and member.span.article in tellings:
            words = " ".join(tellings[member.span.article].text_of(member.span.start, member.span.end).split())
            if words[-2:] in ("'s", "’s"):
                words = words[:-2]
            if not words.isupper():
                found.setdefault(words, {}).setdefault(member.span.article, member.span)
    return found


def _variants(spelled: Spellings) -> list[Spellings]:
    names = sorted(spelled)
    groups = []
    for index, one in enumerate(names):
        near = {other: spelled[other] for other in names[index + 1 :] if _respelled(one, other)}
        if near:
            groups.append({one: spelled[one], **near})
    return groups


def _across(one: Spellings, other: Spellings) -> list[Spellings]:
    """Two bearers by linking whose long names differ by a spelling, and who never meet in one article."""
    articles = {article for places in one.values() for article in places}
    if any(article in articles for places in other.values() for article in places):
        return []
    return [
        {left: one[left], right: other[right]}
        for left in one
        for right in other
        if _respelled(left, right) and (" " in left or min(len(left), len(right)) >= _ALONE_SHORTEST)
    ]


def _respelled(one: str, other: str) -> bool:
    """Tell whether two names have the same number of words and differ in the spelling of one or two of them."""
    left, right = one.split(), other.split()
    if len(left) != len(right) or _skeleton(one) == _skeleton(other):
        return False
    changed = [(a, b) for a, b in zip(left, right, strict=True) if _skeleton(a) != _skeleton(b)]
    share = _LARGEST_SHARE if len(changed) == len(left) else _SHARE_BESIDE_SAME
    return bool(changed) and len(changed) <= max(1, len(left) - 1) and all(_near(a, b, share) for a, b in changed)


def _near(one: str, other: str, share: float) -> bool:
    a, b = _skeleton(one), _skeleton(other)
    if min(len(a), len(b)) < _SHORTEST or (a[0] != b[0] and a[-1] != b[-1]) or a.startswith(b) or b.startswith(a):
        return False
    edits = _edits(a, b)
    return 0 < edits <= _MOST_EDITS and edits <= share * max(len(a), len(b))


def _skeleton(word: str) -> str:
    """Return `word` in lower case without accents and marks."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if c.isalnum() or c == " ")


def _edits(one: str, other: str) -> int:
    """Return how many letters must be put in, left out or changed to make one word of the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one[:40], start=1):
        last, row[0] = row[0], i
        for j, b in enumerate(other[:40], start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[min(len(other), 40)]
