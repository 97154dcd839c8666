"""What changed in the stories as an RSS 2.0 feed of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from stemma.render.quote import plain

MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Item:
    """An entry: a name that is never used twice for different changes, its headline, what is new, and when it was told."""

    name: str
    title: str
    words: str
    told_at: datetime


def changes_rss(items: Sequence[Item], *, title: str, known: bytes | None = None) -> bytes:
    """Return the feed with `items` before those of `known`, the feed as it stood; an item of a name that is there already is left out.

    Args:
        items: What is new, newest first.
        title: Name of the feed.
        known: The feed written before, if any; one that cannot be read is begun anew. The newest 200 items are kept.
    """
    root = etree.Element("rss", version="2.0")
    channel = etree.SubElement(root, "channel")
    for name, text in (
        ("title", title),
        ("link", "urn:stemma:changes"),
        ("description", "What changed in the stories"),
    ):
        etree.SubElement(channel, name).text = plain(text)
    former = _items_of(known)
    met = {item.findtext("guid") for item in former}
    fresh = [_element(item) for item in items if item.name not in met]
    channel.extend([*fresh, *former][:MOST_ITEMS])
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return made


def _element(item: Item) -> etree._Element:
    made = etree.Element("item")
    for name, text in (("title", item.title), ("description", item.words), ("pubDate", format_datetime(item.told_at))):
        etree.SubElement(made, name).text = plain(text)
    etree.SubElement(made, "guid", isPermaLink="false").text = item.name
    return made


def _items_of(known: bytes | None) -> list[etree._Element]:
    if not known:
        return []
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
        return list(etree.fromstring(known, parser).iterfind("channel/item"))
    except etree.XMLSyntaxError:
        return []
