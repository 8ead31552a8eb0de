"""`kooperation report`: a page and a table about what a class can do, without anybody's name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from kooperation.base.files import reason, replace
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.report.class_work import class_work
from kooperation.grading.report.findings import findings
from kooperation.grading.report.statistics import LEAST
from kooperation.grading.report.table import table_csv
from kooperation.grading.settings import settings_of

WORDS = Words("grading/report.command")
FOLDER = "auswertung"


def report(root: Path, slug: str) -> list[str]:
    """Write the report on *slug* in the course at *root*, and return in sentences what was written.

    Raises UnavailableError, and writes nothing, if there is nothing that may be told, or no place for it.
    """
    work = class_work(settings_of(root, slug), root, slug)
    if not work.works:
        raise UnavailableError(WORDS.filled("nothing", slug=slug))
    try:
        found = findings(work)
    except ValueError as error:
        raise UnavailableError(WORDS.filled("too_few", slug=slug, least=LEAST)) from error
    page = import_module("kooperation.grading.report.page_view").page  # a view: found by name
    folder = root / FOLDER
    written = {
        folder / f"{slug}.html": page(found).encode(),
        folder / f"{slug}.csv": table_csv(found),
    }
    try:
        folder.mkdir(exist_ok=True)
        for path, raw in written.items():
            replace(path, raw)
    except OSError as error:
        raise UnavailableError(
            WORDS.filled("not_written", folder=folder, why=reason(error))
        ) from error
    lines = [WORDS.filled("written", file=path.relative_to(root)) for path in written]
    if waiting := [one.asked.title for one in found.questions if one.waiting]:
        lines.append(
            WORDS.filled("waiting", questions=", ".join(f"„{title}“" for title in waiting))
        )
    return lines
