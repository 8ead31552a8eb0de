"""course/formeln.md and the code name the same formulas, tests and sources."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kooperation.base.sources import sources

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "course" / "formeln.md").read_text("utf-8")
FORMULAS = {
    number: body
    for number, body in re.findall(
        r"^### (\d+\.\d+) (.*?)(?=^### |^## |\Z)", PAGE, re.MULTILINE | re.DOTALL
    )
}
PACKAGE = sorted((ROOT / "course" / "kooperation").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
NUMBER = r"\d+\.\d+"
CITED = re.compile(rf"[Ff]ormulas?\s+({NUMBER}(?:(?:,\s| and | to ){NUMBER})*)")


def docstrings(path: Path) -> list[str]:
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [ast.get_docstring(node) or "" for node in nodes if isinstance(node, kinds)]


def cited(text: str) -> set[str]:
    """Return the numbers that *text* cites; „2.5 to 2.8“ names those between as well."""
    found = set[str]()
    for run in CITED.findall(text):
        found |= set(re.findall(NUMBER, run))
        for first, last in re.findall(rf"({NUMBER}) to ({NUMBER})", run):
            chapter, low = map(int, first.split("."))
            found |= {f"{chapter}.{k}" for k in range(low, int(last.split(".")[1]) + 1)}
    return found


def test_a_range_of_formulas_names_those_between() -> None:
    assert cited("(formulas 2.2, 2.5 to 2.8)") == {"2.2", "2.5", "2.6", "2.7", "2.8"}
    assert cited("Formula 1.10, and 2.0 in the long run") == {"1.10"}


def test_every_formula_that_is_cited_is_there() -> None:
    for path in [*PACKAGE, *TESTS]:
        if path != Path(__file__):
            unknown = cited(path.read_text("utf-8")) - FORMULAS.keys()
            assert not unknown, f"{path.name} cites {sorted(unknown)}"


def test_every_formula_is_cited_where_it_is_computed() -> None:
    found = {number for path in PACKAGE for text in docstrings(path) for number in cited(text)}
    assert FORMULAS
    assert FORMULAS.keys() - found == set()


def test_every_formula_says_what_it_assumes_and_why_it_holds() -> None:
    asked = ("**Annahmen.**",), ("**Herleitung.**", "**Quelle.**")
    missing = [
        (number, parts)
        for number, body in FORMULAS.items()
        for parts in asked
        if not any(f"\n- {part}" in body for part in parts)
    ]
    assert missing == []


def test_formulas_are_numbered_without_a_gap() -> None:
    numbers = [tuple(map(int, number.split("."))) for number in FORMULAS]
    for (chapter, place), (before, last) in zip(numbers[1:], numbers, strict=False):
        assert (chapter, place) in {(before, last + 1), (before + 1, 1)}


@pytest.mark.slow
def test_every_formula_names_tests_where_they_are() -> None:
    defined = {
        (path.relative_to(ROOT).as_posix(), node.name)
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    for number, body in FORMULAS.items():
        groups = re.findall(r"((?:`test_\w+`(?:, )?)+) \(`([^`]+)`\)", body)
        named = {(file, name) for names, file in groups for name in re.findall(r"test_\w+", names)}
        assert named, f"{number} names no test"
        assert len(named) == len(set(re.findall(r"`(test_\w+)`", body))), f"{number}: which file?"
        assert named <= defined, f"{number} names {sorted(named - defined)}"


def test_every_source_of_a_formula_is_in_the_bibliography() -> None:
    keys = re.findall(r"\[([a-z]+\d{4}[a-z]?)\]", PAGE)
    assert keys
    assert set(keys) <= sources().keys()
