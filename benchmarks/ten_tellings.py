"""Stories of ten tellings each, as JSON lines: the stories of the tracing evaluation with reprints under other mastheads until there are ten.

python benchmarks/ten_tellings.py > ten.jsonl && stemma report ten.jsonl --case ten.stemma
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from corpus import TRACING

TELLINGS = 10
LEAST = 7


def tellings() -> Iterator[dict[str, str | None]]:
    """Give the tellings story by story; a reprint leaves out the last paragraph, the next one the last two, as desks cut from below."""
    for path in sorted(TRACING.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        texts = story["texts"]
        if len(texts) < LEAST:
            continue
        for text in texts:
            yield {key: text[key] for key in ("outlet", "title", "text", "published")}
        for number in range(TELLINGS - len(texts)):
            text = texts[number]
            paragraphs = text["text"].split("\n\n")
            kept = "\n\n".join(paragraphs[: max(2, len(paragraphs) - 1 - number)])
            yield {
                "outlet": f"Reprint {number + 1}",
                "title": text["title"],
                "text": kept,
                "published": text["published"],
            }


if __name__ == "__main__":
    for telling in tellings():
        print(json.dumps(telling, ensure_ascii=False))
