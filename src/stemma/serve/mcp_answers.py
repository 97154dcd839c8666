"""How records are shown to agents: small, with ids and offsets, words of articles in fields named `untrusted_text` only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from stemma.model.claim import Claim
from stemma.render.phrases import in_asked_words
from stemma.store.case import Case

if TYPE_CHECKING:
    from stemma.stages.claims.check import Match

Json = dict[str, Any]
MOST = 10
LONGEST = 300


def page_shown(items: list[Any], start: int) -> list[Any]:
    """Return the items of one page."""
    return items[max(start, 0) : max(start, 0) + MOST]


def more_shown(items: list[Any], start: int) -> Json:
    """Return how many there are in all, and where the next page starts."""
    end = max(start, 0) + MOST
    return {"in_all": len(items), "next_start": end if end < len(items) else None}


def names_of(origins: list[Json], story: str) -> set[tuple[str, str]]:
    """Return the origins of a story by kind and name: two lines of reports by one agency are one, as on the page."""
    return {(o["kind"], o["label"].casefold()) for o in origins if o["story"] == story}


def cut_shown(text: str) -> str:
    """Return at most `LONGEST` characters."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def span_shown(span: Json | None) -> Json | None:
    """Return where the words stand, and the words as untrusted."""
    if span is None:
        return None
    return {
        "article": span["article"],
        "start": span["start"],
        "end": span["end"],
        "untrusted_text": cut_shown(span["text"]),
    }


def telling_shown(article: Json) -> Json:
    """Return who published an article, and when."""
    return {
        "article": article["id"],
        "outlet": {"untrusted_text": cut_shown(article["outlet"])} if article["outlet"] else None,
        "title": {"untrusted_text": cut_shown(article["title"])} if article["title"] else None,
        "published": {name: article["published"][name] for name in ("earliest", "latest", "basis")},
    }


def edge_shown(edge: Json, nodes: list[Json]) -> Json:
    """Return who has it from whom."""
    by_id = {node["id"]: node for node in nodes}
    ends = {}
    for end in ("parent", "child"):
        node = by_id[edge[end]]
        ends[end] = {"node": node["id"], "article": node["article"], "in_the_case": node["article"] is not None}
        if node["article"] is None:
            ends[end]["label"] = {"untrusted_text": cut_shown(node["label"])}
    return {
        "id": edge["id"],
        **ends,
        "relation": edge["relation"],
        "share": edge["share"],
        "confidence": edge["confidence"],
    }


def claim_shown(claim: Json) -> Json:
    """Return a claim with its origins counted."""
    counted = claim["corroboration"]
    return {
        "id": claim["id"],
        "story": claim["story"],
        "text": {"untrusted_text": cut_shown(claim["text"])},
        "polarity": claim["polarity"],
        "status": claim["status"],
        "kind": claim["kind"],
        "tellings": len(claim["tellings"]),
        "origins": {"count": counted["count"], "at_most": counted["at_most"], "independence": counted["independence"]}
        if counted
        else "not counted",
    }


def match_shown(match: Match, story: str, *, asked: str, case: Case, made: Json) -> Json:
    """Return a passage that bears on a question, with its claim and sources."""
    claim = next((item for item in made["claims"] if item["id"] == match.claim), None)
    told = next((match.told_so(record) for record in case.records(Claim, story) if record.id == match.claim), None)
    if claim is not None and told is not None and told.corroboration is not None:
        counted = {"count": told.corroboration.count, "at_most": told.corroboration.at_most}
        claim = claim | {"tellings": told.tellings, "corroboration": claim["corroboration"] | counted}
    article = case.article(match.span.article)
    text = article.text[match.span.start : match.span.end] if article is not None else ""
    place = {"article": match.span.article, "start": match.span.start, "end": match.span.end, "text": text}
    known = {s["source"]["id"]: s["source"] for s in made["statements"]}
    return {
        "verdict": match.verdict,
        "span": span_shown(place),
        "story": story,
        "likelihood": round(match.probability, 2),
        "what_differs": in_asked_words(match.why, asked),
        "claim": claim_shown(claim) if claim else None,
        "sources": [source_shown(known[key]) for key in claim["sources"][:8] if key in known] if claim else [],
    }


def source_shown(source: Json) -> Json:
    """Return who is said to know."""
    return {
        "id": source["id"],
        "kind": source["kind"],
        "anonymous": source["anonymous"],
        "entity": source["entity"],
        "span": span_shown(source["span"]),
    }


def statement_shown(statement: Json) -> Json:
    """Return who said what."""
    return {
        "id": statement["id"],
        "source": source_shown(statement["source"]),
        "act": statement["act"],
        "form": statement["form"],
        "negated": statement["negated"],
        "cue": span_shown(statement["cue"]),
        "content": [span_shown(span) for span in statement["content"][:4]],
    }


def disagreement_shown(found: Json) -> Json:
    """Return values that differ, and who gives them."""
    return {
        "id": found["id"],
        "slot": found["slot"],
        "type": found["type"],
        "grade": found["grade"],
        "claims": found["claims"],
        "values": [
            {
                "value": {"untrusted_text": cut_shown(v["value"])},
                "told_as": v["told_as"],
                "article": v["article"],
                "span": span_shown(v["span"]),
                "origins": v["origins"],
                "count": v["count"],
            }
            for v in found["values"][:MOST]
        ],
    }


def reasons_shown(reasons: Iterable[Json]) -> list[Json]:
    """Return what spoke for a decision."""
    return [
        {
            "feature": reason["feature"],
            "value": {"untrusted_text": cut_shown(reason["value"])}
            if isinstance(reason["value"], str)
            else reason["value"],
            "weight": reason["weight"],
            "spans": [span_shown(span) for span in reason["spans"][:2]],
        }
        for reason in list(reasons)[:MOST]
    ]


def record_with_id(made: Json, identifier: str) -> tuple[str, Json] | None:
    """Return the kind and the record of any id; None where there is none."""
    lists = {"edge": [edge for item in made["lineage"] for edge in item["edges"]]}
    plain = ("articles", "stories", "origins", "entities", "times", "statements", "events", "claims", "disagreements")
    names = dict(
        zip(
            plain,
            ("article", "story", "origin", "entity", "time", "statement", "event", "claim", "disagreement"),
            strict=True,
        )
    )
    for kind, records in (*((names[key], made[key]) for key in plain), *lists.items()):
        for record in records:
            if record["id"] == identifier:
                return kind, record
    sources = (("source", s) for s in made["statements"] if s["source"]["id"] == identifier)
    return next(sources, None)


def spans_in(value: Any) -> Iterable[Json]:
    """Yield every span inside a record."""
    waiting = [value]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, dict):
            if {"article", "start", "end", "text"} <= set(item):
                yield item
            else:
                waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
