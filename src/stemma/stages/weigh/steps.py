"""Steps of descent, each with what the parent tells beside what the child makes of it.

Where the parent is unseen, its children stand for it: what one of them kept, the parent had, and another dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from stemma.lang.caveats import find_caveats
from stemma.lang.elsewhere import HARMS
from stemma.model.article import BlockKind
from stemma.model.claim import Claim
from stemma.model.extracted import Extracted
from stemma.model.lineage import Alignment, Relation, Stemma
from stemma.model.span import Span
from stemma.model.statement import Statement
from stemma.model.words import Proposition, Sentence
from stemma.text.stems import stem

_MOST_SIBLINGS = 12
_TELLS_SAME = 0.45
_IN_ONE_CLAIM = 0.5
_FEWEST_IF_SEEN = 1
_FEWEST_RETOLD, _LEAST_RETOLD = 3, 0.25
_FEWEST_WORDS, _HALF = 3, 0.5
_FEWEST_RARE = 3
_WORD_FOR_WORD = 0.9
_MANY_DIGITS = 100
_ROUND = 50
Likenesses = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Page:
    """One telling, its records by sentence.

    Attributes:
        body: Its body sentences in order.
        propositions, statements: Sentence id → what stands in it.
        caveats: Sentence id → kind of caveat → where it stands.
        figures: Sentence id → (kind, value) of the figures in it that are telling enough to know it by.
        stems: Sentence id → its content words reduced to their stems; rare: those of them that stand in no other sentence of the body.
    """

    telling: Extracted
    body: tuple[Sentence, ...]
    propositions: Mapping[str, tuple[Proposition, ...]]
    statements: Mapping[str, tuple[Statement, ...]]
    caveats: Mapping[str, Mapping[str, Span]]
    figures: Mapping[str, frozenset[tuple[str, float]]]
    stems: Mapping[str, frozenset[str]]
    rare: Mapping[str, frozenset[str]]

    @property
    def id(self) -> str:
        """The article's id."""
        return self.telling.article.id

    def before(self, sentence: Sentence, count: int = 1) -> Sentence | None:
        """Return the body sentence `count` before `sentence`, or after it where negative."""
        at = self.body.index(sentence) - count if sentence in self.body else -1
        return self.body[at] if 0 <= at < len(self.body) else None

    def words(self, sentence: Sentence) -> str:
        """Return the sentence on one line."""
        return " ".join(self.telling.text_of(sentence.span.start, sentence.span.end).split())


@dataclass(frozen=True, slots=True)
class Step:
    """One step of descent: `above` has what the parent (its node id) had, `below` is the child in hand.

    Attributes:
        parent, child: Node ids; None where no edge is drawn.
        alike: Sentence id of one → sentence ids of the other that tell the same, with how surely.
        home: Proposition id → the claim that it tells.
    """

    parent: str | None
    child: str | None
    above: Page
    below: Page
    relation: Relation
    seen: bool
    alike: Likenesses
    home: Mapping[str, Claim]

    def retold(self, sentence: Sentence, *, lowest: float = _TELLS_SAME) -> list[tuple[Sentence, float]]:
        """Return the child's body sentences that retell one of the parent, by alignment, a claim told in both, a figure or half of its words, the surest first."""
        scores = self.alike.get(sentence.id, {})
        claims = {claim for claim, _ in self.claims(self.above, sentence)}
        found = []
        for other in self.below.body:
            shared = any(claim in claims for claim, _ in self.claims(self.below, other))
            shared = shared or bool(self.above.figures[sentence.id] & self.below.figures[other.id])
            shared = shared or _in_words(self.above.stems[sentence.id], self.below.stems[other.id])
            shared = shared or len(self.above.rare[sentence.id] & self.below.rare[other.id]) >= _FEWEST_RARE
            score = max(scores.get(other.id, 0.0), _IN_ONE_CLAIM if shared else 0.0)
            if score >= lowest:
                found.append((other, score))
        return sorted(found, key=lambda item: (-item[1], item[0].index))

    def is_close(self) -> bool:
        """Tell whether the child retells enough of the parent that what it changed or left out can be a choice of words."""
        retold = {other.id for sentence in self.above.body for other, _ in self.retold(sentence)[:1]}
        fewest, least = (_FEWEST_IF_SEEN, 0.0) if self.seen else (_FEWEST_RETOLD, _LEAST_RETOLD)
        return len(retold) >= min(fewest, len(self.below.body)) and len(retold) >= least * len(self.below.body)

    def is_verbatim(self) -> bool:
        """Tell whether what the child retells it retells word for word, nearly."""
        best = [found[0][1] for sentence in self.above.body if (found := self.retold(sentence))]
        return bool(best) and sum(best) >= _WORD_FOR_WORD * len(best)

    def claims(self, page: Page, sentence: Sentence) -> Iterator[tuple[str, Proposition]]:
        """Give (claim id, proposition) of what a sentence tells."""
        for proposition in page.propositions.get(sentence.id, ()):
            if proposition.id in self.home:
                yield self.home[proposition.id].id, proposition


