"""A score sheet: what would have to change, derived by hand from formulas 2.2, 2.3, 2.5 and 2.19."""

from __future__ import annotations

import pytest

from dilemmas import AXELROD, LECTURE
from kooperation.games.game import SymmetricGame
from kooperation.repeated.remedy_view import remedy_sentences
from kooperation.repeated.shadow import verdicts

YES = "ja, so hält es. Die Grenze, je für sich:"
NO = "nein, so hält es nicht. Eines davon würde reichen:"
SHEET = {
    # T ≤ (R − δP)/(1 − δ) = 1,55/0,55; R ≥ (1 − δ)T + δP = 2,1
    "not yet": (
        LECTURE, 0.45, 0.9, 0,
        [f"Grim Trigger und Tit-for-Tat: {NO} δ ab 0,5 (bei ρ = 0,9 also w ab 0,56), eine Versuchung T "
         "bis 2,81 oder eine Belohnung R ab 2,1."],
    ),
    "just so": (
        LECTURE, 0.5, 1, 0,
        [f"Grim Trigger und Tit-for-Tat: {YES} δ ab 0,5 (bei ρ = 1 also w ab 0,5), eine Versuchung T "
         "bis 3 oder eine Belohnung R ab 2."],
    ),
    "later is worth too little, whatever w": (
        LECTURE, 0.2, 0.4, 0,
        [f"Grim Trigger und Tit-for-Tat: {NO} δ ab 0,5 (bei ρ = 0,4 reicht dafür selbst w = 1 nicht), "
         "eine Versuchung T bis 2,25 oder eine Belohnung R ab 2,6."],
    ),
    "with w = 1 it would just do": (
        LECTURE, 0.4, 0.5, 0,
        [f"Grim Trigger und Tit-for-Tat: {NO} δ ab 0,5 (bei ρ = 0,5 also w ab 1), eine Versuchung T "
         "bis 2,66 oder eine Belohnung R ab 2,2."],
    ),
    # Tit for tat: T ≤ R + δ(R − S) = 4,8; R ≥ (T + δS)/(1 + δ) = 3,125
    "one holds and the other does not": (
        AXELROD, 0.6, 1, 0,
        [f"Grim Trigger: {YES} δ ab 0,5 (bei ρ = 1 also w ab 0,5), eine Versuchung T bis 6 oder eine "
         "Belohnung R ab 2,6.",
         f"Tit-for-Tat: {NO} δ ab 0,67 (bei ρ = 1 also w ab 0,67), eine Versuchung T bis 4,8 oder eine "
         "Belohnung R ab 3,13."],
    ),
    "leaving beats cooperating": (
        LECTURE, 0.9, 1, 2.5,
        ["Grim Trigger und Tit-for-Tat: nein, so hält es nicht. Nur eines würde reichen: eine Belohnung R ab "
         "2,55.", "Mehr Zukunft allein hilft bei Grim Trigger und Tit-for-Tat nicht."],
    ),
    # Leaving is as good as cooperating: (T − R)/(T − e) = 1, and no δ below 1 is enough.
    "leaving is as good as cooperating": (
        LECTURE, 0.9, 1, 2,
        [f"Grim Trigger und Tit-for-Tat: {NO} eine Versuchung T bis 2 oder eine Belohnung R ab 2,1.",
         "Mehr Zukunft allein hilft bei Grim Trigger und Tit-for-Tat nicht."],
    ),
    # 2R = T + S: against alternating (T − R)/(R − S) = 1, against breach (T − R)/(T − P) = 2/3 is enough.
    # T ≤ (R − δP)/(1 − δ) = 2.43, T ≤ R + δ(R − S) = 2.6; R ≥ (1 − δ)T + δP = 3.1, R ≥ T/(1 + δ) = 3.08
    "the future helps one of them only": (
        SymmetricGame(4, 2, 1, 0), 0.3, 1, 0,
        [f"Grim Trigger: {NO} δ ab 0,67 (bei ρ = 1 also w ab 0,67), eine Versuchung T bis 2,42 oder eine "
         "Belohnung R ab 3,1.",
         f"Tit-for-Tat: {NO} eine Versuchung T bis 2,42 oder eine Belohnung R ab 3,1.",
         "Mehr Zukunft allein hilft bei Tit-for-Tat nicht."],
    ),
    "no dilemma": (
        SymmetricGame(-2.0, 2.0, 1.0, 0.0), 0.45, 0.9, 0,
        ["Diese Schwelle gibt es nur mit T > R > P ≥ S, nicht mit T = −2, R = 2, P = 1, S = 0. Ob eine "
         "Strategie im Gleichgewicht ist, wird trotzdem gerechnet."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEET)
def test_what_would_have_to_change_is_said(name: str) -> None:
    game, discount, rho, outside, wanted = SHEET[name]
    found = verdicts(game, discount, outside)
    said = remedy_sentences(game, discount, rho, outside, found)
    assert [line.striptags() for line in said] == wanted
