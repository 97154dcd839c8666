"""The pages of the web application: the templates of the report, with ways to search, correct and add."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from secrets import compare_digest
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from stemma.model.article import Received
from stemma.model.decision import Decision
from stemma.model.ids import content_id
from stemma.render.html import asset, environment
from stemma.render.phrases import headline_sentence
from stemma.render.quote import Quoter
from stemma.render.story_view import view_story
from stemma.serve.api import story_json
from stemma.serve.errors import RefusedError, not_found
from stemma.serve.guard import Access
from stemma.serve.queries import FACETS, Library
from stemma.serve.work import Arrivals, Workshop, addresses_in

PER_PAGE = 50
_ABOUT = ("story", "entity")
_LONGEST_NOTE = 500
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
Words = Annotated[str, Query(max_length=300)]


class Pages:
    """Makes pages from templates."""

    def __init__(self, library: Library, workshop: Workshop, access: Access) -> None:
        """Show the case of `library`."""
        self.library = library
        self.workshop = workshop
        self.access = access

    def show(self, name: str, *, status: int = 200, **known: object) -> HTMLResponse:
        """Return the page made from template `name`."""
        return HTMLResponse(self.text(name, **known), status_code=status)

    def text(self, name: str, **known: object) -> str:
        """Return the page made from template `name` as text."""
        template = environment().get_template(f"web/{name}.html")
        return template.render(
            case=self.library.path.name, csrf=self.access.form_token, working=self.workshop.progress.running, **known
        )

    async def form(self, request: Request) -> FormData:
        """Return the posted form.

        Raises:
            RefusedError: It was not made by one of our own pages.
        """
        posted = await request.form(max_files=200, max_fields=300)
        token = posted.get("csrf")
        if not isinstance(token, str) or not compare_digest(token.encode(), self.access.form_token.encode()):
            raise RefusedError(
                403, "stale-form", "This form is too old or not from here; go back, reload the page and try again."
            )
        return posted


def static_router() -> APIRouter:
    """Return the routes of style and script."""
    router = APIRouter(include_in_schema=False)

    @router.get("/static/{name}")
    def static(name: str) -> Response:
        kinds = {"report.css": "text/css", "report.js": "text/javascript"}
        if name not in kinds:
            raise not_found("file", name)
        return Response(asset(name), media_type=kinds[name])

    return router


def reading_router(pages: Pages) -> APIRouter:
    """Return the routes of stories and articles."""
    router, library = APIRouter(include_in_schema=False), pages.library

    @router.get("/")
    def stories(q: Words = "", page: PageNumber = 1) -> Response:
        found = [s for s in library.stories() if q.casefold() in s.title.casefold()]
        told = [s for s in found if len(s.articles) > 1]
        shown = (told if told else found)[(page - 1) * PER_PAGE : page * PER_PAGE]
        total = len(told) if told else len(found)
        return pages.show(
            "stories", stories=shown, total=total, alone=len(found) - len(told), page=page, more=page * PER_PAGE < total,
            q=q, counts=library.counts(),
        )  # fmt: skip

    @router.get("/story/{identifier}.json")
    def story_as_json(identifier: str) -> Response:
        report = library.report(library.find_story(identifier))
        return _download(story_json(library, report), f"{report.story.id}.json")

    @router.get("/story/{identifier}")
    def story(identifier: str) -> Response:
        found = library.find_story(identifier)
        if found.id != identifier:
            return RedirectResponse(f"/story/{found.id}", status_code=301)
        return HTMLResponse(
            library.keep(("page", found.id, str(pages.workshop.progress.running)), lambda: _story_page(pages, found.id))
        )

    @router.get("/article/{identifier}")
    def article(identifier: str) -> Response:
        found = library.article(identifier)
        home = library.story_of().get(found.id)
        if home is None:
            return pages.show("aside", article=found)
        report = library.report(home)
        return pages.show(
            "article", v=view_story(report, apart=True), article=next(a for a in report.articles if a.id == found.id)
        )

    return router


def searching_router(pages: Pages) -> APIRouter:
    """Return the routes of search, names and sources."""
    router, library = APIRouter(include_in_schema=False), pages.library

    @router.get("/search")
    def search(request: Request, q: Words = "") -> Response:
        chosen = {facet: request.query_params[facet][:200] for facet in FACETS if request.query_params.get(facet)}
        return pages.show("search", q=q, chosen=chosen, found=library.search(q, chosen), url=request.url)

    @router.get("/search.json")
    def search_as_json(request: Request, q: Words = "") -> Response:
        chosen = {facet: request.query_params[facet][:200] for facet in FACETS if request.query_params.get(facet)}
        hits = library.search(q, chosen).hits
        items = [
            {"article": h.article.id, "title": h.article.title, "outlet": h.article.outlet, "story": h.story}
            for h in hits
        ]
        return _download({"query": q, "chosen": chosen, "items": items}, "search.json")

    @router.get("/entities")
    def entities(q: Words = "", page: PageNumber = 1) -> Response:
        found = [
            e
            for e in library.entities()
            if any(q.casefold() in n.text.casefold() for n in e.names) or q.casefold() in e.name.casefold()
        ]
        shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
        return pages.show(
            "entities", entities=shown, total=len(found), page=page, more=page * PER_PAGE < len(found), q=q
        )

    @router.get("/sources")
    def sources(q: Words = "", page: PageNumber = 1) -> Response:
        found = [s for s in library.sources() if q.casefold() in s.text.casefold() or q.casefold() in s.kind]
        shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
        return pages.show("sources", sources=shown, total=len(found), page=page, more=page * PER_PAGE < len(found), q=q)

    return router


def keeping_router(pages: Pages) -> APIRouter:
    """Return the routes that show problems, decisions and work, and the form for adding."""
    router, library = APIRouter(include_in_schema=False), pages.library

    @router.get("/problems")
    def problems() -> Response:
        return pages.show("problems", problems=library.problems())

    @router.get("/decisions")
    def decisions() -> Response:
        made = library.decisions()
        ends = {end.split(":")[0] for d in made for end in (d.left, d.right)}
        titles = {a.id: a.title or a.outlet or a.id for a in library.articles(sorted(ends))}
        return pages.show("decisions", decisions=made, titles=titles)

    @router.get("/add")
    def add() -> Response:
        return pages.show("add")

    @router.get("/work")
    def work() -> Response:
        return pages.show("work", progress=pages.workshop.progress)

    return router


def writing_router(pages: Pages) -> APIRouter:
    """Return the routes of forms that change the case."""
    router = APIRouter(include_in_schema=False)

    @router.post("/add")
    async def add(request: Request) -> Response:
        posted = await pages.form(request)
        arrivals = await _arrivals(posted)
        await posted.close()
        if not arrivals.received and not arrivals.addresses:
            raise RefusedError(
                400, "nothing-to-add", "No file was chosen and no http address given; choose one and try again."
            )
        pages.workshop.start(arrivals)
        return RedirectResponse("/work", status_code=303)

    @router.post("/decide")
    async def decide(request: Request) -> Response:
        posted = await pages.form(request)
        made = await run_in_threadpool(_decisions_in, posted, pages.library)
        await run_in_threadpool(_write, pages, made, undone=())
        return RedirectResponse("/work", status_code=303)

    @router.post("/undo")
    async def undo(request: Request) -> Response:
        posted = await pages.form(request)
        undone = tuple(str(value) for value in posted.getlist("decision"))[:300]
        await run_in_threadpool(_write, pages, (), undone=undone)
        return RedirectResponse("/work", status_code=303)

    return router


def _story_page(pages: Pages, identifier: str) -> str:
    report = pages.library.report(pages.library.find_story(identifier))
    others = [s for s in pages.library.stories() if s.id != identifier][:200]
    return pages.text(
        "story", v=view_story(report), quote=Quoter(report.articles), headline=headline_sentence(report), others=others
    )


def _decisions_in(posted: FormData, library: Library) -> tuple[Decision, ...]:
    verdict, about, note = (str(posted.get(name, "")) for name in ("verdict", "about", "note"))
    left, rights = _ends(posted, library)
    if verdict not in ("same", "different") or about not in _ABOUT or not left or not rights:
        raise RefusedError(400, "half-a-decision", "Choose two things and whether they are the same or different.")
    for end in (left, *rights):
        library.article(end.split(":")[0])
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made = []
    for right in rights[:200]:
        first, second = sorted((left, right))
        if first == second:
            raise RefusedError(400, "half-a-decision", "Choose two different things.")
        identifier = content_id("dec", about, first, second)
        made.append(Decision(identifier, verdict, about, first, second, note[:_LONGEST_NOTE] or None, None, now))
    return tuple(made)


def _ends(posted: FormData, library: Library) -> tuple[str, list[str]]:
    """Return what is ruled on: a telling and all others of its story, two marked names, or what the form names."""
    split, pair = str(posted.get("split", "")), [str(value) for value in posted.getlist("pair")]
    if split:
        home = library.story_of().get(split)
        return split, [article for article in home.articles if article != split] if home else []
    if pair:
        return (pair[0], pair[1:]) if len(pair) == 2 else ("", [])
    return str(posted.get("left", "")), [str(value) for value in posted.getlist("right")]


def _write(pages: Pages, made: tuple[Decision, ...], *, undone: tuple[str, ...]) -> None:
    pages.workshop.refuse_while_running()
    with pages.library.open(write=True) as case, case.writing():
        for decision in made:
            case.put_decision(decision)
        for identifier in undone:
            case.remove_decision(identifier)
    pages.workshop.start()


async def _arrivals(posted: FormData) -> Arrivals:
    received = []
    for upload in posted.getlist("files"):
        if isinstance(upload, UploadFile) and upload.filename:
            content = await upload.read()
            received.append(
                Received(
                    upload.filename[:200], content, upload.content_type if upload.content_type == "text/html" else None
                )
            )
    addresses = addresses_in(str(posted.get("addresses", "")))
    return Arrivals(tuple(received), tuple(addresses[:50]))


def _download(body: object, name: str) -> Response:
    content = json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    return Response(
        content, media_type="application/json", headers={"content-disposition": f'attachment; filename="{name}"'}
    )
