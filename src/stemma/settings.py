"""Every choice that can be made about an analysis, with its default: one frozen record, a section per stage.

A stage receives only its own section. The digest of all sections stands in every record's row, so that a change of settings shows which
records are stale.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Limits of reading.

    Attributes:
        max_bytes: Largest file or page that is read, in bytes; larger ones are a problem.
        max_expanded: Largest size a compressed container may expand to, in bytes.
        max_text: Longest text kept of one article, in code points.
        columns: Which field of JSON, CSV or Parquet holds what, as pairs such as ("text", "story.body"); what is not named is guessed. Roles:
            text, title, url, canonical, outlet, published, modified, crawled, byline, sender.
    """

    max_bytes: int = 20_000_000
    max_expanded: int = 2_000_000_000
    max_text: int = 400_000
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CleanSettings:
    """Choices of cleaning."""


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """Choices of extraction.

    Attributes:
        min_cue_score: Lowest score at which a cue makes a statement.
    """

    min_cue_score: float = 0.6


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """Choices of linking names across articles."""


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """Choices of grouping articles into stories.

    Attributes:
        cut: Average log odds from which two groups of articles are one story.
        loose, link: The same for loose groups, in which stories are then set apart, and for a pair to be a link at all.
        weak_piece, largest_piece: Of how many articles a link may build a piece: the first times the odds, at most the second.
        contrast, contrast_size: What sets members of a loose group apart adds this times n / (n + contrast_size) times its measure.
        strays, stray_tie: A part of up to so many articles joins a larger one of its loose group if the nearest telling of each has, on
            average, at least such log odds.
        telling_details, telling_rarity, telling_share, telling_days: Parts of a piece are one story where so many details of this rarity are told by
            this share of the members of both, so many days apart at most.
        window_days: Articles further apart are only compared where they share wording.
        rare, rare_term: Rarity from which a detail, or a word of headline and lead, counts as rare (minus log share of news texts).
        shared_details: Fewest rare details that a pair has in common to be compared.
        detail_whole, detail_next: All articles with a detail that up to the first number have meet; of more frequent details, each meets
            the second number that follow it in time, so that stories of any size hang together and cost stays in proportion.
        stock_cap: Wording that more articles have is stock and no evidence.
        min_shared_grams, min_containment, passage_grams: When shared 5-grams make a pair, and when its passages are listed.
    """

    cut: float = -0.35
    loose: float = -2.4
    link: float = -1.0
    weak_piece: int = 30
    largest_piece: int = 1000
    contrast: float = 30.0
    contrast_size: int = 30
    strays: int = 2
    stray_tie: float = 0.5
    telling_details: int = 3
    telling_rarity: float = 7.0
    telling_share: float = 0.3
    telling_days: int = 3
    window_days: int = 800
    rare: float = 3.5
    rare_term: float = 4.5
    shared_details: int = 3
    detail_whole: int = 60
    detail_next: int = 8
    stock_cap: int = 100
    min_shared_grams: int = 2
    min_containment: float = 0.1
    passage_grams: int = 8


