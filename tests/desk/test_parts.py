"""What is missing of the course is told with the command that installs it, as it was installed here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kooperation.desk import parts
from kooperation.desk.cli import main
from kooperation.desk.parts import missing, without


def test_without_jupyterlab_one_sentence_says_what_installs_it_and_nothing_is_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parts, "find_spec", lambda _: None)
    assert main(["lab", str(tmp_path / "Kurs")]) == 2
    assert capsys.readouterr().err == (
        "kooperation: Dafür fehlt hier JupyterLab. Das installiert es: .uv/bin/uv sync --extra lab\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("receipt", "begins"),
    [
        ("uv-receipt.toml", 'uv pip install --python "{python}" "jupyterlab'),
        ("pipx_metadata.json", 'pipx inject kooperation "jupyterlab'),
        ("", '"{python}" -m pip install "jupyterlab'),
    ],
)
def test_the_command_is_that_of_the_tool_which_made_the_environment_and_names_the_course_nowhere(
    receipt: str, begins: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In no registry is a package of this name ours."""
    monkeypatch.setattr(parts, "__file__", str(tmp_path / "lib" / "kooperation" / "desk" / "x.py"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    if receipt:
        (tmp_path / receipt).touch()
    command = missing("grading").split("Das installiert es: ")[1]
    assert command.startswith(begins.format(python=sys.executable))
    assert '"nbgrader' in command
    assert '"nh3' in command
    assert "kooperation[" not in command


def test_what_is_missing_and_not_ours_stays_an_error() -> None:
    with pytest.raises(ModuleNotFoundError, match="anderes"):
        without(ModuleNotFoundError("anderes", name="anderes.modul"))
