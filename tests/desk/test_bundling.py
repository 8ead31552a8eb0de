"""A folder for computers without internet: all that the course needs, and a page whose commands do it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handing_in import ROOT
from kooperation.base.places import UnavailableError
from kooperation.desk import bundling
from kooperation.desk.bundling import bundle
from kooperation.desk.cli import main

COPIES = "import pathlib, sys; folder = pathlib.Path(sys.argv[-2]); (folder / 'x.whl').touch()"


def pip_that(does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundling, "_pip", lambda _: [sys.executable, "-c", does])


def test_the_page_tells_python_and_system_and_the_folder_is_asked_for_the_learners_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip_that(f"import sys; assert sys.argv[-1].endswith('[lab]'), sys.argv; {COPIES}", monkeypatch)
    made = bundle(ROOT, tmp_path / "neu" / "Für Raum 3")
    assert sorted(path.name for path in made.iterdir()) == ["LIESMICH.md", "pakete"]
    page = (made / "LIESMICH.md").read_text("utf-8")
    assert f"für Python {sys.version_info.major}.{sys.version_info.minor} auf " in page
    assert "[PYTHON]" not in page
    assert [path.name for path in made.parent.iterdir()] == ["Für Raum 3"]


def test_what_pip_says_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pip_that("import sys; sys.exit('ERROR: No matching distribution found')", monkeypatch)
    monkeypatch.chdir(ROOT)
    assert main(["bundle", str(tmp_path / "ziel")]) == 2
    said = capsys.readouterr().err
    assert "ließen sich nicht holen: ERROR: No matching distribution found" in said
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_taken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meins").write_text("bleibt")
    with pytest.raises(UnavailableError, match="gibt es schon"):
        bundle(ROOT, tmp_path)
    with pytest.raises(UnavailableError, match="liegt im Kurs selbst"):
        bundle(ROOT, ROOT / "pakete")
    with pytest.raises(UnavailableError, match="nur aus einem Ordner, der das Programm"):
        bundle(tmp_path, tmp_path.with_name("anderswo"))


@pytest.mark.nightly
@pytest.mark.install
@pytest.mark.skipif(sys.platform == "win32", reason="the page's commands of a Unix shell")
def test_the_commands_of_the_page_install_the_course_with_the_network_cut(tmp_path: Path) -> None:
    made = bundle(ROOT, tmp_path / "ohne")
    install = re.findall(r"^```sh\n(.+?)\n```$", (made / "LIESMICH.md").read_text("utf-8"), re.M)[0]
    cut = ["unshare", "--map-root-user", "--net"]
    home = tmp_path / "heim"
    home.mkdir()
    lay_out = (
        "import pathlib, kooperation.desk.update as u; u.course_in(pathlib.Path.home() / 'Kurs 1')"
    )
    done = subprocess.run(
        [*cut, "bash", "-c", f"{install} && ~/kurs/bin/python -c \"{lay_out}; import kooperation.widgets\""],
        cwd=made, env={"PATH": os.environ["PATH"], "HOME": str(home)},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.stdout.endswith(f"Der Kurs liegt jetzt in „{home / 'Kurs 1'}“.\n"), done.stderr
    assert (home / "kurs" / "bin" / "jupyter-lab").is_file()
