"""Names of places as other languages have them, so that a text translated back ("Colonia", "Corea") keeps its places."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from stemma.text.normalise import fold


def plain_name(word: str) -> str:
    """Return the usual English form of one word of a name, or the word itself."""
    return _table().get(fold(word), word)


@cache
def _table() -> dict[str, str]:
    content = files("stemma.resources").joinpath("exonyms.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in content.splitlines() if line and not line.startswith("#"))
    return {fold(form): english for english, forms in rows for form in forms.split(",")}
