"""The tables of verdicts and of the choice of a strategy, against values derived by hand."""

from __future__ import annotations

import math
import re

import pytest

from dilemmas import LECTURE
from kooperation.games.game import SymmetricGame
from kooperation.repeated.shadow import verdicts
from kooperation.repeated.verdicts_view import threshold_text, trust_table, verdicts_table

YES, NO = "✓ ja", "✗ nein"
# Against win–stay, lose–shift, always D gets 3, 1, 3, 1 …: (T + δP)/(1 + δ) = 2,25.
AT_SIX_TENTHS = {
    "grim_trigger": ["0,5", "2", "2", YES, YES],
    "tit_for_tat": ["0,5", "2", "2", YES, NO],
    "win_stay_lose_shift": ["nie (rechnerisch 1)", "2", "2,25", NO, NO],
    "always_defect": ["0", "1", "1", YES, YES],
    "always_cooperate": ["nie", "2", "3", NO, NO],
}


def rows(table: str) -> dict[str, list[str]]:
    found = re.findall(r'<tr data-strategy="(\w+)">(.*?)</tr>', table)
    return {key: re.findall(r"<td>(.*?)</td>", row) for key, row in found}


def test_each_strategy_has_its_threshold_and_its_verdicts() -> None:
    assert rows(verdicts_table(verdicts(LECTURE, 0.6, 0.0))) == AT_SIX_TENTHS


def test_where_there_is_no_threshold_and_no_perfection_there_is_a_dash() -> None:
    with_exit = rows(verdicts_table(verdicts(LECTURE, 0.6, 1.5)))
    assert {row[-1] for row in with_exit.values()} == {"–"}
    hunt = rows(verdicts_table(verdicts(SymmetricGame(1.5, 2, 1, 0), 0.6, 0.0)))
    assert {row[0] for row in hunt.values()} == {"–"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (0.0, "0"),
        (2 / 3, "0,67"),
        (0.999, "1"),
        (1.0, "nie (rechnerisch 1)"),
        (1.5, "nie (rechnerisch 1,5)"),
        (math.inf, "nie"),
    ],
)
def test_a_threshold_of_one_or_more_is_never_reached(value: float | None, text: str) -> None:
    assert threshold_text(value) == text


def test_the_choice_of_a_strategy_is_shown_with_both_names() -> None:
    """Formula 2.9: at δ = 0.75 the slide's game gives 2, 0.75, 1.5 and 1."""
    table = trust_table(LECTURE, 0.75)
    assert "Auszahlungen: zuerst Spieler 1, dann Spieler 2" in table
    cells = dict(re.findall(r'<td data-profile="(\w\w)"><div[^>]*>(.*?)</div>', table))
    plain = {at: re.sub(r"<[^>]+>| \(.*?\)", "", cell) for at, cell in cells.items()}
    assert plain == {"CC": "2 | 2", "CD": "0,75 | 1,5", "DC": "1,5 | 0,75", "DD": "1 | 1"}
    assert "Grim Trigger" in table
    assert "Immer defektieren" in table
