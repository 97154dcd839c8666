"""Articles of `corpus` as HTML pages: with menus, share buttons, related links, adverts, scripts, styles, a cookie notice and a footer.

Pages vary as those of news sites do: 500 to 3,000 elements and 40 to 250 kB, most of it scripts and furniture; each outlet keeps its own.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from corpus import articles

_SECTIONS = "World Politics Business Money Sport Culture Opinion Weather Science Health Travel Food Video Podcasts Local Property Jobs".split()
_WORDS = "how the quiet why a long new old harbour council winter road price river vote school night plan cost market night three what we know".split()


def pages(count: int, *, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Give `count` pages as (file name, HTML).

    Args:
        count: How many.
        seed: Of the made-up names and of the furniture.
    """
    for number, article in enumerate(articles(count, seed=seed)):
        yield f"{number:06d}.html", page(article, random.Random(f"{seed}-{number}"))


def write_pages(folder: Path, count: int, *, since: int = 0, seed: int = 1) -> None:
    """Write the pages from number `since` up to `count` into `folder`, a thousand to a folder."""
    for number, (name, text) in enumerate(pages(count, seed=seed)):
        if number < since:
            continue
        part = folder / f"{number // 1000:03d}"
        part.mkdir(parents=True, exist_ok=True)
        (part / name).write_text(text, encoding="utf-8")


def page(article: dict[str, str | None], chance: random.Random) -> str:
    """Return one article as the page of its outlet."""
    outlet, title = article["outlet"] or "The Paper", escape(article["title"] or "")
    top, bottom = _frame(outlet)
    paragraphs = [f"<p>{escape(text)}</p>" for text in (article["text"] or "").split("\n\n") if text.strip()]
    promo = f'<aside class="inline-promo"><h4>Read more</h4>{_teasers(chance, 3)}</aside>'
    paragraphs.insert(len(paragraphs) // 2, promo)
    return "\n".join(
        (
            f"<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>{title} | {escape(outlet)}</title>",
            *_head(article, outlet=outlet, title=title),
            _scripts(chance),
            top,
            f"<main><article><h1>{title}</h1><p class='byline'>By Our Correspondent</p>",
            "<ul class='share-tools'>" + "<li><button>Share</button></li>" * 6 + "</ul>",
            f"<figure><img src='/i/{chance.randrange(10**6)}.jpg' alt=''><figcaption>A view of the scene.</figcaption></figure>",
            "<div class='article-body'>",
            *paragraphs,
            "</div></article>",
            f"<section class='related'><h3>You may also like</h3>{_teasers(chance, chance.randrange(20, 150))}</section></main>",
            bottom,
        )
    )


def _head(article: dict[str, str | None], *, outlet: str, title: str) -> Iterator[str]:
    url, published = article["url"] or "", article["published"]
    yield f"<link rel='canonical' href='{url}'><meta property='og:url' content='{url}'><meta property='og:title' content='{title}'>"
    yield f"<meta property='og:site_name' content='{escape(outlet)}'><meta name='viewport' content='width=device-width'>"
    stated = {"@type": "NewsArticle", "headline": article["title"], "publisher": {"name": outlet}}
    if published:
        yield f"<meta property='article:published_time' content='{published}'>"
        stated["datePublished"] = published
    yield f"<script type='application/ld+json'>{json.dumps(stated)}</script></head><body>"


@cache
def _frame(outlet: str) -> tuple[str, str]:
    """Return what one outlet prints above and below every article."""
    chance = random.Random(outlet)
    style = "".join(f".c{n}{{margin:{n % 7}px;color:#{n * 37 % 4096:03x}}}" for n in range(chance.randrange(200, 900)))
    menu = "".join(
        f"<li class='c{n}'><a href='/{section.lower()}/'>{section}</a><ul>"
        + "".join(
            f"<li><a href='/{section.lower()}/{word}/'>{word.title()}</a></li>" for word in chance.sample(_WORDS, 6)
        )
        + "</ul></li>"
        for n, section in enumerate(_SECTIONS[: chance.randrange(8, 17)])
    )
    links = "".join(f"<li><a href='/about/{n}'>{chance.choice(_WORDS).title()} us</a></li>" for n in range(30))
    top = f"<style>{style}</style><header><a class='logo' href='/'>{escape(outlet)}</a><nav><ul>{menu}</ul></nav></header>"
    notice = f"<div class='cmp'><p>Your privacy matters to us. We and our {chance.randrange(80, 900)} partners store information.</p></div>"
    return (
        top,
        f"{notice}<footer><ul>{links}</ul><p>© {escape(outlet)}. All rights reserved.</p></footer></body></html>",
    )


def _teasers(chance: random.Random, count: int) -> str:
    def teaser() -> str:
        words = " ".join(chance.choices(_WORDS, k=7)).capitalize()
        number = chance.randrange(10**7)
        return (
            f"<div class='teaser'><a href='/a/{number}'><img src='/t/{number}.jpg' alt=''><span class='kicker'>{chance.choice(_SECTIONS)}</span>"
            f"<h4>{words}</h4></a><svg><path d='M0 0h24v24H0z'/></svg><time>{chance.randrange(1, 23)} hours ago</time></div>"
        )

    return "".join(teaser() for _ in range(count))


def _scripts(chance: random.Random) -> str:
    state = json.dumps(
        {f"slot{n}": {"id": chance.randrange(10**9), "w": 300, "h": 250} for n in range(chance.randrange(200, 2500))}
    )
    return f"<script>window.__STATE__={state};</script>"
