"""The kinds of questions: here a row for each, and in a folder of its name all else about it.

`record.py` is what an author writes of such a question, and who may read it; `reading.py` understands the answer
to a part; `marking.py` gives points by keys that are written down; `control.py` answers in the answer sheet. A kind
has the files it needs, and what several share lies in `shared/`. All are found by name when they are needed: what
marks never loads a widget.
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
        """Return the kind's module `record`, `reading`, `marking` or `control`."""
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
