"""Each setting of ours with the fault it prevents: shown in plain nbgrader first, then gone.

Two courses with the same little assignment, one under nbgrader's own settings and one under ours,
get the same hand-ins. Where a fault can be shown with one setting alone, a test of its own does so.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import Execute, LimitOutput
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from nbgrader.utils import determine_grade
from traitlets.config import Config

from kooperation.grading.check import convert, course_settings
from kooperation.grading.settings import configure
from once import once

SLUG = "probe"
TEST = '''"""Die Zahl ist vier."""
assert zahl == 4, "Rechnen Sie noch einmal."
### BEGIN HIDDEN TESTS
geheimer_schluessel = 4
assert zahl == geheimer_schluessel, "Das ist nicht die Zahl."
### END HIDDEN TESTS'''
SCHEME = "Begründen Sie.\n\n=== BEGIN MARK SCHEME ===\n\nMusterantwort\n\n=== END MARK SCHEME ==="
Change = Callable[[Any], None]


def about(grade_id: str, **flags: Any) -> dict[str, Any]:
    usual = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": {**usual, "grade_id": grade_id, **flags}}


def source_notebook(scheme: str = SCHEME) -> Any:
    solution = "### BEGIN SOLUTION\nzahl = 4\n### END SOLUTION"
    cells = [
        new_code_cell(solution, metadata=about("antwort", solution=True)),
        new_code_cell(TEST, metadata=about("zahl", grade=True, locked=True, points=1)),
        new_code_cell("True", metadata=about("unfertig", grade=True, locked=True, points=1)),
        new_markdown_cell(scheme, metadata=about("frage", locked=True)),
        new_markdown_cell("x", metadata=about("text", grade=True, solution=True, points=1)),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def settings(course: Path, *, ours: bool) -> Config:
    """Return our settings for *course*, or nbgrader's own, with only what a folder needs."""
    c = course_settings(course, SLUG)
    return c if ours else Config({"CourseDirectory": _place(c)})


def _place(c: Config) -> dict[str, Any]:
    return {key: c.CourseDirectory[key] for key in ("root", "assignment_id", "db_url")}


def new_course(root: Path, notebook: Any) -> Path:
    (root / "source" / SLUG).mkdir(parents=True)
    nbformat.write(notebook, root / "source" / SLUG / f"{SLUG}.ipynb")
    return root


# What learners hand in ----------------------------------------------------------------------------


def honest(notebook: Any) -> None:
    notebook.cells[0].source = "zahl = 4"


def skips_the_test(notebook: Any) -> None:
    notebook.cells[1].metadata["tags"] = ["skip-execution"]


def deletes_the_test(notebook: Any) -> None:
    del notebook.cells[1]


def keeps_nothing_but_a_text(notebook: Any) -> None:
    notebook.cells = [new_markdown_cell("Hier war ein Notebook.")]


def forges_equality(notebook: Any) -> None:
    notebook.cells[
        0
    ].source = "class Gleich:\n    def __eq__(self, other): return True\nzahl = Gleich()"


def prints_a_lot(notebook: Any) -> None:
    notebook.cells[0].source = "zahl = 4\nfor i in range(900): print(i)"


def shows_a_widget(notebook: Any) -> None:
    notebook.cells[0].source = "import ipywidgets\nzahl = 4\nipywidgets.IntSlider()"


def warns_in_the_test(notebook: Any) -> None:
    notebook.cells[0].source = (
        "import warnings\nclass Zahl(int):\n    def __eq__(self, other):\n"
        "        warnings.warn('veraltet'); return int(self) == other\n    __hash__ = int.__hash__\n"
        "zahl = Zahl(4)"
    )


def copies_the_test(notebook: Any) -> None:
    notebook.cells[0].source = "zahl = 4"
    notebook.cells.insert(2, deepcopy(notebook.cells[1]))


def copies_the_answer(notebook: Any) -> None:
    notebook.cells.insert(1, deepcopy(notebook.cells[0]))
    notebook.cells[1].source = "zahl = 4"


def changes_the_schema(notebook: Any) -> None:
    notebook.cells[0].source = "zahl = 4"
    notebook.cells[1].metadata.nbgrader.schema_version = 1


def changes_the_flags(notebook: Any) -> None:
    notebook.cells[1].metadata.nbgrader.update(grade=False, solution=True, locked=False)


def raises_the_points(notebook: Any) -> None:
    honest(notebook)
    notebook.cells[1].metadata.nbgrader.points = 100


def renames_the_test(notebook: Any) -> None:
    notebook.cells[1].metadata.nbgrader.grade_id = "anders"


