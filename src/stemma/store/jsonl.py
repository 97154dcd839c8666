"""A whole case as JSON lines and back: nothing lost but what is made anew on demand (sentence vectors).

The first line names the format. Every further line has a `kind`: "Maker" (who made rows, by number), "Article" (with the bytes it came as), "Rows"
(what one stage wrote for one scope, followed by that many records), the records themselves, "Done", "Problem", "Decision", "Amendment".
"""

from __future__ import annotations

import base64
import json
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from functools import cache
from importlib import import_module
from typing import Any

import stemma.model
from stemma.model.article import Article, Facts
from stemma.model.codec import from_json, to_json
from stemma.model.decision import Decision
from stemma.model.errors import CaseError
from stemma.model.problem import Problem
from stemma.store.case import Case, Maker

FORMAT = "stemma.case/1"
Line = dict[str, Any]


def case_lines(case: Case) -> Iterator[str]:
    """Yield the lines of a case, the same for the same case wherever it was made."""
    yield _line({"format": FORMAT})
    makers = _makers(case)
    numbers = {identifier: number for number, (identifier, _) in enumerate(makers)}
    for number, (_, maker) in enumerate(makers):
        yield _line({"kind": "Maker", "number": number, "record": to_json(maker)})
    yield from _article_lines(case, numbers)
    yield from _record_lines(case, numbers)
    for stage, scope, fingerprint in case.connection.execute("SELECT * FROM done ORDER BY stage, scope"):
        yield _line({"kind": "Done", "stage": stage, "scope": scope, "fingerprint": fingerprint})
    for stage, scope, text in case.connection.execute(
        "SELECT stage, scope, json FROM problem ORDER BY stage, scope, id"
    ):
        yield _line({"kind": "Problem", "stage": stage, "scope": scope, "record": json.loads(text)})
    for decision in case.decisions():
        yield _line({"kind": "Decision", "record": to_json(decision)})
    for article, facts in sorted(case.amendments().items()):
        yield _line({"kind": "Amendment", "article": article, "record": to_json(facts)})


def load_case(case: Case, lines: Iterable[str]) -> int:
    """Write the case that `lines` hold into the empty `case`, all or nothing.

    Returns:
        How many articles it has.

    Raises:
        CaseError: `case` is not empty, or a line is not one that `case_lines` writes.
    """
    if case.article_ids() or case.decisions():
        raise CaseError(f"{case.path} is not empty; name a case file that does not exist yet")
    with case.writing():
        loader = _Loader(case)
        try:
            for line in lines:
                loader.number += 1
                if line.strip():
                    loader.take(json.loads(line))
            loader.finish()
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise CaseError(f"line {loader.number} is not one of {FORMAT} ({reason}); export the case again") from error
    return len(case.article_ids())


class _Loader:
    def __init__(self, case: Case) -> None:
        self.number = 0
        self._case = case
        self._makers: dict[int, Maker] = {}
        self._open: Line | None = None
        self._rows: list[object] = []
        self._begun = False

    def take(self, line: Line) -> None:
        if not self._begun:
            if line.get("format") != FORMAT:
                raise ValueError(f"the first line should say {FORMAT}")
            self._begun = True
        elif self._open is not None and len(self._rows) < self._open["count"]:
            self._rows.append(from_json(_kinds()[self._open["of"]], line["record"]))
        else:
            self._flush()
            self._take_head(line)

    def finish(self) -> None:
        self._flush()
        if not self._begun:
            raise ValueError("there is no line")

    def _take_head(self, line: Line) -> None:
        kind, case = line["kind"], self._case
        if kind == "Rows":
            self._open, self._rows = line, []
        elif kind == "Maker":
            self._makers[line["number"]] = from_json(Maker, line["record"])
        elif kind == "Article":
            content = base64.b64decode(line["received"])
            case.put_article(from_json(Article, line["record"]), content, self._makers[line["maker"]])
        elif kind == "Done":
            case.mark_done(line["stage"], line["scope"], line["fingerprint"])
        elif kind == "Problem":
            case.add_problem(line["stage"], line["scope"], from_json(Problem, line["record"]))
        elif kind == "Decision":
            case.put_decision(from_json(Decision, line["record"]))
        elif kind == "Amendment":
            case.put_amendment(line["article"], from_json(Facts, line["record"]))
        else:
            raise ValueError(f"a line of kind {kind} does not stand here")

    def _flush(self) -> None:
        if self._open is None:
            return
        head, self._open = self._open, None
        if len(self._rows) != head["count"]:
            raise ValueError(f"{head['count']} records of {head['of']} were announced, {len(self._rows)} came")
        self._case.put_records(head["of"], head["scope"], self._rows, self._makers[head["maker"]])


def _makers(case: Case) -> list[tuple[int, Maker]]:
    rows = case.connection.execute("SELECT id, stage, version, model, resources, settings FROM maker")
    return sorted(((row[0], Maker(*row[1:])) for row in rows), key=lambda pair: str(to_json(pair[1])))


def _article_lines(case: Case, numbers: dict[int, int]) -> Iterator[str]:
    query = "SELECT a.maker, a.json, a.id FROM article a ORDER BY a.arrival"
    for maker, text, identifier in case.connection.execute(query):
        content = base64.b64encode(case.received(identifier) or b"").decode("ascii")
        yield _line({"kind": "Article", "maker": numbers[maker], "record": json.loads(text), "received": content})


def _record_lines(case: Case, numbers: dict[int, int]) -> Iterator[str]:
    for kind, scope, maker, text in case.connection.execute("SELECT * FROM record ORDER BY kind, scope"):
        records = json.loads(text)
        yield _line({"kind": "Rows", "of": kind, "scope": scope, "maker": numbers[maker], "count": len(records)})
        for record in records:
            yield _line({"kind": kind, "scope": scope, "record": record})


@cache
def _kinds() -> dict[str, type]:
    """Every record of the model by its name."""
    modules = [import_module(f"stemma.model.{found.name}") for found in pkgutil.iter_modules(stemma.model.__path__)]
    return {
        name: kind
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type) and is_dataclass(kind)
    }


def _line(value: Line) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
