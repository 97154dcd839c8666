"""Bytes to characters: by mark, by what the carrier declares, as UTF-8, and as Windows-1252 where nothing else fits."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9_.:-]{2,40})"""
)
# Browsers read these labels as Windows-1252, and so do the authors of such pages (WHATWG Encoding Standard, section 4.2).
_LATIN = {"iso8859-1", "ascii", "latin-1"}


def decode(content: bytes, *, declared: str | None = None) -> str:
    """Return the characters of `content`; bytes that fit no encoding become U+FFFD.

    UTF-8 that decodes without error wins over another declaration: text in another encoding almost never is valid UTF-8 by chance.

    Args:
        content: The bytes.
        declared: Encoding that the carrier states (HTTP header, `<meta charset>`), if any.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    known = _known(declared)
    if known not in (None, "utf-8"):
        return content.decode(known or "", errors="replace")
    if known == "utf-8" or _mostly_utf8(content):
        return content.decode("utf-8", errors="replace")
    return content.decode("cp1252", errors="replace")


def declared_encoding(content: bytes, *, media_type: str | None = None) -> str | None:
    """Return the encoding that a media type or the first kilobytes of HTML or XML declare."""
    for text in ((media_type or "").encode("ascii", "ignore"), content[:4096]):
        found = _DECLARED.search(text)
        if found:
            return (found.group(1) or found.group(2)).decode("ascii")
    return None


def _known(declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    if not codecs.lookup(name)._is_text_encoding:
        return None
    return "cp1252" if name in _LATIN else name


def _mostly_utf8(content: bytes) -> bool:
    """Tell whether damaged bytes are few beside good multi-byte characters."""
    text = content.decode("utf-8", errors="replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in text)
    return good > 4 * text.count("\ufffd")
