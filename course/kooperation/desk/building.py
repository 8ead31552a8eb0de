"""`kooperation build`: print the notebooks from their texts, publish the questions, generate the release."""

from __future__ import annotations

import shutil
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from kooperation.authoring import AuthoringError, printed, printed_assignment
from kooperation.authoring.assignments import Assignment, read_assignment
from kooperation.authoring.cells import notebook
from kooperation.authoring.claims import FOLDER
from kooperation.authoring.claims_faults import claims_faults
from kooperation.authoring.claims_page import PAGE, claims_page
from kooperation.authoring.extension import write_extension
from kooperation.authoring.leftovers import PUBLISHED, left_over
from kooperation.authoring.links import broken, told
from kooperation.authoring.notebooks import write
from kooperation.authoring.practising import practice_file
from kooperation.base.records import ContentError
from kooperation.base.words import Words

WORDS = Words("desk.building")
ERRORS = Words("desk.errors.building")


def build(root: Path, slug: str | None = None) -> Iterator[str]:
    """Print the course at *root*, or the assignment *slug* alone; yield a line for each file that changed hands.

    What was printed from texts that are gone is removed at the end. Raises AuthoringError if a text or record is
    wrong; what was printed before is complete.
    """
    if slug is not None and Path(slug).name != slug:
        raise AuthoringError(ERRORS.filled("no_slug", slug=slug))
    if slug is None:
        for text in sorted((root / "course" / "lectures").glob("*.md")):
            yield _written(write(text.with_suffix(".ipynb"), printed(text).encode()))
    for folder in _sources(root) if slug is None else [root / "source" / slug]:
        _require_own_files(folder)
        assignment = read_assignment(folder)
        _require_links(folder / f"{folder.name}.md")
        _require_variants(assignment)
        _require_sound(assignment)
        raw = printed_assignment(assignment).encode()
        yield _written(write(folder / f"{folder.name}.ipynb", raw))
        yield _written(generate_release(root, folder.name))
        public = root.joinpath(*PUBLISHED, f"{folder.name}.json")
        yield _written(write(public, assignment.published().encode()))
        yield from _practice(root, assignment)
    yield from left_over(root, slug)
    for path in write_extension(root):
        yield _written(path)
    if slug is None and (root / FOLDER).is_dir():  # a learner's edition has none
        if found := claims_faults(root, date.today()):
            raise AuthoringError("\n".join(found))
        yield _written(write(root / PAGE, claims_page(root).encode()))


def _practice(root: Path, assignment: Assignment) -> Iterator[str]:
    """Publish what of *assignment* is practised, or remove what was published before."""
    path = root.joinpath(*PUBLISHED, "practice", f"{assignment.slug}.json")
    if text := practice_file(assignment):
        yield _written(write(path, text.encode()))
    elif path.exists():
        path.unlink()
        yield WORDS.filled("removed", path=path)


def _written(path: Path) -> str:
    return WORDS.filled("written", path=path)


def _sources(root: Path) -> list[Path]:
    """Return the folders of assignments at *root*; of a deleted one, JupyterLab's checkpoints may be left."""
    return [
        folder
        for folder in sorted((root / "source").glob("*/"))
        if any(not path.name.startswith(".") for path in folder.iterdir())
    ]


def _require_links(text: Path) -> None:
    """Raise AuthoringError, with the lines, if links of an assignment's *text* lead nowhere."""
    if found := list(broken(text.read_text("utf-8"), text)):
        raise AuthoringError(told(found, text.name))


def _require_variants(assignment: Assignment) -> None:
    """Raise AuthoringError if some variant cannot be drawn: learners would see the error otherwise."""
    try:
        is_settled = assignment.edition == replace(assignment).edition
    except ContentError as error:
        raise AuthoringError(f"source/{assignment.slug}: {error}") from error
    except (Exception, SystemExit) as error:  # whatever an author's own drawing may raise
        raise AuthoringError(
            ERRORS.filled(
                "not_drawn",
                slug=assignment.slug,
                place=_place(error),
                kind=type(error).__name__,
                error=error,
            )
        ) from error
    if not is_settled:
        raise AuthoringError(ERRORS.filled("unsettled", slug=assignment.slug))


def _place(error: BaseException) -> str:
    """Return the file and line in which *error* came up."""
    if isinstance(error, SyntaxError):
        return ERRORS.filled("place", file=Path(error.filename or "?").name, line=error.lineno)
    last = traceback.extract_tb(error.__traceback__)[-1]
    return ERRORS.filled("place", file=Path(last.filename).name, line=last.lineno)


def _require_own_files(folder: Path) -> None:
    """Raise AuthoringError if something lies in *folder* that everybody would be given."""
    from kooperation.grading.lint import lint_folder

    if found := lint_folder(folder):
        raise AuthoringError("\n".join(f"source/{folder.name}: {problem}" for problem in found))


def _require_sound(assignment: Assignment) -> None:
    """Raise AuthoringError if the notebook has a fault that nbgrader would let pass, or stumble over."""
    from kooperation.grading.lint import lint_notebook

    problems = lint_notebook(notebook(assignment))
    faults = [
        ERRORS.filled("faulty", slug=assignment.slug, problem=problem) for problem in problems
    ]
    if faults:
        raise AuthoringError("\n".join(faults))


def generate_release(root: Path, slug: str) -> Path:
    """Generate `release/<slug>` with real nbgrader, in a temporary course, and return its folder.

    The new release is complete before the old one goes, file by file; other files in the folder stay.
    """
    from nbgrader.converters import GenerateAssignment

    from kooperation.grading.check import convert, course_settings

    with tempfile.TemporaryDirectory(prefix="kooperation-") as temporary:
        course = Path(temporary)
        shutil.copytree(root / "source" / slug, course / "source" / slug)
        convert(GenerateAssignment, course_settings(course, slug))
        made, target = course / "release" / slug, root / "release" / slug
        for path in sorted(path for path in made.rglob("*") if path.is_file()):
            write(target / path.relative_to(made), path.read_bytes())
    return target