def adds_a_graded_cell(notebook: Any) -> None:
    flags = about("fremd", grade=True, points=5, locked=True)
    notebook.cells.append(new_code_cell("5.0", metadata=flags))


def loses_all_metadata(notebook: Any) -> None:
    """Some editors drop what they do not know."""
    notebook.cells[0].source = "zahl = 4"
    for cell in notebook.cells:
        cell.metadata = {}


def writes_rubbish_into_the_metadata(notebook: Any) -> None:
    notebook.cells[0].source = "zahl = 4"
    values: list[Any] = ["x", [1], {"grade_id": []}, None, {}]
    for cell, rubbish in zip(notebook.cells, values, strict=True):
        cell.metadata["nbgrader"] = rubbish


REPAIRED = {
    "copies_the_test": 1, "copies_the_answer": 1, "changes_the_schema": 1, "raises_the_points": 1,
    "loses_all_metadata": 1, "writes_rubbish_into_the_metadata": 1, "changes_the_flags": 0,
    "renames_the_test": 0, "adds_a_graded_cell": 0, "keeps_nothing_but_a_text": 0,
}  # fmt: skip
HAND_INS: dict[str, Change] = {
    change.__name__: change
    for change in (
        honest, skips_the_test, deletes_the_test, forges_equality, prints_a_lot, shows_a_widget,
    )
}  # fmt: skip
STOPPERS: dict[str, Change] = {name: globals()[name] for name in REPAIRED}


def sheet(whose: str) -> str:
    return json.dumps({"schema": 1, "variant": 17, "answers": {"zahl": whose}})


def _grade_all(root: Path, *, ours: bool) -> None:
    c = settings(new_course(root, source_notebook("Begründen Sie.")), ours=ours)
    convert(GenerateAssignment, c)
    release = root / "release" / SLUG / f"{SLUG}.ipynb"
    for name, change in (HAND_INS | (STOPPERS if ours else {})).items():
        notebook = nbformat.read(release, as_version=4)
        notebook.cells[0].source = "zahl = 3"
        change(notebook)
        folder = root / "submitted" / name / SLUG
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{SLUG}.ipynb")
        (folder / f"{SLUG}.answers.json").write_text(sheet("vom Lernenden"))
    # Only now: what an author tried out lies in source/ when the class is graded.
    (root / "source" / SLUG / f"{SLUG}.answers.json").write_text(sheet("vom Autor"))
    if ours:
        c.merge(configure(Config(), root))
        c.CourseDirectory.root = str(root)
    convert(Autograde, c)
    convert(GenerateFeedback, c)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "plain", lambda root: _grade_all(root, ours=False))


@pytest.fixture(scope="module")
def hardened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "hardened", lambda root: _grade_all(root, ours=True))


def points(course: Path, learner: str, grade_id: str = "zahl") -> float | None:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade(grade_id, SLUG, SLUG, learner)
        return None if grade.auto_score is None else float(grade.auto_score)


def graded(course: Path, learner: str) -> Any:
    return nbformat.read(course / "autograded" / learner / SLUG / f"{SLUG}.ipynb", as_version=4)


def feedback(course: Path, learner: str) -> str:
    return (course / "feedback" / learner / SLUG / f"{SLUG}.html").read_text("utf-8")


def test_honest_work_gets_its_points_under_both(plain: Path, hardened: Path) -> None:
    assert points(plain, "honest") == points(hardened, "honest") == 1


def test_a_tag_that_skips_the_test_earns_nothing(plain: Path, hardened: Path) -> None:
    assert points(plain, "skips_the_test") == 1  # though 3 is wrong
    assert points(hardened, "skips_the_test") == 0


def test_a_deleted_test_does_not_wait_for_a_human_for_ever(plain: Path, hardened: Path) -> None:
    assert points(plain, "deletes_the_test") is None
    assert points(hardened, "deletes_the_test") == 0
    places = [
        cell.metadata.get("nbgrader", {}).get("grade_id")
        for cell in graded(hardened, "deletes_the_test").cells
    ]
    assert places == ["antwort", "zahl", "unfertig", "frage", "text"]


@pytest.mark.parametrize("stopper", ["copies_the_test", "changes_the_schema"])
@pytest.mark.kernel
def test_one_damaged_notebook_stops_the_whole_class_in_plain_nbgrader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopper: str
) -> None:
    monkeypatch.setattr("test_settings.HAND_INS", {stopper: STOPPERS[stopper]})
    with pytest.raises(NbGraderException, match="old version"):
        _grade_all(tmp_path, ours=False)


