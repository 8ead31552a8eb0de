"""Explorer: controls, and what is drawn anew whenever one of them changes.

    class TrustThreshold(Explorer):
        def __init__(self) -> None:
            self.trust = Slider(words["trust"], 0.5, SHARE)
            self.preset = dropdown(titled(games()), "hirschjagd", words["preset"])
            self.sentences, self.chart = live(), Area()
            self.follow(self.trust)                      a change of it calls `update`
            self.when(self.preset, self.take_over)       a change of it calls something else
            self.take_over()
            super().__init__(self.preset, self.trust, self.sentences, self.chart)

        def take_over(self) -> None:
            with self.in_one_go():                       several controls, one update at the end
                self.trust.value = …

        def draw(self) -> None:                          reads controls, asks the model, shows
            self.sentences.show(sentences(threshold_in_words(self.trust.value)))

The only state is the controls, and what `kept` keeps (see `kept`). A part of several controls that
more than one explorer has is a `Controls`: an explorer can follow them as it follows a slider.
Where a question was asked above it, an explorer with a title waits for the answer (see `asking`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, ClassVar, Self

from kooperation.kit.area import Area
from kooperation.kit.asked_line import AskedLine
from kooperation.kit.asking import AskedQuestion, taken
from kooperation.kit.away import Away
from kooperation.kit.html import headline
from kooperation.kit.node import Box, Node
from kooperation.kit.settings import ControlValues, control_values, problems
from kooperation.kit.still import Printed, with_still


class Controls(Box):
    """Some controls with one `update`; whoever follows the part is told after it."""

    is_part = True
    _quiet = 0  # how many blocks deep

    @cached_property
    def _told(self) -> list[Callable[[], None]]:
        return []

    def draw(self) -> None:
        """Show what the controls say. A subclass that shows something says how."""

    def update(self, *_change: Any) -> None:
        """Draw and tell those who follow, unless it is quiet; the page hears of it once."""
        if self._quiet:
            return
        with self.hold_sync():
            self.draw()
            for tell in self._told:
                tell()

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Neither update nor act on a change within the block; blocks may lie in each other."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    @contextmanager
    def in_one_go(self) -> Iterator[None]:
        """Change several controls with one update at the end, as the outermost block allows it."""
        with self.quietly():
            yield
        self.update()

    def _use(self) -> None:
        """Take note that the learner has used this. An explorer tells the questions above it."""

    def follow(self, *controls: Any) -> None:
        """Update when one of *controls*, which may be parts, changes."""
        for control in controls:
            if isinstance(control, Controls):
                control._told.append(self.update)
            else:
                control.observe(self.update, "value")

    def when(self, control: Any, action: Callable[[], object], trait: str = "value") -> None:
        """Do *action* when the learner changes *control*, not when we do so quietly."""

        def changed(_change: Any) -> None:
            if not self._quiet:
                action()
                self._use()

        control.observe(changed, trait)


class Explorer(Printed, Controls):
    """A part that stands alone, and is displayed as one widget (see `card`).

    With a *title* it is a card of the page (see `layout`). *look* are classes of the style sheet without
    their prefix. Called last in `__init__`, when the controls are there; `update` may be called before.
    """

    made_with: tuple[tuple[Any, ...], dict[str, Any]]  # what it was made with
    at_first: ControlValues  # how its controls stood then
    answers: ClassVar[
        tuple[str, ...]
    ] = ()  # attributes whose controls hold an answer: no setting to be shared
    away: Away | None = None  # the menu of a card
    _questions: tuple[AskedQuestion, ...] = ()  # asked above it; none while it is being made
    _line: AskedLine | None = None
    _is_set = False  # by a shared setting, not by hand

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        made = super().__new__(cls, *args, **kwargs)
        made.made_with = args, kwargs
        return made

    def __init__(self, *children: Node, title: str = "", look: str = "") -> None:
        questions = taken() if title else ()
        if any(not question.is_answered for question in questions):
            self._line = AskedLine()
        asked = [self._line] if self._line else []
        nodes = [*asked, *children]
        if title:
            self.away = Away(self, title)
            nodes = [Box([Area(headline(title)), self.away], "head"), *nodes, self.away.note]
        super().__init__(nodes, f"box {'card' if title else ''} {look}")
        self._questions = questions
        self.at_first = control_values(self)
        if self._line is None:
            self._open()
            return
        self._line.observe(self._open, "waits")
        for question in questions:
            question.follow(self._look)

    def set(self, **values: Any) -> Self:
        """Set controls by name (see `settings`), as a shared line does, and return the explorer; that is no use of it.

        Raises ValueError, in German, for what cannot be set.
        """
        if wrong := self.take_over_setting(values):
            raise ValueError(" ".join(wrong))
        return self

    def take_over_setting(self, values: Any) -> list[str]:
        """Set controls by name as far as that goes, and return what could not be set, in German."""
        self._is_set = True
        try:
            with self.hold_sync():
                return problems(self, values)
        finally:
            self._is_set = False

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Return what a cell shows; only then is there a widget, and a library for it."""
        from kooperation.kit.card import Card, is_live, running_cell, shown

        card = self._card or Card(self)
        if self.away:
            self.away.cell = running_cell()
        bundle = shown(card)._repr_mimebundle_(**kwargs)
        return bundle if is_live() else with_still(bundle, self)

    def _look(self) -> None:
        """Go on once all is answered."""
        if self._line and all(question.is_answered for question in self._questions):
            self._line.waits = False

    def _open(self, *_change: Any) -> None:
        """Tell the questions above it that it shows what is in it."""
        for question in self._questions:
            question.open()

    def update(self, *_change: Any) -> None:
        """Draw and tell those who follow; once it is shown, the learner has used it."""
        super().update(*_change)
        if not self._quiet:
            self._use()

    def _use(self) -> None:
        if self._is_set:
            return
        for question in self._questions:
            question.use()
        if self._line and self._questions:
            self._line.waits = False
