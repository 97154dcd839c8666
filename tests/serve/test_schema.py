"""The API against its own description: whatever is asked, no error of the server, and answers as described."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the extra `web` is not installed")
schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

from hypothesis import HealthCheck, Phase, given, settings, strategies  # noqa: E402 - after the check that schemathesis is here

from stemma.serve.app import create_app  # noqa: E402 - likewise

ROUTES = 9
KNOWN = {"story": "story_1", "article": "art_a", "part": "claims"}
CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")


def test_no_request_makes_the_server_fail(case_path: Path, analysed: list[str]) -> None:
    schema = schemathesis.openapi.from_asgi("/api/1/openapi.json", create_app(case_path), headers={"host": "localhost"})
    checks = [getattr(schemathesis.checks, name, None) or _check(name) for name in CHECKS]
    met = 0
    for result in schema.get_all_operations():
        _ask(result.ok(), checks)
        met += 1
    assert met == ROUTES


def _check(name: str) -> Any:
    return next(check for check in schemathesis.checks.CHECKS.get_all() if check.__name__ == name)


def _ask(operation: Any, checks: list[Any]) -> None:
    @settings(
        max_examples=25, deadline=None, database=None, derandomize=True, phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(), is_known=strategies.booleans())
    def ask(case: Any, is_known: bool) -> None:
        if is_known and case.path_parameters:  # drawn words name nothing in the case
            known = {name: KNOWN[name] for name in case.path_parameters}
            case.path_parameters = known if "bulk" not in case.path else {"part": "claims"}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answer = case.call(headers={"host": "localhost"})
            case.validate_response(answer, checks=checks)

    ask()
