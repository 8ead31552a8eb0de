"""What has changed between the test before and the one after: table, sentences, line to hand in."""

from __future__ import annotations

from collections.abc import Mapping

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.kit.html import Markup, fill, table, tag
from kooperation.practice.concept_test import AnswerOutcome, Change, change, code, outcome
from kooperation.practice.concept_test_words import ConceptQuestion

WORDS = Words("practice.concept_test")
OUTCOMES, CHANGES = Words("practice.concept_test.outcomes"), Words("practice.concept_test.changes")
CHANGED = Words("practice.concept_test.changed")
Questions = Mapping[str, ConceptQuestion]
Answers = Mapping[str, str]
SIGNS = {
    AnswerOutcome.RIGHT: "✓",
    AnswerOutcome.WRONG: "✗",
    AnswerOutcome.UNKNOWN: "?",
    AnswerOutcome.MISSING: "–",
}


def outcomes(questions: Questions, given: Answers) -> dict[str, AnswerOutcome]:
    """Return how each question was answered."""
    return {key: outcome(question.right, given.get(key)) for key, question in questions.items()}


def changes(questions: Questions, before: Answers, after: Answers) -> dict[str, Change]:
    """Return what has become of each question."""
    then, now = outcomes(questions, before), outcomes(questions, after)
    return {key: change(then[key], now[key]) for key in questions}


def outcome_word(found: AnswerOutcome) -> str:
    return OUTCOMES.section()[found.value]


def change_word(found: Change) -> str:
    return CHANGES.section()[found.value]


def comparison_table(questions: Questions, before: Answers, after: Answers) -> Markup:
    """Return a table with a row for each question: before, after, and what has become of it."""
    then, now = outcomes(questions, before), outcomes(questions, after)
    rows = [
        (question.title, _signed(then[key]), _signed(now[key]), change_word(became))
        for (key, question), became in zip(
            questions.items(), changes(questions, before, after).values(), strict=True
        )
    ]
    return table(WORDS["caption"], WORDS.lines("columns"), rows, "report")


def _signed(found: AnswerOutcome) -> Markup:
    return tag("span", SIGNS[found], aria_hidden="true") + f" {outcome_word(found)}"


def comparison_sentences(questions: Questions, before: Answers, after: Answers) -> list[Markup]:
    """Return sentences that say what has changed, and what to read again."""
    became = changes(questions, before, after)
    groups = {kind: [key for key, found in became.items() if found is kind] for kind in Change}
    said = [
        fill(CHANGED.section()[kind.value], count=len(keys), titles=_titles(questions, keys))
        for kind, keys in groups.items()
        if keys
    ]
    again = [questions[key] for kind in (Change.LOST, Change.STILL_OPEN) for key in groups[kind]]
    return said + [
        fill(WORDS["read"], title=q.title, explanation=q.explanation, lecture=q.lecture)
        for q in again
    ]


def _titles(questions: Questions, keys: list[str]) -> str:
    return join([f"„{questions[key].title}“" for key in keys])


def hand_in_line(questions: Questions, before: Answers, after: Answers) -> str:
    """Return the line a learner may hand in: one letter for each answer, before and after."""
    keys = list(questions)
    return f"KB1 vorher={code(keys, before)} nachher={code(keys, after)}"
