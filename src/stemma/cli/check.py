"""`stemma check "a claim in words"`: who in a case tells it, who contradicts it, what is near."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stemma.cli.options import CaseOption, open_case

if TYPE_CHECKING:
    from stemma.model.claim import Claim
    from stemma.model.report import CaseReport, StoryReport
    from stemma.render.quote import Quoter
    from stemma.run.check import Answer

_SAYS = {
    "supported": "Told by the case.",
    "contradicted": "Not told by the case; something that contradicts it is.",
    "near": "Not told by the case as asked; these passages are near.",
    "none": "Nothing found in the case.",
}
_MOST_NEAR = 5


def add_commands(cli: typer.Typer) -> None:
    """Add this family's command."""
    cli.command()(check)


def check(
    claim: Annotated[str, typer.Argument(metavar='"A CLAIM"', help="One sentence, in your own words.")],
    case: CaseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say who in a case tells a claim, with origins and sources, and who contradicts it."""
    from stemma.render.quote import Quoter
    from stemma.run.check import check_case
    from stemma.run.report import report_case
    from stemma.settings import Settings

    settings = Settings()
    with open_case(case) as opened:
        answer = check_case(opened, claim, settings=settings)
        made = report_case(opened, settings=settings, only=frozenset(answer.found))
    quoter = Quoter(article for report in (*made.stories, *made.alone) for article in report.articles)
    told = _as_json(answer, made, quoter, claim)
    typer.echo(json.dumps(told, ensure_ascii=False, indent=1) if as_json else _as_text(told))


def _as_json(answer: Answer, made: CaseReport, quoter: Quoter, claim_asked: str) -> dict[str, Any]:
    from stemma.render.phrases import in_asked_words, outlet_name, sources_by_id

    reports = {report.story.id: report for report in (*made.stories, *made.alone)}
    matches = []
    for story, match in answer.matches:
        claim = next((claim for claim in reports[story].claims if claim.id == match.claim), None)
        outlets = {article.id: outlet_name(article) for article in reports[story].articles}
        matches.append(
            {
                "verdict": match.verdict,
                "story": story,
                "claim": match.claim,
                "outlet": outlets[match.span.article],
                "span": {"article": match.span.article, "start": match.span.start, "end": match.span.end},
                "text": quoter(match.span),
                "probability": round(match.probability, 2),
                "why": in_asked_words(match.why, claim_asked),
                **_weighed(claim and match.told_so(claim), outlets, sources_by_id(reports[story])),
            }
        )
    return {
        "verdict": answer.verdict,
        "matches": matches,
        "disagreements": [
            shown for report in reports.values() for shown in _disputes(report, {match["claim"] for match in matches})
        ],
        "searched": {"stories": answer.stories, "tellings": answer.tellings, "claims": answer.claims},
    }


def _disputes(report: StoryReport, claims: set[str | None]) -> list[dict[str, Any]]:
    """Conflicts over what was found: who tells it one way, who the other."""
    from stemma.render.phrases import outlet_name, told_as

    outlets = {article.id: outlet_name(article) for article in report.articles}
    return [
        {
            "id": found.id,
            "slot": found.slot,
            "values": [
                {"value": value.value, "told_as": stands, "article": value.article, "outlet": outlets[value.article]}
                for value, stands in zip(found.values, told_as(found, report.claims), strict=True)
            ],
        }
        for found in report.disagreements
        if found.type == "conflict" and found.grade == "certain" and claims.intersection(found.claims)
    ]


def _weighed(claim: Claim | None, outlets: dict[str, str], key_of: dict[str, str]) -> dict[str, Any]:
    from stemma.render.phrases import source_count

    if claim is None or claim.corroboration is None:
        return {}
    return {
        "tellings": [outlets[telling.article] for telling in claim.tellings],
        "origins": {"count": claim.corroboration.count, "at_most": claim.corroboration.at_most},
        "sources": source_count(claim, key_of),
    }


def _as_text(told: dict[str, Any]) -> str:
    from stemma.render.quote import plain

    disputed = [line for found in told["disagreements"] for line in _dispute_lines(found)]
    lines = [_SAYS[told["verdict"]] + (" Tellings disagree about it; see below." if disputed else "")]
    shown = {"near": 0}
    for match in told["matches"]:
        if match["verdict"] == "near":
            if told["verdict"] == "supported" or shown["near"] >= _MOST_NEAR:
                continue
            shown["near"] += 1
        lines += ["", f"{match['verdict']}: {plain(match['outlet'])}: “{plain(' '.join(match['text'].split()))}”"]
        if "origins" in match and match["verdict"] == "supported":
            origins = match["origins"]
            more = f" (at most {origins['at_most']})" if origins["at_most"] > origins["count"] else ""
            lines.append(
                f"  tellings: {len(match['tellings'])}, origins shown independent: {origins['count']}{more}, sources: {match['sources']}"
            )
        lines += [f"  {plain(reason)}" for reason in match["why"]]
    searched = told["searched"]
    lines += disputed
    lines += [
        "",
        f"Searched: {searched['claims']} claims, {searched['tellings']} articles, {searched['stories']} stories.",
    ]
    return "\n".join(lines)


def _dispute_lines(found: dict[str, Any]) -> list[str]:
    from stemma.render.differences import SLOTS
    from stemma.render.quote import plain

    tellers: dict[str, list[str]] = {}
    for value in found["values"]:
        words = f"{value['told_as']}: {value['value']}" if value["told_as"] else value["value"]
        tellers.setdefault(" ".join(words.split()), []).append(value["outlet"])
    told = [f"  · {plain(words)}  {plain(', '.join(dict.fromkeys(who)))}" for words, who in tellers.items()]
    return ["", f"in dispute: {SLOTS.get(found['slot'], found['slot'])}", *told]
