"""A function's form: what the learner's own check lets pass, the marks do not refuse for its form."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from handing_in import ROOT
from kooperation.assignments import Kind, Question, check_form, form_problem
from kooperation.assignments.kinds.function.marking import Case, mark_calls
from kooperation.assignments.kinds.function.reading import cell_problems
from kooperation.authoring.assignments import Section, read_assignment
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame
from kooperation.repeated.match import Rounds
from kooperation.repeated.strategies import always_defect, grim_trigger, tit_for_tat
from kooperation.repeated.tournament import play_tournament

VALUES: list[Any] = [True, False, 1, 0, 0.5, 1.0, "C", "D", "c", "x", None, [], ["C"], float("nan")]
FORMS: dict[str, Any] = {"dilemma": bool, "einstieg": float, "wiederholung": ("C", "D")}


def visible(slug: str) -> tuple[str, str]:
    """Return the name of the function that *slug* asks for, and what the learner's own check runs."""
    path = ROOT / "release" / slug / f"{slug}.ipynb"
    cells = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in nbformat.read(path, as_version=4).cells
    }
    (question,) = [name for name, source in cells.items() if "check_form(" in source]
    (name,) = [
        node.name
        for node in ast.walk(ast.parse(cells[f"{question}-antwort"]))
        if isinstance(node, ast.FunctionDef)
    ]
    return name, cells[question]


def own_check(slug: str, function: Any) -> str:
    """Return what the learner's own check says to *function*, "" if it lets it pass."""
    name, source = visible(slug)
    try:
        exec(compile(source, slug, "exec"), {name: function})
    except AssertionError as error:
        return str(error)
    return ""


def test_every_assignment_that_asks_for_a_function_is_looked_at() -> None:
    asking = {
        path.parent.name
        for path in (ROOT / "source").glob("*/*.toml")
        if 'kind = "function"' in path.read_text("utf-8")
    }
    assert asking == set(FORMS)


