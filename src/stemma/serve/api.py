"""The HTTP API, version 1: read-only, paged, filtered as in search, with entity tags; bulk as JSON lines.

Records have the shapes of the report JSON.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from stemma.model.report import CaseReport
from stemma.render.report_json import report_json
from stemma.serve.errors import not_found
from stemma.serve.queries import Library
from stemma.serve.schemas import ErrorAnswer, Listing
from stemma.serve.search import FACETS
from stemma.serve.work import Workshop
from stemma.store.answers import opened

MOST_AT_ONCE = 500
_MOST_OFFSET = 10_000_000
Limit = Annotated[int, Query(ge=1, le=MOST_AT_ONCE, description="How many items at most.")]
Offset = Annotated[int, Query(ge=0, le=_MOST_OFFSET, description="How many items to leave out first.")]
Words = Annotated[str, Query(max_length=300)]
Value = Annotated[str | None, Query(max_length=200)]
PARTS = (
    "articles", "lineage", "independence", "origins", "entities", "times", "statements", "events", "claims",
    "unclaimed", "disagreements", "timeline",
)  # fmt: skip
Bulk = Literal["stories", "articles", "statements", "events", "claims", "disagreements", "origins", "unclaimed"]
_ERRORS: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorAnswer},
    422: {"model": ErrorAnswer},
    503: {"model": ErrorAnswer},
}


def api_router(library: Library, workshop: Workshop) -> APIRouter:
    """Return the routes under `/api/1`."""
    router = APIRouter(prefix="/api/1", responses=_ERRORS)
    _story_routes(router, library)
    _article_routes(router, library)
    _bulk_route(router, library)

    @router.get("/problems", response_model=Listing)
    def problems(
        request: Request, code: Value = None, article: Value = None, limit: Limit = 50, offset: Offset = 0
    ) -> Response:
        """List what was not read, kept or decided as asked."""
        items = [
            {"code": p.code, "stage": p.stage, "detail": p.detail, "article": p.article, "place": p.place}
            for p in library.problems()
            if code in (None, p.code) and article in (None, p.article)
        ]
        return _listing(request, items, limit=limit, offset=offset)

    @router.get("/work")
    def work(request: Request) -> Response:
        """Tell how far adding or updating is."""
        return _answer(request, workshop.as_json())

    return router


def _story_routes(router: APIRouter, library: Library) -> None:
    @router.get("/stories", response_model=Listing)
    def stories(
        request: Request, q: Words = "", told_often: bool = False, limit: Limit = 50, offset: Offset = 0
    ) -> Response:
        """List the stories whose title holds `q`, most told first; with `told_often` only those of two or more tellings."""
        found, total = library.stories(q, told_often=told_often, limit=limit, offset=offset)
        items = [
            {
                "id": s.id,
                "title": s.title,
                "earliest": s.earliest,
                "latest": s.latest,
                "articles": list(library.find_story(s.id).articles),
            }
            for s in found
        ]
        return _part(request, items, total=total, limit=limit, offset=offset)

    @router.get("/stories/{story}")
    def story(request: Request, story: str) -> Response:
        """Give one story whole, in the report format, with its headline sentence."""
        return story_answer(request, library, story)

    @router.get("/stories/{story}/{part}", response_model=Listing)
    def story_part(request: Request, story: str, part: str, limit: Limit = 50, offset: Offset = 0) -> Response:
        """List one part of a story: articles, lineage, independence, origins, entities, times, statements, events, claims, unclaimed,
        disagreements or timeline."""
        if part not in PARTS:
            raise not_found("part of a story called", part)
        whole = json.loads(opened(library.answer(story).body))
        return _listing(request, whole[part], limit=limit, offset=offset)


def _article_routes(router: APIRouter, library: Library) -> None:
    @router.get("/articles", response_model=Listing)
    def articles(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
        """List the articles in order of arrival, without their texts."""
        identifiers, total = library.article_ids(limit=limit, offset=offset)
        shown = [
            {
                "id": a.id,
                "title": a.title,
                "outlet": a.outlet,
                "language": a.language,
                "published": a.published.earliest,
            }
            for a in library.articles(identifiers)
        ]
        return _part(request, shown, total=total, limit=limit, offset=offset)

    @router.get("/articles/{article}")
    def article(request: Request, article: str) -> Response:
        """Give one article with its text and its story's id."""
        found = library.article(article)
        made = report_json(CaseReport(library.made_by, (), (), (found,), ()))["articles"][0]
        return _answer(request, {**made, "story": library.story_of(found.id)})

    @router.get("/search", response_model=Listing)
    def search(
        request: Request,
        q: Words = "",
        outlet: Value = None,
        agency: Value = None,
        source: Value = None,
        status: Value = None,
        country: Value = None,
        month: Value = None,
        language: Value = None,
        limit: Limit = 50,
        offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
    ) -> Response:
        """List the articles that hold all words of `q`, best first; of these, the ones that have the values given."""
        found = library.search(q, chosen_in(request), limit=limit, offset=offset)
        items = [
            {"id": h.id, "title": h.title, "outlet": h.outlet, "story": h.story, "excerpt": h.excerpt}
            for h in found.hits
        ]  # fmt: skip
        return _part(request, items, total=found.total, limit=limit, offset=offset)


