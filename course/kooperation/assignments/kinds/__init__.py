"""The kinds of questions: here a row for each, and in a folder of its name all else about it.

Who asks about a kind asks the kind: nowhere else is one named. A kind has the files it needs, each offers what it can, and
what several share lies in `shared/`. All are found by name when they are needed: what marks never loads a widget.

- `record.py` is what an author writes of such a question, and who may read it. Its class says, too, whether code answers it
  (`code`), whether a human marks it (`by_hand`), how parts are called (`parts_by_name`), and whether answers of a whole class
  can be counted together (`same_for_all`).
- `reading.py` understands the answer to a part (`read`); in the terminal it says what can be typed (`told_to_type`) and puts
  a typed line as it stands in the sheet (`typed`; else the line as it is).
- `marking.py` gives points by keys that are written down (`mark`), and says an answer `in_words`.
- `control.py` answers in the answer sheet.
- `guesses.py` says what can be answered without reading (`guesses`; `codes` where code answers it).
- `made_up.py` answers for somebody of a made-up class (`made_up`); without it the `guesses` do.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Self

IN_A_CELL = True


class Kind(StrEnum):
    """How a question is answered: in the answer sheet, or *in a cell* of the notebook; a text may be in either."""

    in_a_cell: bool

    def __new__(cls, name: str, in_a_cell: bool = False) -> Self:
        """Return the kind *name*, a text."""
        kind = str.__new__(cls, name)
        kind._value_, kind.in_a_cell = name, in_a_cell
        return kind

    CHOICE = "choice"
    SEVERAL = "several"
    MARKS = "marks"
    NUMBER = "number"
    PLACE = "place"
    MAP = "map"
    FORM = "form"
    FUNCTION = "function", IN_A_CELL
    TEXT = "text", IN_A_CELL

    def module(self, name: str) -> Any:
        """Return the kind's module *name*, as `record`."""
        return import_module(f"{__name__}.{self}.{name}")

    def offers(self, module: str, name: str) -> Any:
        """Return what is called *name* in the kind's *module*; None if it has none of the two."""
        if find_spec(f"{__name__}.{self}.{module}") is None:
            return None
        return getattr(self.module(module), name, None)

    @property
    def has_control(self) -> bool:
        """Whether a widget answers it."""
        return find_spec(f"{__name__}.{self}.control") is not None

    @property
    def record(self) -> Any:
        """The class of what an author writes: `ChoiceRecord` of `choice/record.py`."""
        return getattr(self.module("record"), f"{self.title()}Record")

    @property
    def control(self) -> Any:
        """The class of what answers it: `ChoiceQuestion` of `choice/control.py`."""
        return getattr(self.module("control"), f"{self.title()}Question")
