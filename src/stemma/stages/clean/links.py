"""Where in the frozen text the links of a page stand."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model.article import Link, PageLink
from stemma.model.span import Span


def locate_links(links: Sequence[PageLink], *, text: str, article: str) -> tuple[Link, ...]:
    """Return the links whose words stand in `text`, in order; each is looked for after the one before it."""
    found: list[Link] = []
    position = 0
    for link in links:
        start = text.find(link.text, position)
        if start < 0:
            start = text.find(link.text)
        if start < 0 or not link.text:
            continue
        position = max(position, start + len(link.text))
        found.append(Link(Span(article, start, start + len(link.text)), link.url))
    return tuple(found)
