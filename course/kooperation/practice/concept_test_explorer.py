"""ConceptTest and ConceptComparison: the same ten questions before and after the course."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import ipywidgets as w

from kooperation.base.answers import SheetError
from kooperation.base.words import texts
from kooperation.kit.guard import guarded
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.record import problem, shared_record, stored_record
from kooperation.practice.quiz import UNKNOWN
from kooperation.practice.quiz_view import (
    comparison_alt,
    comparison_figure,
    comparison_sentences,
    comparison_table,
    hand_in_line,
)
from kooperation.practice.quiz_words import ConceptQuestion, concept_test

PREFIX = "begriffstest."
TIMES = ("vorher", "nachher")


def given_answers(record: Mapping[str, Any], when: str) -> dict[str, str]:
    """Return the answers to the concept test that *record* holds; what is malformed is left out."""
    raw = record.get(PREFIX + when)
    return {
        key: raw[key]
        for key, question in concept_test().items()
        if isinstance(raw, dict) and raw.get(key) in (*question.options, UNKNOWN)
    }


class ConceptTest(w.VBox):
    """The ten questions, *when* "vorher" or "nachher"; each choice is kept at once, nothing is marked.

    Raises ValueError for any other *when*.
    """

    def __init__(self, when: str) -> None:
        if when not in TIMES:
            raise ValueError(f"«{when}» gibt es nicht. Vorhanden sind: {', '.join(TIMES)}.")
        self.when = when
        self.choices = {key: _choice(question) for key, question in concept_test().items()}
        self.status = w.HTML()
        self.status.add_class("kooperation-live")
        try:
            given = given_answers(stored_record(), when)
            for key, option in given.items():
                self.choices[key].value = option
            self._show_progress(len(given))
        except SheetError as error:
            self.status.value = problem(error)
        for choice in self.choices.values():
            choice.observe(self._on_choice, "value")
        rows = [
            w.VBox([_head(number, question), self.choices[key]])
            for number, (key, question) in enumerate(concept_test().items(), start=1)
        ]
        for row in rows:
            row.add_class("kooperation-item")
        box = guarded(*rows, self.status)
        box.add_class("kooperation-quiz")
        super().__init__([box])

    def _on_choice(self, _change: Any) -> None:
        given = {key: choice.value for key, choice in self.choices.items() if choice.value}
        try:
            shared_record()[PREFIX + self.when] = given
            self._show_progress(len(given))
        except SheetError as error:
            self.status.value = problem(error)

    def _show_progress(self, count: int) -> None:
        words = texts()["concepts"]
        text = words["progress"].format(count=count, total=len(self.choices))
        self.status.value = f'<p class="kooperation-note">{text if count else words["start"]}</p>'


def _head(number: int, question: ConceptQuestion) -> w.HTML:
    return w.HTML(
        f'<p class="kooperation-question"><strong>{number}.</strong> {escape(question.text)}</p>'
    )


def _choice(question: ConceptQuestion) -> w.RadioButtons:
    options = [(label, key) for key, label in question.options.items()]
    return w.RadioButtons(
        options=[*options, (texts()["concepts"]["unknown"], UNKNOWN)],
        value=None,
        tooltip=question.text,  # names the group for screen readers
        layout={"width": "auto", "max_width": "100%"},
    )


class ConceptComparison(w.VBox):
    """What has changed between the two tests: a figure, a table, words, and a line to hand in.

    It keeps up with the test above it in the same notebook.
    """

    def __init__(self) -> None:
        words = texts()["concepts"]
        self.panel, self.words = w.HTML(), w.HTML()
        self.figure: LiveFigure | None = None
        self.line = w.Text(
            description=words["line"],
            style={"description_width": "initial"},
            layout={"width": "auto", "max_width": "100%"},
        )
        self._why = w.HTML(f'<p class="kooperation-note">{escape(words["line_why"])}</p>')
        self._box = w.VBox()
        try:
            shared_record().observe(self._on_record)
            self._show()
        except SheetError as error:
            self._say(problem(error))
        box = guarded(self._box)
        box.add_class("kooperation-quiz")
        super().__init__([box])

    def _on_record(self, name: str) -> None:
        if name.startswith(PREFIX):
            self._show()

    def _show(self) -> None:
        record = stored_record()
        before, after = (given_answers(record, when) for when in TIMES)
        if not before or not after:
            self._say(f'<p class="kooperation-note">{escape(texts()["concepts"]["missing"])}</p>')
            return
        questions = concept_test()
        self.panel.value = comparison_table(questions, before, after)
        lines = comparison_sentences(questions, before, after)
        items = "".join(f"<li>{line}</li>" for line in lines)
        self.words.value = f'<ul class="kooperation-sentences">{items}</ul>'
        self.line.value = hand_in_line(questions, before, after)
        figure = comparison_figure(questions, before, after)
        alt = comparison_alt(questions, before, after)
        if self.figure is None:
            self.figure = LiveFigure(figure, alt)
        else:
            self.figure.show(figure, alt)
        self._box.children = (self.figure, self.panel, self.words, self.line, self._why)

    def _say(self, html: str) -> None:
        self.panel.value = html
        self._box.children = (self.panel,)
