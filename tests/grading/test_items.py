"""Marking by keys that are written down: shares, reasons, and no way for rubbish to earn or to break.

A part's key, reasons and alternatives stand in records as in `source/<slug>/<slug>.toml`; the cases of the maps
are those of lecture 2.
"""

from __future__ import annotations

import ast
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from contextlib import chdir
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from traitlets.config import Config

from handing_in import ROOT, Submission, hand_in, submission
from kooperation.assignments import Kind, Question, draw
from kooperation.assignments.points import MIMETYPE, Marks, feedback_html
from kooperation.assignments.questions import Item
from kooperation.base.records import load
from kooperation.grading.check import convert, course_settings
from kooperation.grading.feedback import ExplainTests
from kooperation.grading.items import mark_items
from kooperation.grading.marking import mark_numbers
from kooperation.institutions.case_map import MappedCase, placement, stored
from kooperation.institutions.case_map_words import PART_NAMES
from kooperation.institutions.cases_words import Basis, make_case
from kooperation.institutions.interfaces_words import actors, instruments
from once import once

PARTS = {"a": "Fall a", "b": "Fall b"}
OPTIONS = {"x": "Ix", "y": "Ypsilon", "z": "Zett", "w": "Weh"}


def question(kind: Kind, **more: Any) -> Question:
    """Return a question of *kind* with two parts, whose items are `eins` and `zwei`."""
    items = {"a": Item("eins"), "b": Item("zwei")}
    about = {"read": "Lektion 1, „Hier“", "hint": "Sehen Sie genau hin.", **more}
    return Question("frage", "Frage", kind, PARTS, items=items, **about)


def remarks(marks: Marks) -> list[str]:
    return [part.remark for part in marks.parts]


# One option ---------------------------------------------------------------------------------------

CHOICE = question(Kind.CHOICE, options=OPTIONS)
ONE_KEY: dict[str, Any] = {
    "eins": {
        "key": "x",
        "half": ["y"],
        "why": {"y": "Beinahe.", "z": "Verwechselt."},
        "otherwise": "Anders.",
        "solution": "So ist es.",
    },
    "zwei": {"key": ["y", "z"], "why": {"x": "Nein."}, "otherwise": "Anders."},
}


@pytest.mark.parametrize(
    ("chosen", "share", "remark"),
    [
        ("x", 1, ""),
        ("Ix", 1, ""),
        ("y", 0.5, "Beinahe."),
        ("z", 0, "Verwechselt."),
        ("w", 0, "Anders."),
        (["x", "y"], 0, "nur eine Antwort ist möglich."),
        ("q", 0, "„q“ ist keine der möglichen Antworten."),
        ("", 0, "noch keine Antwort."),
    ],
)
def test_an_option_gets_its_share_and_the_reason_for_that_very_choice(
    chosen: Any, share: float, remark: str
) -> None:
    marks = mark_items(CHOICE, {"a": chosen, "b": "y"}, ONE_KEY, of=2)
    assert marks == share + 1
    assert remarks(marks) == [remark, ""]


def test_each_part_names_itself_and_the_answer_as_it_was_understood() -> None:
    parts = mark_items(CHOICE, {"a": "x"}, ONE_KEY, of=2).parts
    assert [(part.label, part.given) for part in parts] == [("Fall a", "Ix"), ("Fall b", "")]


@pytest.mark.parametrize(("chosen", "points"), [("y", 1), ("z", 1), ("x", 0), ("w", 0)])
def test_each_of_several_defensible_options_counts_in_full(chosen: str, points: float) -> None:
    assert mark_items(CHOICE, {"b": chosen}, ONE_KEY, of=2) == points


def test_the_solution_names_all_right_options_and_says_why() -> None:
    solutions = [part.solution for part in mark_items(CHOICE, None, ONE_KEY, of=2).parts]
    assert solutions == ["Ix. So ist es.", "Ypsilon oder Zett."]


# Several options ----------------------------------------------------------------------------------

SEVERAL = question(Kind.SEVERAL, options=OPTIONS)
SETS: dict[str, Any] = {
    "eins": {
        "key": ["x", "y"],
        "admissible": ["z"],
        "why": {"w": "Weh gehört nicht dazu."},
        "missing": "Es fehlt etwas.",
        "otherwise": "Anders.",
    },
    "zwei": {"key": ["x"], "missing": "Es fehlt etwas.", "otherwise": "Anders."},
}


