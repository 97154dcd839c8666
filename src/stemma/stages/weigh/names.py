"""One bearer spelled in several ways: a translation's or transliteration's variants, shown for every telling."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from stemma.lang.countries import country_of
from stemma.model.claim import Disagreement
from stemma.model.extracted import Extracted
from stemma.model.ids import content_id
from stemma.model.lineage import Story
from stemma.model.span import Reason, Span
from stemma.model.words import Entity, EntityKind, MentionForm
from stemma.stages.weigh.unread_names import find_unread_names, first_whole
from stemma.stages.weigh.values import Told, Weighed, make_values
from stemma.text.skeleton import bones

_SHORTEST = 4
_FULL = 2
_MOST_EDITS = 2
_ALONE_SHORTEST = 7
_LARGEST_SHARE = 0.3
_SHARE_BESIDE_SAME, _SHARE_BESIDE_SHORT = 0.4, 0.2
_TELLING = 5
_START = 3
_MOST_HOLDERS = 60
_SWAPPED = (
    ("tsch", "ch"),
    ("tch", "ch"),
    ("sch", "sh"),
    ("zh", "sh"),
    ("j", "y"),
    ("z", "s"),
    ("ph", "f"),
    ("ck", "k"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("ou", "u"),
    ("oe", "o"),
    ("ue", "u"),
    ("ae", "a"),
)
_BRITISH = (
    ("ence", "ense"),
    ("our", "or"),
    ("tre", "ter"),
    ("ise", "ize"),
    ("isation", "ization"),
    ("yse", "yze"),
    ("ogue", "og"),
    ("lling", "ling"),
    ("lled", "led"),
    ("ller", "ler"),
)
_ARTICLES = frozenset({"al", "el", "the", "ul", "ad", "as"})
_ENDINGS = frozenset({"s", "es", "n", "an", "ians", "ish", "ist", "ists", "ic", "ism", "y", "ies", "ii"})
_NATIONS = frozenset({EntityKind.COUNTRY, EntityKind.GOVERNMENT})
Spellings = dict[str, dict[str, Span]]


def find_name_variants(story: Story, weighed: Weighed, entities: Sequence[Entity]) -> Iterator[Disagreement]:
    """Give the names that tellings spell differently: those of one entity, and those of two that only a spelling keeps apart.

    Args:
        story: The story; weighed: its records; entities: entities that its mentions denote.
    """
    named = [(e, _spellings(e, weighed.tellings)) for e in entities if e.kind not in _NATIONS]
    told = [(entity.id, spelled) for entity, spelled in named if spelled]
    groups = [group for _, spelled in told for group in _variants(spelled)]
    places = _all_places([spelled for _, spelled in told])
    unread = [{name: {article: span}} for name, article, span in find_unread_names(weighed.tellings)]
    for one, other in _near_pairs([*(spelled for _, spelled in told), *unread]):
        groups += _across(one, other)
    seen: set[frozenset[str]] = set()
    for group in sorted(groups, key=lambda g: -sum(len(name) for name in g)):
        words = frozenset(_skeleton(word) for name in group for word in name.split())
        if any((len(words & known) >= len(words) - 1 and len(words & known) > 1) or words <= known for known in seen):
            continue  # "Kamuendo / Kamwendo" where "Linda Kamuendo / Linda Kamwendo" is told already
        seen.add(words)
        items = list(_shown({name: places.get(name, {}) | group[name] for name in group}, weighed))
        if len({item.value for item in items}) < 2:
            continue
        yield Disagreement(
            id=content_id("dis", story.id, "name", sorted(group)),
            story=story.id,
            claims=(),
            slot="name",
            type="variant",
            values=make_values(items, weighed),
            reasons=(Reason("spelled differently", " / ".join(sorted(group)), None, ()),),
        )


def _all_places(told: Sequence[Spellings]) -> Spellings:
    """Return full name → where each article first has it, whoever linking took its bearer for; a short word alone may be another's name."""
    places: Spellings = {}
    for spelled in told:
        for name, at in spelled.items():
            if " " in name or len(name) >= _ALONE_SHORTEST:
                places[name] = at | places.get(name, {})
    return places


def _shown(group: Spellings, weighed: Weighed) -> Iterator[Told]:
    """Give each spelling where its telling first has it in full ("Tomasz Bielak" for "Bielak"), before headlines."""
    for name, places in group.items():
        for article, span in places.items():
            whole = first_whole(name, weighed.tellings[article]) or span
            yield Told(_unowned(weighed.words(whole)), article, whole)


def _near_pairs(told: Sequence[Spellings]) -> Iterator[tuple[Spellings, Spellings]]:
    """Give the pairs of bearers that may be one: some word of their names sounds alike or starts with the same letters."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, spelled in enumerate(told):
        for key in sorted({key for name in spelled for key in _keys(name)}):
            holders[key].append(number)
    pairs = {pair for mine in holders.values() if len(mine) <= _MOST_HOLDERS for pair in combinations(mine, 2)}
    yield from ((told[one], told[other]) for one, other in sorted(pairs))


def _keys(name: str) -> Iterator[str]:
    """Give what names that only a spelling keeps apart share: how a word sounds or starts, or the initials of the whole."""
    words = _words(name)
    yield from filter(None, (key for word in words for key in (*_heard(word), _skeleton(word)[:_START])))
    if len(words) > 1:
        yield " ".join(_skeleton(word)[:1] for word in words)


def _spellings(entity: Entity, tellings: Mapping[str, Extracted]) -> Spellings:
    """Return each way in which the story's articles write the name, with the first place in each article."""
    found: Spellings = {}
    for member in sorted(entity.mentions, key=lambda m: m.span):
        if member.form is MentionForm.NAME and member.span.article in tellings:
            words = _unowned(
                " ".join(tellings[member.span.article].text_of(member.span.start, member.span.end).split())
            )
            known = country_of(words)
            of_people = known is not None and known.kind == "people"  # "Turkish" is no spelling of "Türkiye"
            if not words.isupper() and not of_people:
                found.setdefault(words, {}).setdefault(member.span.article, member.span)
    return found


