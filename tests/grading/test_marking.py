"""Points with reasons: never more than there are, never fewer for more that is right, never the key."""

from __future__ import annotations

import ast
import json
import math
import random
import re
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade

from handing_in import ROOT, submission
from kooperation.assignments import Kind, Question, draw
from kooperation.assignments.points import MIMETYPE, Marks, Part, award, feedback_html
from kooperation.grading.marking import Case, LearnerError, mark_calls, mark_options, mark_sets

CELLS = ("CC", "CD", "DC", "DD")
CHOICE = Question(
    "wahl",
    "Wahl",
    Kind.CHOICE,
    {"a": "Teil a", "b": "Teil b"},
    {"x": "Ix", "y": "Ypsilon"},
    read="Lektion 1",
)
FIELDS = Question(
    "felder",
    "Felder",
    Kind.SEVERAL,
    {"e": "Spiel e", "f": "Spiel f"},
    {k: k for k in CELLS},
    read="Lektion 1",
)
NUMBERS = Question(
    "zahlen",
    "Zahlen",
    Kind.NUMBER,
    {"a": "Teil a", "b": "Teil b"},
    read="Lektion 1",
    hint="Rechnen Sie.",
)
FUNCTION = Question("funktion", "Funktion", Kind.FUNCTION, read="Lektion 1")

shares = st.one_of(
    st.floats(),
    st.integers(),
    st.booleans(),
    st.none(),
    st.text(max_size=3),
    st.complex_numbers(),
    st.just(10**400),
)
positive = st.one_of(st.integers(1, 100), st.floats(0.01, 100))
fields = st.sets(st.sampled_from(CELLS))


def silent(*_: Any) -> str:
    return "Nicht ganz."


def grade(marks: Marks, points: float) -> float:
    """Return what nbgrader makes of a test cell that ends in *marks*."""
    about = {"grade": True, "solution": False, "points": points, "grade_id": "x"}
    cell = new_code_cell("", metadata={"nbgrader": about})
    cell.outputs = [new_output("execute_result", data=marks._repr_mimebundle_())]
    return float(determine_grade(cell)[0])


# The one function that makes points ---------------------------------------------------------------


@given(st.lists(shares, min_size=1, max_size=8), positive)
def test_points_are_finite_and_between_nothing_and_the_maximum(
    values: list[Any], of: float
) -> None:
    marks = award([Part("Teil", value) for value in values], of=of, read="")
    assert math.isfinite(marks)
    assert 0 <= marks <= of


@given(st.lists(shares, min_size=1, max_size=8), st.integers(1, 100))
def test_nbgrader_reads_the_very_points_that_were_awarded(values: list[Any], of: int) -> None:
    marks = award([Part("Teil", value) for value in values], of=of, read="")
    assert grade(marks, of) == pytest.approx(float(marks))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.data())
def test_a_better_part_never_lowers_the_points(values: list[float], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(values) - 1))
    better = [*values]
    better[at] = data.draw(st.floats(values[at], 1))
    low, high = (award([Part("", v) for v in vs], of=3, read="") for vs in (values, better))
    assert low <= high


@given(st.integers(1, 20), positive)
def test_all_parts_right_is_exactly_the_maximum(count: int, of: float) -> None:
    assert award([Part("", 1.0)] * count, of=of, read="") == pytest.approx(of, abs=0.005)


@given(st.integers(1, 20), st.integers(1, 100))
def test_all_parts_right_is_the_whole_number_of_points(count: int, of: int) -> None:
    assert award([Part("", 1.0)] * count, of=of, read="") == float(of)


@pytest.mark.parametrize(
    "rubbish", [float("nan"), float("inf"), -1, 1.0001, True, "1", None, [1], 10**400]
)
def test_a_share_that_is_no_number_from_0_to_1_counts_as_nothing(rubbish: Any) -> None:
    assert award([Part("a", rubbish), Part("b", 1)], of=2, read="") == 1.0


