"""A town before and after its levers are pulled."""

from __future__ import annotations

import re

from towns import START, all_the_way

from kooperation.success_factors.town_view import moved_table, sizes

THERE = all_the_way("professionalitaet")


def names(html: str) -> list[str]:
    return re.findall(r'<th scope="row">(.*?)</th>', html)


def test_only_what_differs_is_told_unless_all_is_asked_for() -> None:
    """Less noise changes the share of errors and how often two tit-for-tats cooperate, nothing else."""
    few = moved_table(START, THERE, ("jetzt", "dann"), "Was sich bewegt", all_rows=False)
    assert names(few) == [
        "Fehlerquote ε",
        "Kooperation trotz Irrtümern, in 20 Runden Tit-for-Tat",
    ]
    every = moved_table(START, THERE, ("jetzt", "dann"), "Was sich bewegt", all_rows=True)
    assert set(names(few)) < set(names(every))
    assert "Vertrauen τ" not in names(every)  # a parameter that stays is left out even then
    assert len(re.findall('<tr class="kooperation-chosenrow">', every)) == 2
    assert "chosenrow" not in few


def test_sizes_come_in_german_notation() -> None:
    """n = 6, m = 3: who does not pay has five more (formula 1.9)."""
    told = sizes(START)
    assert told["Spiel einer Runde"] == "Gefangenendilemma: DD"
    assert told["Fehlerquote ε"] == "0,1"
    assert told["Vorteil des Trittbrettfahrens unter 6 Beteiligten"] == "5"
