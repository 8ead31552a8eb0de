"""From grading over the desk to grading again and feedback: with nbgrader's own commands."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import pytest
from nbgrader.converters import GenerateAssignment, GenerateFeedback

from handing_in import ROOT, hand_in, submission
from kooperation.grading.check import convert, course_settings
from kooperation.grading.class_run import ClassRun
from kooperation.grading.marking_desk.desk import Desk
from marked_class import QUESTION, SLUG, gradebook, kept

pytestmark = pytest.mark.kernel


def test_points_and_comment_are_in_gradebook_and_feedback_and_stay_when_graded_again(
    tmp_path: Path,
) -> None:
    shutil.copytree(ROOT / "source" / SLUG, tmp_path / "source" / SLUG)
    c = course_settings(tmp_path, SLUG)
    convert(GenerateAssignment, c)
    for name in ("model", "untouched"):
        hand_in(submission(SLUG, name), tmp_path / "submitted" / name, tmp_path / "release")
    ClassRun(c, jobs=2).grade()

    desk = Desk(tmp_path, SLUG)
    assert [entry.grade.student for entry in desk.entries] == ["model"]
    assert desk.empty == 1
    assert desk.entry.text == submission(SLUG, "model").cells[QUESTION]
    code = desk.entry.code(SLUG)
    desk.save((0, 1), "", "Wer beschließt das?")

    with gradebook(tmp_path) as book:  # what formgrader asks for when it opens the submission
        grade = book.find_grade(QUESTION, SLUG, SLUG, "model").to_dict()
        comment = book.find_comment(QUESTION, SLUG, SLUG, "model").to_dict()
    assert (grade["manual_score"], grade["needs_manual_grade"]) == (1.5, False)
    assert comment["manual_comment"] == "Wer beschließt das?"

    ClassRun(c).grade()
    assert kept(tmp_path, "model") == (1.5, "Wer beschließt das?", False)
    assert Desk(tmp_path, SLUG).own().levels == (0, 1)  # type: ignore[union-attr]

    graded = tmp_path / "autograded" / "model" / SLUG / f"{SLUG}.ipynb"
    assert "Was geantwortet wurde" in graded.read_text("utf-8")  # what formgrader shows
    convert(GenerateFeedback, c)
    page = html.unescape(
        (tmp_path / "feedback" / "model" / SLUG / f"{SLUG}.html").read_text("utf-8")
    )
    assert "1,5 von 2 Punkten" in page
    assert "Wer beschließt das?" in page
    assert f"Einspruch? Nennen Sie dazu: <code>{code}</code>" in page
    assert page.count("Einspruch?") == 6  # at each question
    assert "Was geantwortet wurde" not in page
    again = Desk(tmp_path, SLUG)
    again.objection(code)
    assert again.entry.grade.student == "model"
