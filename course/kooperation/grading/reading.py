"""Reading a notebook that was handed in: what can be read of it is, and what had to be mended for that is said.

Of a cell only what counts comes along: kind, id, source, attachments, nbgrader's marks. The file stays as it came.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from kooperation.base.files import decoded
from kooperation.base.german import join
from kooperation.base.words import Words

WORDS = Words("grading.reading")
MAX_BYTES = 50_000_000
NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
_ID = re.compile(r"[\w-]{1,64}", re.A)


class UnreadableError(Exception):
    """Nothing can be read of a file; the message says why, in German."""


@dataclass(frozen=True)
class Read:
    """The cells of a notebook, the edition that it was released with, and in sentences what was mended."""

    cells: list[NotebookNode]
    edition: str | None
    mended: tuple[str, ...]


def read_submission(path: Path) -> Read:
    """Return what can be read of the notebook *path*. Raises UnreadableError if that is nothing."""
    mended: list[str] = []
    data = _data(_text(_bytes(path), mended))
    if "worksheets" in data:
        mended.append(WORDS["old_format"])
    written = list(_cells(data))
    cells = [cell for cell in map(_cell, written) if cell is not None]
    if lost := len(written) - len(cells):
        mended.append(WORDS.filled("lost", count=lost))
    if any("\r" in cell.source for cell in cells):
        mended.append(WORDS["line_ends"])
        for cell in cells:
            cell.source = cell.source.replace("\r\n", "\n").replace("\r", "\n")
    return Read(cells, _edition(data), tuple(mended))


def _bytes(path: Path) -> bytes:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UnreadableError(WORDS.filled("no_file", name=path.name))
    if not path.exists():
        beside = sorted(p.name for p in path.parent.glob("*") if not p.name.startswith("."))[:5]
        there = join([f"„{name}“" for name in beside])
        raise UnreadableError(
            WORDS.filled("missing_but", name=path.name, files=there)
            if there
            else WORDS.filled("missing", name=path.name)
        )
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(
            WORDS.filled("too_large", name=path.name, size=MAX_BYTES // 1_000_000)
        )
    raw = path.read_bytes()
    if not raw.strip():
        raise UnreadableError(WORDS.filled("empty", name=path.name))
    return raw


def _text(raw: bytes, mended: list[str]) -> str:
    """Return *raw* as text, in whatever coding it is."""
    text, coding = decoded(raw)
    if coding == "utf-8-sig":
        mended.append(WORDS["mark"])
    elif coding != "utf-8":
        mended.append(WORDS["coding"])
    return text


def _data(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            WORDS.filled("damaged", line=error.lineno, column=error.colno)
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(WORDS["no_notebook"]) from error
    if not isinstance(data, dict):
        raise UnreadableError(WORDS["no_notebook"])
    if not isinstance(data.get("cells"), list) and not isinstance(data.get("worksheets"), list):
        raise UnreadableError(WORDS["no_notebook"])
    return data


def _cells(data: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the cells of a notebook, of the earlier formats 2 and 3, too, which kept them in worksheets."""
    if isinstance(data.get("cells"), list):
        yield from data["cells"]
    else:
        for sheet in data["worksheets"]:
            if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list):
                yield from sheet["cells"]


def _cell(data: Any) -> NotebookNode | None:
    """Return a cell as of today's format, None if *data* is none."""
    if not isinstance(data, dict):
        return None
    source = data.get("source", data.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        return None
    source = source.encode("utf-8", "replace").decode()  # half a character could not be written
    kind = data.get("cell_type")
    if kind == "heading":
        kind, source = "markdown", f"# {source}"
    cell = NEW[kind if kind in ("code", "markdown") else "raw"](source)
    if _is_id(data.get("id")):
        cell.id = data["id"]
    about = data.get("metadata")
    marks = about.get("nbgrader") if isinstance(about, dict) else None
    if isinstance(marks, dict):
        plain = {key: marks[key] for key in marks if isinstance(marks[key], str | int | float)}
        cell.metadata["nbgrader"] = from_dict(plain)
    if kind == "markdown" and (attachments := _attachments(data.get("attachments"))):
        cell.attachments = attachments
    return cell


def _attachments(data: Any) -> dict[str, dict[str, str]]:
    """Return of a cell's attachments what has their form."""
    bundles = data.items() if isinstance(data, dict) else ()
    return {
        name: {kind: text for kind, text in bundle.items() if isinstance(text, str)}
        for name, bundle in bundles
        if isinstance(bundle, dict)
    }


def _is_id(value: object) -> bool:
    return isinstance(value, str) and bool(_ID.fullmatch(value))


def _edition(data: Mapping[str, Any]) -> str | None:
    about = data.get("metadata")
    course = about.get("kooperation") if isinstance(about, dict) else None
    edition = course.get("edition") if isinstance(course, dict) else None
    is_one = isinstance(edition, str) and re.fullmatch(r"[0-9a-f]{1,64}", edition)
    return edition if is_one else None
