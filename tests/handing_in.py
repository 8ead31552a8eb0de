"""Submissions as records: what somebody answered, and the points it must get, in one TOML file.

A record in `tests/submissions/<slug>/` holds the points for each question, the code and text typed into
the notebook (`cells`, by grade id), and for each variant its answers. `hand_in` lays one out as a learner would: the
released notebook with these answers, and the answers file beside it.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.apps.zipcollectapp import ZipCollectApp

from kooperation.grading.check import course_settings

ROOT = Path(__file__).resolve().parent.parent
SUBMISSIONS = Path(__file__).resolve().parent / "submissions"


@dataclass(frozen=True)
class Submission:
    """What is handed in for *slug*: cells by grade id, the sheet, and the points by question."""

    slug: str
    points: dict[str, float]
    variant: int | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


def variants(slug: str, name: str) -> list[int]:
    """Return the variants for which the record *name* has answers; none where nothing was answered."""
    return [int(variant) for variant in _record(slug, name).get("variants", {})]


def submission(slug: str, name: str, variant: int | None = None) -> Submission:
    """Return the record `tests/submissions/<slug>/<name>.toml`, for its first variant or for *variant*."""
    record = _record(slug, name)
    known = record.get("variants", {})
    if variant is None and known:
        variant = int(next(iter(known)))
    own = known[str(variant)] if known else {}
    return Submission(
        slug=slug,
        points={**record["points"], **own.get("points", {})},
        variant=variant,
        answers=own.get("answers", {}),
        cells={**record.get("cells", {}), **own.get("cells", {})},
    )


def _record(slug: str, name: str) -> dict[str, Any]:
    return tomllib.loads((SUBMISSIONS / slug / f"{name}.toml").read_text("utf-8"))


def hand_in(work: Submission, folder: Path, release: Path = ROOT / "release") -> Path:
    """Lay *work* out in *folder*/<slug> as a learner hands it in, and return that folder."""
    target = folder / work.slug
    target.mkdir(parents=True)
    notebook = nbformat.read(release / work.slug / f"{work.slug}.ipynb", as_version=4)
    ids = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
    for grade_id, source in work.cells.items():
        ids[grade_id].source = source
    nbformat.write(notebook, target / f"{work.slug}.ipynb")
    if work.variant is not None:
        sheet = {"schema": 1, "variant": work.variant, "answers": work.answers}
        text = json.dumps(sheet, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (target / f"{work.slug}.answers.json").write_text(text, "utf-8")
    return target


def lay_out_course(folder: Path, slug: str) -> Path:
    """Lay out a course in *folder* as a lecturer has it, with the assignment *slug* alone, and return it."""
    for name in ("source", "release"):
        shutil.copytree(ROOT / name / slug, folder / name / slug)
    (folder / "course" / "lectures").mkdir(parents=True)
    shutil.copy(ROOT / "course/lectures/00_start.ipynb", folder / "course" / "lectures")
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def zip_collect(course: Path, slug: str, patched: pytest.MonkeyPatch) -> None:
    """Collect what lies in the archive of *course* as lecturers do: with nbgrader's command and the guide's pattern."""
    patched.chdir(course.parent)
    for variable in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
        patched.setenv(variable, str(course.parent / "home"))
    shutil.copytree(ROOT / "release" / slug, course / "release" / slug)
    settings = course_settings(course, slug)
    guide = (ROOT / "course" / "lehren.md").read_text("utf-8")
    (line,) = [line for line in guide.splitlines() if "named_regexp = " in line]
    exec(line, {"c": settings})
    app = ZipCollectApp(config=settings)
    app.load_cwd_config = False
    app.initialize([slug, f"--CourseDirectory.root={course}", "--strict"])
    app.start()
