"""Playing together: `kooperation hoersaal`, or `LectureHall()` in a notebook of the lecturer's.

A server of its own, without Jupyter: phones that nobody knows never reach the one with the lecturer's kernels.
"""

from importlib import import_module
from typing import Any

__all__ = ["LectureHall"]


def __getattr__(name: str) -> Any:
    if name != "LectureHall":
        from kooperation.base.finding import no_such_name

        raise no_such_name(__name__, name, __all__)
    return import_module("kooperation.desk.classroom.hall_explorer").LectureHall
