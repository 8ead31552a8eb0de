"""Playing together: `kooperation hoersaal`, or `LectureHall()` in a notebook of the lecturer's.

A server of its own, without Jupyter: phones that nobody knows never reach the one with the lecturer's kernels.
"""

from importlib import import_module
from typing import Any

__all__ = ["LectureHall"]


def __getattr__(name: str) -> Any:
    if name != "LectureHall":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("kooperation.desk.classroom.hall_explorer").LectureHall