def _bulk_route(router: APIRouter, library: Library) -> None:
    lines: dict[int | str, dict[str, Any]] = {
        200: {"content": {"application/x-ndjson": {"schema": {"type": "string"}}}}
    }

    @router.get("/bulk/{part}", responses=lines, response_class=StreamingResponse)
    def bulk(part: Bulk) -> Response:
        """Give all records of one kind as JSON lines, story by story; each line names its story."""
        return StreamingResponse(_lines(library, part), media_type="application/x-ndjson")


def _lines(library: Library, part: str) -> Iterator[bytes]:
    offset = 0
    while True:
        found, total = library.stories(limit=MOST_AT_ONCE, offset=offset)
        for listed in found:
            whole = json.loads(opened(library.answer(listed.id).body))
            for item in whole[part]:
                yield _dumped(item if "story" in item or part == "stories" else {**item, "story": listed.id}) + b"\n"
        offset += MOST_AT_ONCE
        if offset >= total:
            return


def chosen_in(request: Request) -> dict[str, str]:
    """Return the facet values that a request names."""
    given = {facet: request.query_params.get(facet) for facet in FACETS}
    return {facet: value[:200] for facet, value in given.items() if value}


def story_answer(request: Request, library: Library, story: str, *, headers: Mapping[str, str] = {}) -> Response:
    """Return one story in the report format; nothing is read of it where the asker has it already."""
    tag = f'"{library.answer_tag(story)}"'
    more = {**headers, "etag": tag, "vary": "accept-encoding"}
    if tag in _known_to(request):
        return Response(status_code=304, headers=more)
    made = library.answer(story)
    more["etag"] = f'"{made.fingerprint}"'
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(made.body, media_type="application/json", headers={**more, "content-encoding": "gzip"})
    return Response(opened(made.body), media_type="application/json", headers=more)


def _listing(request: Request, items: Sequence[dict[str, Any]], *, limit: int, offset: int) -> Response:
    return _part(request, items[offset : offset + limit], total=len(items), limit=limit, offset=offset)


def _part(request: Request, items: Sequence[dict[str, Any]], *, total: int, limit: int, offset: int) -> Response:
    following = offset + limit
    url = str(request.url.include_query_params(offset=following, limit=limit)) if following < total else None
    return _answer(request, {"items": list(items), "total": total, "next": url})


def _answer(request: Request, body: object) -> Response:
    content = _dumped(body)
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    if tag in _known_to(request):
        return Response(status_code=304, headers={"etag": tag})
    return Response(content, media_type="application/json", headers={"etag": tag})


def _known_to(request: Request) -> list[str]:
    return [known.strip().removeprefix("W/") for known in request.headers.get("if-none-match", "").split(",")]


def _dumped(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