@pytest.mark.parametrize(
    ("chosen", "share", "remark"),
    [
        (["x", "y"], 1, ""),
        (["y", "x", "z"], 1, ""),  # admissible: no point, no harm
        (["x"], 0.5, "Es fehlt etwas."),
        (["z"], 0, "Es fehlt etwas."),
        (["x", "y", "w"], 0.5, "Weh gehört nicht dazu."),
        (["x", "w"], 0, "Weh gehört nicht dazu. Es fehlt etwas."),
        (["x", "y", "z", "w"], 0.5, "Weh gehört nicht dazu."),
        ([], 0, "noch keine Antwort."),
    ],
)
def test_right_options_less_wrong_ones_make_the_share(
    chosen: list[str], share: float, remark: str
) -> None:
    marks = mark_items(SEVERAL, {"a": chosen, "b": ["x"]}, SETS, of=2)
    assert marks == share + 1
    assert remarks(marks) == [remark, ""]


def test_marking_everything_does_not_pay_where_at_most_half_is_right() -> None:
    everything = {part: [*OPTIONS] for part in PARTS}
    assert [part.share for part in mark_items(SEVERAL, everything, SETS, of=2).parts] == [0.5, 0]
    strict = {name: {**record, "admissible": []} for name, record in SETS.items()}
    assert mark_items(SEVERAL, everything, strict, of=2) == 0.0


def test_a_single_right_option_needs_no_list_in_the_records() -> None:
    records = {**SETS, "zwei": {**SETS["zwei"], "key": "x"}}
    marks = mark_items(SEVERAL, {"a": ["x", "y"], "b": ["x"]}, records, of=2)
    assert marks == 2.0
    assert [part.solution for part in marks.parts] == ["Ix; Ypsilon.", "Ix."]


def test_a_reason_that_fits_twice_is_said_once() -> None:
    marks = mark_items(SEVERAL, {"b": ["y", "z", "w"]}, SETS, of=2)
    assert remarks(marks)[1] == "Anders. Es fehlt etwas."


# Numbers ------------------------------------------------------------------------------------------

NUMBER = question(Kind.NUMBER)
NUMBERS: dict[str, Any] = {
    "eins": {
        "key": "0,5",
        "tolerance": "0,01",
        "why": {"0,25": "Quadriert statt geteilt.", "2": "Der Kehrwert."},
        "otherwise": "Rechnen Sie noch einmal.",
    },
    "zwei": {"key": "1/3", "tolerance": "0,005", "otherwise": "Rechnen Sie noch einmal."},
}


@pytest.mark.parametrize(
    ("typed", "share", "remark"),
    [
        ("0,5", 1, ""),
        ("50 %", 1, ""),
        (0.5, 1, ""),
        ("0,49", 1, ""),  # the edge of the tolerance belongs to it, on both sides
        (0.51, 1, ""),
        ("0,4899", 0, "Rechnen Sie noch einmal."),
        (0.510001, 0, "Rechnen Sie noch einmal."),
        ("0,25", 0, "Quadriert statt geteilt."),
        ("1/4", 0, "Quadriert statt geteilt."),
        ("0,26", 0, "Quadriert statt geteilt."),  # as far off as the key may be
        ("0,2601", 0, "Rechnen Sie noch einmal."),
        (2, 0, "Der Kehrwert."),
        ("-0,5", 0, "Rechnen Sie noch einmal."),
        (float("nan"), 0, "„nan“ ist keine Zahl."),
        (True, 0, "„True“ ist keine Zahl."),
        ("halb", 0, "„halb“ lässt sich nicht als Zahl lesen."),
    ],
)
def test_a_number_counts_within_its_tolerance_and_known_mistakes_are_named(
    typed: Any, share: float, remark: str
) -> None:
    marks = mark_items(NUMBER, {"a": typed, "b": "0,333"}, NUMBERS, of=2)
    assert marks == share + 1
    assert remarks(marks)[0].startswith(remark)
    assert bool(remarks(marks)[0]) == (share == 0)


