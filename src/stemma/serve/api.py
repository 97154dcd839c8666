"""The HTTP API, version 1: read-only, paged, with entity tags. Records have the shapes of the report JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from stemma.model.report import CaseReport, StoryReport
from stemma.render.phrases import headline_sentence
from stemma.render.report_json import report_json
from stemma.run.report import made_by
from stemma.serve.queries import Library
from stemma.serve.schemas import ErrorAnswer, Listing
from stemma.serve.work import Workshop

MOST_AT_ONCE = 500
Limit = Annotated[int, Query(ge=1, le=MOST_AT_ONCE, description="How many items at most.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many items to leave out first.")]
_ERRORS: dict[int | str, dict[str, Any]] = {404: {"model": ErrorAnswer}, 422: {"model": ErrorAnswer}}


def api_router(library: Library, workshop: Workshop) -> APIRouter:
    """Return the routes under `/api/1`."""
    router = APIRouter(prefix="/api/1", responses=_ERRORS)

    @router.get("/stories", response_model=Listing)
    def stories(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
        """List the stories, most told first."""
        items = [
            {"id": s.id, "title": s.title, "earliest": s.earliest, "latest": s.latest, "articles": list(s.articles)}
            for s in library.stories()
        ]
        return _listing(request, items, limit=limit, offset=offset)

    @router.get("/stories/{story}")
    def story(request: Request, story: str) -> Response:
        """Give one story whole, in the report format, with its headline sentence."""
        report = library.report(library.find_story(story))
        return _answer(request, {"headline": headline_sentence(report), **story_json(library, report)})

    @router.get("/stories/{story}/{part}", response_model=Listing)
    def story_part(request: Request, story: str, part: str, limit: Limit = 50, offset: Offset = 0) -> Response:
        """List one part of a story: claims, statements, events, disagreements, origins, entities, timeline, unclaimed."""
        whole = story_json(library, library.report(library.find_story(story)))
        items = whole.get(part)
        if part in ("format", "made_by") or not isinstance(items, list):
            from stemma.serve.errors import not_found

            raise not_found("part of a story called", part)
        return _listing(request, items, limit=limit, offset=offset)

    @router.get("/articles", response_model=Listing)
    def articles(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
        """List the articles in order of arrival, without their texts."""
        identifiers = library.article_ids()
        shown = [
            {
                "id": a.id,
                "title": a.title,
                "outlet": a.outlet,
                "language": a.language,
                "published": a.published.earliest,
            }
            for a in library.articles(identifiers[offset : offset + limit])
        ]
        return _part(request, shown, total=len(identifiers), limit=limit, offset=offset)

    @router.get("/articles/{article}")
    def article(request: Request, article: str) -> Response:
        """Give one article with its text and its story's id."""
        found = library.article(article)
        home = library.story_of().get(found.id)
        made = report_json(CaseReport(made_by(library.settings), (), (), (found,), ()))["articles"][0]
        return _answer(request, {**made, "story": home.id if home else None})

    @router.get("/search", response_model=Listing)
    def search(
        request: Request, q: Annotated[str, Query(max_length=300)] = "", limit: Limit = 50, offset: Offset = 0
    ) -> Response:
        """List the articles that hold all words of `q`, best first, at most a hundred."""
        items = [
            {
                "id": h.article.id,
                "title": h.article.title,
                "outlet": h.article.outlet,
                "story": h.story,
                "excerpt": h.excerpt,
            }
            for h in library.search(q, {}).hits
        ]
        return _listing(request, items, limit=limit, offset=offset)

    @router.get("/problems", response_model=Listing)
    def problems(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
        """List what was not read, kept or decided as asked."""
        items = [
            {"code": p.code, "stage": p.stage, "detail": p.detail, "article": p.article, "place": p.place}
            for p in library.problems()
        ]
        return _listing(request, items, limit=limit, offset=offset)

    @router.get("/work")
    def work(request: Request) -> Response:
        """Tell how far adding or updating is."""
        return _answer(request, workshop.as_json())

    return router


def story_json(library: Library, report: StoryReport) -> dict[str, Any]:
    """Return one story in the report format."""
    several = len(report.articles) > 1
    made = CaseReport(made_by(library.settings), (report,) if several else (), () if several else (report,), (), ())
    return dict(report_json(made))


def _listing(request: Request, items: Sequence[dict[str, Any]], *, limit: int, offset: int) -> Response:
    return _part(request, items[offset : offset + limit], total=len(items), limit=limit, offset=offset)


def _part(request: Request, items: Sequence[dict[str, Any]], *, total: int, limit: int, offset: int) -> Response:
    following = offset + limit
    url = str(request.url.include_query_params(offset=following, limit=limit)) if following < total else None
    return _answer(request, {"items": list(items), "total": total, "next": url})


def _answer(request: Request, body: object) -> Response:
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    asked = [known.strip().removeprefix("W/") for known in request.headers.get("if-none-match", "").split(",")]
    if tag in asked:
        return Response(status_code=304, headers={"etag": tag})
    return Response(content, media_type="application/json", headers={"etag": tag})
