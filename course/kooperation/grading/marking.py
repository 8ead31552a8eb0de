"""What hidden tests call: each `mark_…` function gives points with reasons.

A hidden test ends in such a call. Its value is a `Marks`: a number to nbgrader, points with German reasons to
the learner. The functions lie with the kinds of questions they mark; assignments of all terms find them here.
"""

from kooperation.assignments.kinds.function.marking import Case, LearnerError, mark_calls
from kooperation.assignments.kinds.number.marking import fraction, mark_numbers
from kooperation.assignments.kinds.shared.marking import mark_options, mark_parts, mark_sets
from kooperation.assignments.points import Marks, Part, award

__all__ = [
    "Case",
    "LearnerError",
    "Marks",
    "Part",
    "award",
    "fraction",
    "mark_calls",
    "mark_numbers",
    "mark_options",
    "mark_parts",
    "mark_sets",
]
