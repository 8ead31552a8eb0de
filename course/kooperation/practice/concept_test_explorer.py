"""ConceptTest and ConceptComparison: the same ten questions before and after the course."""

from __future__ import annotations

from functools import cached_property

from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.choice import radio
from kooperation.kit.controls import Entry, named
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, note, saved_note, sentences, tag
from kooperation.kit.kept import Kept
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Box
from kooperation.kit.standing import option_list
from kooperation.practice.concept_test import UNKNOWN
from kooperation.practice.concept_test_figure_view import comparison_alt, comparison_figure
from kooperation.practice.concept_test_view import (
    comparison_sentences,
    comparison_table,
    hand_in_line,
)
from kooperation.practice.concept_test_words import ConceptQuestion, concept_test, read_answers
from kooperation.practice.quiz_view import numbered
from kooperation.practice.steps_control import Steps

WORDS = Words("practice.concept_test")
ERRORS = Words("practice.errors.concept_test_explorer")
PREFIX = "begriffstest."
TIMES = ("vorher", "nachher")


class ConceptTest(Explorer):
    """The ten questions, *when* "vorher" or "nachher", one at a time; each choice is kept at once, nothing is marked.

    It begins with the first question that has no answer. Raises ValueError for any other *when*.
    """

    def __init__(self, when: str) -> None:
        if when not in TIMES:
            raise ValueError(ERRORS.filled("no_time", when=when, known=", ".join(TIMES)))
        self.kept = Kept(PREFIX + when, read_answers)
        self.text, self.status = Area(), live()
        self.choice = radio((), None, "")
        self.steps = Steps(self._first_open(), self._answered())
        self.when(self.choice, self._keep)
        self.when(self.steps, self._ask, "at")
        self._ask()
        item = Box([self.text, self.choice], "item")
        super().__init__(item, self.steps, self.status, look="quiz onebyone")

    @property
    def given(self) -> dict[str, str]:
        """The answers there are, by question."""
        return dict(self.kept.value)

    def _answered(self) -> list[bool]:
        return [key in self.kept.value for key in concept_test()]

    def _first_open(self) -> int:
        answered = self._answered()
        return 0 if all(answered) else answered.index(False)

    def _shown(self) -> tuple[str, ConceptQuestion]:
        return list(concept_test().items())[self.steps.at]

    def _ask(self) -> None:
        """Show the question at which one is, with its answer if there is one."""
        key, question = self._shown()
        options = [(label, option) for option, label in question.options.items()]
        with self.quietly(), self.choice.hold_sync():
            named(self.choice, question.text)
            self.choice.options = [*options, (WORDS["unknown"], UNKNOWN)]
            self.choice.value = self.kept.value.get(key)
        self.text.show(numbered(self.steps.at + 1, question.text))
        self.update()

    def _keep(self) -> None:
        (key, _question), chosen = self._shown(), self.choice.value
        if chosen is not None:
            self.kept.change(lambda given: {**given, key: chosen})
            self.update()

    def draw(self) -> None:
        self.steps.answered = self._answered()
        given = self.kept.value
        progress = WORDS.filled("progress", count=len(given), total=len(concept_test()))
        self.status.show(
            self.kept.trouble or (saved_note(progress) if given else note(WORDS["start"]))
        )

    def in_print(self) -> Markup:
        items = (
            tag("div", numbered(place, one.text), option_list(one.options.values()), look="item")
            for place, one in enumerate(concept_test().values(), start=1)
        )
        return tag("div", *items, look="box quiz")


class ConceptComparison(Explorer):
    """What has changed between the two tests: a figure, a table, words, and a line to hand in.

    It keeps up with the test above it in the same notebook.
    """

    def __init__(self) -> None:
        self.panel, self.sentences = Area(), Area()
        self.line = Entry(WORDS["line"])
        self._why = Area(note(WORDS["line_why"]))
        self._box = Box()
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
        self.panel.prints = bool(before and after)
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
