"""Records to plain JSON values and back, by their own type hints.

A record becomes an object with its fields by name; fields that hold their default are left out, so that added fields cost nothing and old rows
can still be read. Tuples become arrays, enums their value, a `Span` `[article, start, end]`.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from stemma.model.span import Span

JsonValue = Any
_Record = TypeVar("_Record")


def to_json(record: object) -> JsonValue:
    """Return `record` as plain JSON values."""
    kind: Any = type(record)
    return _encoder(kind)(record)


def from_json(kind: type[_Record], value: JsonValue) -> _Record:
    """Return the record of type `kind` that `to_json` made `value` from.

    Raises:
        KeyError, TypeError, ValueError: `value` was not made from a `kind`.
    """
    hashable: Any = kind
    decoded: _Record = _decoder(hashable)(value)
    return decoded


@cache
def _encoder(kind: Any) -> Callable[[Any], JsonValue]:
    if kind is Span:
        return lambda span: [span.article, span.start, span.end]
    if issubclass(kind, Enum):
        return lambda member: member.value
    if kind in (tuple, list):
        return lambda items: [to_json(item) for item in items]
    if is_dataclass(kind):
        return _record_encoder(kind)
    return lambda plain: plain


def _record_encoder(kind: Any) -> Callable[[Any], JsonValue]:
    defaults = {f.name: _default_of(f) for f in fields(kind)}

    def encode(record: Any) -> JsonValue:
        encoded = {}
        for name, default in defaults.items():
            value = getattr(record, name)
            if default is MISSING or value != default:
                encoded[name] = to_json(value)
        return encoded

    return encode


def _default_of(field: Any) -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


@cache
def _decoder(kind: Any) -> Callable[[JsonValue], Any]:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional_decoder(kind)
    if origin is tuple:
        return _tuple_decoder(get_args(kind))
    if kind is Span:
        return lambda value: Span(*value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind):
        return _record_decoder(kind)
    return lambda value: value


def _optional_decoder(kind: Any) -> Callable[[JsonValue], Any]:
    inner: Any = next(arg for arg in get_args(kind) if arg is not type(None))
    if not (is_dataclass(inner) or (isinstance(inner, type) and issubclass(inner, Enum))):
        return lambda value: value
    hashable: Any = inner
    decode = _decoder(hashable)
    return lambda value: None if value is None else decode(value)


def _tuple_decoder(args: tuple[Any, ...]) -> Callable[[JsonValue], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        if args[0] in (str, int, float):
            return tuple
        return lambda value: tuple(map(_decoder(args[0]), value))
    return lambda value: tuple(_decoder(arg)(item) for arg, item in zip(args, value, strict=True))


def _record_decoder(kind: Any) -> Callable[[JsonValue], Any]:
    plan: dict[str, Callable[[JsonValue], Any]] | None = None

    def decode(value: JsonValue) -> Any:
        nonlocal plan
        if plan is None:  # made at first use, so that a record may hold records of its own kind
            hints = get_type_hints(kind)
            plan = {f.name: _decoder(hints[f.name]) for f in fields(kind)}
        return kind(**{name: plan[name](item) for name, item in value.items()})

    return decode
