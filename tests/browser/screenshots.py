"""Pictures of pages at 390, 1280 and 1920 wide, light and dark; `make screenshots`.

python tests/browser/screenshots.py FOLDER NAME=PAGE...
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WIDTHS = (390, 1280, 1920)
HEIGHT = 2000
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--hide-scrollbars",
]


def main(folder: Path, pages: dict[str, str]) -> None:
    """Write one picture per page, width and scheme into `folder`."""
    chromium = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if chromium is None:
        sys.exit("no chromium on this machine; install it to make screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages.items():
        address = page if "://" in page else Path(page).resolve().as_uri()
        for width in WIDTHS:
            for scheme, number in (("light", 1), ("dark", 0)):
                picture = folder / f"{name}-{width}-{scheme}.png"
                shoot(chromium, address, width=width, picture=picture, scheme=number)


def shoot(chromium: str, address: str, *, width: int, picture: Path, scheme: int) -> None:
    """Write one picture."""
    with tempfile.TemporaryDirectory() as profile:
        chosen = [
            f"--user-data-dir={profile}",
            f"--window-size={width},{HEIGHT}",
            f"--screenshot={picture}",
            f"--blink-settings=preferredColorScheme={scheme}",
        ]
        subprocess.run([chromium, *FLAGS, *chosen, address], check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    main(Path(sys.argv[1]), dict(argument.split("=", 1) for argument in sys.argv[2:]))
