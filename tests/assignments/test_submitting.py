"""Handing in on a hub by a button: into nbgrader's real exchange, and with its reason where it refuses."""

from __future__ import annotations

import getpass
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from nbgrader.auth import Authenticator
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeReleaseAssignment

from handing_in import ROOT, hand_in, submission
from kooperation.assignments import open_task
from kooperation.grading.check import convert, course_settings
from kooperation.widgets import FormalCheck

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader: no exchange on Windows"),
]
SLUG = "modi"


@pytest.fixture
def exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An exchange into which `modi` was released, and a learner's settings that name it, as on a hub."""
    course, exchange = tmp_path / "kurs", tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    shutil.copytree(ROOT / "source" / SLUG, course / "source" / SLUG)
    c = course_settings(course, SLUG)
    c.Exchange.root = str(exchange)
    convert(GenerateAssignment, c)
    about = {"coursedir": CourseDirectory(config=c), "authenticator": Authenticator(config=c)}
    ExchangeReleaseAssignment(**about, config=c).start()
    settings = tmp_path / "settings"
    settings.mkdir()
    named = {"Exchange": {"root": str(exchange)}, "CourseDirectory": {"course_id": "kooperation"}}
    (settings / "nbgrader_config.json").write_text(json.dumps(named))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(settings))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTERHUB_USER", getpass.getuser())
    return exchange


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of somebody who has answered all, and who works in it."""
    folder = hand_in(submission(SLUG, "model"), tmp_path / "meine_aufgaben")
    monkeypatch.chdir(folder)
    return folder


def check() -> Any:
    return FormalCheck(*open_task(SLUG))


def said(control: Any) -> str:
    return str(control.packed.value)


def test_the_button_hands_in_what_is_packed_and_nothing_else(work: Path, exchange: Path) -> None:
    (work / "notizen.txt").write_text("nur für mich")
    control = check()
    control.submit.click()
    assert "Abgegeben am" in said(control)
    (there,) = (exchange / "kooperation" / "inbound").iterdir()
    assert there.name.startswith(f"{getpass.getuser()}+{SLUG}+")
    assert {path.name for path in there.iterdir()} == {
        f"{SLUG}.ipynb", f"{SLUG}.answers.json", "timestamp.txt", "submission_secret.txt",
    }  # fmt: skip
    answers = f"{SLUG}.answers.json"
    assert (there / answers).read_bytes() == (work / answers).read_bytes()


def test_a_refusal_is_told_with_nbgraders_reason_and_nothing_is_lost(
    work: Path, exchange: Path
) -> None:
    shutil.rmtree(exchange / "kooperation" / "outbound")
    control = check()
    control.submit.click()
    assert "Es ist nichts abgegeben" in said(control)
    assert "Assignment not found" in said(control)
    assert "liegt gepackt als „modi.zip“" in said(control)
    assert not list((exchange / "kooperation" / "inbound").iterdir())


@pytest.mark.parametrize("user", ["ada", ""])
def test_the_button_is_on_a_hub_alone(
    work: Path, monkeypatch: pytest.MonkeyPatch, user: str
) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", user)
    control = check()
    buttons = [node for box in control.children for node in getattr(box, "children", ())]
    assert (control.submit in buttons) is bool(user)
    assert control.pack in buttons
