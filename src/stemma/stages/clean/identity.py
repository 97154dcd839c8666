"""The address that names an article."""

from __future__ import annotations

from stemma.lang.outlets import canonical_address, domain_of


def identity_address(url: str | None, canonical: str | None) -> str | None:
    """Return the address that names an article: its canonical one, unless that is another site's, of which this is a copy."""
    if url is not None and (canonical is None or domain_of(url) != domain_of(canonical)):
        return canonical_address(url)
    return canonical_address(canonical) if canonical is not None else None
