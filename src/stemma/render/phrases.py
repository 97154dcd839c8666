"""The sentences in which counts are told, the same in the terminal, in HTML and in answers to agents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from stemma.model.article import Article, Basis
from stemma.model.claim import Claim, Disagreement, Telling
from stemma.model.independence import largest_independent
from stemma.model.lineage import Origin, Verdict
from stemma.model.report import StoryReport
from stemma.model.span import Span
from stemma.model.statement import Source, Statement
from stemma.render.quote import Quoter
from stemma.text.stems import stem

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_LETTERS = 26
PRONOUNS = frozenset("i we you he she it they those these this that who one him her them us me".split())


def number_word(number: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def plural(number: int, noun: str) -> str:
    """Return "one origin", "two origins"."""
    return f"{number_word(number)} {noun}{'' if number == 1 else 's'}"


def counted(number: int, noun: str) -> str:
    """Return "1 origin", "2 origins"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def siglum(number: int) -> str:
    """Return the letter by which a telling is cited, as editors cite manuscripts: A to Z, then AA, AB …; `number` counts from 0."""
    letters = ""
    number += 1
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def headline_sentence(story: StoryReport) -> str:
    """Return the sentence people will quote: "Twelve tellings, three origins, two of them shown independent, one not established; nine sources."."""
    tellings, sources = len(story.articles), plural(len(source_keys(story)), "source")
    if tellings == 1:
        return f"One telling, nothing to compare it with; {sources} cited."
    origins = len(merged_origins(story))
    parts = [plural(tellings, "telling"), plural(origins, "origin")]
    shown, open_ = shown_origins(story)
    if shown > 1:
        parts.append(f"{number_word(shown)} of them shown independent" if open_ else "shown independent of each other")
        parts += [f"{number_word(open_)} not established"] if open_ else []
    elif origins > 1:
        parts.append("independence not established")
    sentence = ", ".join(parts) + f"; {sources} cited."
    return sentence[0].upper() + sentence[1:]


def merged_origins(story: StoryReport) -> tuple[Origin, ...]:
    """Return the origins of a story, those of one name and kind brought together under the id of the first."""
    merged: dict[tuple[str, str], Origin] = {}
    for origin in story.stemma.origins:
        key = (origin.kind, origin.label.casefold())
        known = merged.get(key, origin)
        articles = tuple(dict.fromkeys((*known.articles, *origin.articles)))
        merged[key] = Origin(known.id, known.story, known.label, known.kind, articles)
    return tuple(merged.values())


def shown_origins(story: StoryReport) -> tuple[int, int]:
    """Return how many origins are pairwise shown independent, at most, and how many more there are."""
    first = {(origin.kind, origin.label.casefold()): origin.id for origin in reversed(story.stemma.origins)}
    same = {origin.id: first[origin.kind, origin.label.casefold()] for origin in story.stemma.origins}
    verdicts = {
        frozenset((same.get(item.left, item.left), same.get(item.right, item.right))): item.verdict
        for item in story.stemma.independence
        if item.of == "origins" and item.verdict is Verdict.INDEPENDENT
    }
    origins = [origin.id for origin in merged_origins(story)]
    shown = max(1, len(largest_independent(origins, verdicts))) if origins else 0
    return shown, len(origins) - shown


def source_keys(story: StoryReport) -> dict[str, list[Statement]]:
    """Return the story's sources of statements (no beliefs or intentions), each with what it is cited for.

    A source is one by its entity, else by what it refers back to ("the diplomat"), else by its words; unnamed ones of the same words are one
    in tellings that come from one origin alone, the first in each, the second in each.
    """
    key_of = sources_by_id(story)
    groups: dict[str, list[Statement]] = {}
    for statement in story.statements:
        if statement.category == "statement" and statement.source.span is not None and not _is_open(statement.source):
            groups.setdefault(key_of[statement.source.id], []).append(statement)
    return groups


def sources_by_id(story: StoryReport) -> dict[str, str]:
    """Return the id of each source of a story → a key that is the same for all that are one source (see `source_keys`)."""
    by_id = {statement.source.id: statement.source for statement in story.statements}
    home = _only_origins(story)
    met: dict[tuple[str, str], list[str]] = {}
    found = {}
    for statement in story.statements:
        source = named_by(statement.source, by_id)
        words = " ".join(source.text.casefold().removeprefix("the ").split())
        key = source.entity or words
        if source.entity is None and source.anonymous:
            known = met.setdefault((statement.article, words), [])
            if source.id not in known:
                known.append(source.id)
            key = f"{home.get(statement.article, statement.article)} {words} {known.index(source.id)}"
        found[statement.source.id] = key
    return found


def source_count(claim: Claim, key_of: Mapping[str, str]) -> int:
    """Return how many sources a claim has: one person whom five copies quote is one; `key_of` as `sources_by_id` gives it."""
    return len({key_of.get(source, source) for source in claim.sources})


