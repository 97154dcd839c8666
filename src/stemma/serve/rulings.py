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
    return str(posted.get("left", "")), [_article_meant(str(value), library) for value in posted.getlist("right")]


def _article_meant(named: str, library: Library) -> str:
    """Return the article that a form names: itself, or the first of a story given by its id or its address."""
    meant = named.strip().rstrip("/").rsplit("/", 1)[-1].split("#")[0]
    return library.find_story(meant).articles[0] if meant.startswith("story_") else meant
