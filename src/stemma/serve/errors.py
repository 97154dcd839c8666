"""What a request can be refused with; one shape for every answer that is no answer."""

from __future__ import annotations


class RefusedError(Exception):
    """A request that is not answered: status, a short stable code, and a sentence that says what to do."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def not_found(what: str, identifier: str) -> RefusedError:
    """Return the refusal for something that the case does not hold."""
    return RefusedError(
        404, "not-found", f"The case holds no {what} {identifier[:80]}; the list of them gives the ids."
    )
