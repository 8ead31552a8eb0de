"""The folk theorem's picture: what is drawn and said of a game, a path and a δ."""

from __future__ import annotations

from fractions import Fraction

import plotly.graph_objects as go
import pytest

from kooperation.games.game_words import games
from kooperation.widgets import FeasiblePayoffs


def trace(explorer: FeasiblePayoffs, name: str) -> dict[str, list[float]]:
    """Return the trace whose name begins so."""
    (found,) = (t for t in explorer.figure.figure["data"] if t["name"].startswith(name))
    return dict(found)


def names(explorer: FeasiblePayoffs) -> list[str]:
    return [t["name"] for t in explorer.figure.figure["data"]]


def test_below_the_threshold_only_defecting_is_drawn_as_held() -> None:
    explorer = FeasiblePayoffs()
    assert explorer.shown.discount == Fraction(2, 5)
    held = trace(explorer, "mit Los bei δ = 0,4")
    assert set(zip(held["x"], held["y"], strict=True)) == {(1, 1)}
    assert "hält sie nicht, mit keiner Drohung" in explorer.sentences.value
    assert "In Runde 1 weicht Spieler 1 ab, das bringt sofort 3 statt 2" in explorer.sentences.value
    assert "Sie hält ab δ = 0,5." in explorer.sentences.value


def test_at_one_half_cooperation_holds_and_above_it_an_area_grows() -> None:
    explorer = FeasiblePayoffs()
    explorer.discount.value = 0.5
    held = trace(explorer, "mit Los")
    assert {at for at in zip(held["x"], held["y"], strict=True) if at[0] is not None} == {
        (1, 1),
        (2, 2),
    }
    assert "✓ Bei δ = 0,5 hält sie" in explorer.sentences.value
    explorer.discount.value = 0.8
    held = trace(explorer, "mit Los")
    assert (1.25, 1.25) in set(zip(held["x"], held["y"], strict=True))


def test_the_same_moves_at_one_stretch_ask_for_more_patience() -> None:
    explorer = FeasiblePayoffs()
    for path, least in (("CC_DC_CC_DC_CC", "0,9"), ("CC_CC_CC_DC_DC", "0,92")):
        explorer.path.value = path
        assert "im Mittel (2,4;\u00a01,2)" in explorer.sentences.value
        assert f"ab δ = {least}." in explorer.sentences.value
    assert "Zugfolge im Mittel" in names(explorer)


def test_dice_push_further_down_where_pure_threats_differ() -> None:
    explorer = FeasiblePayoffs("koordination")
    assert "Sicher sind 1 (Jobcenter) und 1 (Jugendamt)" in explorer.sentences.value
    assert "Wer dabei nicht würfelt, lässt mehr: 2 (Jobcenter) und 2 (Jugendamt)." in (
        explorer.sentences.value
    )


def test_friedmans_and_fudenberg_and_maskins_promise_differ_where_cooperation_dominates() -> None:
    explorer = FeasiblePayoffs()
    assert "davon glaubwürdig" not in names(explorer)
    explorer.own.value = True
    for key, value in {"temptation": 2, "reward": 3, "punishment": 0, "sucker": 1}.items():
        explorer.four.by_name[key].value = value
    assert "davon glaubwürdig" in names(explorer)
    explorer.path.value, explorer.discount.value = "CC_DC", 0.9
    assert "nur mit der härtesten Drohung" in explorer.sentences.value
    explorer.discount.value = 0.1
    assert "auch dann nur mit der härtesten Drohung" in explorer.sentences.value


def test_own_payoffs_begin_with_those_of_the_chosen_game() -> None:
    explorer = FeasiblePayoffs("axelrod")
    explorer.own.value = True
    assert explorer.four.game.temptation == 5
    assert explorer.choice.hidden
    assert explorer.shown.game == games()["axelrod"].game


@pytest.mark.parametrize("key", games())
def test_every_game_and_path_is_drawn_said_and_accepted_by_plotly(key: str) -> None:
    explorer = FeasiblePayoffs(key)
    for path in explorer.path.options:
        explorer.path.value = path[1]
        for delta in (0.0, 0.6, 0.99):
            explorer.discount.value = delta
            figure = explorer.figure.figure
            assert len(go.Figure(figure).data) == len(figure["data"])
            assert explorer.figure.alt.count("(") >= 4
            assert explorer.sentences.value.count("<li>") == 4
    assert "<svg" in explorer.figure._still()


def test_an_unknown_game_is_refused() -> None:
    with pytest.raises(ValueError, match="schach"):
        FeasiblePayoffs("schach")
