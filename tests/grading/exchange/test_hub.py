"""On a hub only a folder that is whose name it has is collected; a foreign one stops nobody."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from downloads import NOTEBOOK, SHEET, SLUG, work
from nbgrader.apps import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeSubmit

from handing_in import ROOT, hand_in, submission
from kooperation.grading.check import course_settings
from kooperation.grading.exchange.closed import SubmitClosed
from kooperation.grading.exchange.collect import take
from kooperation.grading.exchange.hub import gather_inbound

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nbgrader: no exchange on Windows")
ME = pwd.getpwuid(os.getuid()).pw_name
NOW = datetime(2026, 12, 15, 12, tzinfo=UTC)
SENT = "2026-12-14 22:10:00.000000 UTC"
SECRET = "0123456789abcdef" * 8
EARLIER: dict[str, Any] = {SHEET: b"frueher"}
NO_SHEET: dict[str, Any] = {SHEET: None}


@pytest.fixture
def settings(tmp_path: Path) -> Any:
    c = course_settings(tmp_path, SLUG)
    c.Exchange.root = str(tmp_path / "exchange")
    inbound(tmp_path).mkdir(parents=True)
    return c


def inbound(folder: Path) -> Path:
    return folder / "exchange" / "kooperation" / "inbound"


def submitted(
    folder: Path, who: str = ME, when: str = SENT, ending: str = "+a1B2c3", **files: bytes | None
) -> Path:
    """Lay a submission of the model answers into the inbound folder, with other *files* or without some."""
    target = inbound(folder) / f"{who}+{SLUG}+{when}{ending}"
    target.mkdir()
    laid: dict[str, bytes | None] = {
        **work("model", folder / "draft"), "timestamp.txt": when.encode(),
        "submission_secret.txt": SECRET.encode(), **files,
    }  # fmt: skip
    for name, data in laid.items():
        if data is not None:
            (target / name).write_bytes(data)
    return target


def test_what_is_ones_own_is_taken_with_time_and_secret(tmp_path: Path, settings: Any) -> None:
    submitted(tmp_path, when="2026-12-13 08:00:00.000000 UTC", **EARLIER)
    submitted(tmp_path)
    found = gather_inbound(settings, SLUG, NOW)
    assert found.refused == []
    list(take(tmp_path, SLUG, found, lambda _: None, dry_run=False))
    there = tmp_path / "submitted" / ME / SLUG
    assert {path.name for path in there.iterdir()} == {
        NOTEBOOK, SHEET, "timestamp.txt", "submission_secret.txt",
    }  # fmt: skip
    assert (there / "timestamp.txt").read_text() == SENT
    assert (there / "submission_secret.txt").read_text() == SECRET


def test_before_the_deadline_the_last_one_in_time_counts(tmp_path: Path, settings: Any) -> None:
    submitted(tmp_path, when="2026-12-13 08:00:00.000000 UTC", **EARLIER)
    submitted(tmp_path)
    found = gather_inbound(settings, SLUG, NOW)
    due = datetime(2026, 12, 14, tzinfo=UTC)
    list(take(tmp_path, SLUG, found, lambda _: due, dry_run=False))
    assert (tmp_path / "submitted" / ME / SLUG / SHEET).read_bytes() == b"frueher"


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ({"who": "nobody"}, "gehört nicht der Person"),
        ({"who": "gibtesnicht"}, "gehört nicht der Person"),
        ({"submission_secret.txt": None}, "kein Geheimnis"),
        ({"submission_secret.txt": b"geraten"}, "kein Geheimnis"),
        ({"timestamp.txt": b"2026-12-01 00:00:00.000000 UTC"}, "Zeitpunkt im Namen"),
        ({"timestamp.txt": None}, "Zeitpunkt im Namen"),
        ({"when": "2027-01-01 00:00:00.000000 UTC"}, "in der Zukunft"),
        ({"when": "gestern"}, "Zeitpunkt im Namen"),
        ({"ending": ""}, "so heißt keine Abgabe"),
    ],
)
def test_a_foreign_or_forged_folder_is_refused_and_the_real_one_is_taken(
    tmp_path: Path, settings: Any, bad: dict[str, Any], why: str
) -> None:
    submitted(tmp_path, when="2026-12-13 08:00:00.000000 UTC")
    submitted(tmp_path, **bad)
    found = gather_inbound(settings, SLUG, NOW)
    assert [why in said for said in found.refused] == [True]
    assert list(found.handed) == [ME]
    (upload,) = found.handed[ME].uploads
    assert upload.sent == datetime(2026, 12, 13, 8, tzinfo=UTC)


def test_links_and_pipes_are_refused(tmp_path: Path, settings: Any) -> None:
    secret = tmp_path / "geheim"
    secret.write_text("geheim")
    target = submitted(tmp_path, **NO_SHEET)
    (target / SHEET).symlink_to(secret)
    pipe = submitted(tmp_path, ending="+b", **NO_SHEET)
    os.mkfifo(pipe / SHEET)
    hard = submitted(tmp_path, ending="+c", **NO_SHEET)
    (hard / SHEET).hardlink_to(secret)
    (inbound(tmp_path) / f"{ME}+{SLUG}+{SENT}+d").symlink_to(target)
    found = gather_inbound(settings, SLUG, NOW)
    assert ["Verweis" in said for said in found.refused] == [True] * 4
    assert found.handed == {}


def test_where_all_files_have_one_owner_the_check_can_be_left_out(
    tmp_path: Path, settings: Any
) -> None:
    settings.ExchangeCollect.check_owner = False
    submitted(tmp_path, who="gibtesnicht")
    assert list(gather_inbound(settings, SLUG, NOW).handed) == ["gibtesnicht"]


@pytest.mark.kernel
def test_what_nbgrader_submits_is_taken(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "exchange").chmod(0o777)
    shutil.rmtree(inbound(tmp_path))
    for part in ("source", "release"):
        shutil.copytree(ROOT / part / SLUG, tmp_path / part / SLUG)
    settings.Exchange.cache = str(tmp_path / "cache")
    api = NbGraderAPI(config=settings)
    assert api.generate_assignment(SLUG, force=True)["success"]
    assert api.release_assignment(SLUG)["success"]
    hand_in(submission(SLUG, "model"), tmp_path / "work", release=tmp_path / "release")
    monkeypatch.chdir(tmp_path / "work")
    mine = CourseDirectory(config=settings, assignment_id=SLUG, root=str(tmp_path / "work"))
    way = {"coursedir": mine, "authenticator": Authenticator(config=settings), "config": settings}
    ExchangeSubmit(**way).start()
    (open_to_all,) = inbound(tmp_path).iterdir()
    found = gather_inbound(settings, SLUG, datetime.now(UTC) + timedelta(minutes=1))
    assert found.refused == []
    (upload,) = found.handed[ME].uploads
    assert {NOTEBOOK, SHEET, "timestamp.txt", "submission_secret.txt"} == set(upload.files)

    # As the course's hub submits: closed to others, and open to the group that the inbound folder gives it.
    SubmitClosed(**way).start()
    (closed,) = set(inbound(tmp_path).iterdir()) - {open_to_all}
    assert stat.S_IMODE(open_to_all.stat().st_mode) == 0o777
    assert stat.S_IMODE(closed.stat().st_mode) == 0o770
    assert closed.stat().st_gid == inbound(tmp_path).stat().st_gid
