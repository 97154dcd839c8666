"""What one side is said to deny and another telling tells: "denied this", "says that this is untrue", "denied that the dam had cracked".

A denial is its own claim; what it denies stands in its own words, or in the sentences before it. Both are shown with every telling that has them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.lang.kin import single_words
from stemma.model.claim import Disagreement
from stemma.model.ids import content_id
from stemma.model.lineage import Story
from stemma.model.span import Reason, Span
from stemma.model.words import Proposition, Sentence
from stemma.stages.weigh.hardening import claim_at
from stemma.stages.weigh.steps import Page
from stemma.stages.weigh.values import Told, Weighed, make_values
from stemma.text.stems import stem

_VERB = r"(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|disput(?:e|es|ed)|dismiss(?:es|ed)?|contest(?:s|ed)?|refut(?:e|es|ed)|rebut(?:s|ted)?|contradict(?:s|ed)?)"
_CHARGE = r"(?:accusations?|allegations?|charge|claims?|reproach(?:es)?|suggestions?|insinuations?|assertions?)"
_OF_BEFORE = re.compile(
    rf"\b{_VERB}\s+(?:both |all )?(?:(?:this|it)\b(?!\s+(?:had|has|was|is|were|would|did|could|will))|that\s*(?:[,.;:]|$))"
    r"|\b(?:this|that|it|which)\s+(?:is|was)\s+(?:untrue|false|not true|a lie|nonsense|invented)\b"
    r"|\bden(?:y|ies|ied) (?:that (?:he|she|it|they) (?:had )?)?(?:saying|said|doing|done) (?:so|this|that|it)\b",
    re.I,
)
_OF_CHARGE = re.compile(
    rf"\b{_VERB}\s+(?:both |all )?(?:the|this|that|these|those|such|his|her|their)\s+{_CHARGE}\b(?! that| of)"
    rf"|\b{_CHARGE} (?:is|was|are|were) (?:untrue|false|baseless|unfounded|groundless|nonsense)\b",
    re.I,
)
_CHARGING = re.compile(r"\b(?:accus|alleg|claim|charg|blam|reproach|fault)\w*\b", re.I)
_NOT_DENIED = re.compile(r"\b(?:not|never|cannot|neither|nor|nobody|n[’']t)\b(?:\W+\w+){0,3}\W*$", re.I)
_ASIDE = frozenset({"denial", "unverified", "no comment"})
_BACK = 2
_LEAST, _LEAST_BESIDE = 0.6, 0.75
_FEWEST, _FEWEST_BESIDE = 2, 3
_SAME = 0.5
_REVERSING = frozenset({"negation", "denial", "failure"})
_DENYING = frozenset({"deny", "reject", "dismiss", "dispute", "refute", "contest", "rebut"})
_REPORTS = frozenset(
    {"report", "rumour", "rumor", "claim", "allegation", "accusation", "suggestion", "reports", "rumours", "rumors"}
)
_SAYS_NOTHING = frozenset(
    {
        "be",
        "have",
        "do",
        "say",
        "tell",
        "get",
        "make",
        "take",
        "any",
        "thing",
        "anything",
        "deny",
        "social",
        "media",
        "network",
        "networks",
        "online",
    }
)
Clause = tuple[Page, Proposition, frozenset[str]]
Index = Mapping[str, Sequence[Clause]]


@dataclass(frozen=True, slots=True)
class Denial:
    """A sentence in which something is denied, and the clauses that tell it, each with its page."""

    page: Page
    sentence: Sentence
    span: Span
    told: tuple[tuple[Page, Proposition], ...]


def find_denials(story: Story, weighed: Weighed, known: Sequence[Disagreement]) -> Iterator[Disagreement]:
    """Give what is denied in one telling and told in another, one disagreement for each matter.

    Args:
        story: The story; weighed: its records; known: disagreements found otherwise, which are not told twice.
    """
    shown_already = [set(d.claims) for d in known if d.grade == "certain" and d.slot == "polarity"]
    index = _told_as_so(weighed)
    found = [denial for page in weighed.pages.values() for denial in _denials(page, index)]
    for group in _together(found, weighed):
        told = list(dict.fromkeys(_telling(group, weighed)))
        denied = [Told(weighed.words(d.span), d.page.id, d.span, claim_at(d.span, d.page, weighed.home)) for d in group]
        if len({t.article for t in (*told, *denied)}) < _FEWEST:
            continue  # one telling has both sides, and nobody else either
        claims = {t.claim for t in (*told, *denied) if t.claim is not None}
        if any(len(claims & pair) > 1 for pair in shown_already):
            continue
        values = make_values(sorted((*told, *denied), key=lambda t: (t.value, t.article, t.span)), weighed)
        shown = (group[0].span, told[0].span)
        yield Disagreement(
            id=content_id("dis", story.id, "denied", [(v.value, v.article) for v in values]),
            story=story.id,
            claims=tuple(sorted(claims)),
            slot="polarity",
            type="conflict",
            values=values,
            reasons=(Reason("denied", None, None, shown),),
        )


def _denials(page: Page, index: Index) -> Iterator[Denial]:
    for sentence in page.body:
        words = page.telling.text_of(sentence.span.start, sentence.span.end)
        before = _OF_BEFORE.search(words)
        charge = _OF_CHARGE.search(words) if before is None else None
        mark = before or charge
        if mark is not None and not _NOT_DENIED.search(words[: mark.start()]):
            back = _said_before(page, sentence) if before is not None else _charged_before(page, sentence)
            if back is not None:
                yield Denial(page, sentence, sentence.span, tuple((page, p) for p in back))
        for proposition in page.propositions.get(sentence.id, ()):
            denied = _denied_words(proposition)
            told = tuple(_told_elsewhere(denied, proposition.predicate, index)) if denied else ()
            if told:
                yield Denial(page, sentence, proposition.span, told)


def _said_before(page: Page, sentence: Sentence) -> list[Proposition] | None:
    """Return what somebody says in the nearest sentence before one, within two, that is no denial itself."""
    for back in range(1, _BACK + 1):
        near = page.before(sentence, back)
        if near is None:
            return None
        if not _ASIDE & page.caveats.get(near.id, {}).keys():
            return _contents(page, near)
    return None


def _charged_before(page: Page, sentence: Sentence) -> list[Proposition] | None:
    """Return what is charged in the sentence before one, if it has a word of charging."""
    near = page.before(sentence)
    if near is None or "denial" in page.caveats.get(near.id, {}):
        return None
    words = page.words(near)
    return _contents(page, near) if _CHARGING.search(words) and not words.endswith("?") else None


def _contents(page: Page, sentence: Sentence) -> list[Proposition] | None:
    """Return the fullest clause of what somebody says in a sentence; where nobody says anything, of the sentence."""
    all_ = [p for p in page.propositions.get(sentence.id, ()) if p.sound and not _is_reversed(p)]
    said = [p for p in all_ if p.statement is not None]
    return [max(said or all_, key=lambda p: (len(p.terms), p.span.start))] if all_ else None


def _denied_words(proposition: Proposition) -> tuple[str, ...]:
    """Return the words of what a clause tells as denied: its own under "denied that", those behind the noun in "denied reports that the dam had cracked"."""
    kinds = [governor.kind for governor in proposition.governors]
    turned = sum(kind in _REVERSING for kind in kinds) % 2 == 1
    if turned and "denial" in kinds:
        return proposition.terms
    if turned or proposition.predicate not in _DENYING:
        return ()
    heads = [role.head for role in proposition.roles if role.name == "A1" and role.head in _REPORTS]
    at = next((n for n, term in enumerate(proposition.terms) if term in heads), len(proposition.terms))
    return proposition.terms[at + 1 :]


def _told_as_so(weighed: Weighed) -> Index:
    """Return stem → the clauses that tell something as so and have it, over all tellings."""
    found: defaultdict[str, list[Clause]] = defaultdict(list)
    for page in weighed.pages.values():
        for sentence in page.body:
            if "denial" in page.caveats.get(sentence.id, {}):
                continue
            for proposition in page.propositions.get(sentence.id, ()):
                if proposition.sound and not _is_reversed(proposition):
                    stems = frozenset(stem(term) for term in proposition.terms)
                    for word in sorted(stems):
                        found[word].append((page, proposition, stems))
    return found


def _told_elsewhere(denied: Sequence[str], act: str, index: Index) -> Iterator[tuple[Page, Proposition]]:
    """Give the clauses that have the act and most words of what is denied, as they are or in words that tell the same."""
    mine = {stem(term): term[0].isupper() for term in denied if term.isalpha() and term not in _SAYS_NOTHING}
    alike = {word: {word} | single_words(word) for word in mine}
    acts = alike.get(stem(act), set())
    fewest, least = (_FEWEST, _LEAST) if acts else (_FEWEST_BESIDE, _LEAST_BESIDE)
    near = {
        p.id: (page, p, stems)
        for word in sorted(acts or {w for ws in alike.values() for w in ws})
        for page, p, stems in index.get(word, ())
    }
    for page, proposition, theirs in near.values():
        met = [word for word in mine if alike[word] & theirs]
        words = sum(not mine[word] for word in met) + any(mine[word] for word in met)  # however long a name, it is one
        if words >= fewest and len(met) >= least * len(mine):
            yield page, proposition


def _is_reversed(proposition: Proposition) -> bool:
    return any(governor.kind in _REVERSING for governor in proposition.governors)


def _together(denials: Sequence[Denial], weighed: Weighed) -> list[list[Denial]]:
    """Return denials of one matter together: those that share a claim that is denied, or tell the same."""
    groups: list[tuple[set[str], list[Denial]]] = []
    for denial in denials:
        keys = {weighed.home[p.id].id for _, p in denial.told if p.id in weighed.home}
        alike = {s for s, score in weighed.alike.get(denial.sentence.id, {}).items() if score >= _SAME}
        keys |= {denial.sentence.id, *alike}
        mine = [group for group in groups if group[0] & keys]
        merged = (keys.union(*(group[0] for group in mine)), [d for group in mine for d in group[1]] + [denial])
        groups = [group for group in groups if group not in mine] + [merged]
    return [group for _, group in groups]


def _telling(group: Sequence[Denial], weighed: Weighed) -> Iterator[Told]:
    """Give every telling of what is denied: the clauses themselves, and those of the claims that they tell."""
    for denial in group:
        for page, proposition in denial.told:
            claim = weighed.home.get(proposition.id)
            if claim is None:
                yield Told(weighed.words(proposition.span), page.id, proposition.span)
                continue
            for telling in (t for t in claim.tellings if t.sure or t.article == page.id):
                yield from (Told(weighed.words(span), telling.article, span, claim.id) for span in telling.spans[:1])
