"""A large case made from a small one: its stories again and again under other ids, each with a word of its own, to load the server with.

python benchmarks/large_case.py SMALL.stemma LARGE.stemma ARTICLES

Kept answers are copied like records, so that the server answers from them as from those of a case that was analysed.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from stemma.store.answers import opened, squeezed
from stemma.store.case import Case

_ID = re.compile(r"\b([a-z]+)_([0-9a-f]{16})\b")
_KINDS = ("Sentence", "Mention", "TimeRef", "Quantity", "Statement", "Event", "Claim", "Stemma", "Origin", "Alignment",
          "SourceChain", "Disagreement", "TimelineEntry", "Unclaimed", "Published")  # fmt: skip


def renamed(round_number: int) -> Callable[[str], str]:
    """Return what gives every id in a text another value, the same for the same id."""
    known: dict[str, str] = {}

    def rename(found: re.Match[str]) -> str:
        whole = found.group()
        if whole not in known:
            known[whole] = f"{found.group(1)}_{hashlib.sha256(f'{whole} {round_number}'.encode()).hexdigest()[:16]}"
        return known[whole]

    return lambda text: _ID.sub(rename, text)


def main(small: Path, large: Path, articles: int) -> None:
    """Write a case of at least `articles` articles."""
    Case(large).close()
    source, made = sqlite3.connect(small), sqlite3.connect(large, isolation_level=None)
    made.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN")
    columns = "id, sha256, url, outlet, title, language, analysed, earliest, latest, json"
    rows = source.execute(f"SELECT {columns} FROM article ORDER BY arrival").fetchall()
    marks = ",".join("?" * len(_KINDS))
    records = source.execute(
        f"SELECT kind, scope, json FROM record WHERE kind IN ({marks}) AND scope != ''", _KINDS
    ).fetchall()
    shared = {
        kind: source.execute("SELECT json FROM record WHERE kind=? AND scope=''", (kind,)).fetchone()[0]
        for kind in ("Story", "Entity", "Passage")
    }
    answers = [(*row, opened(body).decode()) for *row, body in source.execute("SELECT * FROM answer")]
    marked = source.execute("SELECT stage, scope, fingerprint FROM done WHERE scope != ''").fetchall()
    made.execute("INSERT INTO maker VALUES (1, 'made', 1, '', '', '')")
    whole: dict[str, list[str]] = {kind: [] for kind in shared}
    arrival = 0
    for number in range(-(-articles // len(rows))):
        rename = renamed(number)
        for identifier, sha, url, outlet, title, language, analysed, earliest, latest, text in rows:
            arrival += 1
            article = json.loads(rename(text))
            article["text"] += f"\n\nround{number} article{arrival}"
            line = (rename(identifier), arrival, sha, url, outlet, title, language, analysed, earliest, latest, 1)
            made.execute(
                f"INSERT INTO article VALUES ({','.join('?' * 12)})", (*line, json.dumps(article, ensure_ascii=False))
            )
            made.execute(
                "INSERT INTO article_text(rowid, title, text) VALUES (?,?,?)", (arrival, title or "", article["text"])
            )
        for kind, scope, text in records:
            made.execute("INSERT INTO record VALUES (?,?,1,?)", (kind, rename(scope), rename(text)))
        for story, kind, shape, fingerprint, mine, text in answers:
            line = (rename(story), kind, shape, f"{fingerprint}{number:x}", rename(mine))
            made.execute("INSERT INTO answer VALUES (?,?,?,?,?,?)", (*line, squeezed(rename(text).encode())))
        for kind, text in shared.items():
            whole[kind].append(rename(text)[1:-1])
        made.executemany(
            "INSERT INTO done VALUES (?,?,?)",
            [(stage, rename(scope), fingerprint) for stage, scope, fingerprint in marked],
        )
    for kind, texts in whole.items():
        made.execute("INSERT INTO record VALUES (?,'',1,?)", (kind, f"[{','.join(texts)}]"))
    made.execute("INSERT INTO done VALUES ('group', '', 'made')")
    made.execute("COMMIT")
    print(f"{large}: {arrival} articles, {large.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
