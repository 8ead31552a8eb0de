"""What is said to an answer in a quiz, and what has changed between two tests, as HTML and figure."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from kooperation.base.german import join, number
from kooperation.base.words import texts
from kooperation.practice.quiz import (
    Change,
    Marking,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Outcome,
    SingleChoice,
    change,
    code,
    outcome,
)
from kooperation.practice.quiz_words import ConceptQuestion, Option, QuizQuestion

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Answers = Mapping[str, str]
SIMPLE = 12  # the largest denominator of a fraction that is shown as one
SIGNS = {Outcome.RIGHT: "✓", Outcome.WRONG: "✗", Outcome.UNKNOWN: "?", Outcome.MISSING: "–"}


def lecture_name(lecture: str) -> str:
    """Return «Lektion 5» for "05_gefangenendilemma"."""
    return f"Lektion {int(lecture.split('_')[0])}"


# An answer in a quiz ------------------------------------------------------------------------------


def feedback(question: QuizQuestion, marking: Marking) -> str:
    """Return the HTML that is said to an answer: what is wrong about it and why, and where to read."""
    words = texts()["quiz"]
    if marking.right:
        text = f"<strong>✓ {words['right']}</strong> {escape(question.explanation)}"
        return f'<div class="kooperation-panel kooperation-right"><p>{text}</p></div>'
    where = words["read"].format(
        lecture=lecture_name(question.lecture), section=escape(question.section)
    )
    items = "".join(f"<li>{line}</li>" for line in _reasons(question, marking))
    return (
        f'<div class="kooperation-panel kooperation-wrong"><p><strong>✗ {words["wrong"]}</strong></p>'
        f'<ul class="kooperation-sentences">{items}</ul><p>{where}</p>'
        f"<details><summary>{words['show_solution']}</summary>{solution(question)}</details></div>"
    )


def _reasons(question: QuizQuestion, marking: Marking) -> list[str]:
    """Return a sentence for each wrong key; what was missed is counted, not given away."""
    words = texts()["quiz"]
    lines = [_reason(question.option(key)) for key in marking.wrong]
    if missed := len(marking.missed):
        lines.append(words["missed_one"] if missed == 1 else words["missed"].format(count=missed))
    return lines or [escape(question.otherwise)]


def _reason(option: Option) -> str:
    because = escape(option.because)
    return f"«{escape(option.text)}»: {because}" if option.text else because


def solution(question: QuizQuestion) -> str:
    """Return the HTML of the right answer, with its explanation."""
    answer = _right_answer(question)
    return f"{answer}<p>{escape(question.explanation)}</p>"


def _right_answer(question: QuizQuestion) -> str:
    def text(key: str) -> str:
        return escape(question.option(key).text)

    match question.task:
        case SingleChoice(right=key):
            return f"<p>«{text(key)}»</p>"
        case MultipleChoice(options=options, right=right):
            return _list("ul", [text(key) for key in options if key in right])
        case Matching(right=pairs):
            pairings = [f"{text(i)} → {escape(question.targets[t])}" for i, t in pairs.items()]
            return _list("ul", pairings)
        case Ordering(right=order):
            return _list("ol", [text(key) for key in order])
        case Numeric(value=value, percent=percent):
            shown = f"{number(float(100 * value), 1)} %" if percent else number(float(value))
            simple = 1 < value.denominator <= SIMPLE
            return f"<p>{f'{value} ≈ ' if simple else ''}{shown} {escape(question.unit)}</p>"


def _list(tag: str, items: list[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


# Before and after ---------------------------------------------------------------------------------


def outcomes(questions: Mapping[str, ConceptQuestion], given: Answers) -> dict[str, Outcome]:
    """Return how each question was answered."""
    return {key: outcome(question.right, given.get(key)) for key, question in questions.items()}


def changes(
    questions: Mapping[str, ConceptQuestion], before: Answers, after: Answers
) -> dict[str, Change]:
    """Return what has become of each question."""
    then, now = outcomes(questions, before), outcomes(questions, after)
    return {key: change(then[key], now[key]) for key in questions}


def comparison_table(
    questions: Mapping[str, ConceptQuestion], before: Answers, after: Answers
) -> str:
    """Return a table with a row for each question: before, after, and what has become of it."""
    words = texts()["concepts"]
    then, now = outcomes(questions, before), outcomes(questions, after)
    became = changes(questions, before, after)
    rows = "".join(
        f'<tr><th scope="row">{escape(question.title)}</th><td>{_outcome(then[key])}</td>'
        f"<td>{_outcome(now[key])}</td><td>{escape(became[key].value)}</td></tr>"
        for key, question in questions.items()
    )
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in words["columns"])
    return (
        f'<table class="kooperation-matrix kooperation-report"><caption>{escape(words["caption"])}'
        f"</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _outcome(found: Outcome) -> str:
    return f'<span aria-hidden="true">{SIGNS[found]}</span> {escape(found.value)}'


def comparison_sentences(
    questions: Mapping[str, ConceptQuestion], before: Answers, after: Answers
) -> list[str]:
    """Return German sentences that say what has changed, and what to read again."""
    words = texts()["concepts"]
    became = changes(questions, before, after)
    groups = {kind: [key for key, found in became.items() if found is kind] for kind in Change}
    said = [
        words[kind.name.lower()].format(
            count=len(keys), titles=join([f"«{escape(questions[key].title)}»" for key in keys])
        )
        for kind, keys in groups.items()
        if keys
    ]
    again = [questions[key] for kind in (Change.LOST, Change.STILL_OPEN) for key in groups[kind]]
    said += [
        words["read"].format(
            title=escape(q.title), explanation=escape(q.explanation), lecture=q.lecture
        )
        for q in again
    ]
    return said


def comparison_alt(
    questions: Mapping[str, ConceptQuestion], before: Answers, after: Answers
) -> str:
    """Return what the figure shows in one sentence."""
    then, now = (list(outcomes(questions, given).values()) for given in (before, after))
    alt: str = texts()["concepts"]["alt"]
    return alt.format(
        count=len(questions), before=then.count(Outcome.RIGHT), after=now.count(Outcome.RIGHT)
    )


# Symbols and colours that differ in form and lightness, and hold on light and on dark ground.
_MARKS = {
    Outcome.RIGHT: ("circle", "#2a9d6f"),
    Outcome.WRONG: ("x", "#d9690f"),
    Outcome.UNKNOWN: ("circle-open", "#8a7fd1"),
    Outcome.MISSING: ("line-ew-open", "#8c8c8c"),
}
_LINES = {
    Change.GAINED: ("#2a9d6f", 4, "solid"),
    Change.KEPT: ("#2a9d6f", 1.5, "solid"),
    Change.LOST: ("#d9690f", 4, "dot"),
    Change.STILL_OPEN: ("#8c8c8c", 1.5, "solid"),
}


def comparison_figure(
    questions: Mapping[str, ConceptQuestion], before: Answers, after: Answers
) -> Figure:
    """Return a figure with a line for each question, from its answer before to the one after."""
    from plotly.graph_objects import Figure, Scatter

    words = texts()["concepts"]
    figure = Figure()
    for key, became in changes(questions, before, after).items():
        if became in _LINES:
            color, width, dash = _LINES[became]
            figure.add_trace(
                Scatter(
                    x=[0, 1],
                    y=[questions[key].title] * 2,
                    mode="lines",
                    line={"color": color, "width": width, "dash": dash},
                    name=became.value,
                    showlegend=False,
                    hoverinfo="skip",
                )
            )
    found = [outcomes(questions, given) for given in (before, after)]
    for kind, (symbol, color) in _MARKS.items():
        at = [(x, key) for x, given in enumerate(found) for key in questions if given[key] is kind]
        figure.add_trace(
            Scatter(
                x=[x for x, _key in at],
                y=[questions[key].title for _x, key in at],
                mode="markers",
                name=kind.value,
                marker={"symbol": symbol, "color": color, "size": 13, "line": {"width": 2}},
                hovertemplate=f"%{{y}}: {kind.value}<extra></extra>",
            )
        )
    figure.update_layout(
        height=430,
        xaxis={
            "tickvals": [0, 1],
            "ticktext": [words["columns"][1], words["columns"][2]],
            "range": [-0.2, 1.2],
            "side": "top",
            "fixedrange": True,
        },
        yaxis={
            "categoryorder": "array",
            "categoryarray": [q.title for q in questions.values()][::-1],
            "fixedrange": True,
        },
        legend={"orientation": "h", "y": -0.05},
    )
    return figure


def hand_in_line(questions: Mapping[str, ConceptQuestion], before: Answers, after: Answers) -> str:
    """Return the line a learner may hand in: one letter for each answer, before and after."""
    keys = list(questions)
    return f"KB1 vorher={code(keys, before)} nachher={code(keys, after)}"
