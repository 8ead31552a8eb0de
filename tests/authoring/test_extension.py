"""What JupyterLab's extension knows of the course is what `kooperation build` would write now."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from handing_in import ROOT
from kooperation.authoring.extension import EXTENSION, known, write_extension
from kooperation.kit.guard import extension

STATIC = ROOT / EXTENSION / "static"


def course() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((STATIC / "course.json").read_text("utf-8"))
    return found


def test_the_extension_is_what_the_build_writes(tmp_path: Path) -> None:
    for folder in ("course/lectures", "release", "course/kooperation/assignments/published"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(ROOT / EXTENSION, tmp_path / EXTENSION)
    for path in write_extension(tmp_path):
        assert path.read_bytes() == (ROOT / path.relative_to(tmp_path)).read_bytes()


def test_a_changed_script_has_another_address(tmp_path: Path) -> None:
    shutil.copytree(ROOT / EXTENSION, tmp_path / EXTENSION)
    package = tmp_path / EXTENSION / "package.json"
    before = package.read_text("utf-8")
    (tmp_path / EXTENSION / "static" / "panel.js").write_text("// changed\n", "utf-8")
    list(write_extension(tmp_path))
    address = re.search(r'"load": "(.*)"', package.read_text("utf-8"))
    assert address
    assert address[1] not in before


def test_each_printed_lecture_is_shipped_as_it_is_and_one_that_is_gone_is_not(
    tmp_path: Path,
) -> None:
    for folder in ("course/lectures", "release", "course/kooperation/assignments/published"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(ROOT / EXTENSION, tmp_path / EXTENSION)
    lectures, shipped = tmp_path / "course/lectures", tmp_path / EXTENSION / "static/lectures"
    for suffix in ("md", "ipynb"):
        (lectures / f"08_erfolgsfaktoren.{suffix}").unlink()
    list(write_extension(tmp_path))
    printed = {path.stem: path.read_bytes() for path in lectures.glob("*.ipynb")}
    assert {path.stem: path.read_bytes() for path in shipped.iterdir()} == printed
    assert len(printed) == len(course()["lectures"]) - 1


def test_the_package_knows_the_edition_of_its_extension() -> None:
    address = json.loads((ROOT / EXTENSION / "package.json").read_text("utf-8"))
    assert extension()
    assert address["jupyterlab"]["_build"]["load"] == f"static/entry.js?v={extension()}"


def test_every_lecture_and_assignment_is_known_in_order() -> None:
    found = course()
    files = [lecture["file"] for lecture in found["lectures"]]
    assert files == sorted(path.name for path in (ROOT / "course/lectures").glob("*.ipynb"))
    slugs = {task["slug"] for task in found["assignments"]}
    assert slugs == {path.name for path in (ROOT / "release").iterdir()}
    taught = [task["lecture"] for task in found["assignments"]]
    assert taught == sorted(taught)


def test_of_an_assignment_neither_a_test_nor_the_learners_code_may_run_by_itself() -> None:
    for task in course()["assignments"]:
        path = ROOT / "release" / task["slug"] / f"{task['slug']}.ipynb"
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            mark, source = cell["metadata"]["nbgrader"], "".join(cell["source"])
            if cell["cell_type"] == "code":
                assert (source in task["cells"]) == (mark["locked"] and not mark["grade"]), source
    assert any(
        "NotImplementedError" in path.read_text("utf-8") for path in ROOT.glob("release/*/*")
    )


def test_what_the_record_is_asked_for_is_what_widgets_write() -> None:
    found = {lecture["number"]: lecture for lecture in known(ROOT)["lectures"]}
    assert found[5]["predictions"][0] == "vorhersage.dilemma-anreiz"
    assert found[5]["quiz"] == "quiz.05_gefangenendilemma"


def test_scripts_use_each_word_and_no_other() -> None:
    scripts = "".join(path.read_text("utf-8") for path in STATIC.glob("*.js"))
    asked = set(re.findall(r"\bwords\.(\w+)", scripts))
    chosen = re.findall(
        r"\bwords\[(.*?)\]", scripts
    )  # the button, and what is wrong with the connection
    assert sorted(set(chosen)) == ["trouble", 'trouble ? "restore" : "close"']
    troubles = set(re.findall(r'"(no_\w+|restarted)"', scripts))
    assert asked | troubles | {"restore", "close"} == set(course()["words"])