@pytest.mark.parametrize("damage", REPAIRED)
def test_a_damaged_notebook_is_repaired_and_earns_what_its_code_deserves(
    hardened: Path, damage: str
) -> None:
    assert points(hardened, damage) == REPAIRED[damage]
    with Gradebook(f"sqlite:///{hardened / 'gradebook.db'}") as gradebook:
        found = gradebook.find_submission_notebook(SLUG, SLUG, damage)
        waiting = [grade.name for grade in found.grades if grade.needs_manual_grade]
        # The author's fault: its test ends in rubbish. A text in a cell of one's own is read, too.
        own_text = ["text"] if damage == "keeps_nothing_but_a_text" else []
        assert waiting == ["unfertig", *own_text]
        assert found.max_score == 3


def test_a_forged_equality_earns_nothing(plain: Path, hardened: Path) -> None:
    assert points(plain, "forges_equality") == 1
    assert points(hardened, "forges_equality") == 0


def test_a_test_that_ends_in_rubbish_gives_nobody_points(plain: Path, hardened: Path) -> None:
    assert points(plain, "honest", "unfertig") == 1
    assert points(hardened, "honest", "unfertig") is None  # a human decides


def test_what_is_kept_of_long_outputs_is_limited(plain: Path, hardened: Path) -> None:
    lines = [
        graded(c, "prints_a_lot").cells[0].outputs[0].text.count("\n") for c in (plain, hardened)
    ]
    assert lines[0] == 900
    assert lines[1] <= 500
    assert points(hardened, "prints_a_lot") == 1


def test_graded_notebooks_keep_no_widget_state(plain: Path, hardened: Path) -> None:
    assert "widgets" in graded(plain, "shows_a_widget").metadata
    assert "widgets" not in graded(hardened, "shows_a_widget").metadata
    assert points(hardened, "shows_a_widget") == 1


def test_an_answers_file_in_source_does_not_replace_the_learners(
    plain: Path, hardened: Path
) -> None:
    where = Path("autograded") / "honest" / SLUG / f"{SLUG}.answers.json"
    assert (plain / where).read_text() == sheet("vom Autor")
    assert (hardened / where).read_text() == sheet("vom Lernenden")


def test_feedback_shows_no_hidden_test(plain: Path, hardened: Path) -> None:
    assert "geheimer_schluessel" in feedback(plain, "skips_the_test")
    for learner in HAND_INS:
        assert "geheimer_schluessel" not in feedback(hardened, learner)
        assert "AssertionError" not in feedback(hardened, learner)


def test_feedback_is_in_german(plain: Path, hardened: Path) -> None:
    assert 'lang="de"' not in feedback(plain, "honest")
    assert "Score:" in feedback(plain, "honest")
    assert 'lang="de"' in feedback(hardened, "honest")
    assert "Score:" not in feedback(hardened, "honest")
    assert "No response" not in feedback(hardened, "honest")


def test_a_broken_test_does_not_blame_the_learner(hardened: Path) -> None:
    assert "das liegt nicht an Ihnen" in feedback(hardened, "honest")


# One setting alone --------------------------------------------------------------------------------


def executed(cells: list[Any], folder: Path, **limits: Any) -> list[Any]:
    notebook = source_notebook()
    notebook.cells = cells
    preprocessor = Execute(config=Config({"Execute": limits}))
    return list(preprocessor.preprocess(notebook, {"metadata": {"path": str(folder)}})[0].cells)


@pytest.mark.kernel
def test_the_tag_setting_alone_protects_plain_execution_too(tmp_path: Path) -> None:
    """A teacher who goes on with plain nbgrader still has it."""
    metadata = about("zahl", grade=True, locked=True, points=1)
    tagged = {**metadata, "tags": ["skip-execution"]}
    setting = configure(Config(), tmp_path).Execute.skip_cells_with_tag
    (skipped,) = executed([new_code_cell("assert False", metadata=tagged)], tmp_path)
    (ran,) = executed(
        [new_code_cell("assert False", metadata=tagged)], tmp_path, skip_cells_with_tag=setting
    )
    assert determine_grade(skipped)[0] == 1
    assert determine_grade(ran)[0] == 0


@pytest.mark.kernel
def test_an_endless_loop_ends_and_the_next_cell_is_run(tmp_path: Path) -> None:
    ours = configure(Config(), tmp_path).Execute
    assert 0 < ours.timeout <= 60
    loop = [new_code_cell("while True: pass"), new_code_cell("4")]
    with pytest.raises(TimeoutError):  # without the interrupt nobody behind it is graded
        executed([*loop], tmp_path, timeout=1, interrupt_on_timeout=False)
    _, after = executed(
        [*loop], tmp_path, timeout=1, interrupt_on_timeout=ours.interrupt_on_timeout
    )
    assert after.outputs[0].data["text/plain"] == "4"


