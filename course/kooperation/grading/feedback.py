"""Feedback that explains: what becomes of test cells before a learner sees the graded notebook.

Plain nbgrader shows hidden tests and their tracebacks in the feedback. Here a test cell is reduced
to its claim (its docstring), and its output to points, reasons and where to read again. What a human
has still to read says so, where plain nbgrader shows 0 points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_locked, is_task
from traitlets import Bool

from kooperation.assignments.headings import heading
from kooperation.assignments.points import MIMETYPE, feedback_html
from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.grading.examination import to_clarify
from kooperation.grading.execute import is_test
from kooperation.grading.mathml import with_formulas
from kooperation.grading.objection import code
from kooperation.grading.results import claim
from kooperation.kit.html import fill
from kooperation.kit.palette import dark_css, palette_css

_MARK_SCHEME = re.compile(r"^[^\n]*BEGIN MARK SCHEME.*?END MARK SCHEME[^\n]*\n?", re.M | re.S)
_MARKS = re.compile(r"^.*(?:BEGIN|END) MARK SCHEME.*\n?", re.M)
# A link into the course: neither the web, nor a place of the page itself.
_LINK_BESIDE = re.compile(r'<a\b[^>]*\bhref="(?!https?:|mailto:|#)[^"]*"[^>]*>(.*?)</a>', re.S)
WORDS, ASSIGNMENT = Words("grading.feedback"), Words("assignments.assignment")


class FeedbackPage(HTMLExporter):
    """Writes the page a learner gets back; a class of its own, so that its template is too.

    It lies anywhere: links to places beside the notebook are told by their text alone, formulas need no script.
    """

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Yield the filters of nbconvert, what makes a text readable by itself, and the words of the page."""
        yield from super().default_filters()
        yield "readable", readable
        yield "said", said


def said(key: str, **values: object) -> str:
    """Return the words *key* of the page with *values* at their places."""
    return WORDS.section("page")[key].format(**values)


def readable(html: str) -> str:
    """Return *html* with its formulas as MathML, and without links that lead nowhere from here."""
    return with_formulas(_LINK_BESIDE.sub(r"\1", html))


class ExplainTests(NbGraderPreprocessor):
    """Replaces each test by its claim and its explanation, and takes the marking schemes out.

    What is right is said only if the instructor asks for it, after the deadline, with
    `nbgrader generate_feedback <slug> --force --ExplainTests.solutions=True`; samples and
    criteria of texts stay in then.

    Each graded cell gets the question's heading as `title` in its metadata, the `objection` code that names it, and `pending` if it waits for a
    human; `resources["nbgrader"]["pending"]` has the points of all that wait. A question that no program could mark
    is `unclear` as long as it waits.
    """

    solutions = Bool(False, help="Whether feedback says what is right.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            found = gradebook.find_submission_notebook(
                about["notebook"], about["assignment"], about["student"]
            )
            waiting = [g for g in found.grades if g.needs_manual_grade and g.manual_score is None]
            pending = {g.name: float(g.max_score) for g in waiting}
        title = ""
        for cell in nb.cells:
            if _is_ours(cell):
                title = heading(cell.source) or title
            known = cell.metadata.get("nbgrader", {})
            known["title"] = title
            if known.get("grade_id") in pending:
                known["pending"] = True
            if known.get("grade"):
                known["objection"] = code(about["assignment"], known["grade_id"], about["student"])
            if known.get("comment") == "No response.":  # nbgrader's own, for an untouched answer
                known["comment"] = WORDS["no_answer"]
        about["pending"] = sum(pending.values())
        about["palette"] = f"{palette_css()}\n{dark_css()}"
        result: tuple[NotebookNode, Any] = super().preprocess(nb, resources)
        return result

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        if is_test(cell):
            cell.source = f"# {claim(cell.source)}"
            said = explanation(cell.outputs, solutions=self.solutions)
            if to_clarify(cell.outputs):
                said = _clarified(cell.metadata.nbgrader, said)
            cell.outputs = [new_output("display_data", data={"text/html": str(said)})]
        elif _is_ours(cell):
            cell.source = _MARKS.sub("", _MARK_SCHEME.sub(self._shown, cell.source))
        return cell, resources

    def _shown(self, scheme: re.Match[str]) -> str:
        """Return what learners read of a marking scheme: samples and criteria, and only with the solutions."""
        return scheme[0] if self.solutions and ASSIGNMENT["comments"] not in scheme[0] else ""


def _is_ours(cell: NotebookNode) -> bool:
    """Say whether *cell* is a text of the assignment's: a heading or mark in a learner's own means nothing."""
    return bool(cell.cell_type == "markdown" and (is_locked(cell) or is_task(cell)))


def explanation(outputs: list[NotebookNode], *, solutions: bool = False) -> Markup:
    """Return what a learner reads in place of the outputs of a test cell, as HTML."""
    for output in outputs:
        if data := output.get("data", {}).get(MIMETYPE):
            return feedback_html(data, solutions=solutions)
    if reason := to_clarify(outputs):
        return Markup("<p>{}</p>").format(reason)
    return Markup("<p><strong>{}</strong></p>").format(WORDS["all_points"])


def _clarified(about: NotebookNode, reason: Markup) -> Markup:
    """Return what a learner reads about a question that no program could mark: *reason*, or a human's points."""
    of = number(about.points)
    if about.get("pending"):
        about["unclear"] = True
        return Markup("<p><strong>{}</strong></p>{}").format(WORDS.filled("pending", of=of), reason)
    given = Markup("<strong>{}</strong>").format(
        WORDS.filled("points", points=number(about.score), of=of)
    )
    return Markup("<p>{}</p>").format(fill(WORDS["by_human"], points=given))
