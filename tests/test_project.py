"""What stands in two places says the same in both: versions, pins, commands, markers."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import kooperation

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
QUICK = re.findall(r'pytest -n 2 --dist worksteal -m "(not .+?)"', CONTRIBUTING)[0]


def name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower()


def pins() -> list[str]:
    lines = (ROOT / "binder" / "requirements.txt").read_text("utf-8").splitlines()
    return [line for line in lines if "==" in line]


# Versions -----------------------------------------------------------------------------------------


def test_the_version_stands_in_the_package_and_everything_else_agrees() -> None:
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    wheels = re.findall(
        r"kooperation-([\d.]+)-py3", (ROOT / "course" / "hilfe.md").read_text("utf-8")
    )
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert version("kooperation") == kooperation.__version__
    assert re.findall(r"^version: (.+)$", citation, re.M) == [kooperation.__version__]
    assert set(wheels) == {kooperation.__version__}
    assert re.findall(r"^## (\S+)", changelog, re.M)[0] == kooperation.__version__


def test_the_project_is_held_to_the_pins_of_binder_and_to_those_of_grading() -> None:
    """But for setuptools, of which the axelrod group wants an older one; and the tests' own tools."""
    held = PROJECT["tool"]["uv"]["constraint-dependencies"]
    learners = [pin for pin in pins() if name(pin) != "setuptools"]
    assert [pin for pin in held if pin in learners] == learners
    asked = [*PROJECT["dependency-groups"]["test"], *EXTRAS["grading"], *EXTRAS["lab"]]
    assert {name(pin) for pin in held} >= {name(line) for line in asked} - {"kooperation"}
    assert not {"nbgrader", "nh3", "notebook", "sqlalchemy"} & {name(pin) for pin in learners}
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", pin) for pin in held)


def test_what_runs_here_are_the_pinned_versions() -> None:
    """Only in the project's own environment: .ci/outside_pins wants others, and says so by its place."""
    if ".cache" in Path(sys.prefix).parts:
        pytest.skip("an environment outside the pins")
    held = PROJECT["tool"]["uv"]["constraint-dependencies"]
    wanted = dict(pin.split(" ;")[0].split("==") for pin in held)
    for package in ("jupyterlab", "ipywidgets", "nbgrader", "plotly", "anywidget"):
        assert version(package) == wanted[package]


def test_each_dependency_has_a_floor_and_insides_that_we_lean_on_a_ceiling() -> None:
    lines = [
        *PROJECT["project"]["dependencies"],
        *(line for extra in EXTRAS.values() for line in extra),
    ]
    asked = {name(line): line for line in lines if name(line) != "kooperation"}
    assert all(">=" in line for line in asked.values())
    assert {package for package, line in asked.items() if "<" in line} >= {
        "jupyterhub", "jupyterlab", "jupyterlite-core", "nbgrader", "plotly",
    }  # fmt: skip


def test_a_hub_is_installed_by_its_extra_and_tried_with_a_version_that_it_allows() -> None:
    guide = (ROOT / "course" / "hub.md").read_text("utf-8")
    assert set(re.findall(r"pip install (?:--upgrade )?'?(\S+?)'?[`\s]", guide)) == {
        "/srv/kooperation/kurs[hub]"
    }
    tried = re.findall(
        r'"jupyterhub==(\d+)\.', (ROOT / "tests/browser/real_hub.py").read_text("utf-8")
    )
    floor, ceiling = re.findall(r"jupyterhub>=(\d+),<(\d+)", " ".join(EXTRAS["hub"]))[0]
    assert int(floor) <= int(tried[0]) < int(ceiling)


