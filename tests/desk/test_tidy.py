"""What of a course notebook is saved: nothing that running it leaves, everything that a learner added."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ipykernel.ipkernel import IPythonKernel
from nbformat import from_dict
from nbgrader.utils import compute_checksum, is_grade, is_locked

from handing_in import ROOT
from kooperation.authoring.assignments import read_assignment
from kooperation.desk.server import CourseFiles
from kooperation.desk.tidy import WIDGET, language_info, tell_language, tidied

LECTURES = sorted((ROOT / "course" / "lectures").glob("*.ipynb"))
RELEASED = sorted((ROOT / "release").glob("*/*.ipynb"))
VIEW = {
    "output_type": "display_data",
    "metadata": {},
    "data": {
        WIDGET: {"model_id": "f00", "version_major": 2, "version_minor": 0},
        "text/plain": "x",
    },
}
PRINT = {"output_type": "stream", "name": "stdout", "text": "42\n"}
RAN = {
    "execution": {"iopub.execute_input": "2026-11-28T10:00:00Z"},
    "jupyter": {"source_hidden": True},
    "trusted": True,
    "collapsed": False,
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for path in [*LECTURES, *RELEASED]:
        place = tmp_path / path.relative_to(ROOT)
        if path in RELEASED:
            place = tmp_path / "meine_aufgaben" / path.parent.name / path.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    return tmp_path


def loaded(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def run(notebook: Any) -> Any:
    """Return *notebook* as JupyterLab sends it once everything was run."""
    ran = deepcopy(notebook)
    ran["metadata"]["language_info"] = {"name": "python", "version": "3.14.1"}
    ran["metadata"]["kernelspec"]["display_name"] = "Python 3 (Labor)"
    ran["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    for number, cell in enumerate(ran["cells"], start=1):
        cell["metadata"].update(RAN)
        if cell["cell_type"] == "code":
            cell.update(execution_count=number, outputs=[deepcopy(VIEW), deepcopy(PRINT)])
    return ran


LOOP = ThreadPoolExecutor(1)  # in this thread a browser's loop may be running


def done(task: Coroutine[Any, Any, Any]) -> Any:
    """Return what *task* gives; always in the same thread, since what signs notebooks belongs to one."""
    return LOOP.submit(asyncio.run, task).result()


def saved(files: CourseFiles, path: str, content: Any) -> None:
    done(files.save({"type": "notebook", "format": "json", "content": content}, path))


def test_a_folder_says_whether_the_learners_record_lies_in_it(course: Path) -> None:
    """The panel reads it; to try would leave an error in the console wherever nothing is answered yet."""
    files = CourseFiles(root_dir=str(course))
    assert done(files.get("course/lectures", content=False))["record"] is False
    (course / "course" / "lectures" / "lernstand.json").write_text("{}", "utf-8")
    assert done(files.get("course/lectures", content=False))["record"] is True
    assert done(files.get("course"))["record"] is False


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("BINDER_LAUNCH_HOST", 10), ("BINDER_REPO_URL", 10), ("JUPYTERHUB_USER", None)],
)
def test_on_binder_a_folder_says_after_which_pause_all_is_lost_and_on_a_hub_it_does_not(
    course: Path, monkeypatch: pytest.MonkeyPatch, name: str, minutes: int | None
) -> None:
    """BinderHub sets both in each session; a hub keeps what lies in one's home."""
    for each in ("BINDER_LAUNCH_HOST", "BINDER_REPO_URL"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(name, "https://mybinder.org/")
    folder = done(CourseFiles(root_dir=str(course)).get("", content=False))
    assert folder.get("ends_after") == minutes


@pytest.mark.parametrize("lecture", [path.name for path in LECTURES])
def test_a_lecture_that_was_run_is_saved_byte_for_byte_as_printed(
    course: Path, lecture: str
) -> None:
    path = course / "course" / "lectures" / lecture
    printed = path.read_bytes()
    files = CourseFiles(root_dir=str(course))
    content = done(files.get(f"course/lectures/{lecture}"))["content"]
    saved(files, f"course/lectures/{lecture}", run(content))
    assert path.read_bytes() == printed


@pytest.mark.parametrize("slug", [path.stem for path in RELEASED])
def test_an_assignment_that_was_run_keeps_what_is_graded_and_drops_what_is_ours(
    course: Path, slug: str
) -> None:
    path = course / "meine_aufgaben" / slug / f"{slug}.ipynb"
    before = loaded(path)
    saved(CourseFiles(root_dir=str(course)), f"meine_aufgaben/{slug}/{slug}.ipynb", run(before))
    after = loaded(path)
    assert after["metadata"] == before["metadata"]
    for old, new in zip(before["cells"], after["cells"], strict=True):
        cell = from_dict({**new, "source": "".join(new["source"])})
        assert new["source"] == old["source"]
        assert new["metadata"]["nbgrader"] == old["metadata"]["nbgrader"]
        if is_locked(cell) and new["cell_type"] == "code":
            assert compute_checksum(cell) == old["metadata"]["nbgrader"]["checksum"]
        if new["cell_type"] == "code":
            ours = is_locked(cell) and not is_grade(cell)
            assert new["outputs"] == ([] if ours else [PRINT | {"text": ["42\n"]}])


def test_what_a_learner_added_to_a_lecture_stays(course: Path) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    ran = run(loaded(path))
    changed = next(cell for cell in ran["cells"] if cell["cell_type"] == "code")
    changed["source"] = [*changed["source"], "\nprint(42)"]
    own = {**deepcopy(changed), "id": "aaaa-bbbb", "source": "print(42)"}
    note = {"cell_type": "markdown", "id": "cccc-dddd", "metadata": {"x": 1}, "source": "Meins"}
    ran["cells"] += [own, note]
    ran["metadata"]["meins"] = {"a": 1}
    left = tidied(ran, path)
    by_id = {cell["id"]: cell for cell in left["cells"]}
    for cell in (changed, own):
        kept = by_id[cell["id"]]
        assert kept["outputs"] == [PRINT]
        assert kept["source"] == cell["source"]
        assert kept["execution_count"] == cell["execution_count"]
    assert by_id["cccc-dddd"] == note
    assert left["metadata"]["meins"] == {"a": 1}
    assert len(left["cells"]) == len(ran["cells"])
    untouched = [c for c in left["cells"] if c["id"] not in (changed["id"], own["id"])]
    assert not any(cell.get("outputs") for cell in untouched)


@pytest.mark.parametrize(
    "place",
    [
        "course/lectures/mein.ipynb",  # no mark
        "notizen/05_gefangenendilemma.ipynb",  # a copy elsewhere
        "submitted/anna/dilemma/dilemma.ipynb",
        "autograded/anna/dilemma/dilemma.ipynb",
        "source/dilemma/dilemma.ipynb",
        "release/dilemma/dilemma.ipynb",
    ],
)
def test_other_notebooks_are_opened_and_saved_as_they_are(course: Path, place: str) -> None:
    lecture = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    task = course / "meine_aufgaben" / "dilemma" / "dilemma.ipynb"
    ran = run(loaded(task if "dilemma.ipynb" in place.split("/")[-1:] else lecture))
    if "mein" in place:
        del ran["metadata"]["kooperation"]
    before = deepcopy(ran)
    assert tidied(ran, course / place) == before
    tell_language(ran, course / place)
    assert ran == before


def test_a_notebook_of_the_course_is_opened_with_the_language_that_its_kernel_will_tell(
    course: Path,
) -> None:
    files = CourseFiles(root_dir=str(course))
    for place in ("course/lectures/00_start.ipynb", "meine_aufgaben/dilemma/dilemma.ipynb"):
        found = done(files.get(place))["content"]
        assert found["metadata"]["language_info"] == IPythonKernel.language_info
    assert language_info() == IPythonKernel.language_info


@pytest.mark.parametrize(
    "broken",
    [
        {"kooperation": {"text": "x.md"}, "kernelspec": 5},
        {"kooperation": {"edition": "a"}, "kernelspec": []},
    ],
)
def test_an_error_of_ours_keeps_no_notebook_from_being_saved_or_opened(
    course: Path, broken: dict[str, Any]
) -> None:
    place = "course/lectures/05_gefangenendilemma.ipynb"
    ran = run(loaded(course / place))
    ran["metadata"] = broken
    files = CourseFiles(root_dir=str(course))
    saved(files, place, ran)
    stored = loaded(course / place)
    assert stored["metadata"] == broken
    assert [c["id"] for c in stored["cells"]] == [c["id"] for c in ran["cells"]]
    assert len([cell for cell in stored["cells"] if cell.get("outputs")]) > 5
    assert done(files.get(place))["content"]["metadata"] == broken


def test_the_edition_of_a_learners_copy_is_that_of_the_course(course: Path) -> None:
    slug = "dilemma"
    path = course / "meine_aufgaben" / slug / f"{slug}.ipynb"
    saved(
        CourseFiles(root_dir=str(course)), f"meine_aufgaben/{slug}/{slug}.ipynb", run(loaded(path))
    )
    edition = read_assignment(ROOT / "source" / slug).edition
    assert loaded(path)["metadata"]["kooperation"] == {"edition": edition}


def test_a_newer_course_is_pulled_by_git_over_a_used_one_without_conflict(
    course: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Used: each lecture opened, run and saved, one answered, an assignment begun."""
    theirs = tmp_path_factory.mktemp("checkout") / "kurs"
    named = ("-c", "user.name=x", "-c", "user.email=x@example.org")

    def git(folder: Path, *command: str) -> str:
        return subprocess.run(
            ["git", *named, *command], cwd=folder, capture_output=True, text=True, check=True
        ).stdout

    (course / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    git(course, "init", "--quiet")
    git(course, "add", ".")
    git(course, "commit", "--quiet", "--message", "course")
    git(course.parent, "clone", "--quiet", str(course), str(theirs))

    files = CourseFiles(root_dir=str(theirs))
    for path in LECTURES:
        lecture = f"course/lectures/{path.name}"
        saved(files, lecture, run(done(files.get(lecture))["content"]))
    record = theirs / "course" / "lectures" / "lernstand.json"
    record.write_text("{}", "utf-8")
    begun = theirs / "meine_aufgaben" / "dilemma" / "dilemma.ipynb"
    begun.parent.mkdir(parents=True)
    begun.write_bytes((ROOT / "release" / "dilemma" / "dilemma.ipynb").read_bytes())
    saved(files, "meine_aufgaben/dilemma/dilemma.ipynb", run(loaded(begun)))
    answers = begun.with_name("dilemma.answers.json")
    answers.write_text("{}", "utf-8")
    kept = {path: path.read_bytes() for path in (record, begun, answers)}
    assert git(theirs, "status", "--porcelain") == ""

    for path in LECTURES:
        newer = course / "course" / "lectures" / path.name
        newer.write_bytes(newer.read_bytes().replace(b'"cells": [', b'"cells":  [', 1))
    git(course, "commit", "--quiet", "--all", "--message", "newer")
    git(theirs, "pull", "--quiet", "--ff-only")
    for path in LECTURES:
        inside = Path("course", "lectures", path.name)
        assert (theirs / inside).read_bytes() == (course / inside).read_bytes()
    assert {path: path.read_bytes() for path in kept} == kept