def test_a_long_traceback_is_cut_in_the_middle(tmp_path: Path) -> None:
    def lines(c: Config) -> int:
        error = nbformat.v4.new_output("error", ename="E", evalue="", traceback=["x"] * 90)
        notebook = new_notebook(cells=[new_code_cell("", outputs=[error])])
        LimitOutput(config=c).preprocess(notebook, {})
        return len(notebook.cells[0].outputs[0].traceback)

    assert lines(Config()) == 90
    assert lines(configure(Config(), tmp_path)) == 50


def released(root: Path, *, ours: bool, notebook: Any = None) -> Path:
    course = new_course(root, notebook or source_notebook("Begründen Sie."))
    (course / "source" / SLUG / f"{SLUG}.md").write_text("Die Lösung ist 4.")
    (course / "source" / SLUG / "model_answers.json").write_text('{"zahl": 4}')
    convert(GenerateAssignment, settings(course, ours=ours))
    return course / "release" / SLUG


@pytest.mark.slow
def test_text_sources_and_model_answers_are_not_released(tmp_path: Path) -> None:
    plain, ours = (released(tmp_path / str(ours), ours=ours) for ours in (False, True))
    secrets = {f"{SLUG}.md", "model_answers.json"}
    assert secrets < {path.name for path in plain.iterdir()}
    assert {path.name for path in ours.iterdir()} == {f"{SLUG}.ipynb"}


@pytest.mark.slow
def test_learners_read_german_in_place_of_solutions(tmp_path: Path) -> None:
    plain, ours = (
        (released(tmp_path / str(ours), ours=ours) / f"{SLUG}.ipynb").read_text("utf-8")
        for ours in (False, True)
    )
    assert "YOUR CODE HERE" in plain
    assert "YOUR ANSWER HERE" in plain
    assert "YOUR" not in ours
    assert "Schreiben Sie Ihren Code hier" in ours
    assert "Ihr Text gehört in das Feld darüber" in ours
    assert "zahl = 4" not in ours


@pytest.mark.slow
def test_a_marking_scheme_may_stand_in_the_locked_question(tmp_path: Path) -> None:
    with pytest.raises(NbGraderException):
        released(tmp_path / "plain", ours=False, notebook=source_notebook())
    release = released(tmp_path / "ours", ours=True, notebook=source_notebook())
    text = (release / f"{SLUG}.ipynb").read_text("utf-8")
    assert "Begründen Sie." in text
    assert "Musterantwort" not in text
    assert "MARK SCHEME" not in text


def test_the_course_has_the_name_under_which_the_exchange_knows_it(tmp_path: Path) -> None:
    assert configure(Config(), tmp_path).CourseDirectory.course_id == "kooperation"


@pytest.mark.parametrize("ours", [False, True])
def test_answers_come_along_when_zip_files_are_collected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ours: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    for variable in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    uploaded = tmp_path / "downloaded" / SLUG / "archive"
    uploaded.mkdir(parents=True)
    (tmp_path / "release" / SLUG).mkdir(parents=True)
    (tmp_path / "release" / SLUG / f"{SLUG}.ipynb").write_text("{}")
    names = [
        f"lernt_{SLUG}_attempt_2025-11-01-12-00-00_{SLUG}{end}"
        for end in (".ipynb", ".answers.json")
    ]
    for name in names:
        (uploaded / name).write_text("{}")
    c = settings(tmp_path, ours=ours)
    c.FileNameCollectorPlugin.named_regexp = (  # depends on the learning platform
        r".*/(?P<student_id>\w+?)_\w+_attempt_(?P<timestamp>[0-9-]+)_(?P<file_id>.*)"
    )
    app = ZipCollectApp(config=c)
    app.load_cwd_config = False
    app.initialize([SLUG, f"--CourseDirectory.root={tmp_path}", "--strict"])
    app.start()
    got = {path.name for path in (tmp_path / "submitted" / "lernt" / SLUG).iterdir()}
    assert f"{SLUG}.ipynb" in got
    assert (f"{SLUG}.answers.json" in got) == ours


def test_formgrader_keeps_its_own_page_with_the_form_for_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template set for every HTMLExporter would replace the page on which texts are graded."""
    root = Path(__file__).resolve().parents[2]
    shutil.copy(root / "nbgrader_config.py", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.environ["PATH"])
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "home"))
    app = FormgradeExtension()
    app.root_dir = str(tmp_path)
    app.initialize([])
    assert app.config.GenerateFeedback.preprocessors  # our settings were read
    page = HTMLExporter(config=app.config)  # type: ignore[no-untyped-call]
    assert page.template_name == "formgrade"
