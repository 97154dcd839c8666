"""Writes the examples' WARC files from the pages beside this script.

Run `python tests/examples_gold/build_warc.py` after editing a page in `warc_pages/<story>/`. The same pages give the
same bytes: record ids come from the content, dates from `index.json`, and the gzip header holds no clock.
"""

import hashlib
import io
import json
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGES = Path(__file__).parent / "warc_pages"
EXAMPLES = Path(__file__).parents[2] / "src" / "stemma" / "examples"


def build(story: Path, capture: list[dict[str, str]]) -> bytes:
    """Returns one gzipped WARC with a response record per page of `capture` (url, page, date)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for entry in capture:
        html = (story / entry["page"]).read_bytes()
        when = datetime.fromisoformat(entry["date"]).astimezone(UTC)
        http = StatusAndHeaders(
            "200 OK",
            [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Date", when.strftime("%a, %d %b %Y %H:%M:%S GMT")),
                ("Content-Length", str(len(html))),
            ],
            protocol="HTTP/1.1",
        )
        record_id = uuid.UUID(bytes=hashlib.sha256(entry["url"].encode() + html).digest()[:16], version=4)
        record = writer.create_warc_record(
            entry["url"],
            "response",
            payload=io.BytesIO(html),
            http_headers=http,
            warc_headers_dict={
                "WARC-Record-ID": f"<urn:uuid:{record_id}>",
                "WARC-Date": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
            },
        )
        writer.write_record(record)
    return out.getvalue()


def build_all() -> dict[Path, bytes]:
    """Returns every WARC path of the examples with the bytes its pages give."""
    built = {}
    for index in sorted(PAGES.glob("*/index.json")):
        captures = cast("dict[str, Any]", json.loads(index.read_text(encoding="utf-8")))
        for name, entries in sorted(captures.items()):
            built[EXAMPLES / index.parent.name / name] = build(index.parent, entries)
    return built


if __name__ == "__main__":
    for path, content in build_all().items():
        path.write_bytes(content)
        sys.stdout.write(f"{path} {len(content)} bytes\n")
