"""What is asked in a quiz, and what is said to an answer: what is wrong about it, and where to read."""

from __future__ import annotations

from kooperation.base.anchors import anchor
from kooperation.base.german import number, percent
from kooperation.base.words import Words
from kooperation.kit.html import Markup, details, fill, panel, sentences, strong, tag
from kooperation.kit.standing import option_list
from kooperation.practice.quiz import (
    Marking,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    SingleChoice,
    start_order,
)
from kooperation.practice.quiz_words import Option, QuizQuestion

WORDS = Words("practice.quiz")
SIMPLE = 12  # the largest denominator of a fraction that is shown as one


def lecture_name(lecture: str) -> str:
    """Return „Lektion 5“ for "05_gefangenendilemma"."""
    return WORDS.filled("lecture", number=int(lecture.split("_")[0]))


def numbered(place: int, text: str, origin: str = "") -> Markup:
    """Return the question *text* with its number and, if it comes from elsewhere, where from."""
    where = (" ", tag("span", f"({origin})", look="origin")) if origin else ()
    return tag("p", strong(f"{place}."), f" {text}", *where, look="question")


def feedback(question: QuizQuestion, marking: Marking) -> Markup:
    """Return what is said to an answer: what is wrong about it and why, and where to read."""
    if marking.right:
        return panel(strong(f"✓ {WORDS['right']}") + " " + question.explanation, look="right")
    return tag(
        "div",
        tag("p", strong(f"✗ {WORDS['wrong']}")),
        sentences(_reasons(question, marking)),
        tag("p", fill(WORDS["read"], where=_section(question))),
        details(WORDS["show_solution"], solution(question)),
        look="panel wrong",
    )


def _section(question: QuizQuestion) -> Markup:
    """Return the section that answers *question*, as a link: the quiz lies beside the lectures."""
    where = WORDS.filled("where", lecture=lecture_name(question.lecture), section=question.section)
    target = f"{question.lecture}.ipynb#{anchor(question.section)}"
    return tag("a", where, href=target, target="_blank", data_back=WORDS["read_back"], look="read")


def _reasons(question: QuizQuestion, marking: Marking) -> list[str]:
    """Return a sentence for each wrong key; what was missed is counted, not given away."""
    lines = [_reason(question.option(key)) for key in marking.wrong]
    if missed := len(marking.missed):
        one = missed == 1
        lines.append(WORDS["missed_one"] if one else WORDS.filled("missed", count=missed))
    return lines or [question.otherwise]


def _reason(option: Option) -> str:
    if not option.text:
        return option.because
    return WORDS.filled("reason", text=option.text.removesuffix("."), because=option.because)


def in_print(place: int, question: QuizQuestion) -> Markup:
    """Return the question with its options as a list, and what is right, folded."""
    said = [one for one in question.options if one.text and one.because and not one.right]
    wrong = [
        _reason(one) for one in said if isinstance(question.task, SingleChoice | MultipleChoice)
    ]
    right = details(WORDS["solution"], solution(question), sentences(wrong) if wrong else None)
    return tag("div", numbered(place, question.text), _offered(question), right, look="item")


def _offered(question: QuizQuestion) -> Markup:
    texts = [question.option(key).text for key in _keys(question)]
    match question.task:
        case Matching():
            targets = WORDS.filled("targets", targets="; ".join(question.targets.values()))
            return option_list(texts) + tag("p", targets)
        case Numeric():
            return tag("p", WORDS.filled("unit", unit=question.unit)) if question.unit else Markup()
    return option_list(texts)


def _keys(question: QuizQuestion) -> list[str]:
    match question.task:
        case SingleChoice(options=options) | MultipleChoice(options=options):
            return list(options)
        case Matching(right=pairs):
            return list(pairs)
        case Ordering() as task:
            return list(start_order(task))
    return []


def solution(question: QuizQuestion) -> Markup:
    """Return the right answer, with its explanation."""
    return _right_answer(question) + tag("p", question.explanation)


def _right_answer(question: QuizQuestion) -> Markup:
    def text(key: str) -> str:
        return question.option(key).text

    match question.task:
        case SingleChoice(right=key):
            return tag("p", WORDS.filled("quoted", text=text(key)))
        case MultipleChoice(options=options, right=right):
            return _list("ul", [text(key) for key in options if key in right])
        case Matching(right=pairs):
            return _list("ul", [f"{text(i)} → {question.targets[t]}" for i, t in pairs.items()])
        case Ordering(right=order):
            return _list("ol", [text(key) for key in order])
        case Numeric() as task:
            return tag("p", f"{_written(task)} {question.unit}".strip())


def _written(task: Numeric) -> str:
    """Return the right number: „1/3 ≈ 33,3 %“ where it is a simple fraction, else its decimals."""
    shown = percent(float(task.value)) if task.percent else number(float(task.value))
    return f"{task.value} ≈ {shown}" if 1 < task.value.denominator <= SIMPLE else shown


def _list(name: str, items: list[str]) -> Markup:
    return tag(name, *(tag("li", item) for item in items))
