"""Marked text is the text: nothing lost, nothing doubled, every mark found by its name."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from stemma.model.article import Article, Block, BlockKind
from stemma.render.marks import Mark, marked_paragraphs, shown, span_anchor

TEXT = "Rain fell on Tarn.\n\nThe dam held, the mayor said. Nobody was hurt."
ARTICLE = Article("art_0", ("a",), "0", TEXT, (Block(0, 18, BlockKind.HEADLINE), Block(20, len(TEXT), BlockKind.BODY)))
marks = st.builds(
    lambda start, length, layer: Mark(start, start + length, layer, f"{layer}{start}", "t"),
    st.integers(0, len(TEXT)), st.integers(0, 30), st.sampled_from(["statement", "event", "name"]),
)  # fmt: skip


class Reader(HTMLParser):
    """Reads marked text back: characters with the layers that lie on each, and names with where they begin."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.layers, self.names, self.open, self.deepest = "", [], {}, [], 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.names[found["id"]] = len(self.text)
        if tag == "span":
            self.open.append({c.removeprefix("l-") for c in (found.get("class") or "").split()})
            self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        self.layers += [set().union(*self.open)] * len(data)


@given(st.lists(marks, max_size=12))
def test_every_character_stands_once_under_exactly_the_marks_that_lie_on_it(found: list[Mark]) -> None:
    for paragraph in marked_paragraphs(ARTICLE, found):
        read = Reader(str(paragraph.html))
        assert not read.open
        assert ARTICLE.text.startswith(read.text, paragraph.start)
        for offset, layers in enumerate(read.layers, start=paragraph.start):
            assert layers == {mark.layer for mark in found if mark.start <= offset < mark.end}


@given(st.lists(marks, max_size=12))
def test_every_mark_has_its_name_once_where_it_begins(found: list[Mark]) -> None:
    names: dict[str, int] = {}
    for paragraph in marked_paragraphs(ARTICLE, found):
        read = Reader(str(paragraph.html))
        assert not names.keys() & read.names.keys()
        names |= {name: at + paragraph.start for name, at in read.names.items()}
    inside = [m for m in found if m.end > m.start and (m.start < 18 or 20 <= m.start < len(TEXT))]
    assert names == {span_anchor("art_0", m.start, m.end): m.start for m in inside}


def test_a_name_holds_all_the_words_of_its_mark() -> None:
    html = str(marked_paragraphs(ARTICLE, [Mark(20, 48, "statement", "s"), Mark(24, 27, "event", "e")])[1].html)
    assert "<span id=art_0.20-48 class=l-statement data-r=s>The <span id=art_0.24-27" in html
    assert html.startswith("<span") and html.index("the mayor said") < html.rindex("</span>")


def test_characters_that_a_screen_would_obey_are_shown() -> None:
    assert shown("a\u202eb<") == 'a<span class="ctl" data-n="1">U+202E</span>b&lt;'


def test_ten_thousand_crossing_marks_stay_fast_and_shallow() -> None:
    text = "word " * 4000
    article = Article("art_0", ("a",), "0", text, (Block(0, len(text), BlockKind.BODY),))
    found = [Mark(i, i + 500 + i % 97, "claim", f"c{i}") for i in range(0, 19000, 2)]
    begun = time.process_time()
    (paragraph,) = marked_paragraphs(article, found)
    assert time.process_time() - begun < 2
    read = Reader(str(paragraph.html))
    assert read.text == text and read.deepest <= 24
    assert len(set(re.findall(r'id="?([^"\s>]+)', str(paragraph.html)))) == len(found)
