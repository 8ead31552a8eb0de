"""The whole loop with nbgrader's real command line: from the source to the page a learner gets back.

One course serves all tests. Three learners fetch, work and submit; a teacher collects, grades, reads
one text, and returns feedback.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from handing_in import ROOT, hand_in, submission
from once import once

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader: no exchange on Windows"),
]

SLUG = "dilemma"
LEARNERS = ("model", "untouched", "wrong")
COMMENT = "Gut begründet: Was *ändert* sich an T?"


def nbgrader(*arguments: str, at: Path, home: Path) -> str:
    """Run `nbgrader …` in the folder *at* as somebody with the home folder *home*."""
    env = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home.parent / "hub"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "LANG": "C.UTF-8",
    }
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        ["nbgrader", *arguments], cwd=at, env=env, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, f"nbgrader {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
    return done.stderr


def settings(course: Path) -> Config:
    c = Config()
    c.CourseDirectory.root = str(course)
    c.CourseDirectory.course_id = "kooperation"
    c.CourseDirectory.db_url = f"sqlite:///{course / 'gradebook.db'}"
    return c


def gradebook(course: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{course / 'gradebook.db'}")


def _run_the_loop(folder: Path) -> None:
    course, teacher = folder / "course", folder / "teacher"
    (folder / "exchange").mkdir(mode=0o777)
    (folder / "exchange").chmod(0o777)
    (folder / "hub").mkdir()
    (folder / "hub" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(folder / 'exchange')!r}\n"
        "c.CourseDirectory.course_id = 'kooperation'\n"
    )
    for part in ("source", "release"):
        shutil.copytree(ROOT / part / SLUG, course / part / SLUG)
    shutil.copy(ROOT / "nbgrader_config.py", course)

    # As the README says: without --force nbgrader skips what is in release/, and the gradebook stays empty.
    nbgrader("generate_assignment", SLUG, "--force", at=course, home=teacher)
    nbgrader("release_assignment", SLUG, at=course, home=teacher)
    (folder / "fetched").mkdir()
    nbgrader("fetch_assignment", SLUG, at=folder / "fetched", home=folder / "model")

    def submit(name: str) -> None:
        hand_in(submission(SLUG, name), folder / name / "work", release=folder / "fetched")
        student = f"--CourseDirectory.student_id={name}"
        nbgrader("submit", SLUG, student, at=folder / name / "work", home=folder / name)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(submit, LEARNERS))

    nbgrader("collect", SLUG, at=course, home=teacher)
    nbgrader("autograde", SLUG, at=course, home=teacher)
    _formgrader_data(course, folder / "before_reading.json")
    _read_one_text(course)
    nbgrader("generate_feedback", SLUG, at=course, home=teacher)
    nbgrader("release_feedback", SLUG, at=course, home=teacher)
    nbgrader("fetch_feedback", SLUG, at=folder / "wrong" / "work", home=folder / "wrong")
    nbgrader("export", "--to=grades.csv", at=course, home=teacher)


def _formgrader_data(course: Path, to: Path) -> None:
    """Keep what formgrader's tables show before anybody has read a text."""
    c = settings(course)
    rows = NbGraderAPI(config=c).get_submissions(SLUG)
    with gradebook(course) as g:
        for row in rows:
            found = g.find_submission_notebook(SLUG, SLUG, row["student"])
            row["waiting"] = [grade.name for grade in found.grades if grade.needs_manual_grade]
            row.pop("timestamp")
    to.write_text(json.dumps({row["student"]: row for row in rows}, default=str))


def _read_one_text(course: Path) -> None:
    """Give the wrong one's text half a point and a comment, as formgrader does."""
    with gradebook(course) as g:
        grade = g.find_grade("begruendung", SLUG, SLUG, "wrong")
        grade.manual_score, grade.needs_manual_grade = 0.5, False
        g.find_comment("begruendung", SLUG, SLUG, "wrong").manual_comment = COMMENT
        g.db.commit()


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "loop", _run_the_loop)


