"""Getting one page by its address, and nothing else: public hosts only, bounded in size, time and redirections.

Every host is resolved once, every address it resolves to must be public, and the connection goes to the address that was checked, so
that a name cannot point elsewhere between check and use. This holds again after every redirection.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from stemma.model.article import Facts, Received
from stemma.model.problem import Problem
from stemma.stages.read.archive import inflate_within

MAX_REDIRECTIONS = 5
TIMEOUT = 20.0
MAX_SECONDS = 60.0
MAX_ADDRESS = 2000
MAX_HEADER = 500
_CHUNK = 1 << 16
_REDIRECTIONS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; stemma-news; reads single articles on request)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/json;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, identity",
    "Connection": "close",
}

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


class _NotFetchedError(Exception):
    """An address that was not fetched: code and reason of the problem it becomes."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the version it gave, to be handed back when asking whether there is a newer one."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers that make a request conditional."""
        named = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return {name: value for name, value in named if value}


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str | None
    media_type: str | None
    encoding: str
    body: bytes
    validators: Validators = Validators()


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of `host`."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def connect(ip: str, port: int, timeout: float) -> socket.socket:
    """Open a connection to one IP address."""
    return socket.create_connection((ip, port), timeout=timeout)


def fetch(
    address: str, max_bytes: int, *, resolve: Resolve = resolve, connect: Connect = connect
) -> Received | Problem:
    """Return the page at `address`, or the problem that it was not fetched.

    Args:
        address: An `http:` or `https:` address that the user named.
        max_bytes: Most bytes to take, before and after decompression.
        resolve: Gives the IP addresses of a host; connect: opens a connection to one. Tests put their own in place.
    """
    found, _ = fetch_if_changed(address, max_bytes, known=Validators(), resolve=resolve, connect=connect)
    if found is None:
        return Problem(code="no-answer", stage="read", detail=f"{address} answers that nothing changed", place=address)
    return found


def fetch_if_changed(
    address: str, max_bytes: int, *, known: Validators, resolve: Resolve = resolve, connect: Connect = connect
) -> tuple[Received | Problem | None, Validators]:
    """Return the page at `address` and what validates it; None for the page where the server says that nothing changed.

    Args:
        address: An `http:` or `https:` address that the user named.
        max_bytes: Most bytes to take, before and after decompression.
        known: What the server said of the version that is at hand.
        resolve: Gives the IP addresses of a host; connect: opens a connection to one.
    """
    try:
        final, answer = _follow(address, max_bytes, known.headers(), resolve=resolve, connect=connect)
        if answer.status == http.client.NOT_MODIFIED and known.headers():
            return None, known
        return _received(address, final, answer, max_bytes=max_bytes), answer.validators
    except _NotFetchedError as refusal:
        detail = f"{address} {refusal}"
        return Problem(code=refusal.code, stage="read", detail=detail, place=address), known
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = (
            f"does not answer ({error or type(error).__name__}): check the address and the connection, or save the page"
        )
        return Problem(code="no-answer", stage="read", detail=f"{address} {reason}", place=address), known


def _follow(
    address: str, max_bytes: int, headers: dict[str, str], *, resolve: Resolve, connect: Connect
) -> tuple[str, _Answer]:
    deadline = time.monotonic() + MAX_SECONDS
    current = address
    for _ in range(MAX_REDIRECTIONS + 1):
        answer = _ask(current, max_bytes, deadline=deadline, headers=headers, resolve=resolve, connect=connect)
        if answer.status not in _REDIRECTIONS or answer.location is None:
            return current, answer
        current = urljoin(current, answer.location)
    raise _NotFetchedError(
        "no-answer", f"redirects more than {MAX_REDIRECTIONS} times: save the page and read the file"
    )


def is_public(ip: str) -> bool:
    """Tell whether an IP address is one of the public internet: not private, loopback, link-local, reserved or mapped to one of these."""
    found = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


def _ask(
    address: str, max_bytes: int, *, deadline: float, headers: dict[str, str], resolve: Resolve, connect: Connect
) -> _Answer:
    parts = _checked(address)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    ips = resolve(host, port)
    barred = next((ip for ip in ips if not is_public(ip)), None)
    if barred is not None:
        hop = "" if not parts.netloc else f"{parts.scheme}://{parts.netloc}"
        raise _NotFetchedError(
            "forbidden-address", f"leads to {hop}, which is the private address {barred}: it was not asked"
        )
    if not ips:
        raise _NotFetchedError("no-answer", "has a host without an address: check the spelling")
    return _exchange(parts, connect(ips[0], port, TIMEOUT), headers, max_bytes=max_bytes, deadline=deadline)


def _checked(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(address) > MAX_ADDRESS:
        raise _NotFetchedError(
            "forbidden-address", f'leads to "{address[:80]}", which is no http or https address: it was not asked'
        )
    if any(ord(char) < 33 or ord(char) == 127 for char in address):
        raise _NotFetchedError("forbidden-address", "holds blanks or control characters: it was not asked")
    return parts


def _exchange(
    parts: SplitResult, plain: socket.socket, headers: dict[str, str], *, max_bytes: int, deadline: float
) -> _Answer:
    host = parts.hostname or ""
    connection = http.client.HTTPConnection(parts.netloc.rpartition("@")[2], timeout=TIMEOUT)
    try:
        plain.settimeout(TIMEOUT)
        if parts.scheme == "https":
            plain = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        connection.sock = plain
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request("GET", target if target.isascii() else _quoted(target), headers={**_HEADERS, **headers})
        response = connection.getresponse()
        body = _body(response, max_bytes=max_bytes, deadline=deadline) if response.status not in _REDIRECTIONS else b""
        return _Answer(
            status=response.status,
            location=response.getheader("Location"),
            media_type=response.getheader("Content-Type"),
            encoding=(response.getheader("Content-Encoding") or "").lower(),
            body=body,
            validators=Validators(_short(response.getheader("ETag")), _short(response.getheader("Last-Modified"))),
        )
    finally:
        connection.close()
        plain.close()


def _short(header: str | None) -> str | None:
    """A header that is handed back on every request: printable ASCII of bounded length, else not kept."""
    return header if header and len(header) <= MAX_HEADER and header.isascii() and header.isprintable() else None


def _quoted(target: str) -> str:
    from urllib.parse import quote

    return quote(target, safe="/?&=%:@+,;~!$'()*-._#[]")


def _body(response: http.client.HTTPResponse, *, max_bytes: int, deadline: float) -> bytes:
    pieces = bytearray()
    while chunk := response.read(_CHUNK):
        pieces += chunk
        if len(pieces) > max_bytes:
            raise _NotFetchedError("too-large", f"has more than {max_bytes / 1e6:g} MB: save the part that you need")
        if time.monotonic() > deadline:
            raise _NotFetchedError(
                "no-answer", f"took longer than {MAX_SECONDS:g} seconds: save the page and read the file"
            )
    return bytes(pieces)


def _received(asked: str, final: str, answer: _Answer, *, max_bytes: int) -> Received | Problem:
    if answer.status != 200:
        raise _NotFetchedError(
            "no-answer", f"answers with status {answer.status}: check the address, or save the page in a browser"
        )
    body: bytes | None = answer.body
    if answer.encoding in ("gzip", "x-gzip", "deflate"):
        body = inflate_within(answer.body, limit=max_bytes)
    elif answer.encoding not in ("", "identity"):
        body = None
    if body is None:
        raise _NotFetchedError(
            "expands-too-far", "is compressed in a way that is damaged, unknown or too large: save the page"
        )
    if not body.strip():
        raise _NotFetchedError("empty-file", "answers with an empty page: check the address")
    return Received(place=asked, content=body, media_type=answer.media_type, facts=Facts(url=final))
