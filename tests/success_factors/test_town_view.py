"""Where a town's levers pull it."""

from __future__ import annotations

import re

from towns import START

from kooperation.success_factors.levers_words import lever_effects
from kooperation.success_factors.town_view import kind_text, moved_table

THERE = {"professionalitaet": 1.0}


def names(html: str) -> list[str]:
    return re.findall(r'<th scope="row">(.*?)</th>', html)


def moved(now: dict[str, float], *, all_rows: bool = False, **before: float) -> str:
    return moved_table(
        START, lever_effects(), now, "Was sich bewegt", before=before, all_rows=all_rows
    )


def test_only_what_moves_is_told_unless_all_is_asked_for() -> None:
    """Less noise changes the share of errors and how often two tit-for-tats cooperate, nothing else."""
    few, every = moved(THERE), moved(THERE, all_rows=True)
    assert names(few) == [
        "Fehlerquote ε",
        "Kooperation trotz Irrtümern, in 20 Runden Tit-for-Tat",
    ]
    assert "Fehlerquote ε</th><td>▼ sinkt</td>" in few
    assert set(names(few)) < set(names(every))
    assert "Vertrauen τ" not in names(every)  # a parameter that stays is left out even then
    assert len(re.findall('<tr class="kooperation-chosenrow">', every)) == 2
    assert "chosenrow" not in few


def test_a_step_back_is_told_as_one() -> None:
    assert "Fehlerquote ε</th><td>▲ steigt</td>" in moved({}, professionalitaet=1.0)


def test_what_depends_on_the_assumptions_is_told_as_open() -> None:
    both = moved({"qualitaet": 1.0, "strukturen": 1.0})
    assert "δ: Tit-for-Tat hält</th><td>▲▼ je nach Annahme</td><td>? offen</td>" in both
    assert kind_text(START, lever_effects(), {"kostendruck": 1.0}) == (
        "Hirschjagd oder Gefangenendilemma"
    )
