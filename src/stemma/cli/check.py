"""`stemma check "a claim in words"`: who in a case tells it, who contradicts it, what is near."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stemma.cli.options import CaseOption, open_case

if TYPE_CHECKING:
    from stemma.model.claim import Claim
    from stemma.model.report import CaseReport
    from stemma.render.quote import Quoter
    from stemma.run.check import Answer
    from stemma.store.case import Case

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
    from stemma.run.report import report_case
    from stemma.settings import Settings

    settings = Settings()
    with open_case(case) as opened:
        made = report_case(opened, settings=settings)
        answer = _answer(claim, opened, made, settings)
    quoter = Quoter(article for report in (*made.stories, *made.alone) for article in report.articles)
    told = _as_json(answer, made, quoter, claim)
    typer.echo(json.dumps(told, ensure_ascii=False, indent=1) if as_json else _as_text(told))


def _answer(words: str, opened: Case, made: CaseReport, settings: Any) -> Answer:
    from stemma.run.analyse import load_extracted
    from stemma.run.check import check_claim, read_question, searched

    question = read_question(words, settings)
    stories = [
        searched(report, tuple(load_extracted(opened, article) for article in report.articles))
        for report in (*made.stories, *made.alone)
    ]
    return check_claim(question, stories, settings)


def _as_json(answer: Answer, made: CaseReport, quoter: Quoter, claim_asked: str) -> dict[str, Any]:
    from stemma.render.phrases import in_asked_words

    reports = {report.story.id: report for report in (*made.stories, *made.alone)}
    matches = []
    for story, found in answer.found.items():
        claims = {claim.id: claim for claim in reports[story].claims}
        outlets = {article.id: article.outlet or article.places[0] for article in reports[story].articles}
        for match in found:
            claim = claims.get(match.claim or "")
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
                    **_weighed(claim, outlets),
                }
            )
    return {
        "verdict": answer.verdict,
        "matches": matches,
        "searched": {"stories": answer.stories, "tellings": answer.tellings, "claims": answer.claims},
    }


def _weighed(claim: Claim | None, outlets: dict[str, str]) -> dict[str, Any]:
    if claim is None or claim.corroboration is None:
        return {}
    return {
        "tellings": [outlets[telling.article] for telling in claim.tellings],
        "origins": {"count": claim.corroboration.count, "at_most": claim.corroboration.at_most},
        "sources": len(claim.sources),
    }


def _as_text(told: dict[str, Any]) -> str:
    from stemma.render.quote import plain

    lines = [_SAYS[told["verdict"]]]
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
                f"  {len(match['tellings'])} tellings, origins shown independent: {origins['count']}{more}, sources: {match['sources']}"
            )
        lines += [f"  {plain(reason)}" for reason in match["why"]]
    searched = told["searched"]
    lines += [
        "",
        f"Searched {searched['claims']} claims of {searched['tellings']} articles in {searched['stories']} stories.",
    ]
    return "\n".join(lines)
