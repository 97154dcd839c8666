"""Whom "he", "she", "they" and "it" stand for where they speak: most likely whoever spoke last."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.lang.names import given_gender, title_words
from stemma.model.statement import Count, Source
from stemma.stages.extract.statements.typed import Mentions, Typed

_GENDERS = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m"}
_PLURAL = frozenset({"they", "them", "their"})
#: Kinds of which one says "it".
_NO_THEY = frozenset({"document", "outlet", "agency", "unknown"})
#: Sentences over which a speaker is remembered.
_REACH = 5


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who has spoken: what he or she is, "m", "f" or "", and in which sentence."""

    typed: Typed
    gender: str
    sentence: int


class Voices:
    """The speakers of an article so far.

    Args:
        mentions: The article's mentions, for names and titles.
    """

    def __init__(self, mentions: Mentions) -> None:
        self._mentions = mentions
        self._spoken: list[Voice] = []

    def add(self, typed: Typed, sentence: int, *, pronoun: str) -> None:
        """Remember a speaker; of one met by a pronoun, the pronoun's gender."""
        self._spoken.append(Voice(typed, _GENDERS.get(pronoun) or self.gender_of(typed), sentence))

    def add_several(self, source: Source, sentence: int) -> None:
        """Remember speakers who were named together: "they" may be all of them."""
        count = source.count if source.count.low is not None else Count(len(source.parts), None)
        kinds = {part.kind for part in source.parts}
        kind = kinds.pop() if len(kinds) == 1 else "unknown"
        self._spoken.append(Voice(Typed(kind, source.anonymous, count, source.nationality, None, "they"), "", sentence))

    def behind(self, pronoun: str, sentence: int) -> Typed | None:
        """Return the last speaker for whom a pronoun can stand, or None."""
        for voice in reversed(self._spoken):
            if sentence - voice.sentence > _REACH:
                return None
            if self._fits(voice, pronoun):
                return voice.typed
        return None

    def _fits(self, voice: Voice, pronoun: str) -> bool:
        typed = voice.typed
        person = typed.anonymous or typed.kind == "person"
        if pronoun == "it":
            return not person and typed.head != "it"
        if pronoun in _PLURAL:
            several = typed.count.low is not None and (typed.count.high is None or typed.count.high > 1)
            return several or (not person and typed.kind not in _NO_THEY)
        gender = _GENDERS.get(pronoun, "")
        one = not typed.anonymous or typed.count.high == 1
        return person and one and not (gender and voice.gender and gender != voice.gender)

    def gender_of(self, typed: Typed) -> str:
        """Return "m", "f" or "" as the name or title of a person tells."""
        mention = self._mentions.by_id.get(typed.named or "")
        if mention is None:
            return ""
        for word in (mention.title or "").split():
            known = title_words().get(word.lower().rstrip("."))
            if known is not None and known.gender:
                return known.gender
        words = self._mentions.tree.text.words(mention.span).split()
        return given_gender().get(words[0].lower(), "") if len(words) > 1 else ""
