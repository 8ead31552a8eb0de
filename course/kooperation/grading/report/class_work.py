"""What a class handed in and got for it, without names: from the gradebook, the graded notebooks, the answers files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import is_grade, is_solution
from traitlets.config import Config

from kooperation.assignments import draw, published
from kooperation.assignments.concept_answers import FILE, ConceptAnswers, handed_in
from kooperation.assignments.kinds import Kind
from kooperation.assignments.kinds.text.reading import is_untouched
from kooperation.assignments.points import MIMETYPE
from kooperation.assignments.questions import Question, Task
from kooperation.assignments.reading import is_given, read_answer
from kooperation.base.answers_file import SheetError, answers_path, read_answers
from kooperation.base.words import Words
from kooperation.grading.examination import to_clarify
from kooperation.grading.execute import is_test
from kooperation.grading.marking_desk.desk import both_marked
from kooperation.grading.variants import shared_variants

WORDS = Words("grading/report.class_work")
BEGINNING, END = 60, 45  # characters of what an item asks: situations often differ in their ends


@dataclass(frozen=True)
class MarkedPart:
    """A part of an answer: what it asks (*item*, the same in all variants, and in words), and what became of it.

    *chosen* are the options in words, where there are such; *reason* is what was said about a wrong answer.
    """

    item: str
    label: str
    share: float
    chosen: tuple[str, ...] = ()
    reason: str = ""
    answered: bool = True


@dataclass(frozen=True)
class Work:
    """What one person handed in: points by question, None where a human has to look; parts; the text of each text.

    *concepts* is the test before and after the course, if the person chose to hand it in.
    """

    points: Mapping[str, float | None]
    parts: Mapping[str, Sequence[MarkedPart]]
    texts: Mapping[str, str]
    concepts: ConceptAnswers = field(default_factory=dict)


@dataclass(frozen=True)
class ReportedQuestion:
    """A question as a report names it; *read* is where to read again."""

    title: str
    of: float
    read: str
    by_hand: bool


@dataclass(frozen=True)
class ClassWork:
    """The works of a class for one assignment; *handed_in* counts those, too, that could not be graded.

    *sharing* people have a variant that somebody else has, *copying* with the same answers. *both_marked* are the points of
    two markers by question, for each text that two have marked.
    """

    slug: str
    title: str
    questions: Mapping[str, ReportedQuestion]
    works: Sequence[Work] = field(default_factory=tuple)
    handed_in: int = 0
    sharing: int = 0
    copying: int = 0
    both_marked: Mapping[str, Sequence[tuple[float, float]]] = field(default_factory=dict)


def class_work(c: Config, root: Path, slug: str) -> ClassWork:
    """Return the works of the course at *root*, with nbgrader's settings *c*.

    Raises UnavailableError if what two markers noted is damaged.
    """
    records = published(slug)
    questions = {
        name: ReportedQuestion(
            raw["title"], float(raw["points"]), raw["read"], Kind(raw["kind"]).record.by_hand
        )
        for name, raw in records["questions"].items()
    }
    graded = root / "autograded"
    shared = shared_variants(graded, slug)
    people = {folder.parent.name for folder in (root / "submitted").glob(f"*/{slug}/")}
    works = tuple(_works(CourseDirectory(config=c).db_url, graded, slug))
    by_hand = [name for name, asked in questions.items() if asked.by_hand and works]
    return ClassWork(
        slug=slug,
        title=records["title"],
        questions=questions,
        works=works,
        handed_in=max(len(people), len(works)),
        sharing=sum(len(group.people) for group in shared),
        copying=sum(len(group.people) for group in shared if group.alike),
        both_marked={name: both_marked(root, slug, name) for name in by_hand},
    )


def _works(db_url: str, graded: Path, slug: str) -> Iterator[Work]:
    database = db_url.removeprefix("sqlite:///")
    if database != db_url and not Path(database).is_file():
        return  # opening it would make one
    with Gradebook(db_url) as gradebook:
        try:
            submissions = gradebook.assignment_submissions(slug)
        except MissingEntry:
            return
        for submission in submissions:
            path = graded / submission.student.id / slug / f"{slug}.ipynb"
            if not path.is_file():
                continue  # what nbgrader has of it is a row of zeros
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            yield _work(slug, path, {grade.name: _points(grade) for grade in grades})


def _points(grade: Any) -> float | None:
    """Return what a question earned; None as long as a human has to look at it."""
    if grade.manual_score is None and (grade.needs_manual_grade or grade.auto_score is None):
        return None
    return float(grade.score)


def _work(slug: str, path: Path, points: Mapping[str, float | None]) -> Work:
    task, answers = _sheet(slug, path)
    parts: dict[str, Sequence[MarkedPart]] = {}
    texts = {}
    for cell in nbformat.read(path, as_version=4).cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if is_grade(cell) and is_solution(cell) and not is_untouched(cell.source):
            texts[name] = re.sub(r"<[^>]*>", " ", cell.source)
        if is_test(cell) and not to_clarify(cell.outputs) and (data := _marks(cell)):
            question = task.questions.get(name) if task else None
            if question or Kind(published(slug)["questions"][name]["kind"]).in_a_cell:
                parts[name] = _parts(question, data, answers.get(name))
    return Work(points, parts, texts, handed_in(path.with_name(FILE)))


def _sheet(slug: str, path: Path) -> tuple[Task | None, Mapping[str, Any]]:
    """Return the version of the assignment and the answers; None and nothing if there is no sheet that can be read."""
    try:
        sheet = read_answers(answers_path(path), handed_in=True)
    except SheetError:
        return None, {}
    if sheet["variant"] is None or sheet["edition"] not in (None, published(slug)["edition"]):
        return None, {}
    return draw(slug, sheet["variant"]), sheet["answers"]


def _marks(cell: NotebookNode) -> Mapping[str, Any]:
    """Return what the marking said, or nothing: a class graded before shares were kept has none."""
    found = (output.get("data", {}).get(MIMETYPE) for output in cell.outputs)
    data: Mapping[str, Any] = next((data for data in found if data), {})
    return data if "parts" in data else {}


def _parts(question: Question | None, data: Mapping[str, Any], raw: Any) -> list[MarkedPart]:
    remarks = {remark["part"]: remark for remark in data["remarks"]}
    solutions = {solution["part"]: solution["text"] for solution in data["solutions"]}
    keys = list(question.parts) if question else []
    each = len(data["parts"]) // len(keys) if keys else 0  # a map has several to one part
    answer = read_answer(question, raw).answer if question else {}
    found = []
    for at, marked in enumerate(data["parts"]):
        label, share = marked["part"], float(marked["share"])
        remark = remarks.get(label, {})
        answered = not remark or bool(remark["given"]) or not keys
        item, words = label, label
        chosen: tuple[str, ...] = ()
        if question and keys and each * len(keys) == len(data["parts"]):
            part = keys[at // each]
            item, words = _item(question, part, solutions.get(label, ""))
            if each > 1:
                aspect = label.rpartition(", ")[2]
                item, words = f"{item}:{aspect}", f"{words}: {aspect}"
                answered = share == 1 or is_given(answer.get(part))
            if question.options and question.kind.record.same_for_all:
                chosen = tuple(question.options[option] for option in answer.get(part) or ())
        reason = _general(question, str(remark.get("text", ""))) if answered else ""
        found.append(MarkedPart(item, words, share, chosen, reason, answered))
    return found


def _item(question: Question, part: str, solution: str) -> tuple[str, str]:
    """Return what asks the same in all variants, as a key and in words.

    Games are drawn anew for everybody: what is the same there is what kind of game it is.
    """
    item, same_for_all = question.items[part], question.kind.record.same_for_all
    if item.game:
        of_kind = same_for_all and solution
        return (solution, solution) if of_kind else (part, question.parts[part])
    words = item.title or (item.text if same_for_all else "")
    return item.item, _short(words) or question.parts[part]


def _short(text: str) -> str:
    if len(text) <= BEGINNING + END:
        return text
    return f"{text[:BEGINNING].rpartition(' ')[0]} … {text[-END:].partition(' ')[2]}"


def _general(question: Question | None, reason: str) -> str:
    """Return *reason* without the names of players and the numbers that only one variant has."""
    games = question.games.values() if question else ()
    for name in sorted({name for game in games for name in game.player_names}, key=len):
        reason = re.sub(rf"\b{re.escape(name)}\b", WORDS["side"], reason)
    return reason