def test_no_lock_with_addresses_is_tracked() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    locks = ("uv.lock", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml")
    assert [path for path in tracked if path.endswith(locks)] == []
    assert "tests/javascript/package.json" in tracked


def test_npm_gets_exact_versions() -> None:
    text = (ROOT / "tests" / "javascript" / "package.json").read_text("utf-8")
    wanted = re.findall(r'"([^"]+)": "([^"]+)"', text.split('"devDependencies"')[1])
    assert len(wanted) >= 2
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", number) for _, number in wanted)


# On Windows ---------------------------------------------------------------------------------------


def tracked() -> list[str]:
    command = ["git", "-c", "core.quotepath=off", "ls-files"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()


def test_git_writes_the_same_ends_of_lines_whatever_it_is_set_to() -> None:
    """What is printed is compared byte for byte; by default Git for Windows writes other ends."""
    asked = subprocess.run(
        ["git", "check-attr", "--stdin", "eol"],
        cwd=ROOT, input="\n".join(tracked()), capture_output=True, encoding="utf-8", check=True,
    ).stdout.splitlines()  # fmt: skip
    assert len(asked) > 500
    assert [line for line in asked if not line.endswith(": eol: lf")] == []


def test_no_path_of_the_package_is_too_long_for_windows() -> None:
    """260 characters are the limit; an environment in a home folder takes up to 130 of them, the temporary name of a file 20."""
    paths = [path for path in tracked() if path.startswith("course/kooperation/")]
    assert max(len(path.removeprefix("course/")) for path in paths) <= 260 - 130 - 20
    reserved = re.compile(r'[<>:"\\|?*]|[ .]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.I)
    assert [path for path in tracked() for part in path.split("/") if reserved.search(part)] == []


NAMES_IT_AT = {"read_text": 1, "write_text": 2, "open": 3, "fdopen": 3, "Popen": 99, "run": 99}


def silent_about_encoding(code: str) -> list[str]:
    """Return the calls in *code* that read or write text and name no encoding."""
    found = []
    for call in (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        named = {word.arg for word in call.keywords}
        binary = any(isinstance(a, ast.Constant) and a.value in ("rb", "wb") for a in call.args)
        is_text = name in ("read_text", "write_text") or "text" in named or (
            isinstance(call.func, ast.Name) and name == "open"
        )  # fmt: skip
        if (
            is_text
            and not binary
            and "encoding" not in named
            and len(call.args) < NAMES_IT_AT.get(name, 0)
        ):
            found.append(ast.unparse(call))
    return found


def test_nothing_is_read_or_written_in_the_encoding_of_the_machine() -> None:
    """On Windows that is cp1252: umlauts of our files would be others."""
    probe = "p.read_text(); p.write_text('ä'); open('x'); open('x', 'wb'); run(c, text=True); p.read_text('utf-8')"
    assert silent_about_encoding(probe) == [
        "p.read_text()", "p.write_text('ä')", "open('x')", "run(c, text=True)",
    ]  # fmt: skip
    package = [
        path
        for path in tracked()
        if path.startswith("course/kooperation/") and path.endswith(".py")
    ]
    assert {
        path: calls for path in package if (calls := silent_about_encoding((ROOT / path).read_text("utf-8")))
    } == {}  # fmt: skip


# Commands -----------------------------------------------------------------------------------------


def test_the_gate_calls_the_test_command_of_the_readme() -> None:
    fenced = re.findall(r"^```sh\n(.+?)\n```$", README, re.M | re.S)
    command = next(line.split("&& ")[1] for line in fenced if line.endswith("pytest"))
    gate = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert gate[-1] == command == ".uv/bin/uv run --group test pytest"


def test_the_quick_command_is_the_same_everywhere_and_leaves_out_what_costs() -> None:
    workflow = (ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8")
    for text in (README, CONTRIBUTING, workflow):
        assert set(re.findall(r'pytest -n 2 --dist worksteal -m "(not .+?)"', text)) == {QUICK}
    known = {marker.split(":")[0] for marker in PROJECT["tool"]["pytest"]["markers"]}
    assert set(re.findall(r"not (\w+)", QUICK)) == known - {"nightly"}


def test_what_is_skipped_elsewhere_runs_at_night_and_the_guide_says_how() -> None:
    workflow = (ROOT / ".github" / "workflows" / "scheduled.yml").read_text("utf-8")
    for command in (
        "--extra cluster pytest -n 0 tests/grading/test_cluster.py",
        "pytest -n 0 -m nightly tests/browser/test_hub.py tests/browser/test_hub_classroom.py",
    ):
        assert command in CONTRIBUTING
        assert command in workflow


@pytest.mark.slow
@pytest.mark.parametrize(
    ("expression", "there", "not_there"),
    [
        pytest.param(
            QUICK,
            {"test_trust.py"},
            {"test_journeys.py", "test_submissions.py", "test_newcomer.py"},
            marks=pytest.mark.nightly,
        ),
        ("", {"test_trust.py", "test_journeys.py", "test_submissions.py"}, {"test_newcomer.py"}),
        pytest.param(
            "nightly",
            {"test_newcomer.py", "test_submissions.py"},
            {"test_trust.py"},
            marks=pytest.mark.nightly,
        ),
    ],
)
def test_a_marker_chooses(expression: str, there: set[str], not_there: set[str]) -> None:
    files = [str(path) for name in there | not_there for path in (ROOT / "tests").rglob(name)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n", "0", "-m", expression, *files],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = {Path(line.split("::")[0]).name for line in done.stdout.splitlines() if "::" in line}
    assert len(files) == len(there | not_there)
    assert found == there, done.stdout + done.stderr


# The guide for lecturers ----------------------------------------------------------------------------

GUIDE = (ROOT / "course" / "lehren.md").read_text("utf-8")
PERSONAL = re.findall(r"^\| (`[^|]+) \|", GUIDE.split("## Datenschutz")[1].split("\n## ")[0], re.M)


@pytest.mark.parametrize("path", re.findall(r"`([^`]+)`", " ".join(PERSONAL)))
def test_what_the_guide_calls_personal_never_enters_git(path: str) -> None:
    asked = path + "x" if path.endswith("/") else path
    ignored = subprocess.run(["git", "check-ignore", "-q", asked], cwd=ROOT, check=False)
    assert ignored.returncode == 0


def test_the_guide_tells_the_hours_that_the_panel_adds_up_to() -> None:
    shipped = "course/kooperation/labextension/kooperation/static/course.json"
    course = json.loads((ROOT / shipped).read_text("utf-8"))
    lectures, tasks = (
        f"{round(sum(one['minutes'] for one in course[kind]) / 30) / 2:g}".replace(".", ",")
        for kind in ("lectures", "assignments")
    )
    assert f"zusammen etwa {lectures} Stunden, die Aufgaben etwa {tasks};" in GUIDE
