"""Installed in an environment of its own: as Binder builds it, and as a wheel.

Binder's build is done as repo2docker does it: install binder/requirements.txt, run postBuild, start
the server, open the first lecture.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from handing_in import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Binder's image is Linux")


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a checkout in `repo` and an environment in `env`, built as Binder does."""
    folder = tmp_path_factory.mktemp("binder")
    repo, env = folder / "repo", folder / "env"
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in tracked.stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (repo / name).parent.mkdir(parents=True, exist_ok=True)
            (repo / name).write_bytes((ROOT / name).read_bytes())
    subprocess.run([sys.executable, "-m", "venv", str(env)], check=True)
    variables = {**os.environ, "PATH": f"{env / 'bin'}:{os.environ['PATH']}", "REPO_DIR": str(repo)}
    for command in (
        ["python", "-m", "pip", "install", "--quiet", "-r", "binder/requirements.txt"],
        ["bash", "binder/postBuild"],
    ):
        done = subprocess.run(
            command, cwd=repo, env=variables, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    return folder


def test_pins_name_exact_versions_and_no_address() -> None:
    lines = (ROOT / "binder" / "requirements.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins[0] == "-e ."
    for pin in pins[1:]:
        assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*==[0-9][\w.]*( ; .+)?", pin), pin


def test_pins_are_what_the_project_asks_for(image: Path) -> None:
    done = subprocess.run(
        [str(image / "env" / "bin" / "python"), "-m", "pip", "check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_image_has_the_work_and_not_the_keys(image: Path) -> None:
    repo = image / "repo"
    assert (repo / "meine_aufgaben" / "dilemma" / "dilemma.ipynb").is_file()
    assert (repo / "course" / "lectures" / "00_start.ipynb").is_file()
    assert not (repo / "source").exists()
    assert not (repo / "tests").exists()
    for path in repo.rglob("*"):
        if path.suffix in (".ipynb", ".md", ".toml"):
            assert "BEGIN HIDDEN TESTS" not in path.read_text("utf-8"), path


def test_post_build_does_nothing_outside_of_binder(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    variables = {key: value for key, value in os.environ.items() if key != "REPO_DIR"}
    done = subprocess.run(
        ["bash", str(ROOT / "binder" / "postBuild")],
        cwd=tmp_path, env=variables, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "only" in done.stderr
    assert (tmp_path / "source").is_dir()


def test_the_badge_opens_the_first_lecture(image: Path) -> None:
    badge = re.search(r"\?urlpath=(\S+?)\)", (ROOT / "README.md").read_text("utf-8"))
    assert badge
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = {f"JUPYTER_{n}_DIR": str(image / n) for n in ("CONFIG", "DATA", "RUNTIME")}
    process = subprocess.Popen(
        # as repo2docker's image starts it, but for the port and the token
        [str(image / "env" / "bin" / "jupyter-lab"), "--ip=127.0.0.1", f"--port={port}",
         "--no-browser", "--allow-root", "--IdentityProvider.token=pruefung"],
        cwd=image / "repo", env={**os.environ, **home, "HOME": str(image)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        page = _open(f"{address}/{badge[1]}?token=pruefung")
        assert "jupyter-config-data" in page
        assert '"load": "static/remoteEntry' in page
        assert '"name": "jupyterlab-plotly"' not in page, "5 MB that nobody uses"
        assert "plotly.js v" in _open(f"{address}/kooperation/plotly.min.js")[:100]
        start = _open(f"{address}/api/contents/course/lectures/00_start.ipynb?token=pruefung")
        assert "Kooperation" in start
        assert '"language_info"' in start  # the files are ours: opening changes nothing
        settings = "@jupyterlab/translation-extension:plugin"
        assert '"de_DE"' in _open(f"{address}/lab/api/settings/{settings}?token=pruefung")
    finally:
        process.terminate()
        process.wait(30)


@pytest.mark.parametrize("lecture", ["00_start", "05_gefangenendilemma"])
def test_lectures_run_with_what_the_image_has(image: Path, lecture: str) -> None:
    done = subprocess.run(
        [str(image / "env" / "bin" / "jupyter-execute"), f"course/lectures/{lecture}.ipynb"],
        cwd=image / "repo", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_wheel_holds_the_package_with_its_data(image: Path) -> None:
    python, target = str(image / "env" / "bin" / "python"), str(image / "wheel")
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", target, "."], cwd=image / "repo", check=True)
    wheel = next((image / "wheel").glob("kooperation-*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--target", f"{target}/here", wheel], check=True)
    code = (
        "from kooperation.games.game_words import games; from kooperation.kit.guard import static;"
        "import kooperation; print(kooperation.__file__, len(games()), len(static('kit', 'guard.js')))"
    )
    done = subprocess.run(
        [python, "-c", code], cwd=image, env={**os.environ, "PYTHONPATH": f"{target}/here"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{target}/here"), done.stdout


def _open(address: str) -> str:
    """Return the page at *address*, waiting for the server to listen."""
    deadline = time.monotonic() + 60
    while True:
        try:
            text: str = urllib.request.urlopen(address, timeout=30).read().decode()
            return text
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
