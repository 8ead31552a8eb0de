"""KitchenTable: the letters of lecture 1, on the table where they meet."""

from __future__ import annotations

from kooperation.institutions.kitchen_view import kitchen
from kooperation.kit.area import Area
from kooperation.kit.explorer import Explorer


class KitchenTable(Explorer):
    """A scene: it shows, and there is nothing to set."""

    def __init__(self) -> None:
        super().__init__(Area(kitchen()))
