"""The book on paper: all its pages as one, printed to a PDF by the Chromium that is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kooperation.authoring.lectures import REFERENCES, TERMS
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.desk.book.lists import contents_page
from kooperation.desk.book.pages import Page
from kooperation.kit.guard import looks, static
from kooperation.kit.html import Markup, note, tag
from kooperation.kit.page import page as shell

WORDS = Words("desk.book")
ERRORS = Words("desk.errors.paper")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
PATIENCE = 300  # seconds
_LISTS = re.compile(rf'<h2 id="(?:{TERMS}|{REFERENCES})">.*', re.S)
_NAMED = re.compile(r'(?<=\s)(id|href)="([^"]*)"')


def browser() -> str:
    """Return the Chromium that prints. Raises UnavailableError if none is there."""
    found = next(filter(None, map(shutil.which, (*BROWSERS, *PLACES))), None)
    if found is None:
        raise UnavailableError(ERRORS["no_browser"])
    return found


def as_one(pages: Sequence[Page]) -> str:
    """Return all *pages* as one, unfolded; each name in it begins with the page it is of.

    Terms and sources stand once, in the lists at the end, and not after each lecture, too. A lecture is told by its
    number, as others refer to it.
    """
    pages = [replace(page, content=_without_lists(page)) if page.takes else page for page in pages]
    chapters = (
        tag("section", *_head(page), _renamed(page, pages), id=page.name, look="chapter")
        for page in pages[1:]
    )
    first = contents_page(pages[1:], on_paper=True)
    css = f"{looks()}\n{static('desk/book', 'book.css')}"
    return shell(first.title, _renamed(first, pages), *chapters, style=css, sized=True)


def _head(page: Page) -> list[Markup]:
    if not page.takes:
        return [tag("h1", page.title)]
    return [tag("h1", f"{int(page.name[:2])} {page.title}"), note(page.takes)]


def _without_lists(page: Page) -> Markup:
    return Markup(_LISTS.sub("", page.content))


def _renamed(page: Page, pages: Sequence[Page]) -> Markup:
    files = {f"{one.name}.html": one.name for one in pages}

    def renamed(found: re.Match[str]) -> str:
        kind, value = found.groups()
        if kind == "id":
            return f'id="{page.name}.{value}"'
        file, mark, name = value.partition("#")
        if file and file not in files:
            return found[0]
        inside = files.get(file, page.name)
        return f'href="#{inside}{f".{name}" if mark else ""}"'

    return Markup(_NAMED.sub(renamed, page.content).replace("<details", "<details open"))


def print_pdf(page: Path, target: Path, printer: str) -> None:
    """Have *printer* print *page* to *target*, tagged and with bookmarks. Raises UnavailableError if it does not."""
    with tempfile.TemporaryDirectory(prefix="kooperation-") as profile:
        command = [
            printer, "--headless", "--disable-gpu", f"--user-data-dir={profile}", "--no-pdf-header-footer",
            "--export-tagged-pdf", "--generate-pdf-document-outline", f"--print-to-pdf={target}", page.as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium has none for root; the page is our own
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
            is_printed = done.returncode == 0 and target.is_file()
        except (OSError, subprocess.TimeoutExpired):
            is_printed = False
    if not is_printed:
        raise UnavailableError(ERRORS.filled("no_pdf", printer=printer))