@pytest.mark.parametrize("of", [0, -1, float("nan"), float("inf")])
def test_an_author_who_gives_no_points_is_told(of: float) -> None:
    with pytest.raises(ValueError, match="Keine Teile oder keine Punkte"):
        award([Part("a", 1)], of=of, read="")


def test_a_question_without_parts_is_the_authors_mistake() -> None:
    with pytest.raises(ValueError, match="Keine Teile oder keine Punkte"):
        award([], of=1, read="")


def test_marks_travel_as_plain_json_with_a_reason_for_each_lost_part_only() -> None:
    marks = award([Part("a", 1, "gut"), Part("b", 0.5, "halb")], of=2, read="Lektion 1")
    bundle = json.loads(json.dumps(marks._repr_mimebundle_()))
    assert bundle["text/plain"] == "1.5"
    assert bundle[MIMETYPE]["remarks"] == [{"part": "b", "asked": "", "given": "", "text": "halb"}]
    assert "gut" not in bundle["text/html"]


def test_what_learners_read_is_german_and_holds_no_markup_of_others() -> None:
    data = {
        "points": 1.5,
        "of": 3,
        "remarks": [{"part": "<b>", "text": "<script>alert(1)</script>"}],
        "hint": "<i>",
        "read": "Lektion <5>",
        "solutions": [{"part": "<u>", "text": "<s>"}],
    }
    html = feedback_html(data, solutions=True)
    assert "1,5 von 3 Punkten" in html
    assert "<script" not in html
    assert not re.search("<[bius]>", html)
    assert "Hinweis: &lt;i&gt;" in html
    assert "Lektion &lt;5&gt;" in html


def test_reasons_and_solutions_are_lists_with_nothing_between_their_items() -> None:
    remarks = [
        {"part": "a", "asked": "Wer?", "given": "Ix", "text": "Nein."},
        {"part": "", "text": "Zeile 1\nZeile 2"},
    ]
    data = {
        "points": 0, "of": 2, "remarks": remarks, "hint": "", "read": "Lektion 1",
        "solutions": [{"part": "a", "text": "Ypsilon"}, {"part": "", "text": "Zet"}],
    }  # fmt: skip
    reasons, solutions = re.findall("<ul>.*?</ul>", feedback_html(data, solutions=True), re.S)
    assert re.fullmatch(
        "<ul><li><strong>a:</strong> <em>Wer\\?</em><br>[^<]*Ix[^<]*<br>Nein\\.</li>"
        "<li><pre>Zeile 1\nZeile 2</pre></li></ul>",
        reasons,
    )
    assert solutions == "<ul><li><strong>a:</strong> Ypsilon</li><li>Zet</li></ul>"


# One option per part ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "points"),
    [
        ({"a": "x", "b": "y"}, 2),
        ({"a": "Ix", "b": ["YPSILON"]}, 2),
        ({"a": "x", "b": "x"}, 1),
        ({"a": "x"}, 1),
        ({"a": ["x", "y"], "b": ["x", "y"]}, 0),  # both: no way to collect everything
        ({"a": "z", "b": ""}, 0),
        ({}, 0),
        (None, 0),
        ("x", 0),
        ([["x"]], 0),
    ],
)
def test_each_part_counts_by_itself(raw: Any, points: float) -> None:
    marks = mark_options(CHOICE, raw, {"a": "x", "b": "y"}, of=2, why=silent)
    assert marks == points
    assert all(part.remark for part in marks.parts if part.share < 1)


# Several options per part -------------------------------------------------------------------------


@given(fields, fields.filter(bool), st.sampled_from(CELLS))
def test_one_more_right_mark_never_lowers_and_one_more_wrong_never_raises(
    given_marks: set[str], key: set[str], extra: str
) -> None:
    def points(marked: set[str]) -> float:
        answer = {"e": sorted(marked), "f": []}
        return mark_sets(
            FIELDS, answer, {"e": frozenset(key), "f": frozenset({"CC"})}, of=4, why=silent
        )

    before, after = points(given_marks), points(given_marks | {extra})
    assert before <= after if extra in key else before >= after


