"""A function's form: what the learner's own check lets pass, the marks do not refuse for its form."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import nbformat
import pytest

from handing_in import ROOT
from kooperation.assignments import Kind, Question, check_form, form_problem
from kooperation.assignments.kinds.function.marking import Case, mark_calls

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
