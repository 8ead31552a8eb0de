"""What an assignment asks: questions as records, answers read into one form, a learner's own version.

No key is in here: what is right is computed or kept on the instructor's side, in `source/`.
"""

from kooperation.assignments.drawing import draw, open_function, open_task, published, slugs
from kooperation.assignments.kinds import Kind
from kooperation.assignments.kinds.function.reading import check_form, form_problem
from kooperation.assignments.kinds.shared.reading import folded, length_problems
from kooperation.assignments.questions import Item, Question, Table, Task
from kooperation.assignments.reading import Answer, Reading, is_given, read_answer

__all__ = [
    "Answer",
    "Item",
    "Kind",
    "Question",
    "Reading",
    "Table",
    "Task",
    "check_form",
    "draw",
    "folded",
    "form_problem",
    "is_given",
    "length_problems",
    "open_function",
    "open_task",
    "published",
    "read_answer",
    "slugs",
]
