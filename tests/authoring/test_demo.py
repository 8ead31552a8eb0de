"""The made-up class: the same for the same seed, mistakes that the records know, and every kind of mishap."""

from __future__ import annotations

import io
import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

from debian import is_root
from handing_in import ROOT
from kooperation.assignments import draw
from kooperation.assignments.class_tournament import AGREED
from kooperation.assignments.class_tournament import SLUG as TOURNAMENT
from kooperation.assignments.deadlines import read_deadlines
from kooperation.assignments.kinds import Kind
from kooperation.assignments.reading import read_answer
from kooperation.authoring.assignments import read_assignment
from kooperation.authoring.demo.answering import ClassAnswers
from kooperation.authoring.demo.damage import MISHAPS
from kooperation.authoring.demo.demo import SLUGS, STEPS, demo, steps
from kooperation.authoring.demo.people import MOST, Person, people
from kooperation.base.answers_file import SheetError, read_answers
from kooperation.base.places import UnavailableError, read_notebook
from kooperation.base.records import load
from kooperation.desk.cli import commands, main
from kooperation.grading.exchange.collect import take
from kooperation.grading.exchange.late import deadline_of
from kooperation.grading.exchange.roster import take_roster
from kooperation.grading.exchange.uploads import counting, gather
from kooperation.repeated.own_strategy_sheet import taken_along

pytestmark = pytest.mark.slow

COUNT = 24


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("demo") / "klasse"
    demo(ROOT, target, COUNT, seed=1)
    return target


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_the_same_seed_makes_the_same_class_and_another_seed_another_one(
    folder: Path, tmp_path: Path
) -> None:
    demo(ROOT, tmp_path / "b", COUNT, seed=1)
    demo(ROOT, tmp_path / "c", COUNT, seed=2)
    assert contents(tmp_path / "b") == contents(folder)
    assert contents(tmp_path / "c").keys() != contents(folder).keys()


def test_each_assignment_has_every_kind_of_mishap_somebody_missing_and_most_of_it_whole(
    folder: Path,
) -> None:
    for slug in SLUGS:
        work = sorted((folder / "submitted").glob(f"*/{slug}"))
        assert COUNT - 5 <= len(work) < COUNT
        whole = 0
        for of_one in work:
            ids: list[str] = []
            try:
                sheet = read_answers(of_one / f"{slug}.answers.json")
            except SheetError:
                continue
            if notebook := read_notebook(of_one / f"{slug}.ipynb"):
                ids = [cell["id"] for cell in notebook["cells"]]
            whole += bool(ids) and len(set(ids)) == len(ids) and sheet["variant"] is not None
        assert COUNT * 2 / 3 <= whole < len(work)


@pytest.mark.parametrize("mishap", MISHAPS, ids=lambda mishap: mishap.__name__)
def test_a_mishap_changes_the_files_and_leaves_the_notebook_of_others_alone(
    mishap: object, folder: Path
) -> None:
    assert callable(mishap)
    whole = next(
        of_one
        for of_one in sorted((folder / "submitted").glob("*/dilemma"))
        if read_notebook(of_one / "dilemma.ipynb") and (of_one / "dilemma.answers.json").is_file()
    )
    files = contents(whole)
    before = dict(files)
    assert mishap("dilemma", files, random.Random(0)) != before
    assert files == before


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_answered_can_be_read_and_the_able_have_more_of_it_right(slug: str) -> None:
    answering = ClassAnswers(read_assignment(ROOT / "source" / slug))
    shares: dict[float, list[float]] = {-2.0: [], 3.0: []}
    for ability in shares:
        for variant in range(12):
            rng = random.Random(variant)
            person = Person("A", "B", 1, ability, confused=False)
            answers = answering.answers(variant, person, rng)
            for name, question in draw(slug, variant).questions.items():
                if question.kind in (Kind.FUNCTION, Kind.TEXT):
                    continue
                reading = read_answer(question, answers[name])
                assert [p for p in reading.problems if "noch keine" not in p] == []
                marks = answering.trial.marks(variant, name, answers[name])
                shares[ability].append(float(marks) / marks.of)
    means = {ability: sum(found) / len(found) for ability, found in shares.items()}
    assert means[-2.0] < 0.35
    assert means[3.0] > 0.85


def test_wrong_answers_earn_mostly_reasons_that_name_a_mistake() -> None:
    assignment = read_assignment(ROOT / "source" / "modi")
    answering, rng = ClassAnswers(assignment), random.Random(0)
    otherwise = {raw["otherwise"] for raw in assignment.questions["zuordnen"]["pool"]}
    said = []
    for variant in range(30):
        answers = answering.answers(variant, Person("A", "B", 1, -1.0, confused=False), rng)
        marks = answering.trial.marks(variant, "zuordnen", answers["zuordnen"])
        said += [part.remark for part in marks.parts if part.share < 1 and part.given]
    assert len(said) > 50
    assert sum(remark not in otherwise for remark in said) > 0.8 * len(said)


