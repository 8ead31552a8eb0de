"""The controls by which a learner describes a town: a name, and a level in words for each condition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kooperation.base.typed_text import clean
from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.choice import Dropdown, dropdown
from kooperation.kit.explorer import Controls
from kooperation.kit.html import legend, saved_note
from kooperation.kit.kept import Kept
from kooperation.kit.typed_field import TypedField
from kooperation.success_factors.levers_words import conditions
from kooperation.success_factors.own_town import LONGEST, Condition, TypedTown, read_town

WORDS = Words("success_factors.own_town")
ENTRY = "ort"


def kept_town(stored: object) -> TypedTown:
    """Read what was kept of one's own town."""
    return read_town(stored, conditions())


class OwnTown(Controls):
    """A town of the learner's own, kept in `lernstand.json`; `town` is how it stands."""

    def __init__(self) -> None:
        self.kept = Kept(ENTRY, kept_town, TypedTown.plain, changed=self._show)
        self.name = TypedField(label=WORDS["name"], most=LONGEST)
        self.levels = {key: _levels(condition) for key, condition in conditions().items()}
        self.status = Area()
        self.when(self.name, self._take_name)
        for key, control in self.levels.items():
            self.when(control, partial(self._take_level, key))
        super().__init__(
            [self.name, Area(legend(WORDS["how"])), *self.levels.values(), self.status], "typing"
        )
        self._show()

    @property
    def town(self) -> TypedTown:
        return self.kept.value

    def _take_name(self) -> None:
        name = clean(self.name.value, LONGEST)
        self._change(lambda old: replace(old, name=name))

    def _take_level(self, key: str) -> None:
        level = self.levels[key].value
        self._change(lambda old: old.with_level(key, level))

    def _change(self, step: Callable[[TypedTown], TypedTown]) -> None:
        """Take *step*, and keep what comes of it; while it cannot be written, the field says so."""
        self.kept.change(step)
        self.status.show(self.kept.trouble or saved_note(WORDS["saved"]))
        if self.kept.trouble:
            self.update()

    def _show(self) -> None:
        """Show what is written, by whomever: a lecture may have several workshops. Out of sight that is no use of this one."""
        with self.quietly():
            self.name.show(self.town.name)
            for key, control in self.levels.items():
                control.value = self.town.level(conditions()[key])
        if not self.hidden:
            self.update()


def _levels(condition: Condition) -> Dropdown:
    options = [(words, level) for level, words in enumerate(condition.words)]
    asked = WORDS.filled("asked", title=condition.title, question=condition.question)
    return dropdown(options, condition.begin, asked)
