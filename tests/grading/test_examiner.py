"""The examiner as a process: it starts however the course is installed, and nobody gets 0 points for its faults.

Nothing here is replaced: real interpreters, real installations, nbgrader's real command line.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from traitlets.config import Config

import kooperation
from handing_in import ROOT
from kooperation.assignments.points import MIMETYPE
from kooperation.grading.check import convert
from kooperation.grading.examiner_process import ExaminerLostError, ExaminerProcess
from kooperation.grading.learner import Learner
from kooperation.grading.settings import configure
from once import once

pytestmark = pytest.mark.kernel

PACKAGE = Path(kooperation.__file__).parent
SITE = next(path for path in sys.path if path.endswith("site-packages"))

# However it is installed --------------------------------------------------------------------------

EXAMINE = """
import sys
from pathlib import Path
from kooperation.grading.examiner_process import ExaminerProcess
from kooperation.grading.learner import Learner
test = '''import json, sys, kooperation, kooperation.grading.items
json.dumps([kooperation.__file__, sys.path])'''
with ExaminerProcess() as examiner:
    print(examiner.run(test, Path(sys.argv[1]), Learner(), 30)["result"]["text/plain"][1:-1])
"""


def examined_by(python: str, script: Path, folder: Path, **env: str) -> tuple[Path, list[str]]:
    """Return where an examiner started by *script* has the package from, and all its folders."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [python, str(script), str(folder)],
        env={**kept, **env}, cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    package, folders = json.loads(done.stdout.replace("\\\\", "\\"))
    return Path(package).parent, folders


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A learner's folder, with modules that would replace ours and Python's, were it on the path."""
    folder = tmp_path / "abgabe"
    folder.mkdir()
    for name in ("kooperation", "json", "fractions"):
        (folder / f"{name}.py").write_text("raise RuntimeError('vom Lernenden')\n")
    return folder


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "skript" / "bewerten.py"
    path.parent.mkdir()
    path.write_text(EXAMINE)
    return path


def bare_python() -> str:
    """Return an interpreter that does not know the course: the one this environment was made from."""
    python: str = sys._base_executable  # type: ignore[attr-defined]
    known = subprocess.run([python, "-I", "-c", "import kooperation"], capture_output=True)
    assert known.returncode, "the course is installed in the base interpreter"
    return python


def test_it_starts_with_an_editable_installation(work: Path, script: Path) -> None:
    package, folders = examined_by(sys.executable, script, work)
    assert package == PACKAGE
    assert str(work) not in folders


def test_it_starts_with_an_installation_by_pythonpath(
    tmp_path: Path, work: Path, script: Path
) -> None:
    shutil.copytree(PACKAGE, tmp_path / "hier" / "kooperation")
    entries = os.pathsep.join([str(tmp_path / "hier"), SITE])
    package, folders = examined_by(bare_python(), script, work, PYTHONPATH=entries)
    assert package == tmp_path / "hier" / "kooperation"
    assert str(work) not in folders


def test_an_empty_entry_of_pythonpath_does_not_let_the_working_folder_in(
    tmp_path: Path, script: Path
) -> None:
    """Python takes it for the working folder; `PYTHONPATH=$PYTHONPATH:…` makes one."""
    work = tmp_path / "abgabe"
    work.mkdir()
    entries = os.pathsep.join(["", SITE])
    _, folders = examined_by(sys.executable, script, work, PYTHONPATH=entries)
    assert SITE in folders
    assert str(work) not in folders


def test_it_starts_with_an_installation_for_one_user(
    tmp_path: Path, work: Path, script: Path
) -> None:
    """As `pip install --user` lays it out: the package in the user's folder, others by a .pth there."""
    python, base = bare_python(), str(tmp_path / "nutzer")
    env = {k: v for k, v in os.environ.items() if k != "PYTHONNOUSERSITE"}
    found = subprocess.run(
        [python, "-m", "site", "--user-site"],
        env={**env, "PYTHONUSERBASE": base}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    user_site = Path(found.stdout.strip())
    shutil.copytree(PACKAGE, user_site / "kooperation")
    (user_site / "abhaengigkeiten.pth").write_text(SITE + "\n")
    package, _ = examined_by(python, script, work, PYTHONUSERBASE=base)
    assert package == user_site / "kooperation"


def test_the_course_that_grades_is_the_one_that_examines(
    tmp_path: Path, work: Path, script: Path
) -> None:
    """Another edition of the course that is installed in the environment does not come before it."""
    shutil.copytree(PACKAGE, tmp_path / "neuer" / "kooperation")
    package, _ = examined_by(sys.executable, script, work, PYTHONPATH=str(tmp_path / "neuer"))
    assert package == tmp_path / "neuer" / "kooperation"


def test_the_folder_it_was_started_in_is_not_on_its_path(tmp_path: Path, script: Path) -> None:
    """Python itself puts a script's folder first; for `python -m` that is the working folder."""
    _, folders = examined_by(sys.executable, script, tmp_path)
    assert folders
    assert str(script.parent) not in folders


# Late, crashed, unable to start -------------------------------------------------------------------


@pytest.fixture(scope="module")
def examiner() -> Iterator[ExaminerProcess]:
    with ExaminerProcess() as process:
        yield process


def run(examiner: ExaminerProcess, source: str, folder: Path, timeout: float = 30) -> Any:
    return examiner.run(source, folder, Learner(), timeout)


def test_a_test_without_end_is_called_late(examiner: ExaminerProcess, tmp_path: Path) -> None:
    with pytest.raises(ExaminerLostError, match=r"^Die Prüfung hatte nach 1 s noch kein Ergebnis"):
        run(examiner, "while True: pass", tmp_path, timeout=1)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import os; os._exit(3)", r"abgestürzt \(Rückgabewert 3\)"),
        pytest.param(
            "import os; os.kill(os.getpid(), 9)",
            r"abgestürzt \(Rückgabewert -9\)",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="no signals"),
        ),
        (
            "import os, sys; print('kein Speicher', file=sys.stderr, flush=True); os._exit(1)",
            r"kein Speicher\nDer Prüfprozess ist bei dieser Prüfung abgestürzt",
        ),
    ],
)
def test_a_test_that_ends_the_process_is_called_crashed_and_not_late(
    examiner: ExaminerProcess, tmp_path: Path, source: str, said: str
) -> None:
    with pytest.raises(ExaminerLostError, match=said) as caught:
        run(examiner, source, tmp_path)
    assert " s noch kein" not in str(caught.value)
    assert run(examiner, "'weiter'", tmp_path) == {"result": {"text/plain": "'weiter'"}}


