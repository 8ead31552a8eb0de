"""The links of a text, and which of them lead nowhere, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from kooperation.base.anchors import anchor
from kooperation.base.words import Words

ERRORS = Words("authoring.errors.links")

# Code is blanked before links are looked for, so that `values[0](x)` is none.
_FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)", re.M | re.S)
_INLINE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(
    r'\[(?P<text>[^\]\[]*)\]\((?P<target>[^()\s]+)(?P<title>\s+"[^"]*")?\)'
    r'|<(?:a|img)\b[^>]*?\s(?:href|src)="(?P<attribute>[^"]+)"'
)
_ANCHOR = re.compile(
    r'<a id="([^"]+)"></a>'
)  # what a heading was called before, so that links to it go on
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.M)
WORK, SOURCE = "../../meine_aufgaben/", "../../source/"  # learners' copies are made from the source


@dataclass(frozen=True)
class Link:
    """A link in a text: *end* is where it ends, *title* whether a text for the tooltip stands in it."""

    text: str
    target: str
    title: bool
    line: int
    end: int


class Fault(NamedTuple):
    """What is wrong in a line of a text, in German."""

    line: int
    what: str


def links(text: str) -> Iterator[Link]:
    """Yield the links of *text* in their order; what stands in code is none."""
    for match in _LINK.finditer(_INLINE.sub(_blank, _FENCED.sub(_blank, text))):
        yield Link(
            text=text[slice(*match.span("text"))] if match["target"] else "",
            target=match["target"] or match["attribute"],
            title=bool(match["title"]),
            line=line_of(text, match.start()),
            end=match.end(),
        )


def line_of(text: str, at: int) -> int:
    """Return the number of the line in which the character *at* stands."""
    return text.count("\n", 0, at) + 1


def headings(text: str) -> Iterator[tuple[str, int]]:
    """Yield each heading of *text* and its line."""
    for match in _HEADING.finditer(_FENCED.sub(_blank, text)):
        yield match[1], line_of(text, match.start())


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def broken(text: str, path: Path, printed: Iterable[str] = ()) -> Iterator[Fault]:
    """Yield the links of *text*, which stands in the file *path*, that lead nowhere.

    *printed* are sections that every text of that folder gets when it is printed. A notebook is there
    if its text is: it may not have been printed yet. Addresses on the web are not asked.
    """
    for link in links(text):
        file, _, section = unquote(link.target).partition("#")
        if re.match(r"[a-z][a-z0-9+.-]*:", file):
            continue
        target = path.parent / file.replace(WORK, SOURCE) if file else path
        if target.suffix == ".ipynb":
            target = target.with_suffix(".md")
        if file.startswith("/") or not target.exists():
            yield Fault(link.line, ERRORS.filled("no_file", target=link.target))
        elif section and section not in printed:
            there = text if target == path else target.read_text("utf-8")
            if section not in {
                *(anchor(title) for title, _ in headings(there)),
                *_ANCHOR.findall(there),
            }:
                yield Fault(
                    link.line,
                    ERRORS.filled("no_heading", target=link.target, file=target.name),
                )


def told(faults: Iterable[Fault], name: str) -> str:
    """Return *faults* of the text *name* as an author reads them, a line each, in the order of the text."""
    return "\n".join(
        ERRORS.filled("told", name=name, line=fault.line, fault=fault.what)
        for fault in sorted(faults, key=lambda f: f.line)
    )
