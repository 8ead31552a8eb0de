"""What is written for the course in the browser alone, before any browser opens it; tests/browser/test_site.py does."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from handing_in import ROOT
from kooperation.desk import parts, site
from kooperation.desk.cli import main
from kooperation.desk.site_compiling import compiled
from kooperation.desk.site_lite import page_config
from kooperation.desk.site_runtime import FILES
from kooperation.desk.site_wheels import Wheel, lock, made, packages

OF_THE_RUNTIME = {
    "info": {"python": "3.14.2"},
    "packages": {"numpy": {"file_name": "numpy-2.whl", "sha256": ""}},
}


def inside(wheel: Wheel) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(wheel.raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.slow
def test_the_lock_names_what_lies_there_with_its_hash_and_nothing_that_runs_nowhere_else() -> None:
    wheels = [*packages("3.14.2"), site.course(ROOT)]
    found = lock(OF_THE_RUNTIME, wheels)["packages"]
    assert set(found) >= {
        "kooperation",
        "anywidget",
        "ipywidgets",
        "plotly",
        "markupsafe",
        "ipython",
    }
    assert "numpy" not in found  # it lies elsewhere
    for wheel in wheels:
        entry = found[wheel.name]
        assert entry["sha256"] == hashlib.sha256(wheel.raw).hexdigest()
        assert entry["file_name"].endswith("-py3-none-any.whl")
        assert entry["depends"] == []
        assert not [name for name in inside(wheel) if name.endswith((".so", ".pyd", ".pyc"))]


def test_the_package_holds_what_notebooks_import_and_no_room_of_lecturers() -> None:
    wheel = site.course(ROOT)
    files = inside(wheel)
    assert "kooperation/widgets/__init__.py" in files
    assert "kooperation/practice/prediction.toml" in files
    rooms = {name.split("/")[1] for name in files if name.startswith("kooperation/")}
    assert not rooms & {"authoring", "desk", "labextension"}
    assert {name for name in files if "/grading/" in name} == {
        "kooperation/grading/__init__.py",
        "kooperation/grading/marking.py",
    }
    assert rooms >= {"assignments", "base", "kit", "widgets"}
    assert site.course(ROOT).raw == wheel.raw  # equal work makes an equal file


MARK_ALL = """
import random
import sys
sys.path.insert(0, sys.argv[1])
import kooperation
assert kooperation.__file__.startswith(sys.argv[1])
from kooperation.assignments.practice import exercise, practised_slugs, titles
for slug in practised_slugs():
    for name in titles(slug):
        marks = exercise(slug, name, random.Random(1)).marks({})
        print(slug, name, marks.of)
"""


@pytest.mark.slow
def test_what_is_practised_is_marked_with_the_package_of_the_site_alone(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(site.course(ROOT).raw)) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-c", MARK_ALL, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 8


def test_compiled_modules_are_imported_from_an_archive_without_their_sources(
    tmp_path: Path,
) -> None:
    template = b"{% not Python %}"
    sources = {"one/__init__.py": b"from one.two import NUMBER", "one/two.py": b"NUMBER = 3"}
    raw = made("one", "1", [*sources.items(), ("one/template.py", template)]).raw
    archive = tmp_path / "one.zip"
    archive.write_bytes(compiled(raw))
    found = inside(Wheel("one", "1", archive.read_bytes()))
    assert not found.keys() & sources.keys()
    assert found["one/template.py"] == template
    assert Wheel("one", "1", archive.read_bytes()).entry()["imports"] == ["one"]
    assert compiled(raw) == archive.read_bytes()  # equal work makes an equal file
    done = subprocess.run(
        [sys.executable, "-c", "import one; print(one.NUMBER)"],
        env={**os.environ, "PYTHONPATH": str(archive)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "3\n"


def test_nothing_is_asked_of_other_servers() -> None:
    page = page_config()["jupyter-config-data"]
    (kernel,) = page["litePluginSettings"].values()
    assert kernel["disablePyPIFallback"] is True
    for address in (kernel["pyodideUrl"], kernel["loadPyodideOptions"]["lockFileURL"]):
        assert address.startswith("./")
    assert page["defaultKernelName"] == "python3"  # what the notebooks ask for


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("in_the_course", "liegt im Kurs selbst"),
        ("taken", "es liegt etwas darin"),
        ("no_tool", "--extra site"),
        ("half_a_runtime", "npms Paket pyodide@"),
        ("no_npm", "„node“ gibt es hier nicht"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_leaves_nothing(
    broken: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(parts, "find_spec", lambda _: None if broken == "no_tool" else ROOT)
    if broken == "no_npm":
        monkeypatch.setenv("PATH", "")
    target, runtime = tmp_path / "neu" / "seite", tmp_path / "pyodide"
    runtime.mkdir()
    if broken == "in_the_course":
        target = ROOT / "seite"
    if broken == "taken":
        target = tmp_path
    if broken == "half_a_runtime":
        (runtime / FILES[0]).touch()
    given = [] if broken == "no_npm" else ["--pyodide", str(runtime)]
    before = sorted(tmp_path.rglob("*"))
    assert main(["site", str(target), *given]) == 2
    assert told in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
    assert not (ROOT / "seite").exists()