def test_without_a_tolerance_only_the_very_number_counts() -> None:
    exact = {"eins": {"key": "0,5", "otherwise": "Genau, bitte."}, "zwei": NUMBERS["zwei"]}
    assert float(mark_items(NUMBER, {"a": "1/2", "b": "1/3"}, exact, of=2)) == 2
    marks = mark_items(NUMBER, {"a": "0,5000001", "b": "1/3"}, exact, of=2)
    assert (float(marks), remarks(marks)) == (1, ["Genau, bitte.", ""])


def test_the_solution_is_a_german_number_of_four_decimals() -> None:
    assert [p.solution for p in mark_items(NUMBER, {}, NUMBERS, of=2).parts] == ["0,5", "0,3333"]


@pytest.mark.parametrize("mistake", ["0,5", "0,49", "0,51"])
def test_a_mistake_that_leads_to_the_key_is_the_authors(mistake: str) -> None:
    records = {**NUMBERS, "eins": {**NUMBERS["eins"], "why": {mistake: "Vertan."}}}
    with pytest.raises(ValueError, match=r"„Vertan\.“ führt zur richtigen Zahl"):
        mark_items(NUMBER, {"a": "7"}, records, of=2)


def test_a_key_that_is_a_float_means_what_is_written() -> None:
    """0.1 is no tenth in a machine; without any tolerance „1/10“ is right all the same."""
    key = {"a": 0.1, "b": 1 / 4}
    for raw in ({"a": "1/10", "b": "25 %"}, {"a": 0.1, "b": 0.25}):
        assert mark_numbers(NUMBER, raw, key, of=2) == 2.0
    assert (
        mark_numbers(NUMBER, {"a": 0.1, "b": 0.35}, key, of=2, tolerance={"a": 0, "b": 0.1}) == 2.0
    )
    assert (
        mark_numbers(NUMBER, {"a": 0.3, "b": 0}, key, of=2, mistakes={"a": [(0.3, "Drei.")]}) == 0.0
    )


@given(st.fractions(-100, 100, max_denominator=40), st.fractions(-100, 100, max_denominator=40))
def test_a_number_is_right_exactly_within_the_tolerance(key: Any, typed: Any) -> None:
    raw = {"a": f"{typed}", "b": f"{typed}"}
    marks = mark_numbers(NUMBER, raw, {"a": key, "b": key}, of=1, tolerance=5)
    assert marks == float(abs(key - typed) <= 5)


# Places -------------------------------------------------------------------------------------------

PLACE = question(Kind.PLACE)
WHY = {
    "command_high": "Weniger Zwang.",
    "command_low": "Mehr Zwang.",
    "form_high": "Weniger Form.",
    "form_low": "Mehr Form.",
}
PLACES: dict[str, Any] = {
    "eins": {"key": [3, 3], "why": WHY},
    "zwei": {"key": [1, 1], "others": [[5, 5]], "why": WHY, "solution": "Denn so ist es."},
}


@pytest.mark.parametrize(
    ("place", "share", "remark"),
    [
        ([3, 3], 1, ""),
        ([2, 4], 1, ""),
        ([4, 2], 1, ""),
        ([5, 3], 0.25, "Weniger Zwang."),
        ([1, 4], 0.25, "Mehr Zwang."),
        ([3, 5], 0.25, "Weniger Form."),
        ([2, 1], 0.25, "Mehr Form."),
        ([5, 5], 0, "Weniger Zwang. Weniger Form."),
        ([1, 5], 0, "Mehr Zwang. Weniger Form."),
        ([0, 3], 0, "„[0, 3]“ ist kein Platz"),
    ],
)
def test_one_step_off_is_as_good_and_two_on_one_axis_are_worth_a_quarter(
    place: list[int], share: float, remark: str
) -> None:
    marks = mark_items(PLACE, {"a": place, "b": [1, 1]}, PLACES, of=2)
    assert marks == share + 1
    assert remarks(marks)[0].startswith(remark)
    assert bool(remarks(marks)[0]) == (share < 1)


@pytest.mark.parametrize(
    ("place", "share"),
    [([1, 1], 1), ([2, 2], 1), ([5, 5], 1), ([4, 4], 1), ([1, 5], 0), ([3, 5], 0.25), ([3, 3], 0)],
)
def test_another_reading_counts_as_a_whole_and_readings_are_not_mixed(
    place: list[int], share: float
) -> None:
    """[1, 5] is on the axis of either reading, and on both axes of none."""
    marks = mark_items(PLACE, {"b": place}, PLACES, of=2)
    assert marks == share
    assert bool(remarks(marks)[1]) == (share < 1)