@given(fields.filter(lambda key: 0 < len(key) <= 2))
def test_marking_everything_does_not_pay(key: set[str]) -> None:
    keys = {"e": frozenset(key), "f": frozenset(key)}
    everything = {"e": [*CELLS], "f": [*CELLS]}
    assert mark_sets(FIELDS, everything, keys, of=2, why=silent) == 0.0


@given(fields, fields.filter(bool))
def test_full_marks_mean_exactly_the_key(given_marks: set[str], key: set[str]) -> None:
    keys = {"e": frozenset(key), "f": frozenset({"CC"})}
    marks = mark_sets(FIELDS, {"e": sorted(given_marks), "f": ["CC"]}, keys, of=2, why=silent)
    assert (marks == 2.0) == (given_marks == key)


@given(fields)
def test_the_order_of_marks_and_marks_twice_change_nothing(marked: set[str]) -> None:
    keys = {"e": frozenset({"CC", "DD"}), "f": frozenset({"CC"})}
    once, twice = sorted(marked), sorted(marked, reverse=True) * 2
    first, second = (mark_sets(FIELDS, {"e": m}, keys, of=2, why=silent) for m in (once, twice))
    assert first == second


def test_a_key_without_any_mark_is_refused_since_no_answer_would_be_right() -> None:
    keys = {"e": frozenset({"CC"}), "f": frozenset[str]()}
    with pytest.raises(ValueError, match="Spiel f"):
        mark_sets(FIELDS, {"e": ["CC"], "f": []}, keys, of=2, why=silent)


# Functions ----------------------------------------------------------------------------------------

CASES = [
    Case("Wahr", [((1,), True), ((2,), True)], "Das Wahre fehlt."),
    Case("Falsch", [((0,), False)], "Das Falsche fehlt."),
]


@pytest.mark.parametrize(
    ("function", "points", "reason"),
    [
        (bool, 2, ""),
        (lambda x: True, 1, "Falsch: Das Falsche fehlt."),
        (lambda x: x == 1, 1, "Wahr: Das Wahre fehlt."),
        (lambda x: x, 0, "int zurück; gefragt ist True oder False"),
        (lambda x: None, 0, "fehlt ein return?"),
        (lambda x: 1 / 0, 0, "bricht ab (ZeroDivisionError)"),
        (lambda: True, 0, "bricht ab (TypeError)"),
        (None, 0, "keine Funktion, sondern ein einfacher Wert"),
        (lambda x: float("nan"), 0, "float zurück"),
    ],
)
def test_a_function_is_marked_by_its_values(function: Any, points: float, reason: str) -> None:
    marks = mark_calls(FUNCTION, function, CASES, of=2)
    assert marks == points
    assert reason in " ".join(f"{part.label}: {part.remark}" for part in marks.parts)
    assert [part.label for part in marks.parts] == ["Wahr", "Falsch"]


def test_with_the_points_of_a_function_go_section_hint_and_solution() -> None:
    asked = replace(FUNCTION, read="Lektion 2", hint="Denken Sie an return.")
    marks = mark_calls(asked, bool, CASES, of=2, solution="return x != 0")
    assert (marks.read, marks.hint, marks.solution) == (
        "Lektion 2", "Denken Sie an return.", "return x != 0"
    )  # fmt: skip
    assert mark_calls(asked, bool, CASES, of=2).solution == ""


def test_no_object_of_the_learners_takes_part_in_a_comparison() -> None:
    class Equal(int):
        def __eq__(self, other: object) -> bool:
            raise AssertionError("asked")

        __hash__ = int.__hash__

    assert mark_calls(FUNCTION, lambda x: Equal(1), CASES, of=2) == 0.0


