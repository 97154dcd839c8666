"""A claim in somebody's own words held against what the tellings of a story say.

Support is given only where a clause tells the same act, nobody's part in it is exchanged or another's, polarity and status agree, and every
name, figure, time, speaker and content word of the question is met. All else is near at best: a headline that merely looks alike
confirms nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.model.claim import Claim
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.words import Entity, EntityMention, MentionForm
from stemma.settings import ClaimsSettings
from stemma.stages.claims.agreement import act_met, less_certain, opposite_said, turned_beside
from stemma.stages.claims.asked import Asked, Name, read_asked
from stemma.stages.claims.meeting import (
    is_sum,
    meets_name,
    meets_phrase,
    meets_word,
    opposed,
    rival_figures,
    takes_up,
    times_met,
    unmet_figures,
)
from stemma.stages.claims.pairs import compare_with
from stemma.stages.claims.parts import Parts, compare_parts, is_carried, leaves_open, rival_name
from stemma.stages.claims.passages import Passage, StoryWords, siblings_of
from stemma.stages.claims.units import gather_units
from stemma.text.readable import OPEN_FIGURE
from stemma.text.stems import stem

SUPPORTED, CONTRADICTED, NEAR, NONE = "supported", "contradicted", "near", "none"
_ALIKE, _SURE = 0.35, 0.4
_FAINT = 0.15
_NEAR = 0.45
_MOST_MET = 0.5
_LEAST_MET = 0.34
_NEARLY_ALL = 0.6
_LEAST_SHARED = 2
_LEAST_SHARE = 0.4
_RANK = {SUPPORTED: 0, CONTRADICTED: 1, NEAR: 2}


@dataclass(frozen=True, slots=True)
class Match:
    """One passage that bears on the question.

    Attributes:
        verdict: "supported", "contradicted" or "near".
        claim: Id of the claim that the passage tells; None where it tells none.
        span: The passage; probability: that it tells the same as the question.
        why: What was missing or clashed; empty for support.
        tellers: Articles that have a passage of the same verdict in the same claim.
    """

    verdict: str
    claim: str | None
    span: Span
    probability: float
    why: tuple[str, ...] = ()
    tellers: frozenset[str] = frozenset()

    def told_so(self, claim: Claim) -> Claim:
        """Return the claim as far as it is told as asked.

        Where its tellings differ in a figure, those that give the asked one are left, and the origins they come from.
        """
        weighed = claim.corroboration
        if self.verdict != SUPPORTED or OPEN_FIGURE not in claim.text or weighed is None:
            return claim
        tellings = tuple(telling for telling in claim.tellings if telling.article in self.tellers)
        left_out = {item.article: item.reason for item in weighed.not_counted if item.article in self.tellers}
        count = max(1, len({telling.article for telling in tellings} - left_out.keys()))
        open_still = sum(reason == "not established" for reason in left_out.values())
        return replace(
            claim,
            tellings=tellings,
            corroboration=replace(
                weighed, count=min(count, weighed.count), at_most=min(count + open_still, weighed.at_most)
            ),
        )


def check_story(
    question: Extracted,
    tellings: Sequence[Extracted],
    claims: Sequence[Claim],
    entities: Sequence[Entity],
    settings: ClaimsSettings,
) -> list[Match]:
    """Return the passages of one story that bear on the question, the surest first; none where it shares too little with the story.

    Args:
        question: The question, extracted like an article.
        tellings: The story's articles; claims: its claims; entities: entities that its mentions denote.
        settings: Cuts of this stage.
    """
    if not question.propositions or not touches(question, tellings):
        return []
    bound = _with_question(entities, question, tellings)
    units = gather_units([*tellings, question], bound)
    home = {proposition: claim.id for claim in claims for proposition in claim.propositions}
    asked = read_asked(question, [unit for unit in units.items if unit.telling == len(tellings)])
    entity_of = {member.mention: entity.id for entity in bound for member in entity.mentions}
    words = StoryWords(tellings, units, entity_of, siblings_of(units, claims))
    found: dict[str, Match] = {}
    tellers: dict[str, set[str]] = {}
    for pair in compare_with(units, asked.unit.number):
        other = units.items[pair.left if pair.right == asked.unit.number else pair.right]
        match = _judge(asked, words.passage(other), words, pair.probability, home.get(other.proposition.id))
        if match is not None:
            key = f"{match.verdict} {match.claim or match.span}"
            tellers.setdefault(key, set()).add(match.span.article)
            if key not in found or found[key].probability < match.probability:
                found[key] = match
    return sorted((replace(match, tellers=frozenset(tellers[key])) for key, match in found.items()), key=in_order)


def in_order(match: Match) -> tuple[int, float, Span]:
    """Return what passages are sorted by: those that tell it before those that contradict it before those that are near, the surest first."""
    return _RANK[match.verdict], -match.probability, match.span


def verdict_of(matches: Sequence[Match]) -> str:
    """Return what the matches say together: supported before contradicted before near, none where there are none."""
    return min((match.verdict for match in matches), key=lambda verdict: _RANK[verdict], default=NONE)


def touches(question: Extracted, tellings: Sequence[Extracted]) -> bool:
    """Tell whether a story shares enough words with a question for any of its passages to bear on it; needs no vectors."""
    asked = {stem(term) for p in question.propositions for term in p.terms}
    told = {stem(term) for telling in tellings for p in telling.propositions for term in p.terms}
    return len(asked & told) >= max(min(_LEAST_SHARED, len(asked)), _LEAST_SHARE * len(asked))


def _with_question(entities: Sequence[Entity], question: Extracted, tellings: Sequence[Extracted]) -> list[Entity]:
    """Bind the names of the question to the story's entities: the same name, or the only one that has its words."""
    bound: dict[str, list[EntityMention]] = {}
    for mention in question.mentions:
        words = frozenset(question.text_of(mention.span.start, mention.span.end).casefold().split())
        fitting = [e for e in entities if any(words <= frozenset(n.text.casefold().split()) for n in e.names)]
        exact = [e for e in fitting if any(words == frozenset(n.text.casefold().split()) for n in e.names)]
        for entity in (exact or fitting)[:1]:
            bound.setdefault(entity.id, []).append(EntityMention(mention.id, mention.span, MentionForm.NAME))
    return [
        replace(entity, mentions=(*entity.mentions, *bound[entity.id])) if entity.id in bound else entity
        for entity in entities
    ]