def feedback_page(loop: Path, learner: str) -> str:
    return (loop / "course" / "feedback" / learner / SLUG / f"{SLUG}.html").read_text("utf-8")


def questions(page: str) -> dict[str, str]:
    """Return the text of each graded question on a feedback page, without markup."""
    sections = re.findall(r'<section class="frage" id="([^"]+)">(.*?)</section>', page, re.S)
    return {name: " ".join(re.sub(r"<[^>]+>", " ", text).split()) for name, text in sections}


@pytest.mark.parametrize("learner", LEARNERS)
def test_each_learner_gets_exactly_the_points_of_the_record(loop: Path, learner: str) -> None:
    with gradebook(loop / "course") as g:
        grades = g.find_submission_notebook(SLUG, SLUG, learner).grades
        got = {grade.name: grade.auto_score for grade in grades if grade.name != "begruendung"}
    assert got == submission(SLUG, learner).points


def test_the_model_submission_gets_every_automatic_point(loop: Path) -> None:
    with gradebook(loop / "course") as g:
        grades = g.find_submission_notebook(SLUG, SLUG, "model").grades
        automatic = [grade for grade in grades if grade.auto_score is not None]
        assert len(automatic) == 5
        assert all(grade.auto_score == grade.max_score for grade in automatic)


def test_formgrader_shows_texts_that_wait_and_nothing_else_does(loop: Path) -> None:
    rows: dict[str, Any] = json.loads((loop / "before_reading.json").read_text())
    assert {name: row["waiting"] for name, row in rows.items()} == {
        "model": ["begruendung"],
        "untouched": [],  # nothing was written, so there is nothing to read
        "wrong": ["begruendung"],
    }
    assert all(row["needs_manual_grade"] == bool(row["waiting"]) for row in rows.values())
    assert all(row["max_score"] == 12 for row in rows.values())


def test_learners_fetch_the_notebook_and_nothing_else(loop: Path) -> None:
    fetched = loop / "fetched" / SLUG
    assert [path.name for path in fetched.rglob("*")] == [f"{SLUG}.ipynb"]


def test_answers_are_still_what_the_learner_handed_in(loop: Path) -> None:
    for where in ("submitted", "autograded"):
        path = loop / "course" / where / "wrong" / SLUG / f"{SLUG}.answers.json"
        assert json.loads(path.read_text("utf-8"))["answers"] == submission(SLUG, "wrong").answers
    assert not list((loop / "course" / "autograded" / "untouched").rglob("*.json"))


def test_graded_notebooks_hold_no_widget_state(loop: Path) -> None:
    for learner in LEARNERS:
        path = loop / "course" / "autograded" / learner / SLUG / f"{SLUG}.ipynb"
        assert "widgets" not in nbformat.read(path, as_version=4).metadata


def test_feedback_says_points_reasons_and_where_to_read_again(loop: Path) -> None:
    found = questions(feedback_page(loop, "wrong"))
    assert set(found) == {*submission(SLUG, "wrong").points, "begruendung"}
    assert "1,5 von 3 Punkten" in found["spielarten"]
    assert "Zum Nachlesen: Lektion 5" in found["spielarten"]
    assert "Pareto-Effizienz mit Gleichgewicht verwechselt" in found["gleichgewichte"]
    assert "zweite Bedingung" in found["funktion"]


def test_feedback_of_full_marks_gives_no_reasons(loop: Path) -> None:
    found = questions(feedback_page(loop, "model"))
    assert "3 von 3 Punkten" in found["spielarten"]
    assert not any("Zum Nachlesen" in text for text in found.values())


def test_feedback_of_full_marks_says_what_was_answered_too(loop: Path) -> None:
    found = questions(feedback_page(loop, "model"))
    told = "Was gefragt war und was Sie geantwortet haben, Teil für Teil"
    for name in ("spielarten", "beste_antworten", "gleichgewichte", "pareto"):
        assert told in found[name]
    assert "Spiel c Gefangenendilemma" in found["spielarten"]


