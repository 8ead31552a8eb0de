"""For authors: print the notebooks from their texts, publish the questions, generate the release.

A lecture is edited as Markdown (`course/lectures/*.md`), an assignment as text and records
(`source/<slug>/<slug>.md` and `.toml`). Everything else is printed from them.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kooperation.authoring.assignments import Assignment, read_assignment
from kooperation.authoring.cells import notebook
from kooperation.authoring.errors import AuthoringError
from kooperation.authoring.lectures import filled
from kooperation.authoring.notebooks import printed, serialised
from kooperation.base.records import ContentError

__all__ = ["AuthoringError", "build", "filled", "generate_release", "printed", "printed_assignment"]


def build(root: Path, slug: str | None = None) -> Iterator[Path]:
    """Print the course at *root*, or the assignment *slug* alone; yield what was written.

    Raises AuthoringError if a text or record is wrong; what was printed before is complete.
    """
    if slug is None:
        for text in sorted((root / "course" / "lectures").glob("*.md")):
            text.write_text(filled(text.read_text("utf-8")), "utf-8")
            target = text.with_suffix(".ipynb")
            target.write_text(printed(text), "utf-8")
            yield target
    folders = sorted((root / "source").glob("*/")) if slug is None else [root / "source" / slug]
    for folder in folders:
        assignment = read_assignment(folder)
        _require_variants(assignment)
        _require_sound(assignment)
        printed_notebook = printed_assignment(assignment)
        public = (
            root / "course" / "kooperation" / "assignments" / "published" / f"{folder.name}.json"
        )
        public.parent.mkdir(parents=True, exist_ok=True)
        public.write_text(assignment.published(), "utf-8")
        yield public
        target = folder / f"{folder.name}.ipynb"
        target.write_text(printed_notebook, "utf-8")
        yield target
        yield generate_release(root, folder.name)


def _require_variants(assignment: Assignment) -> None:
    """Raise AuthoringError if some variant cannot be drawn: learners would see the error otherwise."""
    try:
        _ = assignment.edition
    except ContentError as error:
        raise AuthoringError(f"source/{assignment.slug}: {error}") from error


def _require_sound(assignment: Assignment) -> None:
    """Raise AuthoringError if the notebook has a fault that nbgrader would let pass, or stumble over."""
    from kooperation.grading.lint import lint_notebook

    for problem in lint_notebook(notebook(assignment)):
        raise AuthoringError(f"source/{assignment.slug}, Notebook: {problem}")


def printed_assignment(assignment: Assignment) -> str:
    """Return the instructor's notebook of *assignment*, as JSON."""
    return serialised(notebook(assignment))


def generate_release(root: Path, slug: str) -> Path:
    """Generate `release/<slug>` with real nbgrader, in a temporary course, and return its folder."""
    from nbgrader.converters import GenerateAssignment

    from kooperation.grading.check import convert, course_settings

    with tempfile.TemporaryDirectory(prefix="kooperation-") as temporary:
        course = Path(temporary)
        shutil.copytree(root / "source" / slug, course / "source" / slug)
        convert(GenerateAssignment, course_settings(course, slug))
        target = root / "release" / slug
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(course / "release" / slug, target)
    return target
