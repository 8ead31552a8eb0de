"""What learners wrote reaches page and table as text alone; a class made by hand, nothing is graded here."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from kooperation.grading.report.class_work import ClassWork, MarkedPart, ReportedQuestion, Work
from kooperation.grading.report.findings import findings
from kooperation.grading.report.page_view import page
from kooperation.grading.report.table import table_csv

NASTY = "<script>alert(1)</script> & <img src=x onerror=alert(2)>"
FORMULA = '=HYPERLINK("http://example.org")'
QUESTIONS = {
    "a": ReportedQuestion("Erste", 2.0, "Lektion 5, „Anfang“", by_hand=False),
    "b": ReportedQuestion("Zweite", 2.0, "Lektion 5, „Ende“", by_hand=False),
}


def work(points: float, *reasons: str) -> Work:
    parts = [MarkedPart(f"i{at}", f"Teil {at}", 0.0, (), why) for at, why in enumerate(reasons)]
    return Work({"a": points, "b": 2 - points}, {"a": parts}, {})


def class_of(*works: Work) -> ClassWork:
    return ClassWork("dilemma", "Probe", QUESTIONS, works, handed_in=len(works))


def test_no_text_of_a_learner_is_code_on_the_page_or_a_formula_in_the_table() -> None:
    found = findings(class_of(*[work(at % 3, NASTY, FORMULA) for at in range(6)]))
    shown = page(found)
    assert "&lt;script&gt;alert(1)" in shown
    assert not re.search(r"<script|<img|</meta>", shown)
    assert f'"\'{FORMULA.replace(chr(34), chr(34) * 2)}"' in table_csv(found).decode("utf-8-sig")


def test_the_policy_of_the_page_lets_in_its_own_style_and_nothing_else() -> None:
    shown = page(findings(class_of(*[work(at % 3) for at in range(6)])))
    style = re.search(r"<style>(.*?)</style>", shown, re.S)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;" in shown
    assert " style=" not in shown


def test_weak_are_the_questions_with_the_smallest_shares_and_good_ones_only_fill_up() -> None:
    found = findings(class_of(*[work(0.5) for _ in range(5)]))
    assert [(one.asked.title, one.share) for one in found.weakest] == [
        ("Erste", 0.25),
        ("Zweite", 0.75),
    ]
    assert [one.discrimination for one in found.questions] == [None, None]  # all have the same


def test_who_waits_for_a_human_counts_neither_in_the_question_nor_in_the_sum() -> None:
    unclear = Work({"a": None, "b": 2.0}, {}, {})
    found = findings(class_of(*[work(1) for _ in range(5)], unclear))
    first, second = found.questions
    assert (first.count, first.waiting, first.share) == (5, 1, 0.5)
    assert second.count == 6
    assert second.share == pytest.approx(7 / 12)
    assert (found.totals, found.mean) == (5, 2)
    assert "unter fünf" in page(found)


def test_of_four_people_with_all_their_points_nothing_is_found() -> None:
    with pytest.raises(ValueError, match="hier sind es 4"):
        findings(class_of(*[work(1) for _ in range(4)], Work({"a": None, "b": 1.0}, {}, {})))


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([(0, 0), (2, 2), (1, 1), (0, 0), (2, 2)], "5 Texte haben zwei Personen bewertet. Ihre Übereinstimmung ist κ = 1."),
        ([(1, 1)] * 6, "6 Texte haben zwei Personen bewertet; κ lässt sich nicht berechnen"),
        ([(0, 2), (1, 1), (2, 2), (0, 0)], ""),  # four texts are too few
    ],
)  # fmt: skip
def test_how_far_two_markers_agree_is_told_of_five_texts_and_more(
    pairs: list[tuple[float, float]], said: str
) -> None:
    marked = replace(class_of(*[work(at % 3) for at in range(6)]), both_marked={"b": pairs})
    text = re.sub(r"<[^>]+>", "", page(findings(marked)).partition("</style>")[2])
    assert ("Texte, die zwei bewertet haben" in text) == bool(said)
    assert not said or f"Zweite: {said}" in text