def test_ending_waits_for_the_process_that_was_killed_and_for_none_that_was_started_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two threads may use it when a run is broken off: one starts it again while the other ends it."""
    process = ExaminerProcess()
    killed = process._process

    def killing() -> None:
        type(killed).kill(killed)
        process._process = None  # type: ignore[assignment]  # nobody ends the next one

    monkeypatch.setattr(killed, "kill", killing)
    process.end()
    assert killed.returncode is not None


def test_each_submission_has_its_own_folder_and_names_in_the_same_process(
    examiner: ExaminerProcess, tmp_path: Path
) -> None:
    found = []
    for name in ("anna", "bert"):
        (tmp_path / name).mkdir()
        test = "import os\nvergessen = 1\n[os.getpid(), os.getcwd()]"
        found.append(run(examiner, test, tmp_path / name)["result"]["text/plain"])
    (first, at_anna), (second, at_bert) = map(json.loads, (f.replace("'", '"') for f in found))
    assert first == second
    assert (Path(at_anna), Path(at_bert)) == (tmp_path / "anna", tmp_path / "bert")
    assert "vergessen" not in run(examiner, "sorted(globals())", tmp_path)["result"]["text/plain"]
    shutil.rmtree(tmp_path / "bert")  # it does not stay there


# A class ------------------------------------------------------------------------------------------

SLUG = "aufgabe"
TESTS = {
    "blatt": """
from kooperation.base.answers import answer_sheet
from kooperation.assignments.points import Part, award
import os
given = answer_sheet("aufgabe", handed_in=True).get("wort")
award([Part("Wort", float(given == "richtig"), f"Prozess {os.getpid()}")], of=1, read="Lektion 1")
""",
    "fassung": """