def test_who_is_confused_takes_equilibrium_and_efficiency_for_one_another() -> None:
    answering, rng = ClassAnswers(read_assignment(ROOT / "source" / "dilemma")), random.Random(0)
    said = []
    for variant in range(20):
        answers = answering.answers(variant, Person("A", "B", 1, 1.0, confused=True), rng)
        marks = answering.trial.marks(variant, "pareto", answers["pareto"])
        said += [part.remark for part in marks.parts]
    assert sum("Gleichgewicht mit Pareto-Effizienz verwechselt" in remark for remark in said) > 8


def test_names_are_all_different_and_some_are_hard_to_file() -> None:
    everybody = people(MOST, random.Random(0))
    names = [person.listed for person in everybody]
    assert len({person.student for person in everybody}) == MOST
    assert len({(person.first, person.last) for person in everybody}) == MOST
    assert any("'" in name for name in names)
    assert any("ü" in name.lower() for name in names)
    assert not any(set(name) & set('/\\:*?"<>|') for name in names)


def test_moodles_archive_holds_the_same_work_under_the_names_that_the_guide_reads(
    folder: Path,
) -> None:
    guide = (ROOT / "course" / "lehren.md").read_text("utf-8")
    found = re.search(r'named_regexp = r"(.*)"', guide)
    assert found
    of_whom: dict[str, dict[str, bytes]] = {}
    with zipfile.ZipFile(folder / "moodle" / "dilemma.zip") as archive:
        for name in archive.namelist():
            known = re.match(found[1], f"archive/{name}")
            assert known, name
            of_whom.setdefault(known["student_id"], {})[known["file_id"]] = archive.read(name)
    numbers = {student.rpartition("_")[2]: files for student, files in of_whom.items()}
    for number, files in numbers.items():
        if "dilemma.zip" in files:
            with zipfile.ZipFile(io.BytesIO(files["dilemma.zip"])) as packed:
                files = {name: packed.read(name) for name in packed.namelist()}
        assert files == contents(folder / "submitted" / number / "dilemma")
    assert set(numbers) == {path.parent.name for path in folder.glob("submitted/*/dilemma")}


def test_who_reads_the_list_and_collects_has_everybody_once(folder: Path, tmp_path: Path) -> None:
    course = shutil.copytree(folder, tmp_path / "klasse")
    before = {path.parent.name for path in course.glob("submitted/*/dilemma")}
    list(take_roster(course, course / "teilnehmende.csv"))
    found = gather(course, "dilemma", sorted((course / "moodle").glob("dilemma.*")))
    list(take(course, "dilemma", found, deadline_of(course, "dilemma"), dry_run=False))
    assert {path.parent.name for path in course.glob("submitted/*/dilemma")} == before


def test_the_worksheet_tells_when_each_handed_in_and_some_did_too_late(folder: Path) -> None:
    """Collected with it, and graded, the class has late work; without it nobody would be late."""
    said = []
    for slug in SLUGS:
        found = gather(
            folder, slug, [folder / "moodle" / f"{slug}.zip", folder / "moodle" / f"{slug}.csv"]
        )
        due = read_deadlines(folder)[slug].due
        sent = {who: counting(handed, due).sent for who, handed in found.handed.items()}
        assert None not in sent.values()
        late = [who for who, when in sent.items() if when and when > due]
        assert len(late) == len(sent) // 10 > 0
        said += list(take(folder, slug, found, deadline_of(folder, slug), dry_run=True))
    assert not any("sagt niemand" in line for line in said)


def test_two_hand_in_the_same_work(folder: Path) -> None:
    sheets = [path.read_bytes() for path in folder.glob("submitted/*/dilemma/dilemma.answers.json")]
    assert len(sheets) - len(set(sheets)) == 1