@pytest.mark.parametrize("slug", FORMS)
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_the_learners_check_refuses_exactly_the_forms_that_the_marks_refuse(
    slug: str, value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    said = own_check(slug, lambda *_: value)
    assert said == form_problem(value, FORMS[slug])
    if isinstance(FORMS[slug], type):
        question = Question("funktion", "F", Kind.FUNCTION)
        case = Case("Fall", [((), FORMS[slug](True))], "Falsch.")
        (part,) = mark_calls(question, lambda: value, [case], of=1).parts
        assert part.remark in ([said] if said else ["", "Falsch."])


def test_a_one_in_place_of_true_is_told_before_it_is_handed_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    assert own_check("dilemma", lambda *_: 1) == (
        "Ihre Funktion gibt int zurück; gefragt ist True oder False."
    )
    assert "keine Funktion" in own_check("dilemma", 1)
    # Right in one case and nothing in the other: the check calls both.
    assert "fehlt ein return?" in own_check("dilemma", lambda t, r, p, s: True if t > r else None)


def test_while_points_are_given_the_check_takes_none_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check_form(lambda: 1, [()], bool)
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(AssertionError):
        check_form(lambda: 1, [()], bool)


def test_no_object_of_the_learners_takes_part_in_a_comparison() -> None:
    class Always(str):
        def __eq__(self, other: object) -> bool:
            raise AssertionError("asked")

        __hash__ = str.__hash__

    assert form_problem(Always("C"), ("C", "D")) == (
        "Ihre Funktion gibt Always zurück; gefragt ist 'C' oder 'D'."
    )


def test_the_release_names_no_hidden_case(tmp_path: Path) -> None:
    for slug in FORMS:
        assert "mark_" not in visible(slug)[1]


# Examples in the text -----------------------------------------------------------------------------


def asked(slug: str) -> Section:
    """Return the section of *slug* that asks for the function."""
    assignment = read_assignment(ROOT / "source" / slug)
    (section,) = [each for each in assignment.sections if "answer" in each.blocks]
    return section


def examples(section: Section) -> list[list[str]]:
    """Return each property with its examples: a row of a table, or what stands behind „Beispiel:“ in a list."""
    rows = re.findall(r"^\| (.+) \|$", section.prose, re.M)[1:]
    found = [[cell.strip(" `") for cell in row.split(" | ")] for row in rows]
    for label, text in re.findall(r"^- \*\*(.+?):\*\* .*Beispiel: (.+)$", section.prose, re.M):
        found.append([label, *re.findall("`(.+?)`", text)])
    return found


@pytest.mark.parametrize("slug", FORMS)
def test_each_property_that_gives_points_has_an_example_in_the_text(slug: str) -> None:
    section = asked(slug)
    graded = set(re.findall(r'(?:Case\(\s*|judged\()"(.+?)"', section.blocks["grade"]))
    assert len(graded) >= 2
    assert {row[0] for row in examples(section)} == graded


@pytest.mark.parametrize("slug", ["dilemma", "einstieg"])
def test_each_example_is_true_and_the_marks_ask_for_more_than_the_examples(slug: str) -> None:
    section = asked(slug)
    names: dict[str, Any] = {}
    exec(section.blocks["answer"], names)
    name, _ = visible(slug)
    shown = set()
    for _, example, result in examples(section):
        arguments = example.removeprefix(f"{name}(").removesuffix(")")
        assert repr(eval(f"{name}({arguments})", names)) == result, example
        shown.add(arguments)
    hidden = re.findall(r'Case\(\s*"(.+?)",\s*\[(.+)\]', section.blocks["grade"])
    assert len(hidden) >= 2
    for label, calls in hidden:
        assert set(re.findall(r"\(\((.+?)\), ", calls)) - shown, label


def test_the_examples_of_a_strategy_are_what_its_text_says() -> None:
    friendly, repays, forgives, succeeds = (row[1:] for row in examples(asked("wiederholung")))
    other, good, bad = friendly
    assert other == good == "C" * 6
    assert "D" in bad
    other, good, bad = repays
    third = [at for at, move in enumerate(other) if move == "D"][2]
    assert other[third:] == "D" * 10
    assert [moves[third:].count("D") >= 4 for moves in (good, bad)] == [True, False]
    other, good, bad = forgives
    again = other.index("D") + 1 + 5
    assert [set(moves[again:]) == {"C"} for moves in (good, bad)] == [True, False]
    assert all(len({len(row[0]), len(row[1]), len(row[2])}) == 1 for row in (friendly, repays))
    good, bad = succeeds
    field = (tit_for_tat(), grim_trigger(), always_defect())
    played = play_tournament(field, SymmetricGame(3, 2, 1, 0), Rounds(20))
    earned = {
        name: sorted((round(20 * each) for each in row), reverse=True)
        for name, row in zip(played.matches.names, played.payoffs, strict=True)
    }
    assert good == " + ".join(map(str, earned[field[0].name]))
    assert bad == " + ".join(map(str, earned[field[2].name]))
    assert [sum(map(int, text.split(" + "))) / 60 >= 1.4 for text in (good, bad)] == [True, False]


# The learner's own check --------------------------------------------------------------------------


def test_print_in_place_of_return_is_recognised_and_what_was_printed_stays_in_sight(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    said = own_check("einstieg", lambda k, n: print(k / n))
    assert said.startswith("Ihre Funktion zeigt ihr Ergebnis mit „print“ nur an")
    assert "„return …“" in said
    assert capsys.readouterr().out == "0.25\n"
    assert "fehlt ein return?" in own_check("einstieg", lambda k, n: None)


def test_whoever_prints_and_returns_is_told_that_the_form_is_right(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)

    def both(k: int, n: int) -> float:
        print("Zwischenstand")
        return k / n

    assert own_check("einstieg", both) == ""
    assert capsys.readouterr().out.splitlines() == [
        "Zwischenstand",
        "Zwischenstand",
        "Die Form stimmt.",
    ]
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert own_check("einstieg", both) == ""
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def f(k):\n    return 2 * k", ""),
        ("f = lambda k: 2 * k", ""),
        ("", "function_gone"),
        ("def f(k):\n    raise NotImplementedError", "function_missing"),
        ("def f(k):\n    return k ÷ 2", "function_broken"),
        ("def f(k)\n    return k", "function_broken"),
        ("def f(k):\n    print(2 * k)", "function_returns_nothing"),
        ("def f(k):\n    pass", "function_returns_nothing"),
        ("def f(k):\n    return 3,5", "function_comma"),
    ],
)
def test_the_check_says_of_a_saved_cell_what_will_earn_nothing(source: str, said: str) -> None:
    question = Question("funktion", "F", Kind.FUNCTION)
    found = cell_problems(question, {"funktion-antwort": source})
    wanted = Words("assignments.assignment").section()
    assert found == (
        [wanted[said].replace("{line}", "2" if "÷" in source else "1")] if said else []
    )


def test_of_a_number_with_a_comma_it_is_said_that_python_wants_a_point() -> None:
    assert "3.5 statt 3,5" in form_problem((3, 5), float)
