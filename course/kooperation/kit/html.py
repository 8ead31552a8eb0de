"""Fragments of HTML: text is a `str` and is escaped, a fragment is a `Markup` and is not.

Nobody has to remember to escape, since whatever makes a fragment does it:

    tag("p", "1 < 2", look="note")            <p class="kooperation-note">1 &lt; 2</p>
    tag("td", "3", data_profile="CC")         <td data-profile="CC">3</td>
    strong(name) + " (Folie 13)"              fragments can be added; the text is escaped
    fill("Am Ende: **{names}**.", names=…)    a sentence of words.toml with its values
    joined(["§ 16", "§ 17"], BR)              what stands between may be a fragment
    table("Ihre Karte", ["Form", "Platz"], [["Beirat", "freiwillig"]], "report small")

Functions that want a fragment ask for `Markup`; mypy then refuses a `str`. `Markup(…)` itself is for
this module and for literals without any value in them: an f-string in it would undo everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from markupsafe import Markup as Markup  # said twice: views take it from here
from markupsafe import escape

Child = str | int | None  # text, a fragment, a count; None is left out
Attribute = str | float | None  # None and False are left out, True stands without a value
BR = Markup("<br>")


# Elements -----------------------------------------------------------------------------------------


def tag(name: str, /, *children: Child, look: str = "", **attributes: Attribute) -> Markup:
    """Return an element; *look* are our classes without their prefix („note“, „report small“).

    An attribute's underscores become hyphens, one at its end goes: `data_key`, `aria_label`, `for_`.
    """
    return str.__new__(Markup, _element(name, children, look, attributes))


# A slider redraws a table of fifty elements at each step: hence text is escaped once and remembered,
# and fragments are made by str.__new__, since Markup() first looks each text over for __html__.


def _element(
    name: str, children: Iterable[Child], look: str, attributes: dict[str, Attribute]
) -> str:
    inside = "".join([_inner(child) for child in children])
    return f"<{name}{_attributes(look, attributes)}>{inside}</{name}>"


def _inner(child: Child) -> str:
    if isinstance(child, Markup):
        return child
    return "" if child is None else _text(str(child))


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    return str(escape(text))


def _attributes(look: str, attributes: dict[str, Attribute]) -> str:
    written = f' class="{_classes(look)}"' if look else ""
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        if value is True:
            written = f"{written} {_spelled(name)}"
        else:
            plain = f"{value:g}" if isinstance(value, float) else value
            written = f'{written} {_spelled(name)}="{_text(str(plain))}"'
    return written


@cache
def _classes(look: str) -> str:
    return " ".join(f"kooperation-{word}" for word in look.split())


@cache
def _spelled(name: str) -> str:
    return name.removesuffix("_").replace("_", "-")


def joined(parts: Iterable[Child], between: Child = "") -> Markup:
    """Return *parts* one after the other, with *between* between them."""
    return Markup(str.join(_inner(between), [_inner(part) for part in parts]))


def strong(*children: Child) -> Markup:
    return tag("strong", *children)


def em(*children: Child) -> Markup:
    return tag("em", *children)


def small(*children: Child) -> Markup:
    return tag("small", *children)


# Sentences ----------------------------------------------------------------------------------------


def fill(sentence: str, **values: str | int) -> Markup:
    """Return a sentence of words.toml with its `{values}` filled in; a value may be a fragment.

    The sentence holds no HTML: `**bold**`, `_stressed_` and a key of the keyboard in backticks are
    all it can say. Raises KeyError for a place that nobody fills.
    """
    return Markup(
        _pattern(sentence).format(**{name: _inner(value) for name, value in values.items()})
    )


@lru_cache(maxsize=2048)
def _pattern(sentence: str) -> str:
    text = _text(sentence)
    for sign, name in (
        (r"\*\*(.+?)\*\*", "strong"),
        (r"(?<!\w)_(\S|\S.*?\S)_(?!\w)", "em"),
        (r"`(.+?)`", "kbd"),
    ):
        text = re.sub(sign, rf"<{name}>\1</{name}>", text)
    return text


def places(count: int) -> list[str]:
    """Return places that a twin fills, by their numbers: {0}, {1}, …"""
    return [f"{{{at}}}" for at in range(count)]


# Blocks -------------------------------------------------------------------------------------------


def story(*children: Child) -> Markup:
    """Return a paragraph of running text."""
    return tag("p", *children, look="story")


def note(*children: Child) -> Markup:
    """Return a small remark that changes: what was saved, what is still open."""
    return tag("p", *children, look="note")


def saved_note(*children: Child) -> Markup:
    """Return a remark that says what is saved; it is out of sight while the kernel is out of reach."""
    return tag("p", *children, look="note saved")


def legend(*children: Child) -> Markup:
    """Return a small remark that stays: how to read a picture or a table."""
    return tag("p", *children, look="legend")


def heading(*children: Child) -> Markup:
    return tag("p", *children, look="heading")


def headline(*children: Child) -> Markup:
    """Return the title of an explorer, below the headings of a lecture's sections."""
    return tag("p", *children, look="title", role="heading", aria_level=3)


