"""Who has the same variant: found in the files, told in the terminal and in nbgrader's log."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import GenerateAssignment

from handing_in import ROOT, hand_in, submission
from kooperation.assignments import draw
from kooperation.base.answers_file import VARIANTS
from kooperation.desk.cli import main
from kooperation.grading.check import convert, course_settings
from kooperation.grading.variants import (
    SharedSituation,
    SharedVariant,
    report,
    sentence,
    shared_situations,
    shared_variants,
)
from once import once

SLUG = "dilemma"


def hand_in_sheet(folder: Path, person: str, raw: Any, slug: str = SLUG) -> Path:
    """Lay the answers file of *person* where nbgrader collects it; *raw* is its text or its data."""
    path = folder / person / slug / f"{slug}.answers.json"
    path.parent.mkdir(parents=True)
    path.write_text(raw if isinstance(raw, str) else json.dumps(raw), "utf-8")
    return path


def sheet(variant: int, **answers: Any) -> dict[str, Any]:
    return {"schema": 1, "variant": variant, "answers": answers}


# In the files -------------------------------------------------------------------------------------


def test_nobody_shares_a_variant_where_all_are_different(tmp_path: Path) -> None:
    for variant, person in enumerate(["ada", "ben", "cleo"]):
        hand_in_sheet(tmp_path, person, sheet(variant))
    assert shared_variants(tmp_path, SLUG) == []


def test_those_who_share_a_variant_are_named_and_whether_they_answered_alike(
    tmp_path: Path,
) -> None:
    hand_in_sheet(tmp_path, "dora", sheet(17, pareto=["CC", "CD"], spielarten={"b": 1, "a": 2}))
    hand_in_sheet(tmp_path, "ada", sheet(17, spielarten={"a": 2, "b": 1}, pareto=["CC", "CD"]))
    hand_in_sheet(tmp_path, "cleo", sheet(4, pareto=["CC"]))
    hand_in_sheet(tmp_path, "ben", sheet(4, pareto=["CD"]))
    hand_in_sheet(tmp_path, "emil", sheet(4, pareto=["DD"]))
    hand_in_sheet(tmp_path, "fritz", sheet(5, pareto=["CC", "CD"]))
    assert shared_variants(tmp_path, SLUG) == [
        SharedVariant(4, ("ben", "cleo", "emil"), alike=False),
        SharedVariant(17, ("ada", "dora"), alike=True),
    ]


def test_two_alike_among_three_are_enough(tmp_path: Path) -> None:
    for person, answer in (("ada", "CC"), ("ben", "CD"), ("cleo", "CC")):
        hand_in_sheet(tmp_path, person, sheet(4, pareto=[answer]))
    assert shared_variants(tmp_path, SLUG)[0].alike


def test_another_assignment_and_other_files_do_not_count(tmp_path: Path) -> None:
    hand_in_sheet(tmp_path, "ada", sheet(17))
    hand_in_sheet(tmp_path, "ada", sheet(17), slug="modi")
    other = hand_in_sheet(tmp_path, "ben", sheet(17), slug="modi")
    shutil.copy(other, other.with_name("dilemma.answers.json"))
    assert shared_variants(tmp_path, SLUG) == []
    assert shared_variants(tmp_path, "modi") == [SharedVariant(17, ("ada", "ben"), alike=True)]


DAMAGED = {
    "empty": "",
    "cut off": '{"schema": 1, "variant": 17, "ans',
    "no object": "[17]",
    "no variant": '{"schema": 1, "answers": {}}',
    "null": '{"schema": 1, "variant": null, "answers": {}}',
    "text": '{"schema": 1, "variant": "17", "answers": {}}',
    "not a number": '{"schema": 1, "variant": 17, "answers": {"a": NaN}}',
    "half a character": '{"schema": 1, "variant": 17, "answers": {"a": "\\ud800"}}',
    "too deep": '{"schema": 1, "variant": 17, "answers": {"a": ' + "[" * 90_000 + "}}",
    "too big": json.dumps(sheet(17)) + " " * 1_000_000,
}


@pytest.mark.parametrize("damage", DAMAGED)
@pytest.mark.slow
def test_a_damaged_file_is_left_out_and_hides_nobody(tmp_path: Path, damage: str) -> None:
    hand_in_sheet(tmp_path, "ada", sheet(17))
    hand_in_sheet(tmp_path, "ben", DAMAGED[damage])
    assert shared_variants(tmp_path, SLUG) == []
    hand_in_sheet(tmp_path, "cleo", sheet(17))
    assert shared_variants(tmp_path, SLUG) == [SharedVariant(17, ("ada", "cleo"), alike=True)]


def test_a_folder_in_place_of_a_file_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "ada" / SLUG / f"{SLUG}.answers.json").mkdir(parents=True)
    assert shared_variants(tmp_path, SLUG) == []
    assert shared_variants(tmp_path / "gibtesnicht", SLUG) == []


# The same situation in other variants ---------------------------------------------------------------


def test_the_same_situation_in_another_variant_is_found(tmp_path: Path) -> None:
    """Variants of konzept with the same case ask the same, whatever the order of its proposals."""
    fall = draw("konzept", 17).given["fall_slug"]
    alike = [v for v in range(60) if draw("konzept", v).given["fall_slug"] == fall and v != 17]
    other = next(v for v in range(60) if draw("konzept", v).given["fall_slug"] != fall)
    for person, variant in (("ada", 17), ("ben", alike[0]), ("cleo", other), ("dora", 17)):
        hand_in_sheet(tmp_path, person, sheet(variant), slug="konzept")
    (found,) = shared_situations(tmp_path, "konzept")
    assert set(found.people) == {"ada", "ben", "dora"}
    assert found.variants == tuple(sorted((17, alike[0])))


def test_the_same_variant_alone_is_no_news_and_another_edition_is_left_out(tmp_path: Path) -> None:
    fall = draw("konzept", 17).given["fall_slug"]
    alike = next(v for v in range(60) if draw("konzept", v).given["fall_slug"] == fall and v != 17)
    hand_in_sheet(tmp_path, "ada", sheet(17), slug="konzept")
    hand_in_sheet(tmp_path, "ben", sheet(17), slug="konzept")
    hand_in_sheet(tmp_path, "cleo", {**sheet(alike), "edition": "0123456789"}, slug="konzept")
    assert shared_situations(tmp_path, "konzept") == []


def test_drawn_numbers_make_situations_differ(tmp_path: Path) -> None:
    for variant, person in enumerate(["ada", "ben", "cleo"]):
        hand_in_sheet(tmp_path, person, sheet(variant))
    assert shared_situations(tmp_path, SLUG) == []


def test_the_report_says_that_few_situations_are_no_proof() -> None:
    text = report([], 3, [SharedSituation((4, 17), ("ada", "ben"))])
    assert (
        "Verschiedene Varianten (4 und 17), aber dieselben Fragen und Zahlen haben ada und ben."
        in text
    )
    assert text.startswith("Alle 3 Abgaben haben verschiedene Varianten.\n")
    assert text.endswith("vergleichen Sie dort vor allem die Texte.")


# In words -----------------------------------------------------------------------------------------


def test_a_sentence_names_everybody() -> None:
    pair = SharedVariant(17, ("ada", "ben"), alike=True)
    three = SharedVariant(4, ("ada", "ben", "cleo"), alike=False)
    assert sentence(pair) == "Dieselbe Variante 17 haben ada und ben, mit gleichen Antworten."
    assert sentence(three) == "Dieselbe Variante 4 haben ada, ben und cleo."


def test_a_report_says_how_rare_chance_is() -> None:
    """Pairs among n: n (n − 1) / 2, each alike with probability one in VARIANTS."""
    text = report([SharedVariant(4, ("ada", "ben"), alike=False)], 201)
    assert text.startswith("Dieselbe Variante 4 haben ada und ben.\n")
    assert 201 * 200 / 2 / VARIANTS == 0.0201
    assert "bei 201 Abgaben 0,02 solche Paare" in text
    assert "bevor Sie urteilen" in text


def test_a_report_without_a_finding_is_one_sentence() -> None:
    assert report([], 30) == "Alle 30 Abgaben haben verschiedene Varianten."
    assert report([], 1) == "Es gibt nur eine Abgabe."


# In nbgrader's log --------------------------------------------------------------------------------


STUDENTS = {"ada": 17, "ben": 17, "cleo": 4711}


def _grade(course: Path) -> None:
    """Grade three people one after the other, and keep what nbgrader said about each."""
    shutil.copytree(ROOT / "source" / SLUG, course / "source" / SLUG)
    settings = course_settings(course, SLUG)
    convert(GenerateAssignment, settings)
    for student, variant in STUDENTS.items():
        work = submission(SLUG, "model", variant)
        hand_in(work, course / "submitted" / student, release=course / "release")
    api = NbGraderAPI(config=settings)
    said = {student: api.autograde(SLUG, student) for student in STUDENTS}
    said["ada again"] = api.autograde(SLUG, "ada")
    (course / "said.json").write_text(json.dumps(said), "utf-8")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "graded-variants", _grade)


def warnings(graded: Path, run: str) -> list[str]:
    result = json.loads((graded / "said.json").read_text("utf-8"))[run]
    assert result["success"], result
    return [line for line in result["log"].splitlines() if "Dieselbe Variante" in line]


def test_the_log_warns_when_the_second_of_two_is_graded(graded: Path) -> None:
    assert warnings(graded, "ada") == []
    (line,) = warnings(graded, "ben")
    assert line == ("[WARNING] Dieselbe Variante 17 haben ada und ben, mit gleichen Antworten.")
    assert warnings(graded, "cleo") == []
    assert warnings(graded, "ada again") == [line]


def test_the_warning_costs_nobody_a_point(graded: Path) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        for student in STUDENTS:
            grades = gradebook.find_submission_notebook(SLUG, SLUG, student).grades
            points = {g.name: g.auto_score for g in grades if g.name != "begruendung"}
            assert points == submission(SLUG, "model").points


def test_no_page_of_a_learner_names_another(graded: Path) -> None:
    for path in (graded / "autograded").rglob("*.ipynb"):
        assert "Dieselbe Variante" not in path.read_text("utf-8")


# In the terminal ----------------------------------------------------------------------------------


def test_the_command_reports_on_a_folder_of_submissions(graded: Path) -> None:
    folder = graded / "submitted"
    done = subprocess.run(
        [sys.executable, "-m", "kooperation", "variants", SLUG, "--folder", str(folder)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == report(shared_variants(folder, SLUG), 3) + "\n"
    assert "ada und ben" in done.stdout
    assert "cleo" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["dilema"], "Die Aufgabe „dilema“ gibt es nicht. Es gibt: "),
        ([SLUG, "--folder", "gibtesnicht"], "In „gibtesnicht“ liegt keine Abgabe von „dilemma“."),
        ([], "es fehlt: AUFGABE"),
        ([SLUG, "--folder"], "braucht einen Wert"),
    ],
)
def test_a_wrong_call_gets_one_sentence(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["variants", *arguments])
    except SystemExit as exit_of_argparse:
        code = exit_of_argparse.code  # type: ignore[assignment]
    assert code == 2
    assert told in capsys.readouterr().err


def test_an_empty_folder_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["variants", SLUG, "--folder", str(tmp_path)]) == 2
    assert "Sammeln Sie zuerst ein" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
