"""What a person rules in a form: that two stories or names are the same or different."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.datastructures import FormData

from stemma.model.decision import Decision
from stemma.model.ids import content_id
from stemma.serve.errors import RefusedError
from stemma.serve.queries import Library

_ABOUT = ("story", "entity")
_LONGEST_NOTE = 500


def decisions_in(posted: FormData, library: Library) -> tuple[Decision, ...]:
    """Return the decisions that a posted form makes.

    Raises:
        RefusedError: The form does not name two things, or none of which the case knows.
    """
    verdict, about, note = (str(posted.get(name, "")) for name in ("verdict", "about", "note"))
    left, rights = _ends(posted, library)
    if verdict not in ("same", "different") or about not in _ABOUT or not left or not rights:
        raise RefusedError(400, "half-a-decision", "Choose two things and whether they are the same or different.")
    for end in (left, *rights):
        library.article(end.split(":")[0])
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made = []
    for right in rights[:200]:
        first, second = sorted((left, right))
        if first == second:
            raise RefusedError(400, "half-a-decision", "Choose two different things.")
        identifier = content_id("dec", about, first, second)
        made.append(Decision(identifier, verdict, about, first, second, note[:_LONGEST_NOTE] or None, None, now))
    return tuple(made)


def _ends(posted: FormData, library: Library) -> tuple[str, list[str]]:
    """Return what is ruled on: a telling and all others of its story, two marked names, or what the form names."""
    split, pair = str(posted.get("split", "")), [str(value) for value in posted.getlist("pair")]
    if split:
        home = library.story_of(split)
        return split, [a for a in library.find_story(home).articles if a != split] if home else []
    if pair:
        return (pair[0], pair[1:]) if len(pair) == 2 else ("", [])
    left, others = str(posted.get("left", "")), [str(value) for value in posted.getlist("right")]
    return left, [article for other in others for article in _articles_meant(other, left, library)]


def _articles_meant(named: str, left: str, library: Library) -> list[str]:
    """Return the articles that a form names beside `left`: one, or of a story, by its id or address, all, with the rest of the story of `left`.

    Ruling on two articles alone would take both out of their stories where these are unlike.
    """
    meant = named.strip().rstrip("/").rsplit("/", 1)[-1].split("#")[0]
    if not meant.startswith("story_"):
        return [meant]
    own = library.story_of(left)
    joined = (library.find_story(meant), *([library.find_story(own)] if own else []))
    return [article for story in joined for article in story.articles if article != left]
