"""What surrounds the texts: who published first, who credits or links to whom, who owns whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.lang.agencies import agency_named
from stemma.lang.outlets import canonical_address
from stemma.model.article import Article, BlockKind, CreditPlace
from stemma.model.span import Span
from stemma.stages.trace.houses import authors_named, houses_named
from stemma.stages.trace.telling import View

Flags = NDArray[np.bool_]
_AGENCY = re.compile(r"\b(?:(?:News|Press|Telegraph|Information) Agency|Newswire)$")
_SLACK_HOURS = 0.25
_DAY_HOURS = 24.0
_WIDENED = 12.0
_WHOLE = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Circumstances:
    """Facts about pairs of tellings, child in rows and candidate parent in columns.

    Attributes:
        later: The parent was published after the child. earlier: it was surely published before.
        credited: The child credits the parent's house. together: both credit one agency or outlet in their own name.
        elsewhere: The child credits an agency that the parent neither is nor credits.
        linked: The child links to the parent, or names its address as canonical.
        one_house: Same outlet or same owner.
        announced: Which tellings are briefs from an announcement that the other telling neither is nor is named beside.
        release: Which are press releases, statements or notices. own_voice: Which tellings speak for themselves, and so come from nobody.
        wire: Which tellings are published by an agency itself. item: Which are but an item of a digest.
        outlet: The outlet of each telling, as a set of at most one. formal: whom it credits outside the running text.
        words: Number of words of each telling.
        credits: Per telling, what it credits anywhere → where in the text it does.
    """

    later: Flags
    earlier: Flags
    credited: Flags
    names_it: Flags
    together: Flags
    elsewhere: Flags
    linked: Flags
    one_house: Flags
    announced: Flags
    release: Flags
    own_voice: Flags
    wire: Flags
    item: Flags
    outlet: tuple[frozenset[str], ...]
    formal: tuple[frozenset[str], ...]
    words: tuple[int, ...]
    credits: tuple[dict[str, tuple[Span, ...]], ...]

    def named(self, child: int, parent: int) -> bool:
        """Tell whether the child links to the parent or names its outlet."""
        return bool(self.linked[child, parent] or self.outlet[parent] & self.credits[child].keys())


def circumstances_of(views: Sequence[View]) -> Circumstances:
    """Return what surrounds `views`."""
    articles = [view.extracted.article for view in views]
    own = tuple(frozenset(_names_of(article)) for article in articles)
    formal = tuple(_formal(article) - own[i] for i, article in enumerate(articles))
    houses = frozenset().union(*own)
    credits = tuple(_with_houses_named(_credits(article), article, houses, articles) for article in articles)
    addresses = [{canonical_address(a) for a in (x.url, x.canonical) if a} for x in articles]
    total = len(views)
    square = {
        name: np.zeros((total, total), bool)
        for name in ("later", "earlier", "credited", "names_it", "together", "elsewhere", "linked", "one_house")
    }
    for child in range(total):
        links = {canonical_address(link.url) for link in articles[child].links} | _canonical_elsewhere(articles[child])
        for parent in range(total):
            if child == parent:
                continue
            end = child, parent
            house = _one_house(articles[child], articles[parent])
            sent_by = bool(formal[child] & own[parent]) and not _days_before(views[child], views[parent])
            sender_of = bool(
                formal[parent] & own[child]
            )  # an agency does not have its report from a paper that credits it
            square["later"][end] = (_before(views[child], views[parent], one_zone=house) and not sent_by) or sender_of
            square["earlier"][end] = _before(views[parent], views[child], one_zone=house)
            square["credited"][end] = bool((credits[child].keys() - own[child]) & (own[parent] | formal[parent]))
            agencies = {label for label in credits[child] if agency_named(label)} - own[child]
            named = bool(own[parent] & credits[child].keys())
            square["elsewhere"][end] = (
                bool(agencies)
                and not agencies & (own[parent] | credits[parent].keys())
                and not (named and not views[parent].release)
            )
            square["names_it"][end] = (
                bool(own[child] & credits[parent].keys()) and not named and not square["earlier"][end] and not house
            )
            square["together"][end] = bool(formal[child] & formal[parent])
            square["linked"][end] = bool(links & addresses[parent])
            square["one_house"][end] = house
    wire = np.array([any(agency_named(name) or _AGENCY.search(name) for name in names) for names in own], bool)
    words = tuple(
        sum(len(a.text[b.start : b.end].split()) for b in a.blocks if b.kind is BlockKind.BODY) for a in articles
    )
    announced = np.array([[a.announced and not b.release for b in views] for a in views], bool).reshape(total, total)
    announced &= ~(square["credited"] | square["linked"])
    own_voice = np.array([view.own_voice for view in views], bool)
    return Circumstances(
        outlet=own,
        words=words,
        announced=announced,
        release=np.array([view.release for view in views], bool),
        own_voice=own_voice,
        wire=wire,
        item=np.array([view.kept < _WHOLE for view in views], bool),
        formal=formal,
        credits=credits,
        **square,
    )


def name_of(label: str) -> str:
    """Return the one name of an agency or outlet, whatever it is printed as."""
    agency = agency_named(label)
    return agency.name if agency else " ".join(label.split())


def _credits(article: Article) -> dict[str, tuple[Span, ...]]:
    found: dict[str, list[Span]] = {}
    for credit in article.credits:
        if credit.span is None or _printed_as_name(article.text[credit.span.start : credit.span.end]):
            found.setdefault(name_of(credit.agency), []).extend([credit.span] if credit.span else [])
    return {label: tuple(spans) for label, spans in found.items()}


def _with_houses_named(
    credits: dict[str, tuple[Span, ...]], article: Article, houses: frozenset[str], articles: Sequence[Article]
) -> dict[str, tuple[Span, ...]]:
    """Add the houses of other tellings that the text names, or whose author: who names the paper that told it had that paper before it."""
    others = {name for name in houses if name not in credits} - _names_of(article)
    by_author = {name_of(outlet): spans for outlet, spans in authors_named(article, articles).items()}
    return by_author | credits | houses_named(article, others)


def _printed_as_name(words: str) -> bool:
    """Tell whether words credit somebody by name: "the agency" and "the diplomat" (not The Diplomat) do not."""
    return any(word[:1].isupper() for word in words.strip("( )[]—–-").removeprefix("The ").removeprefix("the ").split())


def _formal(article: Article) -> frozenset[str]:
    """Return whom an article credits as the sender of its text: in dateline, byline, tail or data, not in a sentence."""
    return frozenset(name_of(c.agency) for c in article.credits if c.where not in (CreditPlace.BODY, CreditPlace.LINK))


def _names_of(article: Article) -> set[str]:
    return {name_of(article.outlet)} if article.outlet else set()


def _canonical_elsewhere(article: Article) -> set[str]:
    if article.canonical and article.url and canonical_address(article.canonical) != canonical_address(article.url):
        return {canonical_address(article.canonical)}
    return set()


def _before(one: View, other: View, *, one_zone: bool = False) -> bool:
    """Tell whether `one` was surely published before `other`; within one house, whose clock is one, days need no slack for zones."""
    if one.latest is None or other.earliest is None:
        return False
    slack = _SLACK_HOURS - (_widening(one) + _widening(other) if one_zone else 0.0)
    return one.latest + slack < other.earliest


def _widening(view: View) -> float:
    """Return by how many hours either end of its time was moved out because only the day is known."""
    whole_day = view.latest is not None and view.earliest is not None and view.latest - view.earliest >= 4 * _WIDENED
    return _WIDENED if whole_day else 0.0


def _days_before(one: View, other: View) -> bool:
    """Tell whether `one` came out a day or more before `other`; within a day a sender's clock may show its last filing, not its first."""
    return one.latest is not None and other.earliest is not None and one.latest + _DAY_HOURS < other.earliest


def _one_house(one: Article, other: Article) -> bool:
    if one.outlet and other.outlet and name_of(one.outlet) == name_of(other.outlet):
        return True
    return bool(one.owner and one.owner == other.owner)