def test_feedback_of_an_untouched_notebook_says_that_the_answers_are_missing(loop: Path) -> None:
    found = questions(feedback_page(loop, "untouched"))
    assert "„dilemma.answers.json“ fehlt" in found["spielarten"]
    assert "0 von 2 Punkten" in found["begruendung"]


def test_a_text_nobody_has_read_is_not_called_zero_points(loop: Path) -> None:
    page = feedback_page(loop, "model")
    assert "wird noch gelesen" in questions(page)["begruendung"]
    assert "0 von 2 Punkten" not in page
    assert "Bisher 10 von 10 Punkten" in page


def test_a_text_that_was_read_has_its_points_and_the_comment(loop: Path) -> None:
    page = feedback_page(loop, "wrong")
    found = questions(page)["begruendung"]
    assert "0,5 von 2 Punkten" in found
    assert "Was ändert sich an T?" in found
    assert "wird noch gelesen" not in page
    assert "5,5 von 12 Punkten" in page


@pytest.mark.parametrize("learner", LEARNERS)
def test_feedback_holds_no_hidden_test_no_traceback_and_no_marking_scheme(
    loop: Path, learner: str
) -> None:
    page = re.sub(r"<style.*?</style>", "", feedback_page(loop, learner), flags=re.S)
    text = re.sub(r"<[^>]+>", "", page)  # highlighting splits code into many elements
    for secret in (
        "HIDDEN TESTS", "mark_options", "mark_sets", "mark_calls", "payoff_key", "classify(",
        "Case(", "MARK SCHEME", "Raster", "Musterantwort", "Kriterium", "Traceback",
        "vnd.kooperation",
    ):  # fmt: skip
        assert secret not in text, secret


def test_reasons_name_no_right_answer(loop: Path) -> None:
    said = " ".join(
        re.findall(r'<section class="frage".*?</section>', feedback_page(loop, "wrong"), re.S)
    )
    reasons = " ".join(re.findall(r"<li>(.*?)</li>", said, re.S)).casefold()
    assert "zweite bedingung" in reasons
    for answer in submission(SLUG, "model").answers.values():
        for given in answer.values():
            for key in [given] if isinstance(given, str) else given:
                assert not re.search(rf"\b{key}\b", reasons, re.I), key


@pytest.mark.parametrize("learner", LEARNERS)
def test_feedback_is_a_german_page_of_its_own(loop: Path, learner: str) -> None:
    page = feedback_page(loop, learner)
    assert '<html lang="de">' in page
    assert not re.search(r"Score:|Comments:|No response|\(Top\)|Test cell", page)


@pytest.mark.parametrize("learner", LEARNERS)
def test_feedback_can_be_read_by_itself(loop: Path, learner: str) -> None:
    page = feedback_page(loop, learner)
    shown = re.sub(r"<style.*?</style>", "", page, flags=re.S)
    assert shown.count("<body") == shown.count("<main") == shown.count('<html lang="de">') == 1
    assert "$" not in shown
    assert '<math display="inline"><mi>R</mi><mo>&gt;</mo><mi>T</mi></math>' in shown
    places = set(re.findall(r'\bid="([^"]+)"', shown))
    for address in re.findall(r'\bhref="([^"]+)"', shown):
        assert address.startswith("https://") or address[1:] in places, address
    # Who answered has a variant, and reads its games by story and matrix.
    tables = re.findall(r"<caption>Spiel ([a-f])\. Auszahlungen", shown)
    assert tables == ([] if learner == "untouched" else list("abcdeefe"))
    for asks in ("prefers-color-scheme: dark", "@media print", "color-scheme: dark"):
        assert asks in page


def test_the_learner_fetches_that_very_page(loop: Path) -> None:
    (fetched,) = (loop / "wrong" / "work" / SLUG / "feedback").rglob("*.html")
    assert fetched.read_text("utf-8") == feedback_page(loop, "wrong")


def test_the_export_has_each_learners_points(loop: Path) -> None:
    with (loop / "course" / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {name: float(row["score"]) for name, row in rows.items()} == {
        "model": 10,
        "untouched": 0,
        "wrong": 5.5,
    }
    assert {float(row["max_score"]) for row in rows.values()} == {12}
