"""The command that watches feeds."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stemma.cli.options import open_case
from stemma.model.errors import UsageError

if TYPE_CHECKING:
    from stemma.run.watch import Change, Polled

LEAST_SECONDS = 60


def add_commands(cli: typer.Typer) -> None:
    """Add this family's commands."""
    cli.command()(watch)


def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED", help="Addresses of RSS or Atom feeds.")],
    case: Annotated[Path, typer.Option("--case", metavar="FILE", help="The case file; made if it does not exist.")],
    every: Annotated[int, typer.Option("--every", metavar="SECONDS", help="Time between two rounds.")] = 900,
    once: Annotated[bool, typer.Option("--once", help="One round, then stop.")] = False,
    to: Annotated[str, typer.Option("--to", help="text or jsonl")] = "text",
    rss: Annotated[
        Path | None, typer.Option("--rss", metavar="FILE", help="Also keep what changed as an RSS feed in this file.")
    ] = None,
) -> None:
    """Read feeds again and again, and tell what changed in the stories."""
    from stemma.run.watch import asker, begin, changes, poll, tell
    from stemma.settings import Settings

    _check(feeds, every=every, once=once, to=to)
    settings = Settings()
    ask = asker(settings)
    with open_case(case, read_only=False) as opened:
        begin(opened, settings=settings)
        number = 0
        while True:
            done = poll(opened, feeds, round_number=number, settings=settings, ask=ask)
            found = changes(opened, settings=settings) if done.added or number == 0 else []
            _show(found, done, to=to)
            if rss is not None:
                _keep_rss(found, rss)
            if found:
                tell(opened)
            if once:
                return
            number += 1
            time.sleep(every)


def _keep_rss(found: list[Change], file: Path) -> None:
    """Write the feed anew, at once or not at all, so that a reader never meets half of it."""
    from stemma.model.ids import content_id
    from stemma.render.changes_rss import Item, changes_rss

    now = datetime.now(UTC)
    items = [
        Item(
            content_id("change", change.kind, change.story, change.detail, change.was or ""),
            f"{change.kind}: {change.title}",
            change.detail + (f" (was {change.was})" if change.was else ""),
            now,
        )
        for change in reversed(found)
    ]
    known = file.read_bytes() if file.is_file() else None
    if known is None or items:
        part = file.with_name(f"{file.name}.part")
        part.write_bytes(changes_rss(items, title="Stemma: what changed", known=known))
        part.replace(file)


def _check(feeds: list[str], *, every: int, once: bool, to: str) -> None:
    if to not in ("text", "jsonl"):
        raise UsageError(f"--to {to} is not known here; say text or jsonl")
    if not once and every < LEAST_SECONDS:
        raise UsageError(f"--every {every} would burden the feeds; say {LEAST_SECONDS} seconds or more")
    for feed in feeds:
        if not feed.lower().startswith(("http://", "https://")):
            raise UsageError(f"{feed} is no http or https address; read files with: stemma read {feed} --case FILE")


def _show(found: list[Change], done: Polled, *, to: str) -> None:
    from stemma.render.quote import plain

    for change in found:
        if to == "jsonl":
            typer.echo(json.dumps(asdict(change), ensure_ascii=False))
        else:
            was = f" (was {change.was})" if change.was else ""
            typer.echo(plain(f"{change.kind}: {change.detail}{was} — {change.title} [{change.story}]"))
    for problem in done.problems:
        typer.echo(plain(problem.detail), err=True)
    counts = f"{done.changed} feeds changed, {done.unchanged} unchanged, {done.failed} failed, {done.waiting} waiting"
    typer.echo(f"{counts}; {done.added} articles added, {len(found)} changes", err=True)
