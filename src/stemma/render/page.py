"""The page of one story in the web application, without what differs from one moment and one server to the next, so that it can be kept."""

from __future__ import annotations

from stemma.model.report import StoryReport
from stemma.render.html import environment
from stemma.render.quote import Quoter
from stemma.render.story_view import view_story

FORM_TOKEN = "%form-token%"
WORK_NOTICE = "<!--work-->"
CASE_NAME = "<!--case-->"
OTHER_STORIES = "<!--others-->"
"""Where the name of the case, a word on work that goes on, and the other stories stand: as comments, which no article's text can write."""


def story_page(report: StoryReport) -> bytes:
    """Return the page of one story."""
    return unfinished_page("story", v=view_story(report), quote=Quoter(report.articles))


def unfinished_page(name: str, **known: object) -> bytes:
    """Return the page made from template `name`."""
    template = environment().get_template(f"web/{name}.html")
    return template.render(csrf=FORM_TOKEN, **known).encode("utf-8", "backslashreplace")
