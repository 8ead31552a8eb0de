"""`kooperation doctor`: each fault is made for real, and said in a sentence that tells what to do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zoneinfo
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from handing_in import ROOT
from kooperation.base import places
from kooperation.desk.doctor import computer, jupyter, packages, teaching
from kooperation.desk.doctor.command import examined
from kooperation.desk.doctor.diagnosis import Diagnosis, Health
from kooperation.grading.sandbox import why_none

EXTENSION = ROOT / "course/kooperation/labextension/kooperation"
NOT_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="a hub's exchange needs a Unix")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A learner's course: one lecture, no solutions."""
    folder = tmp_path / "kurs"
    (folder / places.START).parent.mkdir(parents=True)
    shutil.copy(ROOT / places.START, folder / places.START)
    return folder


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which Jupyter looks first: our extension as in the package, nobody's settings."""
    for name in ("CONFIG", "DATA", "RUNTIME"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.delenv("JUPYTERLAB_SETTINGS_DIR", raising=False)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    shutil.copytree(EXTENSION, tmp_path / "jupyter/labextensions/kooperation")
    return tmp_path


def asked(found: Iterable[Diagnosis]) -> list[str]:
    """Return the sentences that ask for something."""
    return [finding.said for finding in found if finding.state == Health.TODO]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kooperation", "doctor", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


# The whole ---------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_learners_folder_is_all_well_and_hears_nothing_of_teaching(root: Path, own: Path) -> None:
    done = run(root, "--json")
    told = json.loads(done.stdout)
    checks = told["checks"]
    assert [check for check in checks if check["state"] == "todo"] == []
    assert done.returncode == 0
    assert {"versions", "extension", "german", "kernel", "writing", "clock"} <= {
        check["check"] for check in checks
    }
    assert not {"sandbox", "exchange"} & {check["check"] for check in checks}
    assert told["python"] in checks[0]["said"]


@pytest.mark.slow
def test_what_is_to_do_ends_with_1_and_what_cannot_be_checked_is_a_line(
    root: Path, own: Path
) -> None:
    (root / places.WORK).write_text("eine Datei, wo ein Ordner sein soll", "utf-8")
    (own / "config").mkdir()
    (own / "config/nbgrader_config.py").write_text("das ist kein Python", "utf-8")
    done = run(root)
    assert done.returncode == 1
    assert (
        f"ZU TUN   Schreiben: In „{root / places.WORK}“ lässt sich nichts schreiben" in done.stdout
    )
    assert "ZU TUN   Austausch: Das ließ sich nicht prüfen" in done.stdout
    assert "„ZU TUN“ steht oben 2-mal." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_without_a_course_that_is_said_and_the_rest_is_checked(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own)
    monkeypatch.setattr(places, "__file__", str(own / "a/b/c/places.py"))
    found = list(examined())
    assert next(f.said for name, f in found if name == "course").startswith("Hier liegt kein Kurs")
    assert {name for name, _ in found} >= {"versions", "browser"}
    assert not {name for name, _ in found} & {"disk", "writing", "exchange"}


# Packages ----------------------------------------------------------------------------------------


def installed(folder: Path, name: str, version: str, *lines: str) -> None:
    about = folder / f"{name}-{version}.dist-info"
    about.mkdir(parents=True)
    head = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *lines]
    (about / "METADATA").write_text("\n".join(head) + "\n", "utf-8")


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """An environment with the course and two of its packages, one too old."""
    asked_for = (
        "Requires-Python: >=3.99",
        "Requires-Dist: anywidget>=0.9",
        "Requires-Dist: plotly<8,>=5.24",
        'Requires-Dist: jupyterlab<5,>=4.4; extra == "lab"',
        'Requires-Dist: kooperation[lab]; extra == "grading"',
        'Requires-Dist: nbgrader<0.10,>=0.9.6; extra == "grading"',
        'Requires-Dist: nh3>=0.2.18; extra == "grading"',
        'Requires-Dist: distributed>=2024.8; extra == "cluster"',
    )
    installed(tmp_path, "kooperation", "0.1.0", *asked_for)
    installed(tmp_path, "anywidget", "0.9.21")
    installed(tmp_path, "plotly", "5.1.0")
    return tmp_path


def test_versions_are_held_against_the_metadata_and_a_learner_needs_nothing_to_grade(
    environment: Path,
) -> None:
    found = asked(packages.versions([str(environment)]))
    assert [said.partition(",")[0].split(" (")[0] for said in found] == [
        f"Python {'.'.join(map(str, sys.version_info[:3]))}",
        "plotly 5.1.0",
        "jupyterlab fehlt",
    ]
    assert "<8,>=5.24" in found[1]


def test_who_has_nbgrader_is_asked_for_the_rest_of_grading(environment: Path) -> None:
    installed(environment, "nbgrader", "0.10.0")
    found = asked(packages.versions([str(environment)]))
    assert [said.partition(",")[0] for said in found[3:]] == ["nbgrader 0.10.0", "nh3 fehlt"]


