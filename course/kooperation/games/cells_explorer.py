"""TwoCells: the story of the two prisoners, drawn, and what happens in each case."""

from __future__ import annotations

from kooperation.games.cells_view import cells
from kooperation.kit.area import Area
from kooperation.kit.explorer import Explorer


class TwoCells(Explorer):
    """A scene: it shows, and there is nothing to set."""

    def __init__(self) -> None:
        super().__init__(Area(cells()))
