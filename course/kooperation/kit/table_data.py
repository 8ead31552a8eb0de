"""What an explorer shows as one table for a spreadsheet: how its controls stand, tables, figures, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from typing import Any

from kooperation.base.spreadsheet import as_shown, decimal, written
from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Node, Scripted
from kooperation.kit.settings import in_words, visible

WORDS = Words("kit.data")
Row = list[str]
SPANS = 60  # cells: a table of ours is never wider
_LIST = re.compile(r'<ul class="kooperation-sentences">(.*?)</ul>', re.S)
_ITEM, _TAG = re.compile(r"<li>(.*?)</li>", re.S), re.compile(r"<[^>]+>")
LISTED = {"th", "td", "caption"}


def data_csv(title: str, root: Node) -> bytes:
    """Return what stands in *root*, seen or folded: controls, tables and figures, with an empty line between."""
    named = [[as_shown(name), as_shown(value)] for name, value in in_words(root)]
    parts: list[list[Row]] = [[[title]], *([[[WORDS["settings"]], *named]] if named else [])]
    for node in visible(root):
        parts += _parts(node)
    rows: list[Row] = []
    for part in parts:
        rows += [[], *part] if rows else part
    return written(rows)


def _parts(node: Node) -> Iterable[list[Row]]:
    if isinstance(node, Area):
        said = [[as_shown(text)] for text in _sentences(node.value)]
        return [*tables(node.value), *([[[WORDS["said"]], *said]] if said else [])]
    if isinstance(node, LiveFigure) and node.figure:
        return [[[WORDS["figure"]], *figure_rows(node.figure)]]
    return tables(node.still()) if isinstance(node, Scripted) else ()


def _sentences(html: str) -> Iterator[str]:
    for listed in _LIST.findall(html):
        for item in _ITEM.findall(listed):
            yield unescape(_TAG.sub("", item))


# Tables -------------------------------------------------------------------------------------------


def tables(html: str) -> list[list[Row]]:
    """Return the tables in *html*, each with its caption as the first row; what spans several cells stands in the first."""
    reader = _Tables()
    reader.feed(html)
    reader.close()
    return reader.tables


class _Tables(HTMLParser):
    """Reads tables cell by cell; what is between cells is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[Row]] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)  # columns and rows of the cell that is read
        self._below: dict[int, int] = {}  # by column: rows that a cell above still covers

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
            self._below = {}
        elif not self.tables:
            return
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in LISTED:
            given = dict(attrs)
            self._cell = []
            self._span = _count(given.get("colspan")), _count(given.get("rowspan"))
        elif self._cell is not None:
            self._cell.append(" ")  # what begins here does not touch the word before

    def handle_endtag(self, tag: str) -> None:
        if tag not in LISTED or self._cell is None:
            return
        text = as_shown("".join(self._cell))
        self._cell = None
        if tag == "caption":
            self.tables[-1].append([text])
            return
        row, (across, down) = self.tables[-1][-1], self._span
        self._skip(row)
        for at in range(across):
            if down > 1:
                self._below[len(row)] = down - 1
            row.append("" if at else text)
        self._skip(row)

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _skip(self, row: Row) -> None:
        """Leave empty what a cell of a row above covers."""
        while self._below.get(len(row)):
            self._below[len(row)] -= 1
            row.append("")


def _count(said: str | None) -> int:
    return min(int(said), SPANS) if said and said.isdigit() else 1


# Figures ------------------------------------------------------------------------------------------


def figure_rows(figure: Mapping[str, Any]) -> list[Row]:
    """Return what plotly draws of *figure*: a heat map as a table, everything else as one row for each point."""
    layout: Mapping[str, Any] = figure.get("layout", {})
    rows: list[Row] = []
    head = [WORDS["series"], _title(layout, "xaxis"), _title(layout, "yaxis")]
    for trace in figure.get("data", ()):
        if trace.get("type") == "heatmap":
            rows += _heat_map(trace, layout)
            continue
        ends = ("theta", "r") if trace.get("type") == "scatterpolar" else ("x", "y")
        first, second = (trace.get(end) or () for end in ends)
        if head and first and second:
            rows, head = [*rows, head], []
        name = as_shown(str(trace.get("name") or ""))
        rows += [[name, _value(x), _value(y)] for x, y in zip(first, second, strict=False)]
    return rows


def _heat_map(trace: Mapping[str, Any], layout: Mapping[str, Any]) -> Iterator[Row]:
    columns, names = (
        layout.get(axis, {}).get("ticktext") or trace.get(axis[0]) or ()
        for axis in ("xaxis", "yaxis")
    )
    yield ["", *map(_value, columns)]
    for at, line in enumerate(trace.get("z") or ()):
        yield [_value(names[at] if at < len(names) else at + 1), *map(_value, line)]


def _title(layout: Mapping[str, Any], axis: str) -> str:
    said = layout.get(axis, {}).get("title") or {}
    text = said.get("text", "") if isinstance(said, Mapping) else said
    return as_shown(str(text)) or axis[0]


def _value(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return decimal(value)
    return as_shown(str(value)) if value is not None else ""
