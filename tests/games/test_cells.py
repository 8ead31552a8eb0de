"""The two cells of lecture 5: the picture, its words, and the four cases beside it."""

from __future__ import annotations

import re

from kooperation.games.cells_view import PRESET, cells, description, drawn, fates
from kooperation.games.game import PROFILES, Action, letters

C, D = Action.COOPERATE, Action.DEFECT


def table() -> dict[str, str]:
    """Return the four cases by profile, as one reads them."""
    found = re.findall(r'<td data-profile="(\w\w)"[^>]*>(.*?)</td>', cells())
    return {at: re.sub(r"<[^>]+>", "", html.replace("<small>", ": ")) for at, html in found}


def test_each_case_says_its_payoffs_and_what_becomes_of_each_side() -> None:
    """Slide 14, (Spieler 1; Spieler 2)."""
    assert table() == {
        "DD": "1 | 1: Strafe mit Nachlass",
        "DC": "3 | 0: frei | volle Strafe",
        "CD": "0 | 3: volle Strafe | frei",
        "CC": "2 | 2: kleine Strafe",
    }
    assert set(table()) == {letters(at) for at in PROFILES}


def test_the_lighter_the_sentence_the_higher_the_payoff() -> None:
    """What is counted is utility, not time in prison: T > R > P > S."""
    payoff = {
        fates()[own][other]: PRESET.game.payoff((own, other), 0)
        for own in (C, D)
        for other in (C, D)
    }
    lightest_first = ["frei", "kleine Strafe", "Strafe mit Nachlass", "volle Strafe"]
    assert sorted(payoff, key=lambda fate: -payoff[fate]) == lightest_first


def test_the_alternative_names_both_players_both_actions_and_the_wall() -> None:
    for said in (*PRESET.player_names, PRESET.defect, PRESET.cooperate, "Mauer"):
        assert said in description()
    assert f'role="img" aria-label="{description()}"' in drawn()


def test_a_side_has_its_colour_and_its_name() -> None:
    for player, (colour, name) in enumerate(
        zip(("own", "other"), PRESET.player_names, strict=True)
    ):
        assert drawn().count(f'class="kooperation-pen kooperation-{colour}"') == 1
        assert re.search(
            rf'<g class="kooperation-side{player}"[^>]*><text[^>]*>{name}</text>', drawn()
        )
