"""What was asked and answered, in words, where a human looks at a graded notebook, or at the feedback: neither shows widgets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_locked

from kooperation.assignments import Question
from kooperation.assignments.kinds.shared.marking import option_name
from kooperation.assignments.reading import is_given, read_answer
from kooperation.base.german import unbroken
from kooperation.base.words import Words
from kooperation.grading.asked_view import along, answers_in, asked, questions_of
from kooperation.kit.html import Markup, details, table

WORDS = Words("grading.given")
_ASKS = re.compile(r'^Ask\(.*"(\w+)"\)\s*$', re.M)
LONGEST = 2_000  # characters of one answer


class ShowGiven(NbGraderPreprocessor):
    """Gives each cell that asks by a widget an output: what the learner's variant asked, what was answered, what went along.

    It is a table of ours in which everything of the learner's is text. Cells are told by their locked source.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        folder, slug = Path(resources["metadata"]["path"] or "."), resources["nbgrader"]["notebook"]
        questions = questions_of(folder, slug)
        answers = answers_in(folder, slug)
        for cell in nb.cells:
            found = (
                _ASKS.search(cell.source) if cell.cell_type == "code" and is_locked(cell) else None
            )
            question = questions.get(found[1]) if found else None
            if question is None:
                continue
            said = along(question, answers)
            if question.parts:
                said = asked(question) + given(question, answers.get(question.slug)) + said
            if said:
                cell.outputs = [new_output("display_data", data={"text/html": str(said)})]
        return nb, resources


class ShowAsked(NbGraderPreprocessor):
    """Gives each graded cell in its metadata what feedback needs to be read by itself.

    `asked` is what the learner's variant showed (game, case, table), `given` what was asked and answered part by part, folded, since
    what lost points is told above it; `along` went along with the answer.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        folder, slug = Path(resources["metadata"]["path"]), resources["nbgrader"]["notebook"]
        questions, answers = questions_of(folder, slug), answers_in(folder, slug)
        for cell in nb.cells:
            about = cell.metadata.get("nbgrader", {})
            question = questions.get(about.get("grade_id"))
            if question is None:
                continue
            about["asked"] = asked(question)
            about["along"] = along(question, answers)
            if question.parts:
                shown = part_by_part(question, answers.get(question.slug))
                about["given"] = details(WORDS["part_by_part"], shown)
        return nb, resources


def part_by_part(question: Question, raw: Any) -> Markup:
    """Return a table of what each part asked and what was answered, in words."""
    reading = read_answer(question, raw)
    rows = [
        [
            label,
            unbroken(question.items[part].title or question.items[part].text),
            _told(question, part, reading.answer.get(part), reading.given),
        ]
        for part, label in question.parts.items()
    ]
    head = [WORDS["part"], WORDS["asked"], WORDS["answer"]]
    if not any(asked for _, asked, _ in rows):
        head, rows = [head[0], head[2]], [[label, answer] for label, _, answer in rows]
    return table(None, head, rows, "narrow", aria_label=WORDS["part_by_part"])


def given(question: Question, raw: Any) -> Markup:
    """Return a table of what was answered to each part, in words."""
    reading = read_answer(question, raw)
    rows = [
        [label, _told(question, part, reading.answer.get(part), reading.given)]
        for part, label in question.parts.items()
    ]
    return table(WORDS["caption"], [WORDS["part"], WORDS["answer"]], rows)


def _told(question: Question, part: str, answer: Any, raw: Mapping[str, Any]) -> str:
    """Return the *answer* to a part in words; where it is no answer, what stands in the sheet."""
    if not is_given(answer):
        stands = raw.get(part)
        return (
            WORDS["nothing"]
            if stands in (None, "", [], {})
            else WORDS.filled("odd", raw=_cut(stands))
        )
    if in_words := question.kind.offers("marking", "in_words"):
        return _cut(in_words(question, part, answer))
    if isinstance(answer, tuple):
        return "; ".join(option_name(question, part, option) for option in answer)
    return _cut(answer)


def _cut(value: Any) -> str:
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
