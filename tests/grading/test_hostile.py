"""A class with more than seventy hostile and damaged submissions, graded by the commands that lecturers use.

Nobody reads what is not theirs, changes it, stops another or gains a point; each ends with an entry. What each tries
stands in `tests/submissions/hostile/`. Marks (canaries) lie in keys, gradebook, others' work, home and environment: where one of
them turns up in what a submission leaves behind, it was read.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from uuid import uuid4

import nbformat
import psutil
import pytest
from nbgrader.api import Gradebook

import kooperation
from handing_in import ROOT, hand_in, lay_out_course, submission
from hostile import FUNCTION, KINDS, SLUG, Attempt, attempts, hand_it_in
from kooperation.grading.clean import BESIDE

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is Linux's"),
]
ALL = attempts()
HONEST = {"model": submission(SLUG, "model"), "wrong": submission(SLUG, "wrong", 4711)}
GRADE = (sys.executable, "-m", "kooperation", "grade", SLUG)
PACKAGE = Path(kooperation.__file__).parent
# As by default all cells together have twice the time of one.
HASTY = (
    "\nc.ExecuteApart.update(cell_timeout=1.0, cells_timeout=2.0, call_timeout=1.5, grace=0.5)\n"
)
OPEN_TO_ALL = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/", "/dev", "/usr", "/usr/lib/python3")


def canary() -> str:
    return f"KANARIE-{uuid4().hex}"


@dataclass
class Class:
    """A course before and after it was graded, and what was said."""

    folder: Path
    attempts: list[Attempt]
    mark: str
    canaries: dict[str, str] = field(default_factory=lambda: {
        name: canary() for name in ("keys", "tests", "gradebook", "work", "home", "environment")
    })  # fmt: skip
    before: dict[str, str] = field(default_factory=dict)
    package: dict[str, str] = field(default_factory=dict)
    said: str = ""
    children: set[tuple[int, float]] = field(default_factory=set)

    @property
    def course(self) -> Path:
        return self.folder / "kurs"

    @property
    def home(self) -> Path:
        return self.folder / "heim"

    def points(self) -> dict[str, dict[str, tuple[float | None, bool]]]:
        """Return by person and question the points of the program, and whether a human is waited for."""
        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}") as book:
            return {
                entry.student.id: {
                    grade.name: (grade.auto_score, grade.needs_manual_grade)
                    for notebook in entry.notebooks
                    for grade in notebook.grades
                }
                for entry in book.assignment_submissions(SLUG)
            }


def hashes(*folders: Path) -> dict[str, str]:
    """Return what each file below *folders* holds, and where each link leads."""
    found = {}
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.suffix == ".pyc" or path.name == "__pycache__":
            continue
        if path.is_symlink():
            found[str(path)] = os.readlink(path)
        elif path.is_file():
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[str(path)] = "there"
    return found


def lay_out(folder: Path, chosen: list[Attempt]) -> Class:
    """Lay out a course in which honest people and the *chosen* have handed in."""
    made = Class(folder, chosen, f"spur-{uuid4().hex}")
    course, home = made.course, made.home
    lay_out_course(course, SLUG)
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(HASTY.replace("c.", "get_config().", 1))
    for ending, name in (("toml", "keys"), ("md", "tests")):
        with (course / "source" / SLUG / f"{SLUG}.{ending}").open("a") as file:
            file.write(f"\n# {made.canaries[name]}\n")
    (home / ".ipython/profile_default/startup").mkdir(parents=True)
    (home / "geheim.txt").write_text(made.canaries["home"])
    (home / ".bashrc").write_text(f"# {made.canaries['home']}\n")

    for who, work in HONEST.items():
        place = hand_in(work, course / "submitted" / who, release=course / "release")
        (place / "notizen.txt").write_text(made.canaries["work"])
    number = str(int(made.mark[-12:], 16))
    places = {"COURSE": str(course), "HOME": str(home), "MARK": made.mark, "NUMBER": number}
    for attempt in chosen:
        hand_it_in(attempt, course / "submitted", places)
    return made


def run(made: Class, *command: str) -> int:
    """Run *command* in the course of *made*, and keep what it says and which processes it starts."""
    others = "" if "--unsandboxed" in command else os.environ["PATH"]  # there is bubblewrap
    env = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), others]),
        "HOME": str(made.home),
        "GEHEIMNIS": made.canaries["environment"],
        "LANG": "C.UTF-8",
    }
    process = subprocess.Popen(
        command, cwd=made.course, env=env, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    with watched(process.pid, made.children):
        made.said, _ = process.communicate(timeout=900)
    return process.returncode


@contextmanager
def watched(pid: int, found: set[tuple[int, float]]) -> Iterator[None]:
    """Keep in *found* all processes that *pid* starts, and those that they start, by number and time of birth."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            with suppress(psutil.Error):
                for child in psutil.Process(pid).children(recursive=True):
                    with suppress(psutil.Error):
                        found.add((child.pid, child.create_time()))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def graded_by(
    folder: Path, chosen: list[Attempt], first: Callable[[Class], int], *command: str
) -> Class:
    """Return the class of the *chosen*, graded by *command*, after *first* has graded the honest ones."""
    made = lay_out(folder, chosen)
    assert first(made) == 0, made.said
    with Gradebook(f"sqlite:///{made.course / 'gradebook.db'}") as book:
        book.update_or_create_student("vorher", last_name=made.canaries["gradebook"])
        grade = book.find_grade("begruendung", SLUG, SLUG, "model")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        book.db.commit()
    made.before = hashes(
        *(made.course / n for n in ("source", "release", "submitted", "course")), made.home
    )
    made.package = hashes(PACKAGE)
    run(made, *command)
    return made


