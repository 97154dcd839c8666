"""Who may ask, and under what rules a browser shows the answer: host, token, origin of posts, size, headers."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
MAX_POST = 60_000_000
COOKIE = "stemma_token"
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "private, no-cache",
}


@dataclass(frozen=True, slots=True)
class Access:
    """Which host names are answered to, and the token that every request must bring (None on this machine alone)."""

    hosts: Sequence[str] = LOCAL_HOSTS
    token: str | None = None
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))


class Guard:
    """Stands before the application; a host name that is not its own is how a hostile page would reach this machine."""

    def __init__(self, app: ASGIApp, *, access: Access) -> None:
        """Guard `app`."""
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse before the application sees the request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        await self._app(scope, _bounded(receive), _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if _host_of(headers.get("host", "")) not in self._access.hosts:
            return _refuse(
                421, "wrong-host", "This name is not served here; use the address that `stemma serve` printed."
            )
        if self._access.token is not None and not _same(_token_in(headers), self._access.token):
            return self._admission(scope)
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            return _post_refusal(headers)
        return None

    def _admission(self, scope: Scope) -> Response:
        """Let in whoever brings the token in the address, once, and keep it in a cookie from then on."""
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        if not _same(asked, self._access.token or ""):
            return _refuse(401, "no-token", "A token is needed; use the whole address that `stemma serve` printed.")
        response = RedirectResponse(scope["path"], status_code=303)
        response.set_cookie(COOKIE, asked, httponly=True, samesite="strict", path="/")
        return response


def _same(one: str, two: str) -> bool:
    return secrets.compare_digest(one.encode(), two.encode())


def _host_of(header: str) -> str:
    try:
        return (urlsplit("//" + header).hostname or "").lower()
    except ValueError:
        return ""


def _token_in(headers: Headers) -> str:
    bearer = headers.get("authorization", "")
    if bearer.startswith("Bearer "):
        return bearer.removeprefix("Bearer ")
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[COOKIE].value if COOKIE in cookies else ""


def _post_refusal(headers: Headers) -> Response | None:
    origin, host = headers.get("origin"), headers.get("host", "")
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return _refuse(403, "other-site", "Another site sent this form; open the page here and try again.")
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        return _refuse(403, "other-site", "Another site sent this form; open the page here and try again.")
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MAX_POST:
        return _refuse(413, "too-large", f"More than {MAX_POST // 1_000_000} MB at once; add fewer files at a time.")
    return None


def _refuse(status: int, code: str, message: str) -> Response:
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)


def _bounded(receive: Receive) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > MAX_POST else message

    return bounded


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
