"""Right and wrong answers to the quizzes' questions, as their records say."""

from __future__ import annotations

from typing import Any

from kooperation.practice.quiz import (
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    SingleChoice,
    start_order,
)
from kooperation.practice.quiz_words import QuizQuestion, quizzes

QUESTIONS = [question for quiz in quizzes().values() for question in quiz.values()]


def key(question: QuizQuestion) -> str:
    return question.key


def right_answer(question: QuizQuestion) -> Any:
    match question.task:
        case SingleChoice(right=right):
            return right
        case MultipleChoice(right=keys):
            return sorted(keys)
        case Matching(right=pairs):
            return dict(pairs)
        case Numeric(value=value):
            return str(value)
        case Ordering(right=order):
            return list(order)


def wrong_answers(question: QuizQuestion) -> list[Any]:
    """Return one answer for each way of being wrong that the record explains."""
    task = question.task
    match task:
        case SingleChoice(options=options, right=right):
            return [option for option in options if option != right]
        case MultipleChoice(options=options, right=keys):
            return [[*keys, option] for option in options if option not in keys]
        case Matching(right=pairs, targets=targets):
            return [
                {**pairs, item: target}
                for item, own in pairs.items()
                for target in targets
                if target != own
            ]
        case Numeric():
            return [option.value for option in question.options]
        case Ordering():
            return [list(start_order(task))]