def _unowned(words: str) -> str:
    """Return a name without the "'s" of what it owns."""
    return words[:-2] if words[-2:] in ("'s", "’s") else words


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
    """Tell whether two names have the same number of words and differ in the spelling of some of them, sounding alike."""
    left, right = _words(one), _words(other)
    if len(left) != len(right) or one.casefold() == other.casefold():
        return False
    if _skeleton(one) == _skeleton(other):
        return " " in one and _accented(one) != _accented(other)  # a place has its usual spellings, Bogota and Bogotá
    if sorted(map(_skeleton, left)) == sorted(map(_skeleton, right)):
        return [_skeleton(word) for word in left] != [_skeleton(word) for word in right]  # "Davaa Tumurbat"
    changed = [(a, b) for a, b in zip(left, right, strict=True) if _skeleton(a) != _skeleton(b)]
    if any(_is_common_spelling(a, b) for a, b in changed):
        return False
    if len(changed) == len(left):
        if len(left) == 1:
            return _near(*changed[0], _LARGEST_SHARE)
        return _all_respelled(changed)
    kept = max(len(_skeleton(a)) for a, b in zip(left, right, strict=True) if _skeleton(a) == _skeleton(b))
    share = _SHARE_BESIDE_SAME if kept >= _TELLING else _SHARE_BESIDE_SHORT  # many people are called Kim
    return bool(changed) and all(_near(a, b, share) or _sound_alike(a, b) for a, b in changed)


def _all_respelled(changed: Sequence[tuple[str, str]]) -> bool:
    """Tell whether every word of a name is respelled and yet the whole hardly differs ("Lkhagvaa Enkhtuya" / "Lhagva Enhtuya")."""
    if not all(_sound_alike(a, b) or _near(a, b, _LARGEST_SHARE) for a, b in changed):
        return False
    edits = sum(_edits(_sounds(a), _sounds(b)) for a, b in changed)
    letters = sum(max(len(_sounds(a)), len(_sounds(b))) for a, b in changed)
    return all(_sound_alike(a, b) for a, b in changed) or edits <= _SHARE_BESIDE_SHORT * letters


@lru_cache(maxsize=65_536)
def _words(name: str) -> tuple[str, ...]:
    """Return the words that a spelling may differ in: hyphens open, articles aside, the order that "of" turns round put right."""
    words = [word for word in name.replace("-", " ").split() if word.casefold() not in _ARTICLES]
    if "of" in words:
        at = words.index("of")
        words = words[at + 1 :] + words[:at]
    if len(words) > _FULL and (country_of(words[0]) is not None or (words[0].isupper() and not words[1].isupper())):
        words = words[1:]  # "the team of Belgium KV Terhuk", "the union SURT Dushan Pregel"
    return tuple(words)


def _accented(name: str) -> str:
    """Return `name` in small letters alone, accents kept."""
    return "".join(c for c in unicodedata.normalize("NFC", name.casefold()) if c.isalpha())


def _is_common_spelling(one: str, other: str) -> bool:
    """Tell whether two spellings are British and American English, or forms of one word, which nobody takes for two names."""
    a, b = sorted((_skeleton(one), _skeleton(other)), key=len)
    respelled = any(a.replace(x, y) == b or b.replace(x, y) == a for x, y in _BRITISH)
    return respelled or (len(b) > len(a) and b.startswith(a[:-1]) and b[len(a) - 1 :] in _ENDINGS)


def _near(one: str, other: str, share: float) -> bool:
    a, b = _sounds(one), _sounds(other)
    if (
        min(len(a), len(b)) < _SHORTEST
        or (a[0] != b[0] and a[-1] != b[-1])
        or (a != b and (a.startswith(b) or b.startswith(a)))
    ):
        return False
    edits = _edits(a, b)
    return edits <= _MOST_EDITS and edits <= share * max(len(a), len(b))


def _sound_alike(one: str, other: str) -> bool:
    """Tell whether two words of a name have the same consonants, sounds that transliterations confuse counting as one."""
    return any(a == b and len(a) > 1 for a, b in zip(_heard(one), _heard(other), strict=True))


@lru_cache(maxsize=65_536)
def _heard(word: str) -> tuple[str, str]:
    """Return the consonants of a word read as English and, with j for the first sound of "yes", as German or Slavic (Jamtschun, Yamchun)."""
    return bones(word), bones(word.casefold().replace("j", "y"))


@lru_cache(maxsize=65_536)
def _sounds(word: str) -> str:
    """Return a word's letters with those that transliterations swap written alike (Joseph and Yosef)."""
    plain = _skeleton(word)
    for printed, sound in _SWAPPED:
        plain = plain.replace(printed, sound)
    return plain


@lru_cache(maxsize=65_536)
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
