"""The pages of the book: a lecture with what its cells show, with the way to the pages before and after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kooperation.base.words import Words
from kooperation.desk.book.copies import shown
from kooperation.desk.book.text import html
from kooperation.kit.guard import looks, static
from kooperation.kit.html import Markup, details, joined, tag
from kooperation.kit.page import MAIN
from kooperation.kit.page import page as shell

WORDS = Words("desk.book")
CONTENTS, SEARCH = "index", "suche"
_FIRST = re.compile(r"<h1\b[^>]*>(.*?)</h1>\s*", re.S)
_HEADING = re.compile(r'<h([23]) id="([^"]*)">(.*?)</h\1>', re.S)


@dataclass(frozen=True)
class Page:
    """A page of the book: *name* is its file without ending, *short* what the navigation calls it."""

    name: str
    title: str
    short: str
    content: Markup
    takes: str = ""

    @property
    def headings(self) -> list[tuple[int, str, str]]:
        """Level, anchor and words of each heading of a section."""
        return [
            (int(level), name, inside) for level, name, inside in _HEADING.findall(self.content)
        ]


def lecture_page(name: str, notebook: Any) -> Page:
    """Return the page of an executed lecture; the line of the way at its ends is the book's own."""
    about, cells = notebook.metadata["kooperation"], notebook.cells[1:-1]
    parts = [
        html(cell.source) if cell.cell_type == "markdown" else Markup(shown(cell)) for cell in cells
    ]
    takes = WORDS.filled("takes", number=int(name[:2]), minutes=about["minutes"])
    short = WORDS.filled("short", number=int(name[:2]), title=about["short"])
    return text_page(name, joined(parts), short, takes)


def text_page(name: str, content: Markup, short: str = "", takes: str = "") -> Page:
    """Return the page of *content*, whose first heading is its title."""
    found = _FIRST.search(content)
    assert found, f"{name} has no title"
    title = str(Markup(found[1]).striptags())
    rest = content[: found.start()] + content[found.end() :]
    return Page(name, title, short or title, Markup(rest), takes)


def finished(page: Page, pages: Sequence[Page], script: str = "") -> str:
    """Return *page*, one of *pages*, with all that is around it."""
    at = pages.index(page)
    before = pages[at - 1] if at > 0 else None
    after = pages[at + 1] if at + 1 < len(pages) else None
    links = (
        tag("a", WORDS.section("places")[name], href=f"{name}.html")
        for name in WORDS.section("places")
    )
    past = tag("a", WORDS["past"], href=f"#{MAIN}", look="past")
    places = tag("nav", joined(links, " "), aria_label=WORDS["navigation"])
    return shell(
        page.title,
        *([tag("p", page.takes, look="note")] if page.takes else []),
        *([_on_this_page(page)] if page.takes else []),
        page.content,
        style=f"{looks()}\n{static('desk/book', 'book.css')}",
        script=script,
        above=tag("header", past, places, _way(before, after, WORDS["way_above"]), look="book"),
        below=tag("footer", _way(before, after, WORDS["way_below"]), look="book"),
        sized=True,
    )


def _way(before: Page | None, after: Page | None, label: str) -> Markup:
    ways = [
        tag("a", WORDS.filled("before", title=before.short), href=f"{before.name}.html", rel="prev")
        if before
        else None,
        tag("a", WORDS.filled("after", title=after.short), href=f"{after.name}.html", rel="next")
        if after
        else None,
    ]
    return tag("nav", *ways, look="way", aria_label=label)


def _on_this_page(page: Page) -> Markup:
    rows = (
        tag("li", tag("a", Markup(inside).striptags(), href=f"#{Markup(name).unescape()}"))
        for level, name, inside in page.headings
        if level == 2
    )
    return details(WORDS["on_this_page"], tag("ul", *rows))
