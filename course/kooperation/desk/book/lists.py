"""Contents, glossary, literature and search of the book."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kooperation import __version__
from kooperation.authoring.lectures import REFERENCES, TERMS, reference_line, sorting, term_line
from kooperation.base.glossary import glossary
from kooperation.base.sources import sources
from kooperation.base.words import Words
from kooperation.desk.book.pages import CONTENTS, SEARCH, Page
from kooperation.desk.book.text import GLOSSARY, LITERATURE, html, plain, source_id, term_id
from kooperation.kit.html import Child, Markup, fill, joined, note, story, tag

WORDS = Words("desk.book")
_SECTION = re.compile(r'(?=<h[23] id=")')
_ITEM = re.compile(r'<li id="([^"]*)">(.*?)</li>', re.S)


def contents_page(pages: Sequence[Page], *, on_paper: bool = False) -> Page:
    """Return the first page: what the book is, and its pages; *on_paper* nothing moves and nothing is folded."""
    rows = (
        tag(
            "li",
            tag("a", page.short, href=f"{page.name}.html"),
            f": {page.title}" if page.takes else None,
            _small(page.takes),
        )
        for page in pages
    )
    intro = WORDS.lines("intro_on_paper") if on_paper else WORDS.lines("intro")
    edition = note(WORDS.filled("edition", version=__version__))
    listed = tag("ul", *rows, look="contents")
    return Page(
        CONTENTS,
        WORDS["title"],
        WORDS["places.index"],
        joined([*map(story, intro), listed, edition]),
    )


def _small(text: str) -> Markup | None:
    return tag("small", f" ({text.partition(', ')[2]})") if text else None


def glossary_page(introduced: Mapping[str, str], pages: Sequence[Page]) -> Page:
    """Return all terms in alphabetical order; *introduced* says which lecture is the first to link one."""
    short = {page.name: page.short for page in pages}

    def entry(key: str) -> Markup:
        cited = [
            tag("a", sources()[one].short, href=f"{LITERATURE}.html#{source_id(one)}")
            for one in glossary()[key].sources
        ]
        first = introduced.get(key, "")
        where = tag("a", short[first], href=f"{first}.html") if first in short else None
        told = [_remark("first", where), _remark("sources", joined(cited, ", ") or None)]
        return tag("li", _line(term_line(glossary()[key])), *told, id=term_id(key))

    order = sorted(glossary(), key=lambda key: sorting(glossary()[key].term))
    return Page(
        GLOSSARY,
        WORDS["places.glossar"],
        WORDS["places.glossar"],
        tag("ul", *map(entry, order), look="entries"),
    )


def literature_page() -> Page:
    """Return all sources in alphabetical order."""
    order = sorted(sources(), key=lambda key: sorting(sources()[key].short))
    rows = (tag("li", _line(reference_line(sources()[key])), id=source_id(key)) for key in order)
    return Page(
        LITERATURE,
        WORDS["places.literatur"],
        WORDS["places.literatur"],
        tag("ul", *rows, look="entries"),
    )


def _line(text: str) -> Markup:
    """Return a line of Markdown without the paragraph around it."""
    return Markup(html(text).strip().removeprefix("<p>").removesuffix("</p>"))


def _remark(key: str, links: Markup | None) -> Markup | None:
    """Return a line below an entry; none where there is nothing to link."""
    return (
        tag("small", fill(WORDS.section("remarks")[key], links=links), look="remark")
        if links
        else None
    )


def search_page(pages: Sequence[Page]) -> Page:
    """Return every section and term as a list that a script filters by all words of the section."""
    rows = joined(_found(page) for page in pages)
    field = tag("input", type="search", id="gesucht", autocomplete="off", spellcheck="false")
    asked = tag(
        "p",
        tag("label", WORDS["search_label"], " ", Markup(field.removesuffix("</input>"))),
        look="search",
        hidden=True,
    )
    said = tag("p", role="status", data_none=WORDS["none"], data_some=WORDS["some"])
    return Page(
        SEARCH,
        WORDS["places.suche"],
        WORDS["places.suche"],
        joined([asked, said, tag("ul", rows, look="found")]),
    )


def _found(page: Page) -> Markup:
    first, *sections = _SECTION.split(page.content)
    if page.name in (GLOSSARY, LITERATURE):
        return joined(
            _row(page, name, _head(inside), inside) for name, inside in _ITEM.findall(page.content)
        )
    named = zip(page.headings, sections, strict=True)
    below = (
        _row(page, name, Markup(inside).striptags(), section)
        for (_, name, inside), section in named
        if name not in (TERMS, REFERENCES)  # each entry is a line of its own
    )
    return joined([_row(page, "", page.title, first), *below])


def _head(entry: str) -> str:
    found = re.search(r"<strong>(.*?)</strong>", entry, re.S)
    return plain(found[1] if found else entry)


def _row(page: Page, name: str, title: Child, section: str) -> Markup:
    where = f"{page.name}.html#{Markup(name).unescape()}" if name else f"{page.name}.html"
    text = plain(section).casefold()
    return tag("li", tag("a", title, href=where), tag("small", f" {page.short}"), data_text=text)
