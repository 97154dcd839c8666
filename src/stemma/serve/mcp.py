"""What a software agent may ask of a case: small answers with ids and offsets, saying what was not measured.

Words of articles are hostile: they stand only in fields named `untrusted_text`, and nothing else in an answer comes from a text. Reading more into
the case is possible only from a folder, or by address, where the caller of the command allowed it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import stat
from pathlib import Path
from typing import Any

from stemma.model.article import Received
from stemma.model.errors import UsageError
from stemma.model.problem import Problem
from stemma.serve.mcp_answers import (
    MOST,
    claim_shown,
    cut_shown,
    disagreement_shown,
    edge_shown,
    match_shown,
    more_shown,
    names_of,
    page_shown,
    reasons_shown,
    record_with_id,
    span_shown,
    spans_in,
    statement_shown,
    telling_shown,
)
from stemma.settings import Settings
from stemma.store.case import Case

Json = dict[str, Any]
Fetch = Callable[[str, int], Received | Problem]
NOT_MEASURED = (
    "truth",
    "whether an outlet checked what it printed",
    "tellings that are not in this case",
    "articles in other languages than English",
)
COUNTING = (
    "count is a lower bound on independent origins; at_most is not excluded; outlets, copies and rewrites are no further origins. "
    "'not established' means exactly that, neither yes nor no."
)


class Desk:
    """Answers questions about one case; reads it anew when the file has changed."""

    def __init__(
        self, path: Path, *, allow_add: Path | None = None, allow_url: bool = False, fetch: Fetch | None = None
    ) -> None:
        """Ask the case at `path`.

        Args:
            path: The case file.
            allow_add: Files in this folder may be read into it; none if None.
            allow_url: Whether addresses of public hosts may be fetched into it.
            fetch: Who fetches; tests put their own in place.
        """
        self._path = path
        self._fetch = fetch
        self._may_fetch = allow_url
        self._allowed = allow_add.resolve(strict=True) if allow_add is not None else None
        self._seen: tuple[int, ...] = ()
        self._made: Json = {}

    def list_stories(self, start: int = 0) -> Json:
        """Stories of the case, largest first, with the number of tellings and origins of each."""
        made = self._report()
        told = [
            {
                "id": story["id"],
                "title": {"untrusted_text": cut_shown(story["title"])},
                "tellings": len(story["articles"]),
                "origins": len(names_of(made["origins"], story["id"])),
                "earliest": story["earliest"],
                "latest": story["latest"],
            }
            for story in made["stories"]
        ]
        return self._answer({"stories": page_shown(told, start), **more_shown(told, start)})

    def story(self, story: str) -> Json:
        """One story: its tellings, who has it from whom, and the claims told by most."""
        made, found = self._report(), self._story(story)
        articles = {article["id"]: article for article in made["articles"]}
        lineage = next(item for item in made["lineage"] if item["story"] == found["id"])
        claims = [claim for claim in made["claims"] if claim["story"] == found["id"]]
        answer = {
            "id": found["id"],
            "title": {"untrusted_text": cut_shown(found["title"])},
            "tellings": [telling_shown(articles[key]) for key in found["articles"][:MOST]],
            "tellings_in_all": len(found["articles"]),
            "edges": [edge_shown(edge, lineage["nodes"]) for edge in lineage["edges"][: 2 * MOST]],
            "claims": [claim_shown(claim) for claim in claims[:10]],
            "claims_in_all": len(claims),
            "disagreements_in_all": sum(1 for d in made["disagreements"] if d["story"] == found["id"]),
        }
        return self._answer(answer)

    def check_claim(self, claim: str, story: str | None = None) -> Json:
        """Who tells this and who contradicts it: supported, contradicted, near or none, with origins, sources and the exact words."""
        from stemma.run.check import check_case

        made = self._report()
        wanted = self._story(story)["id"] if story else None
        with Case(self._path, read_only=True) as case:
            found = check_case(case, claim, settings=Settings(), story=wanted)
            matches = [match_shown(match, of, asked=claim, case=case, made=made) for of, match in found.matches[:6]]
        claims = {match["claim"]["id"] for match in matches if match["claim"]}
        against = [d for d in made["disagreements"] if claims.intersection(d["claims"])]
        return self._answer(
            {
                "verdict": found.verdict,
                "verdict_means": _VERDICTS[found.verdict],
                "matches": matches,
                "matches_in_all": len(found.matches),
                "disagreements_about_it": [disagreement_shown(d) for d in against[:3]],
                "stories_compared": found.stories,
            }
        )

    def origins(self, story: str) -> Json:
        """From which newsrooms, agencies and issuers a story comes, and what is known about each pair's independence."""
        made, found = self._report(), self._story(story)
        mine = [origin for origin in made["origins"] if origin["story"] == found["id"]]
        ids = {origin["id"] for origin in mine}
        pairs = [pair for pair in made["independence"] if ids.issuperset(pair.get("origins", ["?"]))]
        answer = {
            "origins_by_name": len(names_of(mine, found["id"])),
            "origins": [
                {
                    "id": o["id"],
                    "kind": o["kind"],
                    "label": {"untrusted_text": cut_shown(o["label"])},
                    "articles": o["articles"][:MOST],
                }
                for o in mine[:MOST]
            ],
            "pairs": [
                {"origins": pair["origins"], "verdict": pair["verdict"], "reasons": reasons_shown(pair["reasons"])}
                for pair in pairs[: 2 * MOST]
            ],
            **more_shown(mine, 0),
        }
        return self._answer(answer)

    def disagreements(self, story: str, start: int = 0) -> Json:
        """Where tellings of a story differ, with the values, who gives them, and the words."""
        made, found = self._report(), self._story(story)
        mine = [d for d in made["disagreements"] if d["story"] == found["id"]]
        return self._answer(
            {"disagreements": [disagreement_shown(d) for d in page_shown(mine, start)], **more_shown(mine, start)}
        )

    def statements_of_source(self, source: str, start: int = 0) -> Json:
        """What a source is said to have said; `source` is words of its name or an id of a source or entity."""
        made = self._report()
        wanted = source.casefold().strip()
        if not wanted:
            raise UsageError("give words of a source's name, or an id")
        names = {entity["id"]: entity["name"].casefold() for entity in made["entities"]}
        found = [
            statement
            for statement in made["statements"]
            if source in (statement["source"]["id"], statement["source"]["entity"], statement["source"]["same_as"])
            or wanted in statement["source"]["text"].casefold()
            or wanted in names.get(statement["source"]["entity"] or "", "")
        ]
        return self._answer(
            {"statements": [statement_shown(s) for s in page_shown(found, start)], **more_shown(found, start)}
        )

    def why(self, identifier: str) -> Json:
        """The kind, the reasons and the spans behind any id: story, claim, statement, event, edge, entity, disagreement, origin, article."""
        found = record_with_id(self._report(), identifier)
        if found is None:
            raise UsageError(f"nothing in the case has the id {identifier[:80]}")
        kind, record = found
        spans = list(spans_in(record))
        answer = {
            "id": identifier,
            "kind": kind,
            "reasons": reasons_shown(record.get("reasons", [])),
            "spans": [span_shown(span) for span in spans[:MOST]],
            "spans_in_all": len(spans),
            "facts": {name: record[name] for name in _FACTS if isinstance(record.get(name), str | int | float | bool)},
        }
        return self._answer(answer)

    def add(self, path: str) -> Json:
        """Read a file or folder into the case and analyse it; only inside the folder that was allowed."""
        from stemma.run.sources import receive

        return self._take_in(receive([str(self._inside(path))], settings=Settings().read))

    def add_url(self, address: str) -> Json:
        """Fetch one page or feed from a public host into the case and analyse it."""
        from stemma.run.fetch import fetch

        if not self._may_fetch:
            raise UsageError("nothing is fetched here; start with --allow-url to allow it")
        if not address.lower().startswith(("http://", "https://")):
            raise UsageError("give an address that begins with http:// or https://")
        return self._take_in([(self._fetch or fetch)(address, Settings().read.max_bytes)])

    def _take_in(self, arrivals: Iterable[Received | Problem]) -> Json:
        from stemma.run.analyse import analyse
        from stemma.run.ingest import ingest

        settings = Settings()
        with Case(self._path, read_only=False) as case:
            counts = ingest(case, arrivals, settings=settings)
            analyse(case, settings=settings)
        return {
            "articles": counts.articles,
            "added": counts.added,
            "known": counts.known,
            "problems": dict(counts.problems),
        }

    def _inside(self, path: str) -> Path:
        if self._allowed is None:
            raise UsageError(
                "this case is read-only here; start with --allow-add FOLDER to allow reading from a folder"
            )
        try:
            place = (self._allowed / path).resolve(strict=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise UsageError("there is no such file in the allowed folder") from error
        inside = (place, *place.rglob("*")) if place.is_dir() else (place,)
        if not all(found.resolve().is_relative_to(self._allowed) for found in inside):
            raise UsageError("that path, or a link in it, leads out of the allowed folder")
        return place

    def _report(self) -> Json:
        from stemma.render.report_json import report_json
        from stemma.run.report import report_case

        seen = _stamp(self._path)
        if seen != self._seen or not self._made:
            with Case(self._path, read_only=True) as case:
                self._made = report_json(report_case(case, settings=Settings()))
            self._seen = seen
        return self._made

    def _story(self, identifier: str) -> Json:
        found = [s for s in self._report()["stories"] if s["id"] == identifier or identifier in s["was"]]
        if not found:
            raise UsageError(f"no story has the id {identifier[:80]}; list_stories gives them")
        return dict(found[0])

    def _answer(self, answer: Json) -> Json:
        kept = {name: value for name, value in answer.items() if value is not None}
        return {**kept, "counting": COUNTING, "not_measured": list(NOT_MEASURED)}


_VERDICTS = {
    "supported": "at least one telling says this; how many origins stands with each match",
    "contradicted": "no telling says this, and at least one says otherwise",
    "near": "something alike is told, with the differences named; that is no support",
    "none": "nothing in this case says it; that is no denial",
}
_FACTS = (
    "type", "mode", "status", "certainty", "polarity", "act", "form", "kind", "slot", "grade", "relation", "share", "confidence", "story",
    "article", "earliest", "latest", "language", "background", "negated", "country",
)  # fmt: skip


def _stamp(path: Path) -> tuple[int, ...]:
    stamps = []
    for name in (path, path.with_name(path.name + "-wal")):
        if name.is_file():
            found = stat(name)
            stamps += [found.st_mtime_ns, found.st_size]
    return tuple(stamps)
