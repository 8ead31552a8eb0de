#!/usr/bin/env python
"""Take the README's picture anew: `uv run --group test .ci/picture.py`. Payoffs in lecture 5, as one meets them there."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser.real_lab import Notebook, chromium, jupyterlab, lay_out  # noqa: E402

FIRST = """() => {
  const skip = [...document.querySelectorAll(".kooperation-asked button")].find((one) => one.offsetParent);
  if (skip) skip.click();
  return !skip;
}"""


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as home,
        chromium() as browser,
        jupyterlab(Path(home) / "lab") as lab,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        course = lay_out(Path(lab.folder) / "kurs")
        lecture = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
        notebook = Notebook.open(page, lab, lecture)
        notebook.ran()
        card = page.locator(".kooperation-card", has_text="Versuchung T").first
        card.scroll_into_view_if_needed()
        page.wait_for_function(FIRST)
        card.evaluate("(card) => card.scrollIntoView({ block: 'start' })")
        page.mouse.move(1270, 850)
        page.wait_for_timeout(2000)  # what has changed no longer lights up
        page.screenshot(path=ROOT / ".github" / "explorer.png")


if __name__ == "__main__":
    main()