def test_the_solution_of_a_place_is_told_in_words() -> None:
    solution = mark_items(PLACE, {}, PLACES, of=2).parts[1].solution
    assert solution.endswith("ein Schritt daneben zählt auch. Denn so ist es.")
    assert not re.search("[0-9]", solution)


# Maps ---------------------------------------------------------------------------------------------

VIGNETTES: dict[str, Any] = load("institutions/cases")
CASES = {name: make_case(name, record) for name, record in VIGNETTES.items()}


def map_question(name: str) -> Question:
    bases = {
        key: Basis(key, basis["label"], basis["gist"])
        for key, basis in VIGNETTES[name]["bases"].items()
    }
    return Question(
        "karte",
        "Karte",
        Kind.MAP,
        {"a": "Fall a"},
        items={"a": Item(name, bases=bases)},
        read="Lektion 2",
    )


def full_map(name: str) -> MappedCase:
    """Return a map that meets every need of the case by its first alternative."""
    key = CASES[name].map_key
    places = [sorted(need)[0] for need in key.bases.needs]
    return MappedCase(
        actors=frozenset(
            {*(sorted(need)[0] for need in key.actors.needs), *(p.split(":")[0] for p in places)}
        ),
        bases=frozenset(places),
        problem=frozenset({CASES[name].plain["problem"].right[0]}),
        instruments=frozenset({CASES[name].plain["instruments"].right[0]}),
    )


@pytest.mark.parametrize("name", VIGNETTES)
def test_a_map_that_meets_every_need_gets_all_four_parts(name: str) -> None:
    marks = mark_items(map_question(name), stored(full_map(name)), VIGNETTES, of=4)
    assert marks == 4.0
    assert remarks(marks) == [""] * 4
    title = f"Fall a ({CASES[name].title}), "
    assert [part.label for part in marks.parts] == [title + part for part in PART_NAMES.values()]


@pytest.mark.parametrize("name", VIGNETTES)
@pytest.mark.parametrize("left_out", ["stellen", "grundlagen", "typ", "instrumente"])
def test_what_is_left_out_costs_its_own_part_and_is_said(name: str, left_out: str) -> None:
    raw = {key: value for key, value in stored(full_map(name)).items() if key != left_out}
    marks = mark_items(map_question(name), raw, VIGNETTES, of=4)
    shares = dict(zip(("stellen", "grundlagen", "typ", "instrumente"), marks.parts, strict=True))
    if left_out == "stellen":  # a legal basis brings its actor along
        assert shares.pop("stellen").share >= 0
    else:
        assert shares.pop(left_out).share == 0
        assert "noch keine Antwort." in remarks(marks)
    assert all(part.share == 1 for part in shares.values())


@pytest.mark.parametrize("name", VIGNETTES)
def test_a_wrong_choice_has_the_reason_of_the_case(name: str) -> None:
    case, whole = CASES[name], full_map(name)
    foreign = next(a for a in sorted(actors()) if a not in case.map_key.actors.accepted)
    other = next(i for i in sorted(instruments()) if i not in case.map_key.instruments.accepted)
    basis = sorted(case.bases)[0]
    raw = MappedCase(
        actors=whole.actors | {foreign},
        bases=whole.bases | {placement(foreign, basis)},
        problem=whole.problem,
        instruments=whole.instruments | {other},
    )
    marks = mark_items(map_question(name), stored(raw), VIGNETTES, of=4)
    places, bases, kind, helps = marks.parts
    assert places.remark.startswith(f"{actors()[foreign].name}: ")
    assert case.bases[basis].label in bases.remark
    assert case.plain["instruments"].reasons[other] in helps.remark
    assert kind.remark == ""
    # A wrong choice undoes a right one: one need less of the bodies, one of the norms, nothing left of the instrument.
    needs = len(case.required)
    assert float(marks) == round(2 * (needs - 1) / needs + 1, 2)


