"""The sentences in which counts are told, the same in the terminal, in HTML and in answers to agents."""

from __future__ import annotations

from stemma.model.claim import Claim
from stemma.model.lineage import Verdict
from stemma.model.report import StoryReport

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number_word(number: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def plural(number: int, noun: str) -> str:
    """Return "one origin", "two origins"."""
    return f"{number_word(number)} {noun}{'' if number == 1 else 's'}"


def headline_sentence(story: StoryReport) -> str:
    """Return the sentence people will quote: "Twelve tellings, two independent origins, one not established; three sources."."""
    shown, open_ = shown_origins(story)
    parts = [plural(len(story.articles), "telling"), plural(len(story.stemma.origins), "origin")]
    if shown > 1:
        parts.append(f"{number_word(shown)} of them shown independent")
    elif len(story.stemma.origins) > 1:
        parts.append("independence not established")
    if shown > 1 and open_:
        parts.append(f"{number_word(open_)} not established")
    sources = len({statement.source.id for statement in story.statements if statement.source.span is not None})
    sentence = ", ".join(parts) + f"; {plural(sources, 'source')} cited."
    return sentence[0].upper() + sentence[1:]


def shown_origins(story: StoryReport) -> tuple[int, int]:
    """Return how many origins are pairwise shown independent, at most, and how many more there are."""
    independent = {
        frozenset((item.left, item.right))
        for item in story.stemma.independence
        if item.of == "origins" and item.verdict is Verdict.INDEPENDENT
    }
    chosen: list[str] = []
    for origin in story.stemma.origins:
        if all(frozenset((origin.id, other)) in independent for other in chosen):
            chosen.append(origin.id)
    shown = max(1, len(chosen)) if story.stemma.origins else 0
    return shown, len(story.stemma.origins) - shown


def tellings_phrase(claim: Claim) -> str:
    """Return "3 tellings"."""
    count = len(claim.tellings)
    return f"{count} telling{'' if count == 1 else 's'}"


def count_phrase(claim: Claim) -> str:
    """Return "2 origins (at most 3), 1 source"; sources always stand beside origins."""
    counted = claim.corroboration
    if counted is None:
        return "not weighed"
    origins = f"{counted.count} origin{'' if counted.count == 1 else 's'}"
    if counted.at_most > counted.count:
        origins += f" (at most {counted.at_most})"
    sources = len(claim.sources)
    return f"{origins}, {sources} source{'' if sources == 1 else 's'}"