@dataclass(frozen=True, slots=True)
class _Held:
    """How a question stands against one passage."""

    act: bool
    parts: Parts
    missing: tuple[str, ...]
    figures: tuple[float, ...]
    times: tuple[bool, bool]
    turned: bool
    weaker: bool
    share: float

    @property
    def why(self) -> tuple[str, ...]:
        """What speaks against support, in words."""
        said = [] if self.act else ["another act"]
        said += ["the opposite is said"] if self.turned else []
        said += ["not said to have happened"] if self.weaker else []
        said += ["the parts are exchanged"] if self.parts.swapped else []
        said += [f"another part than {head}" for head in self.parts.others]
        said += [f"says nothing of {word}" for word in self.missing]
        said += [f"another figure than {value:g}" for value in self.figures]
        said += [] if self.times[0] else ["another time" if self.times[1] else "no such time"]
        return tuple(said)


def _judge(asked: Asked, passage: Passage, words: StoryWords, probability: float, claim: str | None) -> Match | None:
    held = _hold(asked, passage, words)
    if probability < _FAINT or held.share < _LEAST_MET or (probability < _NEAR and held.share < _NEARLY_ALL):
        return None
    span, why = passage.unit.proposition.span, held.why
    if not why and probability >= _SURE:
        return Match(SUPPORTED, claim, span, probability)
    if _contradicts(asked, passage, held) and probability >= _ALIKE:
        return Match(CONTRADICTED, claim, span, probability, why)
    return Match(NEAR, claim, span, probability, why or ("not sure to tell the same",))


def _hold(asked: Asked, passage: Passage, words: StoryWords) -> _Held:
    missing = [w for w in sorted(asked.words - {asked.act}) if not _meets(w, asked, passage)]
    missing += [name.text for name in asked.names if not _meets_name(name, asked, passage)]
    if asked.said_by is not None and not _same_speaker(asked, passage):
        missing.append(asked.said_by.source.text)
    wanted = len(asked.words | {asked.act}) + len(asked.names)
    opposites = opposed(frozenset(missing) | {asked.act_phrase}, passage)
    act = act_met(asked, passage)
    return _Held(
        act=act or asked.act_phrase in opposites,
        parts=compare_parts(asked, passage),
        missing=tuple(missing),
        figures=tuple(unmet_figures(asked, passage)),
        times=times_met(asked, passage),
        turned=opposite_said(asked, passage, opposites) or turned_beside(asked, passage, words),
        weaker=less_certain(asked, passage),
        share=1 - (len(missing) + (not act)) / max(1, wanted),
    )


def _meets(word: str, asked: Asked, passage: Passage) -> bool:
    """Tell whether the passage has a word of the question, as near as a word of its weight must stand.

    Who and what takes part may be told by other tellings of the claim; how they are described must stand in the sentence itself.
    """
    heads = {stem(role.head) for role in asked.parts()}
    near = passage.claim if word in heads else passage.sentence
    if meets_word(word, near) or meets_phrase(word, asked, near) or takes_up(word, passage):
        return True
    if is_sum(word, passage):
        return True
    if word in passage.around.stems and leaves_open(word, asked, passage):
        return True
    return is_carried(word, asked, passage)


def _meets_name(name: Name, asked: Asked, passage: Passage) -> bool:
    if meets_name(name, passage.claim):
        return True
    return meets_name(name, passage.around) and not rival_name(name, asked, passage)


def _same_speaker(asked: Asked, passage: Passage) -> bool:
    """Tell whether the passage has it from the speaker whom the question names."""
    assert asked.said_by is not None
    told = {stem(word) for word in asked.said_by.source.text.split()} - {"the", "a", "an", "its", "his", "her", "their"}
    named = [name for name in asked.names if name.text in asked.said_by.source.text]
    if any(name.entity is not None and name.entity in passage.speakers.entities for name in named):
        return True
    return all(meets_word(word, passage.speakers) for word in told)


def _contradicts(asked: Asked, passage: Passage, held: _Held) -> bool:
    """Tell whether a passage tells the same act of the same parts otherwise: the opposite, another figure, another time."""
    if not held.act or held.parts.swapped or held.parts.others or held.weaker or held.share < _MOST_MET:
        return False
    if held.turned:
        return True
    if held.share < _NEARLY_ALL or len(held.missing) > 1:
        return False
    return bool(held.figures and rival_figures(asked, passage)) or (held.times[1] and not held.missing)
