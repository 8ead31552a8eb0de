"""The file that an administrator copies, what it refuses, and what a person's server is told; the hub itself: browser/test_hub."""

from __future__ import annotations

import errno
import os
import pwd
import re
import stat
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from handing_in import ROOT
from kooperation.desk.carrying_out import EARLIER
from kooperation.desk.hub.server import configure, configure_nbgrader, lay_out
from kooperation.grading.settings import COURSE_ID

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a hub runs on Linux")
FILE = ROOT / "course" / "kooperation" / "desk" / "hub" / "jupyterhub_config.py"
ME = pwd.getpwuid(os.getuid()).pw_name if sys.platform != "win32" else ""
ROOT_ONLY = pytest.mark.skipif(ME != "root", reason="what belongs to another account")


@pytest.fixture
def values() -> Iterator[dict[str, Any]]:
    """Values with which the hub starts: a learner's edition that all may read, and an exchange that is not there yet."""
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are closed to others
        Path(folder).chmod(0o755)
        lectures = Path(folder, "kurs", "course", "lectures")
        lectures.mkdir(parents=True)
        (lectures / "00_start.ipynb").write_text("{}")
        yield {"COURSE": f"{folder}/kurs", "EXCHANGE": f"{folder}/exchange", "ACCOUNT": ME}


def loaded(values: dict[str, Any], before: str = "") -> Config:
    """Return what an administrator's settings come to: *before*, then our file with *values*, loaded as `hub.md` says."""
    text = FILE.read_text("utf-8")
    for name, value in values.items():
        line = f"{name} = {value!r}".replace("\\", r"\\")
        text, count = re.subn(rf"^{name} = .*$", line, text, flags=re.M)
        assert count == 1, name
    with tempfile.TemporaryDirectory() as folder:
        ours, own = Path(folder, "kooperation.py"), Path(folder, "jupyterhub_config.py")
        ours.write_text(text, "utf-8")
        own.write_text(f"c = get_config()\n{before}\nload_subconfig({str(ours)!r})\n", "utf-8")
        found: Config = PyFileConfigLoader(own.name, folder).load_config()
        return found


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"COURSE": "/gibt/es/nicht"}, "Dort liegt kein Kurs"),
        ({"COURSE": str(ROOT)}, "Das ist die Ausgabe für Lehrende"),
        ({"EXCHANGE": "exchange"}, "mit Schrägstrich am Anfang"),
        ({"ACCOUNT": "gibtesnicht"}, "gibt es auf dem Rechner nicht"),
        ({"GRADED": "/home/kurs"}, "ohne Schrägstrich am Anfang"),
        ({"INSTRUCTORS": {"*"}}, "alle Lösungen und Noten sehen"),
        ({"LEARNERS": "anna"}, "in geschweiften Klammern"),
        ({"IDLE_KERNEL": 0}, "ganze Zahl von Minuten"),
        ({"HALL": ME}, "ein eigenes Konto"),  # the one that grades
        ({"HALL": "gibtesnicht"}, "gibt es auf dem Rechner nicht"),
        pytest.param({"ADDRESS": "hub.example", "HALL": "nobody"}, "https://", marks=ROOT_ONLY),
    ],
)
def test_a_value_that_cannot_be_stops_the_hub_with_a_sentence_that_names_it(
    values: dict[str, Any], wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        loaded({**values, **wrong})
    (sentence,) = str(stopped.value).splitlines()
    assert sentence.startswith("kooperation: ")
    assert next(iter(wrong)) in sentence
    assert said in sentence


def test_a_course_that_only_its_owner_may_read_is_told_with_what_helps(
    values: dict[str, Any],
) -> None:
    Path(values["COURSE"]).chmod(0o700)
    with pytest.raises(SystemExit, match=r"Nicht alle dürfen .* chmod -R a\+rX"):
        loaded(values)


def test_the_page_says_how_the_hub_reads_a_path() -> None:
    """The file cannot look at it: `load_subconfig` gives it settings of its own, which are laid over the others afterwards."""
    said = (ROOT / "course" / "hub.md").read_text("utf-8")
    (path, name) = re.findall(r"`(/\S+/)` für „([^“]+)“", said)[0]
    assert path == f"/{quote(name, safe='/@~')}/"
    assert "JupyterHub[" not in FILE.read_text("utf-8")


@ROOT_ONLY
def test_the_exchange_is_made_so_that_each_may_hand_in_and_nobody_may_look(
    values: dict[str, Any],
) -> None:
    loaded(values)
    exchange = Path(values["EXCHANGE"])
    modes = {f.name: stat.S_IMODE(f.stat().st_mode) for f in (exchange, *exchange.rglob("*"))}
    assert modes == {
        "exchange": 0o1777, COURSE_ID: 0o755, "outbound": 0o755, "inbound": 0o3733, "feedback": 0o711,
    }  # fmt: skip
    (exchange / COURSE_ID / "inbound").chmod(0o777)
    with pytest.raises(SystemExit, match="chmod 3733"):
        loaded(values)


@ROOT_ONLY
def test_what_an_administrator_set_before_stays(values: dict[str, Any]) -> None:
    before = """
c.JupyterHub.load_roles = [{"name": "eigene"}]
c.Authenticator.allowed_users = {"admin"}
c.Spawner.environment = {"EIGENES": "1"}
"""
    c = loaded({**values, "LEARNERS": {"anna"}}, before)
    assert [role["name"] for role in c.JupyterHub.load_roles] == [
        "eigene",
        f"formgrade-{COURSE_ID}",
    ]
    assert {"admin", "anna", "kurs"} <= c.Authenticator.allowed_users
    assert c.Spawner.environment["EIGENES"] == "1"


@ROOT_ONLY
def test_a_class_plays_as_an_account_of_its_own_and_only_instructors_lead_it(
    values: dict[str, Any],
) -> None:
    assert "services" not in loaded(values).JupyterHub
    before = "c.JupyterHub.services = []; c.JupyterHub.load_roles = []"
    c = loaded({**values, "HALL": "nobody", "ADDRESS": "https://hub.example/"}, before)
    (service,) = c.JupyterHub.services
    assert service["user"] == "nobody"
    assert "admin" not in service
    assert c.JupyterHub.public_url == "https://hub.example/"
    roles = c.JupyterHub.load_roles
    may = [role["groups"] for role in roles if "access:services!service=hoersaal" in role["scopes"]]
    assert may == [[f"formgrade-{COURSE_ID}"]]


def test_the_page_names_each_value_and_no_other() -> None:
    set_here = FILE.read_text("utf-8").split("Nothing to set from here on")[0]
    named = (ROOT / "course" / "hub.md").read_text("utf-8").split("## Was die Datei einstellt")[0]
    rows = " ".join(line.split("|")[1] for line in named.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"^([A-Z_]+) = ", set_here, re.M)) == {
        name for name in re.findall(r"`([A-Z_]+)`", rows)
    }


