"""Who may import whom: the table of course/README.md, held by reading the imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "course" / "kooperation"

MODEL = {
    "automaton",
    "bargaining",
    "best_response",
    "chains",
    "checks",
    "cooperation_check",
    "coordination",
    "deception",
    "equilibria",
    "evolution",
    "exchange",
    "exit_option",
    "folk_theorem",
    "forgiveness",
    "games",
    "german",
    "interfaces",
    "learning",
    "levers",
    "mode_traits",
    "modes",
    "negotiation",
    "placement",
    "play",
    "public_good",
    "recall",
    "repeated",
    "roles",
    "shadow",
    "simulation",
    "step_limit",
    "strategies",
    "strategy_choice",
    "temptation",
    "thresholds",
    "tournament",
    "traits",
    "trust",
    "typed_numbers",
}
LAYER = {
    **dict.fromkeys(MODEL, "model"),
    "answers": "answers",
    "assignments": "assignments",
    "authoring": "authoring",
    "cli": "cli",
    "content": "content",
    "figures": "figures",
    "grading": "grading",
    "lab": "lab",
    "places": "places",
    "publishing": "publishing",
    "server": "server",
    "widgets": "widgets",
    "__init__": "root",
    "__main__": "cli",
}
BELOW = {
    "root": set[str](),
    "model": {"model"},
    "answers": set[str](),
    "places": set[str](),
    "server": set[str](),
    "content": {"content", "model"},
    "assignments": {"assignments", "content", "answers", "model"},
    "figures": {"figures", "assignments", "content", "model"},
    "widgets": {"widgets", "figures", "assignments", "content", "answers", "model"},
    "grading": {"grading", "assignments", "content", "answers", "places", "model"},
    "authoring": {"authoring", "grading", "assignments", "content", "model"},
    "lab": {"places"},
    "publishing": {"authoring", "places"},
}
BELOW["cli"] = set(LAYER.values())
OUTSIDE = {  # third-party packages that a layer may use
    "figures": {"plotly"},
    "widgets": {"ipywidgets", "anywidget", "traitlets", "plotly"},
    "grading": {"nbgrader", "nbformat", "nbconvert", "nbclient", "jupyter_core", "traitlets"},
    "server": {"jupyter_server"},
    "authoring": {"jupytext", "nbformat", "nbgrader"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def home(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative imports hide the layer"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 10


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_module_imports_only_from_the_layers_below_it(module: Path) -> None:
    assert home(module) in LAYER, (
        f"{home(module)} has no place in the table: add it, and to the map"
    )
    layer = LAYER[home(module)]
    for name in imports(module):
        top, *rest = name.split(".")
        if top == "kooperation":
            target = LAYER.get(rest[0] if rest else "__init__", "root")
            assert target in BELOW[layer] or target == "root", f"{layer} may not import {name}"
        elif top not in sys.stdlib_module_names:
            assert top in OUTSIDE.get(layer, set()), f"{layer} may not import {name}"


def test_the_map_names_every_module() -> None:
    text = (PACKAGE.parent / "README.md").read_text("utf-8")
    for module in MODULES:
        name = home(module)
        if not name.startswith("__"):
            assert f"{name}.py" in text or f"{name}/" in text, (
                f"course/README.md: {name} is missing"
            )


@pytest.mark.parametrize("name", ["kooperation", *sorted(f"kooperation.{m}" for m in MODEL)])
def test_importing_the_package_or_the_model_brings_no_heavy_library(name: str) -> None:
    code = f"import sys, {name}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    heavy = {"plotly", "ipywidgets", "anywidget", "nbgrader", "numpy", "IPython"}
    assert not heavy & set(loaded.stdout.split())
