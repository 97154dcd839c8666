"""Statements, events and tellings of claims as W3C Web Annotations, each found by position and by quotation.

`TextPositionSelector` counts Unicode code points of the article's frozen text; `TextQuoteSelector` finds the words in the page as it is published.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from stemma.render.exports.places import Json, address_of, around, articles_of, urn

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def web_annotations(made: Json) -> str:
    """Return an annotation collection with one page that holds every annotation, as JSON-LD."""
    items = list(each_annotation(made))
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": urn("annotations"),
        "type": "AnnotationCollection",
        "label": "What Stemma read",
        "total": len(items),
        "first": page,
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def each_annotation(made: Json) -> Iterator[Json]:
    """Yield an annotation per content of a statement, trigger of an event, and span of a telling of a claim."""
    articles = articles_of(made)
    for statement in made["statements"]:
        said = f"{statement['source']['text'] or 'no source named'}: {statement['act']}"
        for number, span in enumerate(statement["content"]):
            yield _annotation(f"{statement['id']}/{number}", span, articles, tag="statement", comment=said)
    for event in made["events"]:
        comment = f"{event['type']}, {event['status']}"
        yield _annotation(event["id"], event["trigger"], articles, tag="event", comment=comment)
    for claim in made["claims"]:
        for telling in claim["tellings"]:
            for span in telling["spans"]:
                key = f"{claim['id']}/{span['article']}/{span['start']}"
                yield _annotation(key, span, articles, tag="claim", comment=claim["text"])


def _annotation(key: str, span: Json, articles: dict[str, Json], *, tag: str, comment: str) -> Json:
    article = articles[span["article"]]
    prefix, suffix = around(article["text"], span["start"], span["end"])
    return {
        "@context": CONTEXT,
        "id": urn(key),
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": tag},
            {"type": "TextualBody", "purpose": "describing", "value": comment, "format": "text/plain"},
        ],
        "target": {
            "source": address_of(article),
            "selector": [
                {"type": "TextPositionSelector", "start": span["start"], "end": span["end"]},
                {"type": "TextQuoteSelector", "exact": span["text"], "prefix": prefix, "suffix": suffix},
            ],
        },
    }
