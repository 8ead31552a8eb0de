"""`kooperation mark`: the notebook that it lays out, and the JupyterLab that it opens."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from handing_in import ROOT
from kooperation.base.places import UnavailableError
from kooperation.desk import mark
from kooperation.desk.cli import main
from kooperation.grading.exchange.pages import LOG as FEEDBACK_LOG
from kooperation.grading.objection import code
from kooperation.grading.summary import LOG as GRADING_LOG
from marked_class import QUESTION, SLUG, course, essay, gradebook, hand_in_texts


def test_the_notebook_is_whole_and_calls_the_desk_for_its_assignment(tmp_path: Path) -> None:
    path = mark.lay_out_desk(tmp_path, "modi")
    assert path == tmp_path / "bewerten" / "modi.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    (cell,) = notebook.cells  # JupyterLab is in the first cell: one press of Shift+Enter runs it
    assert cell.source.startswith("# Führen Sie diese Zelle mit Umschalt+Enter aus")
    assert cell.source.endswith('MarkingDesk("modi")')
    assert notebook.metadata.kernelspec.name == "python3"


def test_a_notebook_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = mark.lay_out_desk(tmp_path, "modi")
    path.write_text("eigenes", "utf-8")
    assert mark.lay_out_desk(tmp_path, "modi").read_text("utf-8") == "eigenes"


def test_where_nothing_can_be_written_it_says_why(tmp_path: Path) -> None:
    (tmp_path / "bewerten").write_text("keine Mappe", "utf-8")
    with pytest.raises(UnavailableError, match="lässt sich nicht anlegen"):
        mark.lay_out_desk(tmp_path, "modi")


def test_it_opens_the_instructors_own_jupyterlab_with_formgrader_and_not_the_learners(
    tmp_path: Path,
) -> None:
    path = mark.lay_out_desk(tmp_path, "modi")
    address = f"/lab/tree/{path.relative_to(tmp_path).as_posix()}"
    command = mark.desk_command(tmp_path, address, port=8899, browser=False)
    assert "--LabApp.default_url=/lab/tree/bewerten/modi.ipynb" in command
    (settings,) = [part.split("=", 1)[1] for part in command if "app_settings_dir" in part]
    (overrides,) = Path(
        settings
    ).iterdir()  # nothing of theirs is switched off or in another language
    assert json.loads(overrides.read_text("utf-8")) == {
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        }
    }
    assert {"--no-browser", "--ServerApp.port=8899"} <= {*command}


def test_in_a_hubs_terminal_it_says_where_the_desk_is_and_starts_no_server_that_no_browser_reaches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/kurs/")
    monkeypatch.setattr("os.execv", lambda *_: pytest.fail("a server was started"))
    assert mark.open_desk(tmp_path, "modi", port=None, browser=True) == 0
    assert str(tmp_path / "bewerten" / "modi.ipynb") in capsys.readouterr().out
    monkeypatch.chdir(ROOT)
    assert main(["lab"]) == 2
    assert "schon offen" in capsys.readouterr().err


def test_an_unknown_assignment_is_told_before_anything_starts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["mark", "dilema"]) == 2
    assert "„dilema“ gibt es nicht" in capsys.readouterr().err
    assert not (ROOT / "bewerten").exists()


@pytest.mark.slow
def test_an_objection_opens_its_text_at_the_desk_and_anything_else_in_formgrader(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = course(tmp_path / "kurs")
    hand_in_texts(root, {"ada": essay(1), "ben": ""})
    started: list[list[str]] = []
    monkeypatch.setattr(mark, "start", started.append)

    def opened(question: str, student: str) -> tuple[str, str]:
        wanted = code(SLUG, question, student)
        mark.open_desk(root, SLUG, port=None, browser=False, objection=f" {wanted} ")
        (address,) = [p.partition("=")[2] for p in started[-1] if "default_url" in p]
        return address, capsys.readouterr().out

    address, _ = opened(QUESTION, "ada")
    path = root / address.removeprefix("/lab/tree/")
    cell = nbformat.read(path, as_version=4).cells[-1].source
    assert cell.endswith(f'MarkingDesk("{SLUG}").objection("{code(SLUG, QUESTION, "ada")}")')
    with gradebook(root) as book:
        works = {who: book.find_submission_notebook(SLUG, SLUG, who).id for who in ("ada", "ben")}
    for question, who in (("pareto", "ada"), (QUESTION, "ben")):  # ben has written nothing
        address, told = opened(question, who)
        assert address == f"/formgrader/submissions/{works[who]}/#{question}"
        assert "hat ein Programm bewertet" in told
        assert address in told
    with pytest.raises(UnavailableError, match="keine Antwort"):
        mark.open_desk(root, SLUG, port=None, browser=False, objection="dilemma/pareto/00000000")


def test_git_knows_nothing_of_what_marking_writes() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    for name in (
        "bewerten/",
        "bewertungen.json",
        "bewertungstexte.json",
        GRADING_LOG,
        FEEDBACK_LOG,
    ):
        assert name in ignored
