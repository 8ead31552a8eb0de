"""The learner's record as older explorers use it: one object per folder, and errors as HTML.

New ones use `kept`.
"""

from __future__ import annotations

from typing import Any

from kooperation.base.answers import AnswerSheet, SheetError, learning_record
from kooperation.kit.html import error as error_html

_records: dict[str, AnswerSheet] = {}


def shared_record() -> AnswerSheet:
    """Return the learner's record of this folder, one object for all widgets of a notebook."""
    fresh = learning_record()
    return _records.setdefault(str(fresh.path), fresh)


def stored_record() -> dict[str, Any]:
    """Return what the record holds now; another open notebook may have written since."""
    return dict(learning_record())


def problem(error: SheetError) -> str:
    """Return the HTML that tells a learner what went wrong."""
    return error_html(str(error))
