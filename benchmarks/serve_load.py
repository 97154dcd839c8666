"""Load on `stemma serve`: time per kind of request with ten at once, memory and processor time of the server.

python benchmarks/serve_load.py CASE [--requests 600] [--at-once 10] [--json FILE]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

SEED = 7
WORDS = "police minister water dam officials killed report hospital attack court bridge people agency said government".split()


async def one(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, headers: str
) -> tuple[int, str, int]:
    """Ask once on an open connection; return status, entity tag and size of the body."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    length = int(fields.get("content-length", 0))
    await reader.readexactly(length)
    return int(head.split()[1]), fields.get("etag", ""), length


async def load(
    port: int, paths: Sequence[str], at_once: int, tags: dict[str, str], *, conditional: bool
) -> dict[str, float]:
    """Ask for all of `paths`, `at_once` at a time; return times in milliseconds, requests a second, and failures."""
    waiting, times, failed, sizes = list(paths), [], 0, 0

    async def worker() -> None:
        nonlocal failed, sizes
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 26)
        while waiting:
            path = waiting.pop()
            held = f"If-None-Match: {tags[path]}\r\n" if conditional and path in tags else ""
            begun = time.perf_counter()
            status, tag, size = await one(reader, writer, path, f"Accept-Encoding: gzip\r\n{held}")
            times.append((time.perf_counter() - begun) * 1000)
            failed += status not in (200, 304)
            sizes += size
            tags[path] = tag
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(at_once)))
    wall = time.perf_counter() - begun
    times.sort()
    shares = {f"p{p}": round(times[min(len(times) - 1, len(times) * p // 100)], 1) for p in (50, 95, 99)}
    return {
        **shares,
        "per_second": round(len(times) / wall, 1),
        "failed": failed,
        "mean_bytes": sizes // len(times),
        "requests": len(times),
    }


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int, field: str) -> float:
    """Return resident memory of a process: VmRSS now, VmHWM at its highest."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1024


def workloads(port: int, requests: int) -> dict[str, list[str]]:
    """Return what is asked, by kind."""
    draw = random.Random(SEED)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/1/stories?limit=500&told_often=true") as answer:
        listing = json.load(answer)
    stories = [story["id"] for story in listing["items"]]
    pages = max(1, listing["total"] // 50)
    searches = [f"/search?q={quote(' '.join(draw.sample(WORDS, draw.choice((1, 2, 2, 3)))))}" for _ in range(requests)]
    narrowed = [path + draw.choice(("&status=denied", "&month=2025-02", "&country=MWI", "")) for path in searches]
    few = stories[:100]
    return {
        "story list": [f"/?page={draw.randint(1, pages)}" for _ in range(requests)],
        "search": narrowed,
        "story page, never asked before": [f"/story/{story}" for story in stories[100 : 100 + min(100, requests)]],
        "story page": [f"/story/{draw.choice(few)}" for _ in range(requests)],
        "story JSON, never asked before": [f"/api/1/stories/{story}" for story in stories[200:400]],
        "story JSON": [f"/api/1/stories/{draw.choice(stories[200:400])}" for _ in range(requests)],
        "story JSON, If-None-Match": [f"/api/1/stories/{draw.choice(stories[200:400])}" for _ in range(requests)],
    }


def main() -> None:
    """Start the server, load it, print and write what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("case", type=Path)
    asked.add_argument("--requests", type=int, default=600)
    asked.add_argument("--at-once", type=int, default=10)
    asked.add_argument("--json", type=Path)
    given = asked.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    cache = tempfile.TemporaryDirectory(prefix="stemma-load-")  # nothing is at hand that an earlier server made
    start = "from stemma.cli.main import app; app()"
    server = subprocess.Popen(
        [sys.executable, "-c", start, "serve", "--case", str(given.case), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "XDG_CACHE_HOME": cache.name},
    )
    try:
        begun = time.perf_counter()
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/1/stories?limit=1", timeout=600).read()
                break
            except OSError:
                if server.poll() is not None:
                    sys.exit("the server did not start")
                time.sleep(0.2)
        made: dict[str, object] = {
            "first answer after, s": round(time.perf_counter() - begun, 1),
            "load before": os.getloadavg()[0],
        }
        tags: dict[str, str] = {}
        for kind, paths in workloads(port, given.requests).items():
            if kind == "story page":
                asyncio.run(load(port, sorted(set(paths)), given.at_once, tags, conditional=False))
            used = processor_seconds(server.pid)
            found = asyncio.run(load(port, paths, given.at_once, tags, conditional="If-None" in kind))
            spent = (processor_seconds(server.pid) - used) / len(paths) * 1000
            made[kind] = {**found, "server_cpu_ms": round(spent, 2), "rss_mb": round(memory_mb(server.pid, "VmRSS"))}
            print(kind, made[kind], flush=True)
        made["highest memory, MB"] = round(memory_mb(server.pid, "VmHWM"))
        print({key: value for key, value in made.items() if not isinstance(value, dict)})
        if given.json:
            given.json.write_text(json.dumps(made, indent=1) + "\n")
    finally:
        server.terminate()
        server.wait(20)
        cache.cleanup()


if __name__ == "__main__":
    main()
