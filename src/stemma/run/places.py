"""Where cases are kept when the user names none."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from stemma.model.errors import UsageError

_LAST = "last"


def cache_folder() -> Path:
    """Return the user's cache folder for Stemma (`XDG_CACHE_HOME`, else `~/.cache`)."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "stemma"


def cached_case(sources: Sequence[str]) -> Path:
    """Return the place of the case for these sources in the user's cache, its folder made."""
    named = "\n".join(
        sorted(source if "://" in source or source == "-" else str(Path(source).absolute()) for source in sources)
    )
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"the folder {folder} cannot be made ({error.strerror}); name a place for the case with --case FILE"
        ) from error
    return folder / f"{hashlib.sha256(named.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}.stemma"


def remember(case: Path) -> None:
    """Note `case` as the last one used; a folder that cannot be written to is no error."""
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
        (cache_folder() / _LAST).write_text(str(case.absolute()), encoding="utf-8", errors="surrogateescape")
    except OSError:
        return


def last_case() -> Path:
    """Return the case used last.

    Raises:
        UsageError: None was used yet, or it is gone.
    """
    try:
        path = Path((cache_folder() / _LAST).read_text(encoding="utf-8", errors="surrogateescape").strip())
    except OSError as error:
        raise UsageError("no case was used yet; run: stemma report SOURCE...   or name one with --case FILE") from error
    if not path.is_file():
        raise UsageError(f"the case used last, {path}, is gone; name one with --case FILE")
    return path