def honest_first(made: Class) -> int:
    return run(made, *GRADE, *(word for who in HONEST for word in ("--student", who)))


# In the gate a third of the class, some of each kind; at night all of it.
SOME = [each for kind in KINDS for each in [one for one in ALL if one.kind == kind][::3]]


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """A third of the class, by `kooperation grade`."""
    return graded_by(tmp_path_factory.mktemp("drittel"), SOME, honest_first, *GRADE, "--jobs", "4")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The whole class, by `kooperation grade`."""
    return graded_by(tmp_path_factory.mktemp("klasse"), ALL, honest_first, *GRADE, "--jobs", "4")


@pytest.fixture(scope="module")
def plainly(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The whole class, by `nbgrader autograde` with the settings of the course: one after the other, so minutes."""

    def honest(made: Class) -> int:
        return run(made, "nbgrader", "generate_assignment", SLUG, "--force") or run(
            made, "nbgrader", "autograde", SLUG, "--student", "model"
        )

    return graded_by(
        tmp_path_factory.mktemp("schlicht"), ALL, honest, "nbgrader", "autograde", SLUG
    )


@pytest.fixture(scope="module")
def open_doors(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """Some that only read, graded without walls: what is found here the walls must keep."""
    names = (
        "keys-by-their-place",
        "gradebook",
        "submissions-of-others",
        "home",
        "environment-of-others",
    )
    chosen = [attempt for attempt in ALL if attempt.name in names]
    return graded_by(
        tmp_path_factory.mktemp("offen"), chosen, honest_first, *GRADE, "--unsandboxed"
    )


def test_there_are_more_than_seventy_of_seven_kinds_and_each_says_what_it_tries() -> None:
    assert len(ALL) >= 70
    assert {attempt.kind for attempt in ALL} == set(KINDS)
    assert len({attempt.name for attempt in ALL}) == len(ALL)
    assert all(attempt.about["tries"] for attempt in ALL)


def _as_graded(request: pytest.FixtureRequest) -> Class:
    made: Class = request.getfixturevalue(request.param)
    return made


WAYS = ["some", *(pytest.param(way, marks=pytest.mark.nightly) for way in ("whole", "plainly"))]
graded_class = pytest.fixture(_as_graded, scope="module", params=WAYS)  # by each way
ours = pytest.fixture(_as_graded, scope="module", params=WAYS[:2])  # by `kooperation grade`


def test_honest_work_among_them_has_its_exact_points(graded_class: Class) -> None:
    for who, work in HONEST.items():
        found = graded_class.points()[who]
        assert {name: found[name][0] for name in work.points} == work.points, who
    with Gradebook(f"sqlite:///{graded_class.course / 'gradebook.db'}") as book:
        assert book.find_grade("begruendung", SLUG, SLUG, "model").manual_score == 1.5


def test_nobody_gains_a_point_and_nobody_loses_one_that_the_answers_deserve(
    graded_class: Class,
) -> None:
    assert different(graded_class) == {}


def different(made: Class) -> dict[str, object]:
    """Return who has other points than deserved, or points though nothing was graded."""
    found = made.points()
    wrong: dict[str, object] = {}
    for attempt in made.attempts:
        scores = {name: auto for name, (auto, _) in found.get(attempt.name, {}).items()}
        if attempt.refused:
            if any(scores.values()):
                wrong[attempt.name] = scores
            continue
        sheet = sum(scores.get(name) or 0 for name in HONEST["model"].points if name != FUNCTION)
        if {FUNCTION: scores.get(FUNCTION), "sheet": sheet} != attempt.deserves:
            wrong[attempt.name] = (scores, attempt.deserves)
    return wrong


def test_each_ends_with_points_or_with_a_reason(ours: Class) -> None:
    said = ours.said.splitlines()
    at = next(number for number, line in enumerate(said) if line.startswith("Nicht bewertet"))
    listed = takewhile(lambda line: line.startswith("   "), said[at + 1 :])
    lines = {line.split(":")[0].strip(): line for line in listed}
    for attempt in ours.attempts:
        if attempt.refused:
            assert attempt.refused in lines.get(attempt.name, ""), (attempt.name, ours.said)
            assert not (ours.course / "autograded" / attempt.name / SLUG).exists()
        else:
            assert (ours.course / "autograded" / attempt.name / SLUG / f"{SLUG}.ipynb").is_file()
            assert attempt.name not in lines
    assert f"Bewertet: {len(HONEST) + sum(not a.refused for a in ours.attempts)}." in ours.said


@pytest.mark.nightly
def test_plain_nbgrader_says_of_each_that_it_does_not_grade_why(plainly: Class) -> None:
    for attempt in plainly.attempts:
        done = plainly.course / "autograded" / attempt.name / SLUG / f"{SLUG}.ipynb"
        assert done.is_file() != bool(attempt.refused), attempt.name
        if attempt.refused:
            assert attempt.refused in plainly.said


def leaks(made: Class) -> dict[str, set[str]]:
    """Return what the *attempts* have brought out, by file: marks that lie elsewhere, or that memory was filled."""
    tokens = {token.encode(): name for name, token in made.canaries.items()}
    hostile = [
        made.course / at / a.name for a in made.attempts for at in ("autograded", "submitted")
    ]
    files = [
        path
        for folder in hostile
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    ]
    found = {}
    for path in [*files, made.course / "bewertung.log"]:
        if path.exists() and path.stat().st_size < 50_000_000:
            held = path.read_bytes()
            if seen := {name for token, name in tokens.items() if token in held}:
                found[str(path)] = seen
    book = (made.course / "gradebook.db").read_bytes()
    if seen := {name for token, name in tokens.items() if name != "gradebook" and token in book}:
        found["gradebook"] = seen
    for path in files:
        if path.suffix == ".ipynb" and "autograded" in path.parts:
            said = str([c.get("outputs") for c in nbformat.read(path, as_version=4).cells])
            if re.search(r"GEFUELLT|'Netz|Netz \(", said):
                found[str(path)] = {"GEFUELLT"}
    return found


def test_nothing_comes_along_that_a_browser_could_run(graded_class: Class) -> None:
    graded = graded_class.course / "autograded"
    found = {path.suffix for path in graded.rglob("*") if path.is_file()}
    assert found <= BESIDE | {".ipynb"}


def test_nobody_has_read_what_is_not_theirs(graded_class: Class) -> None:
    assert leaks(graded_class) == {}


@pytest.mark.nightly
def test_without_walls_all_of_it_would_have_been_read(open_doors: Class) -> None:
    """So the marks are where they are looked for; only readers run here."""
    found = {name for seen in leaks(open_doors).values() for name in seen}
    assert found == set(open_doors.canaries)


def changed(made: Class) -> dict[str, str]:
    """Return what is no longer as it was before the class was graded."""
    folders = [made.course / name for name in ("source", "release", "submitted", "course")]
    now = hashes(*folders, made.home)
    gone = {path: "changed" for path, held in made.before.items() if now.get(path) != held}
    new = {path: "new" for path in now.keys() - made.before.keys()}
    return gone | new


def test_nobody_has_changed_what_is_not_theirs(graded_class: Class) -> None:
    left = {path: how for path, how in changed(graded_class).items() if "/.local" not in path}
    assert left == {}
    assert hashes(PACKAGE) == graded_class.package
    settings = (graded_class.course / "nbgrader_config.py").read_text("utf-8")
    assert settings == (ROOT / "nbgrader_config.py").read_text("utf-8") + HASTY.replace(
        "c.", "get_config().", 1
    )
    for place in map(Path, (*OPEN_TO_ALL, *filter(os.path.isdir, sys.path))):
        with suppress(PermissionError):
            assert (
                [p for p in place.iterdir() if graded_class.mark in p.name] == []
                if place.is_dir()
                else True
            )


def test_no_process_lives_on(graded_class: Class) -> None:
    assert len(graded_class.children) >= 5  # they were seen
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and (left := living(graded_class)):
        time.sleep(0.2)
    assert left == []


def living(made: Class) -> list[str]:
    number = f"599.{int(made.mark[-12:], 16)}"
    found = []
    for process in psutil.process_iter(["cmdline", "status", "create_time", "pid"]):
        about = process.info
        if about["status"] == psutil.STATUS_ZOMBIE:
            continue
        if (about["pid"], about["create_time"]) in made.children or number in (
            about["cmdline"] or ()
        ):
            found.append(f"{about['pid']} {about['cmdline']}")
    return found
