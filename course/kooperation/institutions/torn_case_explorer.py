"""TornCase: the picture of lecture 0, one case in three hands."""

from __future__ import annotations

from kooperation.institutions.torn_case_view import torn_case
from kooperation.kit.area import Area
from kooperation.kit.explorer import Explorer


class TornCase(Explorer):
    """A scene: it shows, and there is nothing to set."""

    def __init__(self) -> None:
        super().__init__(Area(torn_case()))
