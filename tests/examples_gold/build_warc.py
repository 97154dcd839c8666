"""Writes the examples' WARC files from the pages beside this script.

Run `python tests/examples_gold/build_warc.py` after editing a page in `warc_pages/<story>/`. The same pages give the
same records: ids and digests come from the content, dates from `index.json`, and the gzip header holds no clock.
"""

import base64
import gzip
import hashlib
import json
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

PAGES = Path(__file__).parent / "warc_pages"
EXAMPLES = Path(__file__).parents[2] / "src" / "stemma" / "examples"


def response(url: str, page: bytes, captured: datetime) -> bytes:
    """Returns one WARC/1.1 response record: the page as a server sent it at the time `captured`."""
    http = (
        "HTTP/1.1 200 OK\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Date: {captured:%a, %d %b %Y %H:%M:%S} GMT\r\n"
        f"Content-Length: {len(page)}\r\n\r\n"
    ).encode("ascii") + page
    record_id = uuid.UUID(bytes=hashlib.sha256(url.encode() + page).digest()[:16], version=4)
    head = (
        "WARC/1.1\r\n"
        "WARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:{record_id}>\r\n"
        f"WARC-Target-URI: {url}\r\n"
        f"WARC-Date: {captured:%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"WARC-Payload-Digest: sha1:{base64.b32encode(hashlib.sha1(page).digest()).decode()}\r\n"
        f"WARC-Block-Digest: sha1:{base64.b32encode(hashlib.sha1(http).digest()).decode()}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode("ascii")
    return head + http + b"\r\n\r\n"


def records(story: Path, captures: list[dict[str, str]]) -> list[bytes]:
    """Returns one record per capture (url, page, date) of a story's `index.json`."""
    return [
        response(
            capture["url"],
            (story / capture["page"]).read_bytes(),
            datetime.fromisoformat(capture["date"]).astimezone(UTC),
        )
        for capture in captures
    ]


def all_records() -> dict[Path, list[bytes]]:
    """Returns every WARC path of the examples with the records its pages give."""
    return {
        EXAMPLES / index.parent.name / name: records(index.parent, captures)
        for index in sorted(PAGES.glob("*/index.json"))
        for name, captures in sorted(json.loads(index.read_text(encoding="utf-8")).items())
    }


if __name__ == "__main__":
    for path, parts in all_records().items():
        path.write_bytes(b"".join(gzip.compress(part, mtime=0) for part in parts))
        sys.stdout.write(f"{path.relative_to(EXAMPLES)}: {len(parts)} records\n")
