"""A text that a human reads: whether it is there, and of what length.

It stands in the answer sheet, in a cell of the notebook, or in both: all of it is handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kooperation.assignments.kinds.shared.reading import length_problems, shown
from kooperation.assignments.questions import Question
from kooperation.base.words import Words

STUBS, WORDS = Words("assignments.assignment"), Words("assignments/kinds/text.reading")


def text_of(raw: Any) -> str:
    """Return the text that *raw*, as it stands in the sheet, is; "" for what is none."""
    return raw if isinstance(raw, str) and raw.strip() else ""


def is_untouched(source: str) -> bool:
    """Say whether a cell with this *source* holds nothing of the learner's: nothing, or what a release put there."""
    return source.strip() in ("", STUBS["stub"], *STUBS.lines("earlier_stubs"))


def oddities(raw: Any) -> list[str]:
    """Return why *raw*, as it stands in the sheet, is no text; nothing if it is one, or not there."""
    is_text = raw is None or isinstance(raw, str)
    return [] if is_text else [WORDS.filled("no_text", given=shown(raw))]


def cell_problems(
    question: Question, cells: Mapping[str, str] | None, raw: Any = None
) -> list[str]:
    """Return what is missing in the sheet (*raw*) and the saved notebook's *cells*, by their ids.

    Without *cells* the notebook could not be read.
    """
    if found := oddities(raw):
        return found
    own = (cells or {}).get(question.slug, "")
    texts = [text_of(raw), "" if is_untouched(own) else own]
    if not any(texts):
        return [STUBS["text_missing"] if cells is not None else STUBS["cell_unknown"]]
    return length_problems(" ".join(texts), question.words)
