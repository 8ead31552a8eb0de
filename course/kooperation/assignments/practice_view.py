"""What practice says of an answer: points, reasons, and what is right, folded away."""

from __future__ import annotations

from kooperation.assignments.points import MIMETYPE, Marks, feedback_html
from kooperation.assignments.practice_lines import solution
from kooperation.base.words import Words
from kooperation.kit.html import Markup, details, joined, sentences, story

WORDS = Words("assignments.practice")


def told(marks: Marks, worked: str) -> Markup:
    """Return points and reasons, and below them what is right and how one gets there (*worked*)."""
    data = marks._repr_mimebundle_()[MIMETYPE]
    praise = None if data["remarks"] else story(WORDS["right"])
    return joined(
        [
            feedback_html(data),
            praise,
            details(WORDS["solution"], sentences(solution(marks, worked))),
        ]
    )
