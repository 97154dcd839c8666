"""Any record for the eye: its facts, its reasons, and the exact words behind them with outlet and offsets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from stemma.render.phrases import head_of
from stemma.render.quote import plain

Json = Mapping[str, Any]
_SPAN = frozenset(("article", "start", "end", "text"))
_LONGEST = 300
_MOST = 12


def why_view(record: Json, made: Json) -> RenderableType:
    """Return the record of a report in the report's own format, as lines.

    Args:
        record: The record.
        made: The report that holds it, for the names of outlets.
    """
    outlets = {a["id"]: a["outlet"] or (a["places"] or [a["id"]])[0] for a in made["articles"]}
    facts = [
        f"{name.replace('_', ' ')}: {plain(head_of(str(value), _LONGEST))}"
        for name, value in record.items()
        if _is_fact(name, value)
    ]
    parts: list[RenderableType] = [Text(str(record["id"]), style="bold"), *(Text(fact) for fact in facts)]
    for name, value in record.items():
        if name == "reasons":
            continue
        parts += _listed(name, list(_spans(value))[:_MOST], outlets)
    reasons = record.get("reasons") or []
    if reasons:
        parts.append(Text("reasons", style="bold"))
    for reason in reasons:
        told = f"{reason['feature']}" + (f": {reason['value']}" if reason.get("value") is not None else "")
        parts.append(Padding(Text(plain(told)), (0, 0, 0, 2), expand=False))
        parts += [_line(span, outlets, 4) for span in reason.get("spans", ())[:4]]
    return Group(*parts)


def _is_fact(name: str, value: object) -> bool:
    return name != "id" and isinstance(value, str | int | float | bool)


def _listed(name: str, spans: list[Json], outlets: Mapping[str, str]) -> list[RenderableType]:
    return [Text(name.replace("_", " "), style="bold"), *(_line(span, outlets, 2) for span in spans)] if spans else []


def _line(span: Json, outlets: Mapping[str, str], indent: int) -> RenderableType:
    where = f"  {outlets.get(span['article'], span['article'])}, {span['article']} {span['start']}–{span['end']}"
    words = Text.assemble(f"“{plain(head_of(span['text'], _LONGEST))}”", (plain(where), "dim"))
    return Padding(words, (0, 0, 0, indent), expand=False)


def _spans(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        if set(value) >= _SPAN:
            yield value
        else:
            for inner in value.values():
                yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)
