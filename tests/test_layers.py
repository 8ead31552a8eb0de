"""Who may import whom: which room looks into which, and inside a room which ending into which."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "course" / "kooperation"

ROOMS = {  # room → rooms below it that it may look into
    "base": "",
    "kit": "base",
    "games": "kit base",
    "repeated": "games kit base",
    "negotiation": "kit base",
    "institutions": "kit base",
    "success_factors": "negotiation repeated games kit base",
    "practice": "kit base",
    "assignments": "institutions negotiation repeated games kit base",
    "grading": "assignments kit base",
    "authoring": "assignments base",
    "desk": "authoring grading assignments kit base",
    "widgets": "assignments practice success_factors institutions negotiation repeated games",
}
READS = {  # room → rooms whose records or words it reads as data, and whose modules it does not import
    "assignments": "practice",
    "authoring": "practice",
    "desk": "practice",
}
ENDINGS = {  # what a module is, by the end of its name → what it may look into, in whatever room;
    # from `assignments` upward there is no model: what has no ending there reads records, too
    "model": "model",
    "words": "model words",
    "view": "model words view",
    "control": "model words view control",
    "explorer": "model words view control explorer",
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)
OUTSIDE = {  # third-party packages by room; plotly in views, widgets in the kit alone
    "assignments": "markupsafe",
    "kit": "markupsafe anywidget IPython traitlets plotly js",
    "grading": "nbgrader nbformat nbconvert IPython traitlets markupsafe nh3 psutil distributed sqlalchemy",
    "desk": "jupyter_server jupyter_client jupyter_core packaging json5 nbconvert nbformat nbgrader tornado jupyterhub",
    "authoring": "jupytext nbformat nbgrader",
}
BY_ENDING = {
    "view": "markupsafe plotly",
    "control": "traitlets markupsafe",
    "explorer": "traitlets markupsafe",
}


def test_a_module_can_be_read_at_one_sitting() -> None:
    lines = sorted(len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py"))
    assert lines[-1] <= 300
    assert lines[len(lines) // 2] < 110


def room(module: str) -> str:
    """Return the room of a dotted name below `kooperation`."""
    return module.split(".")[1]


def ending(module: str) -> str:
    """Return what kind of module the dotted name is."""
    last = module.split(".")[-1].rpartition("_")[2]
    if module.split(".")[1] in ("base", "kit"):
        return "model"
    return last if last in ENDINGS else "model"


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


KNOWN = {dotted(path) for path in MODULES}


@cache
def imported(path: Path) -> set[str]:
    """Return the modules that *path* imports, those of the package also where they are named in a text."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the room"
            inside = {f"{node.module}.{alias.name}" for alias in node.names} & KNOWN
            found |= inside or {node.module or ""}
        elif isinstance(node, ast.Call) and _finds_a_module(node):
            names = [name.value for name in node.args[:1] if isinstance(name, ast.Constant)]
            texts = {name for name in names if isinstance(name, str)}
            found |= {
                name for name in texts if not name.startswith("kooperation")
            }  # those: `named`
    return found


def _finds_a_module(call: ast.Call) -> bool:
    return ast.unparse(call.func).endswith(("import_module", "__import__"))


def named(path: Path) -> set[str]:
    """Return the modules that *path* names in a text, to find them when they are needed."""
    texts = re.findall(r'"([a-z_]+(?:\.[a-z_]+)+)"', path.read_text("utf-8"))
    return {name for text in texts for name in (text, f"kooperation.{text}") if name in KNOWN}


def arrows() -> set[tuple[str, str]]:
    """Return (room, room below) for every pair of rooms that an import or a name joins."""
    ways = {(dotted(path), name) for path in MODULES for name in imported(path) | named(path)}
    pairs = {(room(a), room(b)) for a, b in ways if b in KNOWN}
    return {(a, b) for a, b in pairs if a != b}


