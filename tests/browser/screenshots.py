"""Pictures of the three main pages (story, side by side, article) at 390, 1280 and 1920 wide, light and dark; `make screenshots`.

python tests/browser/screenshots.py REPORT.html FOLDER        (needs playwright and chromium)
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

WIDTHS = (390, 1280, 1920)
HEIGHTS = {390: 1400, 1280: 1000, 1920: 1200}
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PLACES = {"story": "section.story h2", "synopsis": "[id$='.synopsis']", "article": ".layers"}


def main(report: Path, folder: Path) -> None:
    """Write one picture per place, width and scheme into `folder`."""
    from playwright.sync_api import sync_playwright

    chromium = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if chromium is None:
        sys.exit("no chromium on this machine; install it to make screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                size = {"width": width, "height": HEIGHTS[width]}
                context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
                page = context.new_page()
                page.goto(report.resolve().as_uri())
                page.locator("article.article details").first.evaluate("fold => { fold.open = true; }")
                for place, selector in PLACES.items():
                    page.locator(selector).first.evaluate("element => element.scrollIntoView({block: 'start'})")
                    page.wait_for_timeout(200)
                    page.screenshot(path=folder / f"{place}-{width}-{scheme}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
