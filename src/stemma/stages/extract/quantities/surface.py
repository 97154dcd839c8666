"""Harm read from the words beside a counted group, where the tree is silent or wrong: "14 killed", "wounding 22", "were feared drowned"."""

from __future__ import annotations

from spacy.tokens import Doc

from stemma.stages.extract.quantities.harms import harm_words

_PASSED = frozenset(
    "were was are is be been being have has had still also later then reportedly feared reported confirmed believed presumed found pronounced declared to as now already "
    "said thought known initially critically seriously severely slightly badly gravely fatally reported all both each remained remain left listed reportedly again so far".split()
)
_TO_DEATH = frozenset(
    "burned burnt stabbed beaten crushed hacked trampled stoned starved choked shot gunned clubbed tortured bludgeoned mauled".split()
)
_FIGHTERS = frozenset("soldiers fighters troops servicemen soldier fighter martyrs rebels guerrillas".split())
_TAKEN = frozenset("taken rushed brought airlifted admitted transported transferred sent".split())
_PASSIVE = frozenset(
    {
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "being",
        "got",
        "'s",
        "'re",
        "feared",
        "reported",
        "confirmed",
        "believed",
    }
)
_LINKS = frozenset({"of", "from", "in", "at", "on", "aboard", "near", "inside"})
_BREAKS = frozenset(
    {";", ":", "(", ")", '"', "“", "”", "—", "–", "but", "while", "when", "after", "as", "because", "who", "whose"}
)
_INSERTED = frozenset(
    "including among aged all most many some mostly mainly among half several one two three four five six seven eight nine ten".split()
)
_LONGEST = 16


def harm_after(doc: Doc, start: int, end: int) -> str | None:
    """Return the harm that the words from `start` on tell of the group before them; "" where they tell that it does harm; None where nothing.

    Args:
        doc: The parsed copy.
        start: First token after the group.
        end: End of the sentence.
    """
    position, helped = start, False
    limit = min(end, start + _LONGEST)
    while position < limit:
        token = doc[position]
        word = token.lower_
        if word == "," and position + 1 < limit:
            after = _past_insertion(doc, position, end)
            if after is None:
                return None
            position, limit = after, min(end, after + _LONGEST)
            continue
        if word in _BREAKS or (token.is_punct and word not in ("-",)):
            return None
        kind = _told(doc, position, end, helped=helped)
        if kind is not None:
            return kind
        if word in ("not", "n't", "never"):
            return None
        if word in _PASSED or token.pos_ in ("ADV", "AUX"):
            helped = helped or word in _PASSIVE
            position += 1
            continue
        if word in _LINKS and not helped:
            position = _past_phrase(doc, position, end)
            continue
        return None
    return None


def _past_insertion(doc: Doc, comma: int, end: int) -> int | None:
    """Step over ", including 2,300 children," and the like; None where the comma ends the clause."""
    word = doc[comma + 1].lower_
    if word not in _INSERTED and not doc[comma + 1].like_num:
        return None
    for position in range(comma + 2, min(end, comma + 14)):
        if doc[position].text == ",":
            return position + 1
    return None


def _past_phrase(doc: Doc, link: int, end: int) -> int:
    position = link + 1
    while position < min(end, link + 8) and doc[position].pos_ in (
        "DET",
        "ADJ",
        "NOUN",
        "PROPN",
        "NUM",
        "PRON",
        "ADP",
        "PUNCT",
    ):
        if doc[position].text in (",", ";", ":", "."):
            break
        position += 1
    return max(position, link + 1)


def _told(doc: Doc, position: int, end: int, *, helped: bool) -> str | None:
    """The harm that a verb or state at `position` tells; "" where it tells that there is none; None where it tells nothing."""
    ahead = [doc[i].lower_ for i in range(position + 1, min(end, position + 7))]
    word = doc[position].lower_
    if word in _TO_DEATH and (
        ahead[:2] == ["to", "death"] or ahead[:1] == ["dead"] or (word in ("shot", "gunned") and ahead[:1] == ["down"])
    ):
        return "killed" if helped or _no_object(doc, position + 2, end) else ""
    for words, needs_help, ahead_words, kind in _TURNS:
        if word in words and (helped or not needs_help) and (not ahead_words or ahead_words & set(ahead[:5])):
            return kind
    if word == "shot":
        return "injured" if helped else ""
    if word == "fell" and any(doc[i].lower_ in _FIGHTERS for i in range(max(0, position - 7), position)):
        return "killed"
    return _from_table(doc, position, end, helped=helped)