def read(path: Path) -> set[str]:
    """Return the rooms whose files *path* reads: what it loads is named „room/…“ or „room.…“, alone or at an f-string's beginning."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            for text in node.args:
                first = text.values[0] if isinstance(text, ast.JoinedStr) and text.values else text
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found |= set(re.findall(r"^([a-z_]+)[/.][a-z]", first.value))
    return found & set(ROOMS)


def test_there_are_at_most_fourteen_rooms_and_two_modules_outside_of_them() -> None:
    assert {room(dotted(path)) for path in MODULES} == set(ROOMS)
    assert len(ROOMS) <= 14
    assert sorted(path.name for path in PACKAGE.glob("*.py")) == ["__init__.py", "__main__.py"]


def test_no_room_looks_into_one_above_it_and_there_are_at_most_forty_arrows() -> None:
    order = list(ROOMS)
    for above, below in ROOMS.items():
        assert all(order.index(name) < order.index(above) for name in below.split())
    assert arrows() == {(a, b) for a, below in ROOMS.items() for b in below.split()}
    assert len(arrows()) <= 40


def test_no_room_reads_files_of_one_above_it() -> None:
    order = list(ROOMS)
    pairs = {(room(dotted(path)), name) for path in MODULES for name in read(path)}
    beyond = {(a, b) for a, b in pairs - arrows() if a != b}
    assert beyond == {(a, b) for a, below in READS.items() for b in below.split()}
    assert all(order.index(b) < order.index(a) for a, b in beyond)


def test_no_room_is_left_open_in_the_name_of_a_module() -> None:
    """Else an arrow that no one counts could run back."""
    left_open = re.compile(
        r"kooperation\.\{[^}]*\}\.\w|import_module\(f?\"kooperation\.\{\w+\.name"
    )
    assert left_open.search('import_module(f"kooperation.{room.name}.booklet")')
    assert [path for path in MODULES if left_open.search(path.read_text("utf-8"))] == []


# Where a module is found by a name that is put together: beside each, by what. What such a name can be stands in a text (`named`).
FOUND = {
    "assignments/kinds/__init__.py": "a kind of question, and what it offers",
    "assignments/drawing.py": "an assignment of its own name",
    "kit/booklet.py": "what the face gives it",
    "widgets/__init__.py": "its own table",
}


def test_modules_are_found_by_a_name_that_is_put_together_in_few_places() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and _finds_a_module(node)
        and not all(isinstance(name, ast.Constant) for name in node.args)
    }
    assert found == set(FOUND)


def test_the_booklet_has_the_part_of_every_room() -> None:
    parts = {dotted(path) for path in MODULES if path.stem == "booklet_explorer"}
    assert {
        name for name in named(PACKAGE / "widgets" / "__init__.py") if "booklet" in name
    } == parts


def test_each_module_looks_only_into_endings_below_its_own() -> None:
    assert [said for path in MODULES for said in wrong_looks(path)] == []


def wrong_looks(path: Path) -> Iterator[str]:
    """Yield in sentences what the module *path* looks into and may not."""
    own = dotted(path)
    machinery = room(own) in ("assignments", "grading", "authoring", "desk")
    allowed = ENDINGS["words" if machinery and ending(own) == "model" else ending(own)].split()
    outside = f"{OUTSIDE.get(room(own), '')} {BY_ENDING.get(ending(own), '')}".split()
    for name in imported(path):
        if name in KNOWN:
            in_kit = room(name) == "kit" and ending(own) in ("view", "control", "explorer")
            if not in_kit and ending(name) not in allowed:
                yield f"{own} may not look into {name}"
        elif not name.startswith("kooperation"):
            top = name.split(".")[0]
            if top not in sys.stdlib_module_names and top not in outside:
                yield f"{own} may not import {name}"


def test_the_model_looks_into_no_kit() -> None:
    free = ("kit", "grading", "authoring", "desk")
    models = [p for p in MODULES if ending(dotted(p)) == "model" and room(dotted(p)) not in free]
    assert len(models) > 100
    assert [p for p in models if "kit" in {room(name) for name in imported(p) & KNOWN}] == []


MODEL = [p for p in MODULES if ending(dotted(p)) in ("model", "words")]
LIGHT = [
    "base",
    "games",
    "repeated",
    "negotiation",
    "institutions",
    "success_factors",
    "practice",
    "assignments",
]


@pytest.mark.parametrize("name", ["kooperation", *(f"kooperation.{room}" for room in LIGHT)])
def test_importing_a_room_and_its_model_brings_no_heavy_library(name: str) -> None:
    modules = [m for m in map(dotted, MODEL) if m.startswith(f"{name}.")] if "." in name else []
    code = f"import sys, {', '.join([name, *modules])}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    heavy = {"plotly", "ipywidgets", "anywidget", "nbgrader", "numpy", "IPython"}
    assert not heavy & set(loaded.stdout.split())


def test_no_two_classes_share_a_name() -> None:
    """A search for a class finds one; each kind of question has files of the same names, and no class."""
    names = [
        name
        for path in MODULES
        for name in re.findall(r"^class (\w+)", path.read_text("utf-8"), re.M)
    ]
    assert len(names) > 100
    assert sorted({name for name in names if names.count(name) > 1}) == []


# What the map says of a room's surroundings: files of learners and lecturers, assignments, other rooms' parts.
ELSEWHERE = ("lernstand.json", "termine.toml", "konzept", "wiederholung", "booklet_explorer")
ENDS = re.compile(rf"(_({'|'.join(ENDINGS)}|page|twin))+$")
MAP = (PACKAGE.parent / "README.md").read_text("utf-8")


def test_the_map_names_every_room() -> None:
    assert [name for name in ROOMS if f"`{name}/`" not in MAP] == []


def told_of_rooms() -> dict[str, str]:
    """Return what the map says of each room, and of the extension."""
    rooms = MAP.partition("## The house")[2].partition("Inside a room")[0]
    parts = re.split(r"^\*\*`(\w+)/`\*\*", rooms, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_what_the_map_names_in_a_room_is_there() -> None:
    """By the stem of a module, or of modules with endings; `x` stands for any."""
    assert len(told_of_rooms()) > len(ROOMS)
    missing = []
    for name, text in told_of_rooms().items():
        paths = list((PACKAGE / name).rglob("*"))
        there = {path.name for path in paths} | {path.stem for path in paths}
        there |= {ENDS.sub("", stem) for stem in there}
        for stem in re.findall(r"`(\w+(?:\.\w+)?)/?`", text):
            if stem not in {*there, *ELSEWHERE} and not re.match(r"x\b|x_", stem):
                missing.append(f"{name}/{stem}")
    assert missing == []


def test_what_is_in_a_room_the_map_names() -> None:
    """Else whoever has the map alone looks for it under another name. What a name says by itself is left out: words, styles, pairs of a kind."""
    alike = re.compile(
        r"kinds/|plays/|quiz/|lectures/|__|/(words|style)\.|_config\.py$|/booklet_explorer"
    )
    missing, count = [], 0
    for name, text in told_of_rooms().items():
        named = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", text))))
        for path in sorted((PACKAGE / name).rglob("*")):
            inside = path.relative_to(PACKAGE).as_posix()
            if path.suffix in {".py", ".js", ".mjs", ".toml", ".css"} and not alike.search(inside):
                count += 1
                if not {path.stem, ENDS.sub("", path.stem)} & named:
                    missing.append(inside)
    assert count > 400
    assert missing == []
