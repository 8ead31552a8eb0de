"""The learner's own check: the same tests as the instructor's, in a temporary course of real nbgrader.

Nothing of the learner's is changed: notebook and answers are copied, the gradebook is thrown away.
It needs the repository, since the tests lie in `source/`.
"""

from __future__ import annotations

import json
import logging
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from kooperation.assignments.headings import ASKS, heading
from kooperation.assignments.points import MIMETYPE
from kooperation.base.german import number
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.execute import is_test, to_clarify
from kooperation.grading.feedback import claim
from kooperation.grading.run import CannotGradeError
from kooperation.grading.settings import configure

LEARNER = "selbst"
WORDS = Words("grading.check")


@dataclass(frozen=True)
class Result:
    """What one question earned: *points* is None where a human has to read the answer, or to clarify.

    *title* is the heading above it, with its number. *unclear* says why no program could mark it, else it is empty. *solutions* says what is right; it is empty unless it was asked for.
    """

    question: str
    claim: str
    points: float | None
    of: float
    remarks: tuple[str, ...] = ()
    hint: str = ""
    read: str = ""
    solutions: tuple[str, ...] = ()
    unclear: str = ""
    title: str = ""


def check(slug: str, folder: Path, root: Path, *, solutions: bool = False) -> list[Result]:
    """Return the results of the work in *folder* on the assignment *slug* of the course at *root*.

    With *solutions* each result also says what is right.

    Raises UnavailableError if the notebook or the tests are missing, or the notebook is damaged.
    """
    source = root / "source" / slug
    if not source.is_dir():
        raise UnavailableError(
            f"Für „{slug}“ liegen hier keine Prüfungen („source/{slug}“ fehlt). Selbst prüfen können "
            "Sie in der vollständigen Ausgabe des Kurses; sonst geben Sie ab und lesen die Rückmeldung."
        )
    work = folder / f"{slug}.ipynb"
    _require_notebook(work)
    with tempfile.TemporaryDirectory(prefix="kooperation-") as temporary, _quiet():
        course = Path(temporary)
        shutil.copytree(source, course / "source" / slug)
        handed_in = course / "submitted" / LEARNER / slug
        handed_in.mkdir(parents=True)
        for file in (work, work.with_name(f"{slug}.answers.json")):
            if file.exists():
                shutil.copy(file, handed_in)
        settings = course_settings(course, slug)
        settings.ExecuteApart.unsandboxed = (
            True  # one's own work needs no sandbox; where there is one, it is used
        )
        convert(GenerateAssignment, settings)
        try:
            convert(Autograde, settings)
        except CannotGradeError as error:
            raise UnavailableError(str(error)) from error
        except NbGraderException as error:
            raise UnavailableError(
                f"„{work}“ lässt sich nicht prüfen. Öffnen Sie das Notebook in JupyterLab, führen Sie "
                "es von oben aus und speichern Sie es; geht das nicht, benennen Sie es um, und rufen Sie "
                "„kooperation lab“ auf: Es legt eine frische Kopie an."
            ) from error
        graded = course / "autograded" / LEARNER / slug / f"{slug}.ipynb"
        results = list(_results(nbformat.read(graded, as_version=4), settings, slug))
    return results if solutions else [replace(result, solutions=()) for result in results]


def course_settings(course: Path, slug: str) -> Config:
    """Return the settings for a temporary course at *course* that holds one assignment.

    Its gradebook is thrown away, never upgraded: with the table of versions already there, nbgrader
    does not start alembic to learn a version number (2 s, and it must be on PATH).
    """
    c = configure(Config(), course)
    c.CourseDirectory.root = str(course)
    c.CourseDirectory.assignment_id = slug
    database = course / "gradebook.db"
    c.CourseDirectory.db_url = f"sqlite:///{database}"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    return c


def convert(converter: Any, settings: Config) -> None:
    """Run one of nbgrader's converters over the course of *settings*."""
    converter(coursedir=CourseDirectory(config=settings), config=settings).start()