@pytest.mark.parametrize("name", VIGNETTES)
def test_choosing_everything_does_not_pay_and_nothing_earns_nothing(name: str) -> None:
    every = {
        "stellen": [*actors()],
        "grundlagen": {actor: [*CASES[name].bases] for actor in actors()},
        "typ": ["S", "L", "D", "V"],
        "instrumente": [*instruments()],
    }
    assert mark_items(map_question(name), every, VIGNETTES, of=4) <= 1
    nothing: list[Any] = [None, {}, {"a": None}]
    no_map: list[Any] = ["JC", 7, []]
    for raw in nothing + no_map:
        marks = mark_items(map_question(name), raw, VIGNETTES, of=4)
        assert marks == 0.0
        said = f"„{raw}“ ist keine Karte." if raw in no_map else "noch keine Antwort."
        assert remarks(marks) == [said] * 4


def test_reasons_of_a_map_name_nothing_that_is_missing() -> None:
    for name, case in CASES.items():
        needed = sorted(set().union(*case.map_key.actors.needs))
        for left in needed:
            raw = {"stellen": [actor for actor in needed if actor != left]}
            for part in mark_items(map_question(name), raw, VIGNETTES, of=4).parts[:2]:
                assert actors()[left].name not in part.remark, (name, left)


# What is said ------------------------------------------------------------------------------------


def test_solutions_are_told_only_when_they_are_given_out() -> None:
    marks = mark_items(CHOICE, {"a": "z", "b": "x"}, ONE_KEY, of=2)
    data = marks._repr_mimebundle_()[MIMETYPE]
    without, including = feedback_html(data), feedback_html(data, solutions=True)
    assert "0 von 2 Punkten" in without
    for text in ("Fall a", "Verwechselt.", "Nein.", "Hinweis: Sehen", "Lektion 1, „Hier“"):
        assert text in without
        assert text in including
    for text in ("Ypsilon oder Zett", "So ist es", "Lösung"):
        assert text not in without
        assert text in including


@pytest.mark.parametrize("kind", [Kind.MARKS, Kind.FORM, Kind.FUNCTION, Kind.TEXT])
def test_a_kind_without_written_keys_is_refused(kind: Kind) -> None:
    with pytest.raises(ValueError, match="gehört Prüfcode"):
        mark_items(question(kind), {}, {}, of=1)


# Whatever stands in the sheet, in every hidden test of the course ------------------------------------

SLUGS = sorted(
    path.parent.name
    for path in (ROOT / "source").glob("*/*.ipynb")
    if (ROOT / "course/kooperation/assignments/published" / f"{path.parent.name}.json").is_file()
)


def hidden_tests(slug: str) -> dict[str, str]:
    """Return the code of the hidden test of each question that is answered in the sheet."""
    notebook = nbformat.read(ROOT / "source" / slug / f"{slug}.ipynb", as_version=4)
    asked = draw(slug, 17).questions
    return {
        name: cell.source
        for cell in notebook.cells
        if cell.cell_type == "code"
        and cell.metadata.nbgrader.grade
        and (name := cell.metadata.nbgrader.grade_id) in asked
        and asked[name].in_sheet
    }


TESTS = {(slug, name): code for slug in SLUGS for name, code in hidden_tests(slug).items()}


def marked(slug: str, name: str, variant: int, answer: Any, folder: Path) -> Marks:
    """Return what the hidden test of *name* gives for *answer*, run as the examiner runs it."""
    sheet = {"schema": 1, "variant": variant, "answers": {name: answer}}
    (folder / f"{slug}.answers.json").write_text(json.dumps(sheet))
    tree = ast.parse(TESTS[slug, name])
    last = tree.body.pop()
    assert isinstance(last, ast.Expr)
    scope: dict[str, Any] = {}
    with chdir(folder):
        exec(compile(tree, name, "exec"), scope)
        result: Marks = eval(compile(ast.Expression(last.value), name, "eval"), scope)
    return result


@pytest.mark.parametrize("answer", [["Ziel"], "Ziel", 7])
def test_a_form_that_is_answered_by_something_else_is_told_so(answer: Any, tmp_path: Path) -> None:
    said = {part.remark for part in marked("konzept", "steckbrief", 17, answer, tmp_path).parts}
    assert len(said) == 1
    assert "noch keine Antwort." not in said


def nested(levels: int) -> Any:
    found: Any = "x"
    for _ in range(levels):
        found = [found]
    return found


RUBBISH = {
    "nothing": None,
    "yes": True,
    "number": 10**4000,
    "text": "alles",
    "long": "x" * 100_000,
    "deep": nested(90),
    "markup": "<script>alert(1)</script>",
    "class trick": {"__class__": "Marks", "py/object": "builtins.float"},
    "list of everything": [None, True, 1, 2.5, "a", {}, []],
}