def error(text: str) -> Markup:
    """Return what went wrong; a screen reader says it at once."""
    return tag("p", text, look="error", role="alert")


def sentences(lines: Iterable[Child]) -> Markup:
    """Return German sentences as a list."""
    return tag("ul", *(tag("li", line) for line in lines), look="sentences")


def panel(*children: Child, look: str = "") -> Markup:
    """Return a panel with a paragraph for each child."""
    return tag("div", *(tag("p", child) for child in children), look=f"panel {look}")


def details(summary: Child, *children: Child) -> Markup:
    """Return what is folded away until it is asked for."""
    return tag("details", tag("summary", summary), *children)


def mark(text: Child) -> Markup:
    """Return a word that marks a cell of a table."""
    return tag("span", text, look="mark")


def bar(share: float) -> Markup:
    """Return a small bar, *share* of it filled; a number beside it says the same."""
    filled = tag("span", style=f"width: {100 * share:.0f}%")
    return tag("span", filled, look="bar", aria_hidden="true")


# Tables -------------------------------------------------------------------------------------------


class Cell(Markup):
    """A finished cell; see `td` and `th`."""


class Row(Markup):
    """A finished row; see `tr` and `columns`."""


def td(*children: Child, look: str = "", **attributes: Attribute) -> Cell:
    """Return a cell that needs more than its text."""
    return str.__new__(Cell, _element("td", children, look, attributes))


def th(*children: Child, scope: str = "row", look: str = "", **attributes: Attribute) -> Cell:
    """Return a header cell; *scope* is row, col, rowgroup or colgroup."""
    return str.__new__(Cell, _element("th", children, look, {"scope": scope, **attributes}))


def numeric(text: str) -> Cell:
    """Return a cell with a number, set so that digits stand below each other."""
    return td(text, look="number")


def tr(*cells: Child, look: str = "", **attributes: Attribute) -> Row:
    """Return a row that needs more than its cells: `tr(name, value, data_key=key)`.

    What is not a cell yet becomes one: the first the row's header, the others plain ones. Where the
    header stands elsewhere, both are said: `tr(td(number), th(name), value)`.
    """
    return _row(cells, (), look, **attributes)


def columns(*names: Child) -> Row:
    """Return a line of column headers; an empty one is a plain cell."""
    cells = [
        name
        if isinstance(name, Cell)
        else th(name, scope="col")
        if name not in ("", None)
        else td()
        for name in names
    ]
    return str.__new__(Row, _element("tr", cells, "", {}))


def table(
    caption: Child,
    head: Iterable[Child],
    rows: Iterable[Row | Iterable[Child]],
    look: str = "",
    *,
    foot: Iterable[Row | Iterable[Child]] = (),
    labelled: bool = False,
    **attributes: Attribute,
) -> Markup:
    """Return a table; a screen reader can read it, since each header says what it heads.

    *head* holds the names of the columns; where it has more lines than one, rows made by `tr` and
    `columns`. A row is a sequence, its first item the header, or made by `tr`. *look* says which of
    our tables it is („report small“). With *labelled* each plain cell carries its column's name, to
    be shown where there is no room for columns (see „wide“ in the style sheet). No *caption*: None.
    """
    names = list(head)
    lines = names if names and isinstance(names[0], Row) else [columns(*names)] if names else []
    labels = names if labelled else ()
    parts = [
        tag("caption", caption) if caption is not None else None,
        tag("thead", *lines) if lines else None,
        tag("tbody", *(_row(row, labels) for row in rows)),
    ]
    if footers := [_row(row, labels) for row in foot]:
        parts.append(tag("tfoot", *footers))
    return tag("table", *parts, look=f"matrix {look}", **attributes)


def _row(
    row: Row | Iterable[Child],
    labels: Iterable[Child],
    look: str = "",
    **attributes: Attribute,
) -> Row:
    if isinstance(row, Row):
        return row
    if isinstance(row, str):
        raise TypeError(f"a row is a sequence of cells, not the text {row[:40]!r}")
    cells: list[Child] = []
    names = dict(enumerate(labels))
    for at, child in enumerate(row):
        if isinstance(child, Cell):
            cells.append(child)
        elif at == 0 and child not in ("", None):
            cells.append(th(child))
        else:
            cells.append(td(child, data_head=names.get(at)) if names else td(child))
    return str.__new__(Row, _element("tr", cells, look, attributes))
