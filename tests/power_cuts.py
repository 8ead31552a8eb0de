"""A class run that is cut off at one of its steps, and run again: what comes of it, as a script.

    python tests/power_cuts.py FOLDER cut EVERY
    python tests/power_cuts.py FOLDER full

In FOLDER a course is laid out in which one person was graded, has points of a human and hands in again, and one is
new. With `cut` the class is graded in a process that ends without a word (SIGKILL) before a step, then graded again. Steps
are the calls by which something in the course is written for good: to the gradebook (of nbgrader's many commits each EVERY-th),
of notebooks, of names and folders. With `full` there is no room left on the disk that FOLDER is on, then there is again.
The last line is JSON: for each cut its step, and how what is there in the end differs from a run without a cut.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from sqlalchemy.engine import Connection

from handing_in import ROOT, hand_in, submission
from kooperation.grading.class_run import STAGE
from kooperation.grading.grade import grade

SLUG = "modi"
KILLED = -signal.SIGKILL


def lay_out(folder: Path) -> None:
    """Lay out the course in *folder*, with one person graded and marked by a human."""
    for name in ("source", "release"):
        shutil.copytree(ROOT / name / SLUG, folder / name / SLUG)
    hand_in(submission(SLUG, "model"), folder / "submitted" / "alt", release=folder / "release")
    run(folder)
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        for entry in book.find_submission_notebook(SLUG, SLUG, "alt").grades:
            entry.manual_score, entry.needs_manual_grade = 0.5, False
        for comment in book.find_submission_notebook(SLUG, SLUG, "alt").comments:
            comment.manual_comment = "Gut."
        book.db.commit()
    hand_in(submission(SLUG, "wrong_signals"), folder / "submitted" / "neu", release=folder / "release")  # fmt: skip


def run(folder: Path) -> list[str]:
    """Grade all of the course in *folder*; return what was not graded, with the reason."""
    who = sorted(path.name for path in (folder / "submitted").iterdir())
    graded = grade(folder, SLUG, who, jobs=1, unsandboxed=False, told=lambda _: None)
    return [outcome.problem for outcome in graded.outcomes if outcome.problem]


def state(folder: Path) -> dict[str, Any]:
    """Return all that must not depend on a cut: the gradebook's rows, the graded work, what lies about."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        rows = sorted(
            [entry.student.id, grade.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade]
            for entry in book.assignment_submissions(SLUG)
            for notebook in entry.notebooks
            for grade in notebook.grades
        )  # fmt: skip
        comments = sorted(
            [entry.student.id, comment.name, comment.auto_comment, comment.manual_comment]
            for entry in book.assignment_submissions(SLUG)
            for notebook in entry.notebooks
            for comment in notebook.comments
        )
        people = sorted(student.id for student in book.students)
    graded = {
        str(path.relative_to(folder)): [
            [cell.source, str(cell.get("outputs"))] for cell in nbformat.read(path, as_version=4).cells
        ]
        for path in sorted((folder / "autograded").rglob("*.ipynb"))
    }  # fmt: skip
    names = sorted(str(path.relative_to(folder)) for path in (folder / "autograded").rglob("*"))
    left = sorted(p.name for p in folder.iterdir() if p.name in (STAGE, ".modi.vorher"))
    return {"rows": rows, "comments": comments, "people": people, "graded": graded, "names": names, "left": left}  # fmt: skip


COMMIT = "_commit_impl"
STEPS: list[tuple[Any, str]] = [
    (Connection, COMMIT), (Path, "rename"), (Path, "mkdir"), (shutil, "rmtree"), (Path, "write_bytes"), (shutil, "copy"),
]  # fmt: skip


def counting(course: Path, before: Callable[[int, str], None]) -> None:
    """Have *before* called with the number and the name of each step, before it is done."""
    done = 0

    def wrapped(name: str, function: Any) -> Any:
        def step(*arguments: Any, **options: Any) -> Any:
            nonlocal done
            if name == COMMIT or any(str(each).startswith(str(course)) for each in arguments):
                before(done, name)
                done += 1
            return function(*arguments, **options)

        return step

    for place, name in STEPS:
        setattr(place, name, wrapped(name, getattr(place, name)))


def apart(work: Callable[[], None]) -> int:
    """Do *work* in a process of its own, as a fork; return how it ended."""
    if pid := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    try:
        work()
    except BaseException as error:
        print(repr(error), file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def cut(folder: Path, at: int) -> None:
    def kill(number: int, _: str) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    counting(folder, kill)
    run(folder)


def complete(folder: Path) -> None:
    assert run(folder) == []


def full(place: Path) -> None:
    """Grade while the disk is full, at several levels, and again when it is not."""
    first, whole = place / "kurs", place / "ohne"
    apart(lambda: lay_out(first))
    shutil.copytree(first, whole)
    assert apart(lambda: complete(whole)) == 0
    right, result = state(whole), []
    for left in (0, 60_000, 150_000, 400_000):
        folder, ballast = place / "voll", place / "ballast"
        shutil.copytree(first, folder)
        there = os.statvfs(place)
        with ballast.open("wb") as file:
            file.write(bytes(there.f_bavail * there.f_frsize - left))
        ended = apart(lambda: complete(folder))  # noqa: B023  (called at once)
        ballast.unlink()
        again = apart(lambda: complete(folder))  # noqa: B023
        now = state(folder)
        result.append({
            "step": f"{left} left", "killed": ended != 0, "again": again,
            "differs": {part: [right[part], now[part]] for part in right if right[part] != now[part]},
        })  # fmt: skip
        shutil.rmtree(folder)
    print(json.dumps(result))


def cuts(place: Path, every: int) -> None:
    first, whole, names = place / "kurs", place / "ohne", place / "schritte"
    apart(lambda: lay_out(first))
    shutil.copytree(first, whole)

    def all_steps() -> None:
        found: list[str] = []
        counting(whole, lambda _, name: found.append(name))
        assert run(whole) == []
        names.write_text(json.dumps(found))

    assert apart(all_steps) == 0
    steps, right = json.loads(names.read_text()), state(whole)
    result = []
    # Commits come in long rows, most of nbgrader's preparation: of them only each *every*-th.
    for at, name in enumerate(steps):
        if name == COMMIT and at % every:
            continue
        folder = place / "schnitt"
        shutil.copytree(first, folder)
        ended = apart(lambda: cut(folder, at))  # noqa: B023  (called at once)
        again = apart(lambda: complete(folder))  # noqa: B023
        now = state(folder)
        result.append({
            "step": f"{at} {name}", "killed": ended == KILLED, "again": again,
            "differs": {part: [right[part], now[part]] for part in right if right[part] != now[part]},
        })  # fmt: skip
        shutil.rmtree(folder)
    print(json.dumps(result))


if __name__ == "__main__":
    if sys.argv[2] == "full":
        full(Path(sys.argv[1]))
    else:
        cuts(Path(sys.argv[1]), int(sys.argv[3]))