@pytest.mark.parametrize("rubbish", RUBBISH)
@pytest.mark.parametrize(("slug", "name"), TESTS, ids=str)
def test_rubbish_earns_nothing_and_every_part_has_a_reason(
    slug: str, name: str, rubbish: str, tmp_path: Path
) -> None:
    parts = draw(slug, 17).questions[name].parts
    for raw in (RUBBISH[rubbish], dict.fromkeys(parts, RUBBISH[rubbish])):
        if draw(slug, 17).questions[name].kind is Kind.FORM and isinstance(raw, dict):
            continue  # any text is an answer to a field; its rules are in the tests of the assignment
        marks = marked(slug, name, 17, raw, tmp_path)
        assert marks == 0.0, raw
        assert all(part.remark for part in marks.parts)
        assert all(len(part.remark) < 2000 for part in marks.parts)


leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
    | st.sampled_from(["a", "1/2", "JC", "stellen", "31.03.2027", 10**400, 1e308, 0.5])
)


def json_like(question: Question) -> st.SearchStrategy[Any]:
    """Return a strategy for rubbish in which the parts and options of *question* turn up often."""
    own = (
        leaves | st.sampled_from([*question.options, "x"]) | st.lists(st.integers(0, 6), max_size=3)
    )
    names = st.sampled_from([*question.parts, "stellen", "grundlagen", "typ", "instrumente"])
    return st.recursive(
        own,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6),
        max_leaves=12,
    )


@pytest.mark.parametrize(("slug", "name"), TESTS, ids=str)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.slow
def test_no_answer_breaks_a_hidden_test_and_lost_points_have_a_reason(
    slug: str, name: str, tmp_path: Path, data: st.DataObject
) -> None:
    variant = data.draw(st.sampled_from([17, 4711, 271828]))
    question = draw(slug, variant).questions[name]
    whole = st.fixed_dictionaries({part: json_like(question) for part in question.parts})
    marks = marked(slug, name, variant, data.draw(json_like(question) | whole), tmp_path)
    assert 0 <= marks <= marks.of
    assert marks.of == question.points
    assert all(part.remark for part in marks.parts if part.share < 1), marks.parts
    assert all(type(part.remark) is str and type(part.solution) is str for part in marks.parts)


# Through nbgrader's own command line ------------------------------------------------------------------

HOSTILE = {
    "raises": ("raise RuntimeError('nein')", "bricht ab (RuntimeError)"),
    "never_ends": ("while True: pass", "antwortet nicht rechtzeitig"),
    "forged": (
        "return type('Ja', (), {'__eq__': lambda *_: True, '__bool__': lambda _: True, '__hash__': id})()",
        "keinen einfachen Wert",
    ),
}
HALF_A_CHARACTER = "\ud800"


def _function(body: str) -> dict[str, str]:
    return {"funktion-antwort": f"def ist_gefangenendilemma(T, R, P, S):\n    {body}"}


def _grade(folder: Path) -> None:
    """Grade the hostile functions, a broken sheet and an honest wrong submission of `dilemma`."""
    course = folder / "course"
    shutil.copytree(ROOT / "source" / "dilemma", course / "source" / "dilemma")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    c: Config = course_settings(course, "dilemma")
    c.ExecuteApart.update({"call_timeout": 0.5, "grace": 0.5})
    convert(GenerateAssignment, c)
    model = submission("dilemma", "model")
    for name, (body, _) in HOSTILE.items():
        work = Submission("dilemma", {}, model.variant, model.answers, _function(body))
        hand_in(work, course / "submitted" / name, release=course / "release")
    wrong = submission("dilemma", "wrong")
    hand_in(wrong, course / "submitted" / "wrong", release=course / "release")
    broken = hand_in(model, course / "submitted" / "surrogate", release=course / "release")
    sheet = {"schema": 1, "variant": 17, "answers": {"pareto": {"e": HALF_A_CHARACTER}}}
    (broken / "dilemma.answers.json").write_text(json.dumps(sheet))
    convert(Autograde, c)
    for solutions in (False, True):
        _feedback(course, *(["--ExplainTests.solutions=True"] if solutions else []))
        page = course / "feedback" / "wrong" / "dilemma" / "dilemma.html"
        shutil.copy(page, folder / f"solutions_{solutions}.html")


