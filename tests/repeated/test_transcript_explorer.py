"""Watching a match: what the strip shows, what is said of it, and the field of the tournament that opens one."""

from __future__ import annotations

import re

import pytest

from kooperation.repeated.contestants_words import contestants
from kooperation.repeated.match import Rounds, exact_match
from kooperation.repeated.strategies import generous_tit_for_tat, tit_for_tat
from kooperation.widgets import PlayYourself, Tournament, WatchMatch


def plain(html: str) -> str:
    text = re.sub(r"<[^>]+>", " ", html).replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\s+", " ", text).replace(" .", ".")


def test_the_echo_is_counted_and_forgiving_ends_it() -> None:
    watch = WatchMatch()
    assert watch.match.strip.shown["done"] == ["CCCC" + "DC" * 13, "CCCC" + "CD" * 13]
    said = plain(watch.match.sentences.value)
    assert "In 30 Runden bekommt A 47 und B 47." in said
    assert (
        "Ohne den Irrtum wären es 60 und 60. 26 von 30 Runden verlaufen dadurch anders, bis" in said
    )
    watch.second.value = "contrite_tit_for_tat"  # it is sorry for its own errors only
    assert "bis zum Schluss" in plain(watch.match.sentences.value)
    watch.first.value = "contrite_tit_for_tat"
    said = plain(watch.match.sentences.value)
    assert "2 von 30 Runden verlaufen dadurch anders; nach Runde 6 ist nichts mehr davon" in said


def test_the_strip_knows_states_errors_and_payoffs() -> None:
    shown = WatchMatch("win_stay_lose_shift", "grim_trigger", slip=2).match.strip.shown
    assert [side["name"] for side in shown["sides"]] == [
        "A: Win-Stay, Lose-Shift",
        "B: Grim Trigger",
    ]
    assert shown["meant"][0][:3] == "CCD"
    assert shown["done"][0][:3] == "CDD"
    assert shown["states"][0][:4] == [0, 0, 1, 0]  # T: stay with D; P: shift to C
    assert len(shown["states"][1]) == 31
    assert shown["payoffs"] == {"CC": [2, 2], "CD": [0, 3], "DC": [3, 0], "DD": [1, 1]}


def test_where_nothing_is_left_to_chance_nothing_else_could_have_been() -> None:
    watch = WatchMatch(slip=0)
    assert watch.match.again.hidden
    assert "Verlauf von vielen" not in watch.match.sentences.value
    assert "Irrtum" not in watch.match.sentences.value
    watch.noise.value = 0.05
    assert not watch.match.again.hidden
    mean = exact_match(tit_for_tat(), tit_for_tat(), Rounds(30), 0.05).payoffs(watch.game.game)[0]
    assert f"A {mean:.2f}".replace(".", ",") in plain(watch.match.sentences.value)
    before = watch.match.strip.shown["done"]
    watch.match.again.click()
    assert watch.match.strip.shown["done"] != before


def test_the_same_seed_shows_the_same_match() -> None:
    one, other = (WatchMatch("joss", "random", noise=0.1, seed=7) for _ in range(2))
    assert one.match.strip.shown == other.match.strip.shown


@pytest.mark.parametrize(
    "wrong", [{"first": "nobody"}, {"second": ""}, {"preset": "chicken"}], ids=str
)
def test_what_is_not_there_is_named(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="„"):
        WatchMatch(**wrong)


def test_without_a_kernel_the_match_stands_there_to_read() -> None:
    still = str(WatchMatch().still())
    assert still.count('data-move="D"') == 26
    assert "✕D!" in still
    assert "26 von 30 Runden" in still


# In the tournament --------------------------------------------------------------------------------


def opened(widget: Tournament, row: int, column: int) -> None:
    count = widget.encounters.fields.opened.get("count", 0) + 1
    widget.encounters.fields.set_state({"opened": {"row": row, "column": column, "count": count}})


def test_a_field_of_the_heat_map_opens_its_match_and_follows_the_rules() -> None:
    widget = Tournament()
    keys = [key for key, entry in contestants().items() if entry.chosen]
    opened(widget, keys.index("tit_for_tat"), keys.index("always_defect"))
    assert widget.encounters._table.hidden
    assert not widget.encounters._opened.hidden
    assert widget.encounters.match.strip.calls == 1
    assert widget.encounters.match.strip.shown["done"] == ["C" + 199 * "D", 200 * "D"]
    assert "A 199 und B 202" in plain(widget.encounters.match.sentences.value)
    widget.payoffs.choice.value = "axelrod"
    assert "A 199 und B 204" in plain(widget.encounters.match.sentences.value)
    widget.horizon.rounds.value = 10
    assert len(widget.encounters.match.strip.shown["done"][0]) == 10
    widget.noise.value = 0.1
    assert "Ohne" in widget.encounters.match.sentences.value
    widget.encounters.back.click()
    assert not widget.encounters._table.hidden
    assert widget.encounters.fields.calls == 1


