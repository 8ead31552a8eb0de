"""The learner's edition: everything to learn with, no key, no trace of anybody's work, and it runs.

What must not be in it is collected here from the sources by other means than `publishing.leaks` does.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from handing_in import ROOT
from kooperation.authoring.assignments import private_texts, read_assignment
from kooperation.base.places import UnavailableError
from kooperation.desk import class_commands, exchange_commands
from kooperation.desk.cli import main
from kooperation.desk.publishing import FILES, FOLDERS, leaks, publish
from kooperation.desk.shipped import read_edition
from once import once

pytestmark = pytest.mark.slow  # the whole course is copied and searched, byte by byte

TRACES = {
    "course/lectures/lernstand.json": "{}",
    "course/lectures/05_gefangenendilemma.answers.json": "{}",
    "course/lectures/05_gefangenendilemma_frische_kopie_2.ipynb": "{}",
    "course/lectures/.ipynb_checkpoints/00_start-checkpoint.ipynb": "{}",
    "release/dilemma/dilemma.answers.json": "{}",
    "release/dilemma/.ipynb_checkpoints/dilemma-checkpoint.ipynb": "{}",
    "release/dilemma/gradebook.db": "x",
    "course/kooperation/__pycache__/cli.cpython-311.pyc": "x",
    "meine_aufgaben/dilemma/dilemma.ipynb": "{}",
    "submitted/ada/dilemma/dilemma.answers.json": "{}",
    "autograded/ada/dilemma/dilemma.ipynb": "{}",
    "feedback/ada/dilemma/dilemma.html": "<p>",
    "gradebook.db": "x",
    ".git/config": "[user]",
    ".env": "GEHEIM=1",
}


def complete(slug: str) -> bool:
    """Say whether all four files of *slug* are there: others may be writing."""
    source, release = ROOT / "source" / slug, ROOT / "release" / slug
    return all(
        path.is_file()
        for path in (
            source / f"{slug}.toml", source / f"{slug}.md", source / f"{slug}.ipynb",
            release / f"{slug}.ipynb",
        )
    )  # fmt: skip


SLUGS = sorted(path.name for path in (ROOT / "source").glob("*/") if complete(path.name))


def copy_course(root: Path) -> None:
    """Copy the course to *root* with its finished assignments, and with the traces of people's work."""
    ignore = shutil.ignore_patterns("__pycache__", "assignments")
    shutil.copytree(ROOT / "course" / "kooperation", root / "course" / "kooperation", ignore=ignore)
    shutil.copytree(
        ROOT / "course" / "kooperation" / "assignments",
        root / "course" / "kooperation" / "assignments",
        ignore=shutil.ignore_patterns("__pycache__", "published"),
    )
    for part in ("course/lectures", "binder"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns(".*", "*.json"))
    for name in FILES:
        shutil.copy(ROOT / name, root / name)
    data = root / "course" / "kooperation" / "assignments" / "published"
    data.mkdir(parents=True)
    for slug in SLUGS:
        shutil.copytree(ROOT / "source" / slug, root / "source" / slug)
        shutil.copytree(ROOT / "release" / slug, root / "release" / slug)
        shutil.copy(ROOT / "course/kooperation/assignments/published" / f"{slug}.json", data)
    shutil.copytree(ROOT / "course/kooperation/assignments/published/practice", data / "practice")
    (root / "tests").mkdir()
    (root / "tests" / "test_x.py").write_text("KEY = 1\n")
    for name, text in TRACES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "course-to-publish", copy_course)


def published_course(folder: Path, course: Path) -> None:
    publish(course, folder / "new" / "lernen")


