"""The pages of the web application: the templates of the report, with ways to search, correct and add."""

from __future__ import annotations

import json
from secrets import compare_digest
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import escape
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from stemma.model.article import Received
from stemma.model.decision import Decision
from stemma.model.lineage import Story
from stemma.render.html import asset, environment
from stemma.render.page import CASE_NAME, FORM_TOKEN, OTHER_STORIES, WORK_NOTICE, unfinished_page
from stemma.render.quote import plain
from stemma.render.story_view import view_story
from stemma.serve.api import chosen_in, story_answer
from stemma.serve.errors import RefusedError, not_found
from stemma.serve.guard import Access
from stemma.serve.queries import Library
from stemma.serve.rulings import decisions_in
from stemma.serve.work import Arrivals, Workshop, addresses_in
from stemma.store.answers import opened

PER_PAGE = 50
HITS_PER_PAGE = 20
MOST_OTHERS = 200
_GZIP = b"\x1f\x8b"
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
        return self.finished(unfinished_page(name, **known))

    def finished(self, page: bytes, *, others: str = "") -> str:
        """Return an unfinished page, compressed or not, with the name of the case, the token of its forms, a word on work that goes on, and the
        form for joining `others`."""
        text = (opened(page) if page[:2] == _GZIP else page).decode()
        notice = environment().get_template("web/working.html").render() if self.workshop.progress.running else ""
        filled = {OTHER_STORIES: others, CASE_NAME: str(escape(plain(self.library.path.name))), WORK_NOTICE: notice}
        for place, words in filled.items():
            text = text.replace(place, words)
        return text.replace(FORM_TOKEN, self.access.form_token)

    def joining(self, story: Story) -> str:
        """Return the form for joining a story with another."""
        others = [s for s in self.library.stories(limit=MOST_OTHERS + 1)[0] if s.id != story.id]
        return (
            environment()
            .get_template("web/join.html")
            .render(story=story, others=others, most_others=MOST_OTHERS, csrf=FORM_TOKEN)
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

    @router.get("/favicon.ico")
    def icon() -> Response:
        return Response(status_code=204)  # every browser asks

    return router


def reading_router(pages: Pages) -> APIRouter:
    """Return the routes of stories and articles."""
    router, library = APIRouter(include_in_schema=False), pages.library

    @router.get("/")
    def stories(q: Words = "", page: PageNumber = 1) -> Response:
        told, total = library.stories(q, told_often=True, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
        shown, whole = (told, total) if total else library.stories(q, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
        alone = library.stories(q, limit=1)[1] - total
        return pages.show(
            "stories", stories=shown, total=whole, alone=alone, page=page, more=page * PER_PAGE < whole,
            q=q, counts=library.counts(),
        )  # fmt: skip

    @router.get("/story/{identifier}.json")
    def story_as_json(request: Request, identifier: str) -> Response:
        found = library.find_story(identifier).id
        saved = {"content-disposition": f'attachment; filename="{found}.json"'}
        return story_answer(request, library, found, headers=saved)

    @router.get("/story/{identifier}")
    def story(identifier: str) -> Response:
        found = library.find_story(identifier)
        if found.id != identifier:
            return RedirectResponse(f"/story/{found.id}", status_code=301)
        return HTMLResponse(pages.finished(library.page(found), others=pages.joining(found)))

    @router.get("/article/{identifier}")
    def article(identifier: str) -> Response:
        found = library.article(identifier)
        home = library.story_of(found.id)
        if home is None:
            return pages.show("aside", article=found)
        return HTMLResponse(
            pages.finished(
                library.shelved(library.tag_of(home, "article", found.id), lambda: _article_page(pages, home, found.id))
            )
        )

    return router


def searching_router(pages: Pages) -> APIRouter:
    """Return the routes of search, names and sources."""
    router, library = APIRouter(include_in_schema=False), pages.library

    @router.get("/search")
    def search(request: Request, q: Words = "", page: PageNumber = 1) -> Response:
        chosen = chosen_in(request)
        found = library.search(q, chosen, limit=HITS_PER_PAGE, offset=(page - 1) * HITS_PER_PAGE)
        more = page * HITS_PER_PAGE < found.total
        return pages.show("search", q=q, chosen=chosen, found=found, url=request.url, page=page, more=more)

    @router.get("/search.json")
    def search_as_json(request: Request, q: Words = "") -> Response:
        chosen = chosen_in(request)
        found = library.search(q, chosen, limit=1000)
        items = [{"article": h.id, "title": h.title, "outlet": h.outlet, "story": h.story} for h in found.hits]
        return _download({"query": q, "chosen": chosen, "total": found.total, "items": items}, "search.json")

    @router.get("/entities")
    def entities(q: Words = "", page: PageNumber = 1) -> Response:
        shown, total = library.names(q, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
        return pages.show("entities", entities=shown, total=total, page=page, more=page * PER_PAGE < total, q=q)

    @router.get("/sources")
    def sources(q: Words = "", page: PageNumber = 1) -> Response:
        shown, total = library.sources(q, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
        return pages.show("sources", sources=shown, total=total, page=page, more=page * PER_PAGE < total, q=q)

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
        made = await run_in_threadpool(decisions_in, posted, pages.library)
        await run_in_threadpool(_write, pages, made, undone=())
        return RedirectResponse("/work", status_code=303)

    @router.post("/undo")
    async def undo(request: Request) -> Response:
        posted = await pages.form(request)
        undone = tuple(str(value) for value in posted.getlist("decision"))[:300]
        await run_in_threadpool(_write, pages, (), undone=undone)
        return RedirectResponse("/work", status_code=303)

    return router


def _article_page(pages: Pages, story: str, article: str) -> bytes:
    report = pages.library.report(pages.library.find_story(story))
    shown = next(a for a in report.articles if a.id == article)
    return unfinished_page("article", v=view_story(report, apart=True), article=shown)


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
