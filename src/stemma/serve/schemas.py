"""The shapes in which the API answers."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field


class ErrorBody(BaseModel):
    """Why a request was not answered: a short stable code and a sentence that says what to do."""

    code: str
    message: str


class ErrorAnswer(BaseModel):
    """The one shape of every error."""

    error: ErrorBody


class Listing(BaseModel):
    """A part of a list: items, how many there are in all, and the address of the next part."""

    items: list[dict[str, Any]]
    total: int
    next: str | None = Field(default=None, description="Address of the next part; null at the end.")