def test_a_learners_server_lays_the_course_out_for_them_alone_and_never_touches_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner(tmp_path, monkeypatch)
    configure(Config())
    course = tmp_path / "kooperation"
    assert stat.S_IMODE(course.stat().st_mode) == 0o700
    lecture = course / "course" / "lectures" / "00_start.ipynb"
    assert lecture.read_bytes() == (ROOT / "course" / "lectures" / "00_start.ipynb").read_bytes()
    assert (course / "release" / "dilemma" / "dilemma.ipynb").is_file()
    assert not [*course.rglob("*.toml"), *course.rglob("*.py")][1:]  # termine.toml, if there is one
    lecture.write_text("mit Notizen")
    before = sorted(course.rglob("*"))
    c = configure(Config())
    assert lecture.read_text() == "mit Notizen"
    assert sorted(course.rglob("*")) == before
    assert c.ServerApp.default_url == "/lab/tree/kooperation/course/lectures/00_start.ipynb"
    assert c.MappingKernelManager.cull_idle_timeout == 30 * 60
    c = configure_nbgrader(Config())
    assert c.Exchange.assignment_dir == str(course / "meine_aufgaben")
    assert "autograde_preprocessors" not in c.Autograde


def test_a_newer_course_comes_to_learners_and_what_they_wrote_stays_beside_it(
    tmp_path: Path,
) -> None:
    course, home = tmp_path / "kurs", tmp_path / "kooperation"
    lectures = Path("course", "lectures")
    names = ("00_start.ipynb", "01_warum.ipynb", "02_fort.ipynb")
    (course / lectures).mkdir(parents=True)
    for name in names:
        (course / lectures / name).write_text("alt", encoding="utf-8")
    lay_out(course, home, datetime(2026, 10, 5))
    (home / lectures / names[1]).write_text("alt, mit Notizen", encoding="utf-8")
    for name in names[:2]:
        (course / lectures / name).write_text("neu", encoding="utf-8")
    (course / lectures / names[2]).unlink()
    for _ in range(2):  # the second start has nothing to do
        lay_out(course, home, datetime(2026, 10, 6))
        assert {path.name: path.read_text("utf-8") for path in (home / lectures).iterdir()} == {
            "00_start.ipynb": "neu",
            "01_warum.ipynb": "neu",
            "01_warum_meine_fassung.ipynb": "alt, mit Notizen",
        }
    assert len(list((home / EARLIER).iterdir())) == 1


def test_a_full_disk_keeps_nobody_from_the_course_they_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    learner(tmp_path, monkeypatch)
    configure(Config())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    lecture = tmp_path / "kooperation" / "course" / "lectures" / "00_start.ipynb"
    lecture.unlink()
    monkeypatch.setattr(os, "fsync", full)
    assert configure(Config()).ServerApp.default_url
    assert "Es wurde nichts verändert" in capsys.readouterr().out
    assert not lecture.exists()


def learner(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "HOME": str(home), "KOOPERATION_COURSE": str(ROOT), "KOOPERATION_EXCHANGE": "/srv/exchange",
        "KOOPERATION_GRADED": "", "KOOPERATION_IDLE_KERNEL": "30", "KOOPERATION_IDLE_SERVER": "120",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
