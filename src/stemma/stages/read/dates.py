"""Dates that pages state, each with where it stood."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from stemma.model.article import StatedDate
from stemma.text.rfc3339 import day_of, rfc3339

_IN_PATH = re.compile(
    r"/(?P<year>(?:19|20)\d{2})[/-]?(?P<month>\d{2}|[a-z]{3})[/-]?(?P<day>\d{2})(?=[/_.-]|$)", re.IGNORECASE
)


def stated_date(written: str | None, *, where: str, kind: str = "published") -> StatedDate | None:
    """Return the date that stood `where` a page says so, or None where there is none that can be read."""
    value = rfc3339(written) if written else None
    return None if value is None else StatedDate(value=value, where=where, kind=kind)


def date_in_address(address: str) -> StatedDate | None:
    """Return the day in the path of an address (`/2020/09/28/`, `/2020-09-28-`)."""
    found = _IN_PATH.search(urlsplit_path(address))
    value = day_of(found) if found else None
    return None if value is None else StatedDate(value=value, where="url", kind="published")


def urlsplit_path(address: str) -> str:
    """Return the path of an address, or nothing where it is malformed."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
