"""`kooperation demo`: a made-up class that has handed in, in a folder of its own, and the way from here."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kooperation.assignments import published
from kooperation.assignments.concept_answers import FILE, as_file
from kooperation.assignments.packing import THE_SAME_TIME
from kooperation.authoring.assignments import read_assignment
from kooperation.authoring.demo.answering import ClassAnswers, concept_answers
from kooperation.authoring.demo.damage import MISHAPS, Files
from kooperation.authoring.demo.people import MOST, Person, people
from kooperation.base.answers_file import SCHEMA, VARIANTS
from kooperation.base.places import START, UnavailableError, require_new_folder
from kooperation.base.words import Words

WORDS = Words("authoring/demo.demo")
SLUGS = ("dilemma", "modi", "schnittstellen")
STUDENTS, SEED = 30, 2026
OPTED_IN = 0.6  # of the people hand in the test before and after the course
ONE_IN = 8  # one person in so many hands nothing in, one something damaged
STEPS = "naechste_schritte.txt"


@dataclass(frozen=True)
class DemoWork:
    """What *person* handed in."""

    person: Person
    files: Files
    damaged: bool = False


def demo(root: Path, folder: Path, students: int = STUDENTS, seed: int = SEED) -> None:
    """Write a course with a class of *students* into *folder*, made from the course at *root*.

    Raises UnavailableError if that is no empty folder outside the course, or the class is too small or too large.
    """
    _require_free(root, folder)
    if not 1 <= students <= MOST:
        raise UnavailableError(f"{students} Personen gehen nicht; es gehen 1 bis {MOST}.")
    folder.mkdir(parents=True, exist_ok=True)
    _lay_out_course(root, folder)
    rng = random.Random(seed)
    everybody = people(students, rng)
    (folder / WORDS["roster"]).write_text(_roster(everybody, rng), "utf-8")
    platform = folder / "moodle"
    platform.mkdir()
    for slug in SLUGS:
        work = list(_class(root, slug, everybody, random.Random(f"{seed}:{slug}")))
        for handed_in in work:
            _write(folder / "submitted" / handed_in.person.student / slug, handed_in.files)
        (platform / f"{slug}.zip").write_bytes(_as_moodle(slug, work))


def steps(folder: Path, commands: Collection[str]) -> list[str]:
    """Return in lines what to type next; a step of ours is left out if it is not among the *commands*."""
    lines = [WORDS.filled("ready", folder=folder), "", WORDS.filled("go", folder=folder)]
    for step in WORDS.lines("steps"):
        command, _, about = step.partition(" | ")
        ours = command.removeprefix("kooperation ").split()[0]
        if not command.startswith("kooperation ") or ours in commands:
            lines += [f"   {command}", f"      {about}"]
    return [*lines, "", WORDS.filled("kept", file=STEPS)]


def _require_free(root: Path, folder: Path) -> None:
    require_new_folder(root, folder, "probeklasse")
    if missing := [slug for slug in SLUGS if not (root / "source" / slug).is_dir()]:
        raise UnavailableError(
            f"Eine Probeklasse geht nur aus der vollständigen Ausgabe des Kurses; hier fehlt „source/{missing[0]}“."
        )


def _lay_out_course(root: Path, folder: Path) -> None:
    """Copy what grading needs: the assignments with their tests, nbgrader's settings, and what a course is known by."""
    for name in ("source", "release"):
        for slug in SLUGS:
            shutil.copytree(root / name / slug, folder / name / slug)
    (folder / START).parent.mkdir(parents=True)
    shutil.copy(root / START, folder / START)
    shutil.copy(root / "nbgrader_config.py", folder)


# The class ----------------------------------------------------------------------------------------


def _class(
    root: Path, slug: str, everybody: Sequence[Person], rng: random.Random
) -> Iterator[DemoWork]:
    """Yield what the class hands in for *slug*: most of it whole, some untouched, some damaged; some nothing."""
    answering = ClassAnswers(read_assignment(root / "source" / slug))
    released = (root / "release" / slug / f"{slug}.ipynb").read_text("utf-8")
    few = len(everybody) // ONE_IN
    odd = rng.sample(everybody, 2 * few + few // 2)
    missing, untouched = odd[:few], odd[2 * few :]
    damage = dict(zip(odd[few : 2 * few], MISHAPS * few, strict=False))
    before: Files = {}
    passed_on = False
    for at, person in enumerate(everybody):
        variant = rng.randrange(VARIANTS)
        if person in missing:
            continue
        if person in untouched:
            yield DemoWork(person, _files(slug, released, variant, {}, {}))
            continue
        answers = answering.answers(variant, person, rng)
        files = _files(slug, released, variant, answers, answering.cells(variant, person, rng))
        if slug == SLUGS[0] and rng.random() < OPTED_IN:
            files[FILE] = as_file(concept_answers(person, rng))
        mishap = damage.get(person)
        if before and at >= len(everybody) // 2 and not mishap and not passed_on:
            files, passed_on = before, True
        before = before if mishap else files
        yield DemoWork(person, mishap(slug, files, rng) if mishap else files, bool(mishap))


def _files(
    slug: str, released: str, variant: int, answers: dict[str, object], cells: dict[str, str]
) -> Files:
    """Return notebook and answers file as a learner has them."""
    notebook = json.loads(released)
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in cells:
            cell["source"] = cells[name]
    edition = published(slug)["edition"]
    sheet = {"schema": SCHEMA, "variant": variant, "edition": edition, "answers": answers}
    return {
        f"{slug}.ipynb": json.dumps(notebook, ensure_ascii=False, indent=1).encode(),
        f"{slug}.answers.json": json.dumps(sheet, ensure_ascii=False, indent=1).encode(),
    }


# Files --------------------------------------------------------------------------------------------


def _write(folder: Path, files: Files) -> None:
    folder.mkdir(parents=True)
    for name, raw in files.items():
        (folder / name).write_bytes(raw)


def _as_moodle(slug: str, work: Sequence[DemoWork]) -> bytes:
    """Return the archive that Moodle gives out: flat, a packed file a person, or the files one by one."""
    found: Files = {}
    for handed_in in work:
        person = handed_in.person
        start = f"{person.listed}_{person.number}_assignsubmission_file_"
        files = handed_in.files
        if not handed_in.damaged:
            files = {f"{slug}.zip": _zipped(files)}
        found |= {start + name: raw for name, raw in files.items()}
    return _zipped(found)


def _zipped(files: Files) -> bytes:
    """Return an archive of *files*; equal files make an equal archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, raw in files.items():
            entry = zipfile.ZipInfo(name, THE_SAME_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, raw)
    return out.getvalue()


def _roster(everybody: Sequence[Person], rng: random.Random) -> str:
    """Return the list of people as Moodle exports it."""
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    table.writerow(WORDS.lines("columns"))
    for person in sorted(everybody, key=lambda person: (person.last, person.first)):
        group = WORDS.filled("group", number=rng.choice([1, 2]))
        mail = f"demo{person.number}@example.org"
        table.writerow([person.first, person.last, str(person.number), mail, group])
    return out.getvalue()