def test_who_leaves_the_field_takes_the_match_along() -> None:
    widget = Tournament()
    opened(widget, 2, 0)
    widget.field.chosen["tit_for_tat"].value = False
    assert not widget.encounters._table.hidden
    assert widget.encounters._opened.hidden


@pytest.mark.parametrize("place", [(10, 0), (None, 1), ("1", 2), (-1, 0)])
def test_a_field_that_is_not_there_opens_nothing(place: tuple[object, object]) -> None:
    widget = Tournament()
    widget.encounters.fields.set_state(
        {"opened": {"row": place[0], "column": place[1], "count": 1}}
    )
    assert widget.encounters._opened.hidden


def test_a_learners_function_is_watched_without_states() -> None:
    widget = Tournament(eigene=lambda own, other: other[-1] if other else "C")
    opened(widget, 10, 1)
    assert widget.encounters.match.strip.shown["states"][0] == []
    assert widget.encounters.match.strip.shown["done"][0] == "C" + 199 * "D"
    assert "simulierten" in widget.encounters.match.sentences.value


# In „Selbst spielen“ ------------------------------------------------------------------------------


def played(moves: str, seed: int = 1, noise: float = 0.0) -> PlayYourself:
    widget = PlayYourself(seed=seed)
    widget.noise.value = noise
    for letter in moves:
        widget.choose(letter)
    return widget


def unveiled(widget: PlayYourself, guess: str = "") -> str:
    widget.guess.value = guess
    widget.unveil.click()
    return plain(widget.comparison.value)


def test_afterwards_the_best_response_plays_the_same_rounds() -> None:
    widget = played("DDDDD")  # seed 1 is tit for tat: 3 + 4 · 1, where cooperating has 10
    assert widget.what_if.hidden
    said = unveiled(widget)
    assert not widget.what_if.hidden
    assert "10 statt 7" in said
    assert widget.best.shown["done"] == ["CCCCC", "CCCCC"]
    assert widget.best.shown["sides"][1]["name"] == "Gegenüber: Tit-for-Tat"
    widget.new.click()
    assert widget.what_if.hidden


def test_the_state_of_the_hidden_one_is_shown_only_once_it_is_unveiled() -> None:
    widget = played("CDCCC", noise=0.2)
    assert widget.strip.shown["states"] == [[], []]
    assert widget.strip.shown["done"][1] == widget.strip.shown["meant"][1]
    assert not widget.strip.plays
    unveiled(widget)
    assert len(widget.strip.shown["states"][1]) == 6
    assert widget.strip.plays


def test_own_errors_are_told_at_once() -> None:
    for seed in range(40):
        widget = played("C", seed, 0.2)
        if widget.strip.shown["done"][0] == "D":
            assert "Sie wollten kooperieren und defektieren aus Versehen" in widget.status.value
            return
    raise AssertionError("no error in 40 games at a rate of one in five")


def test_errors_hold_from_the_next_game_on() -> None:
    widget = played("C")
    widget.noise.value = 0.1
    assert widget.play.noise == 0
    assert "Es gilt ab dem nächsten Spiel" in plain(widget.end.value)
    widget.new.click()
    assert widget.play.noise == 0.1
    widget.noise.value = 0.2  # nothing played yet
    assert widget.play.noise == 0.2


def test_several_games_are_added_up() -> None:
    widget = played("DDDDD")
    unveiled(widget, "tit_for_tat")
    widget.new.click()
    widget.choose("C")
    said = unveiled(widget, "joss")
    assert "Bisher 2 Spiele" in said
    own = sum(each.own for each in widget.games) / 6
    assert f"Sie {own:.2f}".rstrip("0").rstrip(".").replace(".", ",") in said
    right = 1 + (widget.play.opponent.key == "joss")
    assert f"richtig geraten {right}-mal" in said


def test_generosity_of_the_contestants_is_what_the_formula_speaks_of() -> None:
    assert contestants()["generous_tit_for_tat"].automaton == generous_tit_for_tat(1 / 3)
