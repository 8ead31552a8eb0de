"""A score sheet: what is said when the hidden strategy is unveiled, derived by hand."""

from __future__ import annotations

import re

import pytest

from dilemmas import LECTURE
from kooperation.games.game import Action, C
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.play import Play
from kooperation.repeated.play_view import status_sentence
from kooperation.repeated.strategies import FIELD, always_defect, tit_for_tat, tit_for_two_tats
from kooperation.repeated.unveiling_view import unveiling

KNOWN = (
    "Wer die Strategie gekannt hätte, aber nicht das Ende, hätte mit der besten Antwort in ebenso "
    "vielen Runden im Mittel"
)
NO_ERROR = (0.0, 0.0, 1.0, 1.0)


def play(opponent: Automaton, own: str, others: str) -> Play:
    rounds = tuple((Action(a), Action(b)) for a, b in zip(own, others, strict=True))
    return Play(opponent, rounds, luck=(NO_ERROR,) * len(rounds))


def said(game: Play, guess: str) -> list[str]:
    """Return the lines above the table, the rule and the telltale left out."""
    panel = unveiling(game, guess, FIELD, LECTURE, 0.95).split("</div>")[0]
    lines = [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<p>(.*?)</p>", panel)]
    return [line for line in lines if not line.startswith(("Die Regel", "Woran"))]


SHEET = {
    "nobody else, and no guess": (
        play(always_defect(), "CCC", "DDD"), "",
        ["Es war Immer defektieren.",
         "Sie haben in 3 Runden 0 erreicht (0 je Runde), Ihr Gegenüber 9.",
         f"{KNOWN} 3 erreicht (1 je Runde). Die beste Antwort ist hier: immer defektieren."],
    ),
    "right": (
        play(always_defect(), "DCD", "DDD"), "always_defect",
        ["Richtig: Es war Immer defektieren.",
         "Sie haben in 3 Runden 2 erreicht (0,67 je Runde), Ihr Gegenüber 5.",
         f"{KNOWN} 3 erreicht (1 je Runde). Die beste Antwort ist hier: immer defektieren."],
    ),
    # Without errors contrite tit for tat plays as tit for tat does; two tits for tat would answer twice.
    "one other would have played so": (
        play(tit_for_tat(), "CDDCCC", "CCDDCC"), "contrite_tit_for_tat",
        ["Es war Tit-for-Tat. Ihr Tipp „Reuiges Tit-for-Tat“ passt zu diesem Verlauf genauso gut.",
         "Nach diesem Verlauf konnten Sie es nicht wissen: „Reuiges Tit-for-Tat“ hätte genauso "
         "wahrscheinlich so gespielt.",
         "Sie haben in 6 Runden 10 erreicht (1,67 je Runde), Ihr Gegenüber 10.",
         f"{KNOWN} 12 erreicht (2 je Runde). Die beste Antwort ist hier: immer kooperieren."],
    ),
    # Against tit for two tats one defects every other round: (3 + 2)/2 in the mean.
    "wrong": (
        play(tit_for_two_tats(), "CDDC", "CCCD"), "tit_for_tat",
        ["Es war Tit for Two Tats, nicht „Tit-for-Tat“.",
         "Sie haben in 4 Runden 8 erreicht (2 je Runde), Ihr Gegenüber 5.",
         f"{KNOWN} 10 erreicht (2,5 je Runde). Die beste Antwort beginnt hier so: "
         "D, C, D, C, D, C, D, C …."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEET)
def test_who_it_was_and_what_was_earned_is_said(name: str) -> None:
    game, guess, wanted = SHEET[name]
    assert said(game, guess) == wanted


def test_one_lucky_round_can_bring_more_than_the_best_response() -> None:
    lines = said(play(tit_for_tat(), "D", "C"), "")
    assert lines[1].startswith(
        "Nach diesem Verlauf konnten Sie es nicht wissen: „Immer kooperieren“,"
    )
    assert lines[1].endswith("hätten genauso wahrscheinlich so gespielt.")
    assert lines[2] == "Sie haben in einer Runde 3 erreicht (3 je Runde), Ihr Gegenüber 0."
    assert lines[3].endswith(
        "Sie liegen darüber. Das geht: durch Zufall, oder weil ein Zug am Ende ohne Folgen blieb."
    )


@pytest.mark.parametrize(
    ("over", "end"),
    [
        (False, "Es geht weiter."),
        (True, "Das war die letzte Runde. Raten Sie nun, wer es war."),
    ],
)
def test_after_each_round_it_is_said_whether_it_goes_on(over: bool, end: str) -> None:
    game = Play(tit_for_tat(), ((C, C), (Action.DEFECT, C)), over=over, luck=(NO_ERROR,) * 2)
    assert status_sentence(game, LECTURE) == (
        "Runde 2: Sie defektieren, Ihr Gegenüber kooperiert. Das bringt Ihnen 3, dem Gegenüber 0. "
        f"Zusammen: Sie 5, Gegenüber 2. {end}"
    )


def test_all_who_would_have_played_so_are_named() -> None:
    """After a first defection in round 3, two answers do not yet tell tit for tat from three others."""
    lines = said(play(tit_for_tat(), "CCDDC", "CCCDD"), "")
    assert lines[1] == (
        "Nach diesem Verlauf konnten Sie es nicht wissen: „Two Tits for Tat“, „Grim Trigger“ und "
        "„Reuiges Tit-for-Tat“ hätten genauso wahrscheinlich so gespielt."
    )
