"""Corrects the names of one article: one type per name and surname, countries and peoples by table."""

from __future__ import annotations

from spacy.tokens import Doc


def correct_names(doc: Doc) -> None:
    """Correct `doc.ents` in place."""