def _feedback(course: Path, *arguments: str) -> None:
    home = course.parent / "home"
    home.mkdir(exist_ok=True)
    env = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home),
        "JUPYTER_DATA_DIR": str(home),
        "IPYTHONDIR": str(home),
    }
    done = subprocess.run(
        ["nbgrader", "generate_feedback", "dilemma", "--student=wrong", "--force", *arguments],
        cwd=course, env=env, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "unrecognized" not in done.stderr.casefold(), done.stderr


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "graded-items", _grade)


def outcome(graded: Path, student: str) -> tuple[dict[str, float], dict[str, Any]]:
    """Return each machine-graded question's points, and what was said."""
    course = graded / "course"
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grades = gradebook.find_submission_notebook("dilemma", "dilemma", student).grades
        points = {g.name: g.auto_score for g in grades if g.auto_score is not None}
    path = course / "autograded" / student / "dilemma" / "dilemma.ipynb"
    said = {
        cell.metadata.nbgrader.grade_id: output.data[MIMETYPE]
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", ())
        if MIMETYPE in output.get("data", {})
    }
    return points, said


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_function_gets_nothing_with_a_reason_and_the_sheet_its_points(
    graded: Path, name: str
) -> None:
    points, said = outcome(graded, name)
    assert points["funktion"] == 0
    assert HOSTILE[name][1] in " ".join(remark["text"] for remark in said["funktion"]["remarks"])
    full = submission("dilemma", "model").points
    assert {q: p for q, p in points.items() if q in full and q != "funktion"} == {
        q: p for q, p in full.items() if q != "funktion"
    }


def test_half_a_character_in_an_answers_file_does_not_stop_the_grading(graded: Path) -> None:
    """It can be written into the file by hand, but not into any notebook or page."""
    points, _ = outcome(graded, "surrogate")
    assert points == {"funktion": 2}  # it stands in the notebook; all else waits for a human
    path = graded / "course" / "autograded" / "surrogate" / "dilemma" / "dilemma.ipynb"
    assert path.read_text("utf-8").count("ist unbrauchbar") >= 5


SOLUTION = "return T > R > P > S and 2 * R > T + S"
RECORDS = tomllib.loads((ROOT / "source" / "dilemma" / "dilemma.toml").read_text("utf-8"))
TEXT = RECORDS["questions"]["begruendung"]
SCHEME = (
    TEXT["samples"][0],
    TEXT["criteria"][0]["levels"][0].split(": ", 1)[1],
)


def page(graded: Path, *, solutions: bool) -> str:
    text = (graded / f"solutions_{solutions}.html").read_text("utf-8")
    text = re.sub(r"<style.*?</style>", "", text, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_feedback_has_no_solution_and_no_rubric_by_default(graded: Path) -> None:
    text = page(graded, solutions=False)
    assert "Zum Nachlesen: Lektion 5" in text
    for secret in ("Lösung:", SOLUTION, *SCHEME):
        assert secret not in text


def test_what_a_learner_writes_is_neither_read_as_a_marking_scheme_nor_scanned_for_one() -> None:
    own = new_markdown_cell(
        "BEGIN MARK SCHEME\n" * 60_000
    )  # a minute, were each looked for its end
    shown, _ = ExplainTests().preprocess_cell(new_markdown_cell(own.source), {}, 0)
    assert shown.source == own.source


@pytest.mark.parametrize("solutions", [False, True])
def test_the_question_of_a_text_stays_on_the_page(graded: Path, solutions: bool) -> None:
    """It stands above the marking scheme, in the same cell."""
    assert "Zwei Stellen stecken in einem Gefangenendilemma." in page(graded, solutions=solutions)


def test_feedback_has_solutions_and_rubric_where_the_instructor_asks_for_them(graded: Path) -> None:
    """`nbgrader generate_feedback dilemma --force --ExplainTests.solutions=True`, as the docstring says."""
    text = page(graded, solutions=True)
    assert text.count("Lösung:") >= 5
    for shown in (SOLUTION, *SCHEME):
        assert shown in text
    for never in ("MARK SCHEME", "HIDDEN TESTS", "mark_options", TEXT["comments"][0]):
        assert never not in text
