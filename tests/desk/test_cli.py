"""The command line, as it is typed."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from handing_in import ROOT, hand_in, submission
from kooperation.assignments import draw
from kooperation.desk.cli import main

HEADINGS = (
    "1. Ordnen Sie vier Spiele ein",
    "2. Markieren Sie die besten Antworten",
    "3. Markieren Sie die Gleichgewichte",
    "4. Markieren Sie die Pareto-effizienten Felder",
    "5. Schreiben Sie eine Funktion",
    "6. Begründen Sie",
)
POINTS = {"model": "10 von 10", "wrong": "5 von 10", "untouched": "0 von 12"}


def kooperation(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kooperation", *arguments],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def test_version_and_help_are_german() -> None:
    assert kooperation("--version").stdout.startswith("kooperation 0.")
    text = kooperation("--help").stdout
    for word in ("Aufruf:", "Befehle", "lab", "check", "den Kurs in JupyterLab öffnen"):
        assert word in text
    assert "usage" not in text
    assert kooperation().stdout == text


@pytest.mark.parametrize("name", POINTS)
@pytest.mark.kernel
def test_check_prints_the_points_of_a_submission(name: str, tmp_path: Path) -> None:
    work = submission("dilemma", name)
    folder = hand_in(work, tmp_path)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = kooperation("check", "dilemma", "--folder", str(folder))
    assert done.returncode == 0, done.stderr
    assert f"Zusammen: {POINTS[name]} Punkten" in done.stdout
    # Questions are called as their headings in the notebook call them.
    headings = dict(zip(draw("dilemma", 17).questions, HEADINGS, strict=True))
    for question, points in work.points.items():
        shown = f"{points:g}".replace(".", ",")
        assert f"{headings[question]}: {shown} von " in done.stdout
    assert done.stderr == ""
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert not list(ROOT.glob("gradebook.db*"))


@pytest.mark.kernel
def test_check_speaks_json_to_machines(tmp_path: Path) -> None:
    folder = hand_in(submission("dilemma", "wrong"), tmp_path)
    results = json.loads(kooperation("check", "dilemma", "--json", "--folder", str(folder)).stdout)
    by_question = {r["question"]: r for r in results}
    assert by_question["gleichgewichte"]["points"] == 0.5
    assert "Pareto" in " ".join(by_question["gleichgewichte"]["remarks"])
    assert by_question["begruendung"]["points"] is None
    assert by_question["begruendung"]["title"] == HEADINGS[-1]


def damaged(folder: Path) -> list[str]:
    folder.mkdir()
    (folder / "dilemma.ipynb").write_text("{ kein Notebook", "utf-8")
    return ["check", "dilemma", "--folder", str(folder)]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "dilema"], "Die Aufgabe „dilema“ gibt es nicht. Es gibt: begriffe, dilemma, "),
        (["check", "dilemma", "--folder", "gibtesnicht"], "gibt es nicht. Legen Sie"),
        (["check"], "es fehlt: AUFGABE"),
        (["pack", "dilema"], "Die Aufgabe „dilema“ gibt es nicht. Es gibt: begriffe, dilemma, "),
        (
            ["pack", "dilemma", "--folder", "gibtesnicht"],
            "gibt es nicht, also gibt es nichts zu packen",
        ),
        (["lab", "--port", "achtzig"], "keine ganze Zahl"),
        (["lab", "--port", "99999"], "Der Port 99999 ist nicht zu haben"),
        (["öffne"], "gibt es nicht"),
    ],
)
@pytest.mark.kernel
def test_a_wrong_call_gets_one_sentence_and_exit_code_2(
    arguments: list[str], sentence: str
) -> None:
    done = kooperation(*arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.kernel
def test_a_damaged_notebook_gets_advice_and_stays_as_it_is(tmp_path: Path) -> None:
    done = kooperation(*damaged(tmp_path / "dilemma"))
    assert done.returncode == 2
    assert "kein lesbares Notebook" in done.stderr
    assert (tmp_path / "dilemma" / "dilemma.ipynb").read_text("utf-8") == "{ kein Notebook"


def test_an_occupied_port_is_said_before_anything_starts() -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = kooperation("lab", "--no-browser", "--port", str(port))
    assert done.returncode == 2
    assert f"Der Port {port} ist nicht zu haben" in done.stderr


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    """A course folder in which `kooperation lab` runs as in a terminal, the address it serves, and its process."""
    for part in ("course/lectures", "release/dilemma"):
        (tmp_path / part).mkdir(parents=True)
        for path in (ROOT / part).glob("*.ipynb"):
            (tmp_path / part / path.name).write_bytes(path.read_bytes())
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "kooperation", "lab", "--no-browser", "--port", str(port)],
        cwd=tmp_path, stdin=_terminal(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=_environment(tmp_path),
    )  # fmt: skip
    try:
        yield tmp_path, _address(process), process
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _terminal() -> int | None:
    """Return the end of a terminal that a program reads; where there is one, JupyterLab deals with Ctrl+C itself."""
    if sys.platform == "win32":
        return None
    return os.openpty()[1]


def _environment(home: Path) -> dict[str, str]:
    jupyter = {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    return {**os.environ, **jupyter, "PYTHONUNBUFFERED": "1"}


def _address(process: subprocess.Popen[str]) -> str:
    deadline = time.monotonic() + 60
    seen = []
    assert process.stdout is not None
    while time.monotonic() < deadline and (line := process.stdout.readline()):
        seen.append(line)
        if "http://127.0.0.1" in line:
            return line[line.index("http://127") :].strip()
    pytest.fail("".join(seen))


def test_lab_opens_on_the_first_lecture_and_lays_out_the_assignments(
    running: tuple[Path, str, subprocess.Popen[str]],
) -> None:
    folder, address, process = running
    assert "/lab/tree/course/lectures/00_start.ipynb?token=" in address
    assert _status(address) == 200
    assert (folder / "meine_aufgaben" / "dilemma" / "dilemma.ipynb").is_file()
    page = urllib.request.urlopen(address, timeout=30).read().decode()
    config = json.loads(re.findall(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)[0])
    assert "@jupyter/nbgrader" in config["disabledExtensions"], "menus for graders confuse learners"
    sent = {extension["name"] for extension in config["federated_extensions"]}
    assert "kooperation" in sent
    assert not sent & {"@jupyter/nbgrader", "jupyterlab-plotly"}, "5 MB that nobody uses"
    _has_plotly(address)
    _ends_at_ctrl_c(process)


def _ends_at_ctrl_c(process: subprocess.Popen[str]) -> None:
    """See that it ends when asked once, as README, help page and its first line say."""
    if sys.platform != "win32":
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def _has_plotly(address: str) -> None:
    """See that plotly.js comes compressed and is kept; figures ask for it there (tests/kit/test_live_figure.py)."""
    file = f"{address.split('/lab/')[0]}/kooperation/plotly.min.js?v=7"
    asked = urllib.request.Request(file, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        library, kept = answer.read(), answer.headers
    assert b"plotly.js v" in gzip.decompress(library)[:100]
    assert len(library) < 2_000_000
    assert "max-age=31" in kept["Cache-Control"]


def _status(address: str) -> int:
    """Return the status of the page; JupyterLab says its address a moment before it listens."""
    deadline = time.monotonic() + 30
    while True:
        try:
            status: int = urllib.request.urlopen(address, timeout=30).status
            return status
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_laying_out_again_never_touches_work_that_is_there(tmp_path: Path) -> None:
    from kooperation.base.places import lay_out_work

    hand_in(submission("dilemma", "untouched"), tmp_path / "release")
    assert lay_out_work(tmp_path) == [tmp_path / "meine_aufgaben" / "dilemma"]
    work = tmp_path / "meine_aufgaben" / "dilemma" / "dilemma.ipynb"
    work.write_text('{"cells": ["meine Arbeit"]}', "utf-8")
    assert lay_out_work(tmp_path) == []
    assert work.read_text("utf-8") == '{"cells": ["meine Arbeit"]}'


def test_lab_and_check_do_not_send_each_other_the_learner(tmp_path: Path) -> None:
    """An emptied folder, and a damaged notebook: what `lab` lays out is what `check` and `pack` then find."""
    from kooperation.base.places import lay_out_work
    from kooperation.desk.lab import laid_out

    shutil.copytree(ROOT / "release" / "dilemma", tmp_path / "release" / "dilemma")
    work = tmp_path / "meine_aufgaben" / "dilemma"
    work.mkdir(parents=True)
    (path,) = lay_out_work(tmp_path)
    assert laid_out(path, tmp_path) == (
        f"Ergänzt, weil es fehlte: {Path('meine_aufgaben/dilemma/dilemma.ipynb')}"
    )
    assert kooperation("pack", "dilemma", "--folder", str(work)).returncode == 0
    path.write_text("{ kein Notebook", "utf-8")
    assert "frische Kopie" in kooperation("pack", "dilemma", "--folder", str(work)).stderr
    (fresh,) = lay_out_work(tmp_path)
    assert "Daneben liegt eine frische Kopie, „dilemma_frische_kopie.ipynb“." in laid_out(
        fresh, tmp_path
    )
    assert path.read_text("utf-8") == "{ kein Notebook"


def test_pack_says_what_it_packed_and_what_is_open(tmp_path: Path) -> None:
    folder = hand_in(submission("dilemma", "model"), tmp_path)
    done = kooperation("pack", "dilemma", "--folder", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Noch nicht vollständig: 1 von 6 offen." in done.stdout
    assert "„dilemma.zip“ liegt neben dem Notebook." in done.stdout
    assert "Noch offen: " in done.stdout
    assert (folder / "dilemma.zip").is_file()


def test_outside_of_a_course_the_sentence_says_where_to_go(tmp_path: Path) -> None:
    from kooperation.base.places import UnavailableError, course_root

    assert course_root(tmp_path) == ROOT  # an editable install knows its checkout
    assert course_root(ROOT / "tests") == ROOT
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kooperation.base.places.START", Path("nirgendwo.ipynb"))
        with pytest.raises(UnavailableError, match="Hier liegt kein Kurs"):
            course_root(tmp_path)


def test_from_elsewhere_a_command_for_a_class_says_which_course_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["grade", "dilemma", "--dry-run"]) == 2
    assert capsys.readouterr().err.startswith(f"Kurs: {ROOT}\n")
    monkeypatch.chdir(ROOT / "tests")
    main(["grade", "dilemma", "--dry-run"])
    assert "Kurs: " not in capsys.readouterr().err


@pytest.mark.skipif(
    sys.platform == "win32",
    reason="Windows has no LC_ALL; there the console is what is emulated here",
)
def test_where_neither_console_nor_system_speaks_utf8_the_commands_speak_german(
    tmp_path: Path,
) -> None:
    """As on Windows: the console is cp1252, and what names no encoding is read in another one."""
    folder = hand_in(submission("dilemma", "model"), tmp_path / "Änne Groß")
    system = {
        "PYTHONIOENCODING": "cp1252",
        "PYTHONUTF8": "0",
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
    }
    for call, said in (
        (["--help"], "den Kurs in JupyterLab öffnen"),
        (["pack", "dilemma", "--folder", str(folder)], "„dilemma.zip“ liegt neben dem Notebook."),
        (["practice", "dilemma"], "Nichts davon zählt."),
        (["publish", str(folder)], "gibt es schon, und es liegt etwas darin."),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "kooperation", *call], cwd=ROOT, env={**os.environ, **system},
            stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        told = (done.stdout + done.stderr).decode("cp1252")
        assert said in told
        assert "Traceback" not in told


@pytest.mark.parametrize("name", ["Kurs [1]", "Kurs 50 %", "Kurs *"])
def test_in_a_folder_in_which_nbgrader_finds_nothing_one_sentence_says_so(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kooperation.base.places import START

    if sys.platform == "win32" and "*" in name:
        pytest.skip("no name on Windows")
    root = tmp_path / name
    (root / START).parent.mkdir(parents=True)
    shutil.copy(ROOT / START, root / START)
    shutil.copytree(ROOT / "release" / "dilemma", root / "release" / "dilemma")
    monkeypatch.chdir(root)
    assert main(["grade", "dilemma"]) == 2
    assert (
        f"steht „{set('[%*').intersection(name).pop()}“; damit kann nbgrader nicht"
        in capsys.readouterr().err
    )