def _require_notebook(path: Path) -> None:
    if not path.is_file():
        raise UnavailableError(
            f"„{path}“ gibt es nicht. Legen Sie Ihre Aufgaben mit „kooperation lab“ an, oder nennen "
            "Sie den Ordner mit „--folder“."
        )
    try:
        nbformat.read(path, as_version=4)
    except (ValueError, KeyError, AttributeError, OSError) as error:
        raise UnavailableError(
            f"„{path}“ ist kein lesbares Notebook. Die Datei wurde nicht verändert. Stellen Sie sie in "
            "JupyterLab über „Datei ▸ Notebook auf Sicherungspunkt zurücksetzen“ wieder her, oder "
            "rufen Sie „kooperation lab“ auf: Es legt eine frische Kopie daneben und sagt, wie es weitergeht."
        ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep nbgrader's log, and a warning of its database layer, from the learner."""
    disabled = logging.root.manager.disable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(disabled)


def _results(notebook: Any, settings: Config, slug: str) -> Iterator[Result]:
    with Gradebook(settings.CourseDirectory.db_url) as gradebook:
        found = gradebook.find_submission_notebook(slug, slug, LEARNER)
        grades = {g.name: (g.auto_score, float(g.max_score)) for g in found.grades}
    title = ""
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id") or ""
        if name.endswith(ASKS):
            title = heading(cell.source)
        if name not in grades:
            continue
        points, of = grades[name]
        if not is_test(cell):
            nothing = (
                () if points is None else (WORDS["no_text"],)
            )  # nbgrader: 0 for an untouched text
            yield Result(name, WORDS["text"], points, of, nothing, title=title)
            continue
        data = _explanation(cell)
        yield Result(
            question=name,
            claim=claim(cell.source),
            points=points,
            of=of,
            remarks=_lines(data, "remarks"),
            hint=data.get("hint", ""),
            read=data.get("read", ""),
            solutions=_lines(data, "solutions"),
            unclear=to_clarify(cell.outputs),
            title=title,
        )


def _lines(data: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(map(_line, data.get(name, ())))


def _line(remark: dict[str, str]) -> str:
    part, text = remark["part"], remark["text"]
    if part and remark.get("given"):
        return WORDS.filled("remark", part=part, given=remark["given"], text=text)
    return f"{part}: {text}" if part else text


def _explanation(cell: Any) -> dict[str, Any]:
    return next((dict(o.data[MIMETYPE]) for o in cell.outputs if MIMETYPE in o.get("data", ())), {})


def report(results: list[Result]) -> str:
    """Return the results as German text, question by question."""
    lines = []
    for r in results:
        lines.append(f"{r.title or r.question}: {_points(r)}")
        lines += [f"   – {remark}" for remark in r.remarks]
        if r.remarks and r.hint:
            lines.append(f"   {WORDS.filled('hint', hint=r.hint)}")
        if r.remarks and r.read:
            lines.append(f"   {WORDS.filled('read', read=r.read)}")
        lines += [f"   {WORDS.filled('solution', solution=one)}" for one in r.solutions]
    automatic = [r for r in results if r.points is not None]
    sums = {
        "got": number(sum(r.points or 0 for r in automatic)),
        "of": number(sum(r.of for r in automatic)),
    }
    all_of_it = len(automatic) == len(results)
    lines.append(
        WORDS.filled("total", **sums) if all_of_it else WORDS.filled("total_of_program", **sums)
    )
    return "\n".join(lines)


def _points(result: Result) -> str:
    if result.points is not None:
        return WORDS.filled("points", got=number(result.points), of=number(result.of))
    if result.unclear:
        return WORDS.filled("unclear", why=result.unclear)
    return WORDS["human"]


def as_json(results: list[Result]) -> str:
    """Return the results as JSON, for machines."""
    return json.dumps([asdict(r) for r in results], ensure_ascii=False, indent=1)
