"""Which outlet an address belongs to, who owns it, and whether it carries other outlets' texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tld import get_tld

from stemma.lang.tables import read_table, split_cell

# Prefixes of hosts under which an outlet serves the same pages to other devices or readers.
_DEVICE_LABELS = frozenset({"www", "www2", "www3", "m", "mobile", "amp", "wap", "edition", "touch", "beta"})
_TRACKING = (
    "utm_",
    "fbclid",
    "gclid",
    "mc_cid",
    "mc_eid",
    "cmpid",
    "ncid",
    "igshid",
    "at_medium",
    "at_campaign",
    "ocid",
    "smid",
    "ref_src",
)
_AMP_HOSTS = (".cdn.ampproject.org", "google.com")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher of news under one name.

    Attributes:
        name: As readers know it.
        domains: Domains it publishes under; the most specific domain of the table wins for a host.
        owner: Company, state or trust that owns it; None where the table does not say.
        aggregator: It mainly carries texts of other outlets.
        aliases: Other names by which it is called.
        shared: Papers in several countries bear this name, so that the name alone does not tell which is meant.
    """

    name: str
    domains: tuple[str, ...]
    owner: str | None
    aggregator: bool
    aliases: tuple[str, ...] = ()
    shared: bool = False


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return the table of outlets."""
    return tuple(
        Outlet(
            name=row["outlet"],
            domains=split_cell(row["domains"]),
            owner=row["owner"] or None,
            aggregator=row["aggregator"] == "yes",
            aliases=split_cell(row["aliases"]),
            shared=row["shared"] == "yes",
        )
        for row in read_table("outlets.tsv")
    )


def host_of(address: str) -> str | None:
    """Return the lower-case host of an address or bare domain, without `www`, mobile and AMP labels; None where there is none."""
    text = address.strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return None
    if host.endswith(_AMP_HOSTS[0]):
        host = host.removesuffix(_AMP_HOSTS[0]).replace("--", "\0").replace("-", ".").replace("\0", "-")
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _DEVICE_LABELS:
        labels = labels[1:]
    plain = ".".join(labels)
    return plain if "." in plain and " " not in plain else None


def outlet_at(address: str) -> Outlet | None:
    """Return the outlet of the table that publishes at an address or bare domain."""
    host = host_of(address)
    if host is None:
        return None
    labels = host.split(".")
    return next((found for i in range(len(labels) - 1) if (found := _by_domain().get(".".join(labels[i:])))), None)


def outlet_named(name: str) -> Outlet | None:
    """Return the outlet of the table with this name or alias, whatever the case and a leading "The".

    A name that several papers share gives None: only an address tells which of them is meant.
    """
    return _by_name().get(_plain(name))


@cache
def domain_of(address: str) -> str | None:
    """Return the registrable domain of an address (`news.bbc.co.uk` gives `bbc.co.uk`), by the public suffix list; None where none."""
    host = host_of(address)
    if host is None:
        return None
    found = get_tld(f"https://{host}", as_object=True, fail_silently=True)
    if found is None or isinstance(found, str):
        return ".".join(host.split(".")[-2:])
    return str(found.fld) or None


def canonical_address(address: str) -> str:
    """Return an address in the form under which the same page always goes.

    Scheme https, host lower-case without mobile and AMP labels, no fragment, no tracking parameters, no trailing slash, no `/amp` at the end.
    """
    try:
        parts = urlsplit(address.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return address.strip()
    host = host_of(address) or (parts.hostname or "")
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(key)]
    path = parts.path.rstrip("/").removesuffix("/amp").removesuffix(".amp")
    return urlunsplit(("https", host + port, path, urlencode(sorted(kept)), ""))


def _tracks(key: str) -> bool:
    return key.lower().startswith(_TRACKING) or (key.lower() in ("amp", "outputtype", "ref"))


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}


@cache
def _by_name() -> dict[str, Outlet]:
    known = [outlet for outlet in reversed(outlets()) if not outlet.shared]
    return {_plain(name): outlet for outlet in known for name in (*outlet.aliases, outlet.name)}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")
