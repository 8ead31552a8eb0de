"""`kooperation demo`: a made-up class that has handed in, in a folder of its own, and the way from here."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from kooperation.assignments import published
from kooperation.assignments.class_tournament import SLUG as TOURNAMENT
from kooperation.assignments.concept_answers import FILE, as_file
from kooperation.assignments.deadlines import FILE as DEADLINES
from kooperation.assignments.deadlines import read_deadlines
from kooperation.authoring.assignments import read_assignment
from kooperation.authoring.demo.answering import ClassAnswers, concept_answers, taking_part
from kooperation.authoring.demo.damage import MISHAPS, Files
from kooperation.authoring.demo.downloads import DemoWork, as_moodle, roster, worksheet
from kooperation.authoring.demo.people import MOST, Person, people
from kooperation.base.answers_file import SCHEMA, VARIANTS
from kooperation.base.places import START, UnavailableError, require_new_folder
from kooperation.base.words import Words

WORDS = Words("authoring/demo.demo")
PEOPLE, ERRORS = Words("authoring/demo.errors.people"), Words("authoring/demo.errors.demo")
SLUGS = ("dilemma", "modi", "schnittstellen", TOURNAMENT)
STUDENTS, SEED = 30, 2026
OPTED_IN = 0.6  # of the people hand in the test before and after the course
ONE_IN = 8  # one person in so many hands nothing in, one something damaged
STEPS = "naechste_schritte.txt"


def demo(root: Path, folder: Path, students: int = STUDENTS, seed: int = SEED) -> None:
    """Write a course with a class of *students* into *folder*, made from the course at *root*.

    Raises UnavailableError if that is no empty folder outside the course, or the class is too small or too large.
    """
    _require_free(root, folder)
    if not 1 <= students <= MOST:
        raise UnavailableError(PEOPLE.filled("no_count", count=students, most=MOST))
    folder.mkdir(parents=True, exist_ok=True)
    _lay_out_course(root, folder)
    rng = random.Random(seed)
    everybody = people(students, rng)
    (folder / WORDS["roster"]).write_text(roster(everybody, rng), "utf-8")
    (folder / DEADLINES).write_text(WORDS["deadlines"], "utf-8")
    platform = folder / "moodle"
    platform.mkdir()
    for slug in SLUGS:
        work = list(_class(root, slug, everybody, random.Random(f"{seed}:{slug}")))
        for handed_in in work:
            _write(folder / "submitted" / handed_in.person.student / slug, handed_in.files)
        (platform / f"{slug}.zip").write_bytes(as_moodle(slug, work))
        table = worksheet(
            everybody,
            work,
            read_deadlines(folder)[slug].due,
            read_assignment(root / "source" / slug).points,
            rng,
        )
        (platform / f"{slug}.csv").write_text(table, "utf-8")


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
        raise UnavailableError(ERRORS.filled("not_complete", missing=missing[0]))


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
        if slug == TOURNAMENT:
            answers |= taking_part(rng)
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