def test_a_course_that_is_not_installed_is_told(tmp_path: Path) -> None:
    (said,) = asked(packages.versions([str(tmp_path)]))
    assert "installiert ist er nicht" in said


def test_another_course_on_the_path_or_in_the_folder_is_told(root: Path, tmp_path: Path) -> None:
    own = str(ROOT / "course")
    assert asked(packages.shadows(root, [own])) == []
    other = tmp_path / "alt/kooperation"
    other.mkdir(parents=True)
    (other / "__init__.py").touch()
    (said,) = asked(packages.shadows(root, [str(other.parent), own]))
    assert f"auch in „{other}“ liegt ein Kurs" in said
    stamp = root / "course/kooperation" / packages.STAMP
    stamp.parent.mkdir(parents=True)
    stamp.write_text("{}", "utf-8")
    (said,) = asked(packages.shadows(root, [own]))
    assert "in Ihrem Ordner liegt eine andere Fassung" in said


# JupyterLab --------------------------------------------------------------------------------------


def a_changed_file(own: Path) -> None:
    with (own / "jupyter/labextensions/kooperation/static/entry.js").open("a") as file:
        file.write("\n")


def a_lost_file(own: Path) -> None:
    (own / "jupyter/labextensions/kooperation/static/style.css").unlink()


def switched_off(own: Path) -> None:
    page = own / "config/labconfig/page_config.json"
    page.parent.mkdir(parents=True)
    page.write_text(json.dumps({"disabledExtensions": {"kooperation": True}}), "utf-8")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (a_changed_file, "eine andere Fassung als die des Pakets"),
        (a_lost_file, "eine andere Fassung als die des Pakets"),
        (switched_off, "jupyter labextension enable kooperation"),
    ],
)
def test_an_extension_that_is_another_or_off_is_told(
    fault: Callable[[Path], None], said: str, own: Path
) -> None:
    assert asked(jupyter.extension()) == []
    fault(own)
    (found,) = asked(jupyter.extension())
    assert said in found


def test_an_extension_that_jupyterlab_does_not_find_is_told(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(own / "jupyter")
    for name in ("ENV_JUPYTER_PATH", "SYSTEM_JUPYTER_PATH"):
        monkeypatch.setattr(f"jupyter_core.paths.{name}", [])
    (found,) = asked(jupyter.extension())
    assert "JupyterLab findet sie nicht" in found


def test_what_somebody_chose_in_the_settings_is_told_and_no_fault(own: Path) -> None:
    file = own / "config/lab/user-settings/kooperation/opening.jupyterlab-settings"
    file.parent.mkdir(parents=True)
    file.write_text('{\n  // meine Wahl\n  "run": false,\n}', "utf-8")
    found = list(jupyter.extension())
    assert [f.state for f in found] == [Health.GOOD, Health.NOTE]
    assert "„Beim Öffnen ausführen“ aus" in found[1].said


def test_a_missing_or_empty_language_pack_is_told(tmp_path: Path) -> None:
    assert asked(jupyter.language_pack()) == []
    assert len(asked(jupyter.language_pack([str(tmp_path)]))) == 1
    installed(tmp_path, "jupyterlab-language-pack-de-DE", "4.5")
    points = tmp_path / "jupyterlab-language-pack-de-DE-4.5.dist-info/entry_points.txt"
    points.write_text("[jupyterlab.languagepack]\nde_DE = deutsch\n", "utf-8")
    (tmp_path / "deutsch").mkdir()
    (tmp_path / "deutsch/__init__.py").touch()
    (said,) = asked(jupyter.language_pack([str(tmp_path)]))
    assert "JupyterLab spricht Englisch" in said


def spec(own: Path, interpreter: object, **environment: str) -> None:
    folder = own / "jupyter/kernels/python3"
    folder.mkdir(parents=True)
    argv = [str(interpreter), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    record = {"argv": argv, "display_name": "Python", "language": "python", "env": environment}
    (folder / "kernel.json").write_text(json.dumps(record), "utf-8")


def script(own: Path, body: str) -> Path:
    path = own / "python3"
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)
    return path


def gone(own: Path) -> None:
    spec(own, own / "gibt/es/nicht/python")


def broken(own: Path) -> None:
    spec(own, script(own, "echo kaputte Bibliothek >&2; exit 3"))


def bare(own: Path) -> None:
    spec(own, script(own, f'exec "{sys.executable}" -I -S "$@"'))


def another_course(own: Path) -> None:
    (own / "alt/kooperation").mkdir(parents=True)
    (own / "alt/kooperation/__init__.py").touch()
    spec(own, sys.executable, PYTHONPATH=str(own / "alt"))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (gone, "ein Python, das es nicht gibt"),
        pytest.param(broken, "das scheitert (kaputte Bibliothek)", marks=NOT_WINDOWS),
        pytest.param(bare, "dort fehlt kooperation, ipykernel", marks=NOT_WINDOWS),
        (another_course, "findet dort einen anderen Kurs"),
    ],
)
def test_a_kernel_that_cannot_run_the_course_is_told(
    fault: Callable[[Path], None], said: str, own: Path
) -> None:
    fault(own)
    (found,) = asked(jupyter.kernel())
    assert said in found


