"""ConceptTest and ConceptComparison: the same ten questions before and after the course."""

from __future__ import annotations

from functools import cached_property, partial

import ipywidgets as w

from kooperation.base.words import Words
from kooperation.kit.controls import INITIAL, Area, live, radio
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import note, saved_note, sentences
from kooperation.kit.kept import Kept
from kooperation.kit.live_figure import LiveFigure
from kooperation.practice.concept_test import UNKNOWN
from kooperation.practice.concept_test_figure_view import comparison_alt, comparison_figure
from kooperation.practice.concept_test_view import (
    comparison_sentences,
    comparison_table,
    hand_in_line,
)
from kooperation.practice.concept_test_words import ConceptQuestion, concept_test, read_answers
from kooperation.practice.quiz_view import numbered

WORDS = Words("practice.concept_test")
PREFIX = "begriffstest."
TIMES = ("vorher", "nachher")


class ConceptTest(Explorer):
    """The ten questions, *when* "vorher" or "nachher"; each choice is kept at once, nothing is marked.

    Raises ValueError for any other *when*.
    """

    def __init__(self, when: str) -> None:
        if when not in TIMES:
            raise ValueError(f"„{when}“ gibt es nicht. Vorhanden sind: {', '.join(TIMES)}.")
        self.kept = Kept(PREFIX + when, read_answers)
        self.choices = {key: _choice(question) for key, question in concept_test().items()}
        self.status = live()
        for key, choice in self.choices.items():
            self.when(choice, partial(self._keep, key))
        self.update()
        rows = [
            w.VBox([Area(numbered(place, question.text)), self.choices[key]])
            for place, (key, question) in enumerate(concept_test().items(), start=1)
        ]
        for row in rows:
            row.add_class("kooperation-item")
        super().__init__(*rows, self.status, look="quiz")

    def _keep(self, key: str) -> None:
        chosen = self.choices[key].value
        if chosen is not None:
            self.kept.change(lambda given: {**given, key: chosen})
            self.update()

    def draw(self) -> None:
        given = self.kept.value
        with self.quietly():
            for key, option in given.items():
                self.choices[key].value = option
        progress = WORDS.filled("progress", count=len(given), total=len(self.choices))
        self.status.show(
            self.kept.trouble or (saved_note(progress) if given else note(WORDS["start"]))
        )


def _choice(question: ConceptQuestion) -> w.RadioButtons:
    options = [(label, key) for key, label in question.options.items()]
    return radio([*options, (WORDS["unknown"], UNKNOWN)], None, question.text)


class ConceptComparison(Explorer):
    """What has changed between the two tests: a figure, a table, words, and a line to hand in.

    It keeps up with the test above it in the same notebook.
    """

    def __init__(self) -> None:
        self.panel, self.sentences = Area(), Area()
        self.line = w.Text(
            description=WORDS["line"],
            style=INITIAL,
            layout={"width": "auto", "max_width": "100%"},
        )
        self._why = Area(note(WORDS["line_why"]))
        self._box = w.VBox()
        self.kept = [Kept(PREFIX + when, read_answers, changed=self.update) for when in TIMES]
        self.update()
        super().__init__(self._box, look="quiz")

    @cached_property
    def figure(self) -> LiveFigure:
        """The figure, made when there is something to compare."""
        return LiveFigure()

    def draw(self) -> None:
        before, after = (kept.value for kept in self.kept)
        trouble = self.kept[0].trouble or self.kept[1].trouble
        if trouble or not before or not after:
            self.panel.show(trouble or note(WORDS["missing"]))
            self._box.children = (self.panel,)
            return
        shown = concept_test(), before, after
        self.figure.show(comparison_figure(*shown), comparison_alt(*shown))
        self.panel.show(comparison_table(*shown))
        self.sentences.show(sentences(comparison_sentences(*shown)))
        self.line.value = hand_in_line(*shown)
        self._box.children = (self.figure, self.panel, self.sentences, self.line, self._why)
