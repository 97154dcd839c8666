"""Outlets and agencies: which address and which name means which, and what the tables must hold."""

from __future__ import annotations

import re

import pytest

from stemma.lang.agencies import agencies, agency_at, agency_named, agency_of
from stemma.lang.outlets import canonical_address, domain_of, host_of, outlet_at, outlet_named, outlets


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.bbc.co.uk/news/world-1", "BBC"),
        ("https://m.dailymail.co.uk/x", "Daily Mail"),
        ("https://amp.cnn.com/cnn/2020/x", "CNN"),
        ("https://edition.cnn.com/2020/x", "CNN"),
        ("https://www-nytimes-com.cdn.ampproject.org/c/s/www.nytimes.com/x", "The New York Times"),
        ("africa.chinadaily.com.cn", "China Daily"),
        ("https://timesofindia.indiatimes.com/x", "The Times of India"),
        ("https://economictimes.indiatimes.com/x", "The Economic Times"),
        ("https://abcnews.go.com/x", "ABC News"),
        ("https://unknown.example/x", None),
        ("https://notbbc.co.uk/x", None),
        ("no address", None),
        ("http://[broken/x", None),
    ],
)
def test_outlet_at(address: str, outlet: str | None) -> None:
    found = outlet_at(address)
    assert (found.name if found else None) == outlet


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("http://www.Lamp.example/a/?utm_source=x&id=7#top", "https://lamp.example/a?id=7"),
        ("https://m.lamp.example/a/amp/", "https://lamp.example/a"),
        ("https://amp.lamp.example/a", "https://lamp.example/a"),
        ("https://lamp.example:8080/a?b=2&a=1", "https://lamp.example:8080/a?a=1&b=2"),
        ("https://lamp.example/", "https://lamp.example"),
    ],
)
def test_one_page_has_one_address(address: str, canonical: str) -> None:
    assert canonical_address(address) == canonical
    assert canonical_address(canonical) == canonical


def test_domains() -> None:
    assert host_of("https://WWW.Lamp.example:80/x") == "lamp.example"
    assert domain_of("https://news.bbc.co.uk/x") == "bbc.co.uk"
    assert domain_of("https://a.b.lamp.example/x") == "lamp.example"


def test_names() -> None:
    assert outlet_named("the new york times") == outlet_at("nytimes.com")
    assert outlet_named("The Sun") is None, "many papers are called so"
    assert agency_named("AFP") == agency_named("agence france-presse") == agency_at("https://www.afp.com/x")
    assert agency_named("The Associated Press") == agency_named("AP")
    assert agency_named("ap") is None, "short forms count only as agencies write them"
    assert agency_of("PAP Business") == agency_named("PAP"), "a service of an agency is the agency"
    assert agency_of("Reuters Sports News") == agency_named("Reuters") and agency_named("Reuters Sports News") is None
    assert agency_named("Business News") is None and agency_named("Reuters Square") is None


def test_tables_are_whole() -> None:
    domains = [domain for outlet in outlets() for domain in outlet.domains]
    assert len(outlets()) > 400 and len(domains) == len(set(domains))
    assert all(domain == host_of(domain) for domain in domains if not domain.startswith(("m.", "edition.")))
    assert len({outlet.name for outlet in outlets()}) == len(outlets())
    assert len(agencies()) > 80 and len({agency.name for agency in agencies()}) == len(agencies())
    assert all(re.fullmatch("[A-Z]{3}", agency.country) for agency in agencies())
    marks = [mark for agency in agencies() for mark in agency.marks]
    assert len(marks) == len(set(marks)), "a short form means one agency"
