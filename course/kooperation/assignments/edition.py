"""The edition of an assignment: a short hash of what it asks.

The variant in an answer sheet says which questions a learner was asked, as long as the records and the drawing stay as
they are. A changed question, one more item in a slot, or another drawing makes another edition, and answers to one
are never marked against the questions of another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from kooperation.assignments.drawing import drawn
from kooperation.assignments.questions import Item, Question
from kooperation.base.records import ContentError
from kooperation.base.words import Words
from kooperation.games.game import PROFILES

ERRORS = Words("assignments.errors.edition")

SAMPLE = range(50)  # variants; enough to meet every item of a slot
LENGTH = 10
# Told after the answer or beside it: who mends a hint does not ask anything else. Nor does who lets something go along
# with the answer: whoever began before is asked the same, and a sheet with nothing along is whole.
NOT_ASKED = ("hint", "read", "points", "own_game")


def edition(slug: str, records: Mapping[str, Any]) -> str:
    """Return the edition of the assignment *slug* with the public *records*: hexadecimal digits.

    It covers the records of the questions, and what a sample of variants draws from them: so tidier code that draws
    the same leaves it as it is. Keys and reasons are no part of it. Raises ContentError if a variant of the sample
    cannot be drawn.
    """
    questions = {
        key: {name: value for name, value in record.items() if name not in NOT_ASKED}
        for key, record in records["questions"].items()
    }
    shown = [_drawn(slug, variant, records) for variant in SAMPLE]
    text = json.dumps([questions, shown], ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8")).hexdigest()[:LENGTH]


def _drawn(slug: str, variant: int, records: Mapping[str, Any]) -> dict[str, Any]:
    try:
        task = drawn(slug, variant, records)
    except (ContentError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise ContentError(ERRORS.filled("not_drawn", variant=variant, error=error)) from error
    return {key: _shown(question) for key, question in task.questions.items()}


def _shown(question: Question) -> Any:
    """Return what *question* asks of one learner, as plain data: what was drawn, and texts with their numbers."""
    table = question.table
    return [
        question.text,
        [table.caption, table.head, table.rows] if table else [],
        dict(question.options),
        {part: [question.parts[part], *_part(item)] for part, item in question.items.items()},
        *([asks] if (asks := question.kind.record.asks) else []),
    ]


def _part(item: Item) -> list[Any]:
    said: list[Any] = [item.item, item.text]
    if game := item.game:
        payoffs = [game.game.payoff(at, player) for at in PROFILES for player in (0, 1)]
        said += [game.story, game.player_names, game.cooperate, game.defect, payoffs]
    return said
