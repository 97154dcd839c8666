"""Which origins are shown independent for one claim: what is shown of two texts as wholes need not hold of one passage in each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, product

from stemma.lang.gathering import gathered
from stemma.model.claim import Telling
from stemma.model.extracted import Extracted
from stemma.model.lineage import Stemma, Verdict
from stemma.model.span import Span
from stemma.text.normalise import quoted_ranges

Verdicts = Mapping[frozenset[str], Verdict]


def verdicts_between(stemma: Stemma, of: str) -> dict[frozenset[str], Verdict]:
    """Return the verdict on each pair of origins, or (`of` "articles") of tellings, which large stories have none of."""
    return {frozenset((i.left, i.right)): i.verdict for i in stemma.independence if i.of == of}


def own_words(telling: Extracted) -> tuple[Span, ...]:
    """Return what a text quotes, and the sentences that its newsroom says it asked for or saw itself."""
    article, sentences = telling.article, telling.sentences
    asked = [s.span for s, own in zip(sentences, gathered(article.text, sentences), strict=True) if own]
    return (*(Span(article.id, start, end) for start, end in quoted_ranges(article.text)), *asked)


def find_sourced(
    tellings: Sequence[Telling], records: Mapping[str, Extracted], own: Mapping[str, Sequence[Span]]
) -> frozenset[str]:
    """Return the articles whose passages say whom they have it from: a source, a quotation, or the newsroom's own asking or seeing.

    Args:
        tellings: The tellings of one claim.
        records: Article id → its records; own: article id → its own words (`own_words`).
    """
    return frozenset(
        telling.article
        for telling in tellings
        if _is_attributed(telling, records[telling.article])
        or any(words.overlaps(span) for words in own[telling.article] for span in telling.spans)
    )


def verdicts_for(
    tellings: Sequence[Telling], *, origins: Verdicts, articles: Verdicts, sourced: Collection[str]
) -> Verdicts:
    """Return the verdicts on pairs of a claim's origins as far as they hold for the claim.

    Two origins shown independent are not shown to be so for a claim where neither side says whom it has it from, nor where no two of
    the tellings of it are. One side is enough: the other may tell in its own voice what its reporters saw or were told.

    Args:
        tellings: The tellings of the claim, with the origins of their passages.
        origins: Pair of origins → verdict; articles: pair of tellings → verdict, as far as known.
        sourced: The tellings that say whom they have it from.
    """
    by_origin: dict[str, list[str]] = {}
    for telling in tellings:
        if telling.origin is not None:
            by_origin.setdefault(telling.origin, []).append(telling.article)
    found: dict[frozenset[str], Verdict] = {}
    for one, other in combinations(sorted(by_origin), 2):
        key = frozenset((one, other))
        found[key] = origins.get(key, Verdict.NOT_ESTABLISHED)
        sides = by_origin[one], by_origin[other]
        shown = any(
            articles.get(frozenset(pair), Verdict.INDEPENDENT) is Verdict.INDEPENDENT for pair in product(*sides)
        )
        if found[key] is Verdict.INDEPENDENT and not (shown and any(a in sourced for side in sides for a in side)):
            found[key] = Verdict.NOT_ESTABLISHED
    return found


def _is_attributed(telling: Telling, here: Extracted) -> bool:
    return bool(telling.statements) and any(s.source.text for s in here.statements if s.id in telling.statements)
