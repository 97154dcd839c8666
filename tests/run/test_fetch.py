"""Fetching by name: public hosts only, at every hop, at the address that was checked, within bounds. A local server plays the internet."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from stemma.model.article import Received
from stemma.model.problem import Problem
from stemma.run.fetch import fetch, is_public

PUBLIC = "93.184.215.14"
HOSTS = {"news.example": [PUBLIC], "inside.example": ["10.0.0.7"], "mixed.example": [PUBLIC, "127.0.0.1"]}
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/a": (200, {"Content-Type": "text/html"}, b"<p>hello</p>"),
    "/moved": (302, {"Location": "/a"}, b""),
    "/trap": (302, {"Location": "http://inside.example/secret"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/gone": (404, {}, b"no"),
    "/big": (200, {}, b"x" * 3000),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 100_000)),
    "/packed": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"<p>packed</p>")),
}


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def get(address: str, port: int) -> tuple[Received | Problem, list[str]]:
    asked: list[str] = []

    def connect(ip: str, _: int, timeout: float) -> socket.socket:
        asked.append(ip)
        return socket.create_connection(("127.0.0.1", port), timeout=timeout)

    return fetch(address, 2000, resolve=lambda host, _: HOSTS[host], connect=connect), asked


def test_a_page_comes_from_the_address_that_was_checked(port: int) -> None:
    page, asked = get("http://news.example/moved", port)
    assert isinstance(page, Received)
    assert (page.content, page.facts.url, page.place) == (
        b"<p>hello</p>",
        "http://news.example/a",
        "http://news.example/moved",
    )
    assert asked == [PUBLIC, PUBLIC]


def test_compressed_page(port: int) -> None:
    page, _ = get("http://news.example/packed", port)
    assert isinstance(page, Received) and page.content == b"<p>packed</p>"


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        (
            "http://inside.example/",
            "forbidden-address",
            "http://inside.example/ leads to http://inside.example, which is the private address 10.0.0.7: it was not asked",
        ),
        (
            "http://mixed.example/",
            "forbidden-address",
            "http://mixed.example/ leads to http://mixed.example, which is the private address 127.0.0.1: it was not asked",
        ),
        (
            "http://news.example/trap",
            "forbidden-address",
            "http://news.example/trap leads to http://inside.example, which is the private address 10.0.0.7: it was not asked",
        ),
        (
            "http://news.example/file",
            "forbidden-address",
            'http://news.example/file leads to "file:///etc/passwd", which is no http or https address: it was not asked',
        ),
        (
            "http://news.example/loop",
            "no-answer",
            "http://news.example/loop redirects more than 5 times: save the page and read the file",
        ),
        (
            "http://news.example/gone",
            "no-answer",
            "http://news.example/gone answers with status 404: check the address, or save the page in a browser",
        ),
        (
            "http://news.example/big",
            "too-large",
            "http://news.example/big has more than 0.002 MB: save the part that you need",
        ),
        (
            "http://news.example/bomb",
            "expands-too-far",
            "http://news.example/bomb is compressed in a way that is damaged, unknown or too large: save the page",
        ),
    ],
)
def test_what_is_not_fetched(port: int, address: str, code: str, said: str) -> None:
    problem, _ = get(address, port)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.detail) == (code, said)


def test_private_hosts_are_never_connected_to(port: int) -> None:
    assert get("http://inside.example/", port)[1] == []
    assert get("http://news.example/trap", port)[1] == [PUBLIC]


def test_no_answer() -> None:
    def refuse(ip: str, port: int, timeout: float) -> socket.socket:
        raise ConnectionRefusedError("connection refused")

    problem = fetch("http://news.example/", 2000, resolve=lambda *_: [PUBLIC], connect=refuse)
    assert isinstance(problem, Problem)
    expected = "does not answer (connection refused): check the address and the connection, or save the page"
    assert (problem.code, problem.detail) == ("no-answer", f"http://news.example/ {expected}")


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "224.0.0.1",
        "255.255.255.255",
    ],
)
def test_addresses_that_are_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["93.184.215.14", "1.1.1.1", "2606:4700::1111"])
def test_addresses_that_are_public(ip: str) -> None:
    assert is_public(ip)