def test_what_the_execution_says_about_a_function_reaches_the_learner() -> None:
    def late(_: Any) -> Any:
        raise LearnerError("Ihre Funktion antwortet nicht rechtzeitig.")

    marks = mark_calls(FUNCTION, late, CASES, of=2)
    assert {part.remark for part in marks.parts} == {"Ihre Funktion antwortet nicht rechtzeitig."}


# The hidden tests of the assignments --------------------------------------------------------------


SOURCE = nbformat.read(ROOT / "source" / "dilemma" / "dilemma.ipynb", as_version=4)
HIDDEN = {
    cell.metadata.nbgrader.grade_id: cell.source
    for cell in SOURCE.cells
    if cell.cell_type == "code" and cell.metadata.nbgrader.grade
}


def marked(slug: str, variant: int, answer: Any, folder: Path) -> Marks:
    """Return what the hidden test of *slug* gives for *answer*, run as the examiner runs it."""
    sheet = {"schema": 1, "variant": variant, "answers": {slug: answer}}
    (folder / "dilemma.answers.json").write_text(json.dumps(sheet))
    tree = ast.parse(HIDDEN[slug])
    last = tree.body.pop()
    assert isinstance(last, ast.Expr)
    scope: dict[str, Any] = {}
    with chdir(folder):
        exec(compile(tree, slug, "exec"), scope)
        result: Marks = eval(compile(ast.Expression(last.value), slug, "eval"), scope)
    return result


@pytest.mark.parametrize("slug", ["spielarten", "beste_antworten", "gleichgewichte", "pareto"])
def test_reasons_never_name_a_right_answer_that_was_not_given(slug: str, tmp_path: Path) -> None:
    rng = random.Random(slug)
    reasons = 0
    for variant in range(0, 10_000, 701):
        question = draw("dilemma", variant).questions[slug]
        for _ in range(4):
            count = rng.randint(0, 4) if question.kind is not Kind.CHOICE else 1
            answer = {part: rng.sample([*question.options], count) for part in question.parts}
            for part, name in zip(
                marked(slug, variant, answer, tmp_path).parts, answer, strict=True
            ):
                words = re.findall(r"\w+", part.remark.casefold())
                reasons += bool(part.remark)
                for option in set(question.options) - set(answer[name]):
                    assert option.casefold() not in words, (part, answer)
                    assert question.options[option].casefold() not in part.remark.casefold()
    assert reasons > 20


@pytest.mark.parametrize("slug", ["beste_antworten", "gleichgewichte", "pareto"])
def test_marking_everything_earns_nothing_in_any_variant(slug: str, tmp_path: Path) -> None:
    for variant in range(0, 10_000, 503):
        question = draw("dilemma", variant).questions[slug]
        everything = {part: [*question.options] for part in question.parts}
        assert marked(slug, variant, everything, tmp_path) == 0.0


def test_the_same_name_for_all_four_games_earns_a_quarter(tmp_path: Path) -> None:
    """The dilemma is certain; any other name earns as much, or nothing where it was not drawn."""
    for variant in range(0, 10_000, 997):
        for option, points in (("gefangenendilemma", {0.75}), ("chicken", {0, 0.75})):
            earned = marked("spielarten", variant, dict.fromkeys("abcd", option), tmp_path)
            assert earned in points


def test_reasons_of_the_formal_kind_name_no_option() -> None:
    """Where nothing was understood, the remark says so, and lists no right answer."""
    task = draw("dilemma", submission("dilemma", "model").variant or 0)
    for question in task.questions.values():
        if not question.options:
            continue
        key = {part: next(iter(question.options)) for part in question.parts}
        for raw in (None, {}, "?", {"a": 1}, [None]):
            if question.kind is not Kind.CHOICE:
                keys = {part: frozenset({value}) for part, value in key.items()}
                marks = mark_sets(question, raw, keys, of=1, why=silent)
            else:
                marks = mark_options(question, raw, key, of=1, why=silent)
            words = " ".join(part.remark for part in marks.parts).split()
            assert marks == 0.0
            assert not set(words) & set(question.options)