def _only_origins(story: StoryReport) -> dict[str, str]:
    """Return article → its origin, for the tellings that come from one alone."""
    origins: dict[str, list[str]] = {}
    for origin in story.stemma.origins:
        for article in origin.articles:
            origins.setdefault(article, []).append(origin.id)
    return {article: found[0] for article, found in origins.items() if len(found) == 1}


def _is_open(source: Source) -> bool:
    """Tell whether a source is a pronoun of which nothing says whom it means."""
    return source.entity is None and source.same_as is None and source.text.casefold().strip() in PRONOUNS


def named_by(source: Source, by_id: Mapping[str, Source]) -> Source:
    """Return the source that the words of another refer back to; itself where they do not."""
    seen = {source.id}
    while source.same_as is not None and source.same_as in by_id and source.same_as not in seen:
        source = by_id[source.same_as]
        seen.add(source.id)
    return source


def wordings(claim: Claim, quote: Quoter) -> list[tuple[str, list[tuple[Telling, Span]]]]:
    """Return the words in which a claim is told, each once, with the tellings that have them; at most three spans of one telling."""
    found: dict[str, list[tuple[Telling, Span]]] = {}
    for telling in claim.tellings:
        for span in telling.spans[:3]:
            found.setdefault(quote(span), []).append((telling, span))
    return list(found.items())


def told_as(found: Disagreement, claims: Iterable[Claim]) -> tuple[str | None, ...]:
    """Return for each value of a disagreement on whether something holds how its claim is told where that is not as a fact ("denied", "planned").

    The words of such a value alone may say the opposite of what is told: "cases had been hidden" in "the ministry denies that cases had been
    hidden". None where it is told as a fact, where no claim holds it, and for every value of other disagreements.
    """
    if found.slot not in ("polarity", "status"):
        return (None,) * len(found.values)
    status = {
        (telling.article, span): claim.status
        for claim in claims
        if claim.id in found.claims
        for telling in claim.tellings
        for span in telling.spans
    }
    told = (status.get((value.article, value.span)) if value.span is not None else None for value in found.values)
    return tuple(None if stands in (None, "asserted") else stands for stands in told)


def tellings_phrase(claim: Claim) -> str:
    """Return "3 tellings"."""
    return counted(len(claim.tellings), "telling")


def count_phrase(claim: Claim, key_of: Mapping[str, str]) -> str:
    """Return "2 origins (at most 3), 1 source"; sources always stand beside origins, counted as `source_count` does."""
    return f"{origins_phrase(claim)}, {counted(source_count(claim, key_of), 'source')}"


def origins_phrase(claim: Claim) -> str:
    """Return "2 origins (at most 3)"."""
    weighed = claim.corroboration
    if weighed is None:
        return "not weighed"
    origins = counted(weighed.count, "origin")
    return origins + (f" (at most {weighed.at_most})" if weighed.at_most > weighed.count else "")


def outlet_name(article: Article) -> str:
    """Return how an article is called beside its words: its outlet, else the file it came from, else "unknown outlet"."""
    if article.outlet is not None:
        return article.outlet
    files = [place for place in article.places if "://" not in place]
    return PurePath(files[0]).name if files else "unknown outlet"


def date_phrase(article: Article) -> str:
    """Return when an article appeared: "2020-09-28 10:00", "between 2020-09-03 and 2020-10-27 by its contents", "undated"."""
    published = article.published
    earliest, latest = (value and value[:16].replace("T", " ") for value in (published.earliest, published.latest))
    if earliest is None and latest is None:
        return "undated"
    when = earliest if earliest == latest else f"between {earliest or '?'} and {latest or '?'}"
    return f"{when} by its contents" if published.basis is Basis.INFERRED else str(when)


def head_of(text: str, most: int) -> str:
    """Return the first `most` characters of `text` at most, cut between words, with an ellipsis where something is left out."""
    if len(text) <= most:
        return text
    cut = text[:most]
    at = cut.rfind(" ")
    return (cut[:at] if at > 0 else cut).rstrip() + " …"


def tail_of(text: str, most: int) -> str:
    """Return the last `most` characters of `text` at most, cut between words, with an ellipsis where something is left out."""
    if len(text) <= most:
        return text
    cut = text[len(text) - most :]
    at = cut.find(" ")
    return "… " + (cut[at + 1 :] if 0 <= at < len(cut) - 1 else cut)


def in_asked_words(why: Sequence[str], asked: str) -> list[str]:
    """Return why a passage only comes near, with the words as they were asked for instead of their stems."""
    whole = {stem(word): word for word in reversed(asked.split())}
    missing = "says nothing of "
    return [
        f"{missing}“{whole.get(line.removeprefix(missing), line.removeprefix(missing)).strip(' .,;:!?')}”"
        if line.startswith(missing)
        else line
        for line in why
    ]
