"""What a question asked in the learner's own variant, and what went along with the answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kooperation.assignments import Question, draw, published, slugs
from kooperation.assignments.question_view import game_along, introduction, part_text
from kooperation.base.answers_file import SheetError, answers_path, read_answers
from kooperation.base.words import Words
from kooperation.kit.html import Markup, joined, story, strong

WORDS = Words("grading.asked")


def questions_of(folder: Path, slug: str) -> Mapping[str, Question]:
    """Return the questions of the variant whose answers lie in *folder*; none where no sheet says which."""
    if slug not in slugs():
        return {}
    try:
        sheet = read_answers(answers_path(folder / f"{slug}.ipynb"), handed_in=True)
    except SheetError:  # the reasons below say that it is missing or damaged
        return {}
    if sheet["variant"] is None or sheet["edition"] not in (None, published(slug)["edition"]):
        return {}
    return draw(slug, sheet["variant"]).questions


def answers_in(folder: Path, slug: str) -> Mapping[str, Any]:
    """Return the answers to *slug* that lie in *folder*; none where their file is missing or damaged: the tests say that."""
    try:
        sheet = read_answers(answers_path(folder / f"{slug}.ipynb"), handed_in=True)
    except SheetError:
        return {}
    answers: Mapping[str, Any] = sheet["answers"]
    return answers


def along(question: Question, answers: Mapping[str, Any]) -> Markup:
    """Return under its heading what was handed in beside the answer to *question*, nothing if nothing was."""
    shown = game_along(question, answers)
    return story(strong(WORDS["along"])) + shown if shown else shown


def asked(question: Question) -> Markup:
    """Return what is given in *question*, and its games and cases; other parts are told with their reasons."""
    shown = [
        part_text(label, question.items[part])
        for part, label in question.parts.items()
        if question.items[part].game or question.items[part].title
    ]
    return joined([introduction(question), *shown])
