"""What a question asked in the learner's own variant, so that feedback can be read by itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from kooperation.assignments import Question, draw, published, slugs
from kooperation.assignments.question_view import introduction, part_text
from kooperation.base.answers_file import SheetError, answers_path, read_answers
from kooperation.kit.html import Markup, joined


class ShowAsked(NbGraderPreprocessor):
    """Gives each graded cell, as `asked` in its metadata, what the learner's variant showed: game, case, table."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        folder, slug = Path(resources["metadata"]["path"]), resources["nbgrader"]["notebook"]
        questions = questions_of(folder, slug)
        for cell in nb.cells:
            about = cell.metadata.get("nbgrader", {})
            if about.get("grade_id") in questions:
                about["asked"] = asked(questions[about["grade_id"]])
        return nb, resources


def questions_of(folder: Path, slug: str) -> Mapping[str, Question]:
    """Return the questions of the variant whose answers lie in *folder*; none where no sheet says which."""
    if slug not in slugs():
        return {}
    try:
        sheet = read_answers(answers_path(folder / f"{slug}.ipynb"))
    except SheetError:  # the reasons below say that it is missing or damaged
        return {}
    if sheet["variant"] is None or sheet["edition"] not in (None, published(slug)["edition"]):
        return {}
    return draw(slug, sheet["variant"]).questions


def asked(question: Question) -> Markup:
    """Return what is given in *question*, and its games and cases; other parts are told with their reasons."""
    shown = [
        part_text(label, question.items[part])
        for part, label in question.parts.items()
        if question.items[part].game or question.items[part].title
    ]
    return joined([introduction(question), *shown])