def test_the_kernel_that_comes_with_the_course_is_good_and_a_missing_one_is_told(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(jupyter.kernel()) == []
    for name in ("ENV_JUPYTER_PATH", "SYSTEM_JUPYTER_PATH"):
        monkeypatch.setattr(f"jupyter_core.paths.{name}", [])
    monkeypatch.setitem(sys.modules, "ipykernel.kernelspec", None)
    (found,) = asked(jupyter.kernel())
    assert "„python3“ gibt es nicht" in found


# The computer ------------------------------------------------------------------------------------


def test_a_full_disk_is_told_for_the_course_and_for_temporary_files(root: Path) -> None:
    found = asked(computer.disk(root, needed=2**70))
    assert [said.partition(" sind")[0] for said in found] == [
        "Im Ordner des Kurses",
        "Im Ordner für temporäre Dateien",
    ]
    assert asked(computer.disk(root, needed=1)) == []


def test_a_folder_that_nothing_can_be_written_to_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / places.WORK / "dilemma").mkdir(parents=True)
    (root / places.WORK / "notiz.txt").touch()
    assert asked(computer.writing(root)) == []
    monkeypatch.setattr(tempfile, "tempdir", str(root / "gibtesnicht"))
    (said,) = asked(computer.writing(root))
    assert "„{}“ lässt sich nichts schreiben".format(root / "gibtesnicht") in said


def test_a_path_that_is_too_long_or_no_text_is_told(root: Path) -> None:
    assert asked(computer.paths(root, longest=1000)) == []
    (said,) = asked(computer.paths(root, longest=len(str(root / places.START))))
    assert "mindestens 40 Zeichen kürzer" in said
    if sys.platform == "linux":
        strange = root.with_name(os.fsdecode(b"kurs \xff"))
        root.rename(strange)
        (said,) = asked(computer.paths(strange))
        assert "kurs \ufffd“ enthält Zeichen, die kein lesbarer Text sind" in said


def test_a_clock_that_goes_wrong_is_told(root: Path) -> None:
    assert asked(computer.clock(root)) == []
    os.utime(root / places.START, (2**32, 2**32))
    (said,) = asked(computer.clock(root))
    assert "Die Lektionen sind vom 07.02.2106" in said


@pytest.fixture
def no_zones(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = zoneinfo.TZPATH
    monkeypatch.setitem(sys.modules, "tzdata", None)
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(to=before)


@pytest.mark.usefixtures("no_zones")
def test_missing_time_zones_are_told(root: Path) -> None:
    (said,) = asked(computer.clock(root))
    assert "„tzdata“" in said


def test_browsers_and_proxies_are_told_and_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://erika:geheim@proxy.example:3128")
    monkeypatch.setenv("SSL_CERT_FILE", "/gibt/es/nicht.pem")
    monkeypatch.setenv("PATH", "")
    found = [*computer.network(), *computer.browser()]
    told = " ".join(finding.said for finding in found)
    assert asked(found) == []
    assert "https_proxy" in told
    assert "SSL_CERT_FILE nennt etwas, das es nicht gibt" in told
    assert "geheim" not in told
    if sys.platform == "linux":
        assert "Keiner gefunden" in told


# Teaching ----------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="there is no sandbox elsewhere")
def test_a_missing_sandbox_is_told_where_work_is_graded(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    why_none.cache_clear()
    assert list(teaching.sandbox(root)) == []
    (root / "source").mkdir()
    (said,) = asked(teaching.sandbox(root))
    why_none.cache_clear()
    assert "apt install bubblewrap" in said


@NOT_WINDOWS
@pytest.mark.slow
def test_an_exchange_that_shows_or_takes_too_much_is_told(root: Path, own: Path) -> None:
    place = own / "exchange"
    course = place / "kooperation"
    (own / "config").mkdir()
    config = f"c = get_config()\nc.Exchange.root = {str(place)!r}\n"
    (own / "config/nbgrader_config.py").write_text(config, "utf-8")
    assert "den Ordner gibt es nicht" in asked(teaching.exchange(root))[0]
    modes = {place: 0o777, course: 0o755, course / "inbound": 0o2733, course / "outbound": 0o755}
    for folder, mode in modes.items():
        folder.mkdir()
        folder.chmod(mode)
    (well,) = teaching.exchange(root)
    assert well.state == Health.GOOD
    for folder, mode, said in (
        (place, 0o755, "ist nicht für alle offen"),
        (course / "inbound", 0o2777, "sieht, wer abgegeben hat"),
        (course / "inbound", 0o2700, "kann niemand abgeben"),
        (course / "outbound", 0o777, "auch gefälschte Aufgaben"),
    ):
        folder.chmod(mode)
        (found,) = asked(teaching.exchange(root))
        assert f"„{folder}“" in found
        assert said in found
        folder.chmod(modes[folder])