def read_page(telling: Extracted) -> Page:
    """Return a telling's records by sentence."""
    propositions: dict[str, list[Proposition]] = {}
    for proposition in telling.propositions:
        propositions.setdefault(proposition.sentence, []).append(proposition)
    body = tuple(sentence for sentence in telling.sentences if sentence.kind is BlockKind.BODY)
    stems = {sentence.id: frozenset(stem(term) for term in sentence.terms) for sentence in body}
    return Page(
        telling,
        body,
        {sentence: tuple(found) for sentence, found in propositions.items()},
        _by_sentence(telling),
        {sentence.id: dict(_caveats(telling, sentence)) for sentence in body},
        {sentence.id: _figures(telling, sentence) for sentence in body},
        stems,
        _only_there(stems),
    )


def _only_there(stems: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return sentence id → the words that no other sentence of the body has: three of them met in one sentence of another telling show what it retells."""
    count = Counter(word for words in stems.values() for word in words)
    return {sentence: frozenset(word for word in words if count[word] == 1) for sentence, words in stems.items()}


def _by_sentence(telling: Extracted) -> dict[str, tuple[Statement, ...]]:
    """Return sentence id → the statements whose words stand in it, in part at least."""
    found: dict[str, list[Statement]] = {}
    for statement in telling.statements:
        marks = (*statement.content, *(s for s in (statement.cue, statement.source.span) if s is not None))
        for sentence in telling.sentences:
            if any(sentence.span.overlaps(mark) for mark in marks):
                found.setdefault(sentence.id, []).append(statement)
    return {sentence: tuple(statements) for sentence, statements in found.items()}


def _figures(telling: Extracted, sentence: Sentence) -> frozenset[tuple[str, float]]:
    inside = (q for q in telling.quantities if sentence.span.covers(q.span) and q.best is not None)
    return frozenset((q.kind, q.best) for q in inside if q.best is not None and _is_telling(q.kind, q.best))


def _in_words(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two sentences share half of the shorter one's content words, and no fewer than three."""
    shared = len(one & other)
    return shared >= _FEWEST_WORDS and shared >= _HALF * min(len(one), len(other))


def _is_telling(kind: str, value: float) -> bool:
    """Tell whether a figure is seldom met by chance: a count of people harmed, or any number of three digits that is not round."""
    return (kind in HARMS and value > 1) or (value >= _MANY_DIGITS and value % _ROUND != 0)


def _caveats(telling: Extracted, sentence: Sentence) -> Iterator[tuple[str, Span]]:
    for kind, start, end in find_caveats(telling.text_of(sentence.span.start, sentence.span.end)):
        yield kind, Span(telling.article.id, sentence.span.start + start, sentence.span.start + end)


def read_likenesses(alignments: Sequence[Alignment]) -> dict[str, dict[str, float]]:
    """Return sentence id → sentence id of another telling → how surely both tell the same; both ways round."""
    alike: dict[str, dict[str, float]] = {}
    for alignment in alignments:
        for one, other in ((alignment.left, alignment.right), (alignment.right, alignment.left)):
            known = alike.setdefault(one, {})
            known[other] = max(known.get(other, 0.0), alignment.score)
    return alike


def find_steps(
    stemma: Stemma, pages: Mapping[str, Page], alike: Likenesses, home: Mapping[str, Claim]
) -> Iterator[Step]:
    """Give every step of descent in hand: along the stemma's edges, then from newer versions of a parent.

    Args:
        stemma: The family tree; pages: article id → its telling.
        alike: Which sentences tell the same; home: proposition id → the claim that it tells.
    """
    taken: set[tuple[str, str]] = set()
    for step in (*_along_edges(stemma, pages, alike, home), *_from_newer(stemma, pages, alike, home)):
        pair = (step.above.id, step.below.id)
        if pair not in taken:
            taken |= {pair, pair[::-1]} if step.seen else {pair}
            yield step


def _along_edges(
    stemma: Stemma, pages: Mapping[str, Page], alike: Likenesses, home: Mapping[str, Claim]
) -> Iterator[Step]:
    article_of = {node.id: node.article for node in stemma.nodes}
    children: dict[str, list[tuple[str, Relation]]] = {}
    for edge in stemma.edges:
        parent, child = article_of.get(edge.parent), article_of.get(edge.child)
        if child is None:
            continue
        if parent is not None:
            yield Step(edge.parent, edge.child, pages[parent], pages[child], edge.relation, True, alike, home)
        else:
            children.setdefault(edge.parent, []).append((edge.child, edge.relation))
    for unseen, below in children.items():
        for (one, _), (other, relation) in permutations(below[:_MOST_SIBLINGS], 2):
            above, child = article_of.get(one), article_of.get(other)
            if above is not None and child is not None and not _came_after(pages[above], pages[child]):
                step = Step(unseen, other, pages[above], pages[child], relation, False, alike, home)
                yield step if step.is_verbatim() else replace(step, relation=_beside(relation))


def _beside(relation: Relation) -> Relation:
    """Return what a copy of an unseen report is to a sibling whose words are others."""
    return Relation.REWRITE if relation in (Relation.COPY, Relation.EDITED_COPY) else relation


def _from_newer(
    stemma: Stemma, pages: Mapping[str, Page], alike: Likenesses, home: Mapping[str, Claim]
) -> Iterator[Step]:
    """Give the steps from a newer version of a parent: who drew on an agency's report may have drawn on its update."""
    article_of = {node.id: node.article for node in stemma.nodes}
    updates: dict[str, list[str]] = {}
    for edge in stemma.edges:
        if edge.relation is Relation.UPDATE:
            updates.setdefault(edge.parent, []).append(edge.child)
    for edge in stemma.edges:
        for newer in updates.get(edge.parent, ()):
            above, below = article_of.get(newer), article_of.get(edge.child)
            if above is None or below is None or above == below or edge.relation in (Relation.UPDATE, Relation.COPY):
                continue
            if _comes_later(pages[above], pages[below]):
                yield Step(None, None, pages[above], pages[below], edge.relation, False, alike, home)


def _came_after(above: Page, below: Page) -> bool:
    """Tell whether the first was surely published after the second, so that what it has the second need never have seen."""
    mine, theirs = above.telling.article.published, below.telling.article.published
    return mine.earliest is not None and theirs.latest is not None and mine.earliest > theirs.latest


def _comes_later(above: Page, below: Page) -> bool:
    """Tell whether the second was not published before the first, as far as the dates show."""
    before, after = above.telling.article.published, below.telling.article.published
    return before.latest is not None and after.latest is not None and before.latest <= after.latest