@pytest.mark.parametrize("code", load("authoring/demo/texts")["hostile"])
def test_what_is_nasty_harms_nobody_even_where_no_sandbox_stops_it(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "submitted" / "a" / "dilemma"
    own.mkdir(parents=True)
    (tmp_path / "source" / "x").mkdir(parents=True)
    (tmp_path / "source" / "x" / "x.toml").write_text("geheim", "utf-8")
    monkeypatch.chdir(own)
    before = contents(tmp_path)
    exec(code, {})
    assert contents(tmp_path) == before


def test_strategies_for_the_tournament_are_of_every_sort(folder: Path) -> None:
    built, agreed, written = [], [], set()
    for sheet in folder.glob(f"submitted/*/{TOURNAMENT}/*.answers.json"):
        try:
            answers = read_answers(sheet)["answers"]
        except SheetError:
            continue
        if AGREED not in answers:  # nothing was answered
            continue
        built.append(taken_along(sheet))
        agreed.append(answers[AGREED])
        if notebook := read_notebook(sheet.with_name(f"{TOURNAMENT}.ipynb")):
            written |= {
                "".join(cell["source"])
                for cell in notebook["cells"]
                if cell["metadata"]["nbgrader"]["grade_id"] == "strategie-antwort"
            }
    assert 3 <= sum(one is not None for one in built) < len(built) - 3
    assert 3 <= sum(agreed) < len(agreed)
    assert len(written) >= 4


@pytest.mark.nightly
def test_the_printed_way_can_be_walked_to_its_end(tmp_path: Path) -> None:
    """Each command as it is printed, in order; what opens JupyterLab is ended once it answers."""
    course = tmp_path / "klasse"
    assert main(["demo", str(course), "--students", "12"]) == 0
    lines = (course / STEPS).read_text("utf-8").splitlines()
    assert f'cd "{course}"' in lines[2]
    typed = [shlex.split(line) for line in lines if re.match("   (kooperation|jupyter) ", line)]
    walked: list[str] = []
    for command in typed:
        if command[:2] in (["kooperation", "mark"], ["jupyter", "lab"]):
            opened(command, course, tmp_path / f"lab{len(walked)}")
        else:
            done = subprocess.run(
                [sys.executable, "-m", *command],
                cwd=course,
                capture_output=True,
                text=True,
                timeout=300,
            )
            assert done.returncode == 0, (command, done.stdout, done.stderr)
        walked.append(" ".join(command[:2]))
    assert walked == [
        *("kooperation roster", "kooperation collect", "kooperation grade", "kooperation variants"),
        *("kooperation mark", "jupyter lab", "kooperation report", "kooperation feedback"),
        *("kooperation return", "kooperation tournament"),
    ]
    for made in ("bewerten/dilemma.ipynb", "auswertung/dilemma.html", "turnier/turnier.html",
                 "rueckgabe/dilemma/moodle_bewertungen.csv", "rueckgabe/dilemma/moodle_rueckmeldungen.zip"):  # fmt: skip
        assert (course / made).is_file(), made
    assert len(list(course.glob("feedback/*/dilemma/dilemma.html"))) >= 10
    assert "Strategie" in (course / "turnier" / "turnier.html").read_text("utf-8")


def opened(command: list[str], course: Path, home: Path) -> None:
    """Run *command*, which opens JupyterLab, until formgrader answers there; end it."""
    places = {
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTER_CONFIG_DIR": "config",
        "IPYTHONDIR": "ipython",
    }
    env = {
        **os.environ,
        **{name: str(home / place) for name, place in places.items()},
        "BROWSER": "true",
    }
    root = ["--allow-root"] if command[0] == "jupyter" and is_root() else []
    home.mkdir()
    with (home / "log.txt").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", *command, *root], cwd=course, env=env, stdout=log, stderr=log
        )
        try:
            end = time.monotonic() + 90
            while not (there := list((home / "runtime").glob("jpserver-*.json"))):
                assert server.poll() is None, (home / "log.txt").read_text("utf-8")
                assert time.monotonic() < end
                time.sleep(0.2)
            info = json.loads(there[0].read_text("utf-8"))
            address = f"{info['url']}formgrader?token={info['token']}"
            with urllib.request.urlopen(address, timeout=30) as answer:
                assert answer.status == 200
        finally:
            server.terminate()
            server.wait(30)


def test_the_way_from_here_names_only_commands_that_there_are(folder: Path) -> None:
    lines = steps(folder, commands())
    typed = [line.split() for line in lines if line.startswith("   kooperation ")]
    assert {words[1] for words in typed} <= commands()
    assert {"grade", "report"} <= {words[1] for words in typed}
    assert not any("kooperation grade" in line for line in steps(folder, set()))


def test_the_command_lays_out_a_class_and_keeps_the_way_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", str(tmp_path / "neu"), "--students", "3"]) == 0
    said = capsys.readouterr().out
    assert "Die Probeklasse liegt in" in said
    assert (tmp_path / "neu" / "naechste_schritte.txt").read_text("utf-8") == said
    assert main(["demo", str(tmp_path / "neu")]) == 2
    assert "es liegt etwas darin" in capsys.readouterr().err


def test_where_no_class_can_be_laid_out_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "voll").mkdir()
    (tmp_path / "voll" / "brief.txt").write_text("x", "utf-8")
    with pytest.raises(UnavailableError, match="es liegt etwas darin"):
        demo(ROOT, tmp_path / "voll")
    with pytest.raises(UnavailableError, match="liegt im Kurs selbst"):
        demo(ROOT, ROOT / "probeklasse")
    with pytest.raises(UnavailableError, match="0 Personen gehen nicht"):
        demo(ROOT, tmp_path / "neu", students=0)
    with pytest.raises(UnavailableError, match="hier fehlt „source/dilemma“"):
        demo(tmp_path / "voll", tmp_path / "neu")
    assert {path.name for path in tmp_path.iterdir()} == {"voll"}


def test_the_list_of_people_is_one_that_a_platform_exports(folder: Path) -> None:
    head, *rows = (folder / "teilnehmende.csv").read_text("utf-8").splitlines()
    assert head == '"Vorname","Nachname","ID-Nummer","E-Mail-Adresse","Gruppen"'
    assert len(rows) == COUNT
    assert all(json.loads(f"[{row}]")[3].endswith("@example.org") for row in rows)
