"""Practice: one question after the other, in a new version each time, marked on the spot."""

from __future__ import annotations

import random
from typing import Any

from kooperation.assignments.ask_explorer import Ask
from kooperation.assignments.practice import Exercise, PracticeSheet, exercise, titles
from kooperation.assignments.practice_lines import solution
from kooperation.assignments.practice_view import told
from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown
from kooperation.kit.controls import button, row
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, details, heading, joined, note, sentences, story, tag
from kooperation.kit.kept import Kept
from kooperation.kit.node import Box

WORDS = Words("assignments.practice")
PREFIX = "uebung."
Counts = dict[
    str, list[int]
]  # by question: exercises that were marked, and those that were all right


class Practice(Explorer):
    """Questions of the assignment *slug* to practise, as often as one likes; nothing of it counts.

    `lernstand.json` keeps how often a question was practised and how often all was right, and nothing else. Raises
    ValueError if there is nothing to practise.
    """

    def __init__(self, slug: str, chance: random.Random | None = None) -> None:
        self._slug, self._chance = slug, chance or random.SystemRandom()
        named = titles(slug)
        options = [(title, name) for name, title in named.items()]
        self.question = dropdown(options, next(iter(named)), WORDS["question"])
        self.said, self.result, self.place = Area(), live(), Box()
        self.check = button(WORDS["check"], self._check)
        self.another = button(WORDS["another"], self._draw)
        self.kept = Kept(f"{PREFIX}{slug}", _counts)
        self.when(self.question, self._draw)
        self._draw()
        buttons = row(self.check, self.another)
        super().__init__(self.question, self.said, self.place, buttons, self.result)

    def _draw(self) -> None:
        """Ask the chosen question in a new version."""
        self.exercise: Exercise = exercise(self._slug, self.question.value, self._chance)
        self.sheet, self._is_counted = PracticeSheet(), False
        name, task = self.exercise.question.slug, self.exercise.task
        self.control = Ask(self.sheet, task, name)
        self.sheet.observe(lambda _name: self.result.show())  # it was said of another answer
        with self.hold_sync():
            self.said.show(story(self.exercise.said))
            self.place.children = (self.control,)
            self.result.show()

    def _check(self) -> None:
        name = self.exercise.question.slug
        given = self.sheet.get(name)
        if not given:
            self.result.show(note(WORDS["nothing"]))
            return
        marks = self.exercise.marks(given)
        if not self._is_counted:  # once told what is right, one does not practise it any more
            self._is_counted = True
            self.kept.change(lambda old: _one_more(old, name, is_full=marks >= marks.of))
        rounds, full = self.kept.value[name]
        counted = note(WORDS.filled("counted", rounds=rounds, full=full))
        self.result.show(joined([told(marks, self.exercise.worked), self.kept.trouble or counted]))

    def in_print(self) -> Markup:
        return joined(self._printed(name, title) for name, title in titles(self._slug).items())

    def _printed(self, name: str, title: str) -> Markup:
        """Return the question *name* in a version that is the same each time, with what is right, folded."""
        one = exercise(self._slug, name, random.Random(f"{self._slug} {name}"))
        control = Ask(PracticeSheet(), one.task, name)
        right = details(WORDS["solution"], sentences(solution(one.marks({}), one.worked)))
        return tag("div", heading(title), story(one.said), control.still(), right, look="box item")


def _counts(stored: Any) -> Counts:
    """Return what is *stored* of counts; what is malformed is left out."""
    entries = stored.items() if isinstance(stored, dict) else ()
    return {
        name: list(pair)
        for name, pair in entries
        if isinstance(pair, list)
        and len(pair) == 2
        and all(type(count) is int and count >= 0 for count in pair)
    }


def _one_more(counts: Counts, name: str, *, is_full: bool) -> Counts:
    rounds, full = counts.get(name, [0, 0])
    return {**counts, name: [rounds + 1, full + is_full]}