_HOSPITAL = frozenset({"hospital", "hospitals", "hospitalised", "hospitalized", "clinic"})
# Turns of phrase: words, whether a passive auxiliary must stand before, words of which one must follow, harm.
_TURNS: tuple[tuple[frozenset[str], bool, frozenset[str], str], ...] = (
    (_TAKEN, True, _HOSPITAL, "injured"),
    (_TAKEN, True, frozenset({"custody"}), "detained"),
    (frozenset({"treated", "hospitalised", "hospitalized"}), True, frozenset(), "injured"),
    (frozenset({"held"}), True, frozenset(), "detained"),
    (frozenset({"in"}), False, frozenset({"custody"}), "detained"),
    (frozenset({"behind"}), False, frozenset({"bars"}), "detained"),
    (frozenset({"lost", "their"}), False, frozenset({"life", "lives"}), "killed"),
    (frozenset({"inhaled"}), False, frozenset({"smoke"}), "injured"),
    (frozenset({"living", "sheltering", "live"}), False, frozenset({"tents", "camps", "tent", "camp"}), "displaced"),
    (frozenset({"forced", "driven"}), True, frozenset({"from", "out"}), "displaced"),
    (frozenset({"without"}), False, frozenset({"roof", "home", "homes"}), "displaced"),
    (frozenset({"made"}), False, frozenset({"homeless"}), "displaced"),
    (frozenset({"unaccounted"}), False, frozenset({"for"}), "missing"),
    (frozenset({"looked", "searched"}), True, frozenset({"for"}), "missing"),
    (frozenset({"rounded"}), True, frozenset({"up"}), "detained"),
    (frozenset({"beaten", "trampled"}), True, frozenset(), "injured"),
)


def _from_table(doc: Doc, position: int, end: int, *, helped: bool) -> str | None:
    table, token = harm_words(), doc[position]
    lemma, word = token.lemma_.lower(), token.lower_
    if lemma == "flee" or word == "fled":
        return "displaced" if set(doc[i].lower_ for i in range(position, min(end, position + 12))) & _HOMES else ""
    kind = table.get((lemma, "suffers")) or table.get((_base(word), "suffers"))
    if kind and word != "hurt":
        return kind
    kind = table.get((word, "state")) or table.get((lemma, "acts")) or table.get((_base(word), "acts"))
    if kind is None:
        return None
    if token.i == position and word in ("kia", "wia", "mia"):
        return kind
    if helped or ((word, "state") in table and word in ("dead", "missing", "homeless", "hurt")):
        return kind
    return kind if word.endswith(("ed", "en", "ain")) and _no_object(doc, position + 1, end) else ""


_HOMES = frozenset(
    "home homes fighting violence country village villages town towns city region war clashes across border houses".split()
)


def _base(word: str) -> str:
    for ending, base in (("ied", "y"), ("ed", ""), ("ed", "e"), ("d", "e")):
        if word.endswith(ending) and (
            (word[: -len(ending)] + base, "acts") in harm_words()
            or (word[: -len(ending)] + base, "suffers") in harm_words()
        ):
            return word[: -len(ending)] + base
    return word


def _no_object(doc: Doc, position: int, end: int) -> bool:
    """Tell whether no object follows, so that the verb is a participle of the group before it ("12 killed in", not "rebels killed 12")."""
    if position >= end:
        return True
    token = doc[position]
    return token.pos_ not in ("DET", "NUM", "NOUN", "PROPN", "PRON", "ADJ") or token.lower_ in (
        "last",
        "many",
        "most",
        "dead",
        "one",
        "some",
        "all",
    )


def harm_before(doc: Doc, start: int, floor: int) -> str | None:
    """Return the harm that an active verb right before a counted group does to it: "killed 14 people", "shot dead two engineers"."""
    position = start - 1
    while position >= floor and doc[position].lower_ in (
        "the",
        "another",
        "a",
        "further",
        "all",
        "some",
        "as",
        "only",
        "just",
        "up",
        "to",
        "also",
        "least",
        "at",
    ):
        position -= 1
    if position < floor:
        return None
    table, token = harm_words(), doc[position]
    lemma = token.lemma_.lower()
    if (
        token.lower_ in ("dead", "down")
        and position > floor
        and doc[position - 1].lemma_.lower() in ("shoot", "gun", "shot")
    ):
        return None if _is_passive(doc, position - 1, floor) else "killed"
    if token.pos_ not in ("VERB", "NOUN", "ADJ") or _is_passive(doc, position, floor):
        return None
    if lemma == "shoot":
        return "injured"
    if lemma in ("drive", "force") and any(
        doc[i].lower_ in ("out", "from") for i in range(start, min(len(doc), start + 8))
    ):
        return "displaced"
    if lemma == "lose" and any(
        doc[i].lower_ in _FIGHTERS or doc[i].lower_ == "men" for i in range(start, min(len(doc), start + 4))
    ):
        return "killed"
    kind = table.get((lemma, "acts"))
    return (
        kind
        if kind
        and (token.pos_ == "VERB" or token.tag_.startswith("V") or token.lower_ in ("kills", "injures", "wounds"))
        else None
    )


def _is_passive(doc: Doc, position: int, floor: int) -> bool:
    return any(
        doc[i].lower_ in ("was", "were", "been", "being", "is", "are", "be", "get", "got")
        for i in range(max(floor, position - 3), position)
    )
