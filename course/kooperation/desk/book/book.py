"""`kooperation book`: the course as pages that need no kernel, in a new folder, with the executed copies and a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kooperation.authoring.lectures import introduced
from kooperation.base.places import START, require_new_folder
from kooperation.base.words import Words
from kooperation.desk.book.copies import executed
from kooperation.desk.book.lists import contents_page, glossary_page, literature_page, search_page
from kooperation.desk.book.pages import SEARCH, Page, finished, lecture_page, text_page
from kooperation.desk.book.paper import as_one, browser, print_pdf
from kooperation.desk.book.text import html
from kooperation.desk.new_folder import new_folder
from kooperation.kit.card import drawing
from kooperation.kit.guard import static

WORDS = Words("desk.book")
TEXTS = ("hilfe", "barrierefreiheit")  # for learners, beside the lectures
PROPOSED, COPIES, PDF = "kursbuch", "notebooks", "kursbuch.pdf"


def write_book(root: Path, target: Path, *, pdf: bool = False) -> Iterator[str]:
    """Write the book of the course at *root* to the new folder *target*; yield a line for each step.

    All is written beside it first. Raises UnavailableError if *target* is taken or cannot be written, if a lecture fails
    or nothing prints a PDF; nothing is left behind then.
    """
    root, target = root.resolve(), target.resolve()
    require_new_folder(root, target, PROPOSED)
    printer = browser() if pdf else ""
    with new_folder(target) as folder:
        (folder / COPIES).mkdir(parents=True)
        lectures = []
        for lecture in sorted((root / START).parent.glob("[0-9][0-9]_*.ipynb")):
            lectures.append(_copied(lecture, folder))
            yield WORDS.filled("executed", lecture=lecture.stem)
        pages = [*_pages(root, lectures)]
        _write(pages, folder)
        if pdf:
            _print(pages, folder.parent / "book.html", folder / PDF, printer)
    yield WORDS.filled("written", target=target)


def _copied(lecture: Path, book: Path) -> Page:
    """Lay an executed copy of *lecture* into *book*, and return its page."""
    import nbformat

    notebook = executed(lecture)
    (book / COPIES / lecture.name).write_text(nbformat.writes(notebook) + "\n", "utf-8")
    return lecture_page(lecture.stem, notebook)


def _pages(root: Path, lectures: Sequence[Page]) -> Iterator[Page]:
    first = introduced(sorted((root / START).parent.glob("[0-9][0-9]_*.md")))
    pages = [
        *lectures,
        glossary_page(first, lectures),
        literature_page(),
        *(
            text_page(name, html((root / "course" / f"{name}.md").read_text("utf-8")))
            for name in TEXTS
        ),
    ]
    yield contents_page(pages)
    yield from pages
    yield search_page(pages)


def _write(pages: Sequence[Page], book: Path) -> None:
    for page in pages:
        (book / f"{page.name}.html").write_text(finished(page, pages, _script(page)), "utf-8")


def _script(page: Page) -> str:
    """Return what *page* does by itself: search, or let explorers answer that need no kernel."""
    if page.name == SEARCH:
        return static("desk/book", "search.mjs")
    if "data-alive=" in page.content:
        return f"{drawing()}\n{static('desk/book', 'alive.mjs')}"
    return ""


def _print(pages: Sequence[Page], one: Path, target: Path, printer: str) -> None:
    """Print *pages*, as the page *one*, to *target*."""
    one.write_text(as_one([page for page in pages if page.name != SEARCH]), "utf-8")
    print_pdf(one, target, printer)
