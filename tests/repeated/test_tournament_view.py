"""A score sheet: what must be said of a tournament, for fields whose scores are derived by hand."""

from __future__ import annotations

import pytest

from dilemmas import AXELROD, LECTURE, STAG_HUNT
from kooperation.games.game import SymmetricGame
from kooperation.repeated.match import Horizon, LongRun, Rounds
from kooperation.repeated.simulation import Player
from kooperation.repeated.strategies import (
    always_cooperate,
    always_defect,
    generous_tit_for_tat,
    grim_trigger,
    suspicious_tit_for_tat,
    tit_for_tat,
)
from kooperation.repeated.tournament import play_tournament
from kooperation.repeated.tournament_view import in_words

FORGIVING = generous_tit_for_tat(1)  # it always cooperates
CAUTION = (
    "Das gilt für dieses Feld, diese Auszahlungen und diese Regeln. Ein anderes Feld kann eine andere "
    "Reihenfolge ergeben."
)
LESSON = "Man kann vorn liegen, ohne jemanden zu schlagen."


def leads(names: str, score: str) -> str:
    return f"Vorn in diesem Feld: {names} mit {score} je Runde."


def won(name: str, count: int, others: int) -> str:
    return (
        f"{name} bekam in {count} von {others} Begegnungen mit anderen mehr als die andere Seite."
    )


Case = tuple[list[Player], SymmetricGame, Horizon, float, list[str]]
SHEET: dict[str, Case] = {
    # (R + S)/2 = 1 against (T + P)/2 = 2
    "a defector among the trusting": (
        [always_cooperate(), always_defect()], LECTURE, Rounds(10), 0,
        [leads("Immer defektieren", "2"), won("Immer defektieren", 1, 1), CAUTION],
    ),
    # Two rounds: TFT 3, 3, 0.5, 2.5; always C 3, 3, 0, 1.5; always D 3, 5, 1, 1; suspicious 2.5, 4, 1, 1.
    "the nice against the rest": (
        [tit_for_tat(), always_cooperate(), always_defect(), suspicious_tit_for_tat()],
        AXELROD, Rounds(2), 0,
        [leads("Immer defektieren", "2,5"),
         "Die 2 freundlichen Strategien kommen im Mittel auf 2,06, die übrigen 2 auf 2,31.",
         won("Immer defektieren", 2, 3), CAUTION],
    ),
    "two in front": (
        [tit_for_tat(), grim_trigger()], AXELROD, Rounds(5), 0,
        [leads("Tit-for-Tat und Grim Trigger", "3"), f"{won('Tit-for-Tat', 0, 1)} {LESSON}", CAUTION],
    ),
    "alone": ([tit_for_tat()], AXELROD, Rounds(5), 0, [leads("Tit-for-Tat", "3"), CAUTION]),
    "forgiving makes no difference": (
        [tit_for_tat(), FORGIVING], AXELROD, Rounds(5), 0,
        [leads("Tit-for-Tat und Großzügiges Tit-for-Tat (100 %)", "3"),
         f"{won('Tit-for-Tat', 0, 1)} {LESSON}",
         "Tit-for-Tat und großzügiges Tit-for-Tat liegen gleichauf.", CAUTION],
    ),
    # Two rounds: TFT 3, 3, 0.5; the forgiving 3, 3, 0.
    "forgiving costs": (
        [tit_for_tat(), FORGIVING, always_defect()], AXELROD, Rounds(2), 0,
        [leads("Immer defektieren", "3"), won("Immer defektieren", 2, 2),
         "Tit-for-Tat liegt 0,167 vor großzügigem Tit-for-Tat.", CAUTION],
    ),
    # ε = 0.1: TFT against itself (T + R + P + S)/4; the forgiving 0.81·3 + 0.09·5 + 0.01·1 = 2.89.
    # TFT cooperates with 0.82 against it: 3.042 and 2.642. Means 2.646 and 2.766.
    "forgiving pays among errors": (
        [tit_for_tat(), FORGIVING], AXELROD, LongRun(), 0.1,
        [leads("Großzügiges Tit-for-Tat (100 %)", "2,766"),
         f"{won('Großzügiges Tit-for-Tat (100 %)', 0, 1)} {LESSON}",
         "Bei 10 % Fehlern bekommt Tit-for-Tat gegen seinesgleichen nur 2,25 statt 3; großzügiges "
         "Tit-for-Tat 2,89. Tit-for-Tat liegt 0,12 hinter großzügigem Tit-for-Tat.", CAUTION],
    ),
    "no dilemma": (
        [always_cooperate(), always_defect()], STAG_HUNT, Rounds(1), 0,
        [leads("Immer defektieren", "2,5"), won("Immer defektieren", 1, 1),
         "Achtung: Diese Auszahlungen bilden kein Gefangenendilemma, sondern: Hirschjagd.", CAUTION],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEET)
def test_what_a_tournament_shows_is_said(name: str) -> None:
    players, game, horizon, noise, wanted = SHEET[name]
    played = play_tournament(players, game, horizon, noise)
    said = [line.striptags() for line in in_words(played, players, game, noise)]
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in said] == wanted


@pytest.mark.parametrize(
    ("payoffs", "warning"),
    [
        (
            (0, 1, 2, 3),
            "Achtung: Mit diesen Auszahlungen sind die Namen vertauscht: Was hier D heißt, ist die kooperative "
            "Handlung (Gefangenendilemma).",
        ),
        (
            (2, 2, 2, 2),
            "Achtung: Diese Auszahlungen bilden kein Gefangenendilemma und auch sonst keine der benannten "
            "Spielarten.",
        ),
    ],
)
def test_of_a_game_without_a_name_no_name_is_told(
    payoffs: tuple[float, float, float, float], warning: str
) -> None:
    game, players = SymmetricGame(*payoffs), [tit_for_tat(), always_defect()]
    said = in_words(play_tournament(players, game, Rounds(10)), players, game, 0)
    assert warning in [line.striptags() for line in said]
