"""Packing an assignment: the one file to upload, what is in it, and what is still missing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kooperation.assignments.concept_answers import FILE, ConceptAnswers, as_file
from kooperation.assignments.drawing import draw, published, slugs
from kooperation.assignments.formal_check import missing
from kooperation.base.answers import AnswerSheet
from kooperation.base.answers_file import (
    EditionError,
    SheetError,
    answers_path,
    notebook_edition,
    require_edition,
)
from kooperation.base.files import reason, replace
from kooperation.base.german import join
from kooperation.base.places import WORK, UnavailableError, fresh_copy, read_notebook
from kooperation.base.words import Words

EDITION, WORDS = Words("base.edition"), Words("assignments.packing")
ERRORS = Words("assignments.errors.packing")
MARK = b"kooperation pack"  # the comment of a zip file that we made, and may replace
THE_SAME_TIME = (1980, 1, 1, 0, 0, 0)  # so that equal work makes an equal file


@dataclass(frozen=True)
class Packed:
    """The file to upload, the names of what is in it, and in sentences what is missing or malformed.

    *saved* is when the notebook in it was last saved; *replaced* says whether an older pack had its place.
    """

    path: Path
    contents: tuple[str, ...]
    problems: tuple[str, ...]
    saved: datetime
    replaced: bool


def pack(slug: str, root: Path) -> Packed:
    """Pack the learner's work on the assignment *slug* of the course at *root*; see `pack_folder`."""
    return pack_folder(slug, root / WORK / slug)


def pack_folder(slug: str, folder: Path, concepts: ConceptAnswers | None = None) -> Packed:
    """Pack the work on *slug* in *folder* into `<slug>.zip` there, as it is saved, and return what was packed.

    *concepts* go along where the learner chose to hand in the test before and after the course. Equal work makes an equal file. Raises UnavailableError, and writes nothing, if there is no notebook,
    notebook or answers are damaged or of another edition, or another file has that name.
    """
    notebook = folder / f"{slug}.ipynb"
    _require_notebook(notebook, slug)
    files = [notebook, *(path for path in [answers_path(notebook)] if path.exists())]
    try:
        problems = tuple(_problems(slug, notebook))
        saved = datetime.fromtimestamp(notebook.stat().st_mtime)
        contents = {path.name: path.read_bytes() for path in files}
        if concepts:
            contents[FILE] = as_file(concepts)
        raw = _zipped(contents)
        target = folder / f"{slug}.zip"
        before = _earlier(target)
        if raw != before:
            replace(target, raw)
    except EditionError as error:
        raise UnavailableError(f"{error} {EDITION.filled('advice', slug=slug)}") from error
    except SheetError as error:
        raise UnavailableError(str(error)) from error
    except OSError as error:
        raise UnavailableError(
            ERRORS.filled("not_possible", folder=folder, reason=reason(error))
        ) from error
    return Packed(target, tuple(contents), problems, saved, before not in (None, raw))


def _require_notebook(notebook: Path, slug: str) -> None:
    """Raise UnavailableError unless *notebook* can be read and is that of the assignment *slug*."""
    if not notebook.is_file():
        raise UnavailableError(ERRORS.filled("no_notebook", notebook=notebook))
    found = read_notebook(notebook)
    if found is None:
        raise UnavailableError(
            ERRORS.filled(
                "no_readable_notebook",
                notebook=notebook,
                copy=fresh_copy(notebook).name,
                name=notebook.name,
            )
        )
    ids = set(grade_ids(found))
    asked = {name: len(ids & set(published(name)["questions"])) for name in slugs()}
    if not asked[slug] or asked[slug] < max(asked.values()):
        raise UnavailableError(ERRORS.filled("other_notebook", notebook=notebook, slug=slug))


def grade_ids(notebook: dict[str, object]) -> Iterator[str]:
    """Yield the ids of the cells of *notebook* by which nbgrader knows them."""
    cells = notebook["cells"]
    assert isinstance(cells, list)
    for cell in cells:
        metadata = cell.get("metadata") if isinstance(cell, dict) else None
        marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        if isinstance(marks, dict):
            yield str(marks.get("grade_id"))


def _problems(slug: str, notebook: Path) -> Iterator[str]:
    """Yield in sentences what is missing or malformed. Raises SheetError or EditionError."""
    edition = published(slug)["edition"]
    require_edition(notebook, notebook_edition(notebook), edition)
    answers = answers_path(notebook)
    if not answers.exists():
        yield WORDS.filled("no_answers", file=answers.name)
        return
    sheet = AnswerSheet(answers, edition=edition)
    for title, problems in missing(draw(slug, sheet.variant), sheet, notebook):
        if problems:
            yield WORDS.filled("problem", question=title, said=" ".join(problems))


def _zipped(contents: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.comment = MARK
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, THE_SAME_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _earlier(target: Path) -> bytes | None:
    """Return what was packed before; None if nothing was. Raises UnavailableError if *target* is no pack of ours."""
    if not target.exists():
        return None
    try:
        with zipfile.ZipFile(target) as archive:
            ours = archive.comment == MARK
    except (zipfile.BadZipFile, IsADirectoryError):
        ours = False
    if not ours:
        raise UnavailableError(ERRORS.filled("in_the_way", target=target))
    return target.read_bytes()


def told(packed: Packed) -> list[str]:
    """Return in sentences what was packed, as of when, what is missing, and what to do with it."""
    saved = packed.saved
    day = (
        ""
        if saved.date() == datetime.now().date()
        else WORDS.filled("day", day=f"{saved:%d.%m.%Y}")
    )
    quoted = [WORDS.filled("quoted", name=name) for name in packed.contents]
    name, is_open = packed.path.name, len(packed.problems)
    lines = [WORDS.filled("file", name=name)]
    if is_open:
        count = {"count": is_open, "of": len(published(packed.path.stem)["questions"])}
        lines = [WORDS.filled("open", **count), WORDS.filled("file_open", name=name)]
    lines += [
        WORDS.filled("contents", contents=join(quoted)),
        WORDS.filled("saved", day=day, time=f"{saved:%H:%M}"),
    ]
    if packed.replaced:
        lines.append(WORDS["replaced"])
    lines += packed.problems or [WORDS["complete"]]
    return [*lines, WORDS["upload_open"] if is_open else WORDS["upload"]]
