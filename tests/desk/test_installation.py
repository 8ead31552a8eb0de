"""Installed in an environment of its own: as Binder builds it, and as a wheel.

Binder's build is done as repo2docker does it: install binder/requirements.txt, run postBuild, start
the server, open the first lecture.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from handing_in import ROOT
from kooperation.authoring.assignments import private_texts, read_assignment
from kooperation.desk.publishing import leaks

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
    sdist = f"import sys; sys.path.insert(0, {str(folder / 'hatch')!r}); import hatchling.build as b; b.build_sdist(sys.argv[1])"
    for command in (
        ["python", "-m", "pip", "install", "--quiet", "-r", "binder/requirements.txt"],
        [
            "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--target",
            str(folder / "hatch"),
            "hatchling",
        ],
        ["python", "-c", sdist, str(folder / "dist")],
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
    assert pins[0] == "-e .[lab]"
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
        assert '"load": "static/entry.js' in page  # our extension
        assert '"name": "jupyterlab-plotly"' not in page, "5 MB that nobody uses"
        assert "plotly.js v" in _open(f"{address}/kooperation/plotly.min.js")[:100]
        start = _open(f"{address}/api/contents/course/lectures/00_start.ipynb?token=pruefung")
        assert "Kooperation" in start
        assert '"language_info"' in start  # the files are ours: opening changes nothing
        record = image / "repo" / "course" / "lectures" / "lernstand.json"
        record.write_text("{}")
        listed = json.loads(_open(f"{address}/api/contents/course/lectures?token=pruefung"))
        names = sorted(file["name"] for file in listed["content"])
        assert names == sorted(p.name for p in (ROOT / "course" / "lectures").glob("*.ipynb"))
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


# Without a checkout ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(image: Path) -> Path:
    """A folder with nothing but the package in it, from a wheel that was made from the sdist, as `uv build` does."""
    (sdist,) = (image / "dist").glob("kooperation-*.tar.gz")
    pip = [
        str(image / "env" / "bin" / "python"),
        "-m",
        "pip",
        "--quiet",
        "--disable-pip-version-check",
    ]
    made, target = image / "wheel", image / "installed"
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(made), str(sdist)], check=True)
    (built,) = made.glob("kooperation-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), str(built)], check=True)
    return target


def outside(wheel: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Call the command in *folder*, which is home, too, with the package of the *wheel* and what learners install."""
    return subprocess.run(
        [str(wheel.parent / "env" / "bin" / "python"), "-m", "kooperation", *arguments],
        cwd=folder, env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(wheel)},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_the_sdist_from_which_the_wheel_is_made_holds_no_key(image: Path, tmp_path: Path) -> None:
    (sdist,) = (image / "dist").glob("kooperation-*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    assert sorted(path.name for path in unpacked.iterdir()) == [
        ".gitignore", "CITATION.cff", "LICENSE", "LICENSE-texts", "PKG-INFO", "README.md", "course",
        "pyproject.toml", "release",
    ]  # fmt: skip
    assert sorted(path.name for path in (unpacked / "course").iterdir()) == [
        "barrierefreiheit.md",
        "hilfe.md",
        "kooperation",
    ]
    secret = next(
        text
        for text in private_texts(read_assignment(ROOT / "source" / "dilemma"))
        if len(text) >= 40
    )
    (unpacked / "probe.md").write_text(secret, "utf-8")
    # What was put there is found, so the search works, and nothing else is.
    assert {said.split(" ", 1)[0] for said in leaks(ROOT, unpacked)} == {"„probe.md“"}


def test_without_a_checkout_one_opens_the_course_and_packs_an_assignment(
    wheel: Path, tmp_path: Path
) -> None:
    """In an empty home with blank and umlaut, in a folder whose name means something to a shell, a browser or `glob`."""
    home, name = tmp_path / "Änne Groß", "Kurs #1 [50 %] @Büro"
    home.mkdir()
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [str(wheel.parent / "env" / "bin" / "python"), "-m", "kooperation", "lab", name, "--no-browser", f"--port={port}"],
        cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(wheel),
             "PYTHONUNBUFFERED": "1", "JUPYTER_TOKEN": "pruefung"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"Der Kurs liegt jetzt in „{home / name}“.\n"
        address = f"http://127.0.0.1:{port}"
        assert "jupyter-config-data" in _open(f"{address}/lab?token=pruefung")
        start = _open(f"{address}/api/contents/course/lectures/00_start.ipynb?token=pruefung")
        assert '"language_info"' in start
    finally:
        process.terminate()
        process.communicate(timeout=30)
    course = home / name
    lectures = sorted(path.name for path in (ROOT / "course" / "lectures").glob("*.ipynb"))
    assert [p.name for p in sorted((course / "course" / "lectures").iterdir())] == lectures
    for file in ("course/hilfe.md", "course/lectures/05_gefangenendilemma.ipynb"):
        assert (course / file).read_bytes() == (ROOT / file).read_bytes()
    packed = outside(wheel, course, "pack", "dilemma")
    assert (packed.returncode, packed.stderr) == (0, "")
    assert "von 6 offen" in packed.stdout
    assert (course / "meine_aufgaben" / "dilemma" / "dilemma.zip").is_file()
    assert outside(wheel, home, "update", name).stdout.endswith("es war nichts zu tun.\n")


def test_a_folder_with_something_else_in_it_is_left_alone(wheel: Path, tmp_path: Path) -> None:
    (tmp_path / "kooperation").mkdir()
    (tmp_path / "kooperation" / "brief.txt").write_text("meins")
    done = outside(wheel, tmp_path, "lab")
    assert done.returncode == 2
    assert "gibt es schon, und dort liegt etwas anderes als der Kurs" in done.stderr
    assert [path.name for path in (tmp_path / "kooperation").iterdir()] == ["brief.txt"]


CALLS = (
    "variants dilemma", "grade dilemma", "mark dilemma", "report dilemma", "tournament", "feedback dilemma",
    "return dilemma", "collect dilemma x.zip", "roster x.csv", "build dilemma", "check dilemma",
)  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_a_command_that_needs_more_than_is_installed_says_which_command_installs_it(
    image: Path, wheel: Path, call: str, tmp_path: Path
) -> None:
    """In a course with submissions, so that nothing else is missing."""
    root = tmp_path / "kurs"
    for name in ("source/dilemma", "release/dilemma", "course/lectures"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("lernstand.json"))
    for name in ("dilemma", "wiederholung"):
        handed_in = root / "submitted" / "ada" / name
        handed_in.mkdir(parents=True)
        (handed_in / f"{name}.answers.json").write_text("{}")
        shutil.copy(ROOT / "release" / name / f"{name}.ipynb", handed_in)
    for name in ("x.csv", "x.zip"):
        (root / name).touch()
    shutil.copytree(ROOT / "release" / "dilemma", root / "meine_aufgaben" / "dilemma")
    done = outside(wheel, root, *call.split())
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    python = image / "env" / "bin" / "python"
    assert done.stderr.startswith(
        "kooperation: Dafür fehlt hier das Programm zum Bewerten. Das installiert es: "
    )
    assert f'"{python}" -m pip install ' in done.stderr
    assert '"nbgrader' in done.stderr


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
