"""The web application over one case."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from stemma.model.errors import CaseBusy, StemmaError
from stemma.run.report import package_version
from stemma.serve.api import api_router
from stemma.serve.errors import RefusedError
from stemma.serve.guard import Access, Guard
from stemma.serve.pages import Pages, keeping_router, reading_router, searching_router, static_router, writing_router
from stemma.serve.queries import Library
from stemma.serve.work import Workshop
from stemma.settings import Settings
from stemma.store.case import Case


def create_app(path: Path, *, settings: Settings | None = None, access: Access | None = None) -> FastAPI:
    """Return the application that shows the case at `path`, which is made if it is not there.

    Args:
        path: The case file.
        settings: All settings; the defaults if None.
        access: Which hosts it answers to and with which token; this machine and none if None.
    """
    Case(path).close()
    access = access or Access()
    library = Library(path, settings=settings or Settings())
    workshop = Workshop(library)
    pages = Pages(library, workshop, access)
    app = FastAPI(
        title="Stemma", version=package_version(), docs_url=None, redoc_url=None, openapi_url="/api/1/openapi.json"
    )
    app.include_router(api_router(library, workshop))
    app.include_router(static_router())
    for routes in (reading_router, searching_router, keeping_router, writing_router):
        app.include_router(routes(pages))
    _answer_errors(app, pages)
    app.add_middleware(Guard, access=access)
    app.state.workshop = workshop
    app.state.prepare = library.prepare
    app.state.access = access
    return app


def _answer_errors(app: FastAPI, pages: Pages) -> None:
    def answer(request: Request, status: int, code: str, message: str) -> Response:
        if request.url.path.startswith("/api/") or request.url.path.endswith(".json"):
            return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)
        return pages.show("error", status=status, code=code, message=message)

    def refused(request: Request, error: Exception) -> Response:
        if isinstance(error, RefusedError):
            return answer(request, error.status, error.code, error.message)
        if isinstance(error, RequestValidationError):
            where = ", ".join(".".join(str(part) for part in found["loc"][1:]) for found in error.errors())
            return answer(request, 422, "bad-parameter", f"Not a value that can be used: {where}.")
        if isinstance(error, HTTPException):
            return answer(
                request, error.status_code, "not-found" if error.status_code == 404 else "refused", str(error.detail)
            )
        status, code = (503, "busy") if isinstance(error, CaseBusy) else (500, "case")
        return answer(request, status, code, str(error))

    for kind in (RefusedError, RequestValidationError, HTTPException, StemmaError):
        app.add_exception_handler(kind, refused)