from kooperation.assignments.points import ToClarifyError
raise ToClarifyError("Ihr Blatt gehört zu einer <anderen> Fassung der Aufgabe.")
""",
    "kaputt": "1 / 0",
    "absturz": "import os; os._exit(7)",
}


def nbgrader(*arguments: str, at: Path, **env: str) -> subprocess.CompletedProcess[str]:
    home = at.parent / "home"
    home.mkdir(exist_ok=True)
    dirs = {f"JUPYTER_{n}_DIR": str(home / n) for n in ("CONFIG", "DATA", "RUNTIME")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["nbgrader", *arguments],
        cwd=at,
        env={**os.environ, "PATH": path, "HOME": str(home), **dirs, **env},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def _about(grade_id: str, **flags: Any) -> dict[str, Any]:
    base = {"grade": False, "solution": False, "locked": True, "task": False, "schema_version": 3}
    return {"nbgrader": {**base, "grade_id": grade_id, **flags}}


def _hand_out(folder: Path, tests: Mapping[str, str] = TESTS, **words: str) -> Path:
    """Make a course whose assignment has *tests*; anna handed in the right word, others theirs."""
    course = folder / "kurs"
    cells = [new_markdown_cell("# Aufgabe", metadata=_about("titel"))]
    for name, source in tests.items():
        code = f'"""Frage {name}."""\n### BEGIN HIDDEN TESTS\n{source}\n### END HIDDEN TESTS'
        cells.append(new_code_cell(code, metadata=_about(name, grade=True, points=1)))
    notebook = course / "source" / SLUG / f"{SLUG}.ipynb"
    notebook.parent.mkdir(parents=True)
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=spec), notebook)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    done = nbgrader("generate_assignment", SLUG, at=course)
    assert done.returncode == 0, done.stderr
    for student, word in {"anna": "richtig", **words}.items():
        submitted = course / "submitted" / student / SLUG
        shutil.copytree(course / "release" / SLUG, submitted)
        sheet = {"schema": 1, "variant": 5, "answers": {"wort": word}}
        (submitted / f"{SLUG}.answers.json").write_text(json.dumps(sheet))
    return course


def _grade_a_class(folder: Path) -> None:
    course = _hand_out(folder, bert="falsch")
    graded = nbgrader("autograde", SLUG, at=course)
    (folder / "log").write_text(graded.stderr, "utf-8")
    assert graded.returncode == 0, graded.stderr
    assert nbgrader("generate_feedback", SLUG, at=course).returncode == 0
    shutil.copytree(course / "feedback", folder / "vorher")
    with _gradebook(folder) as g:
        for question, points in (("fassung", 0.5), ("kaputt", 1.0), ("absturz", 0.0)):
            grade = g.find_grade(question, SLUG, SLUG, "bert")
            grade.manual_score, grade.needs_manual_grade = points, False
        g.db.commit()
    assert nbgrader("generate_feedback", SLUG, "--force", at=course).returncode == 0


def _gradebook(folder: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{folder / 'kurs' / 'gradebook.db'}")


def _settings(course: Path) -> Config:
    c = configure(Config(), course)
    c.CourseDirectory.root = str(course)
    c.CourseDirectory.assignment_id = SLUG
    c.CourseDirectory.db_url = f"sqlite:///{course / 'gradebook.db'}"
    return c


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "examined-class", _grade_a_class)


def _page(folder: Path, student: str) -> dict[str, str]:
    """Return the text of each question on a feedback page, and under "" that above them."""
    page = (folder / student / SLUG / f"{SLUG}.html").read_text("utf-8")
    page = re.sub(r"<style.*?</style>", "", page, flags=re.S)
    found = dict(re.findall(r'<section class="frage" id="([^"]+)">(.*?)</section>', page, re.S))
    found[""] = page.partition("<section")[0]
    return {name: " ".join(re.sub(r"<[^>]+>", " ", text).split()) for name, text in found.items()}


def test_a_test_that_fails_by_itself_gives_no_points_not_even_zero_and_waits(graded: Path) -> None:
    with _gradebook(graded) as g:
        grades = g.find_submission_notebook(SLUG, SLUG, "anna").grades
        found = {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in grades}
    unclear = dict.fromkeys(("fassung", "kaputt", "absturz"), (None, True))
    assert found == {"blatt": (1, False), **unclear}


def test_formgrader_lists_the_submission_as_waiting_for_a_human(graded: Path) -> None:
    api = NbGraderAPI(config=_settings(graded / "kurs"))
    rows = {row["student"]: row for row in api.get_submissions(SLUG)}
    assert rows["anna"]["needs_manual_grade"]
    assert not rows["bert"]["needs_manual_grade"]  # somebody has given points since


def test_the_run_says_at_its_end_who_waits_for_which_question_and_why(graded: Path) -> None:
    said = (graded / "log").read_text("utf-8").splitlines()
    (start,) = (n for n, line in enumerate(said) if "Zu klären (6): " in line)
    assert [line.strip() for line in said[start + 1 :]] == [
        f"{student}, Aufgabe „{SLUG}“, Frage „{question}“: {why}"
        for student in ("anna", "bert")
        for question, why in (
            ("fassung", "Ihr Blatt gehört zu einer <anderen> Fassung der Aufgabe."),
            ("kaputt", "ZeroDivisionError: division by zero"),
            ("absturz", "Der Prüfprozess ist bei dieser Prüfung abgestürzt (Rückgabewert 7)."),
        )
    ]


def test_feedback_says_that_the_question_is_to_be_clarified_and_why(graded: Path) -> None:
    found = _page(graded / "vorher", "anna")
    assert "Bisher 1 von 1 Punkten ; bis zu 3 weitere" in found[""]
    assert found[""].count("zu klären (0 bis 1 Punkte)") == 3
    assert "Zu klären" in found["fassung"]
    assert "einer &lt;anderen&gt; Fassung" in found["fassung"]
    for question in ("kaputt", "absturz"):
        assert "liegt nicht an Ihnen" in found[question]
        assert "ZeroDivision" not in found[question]


def test_feedback_has_the_points_once_a_human_has_given_them(graded: Path) -> None:
    found = _page(graded / "kurs" / "feedback", "bert")
    assert "1,5 von 4 Punkten" in found[""]
    assert "0,5 von 1 Punkten , von einer Lehrperson vergeben" in found["fassung"]
    assert "0 von 1 Punkten" in found["absturz"]
    assert not any("klären" in text for text in found.values())


def test_a_class_has_one_examiner_and_each_answers_file_is_read_for_itself(tmp_path: Path) -> None:
    """The one good test tells its process to whoever is wrong; no other test ends that here."""
    course = _hand_out(tmp_path, {"blatt": TESTS["blatt"]}, bert="falsch", carl="auch falsch")
    convert(Autograde, _settings(course))
    found = {}
    for student in ("anna", "bert", "carl"):
        nb = nbformat.read(course / "autograded" / student / SLUG / f"{SLUG}.ipynb", as_version=4)
        (found[student],) = (output.data[MIMETYPE] for output in nb.cells[-1].outputs)
    assert [found[name]["points"] for name in ("anna", "bert", "carl")] == [1, 0, 0]
    told = [remark["text"] for name in ("bert", "carl") for remark in found[name]["remarks"]]
    assert told[0] == told[1] != f"Prozess {os.getpid()}"


def test_nothing_is_graded_and_the_reason_is_told_if_the_examiner_cannot_start(
    tmp_path: Path,
) -> None:
    """A damaged installation: a file that only tests need is broken."""
    course = _hand_out(tmp_path)
    package = tmp_path / "defekt" / "kooperation"
    shutil.copytree(PACKAGE, package)
    (package / "grading" / "items.py").write_text("import das_fehlt_hier\n")
    done = nbgrader("autograde", SLUG, at=course, PYTHONPATH=str(package.parent))
    assert done.returncode == 1
    assert "Es wird nichts bewertet" in done.stderr
    assert "endet gleich nach dem Start (Rückgabewert 1)" in done.stderr
    assert "No module named 'das_fehlt_hier'" in done.stderr
    assert done.stderr.count("Es wird nichts bewertet") == 1
    assert not (course / "autograded").exists()
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as g:
        assert not g.find_assignment(SLUG).submissions

    mended = nbgrader("autograde", SLUG, at=course)
    assert mended.returncode == 0, mended.stderr
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as g:
        assert g.find_grade("blatt", SLUG, SLUG, "anna").auto_score == 1


def test_a_learners_own_check_says_so_too(tmp_path: Path) -> None:
    package = tmp_path / "defekt" / "kooperation"
    shutil.copytree(PACKAGE, package)
    (package / "grading" / "items.py").write_text("import das_fehlt_hier\n")
    done = subprocess.run(
        [sys.executable, "-m", "kooperation", "check", "dilemma",
         "--folder", str(ROOT / "release" / "dilemma")],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "Es wird nichts bewertet" in done.stderr
    assert "das_fehlt_hier" in done.stderr
