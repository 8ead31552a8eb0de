"""Who follows course/aufgabe_schreiben.md word for word gets an assignment that nbgrader grades.

The page's files are written as they stand there, its commands are run as they stand there, in a copy of
the checkout with an environment of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import site
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from handing_in import ROOT

PAGE = ROOT / "course" / "aufgabe_schreiben.md"
FILE = re.compile(
    r"Datei `(?P<name>[^`]+)`:\n\n(?P<fence>`{3,})\w+\n(?P<text>.*?)^(?P=fence)$", re.M | re.S
)
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, with an environment whose `kooperation` is the copy's."""
    root = tmp_path_factory.mktemp("checkout")
    for name in ("course", "release", "source", "tests", "pyproject.toml", "nbgrader_config.py"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(source, root / name)
    venv = root / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    (packages,) = (
        venv.glob("lib/*/site-packages") if os.name != "nt" else [venv / "Lib" / "site-packages"]
    )
    paths = [str(root / "course"), *site.getsitepackages()]
    (packages / "copy.pth").write_text("\n".join(paths) + "\n", "utf-8")
    command = venv / ("Scripts" if os.name == "nt" else "bin") / "kooperation"
    command.write_text(
        f"#!{venv / 'bin' / 'python'}\nimport kooperation.desk.cli as c, sys\nsys.exit(c.main())\n"
    )
    command.chmod(0o755)
    return root


def run(command: str, at: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "PYTHON"))
    }
    environment["PATH"] = os.pathsep.join([str(at / ".venv" / "bin"), environment["PATH"]])
    environment["VIRTUAL_ENV"] = str(at / ".venv")
    return subprocess.run(
        command, shell=True, cwd=at, env=environment, capture_output=True, text=True, timeout=300, check=False
    )  # fmt: skip


def write_files(text: str, at: Path) -> list[str]:
    written = []
    for match in FILE.finditer(text):
        path = at / match["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(match["text"], "utf-8")
        written.append(match["name"])
    return written


def answers(shown: str) -> dict[str, str]:
    """Work the assignment out from what `python -m kooperation.assignments teilen 17` prints."""
    keys = {"miete": "anreiz", "zusage": "vertrauen", "kreis": "macht", "akten": "vertrauen"}
    scenes = dict(re.findall(r"^  ([ab]) \((\w+)\):", shown.split("[anteil]")[0], re.M))
    found = re.search(r"stellt (\d+) Stunden in der Woche, der Kreis (\d+)\.", shown)
    assert found
    town, county = int(found[1]), int(found[2])
    share = Fraction(town, town + county)
    return {
        "ANSWER_A": keys[scenes["a"]],
        "ANSWER_B": keys[scenes["b"]],
        "ANSWER_NUMBER": str(share),
    }


@pytest.mark.nightly
@pytest.mark.skipif(os.name == "nt", reason="the page's commands are those of a Unix shell")
def test_the_page_followed_word_for_word_leads_to_a_graded_assignment(checkout: Path) -> None:
    page = PAGE.read_text("utf-8")
    assert write_files(page, checkout) == [
        "source/teilen/teilen.toml",
        "course/kooperation/assignments/teilen.py",
        "source/teilen/teilen.md",
        "tests/submissions/teilen/model.toml",
    ]
    commands = [line for block in COMMANDS.findall(page) for line in block.splitlines()]
    assert len(commands) == 4
    for command in commands:
        done = run(command, checkout)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        if "kooperation.assignments" in command:
            model = checkout / "tests" / "submissions" / "teilen" / "model.toml"
            text = model.read_text("utf-8")
            for name, answer in answers(done.stdout).items():
                assert name in text
                text = text.replace(name, answer)
            model.write_text(text, "utf-8")
        if "pytest" in command:
            assert re.search(r"\d+ passed", done.stdout), done.stdout
    released = (checkout / "release" / "teilen" / "teilen.ipynb").read_text("utf-8")
    assert "## 2. Berechnen Sie einen Anteil (2 Punkte)" in released
    assert "Das ist der Anteil des Kreises" not in released