@dataclass(frozen=True, slots=True)
class TraceSettings:
    """Choices of tracing derivation.

    Attributes:
        dependent_cut, sibling_cut: Scores from which a telling comes from another, or two from one unseen text.
        parent_cut: Score from which a telling of a child's line is its very parent; below, both have an unseen one.
        open_lean: How much further one direction of a pair must lean than the other for a parent to be told from its child.
        sibling_drift: How far below that cut the average between two groups of roots may lie when they are joined.
        credited_sibling: What is added where one of two roots credits a text not in the case.
        band: How far below both cuts the best evidence between two branches must lie for them to be independent.
        group_copies, verbatim: Share of 5-grams from which tellings count as one copy group, and a child as taken word for word.
        all_copied: Share of 5-grams from one parent at which no second one is looked for.
        copy_bonus: What full verbatim containment adds to the score.
        taken, apart, put_together: A text is put together from two where it has this share of its 5-grams from each, they share less than
            `apart` with each other, and both have this share of its details.
        least_details: Tellings with fewer details carry no evidence either way.
        drawn_coverage: Least share of the child's details that a parent has; below, the parent is unseen.
        named_aligned, named_strongly: Share of aligned sentences, or strength of the evidence, from which a telling that the child names or
            links to needs not cover it so far.
        whole: Share of its details from which a telling may be all from a report of the agency that it credits.
        wording_weight: What full containment of wording weighs against time and credit when copies choose among parents.
        ancestor_slack, wording_slack: Loss of coverage, and of shared word triples, at which a grandparent is still preferred.
        merger_slack, merger_gain, merger_coverage, merger_sentences: What each of two parents must bring, and both together.
        told: Similarity from which a sentence tells what another tells.
        told_closely: Mean likeness of sentences from which a telling of few details may still be another's child.
        surely: From how far above its cut the score of dependence alone makes two tellings kin, and that of a parent leaves no doubt.
        own_weight: Rarity of own details that both sides must have to be shown independent.
        common_weight: Rarity of details common to two tellings, beyond those of their seen parents, from which the pair says something.
        pairs_up_to: Independence is given per pair of articles in stories of up to this many tellings.
        most_tellings: Larger stories are traced on their most telling members only, the others as copies or not at all.
    """

    dependent_cut: float = 0.5
    sibling_cut: float = 1.5
    parent_cut: float = -1.0
    open_lean: float = 0.5
    sibling_drift: float = 1.0
    credited_sibling: float = 0.3
    band: float = 1.0
    group_copies: float = 0.6
    verbatim: float = 0.2
    copy_bonus: float = 6.0
    all_copied: float = 0.8
    taken: float = 0.15
    apart: float = 0.05
    put_together: float = 0.85
    least_details: int = 8
    drawn_coverage: float = 0.55
    named_aligned: float = 0.5
    named_strongly: float = 0.5
    whole: float = 0.7
    ancestor_slack: float = 0.05
    wording_weight: float = 20.0
    wording_slack: float = 0.01
    merger_slack: float = 2.5
    merger_gain: float = 0.16
    merger_coverage: float = 0.65
    merger_sentences: int = 2
    told: float = 0.4
    told_closely: float = 0.6
    surely: float = 1.5
    own_weight: float = 18.0
    common_weight: float = 10.0
    pairs_up_to: int = 12
    most_tellings: int = 400


@dataclass(frozen=True, slots=True)
class AttributeSettings:
    """Choices of building source chains."""


@dataclass(frozen=True, slots=True)
class ClaimsSettings:
    """Choices of aligning claims.

    Attributes:
        nearest: How many partners in other tellings each proposition is compared with.
        claim_cut: Lowest average probability within a claim.
        support_cut: Probability from which a telling counts as support; below, it is shown and adds no origin.
        clash_cut: Lowest probability that two propositions speak of the same at which a clash is looked for.
        splitting: Slots in which a certain clash keeps two propositions out of one claim.
    """

    nearest: int = 12
    claim_cut: float = 0.45
    support_cut: float = 0.7
    clash_cut: float = 0.25
    splitting: tuple[str, ...] = ("polarity", "status", "actor")


@dataclass(frozen=True, slots=True)
class WeighSettings:
    """Choices of counting origins and comparing values."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All sections together."""

    read: ReadSettings = field(default_factory=ReadSettings)
    clean: CleanSettings = field(default_factory=CleanSettings)
    extract: ExtractSettings = field(default_factory=ExtractSettings)
    link: LinkSettings = field(default_factory=LinkSettings)
    group: GroupSettings = field(default_factory=GroupSettings)
    trace: TraceSettings = field(default_factory=TraceSettings)
    attribute: AttributeSettings = field(default_factory=AttributeSettings)
    claims: ClaimsSettings = field(default_factory=ClaimsSettings)
    weigh: WeighSettings = field(default_factory=WeighSettings)

    def digest(self) -> str:
        """Return 16 hex digits that change when any setting changes."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]