@pytest.fixture(scope="module")
def edition(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = once(tmp_path_factory, "edition", lambda folder: published_course(folder, course))
    return made / "new" / "lernen"


def small(root: Path, source: Path) -> Path:
    """Return a course of links and one lecture, in which a test may change files."""
    for name in (*FILES, *FOLDERS, "source"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        if name in ("course/lectures", "release", "source"):
            shutil.copytree(source / name, root / name)
        elif name == "course/kooperation":
            (root / name).mkdir()
            (root / name / "__init__.py").touch()
        elif (source / name).is_dir():
            shutil.copytree(source / name, root / name)
        else:
            shutil.copy(source / name, root / name)
    return root


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


# Contents -----------------------------------------------------------------------------------------


def test_the_edition_has_lectures_package_assignments_and_a_readme(edition: Path) -> None:
    assert sorted(path.name for path in edition.iterdir()) == sorted(
        [
            *(n for n in FILES if "/" not in n),
            ".gitattributes",
            ".gitignore",
            "README.md",
            "course",
            "release",
            "binder",
        ]
    )
    # What is for lecturers stays: how to teach, to write assignments, where the slides are read more closely.
    assert sorted(path.name for path in (edition / "course").iterdir()) == [
        "ausgabe.json", "barrierefreiheit.md", "hilfe.md", "kooperation", "lectures",
    ]  # fmt: skip
    lectures = {path.name for path in (ROOT / "course" / "lectures").glob("*.ipynb")}
    assert lectures <= {path.name for path in (edition / "course" / "lectures").iterdir()}
    assert sorted(path.name for path in (edition / "release").iterdir()) == SLUGS
    assert "enthält keine Lösungen" in (edition / "README.md").read_text("utf-8")


def test_no_trace_of_anybodys_work_goes_along(edition: Path) -> None:
    files = everything(edition)
    for name in TRACES:
        assert name not in files
    for path in files:
        name = Path(path).name
        assert not name.startswith(".") or path in (".gitattributes", ".gitignore"), path
        assert not re.search(r"answers\.json$|^lernstand|gradebook\.db|\.pyc$|__pycache__", name), (
            path
        )
        assert not {"source", "tests", "autograded", "submitted", "feedback"} & {*Path(path).parts}


def test_git_takes_nothing_along_of_what_a_learner_does_in_the_edition(
    edition: Path, tmp_path: Path
) -> None:
    work = [
        "meine_aufgaben/dilemma/dilemma.ipynb", "meine_aufgaben/dilemma/dilemma.answers.json",
        "release/dilemma/dilemma.answers.json", "course/lectures/lernstand.json",
        "course/lectures/05_gefangenendilemma_meine_fassung.ipynb", "frueherer_stand/0/README.md",
        ".uv/bin/uv", ".venv/pyvenv.cfg", "uv.lock",
        "course/lectures/.ipynb_checkpoints/00_start-checkpoint.ipynb",
    ]  # fmt: skip
    shutil.copy(edition / ".gitignore", tmp_path)
    for name in work:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("meins")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    found = subprocess.run(
        ["git", "add", "--all", "--dry-run"], cwd=tmp_path, capture_output=True, text=True, check=True
    )  # fmt: skip
    assert found.stdout == "add '.gitignore'\n"


def test_the_edition_installs_what_learners_need_and_nothing_to_grade_with(edition: Path) -> None:
    project = tomllib.loads((edition / "pyproject.toml").read_text("utf-8"))
    groups = project["tool"]["uv"]["default-groups"]
    assert [project["dependency-groups"][name] for name in groups] == [["kooperation[lab]"]]
    assert "-e .[lab]" in (edition / "binder" / "requirements.txt").read_text("utf-8").split("\n")


def test_the_edition_is_one_that_an_update_can_be_made_from(edition: Path) -> None:
    found = read_edition(edition)
    assert set(found) == {name for name in everything(edition) if (edition / name).is_file()}


@pytest.mark.parametrize("repository", ["hochschule/kooperation", "a-b/.k_2.x"])
def test_the_readme_of_the_edition_opens_the_repository_on_binder(
    own: Path, tmp_path: Path, repository: str, edition: Path
) -> None:
    readme = (publish(own, tmp_path / "lernen", repository) / "README.md").read_text("utf-8")
    address = f"https://mybinder.org/v2/gh/{repository}/HEAD?urlpath=lab/tree/course/lectures/00_start.ipynb"
    assert readme.split("\n")[2].endswith(f"]({address})")
    without = (edition / "README.md").read_text("utf-8")
    assert readme.replace(readme.split("\n")[2] + "\n\n", "") == without
    assert "BINDER" not in readme
    assert "mybinder" not in without


@pytest.mark.parametrize(
    "repository",
    ["kooperation", "https://github.com/a/b", "a/b/c", "a/", "/b", "a b/c", "-a/b", "a/..", "ä/b", "a" * 40 + "/b"],
)  # fmt: skip
def test_what_is_no_name_of_a_repository_is_refused(
    own: Path, tmp_path: Path, repository: str, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(own)
    assert main(["publish", str(tmp_path / "lernen"), f"--repository={repository}"]) == 2
    assert capsys.readouterr().err == (
        f"kooperation: „{repository}“ ist kein Name eines Repositorys: Schreiben Sie ihn als OWNER/NAME, so wie er "
        "hinter „github.com/“ steht.\n"
    )
    assert not (tmp_path / "lernen").exists()


def test_dates_go_along_where_the_term_has_some_and_a_faulty_one_stops_it(tmp_path: Path) -> None:
    course = small(tmp_path / "kurs", ROOT)
    terms = course / "termine.toml"
    terms.write_text("[dilemma]\ndue = 2026-12-14T23:59:00", "utf-8")
    made = publish(course, tmp_path / "lernen")
    assert (made / "termine.toml").read_bytes() == terms.read_bytes()
    terms.write_text("[dilema]\ndue = 2026-12-14T23:59:00", "utf-8")
    with pytest.raises(UnavailableError, match="Die Aufgabe „dilema“ gibt es nicht"):
        publish(course, tmp_path / "noch_einmal")
    terms.write_text("[dilemma]\ndue = 'bald'", "utf-8")
    with pytest.raises(UnavailableError, match="kein Zeitpunkt"):
        publish(course, tmp_path / "noch_einmal")


def test_the_folders_above_are_made_and_nothing_else_is_beside_it(edition: Path) -> None:
    assert [path.name for path in edition.parent.iterdir()] == ["lernen"]


def private_strings(value: Any, public: frozenset[str]) -> Iterator[str]:
    """Yield all texts of a record but those under a *public* name."""
    if isinstance(value, str):
        yield value
    for inner in value if isinstance(value, list) else ():
        yield from private_strings(inner, public)
    for name, inner in value.items() if isinstance(value, dict) else ():
        if name not in public:
            yield from private_strings(inner, public)


SHOWN = frozenset(
    (
        "kind", "title", "read", "hint", "part", "text", "table", "options", "games", "unit", "claim",
        "typed", "item", "label", "field", "story", "gist", "practice", "worked",
    )
)  # fmt: skip


def computed_in_practice(question: Any) -> bool:
    """Say whether practice asks *question* itself with other numbers: then what marks it is published, and no key."""
    own = [item for item in question.get("pool", ()) if item.get("practice")]
    keyed = any("key" in item for item in question.get("pool", ()))
    return bool(question.get("practice")) and not own and not keyed


def graded_half(question: Any) -> Any:
    """Return of a *question* what brings points: no item that is there for practice alone."""
    pool = [item for item in question.get("pool", ()) if not item.get("practice")]
    return {**question, "pool": [] if computed_in_practice(question) else pool}


def statements(code: str) -> list[str]:
    """Return the lines of *code* without remarks, which may stand anywhere."""
    return [re.sub(r"(^|  )# .*", "", line).strip() for line in code.splitlines()]


def secrets() -> dict[str, str]:
    """Return what only instructors may read, with where it comes from; short words say nothing."""
    found = {}
    for slug in SLUGS:
        source = ROOT / "source" / slug
        records = tomllib.loads((source / f"{slug}.toml").read_text("utf-8"))
        questions = records["questions"]
        graded = {name: graded_half(question) for name, question in questions.items()}
        for text in private_strings(graded, SHOWN):
            found[re.sub(r"^[\d,]+: ", "", text)] = f"{slug}.toml"  # an anchor without its points
        prose = (source / f"{slug}.md").read_text("utf-8")
        for name in filter(lambda name: computed_in_practice(questions[name]), questions):
            prose = re.sub(rf"^## {name}: .*?(?=^## |\Z)", "", prose, flags=re.M | re.S)
        for code in re.findall(r"^```\{grade\}\n(.*?)^```", prose, re.M | re.S):
            found.update(dict.fromkeys(statements(code), f"{slug}.md, grade"))
        for code in re.findall(r"BEGIN SOLUTION\n(.*?)### END SOLUTION", prose, re.S):
            found.update(dict.fromkeys(statements(code), f"{slug}.md, solution"))
    return {text: where for text, where in found.items() if len(text) >= 60}


def test_there_is_something_to_search_for() -> None:
    kinds = set(secrets().values())
    assert {"dilemma.toml", "dilemma.md, grade"} <= kinds
    assert len(secrets()) > 40


def test_no_byte_of_the_edition_is_a_key_a_reason_a_rubric_or_grader_code(edition: Path) -> None:
    hidden = {
        written.encode(): (text, where)
        for text, where in secrets().items()
        for written in (text, json.dumps(text, ensure_ascii=False)[1:-1], json.dumps(text)[1:-1])
    }
    leaked = [
        f"{path.relative_to(edition)}: {text[:80]} ({where})"
        for path in edition.rglob("*")
        if path.is_file()
        for raw in [path.read_bytes()]
        for secret, (text, where) in hidden.items()
        if secret in raw
    ]
    assert leaked == []


def test_notebooks_of_the_edition_mark_nothing(edition: Path) -> None:
    for path in edition.rglob("*.ipynb"):
        text = path.read_text("utf-8")
        for word in ("HIDDEN TESTS", "BEGIN SOLUTION", "MARK SCHEME", "mark_", "ITEMS ="):
            assert word not in text, (path, word)


# Refusals -----------------------------------------------------------------------------------------


@pytest.fixture
def own(course: Path, tmp_path: Path) -> Path:
    return small(tmp_path / "kurs", course)


def refused(root: Path, target: Path, told: str) -> None:
    """Assert that publishing says *told* and leaves everything around as it was."""
    around = root.parent
    before = everything(around)
    with pytest.raises(UnavailableError, match=told) as caught:
        publish(root, target)
    assert everything(around) == before
    assert len(str(caught.value)) < 600


def test_a_folder_with_something_in_it_is_left_alone(own: Path, tmp_path: Path) -> None:
    target = tmp_path / "voll"
    target.mkdir()
    (target / "meins.txt").write_text("bleibt")
    refused(own, target, "gibt es schon")
    assert (target / "meins.txt").read_text() == "bleibt"
    refused(own, target / "meins.txt", "ist eine Datei")


def test_an_empty_folder_may_be_filled(own: Path, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    assert publish(own, tmp_path / "leer") == tmp_path / "leer"
    assert (tmp_path / "leer" / "README.md").is_file()


@pytest.mark.parametrize("where", [".", "lernen", "course/lectures/lernen", "../kurs/lernen"])
def test_a_folder_within_the_course_is_refused(own: Path, where: str) -> None:
    refused(own, own / where, "liegt im Kurs selbst")


@pytest.mark.parametrize("missing", ["source", "release", "course/lectures", "binder", *FILES])
def test_a_course_that_is_not_whole_is_refused(own: Path, tmp_path: Path, missing: str) -> None:
    """A learner's edition has no source/: nobody could say whether keys are in it."""
    path = own / missing
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    refused(own, tmp_path / "neu" / "lernen", f"hier fehlt {missing}")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX links")
def test_a_link_into_the_course_is_no_way_around(own: Path, tmp_path: Path) -> None:
    (tmp_path / "verweis").symlink_to(own / "release")
    refused(own, tmp_path / "verweis" / "lernen", "liegt im Kurs selbst")


def test_a_course_without_a_released_assignment_is_refused(own: Path, tmp_path: Path) -> None:
    shutil.rmtree(own / "release")
    (own / "release").mkdir()
    refused(own, tmp_path / "lernen", "kooperation build")


def key_of(slug: str) -> str:
    return max((text for text, where in secrets().items() if where == f"{slug}.toml"), key=len)


@pytest.mark.parametrize("name", ["05_gefangenendilemma.md", "05_gefangenendilemma.ipynb"])
def test_a_key_that_was_pasted_into_a_lecture_is_found(
    own: Path, tmp_path: Path, name: str
) -> None:
    lecture = own / "course" / "lectures" / name
    secret = key_of("dilemma")
    if lecture.suffix == ".md":
        lecture.write_text(lecture.read_text("utf-8") + secret, "utf-8")
    else:
        notebook = nbformat.read(lecture, as_version=4)
        notebook.cells[-1].source += f"\n{secret}"
        nbformat.write(notebook, lecture)
    refused(own, tmp_path / "neu" / "lernen", rf"{name}“ enthält .*dilemma.*Ändern Sie")


def test_a_key_with_quotation_marks_is_found_in_a_notebook_too(own: Path, tmp_path: Path) -> None:
    """There it is written with backslashes."""
    secret = 'Wer sagt: "Das lohnt sich für uns alle nicht", denkt an sich.'
    records = own / "source" / "dilemma" / "dilemma.toml"
    text = records.read_text("utf-8")
    records.write_text(text.replace("samples = [", f"samples = [\n'{secret}',", 1), "utf-8")
    path = own / "release" / "dilemma" / "dilemma.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source += secret
    nbformat.write(notebook, path)
    refused(own, tmp_path / "lernen", "nur für Lehrende")


def test_a_key_of_several_lines_is_found_in_a_file_with_the_line_ends_of_windows(
    course: Path, tmp_path: Path
) -> None:
    folder = course / "source" / "dilemma"
    secret = next(
        text for text in private_texts(read_assignment(folder)) if "\n" in text and len(text) > 60
    )
    (tmp_path / "lektion.md").write_bytes(secret.replace("\n", "\r\n").encode())
    assert "„lektion.md“" in next(leaks(course, tmp_path))


def test_a_release_that_still_holds_tests_is_found(own: Path, tmp_path: Path) -> None:
    slug = "dilemma"
    shutil.copy(own / "source" / slug / f"{slug}.ipynb", own / "release" / slug)
    refused(own, tmp_path / "lernen", "enthält noch Lösungen|nur für Lehrende")


# Practice: what it needs goes along, and no key that brings points ---------------------------------


PRACTICE = Path("course", "kooperation", "assignments", "published", "practice")


def test_a_graded_item_in_what_is_practised_is_found_however_short_its_key(
    course: Path, tmp_path: Path
) -> None:
    edition = tmp_path / "lernen"
    shutil.copytree(course / PRACTICE, edition / PRACTICE)
    assert list(leaks(course, edition)) == []
    records = tomllib.loads((course / "source" / "modi" / "modi.toml").read_text("utf-8"))
    graded = next(i for i in records["questions"]["zuordnen"]["pool"] if not i.get("practice"))
    path = edition / PRACTICE / "modi.json"
    data = json.loads(path.read_text("utf-8"))
    data["practice"]["zuordnen"]["items"][graded["item"]] = {"key": graded["key"]}
    path.write_text(json.dumps(data), "utf-8")
    (said,) = leaks(course, edition)
    assert f"den Schlüssel von „{graded['item']}“" in said
    assert "practice = true" in said


def test_a_key_in_what_is_published_of_a_question_is_found(course: Path, tmp_path: Path) -> None:
    edition = tmp_path / "lernen"
    shutil.copytree(course / PRACTICE.parent, edition / PRACTICE.parent)
    path = edition / PRACTICE.parent / "begriffe.json"
    data = json.loads(path.read_text("utf-8"))
    data["questions"]["kooperation"]["pool"][0]["key"] = "kooperation"
    path.write_text(json.dumps(data), "utf-8")
    assert ["begriffe.json" in said for said in leaks(course, edition)] == [True]


def test_the_package_that_goes_into_a_wheel_holds_no_key(tmp_path: Path) -> None:
    package = Path("course", "kooperation")
    ignore = shutil.ignore_patterns("__pycache__", "labextension")
    shutil.copytree(ROOT / package, tmp_path / package, ignore=ignore)
    assert (tmp_path / PRACTICE / "dilemma.json").is_file()
    assert list(leaks(ROOT, tmp_path)) == []


def test_what_was_pasted_from_code_that_marks_a_question_of_the_graded_kind_is_found(
    course: Path, tmp_path: Path
) -> None:
    prose = (course / "source" / "dilemma" / "dilemma.md").read_text("utf-8")
    code = re.findall(r"^```\{grade\}\n(.*?)^```", prose, re.M | re.S)
    of_function = next(block for block in code if "mark_calls" in block)
    of_pareto = next(block for block in code if "of=1" in block)
    (tmp_path / "a.py").write_text(of_pareto, "utf-8")
    assert list(leaks(course, tmp_path)) == []  # practice computes with it
    (tmp_path / "b.py").write_text(of_function, "utf-8")
    assert ["b.py" in said for said in leaks(course, tmp_path)] == [True]


# What the disk refuses ----------------------------------------------------------------------------


def test_a_full_disk_is_told_and_nothing_is_left(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    original = shutil.copytree
    monkeypatch.setattr(
        shutil, "copytree", lambda *a, **k: original(*a, **{**k, "copy_function": full})
    )
    refused(own, tmp_path / "neu" / "lernen", r"Speicherplatz frei ist .*Es wurde nichts angelegt")


def test_a_disk_that_is_full_halfway_leaves_nothing(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "copy", full)
    refused(own, tmp_path / "lernen", "ließ sich nicht nach .* schreiben .No space left on device.")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_a_place_that_cannot_be_written_is_told(own: Path, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("kein Ordner")
    refused(own, tmp_path / "datei" / "lernen", "ließ sich nicht nach")
    closed = tmp_path / "zu"
    closed.mkdir(mode=0o555)
    if not os.access(closed, os.W_OK):  # root may write everywhere
        refused(own, closed / "lernen", "schreiben dürfen")


# In the terminal ----------------------------------------------------------------------------------


def test_the_command_says_where_it_wrote_or_why_it_did_not(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(own)
    assert main(["publish", str(tmp_path / "lernen")]) == 0
    assert capsys.readouterr().out == f"geschrieben: {tmp_path / 'lernen'}\n"
    assert main(["publish", str(tmp_path / "lernen")]) == 2
    assert "gibt es schon" in capsys.readouterr().err
    (own / "source" / "dilemma" / "dilemma.md").unlink()
    assert main(["publish", str(tmp_path / "neu")]) == 2
    assert "„dilemma.md“ fehlt" in capsys.readouterr().err
    assert not (tmp_path / "neu").exists()


# The edition at work ------------------------------------------------------------------------------


def python(edition: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the package of the edition, as somebody who has nothing else."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=edition,
        env={**os.environ, "PYTHONPATH": str(edition / "course"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def test_check_says_that_there_are_no_tests_here(edition: Path) -> None:
    done = python(edition, "-m", "kooperation", "check", "dilemma")
    assert done.returncode == 2
    assert "liegen hier keine Prüfungen („source/dilemma“ fehlt)" in done.stderr
    assert "lesen die Rückmeldung" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command", ["build", "claims", *class_commands.COMMANDS, *exchange_commands.COMMANDS]
)
def test_what_is_for_lecturers_says_there_that_this_is_the_learners_edition_before_it_needs_anything(
    edition: Path,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command that installs the grading part led to a dead end: there is no source/ in the edition."""
    arguments = {
        **dict.fromkeys(("roster", "demo"), ("datei",)),
        **dict.fromkeys(("build", "claims", "tournament"), ()),
    }
    monkeypatch.chdir(edition)
    before = everything(edition)
    assert main([command, *arguments.get(command, ("dilemma",))]) == 2
    said = capsys.readouterr().err
    assert f"„kooperation {command}“ ist für Lehrende" in said
    assert "Das ist eine Ausgabe für Lernende" in said
    assert "installiert" not in said
    assert everything(edition) == before


@pytest.mark.parametrize(
    ("command", "said"),
    [("check", "liegen hier keine Prüfungen („source/dilemma“ fehlt)"), ("grade", "für Lehrende")],
)
def test_nobody_is_told_to_install_there_what_grades(
    edition: Path, command: str, said: str
) -> None:
    without = "sys.modules.update(dict.fromkeys(('nbgrader', 'nh3', 'psutil', 'sqlalchemy')))"
    run = f"import sys; {without}; from kooperation.desk.cli import main; sys.exit(main())"
    done = python(edition, "-c", run, command, "dilemma")
    assert done.returncode == 2
    assert said in done.stderr
    assert "installiert" not in done.stderr


def test_one_practises_in_the_published_edition_with_reasons_and_solution(edition: Path) -> None:
    assert not (edition / "source").exists()
    command = [sys.executable, "-m", "kooperation", "practice", "wiederholung"]
    done = subprocess.run(
        [*command, "--question", "schwellen"],
        cwd=edition,
        input="0\n0\n0\n1\ngenug\n",
        env={**os.environ, "PYTHONPATH": str(edition / "course"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 von 4 Punkten" in done.stdout
    assert done.stdout.count("  – Teil ") == 4
    assert "a: (T − R) / (T − P) = (" in done.stdout


RUN = """
import json, sys
import nbclient, nbformat
import kooperation
notebook = nbformat.read("dilemma.ipynb", as_version=4)
nbclient.NotebookClient(notebook, timeout=60, allow_errors=True).execute()
errors = [o.ename for c in notebook.cells for o in c.get("outputs", ()) if o.output_type == "error"]
widgets = [o for c in notebook.cells for o in c.get("outputs", ()) if "application/vnd.jupyter.widget-view+json" in o.get("data", {})]
told = [o for c in notebook.cells for o in c.get("outputs", ()) if "kooperation-waits" in str(o.get("data", {}))]
print(json.dumps({"package": kooperation.__file__, "errors": errors, "widgets": len(widgets), "told": len(told)}))
"""


@pytest.mark.kernel
def test_the_released_notebook_runs_with_the_published_package(
    edition: Path, tmp_path: Path
) -> None:
    work = tmp_path / "dilemma"
    shutil.copytree(edition / "release" / "dilemma", work)
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        cwd=work,
        env={
            **os.environ, "PYTHONPATH": str(edition / "course"), "PYTHONDONTWRITEBYTECODE": "1",
            "IPYTHONDIR": str(tmp_path / "ipython"),
        },
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert Path(found["package"]).is_relative_to(edition)
    assert found["errors"] == []
    assert found["told"] == 1  # the function that is not yet written
    assert found["widgets"] >= 5
    sheet = json.loads((work / "dilemma.answers.json").read_text("utf-8"))
    assert sheet["answers"] == {}


SEARCH = """
import json
from kooperation.assignments import draw, slugs, published
found = {}
for slug in slugs():
    text = json.dumps(dict(published(slug)))
    assert not any(f'"{name}"' in text for name in ("key", "why", "otherwise", "samples", "criteria", "solution"))
    found[slug] = sorted(draw(slug, 17).questions)
try:
    import source
except ImportError:
    pass
else:
    raise AssertionError
print(json.dumps(found))
"""


def test_no_key_can_be_imported_from_the_edition(edition: Path) -> None:
    done = python(edition, "-c", SEARCH)
    assert done.returncode == 0, done.stderr
    assert sorted(json.loads(done.stdout)) == SLUGS
