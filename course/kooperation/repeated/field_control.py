"""Who takes part in a tournament: a checkbox for each strategy, and one for a learner's own function."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.controls import checkbox
from kooperation.kit.explorer import Controls
from kooperation.kit.html import Markup, details, heading, joined, sentences, strong
from kooperation.kit.node import Box
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.contestants_words import Contestant, contestants
from kooperation.repeated.simulation import History, OwnStrategy, Player
from kooperation.repeated.strategies_words import strategy_texts

WORDS = Words("repeated.field")
AT_FIRST = 5  # of a group's strategies take part before one chooses


class FieldChoice(Controls):
    """The strategies to choose among, those of a *group*, and *function* if there is one; `players` are those chosen.

    `problem` says what is wrong with *function*; the field goes on without it.
    """

    def __init__(self, function: object = None, group: Sequence[Automaton] = ()) -> None:
        self.problem = ""
        self.function = self._accepted(function)
        self.chosen = {
            key: checkbox(full_name(entry), entry.chosen, strategy_texts()[key].rule)
            for key, entry in contestants().items()
        }
        self.group = [
            (each, checkbox(each.name, place < AT_FIRST)) for place, each in enumerate(group)
        ]
        self.built: Automaton | None = None  # what the learner built, once it is there
        self.own, self.plays = checkbox("", True), checkbox("", True)
        self.plays.hidden = True
        boxes = [*self.chosen.values(), *(box for _, box in self.group), self.plays]
        shown = [*boxes]
        if self.function is not None:
            self.own.label = WORDS.filled("own", name=self.function.name)
            shown.append(self.own)
        self.follow(*boxes)
        self.when(self.own, self._change_own)
        grid = Box(shown, "contestants")
        super().__init__([Area(heading(WORDS["heading"])), grid, Area(rules())])

    def _accepted(self, function: object) -> OwnStrategy | None:
        """Return *function* as a strategy; if it is none, say so."""
        if function is None:
            return None
        name = str(getattr(function, "__name__", function))[:30]
        try:
            OwnStrategy(name, function)  # type: ignore[arg-type]  # it is looked at there
        except ValueError as wrong:
            self.problem = str(wrong)
            return None

        def decide(own: History, other: History) -> Any:
            # Lists, as in the assignment: `andere[-2:] == ["D", "D"]` would never hold of tuples.
            return function([*own], [*other])  # type: ignore[operator]

        return OwnStrategy(name, decide)

    @property
    def players(self) -> list[Player]:
        """Who takes part."""
        field: list[Player] = [
            entry.automaton for key, entry in contestants().items() if self.chosen[key].value
        ]
        field += [automaton for automaton, box in self.group if box.value]
        if self.built is not None and self.plays.value:
            field.append(self.built)
        if self.function is not None and self.own.value:
            field.append(self.function)
        return field

    def take_up(self, built: Automaton | None) -> None:
        """Let *built*, which the learner has built, take part, in place of what was there before; None: nobody."""
        self.built, self.plays.hidden = built, built is None
        if built is not None:
            self.plays.label = WORDS.filled("built", name=built.name)

    def _change_own(self) -> None:
        if self.own.value:
            self.problem = ""  # another try
        self.update()

    def go_without(self, problem: str) -> None:
        """Leave the function out, because of *problem*: it must not be asked again at each move."""
        self.problem = f"{problem} {WORDS['without_own']}"
        with self.quietly():
            self.own.value = False


def full_name(entry: Contestant) -> str:
    """Return the name of *entry* and what it is called in the table, where that is something else."""
    name = entry.automaton.name
    return name if name == entry.short else f"{name} ({entry.short})"


def rules() -> Markup:
    """Return what each strategy does, folded away until it is asked for."""
    items = (
        joined([strong(full_name(entry)), f": {strategy_texts()[key].rule}"])
        for key, entry in contestants().items()
    )
    return details(WORDS["explain"], sentences(items))
