"""From a notebook: the session starts once, is found again, and says why it cannot."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from kooperation.desk.classroom import LectureHall
from kooperation.desk.classroom.folder import read_links
from kooperation.desk.classroom.starting import running_links

pytestmark = pytest.mark.slow


def test_a_session_started_from_a_notebook_outlives_it_and_is_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "hoersaal"
    hall = LectureHall(folder)
    assert running_links(hall.folder) is None
    hall.start.receive({"event": "click"})
    links = read_links(hall.folder)
    assert links is not None
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.iterdir()))
    try:
        assert links.code in hall.shown.value
        assert links.lead in hall.shown.value
        assert hall.code.address == links.phone
        assert links.code in LectureHall(folder).shown.value  # another kernel, later
        hall.start.receive({"event": "click"})
        assert read_links(hall.folder) == links  # no second one
    finally:
        os.kill(links.process, signal.SIGTERM)
        os.waitpid(links.process, 0)
    end = time.monotonic() + 10
    while running_links(hall.folder) and time.monotonic() < end:
        time.sleep(0.05)
    assert running_links(hall.folder) is None
    assert [path.name for path in folder.iterdir()] == ["sitzung.jsonl"]  # stopped, not ended


def test_why_a_session_cannot_begin_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "hoersaal"
    folder.mkdir()
    (folder / "sitzung.jsonl").write_text("torn", "utf-8")
    hall = LectureHall(folder)
    hall.start.receive({"event": "click"})
    assert "ist beschädigt" in hall.shown.value
    (tmp_path / "file").write_text("", "utf-8")
    hall = LectureHall(tmp_path / "file")
    hall.start.receive({"event": "click"})
    assert "lässt sich nichts anlegen" in hall.shown.value


def test_on_a_hub_it_says_what_is_possible_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/anna/")
    assert "Services ▸ hoersaal" in str(LectureHall(tmp_path).still())
