"""Playing against a hidden strategy: the rounds, the guess, the unveiling, and bad input."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.base.words import Words
from kooperation.games.game import PROFILES, C, D, Profile, SymmetricGame, letters
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.best_response import best_response, response_automaton
from kooperation.repeated.match import Discounted, Rounds, exact_match
from kooperation.repeated.play import (
    Play,
    benchmark,
    best_course,
    course,
    log_likelihood,
    new_play,
    played,
    suspicions,
)
from kooperation.repeated.strategies import (
    FIELD,
    always_cooperate,
    always_defect,
    grim_trigger,
    joss,
    random_strategy,
    tit_for_tat,
    tit_for_two_tats,
    win_stay_lose_shift,
)
from kooperation.repeated.transcript import totals, transcript
from kooperation.widgets import PlayYourself

WORDS = Words("repeated.play")
SLIDE = SymmetricGame(3, 2, 1, 0)
moves = st.text("CD", min_size=1, max_size=30)
fields = st.sampled_from(FIELD)


def after(opponent: Automaton, own: str, seed: int = 0) -> Play:
    """Return the game after the moves *own*, which does not end."""
    play, chance = Play(opponent), random.Random(seed)
    for letter in own:
        play = played(play, C if letter == "C" else D, 1.0, chance)
    return play


# The model ----------------------------------------------------------------------------------------


def test_tit_for_tat_answers_as_its_rule_says() -> None:
    play = after(tit_for_tat(), "CDDCC")
    assert [letters(at) for at in play.rounds] == ["CC", "DC", "DD", "CD", "CC"]
    assert play.totals(SLIDE) == (2 + 3 + 1 + 0 + 2, 2 + 0 + 1 + 3 + 2)


@given(fields, moves, st.integers(0, 99))
@pytest.mark.slow
def test_the_one_who_played_is_never_ruled_out(opponent: Automaton, own: str, seed: int) -> None:
    rounds = after(opponent, own, seed).rounds
    chances = dict(zip((s.key for s in FIELD), suspicions(FIELD, rounds), strict=True))
    assert chances[opponent.key] > 0
    assert sum(chances.values()) == pytest.approx(1)


@given(fields, st.integers(1, 4))
def test_the_probabilities_of_all_courses_sum_to_one(opponent: Automaton, rounds: int) -> None:
    """Whatever the player does, the opponent does something."""
    total = 0.0
    for answers in range(2**rounds):
        at = [(C, C if answers >> k & 1 else D) for k in range(rounds)]
        total += 2.718281828459045 ** log_likelihood(opponent, at)
    assert total == pytest.approx(1)


def test_who_only_cooperates_cannot_tell_the_nice_ones_apart() -> None:
    """Prediction „wiederholung-erkennen“."""
    rounds = after(tit_for_tat(), "C" * 10).rounds
    alike = {
        strategy.key
        for strategy, chance in zip(FIELD, suspicions(FIELD, rounds), strict=True)
        if chance == pytest.approx(max(suspicions(FIELD, rounds)))
    }
    assert {"always_cooperate", "tit_for_tat", "grim_trigger", "tit_for_two_tats"} <= alike
    assert "always_defect" not in alike


def test_with_errors_nobody_is_ruled_out_and_bayes_weighs_them() -> None:
    """Formula 2.15 by hand: one D with ε = 0.1, of a defector 0.9 and of a cooperator 0.1."""
    chances = suspicions([always_cooperate(), always_defect()], [(C, D)], 0.1)
    assert chances == pytest.approx((0.1, 0.9))


def test_errors_are_as_frequent_as_they_were_said_to_be() -> None:
    play, chance = Play(tit_for_tat(), noise=0.1), random.Random(5)
    for _ in range(4000):
        play = played(play, C, 1.0, chance)
    slips = [move.is_slip for each in course(play) for move in (each.first, each.second)]
    assert sum(slips) / len(slips) == pytest.approx(0.1, abs=0.015)
    assert [each.profile for each in course(play)] == list(play.rounds)


@given(fields, moves, st.integers(0, 99))
def test_with_the_same_luck_and_the_same_moves_the_same_would_have_been(
    opponent: Automaton, own: str, seed: int
) -> None:
    play = after(opponent, own, seed)
    script = Automaton(
        "",
        "",
        tuple(float(a == "C") for a in own),
        tuple((min(k + 1, len(own) - 1),) * 4 for k in range(len(own))),
    )
    again = transcript(script, opponent, play.luck)
    assert [each.profile for each in again] == list(play.rounds)


@pytest.mark.parametrize("opponent", [tit_for_tat(), grim_trigger(), joss()], ids=lambda s: s.key)
def test_the_benchmark_with_errors_is_what_many_games_bring_on_average(opponent: Automaton) -> None:
    """Formula 2.13, with ε = 0.05: the best response's own matches, 300 times with another luck."""
    found = benchmark(opponent, SLIDE, 0.9, 10, noise=0.05)
    sums = []
    for seed in range(300):
        play, chance = Play(opponent, noise=0.05), random.Random(seed)
        for _ in range(10):
            play = played(play, C, 1.0, chance)
        sums.append(totals(best_course(play, SLIDE, 0.9), SLIDE.game)[0])
    mean = sum(sums) / len(sums)
    error = math.sqrt(sum((each - mean) ** 2 for each in sums)) / len(sums)
    assert mean == pytest.approx(found.total, abs=4.5 * error + 1e-9)


def test_thousands_of_rounds_leave_a_probability() -> None:
    rounds = after(random_strategy(), "CD" * 2000).rounds
    chances = suspicions(FIELD, rounds)
    assert chances[[s.key for s in FIELD].index("random")] == pytest.approx(1)
    with pytest.raises(ValueError, match="keine dieser Strategien"):
        suspicions([always_defect()], [(C, C)])


def test_the_end_comes_with_the_probability_that_was_said() -> None:
    chance = random.Random(7)
    ended = sum(played(Play(tit_for_tat()), C, 0.8, chance).over for _ in range(5000))
    assert ended / 5000 == pytest.approx(0.2, abs=0.02)
    over = played(Play(tit_for_tat()), C, 0.0, chance)
    assert over.over
    with pytest.raises(ValueError, match="zu Ende"):
        played(over, C, 0.5, chance)
    with pytest.raises(ValueError, match="zwischen 0 und 1"):
        played(Play(tit_for_tat()), C, 1.5, chance)


def test_the_hidden_one_is_drawn_from_the_field_and_from_nothing_else() -> None:
    chance = random.Random(1)
    drawn = {new_play(FIELD, chance).opponent.key for _ in range(300)}
    assert drawn == {strategy.key for strategy in FIELD}
    with pytest.raises(ValueError, match="mindestens eine"):
        new_play([], chance)


@pytest.mark.parametrize(
    ("opponent", "opening"),
    [
        (tit_for_tat(), "CCCCCC"),  # δ ≥ 1/2 on the slide (formula 2.5)
        (grim_trigger(), "CCCCCC"),  # δ ≥ 1/2 (formula 2.2)
        (win_stay_lose_shift(), "DDDDDD"),  # no δ suffices on the slide (formula 2.7)
        (always_defect(), "DDDDDD"),
        (tit_for_two_tats(), "DCDCDC"),  # one defection is always forgiven
        (random_strategy(), "DDDDDD"),
    ],
    ids=lambda value: getattr(value, "key", value),
)
def test_the_best_response_is_told_by_its_first_moves(opponent: Automaton, opening: str) -> None:
    found = benchmark(opponent, SLIDE, 0.95, 10, shown=6)
    assert found.opening is not None
    assert "".join(found.opening) == opening


@given(fields, st.integers(1, 40), st.sampled_from([0.5, 0.8, 0.95]))
def test_the_benchmark_is_what_the_best_response_gets_on_average(
    opponent: Automaton, rounds: int, continuation: float
) -> None:
    found = benchmark(opponent, SLIDE, continuation, rounds)
    answer = best_response(opponent, SLIDE.game, Discounted(continuation))
    known = response_automaton(answer, opponent)
    expected = exact_match(known, opponent, Rounds(rounds)).payoffs(SLIDE.game)[0]
    assert found.per_round == pytest.approx(expected)
    assert found.total == pytest.approx(expected * rounds)


def test_against_joss_it_depends_on_chance_or_is_told() -> None:
    found = benchmark(joss(), SLIDE, 0.95, 5)
    assert found.opening is None or len(found.opening) == 8


# The widget ---------------------------------------------------------------------------------------


def game(seed: int, w: float = 0.99) -> PlayYourself:
    widget = PlayYourself(seed=seed)
    widget.continuation.value = w
    return widget


def lasting(own: str) -> PlayYourself:
    """Return a game that is still on after the moves *own*."""
    for seed in range(50):
        widget = game(seed)
        for letter in own:
            widget.choose(letter)
        if not widget.play.over:
            return widget
    raise AssertionError("no game lasts")


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace(" .", ".")


def rounds_in_letters(rounds: Sequence[Profile]) -> list[tuple[str, str]]:
    return [(own.value, other.value) for own, other in rounds]


def test_strip_table_and_status_say_the_same() -> None:
    widget = lasting("CDCCD")
    rounds = widget.play.rounds
    assert list(zip(*widget.strip.shown["done"], strict=True)) == rounds_in_letters(rounds)
    rows = re.findall(r'<tr><th scope="row">(\d+)</th>(.*?)</tr>', widget.history.value)
    assert [int(number) for number, _ in rows] == [5, 4, 3, 2, 1]
    words = {"C": "kooperiert", "D": "defektiert"}
    for (_, cells), at in zip(rows, reversed(rounds), strict=True):
        assert re.findall(r"<td>(.*?)</td>", cells)[:2] == [words[a] for a in letters(at)]
    own, other = (f"{total:g}" for total in widget.play.totals(SLIDE))
    assert f"Zusammen: Sie {own}, Gegenüber {other}." in widget.status.value


def test_moves_arrive_as_messages_of_the_buttons() -> None:
    widget = game(3)
    widget.moves.receive({"move": "D"})
    widget.moves.receive({"move": "C"})
    assert [own for own, _ in widget.play.rounds] == [D, C]


def test_the_same_seed_gives_the_same_game() -> None:
    first, second = game(11), game(11)
    for widget in (first, second):
        for letter in "CDDCDC":
            widget.choose(letter)
    assert first.play == second.play


def test_nothing_in_the_page_names_the_hidden_one_before_it_is_unveiled() -> None:
    widget = lasting("CDC")
    for part in (widget.status, widget.history, widget.verdict):
        assert widget.play.opponent.name not in part.value
    for node in (widget.moves, widget.strip, widget.best):
        assert widget.play.opponent.name not in str(node.state())


@pytest.mark.parametrize("opponent", FIELD, ids=lambda s: s.key)
@pytest.mark.parametrize("guess", ["", "tit_for_tat", "always_defect"])
def test_each_strategy_is_unveiled_with_rule_and_benchmark(opponent: Automaton, guess: str) -> None:
    widget = game(1)
    widget.play = after(opponent, "CDCCDDCC")
    widget.guess.value = guess
    widget.unveil.click()
    said = plain(widget.verdict.value)
    assert f"Es war {opponent.name}" in said
    assert ("Richtig" in said) == (guess == opponent.key)
    assert "in 8 Runden" in said
    best = benchmark(opponent, SLIDE, 0.99, 8)
    assert f"{best.total:.1f}".rstrip("0").rstrip(".").replace(".", ",") in said
    assert "◆ war es" in said


def test_a_guess_that_fits_as_well_is_called_so() -> None:
    """Without errors contrite tit for tat plays as tit for tat does."""
    widget = game(1)
    widget.play = after(tit_for_tat(), "CDDC")
    widget.guess.value = "contrite_tit_for_tat"
    widget.unveil.click()
    assert "passt zu diesem Verlauf genauso gut" in widget.verdict.value
    widget.guess.value = "grim_trigger"
    assert widget.unveiled  # a second guess comes too late
    widget.unveil.click()
    assert "genauso gut" in widget.verdict.value


def test_guessing_without_a_round_or_a_choice_is_answered_in_german() -> None:
    widget = game(2)
    widget.unveil.click()
    assert WORDS["play_first"] in widget.verdict.value
    widget.choose("C")
    widget.unveil.click()
    assert WORDS["guess_first"] in widget.verdict.value
    assert not widget.unveiled


@pytest.mark.parametrize("move", ["x", None, 3, "CC", {}])
def test_an_unknown_move_is_said_and_changes_nothing(move: object) -> None:
    widget = game(2)
    widget.choose(move)
    assert "Diesen Zug gibt es nicht" in widget.status.value
    assert not widget.play.rounds
    widget.choose("C")
    assert len(widget.play.rounds) == 1


def test_moves_after_the_end_do_not_count() -> None:
    widget = game(5, w=0.5)
    for _ in range(200):
        widget.choose("D")
    assert widget.play.over
    assert len(widget.play.rounds) < 50
    assert "zählt nicht mehr" in widget.status.value
    widget.guess.value = ""
    widget.unveil.click()
    widget.choose("D")
    assert "schon aufgedeckt" in widget.status.value


def test_a_new_game_forgets_everything() -> None:
    widget = lasting("CD")
    widget.guess.value = "joss"
    widget.unveil.click()
    widget.new.click()
    assert widget.play.rounds == ()
    assert not widget.unveiled
    assert widget.verdict.value == ""
    assert widget.history.value == ""
    assert widget.guess.value != "joss"


def test_another_end_holds_from_the_next_game_on() -> None:
    widget = game(3, w=0.9)
    assert "Im Mittel sind das 10 Runden." in widget.end.value
    widget.choose("C")
    widget.continuation.value = 0.5
    assert "im laufenden bleibt w = 0,9" in widget.end.value
    assert "am Ende seines Bereichs" in widget.end.value
    widget.new.click()
    assert "im laufenden" not in widget.end.value


def test_all_moves_of_a_round_are_possible() -> None:
    assert {at for own in ("CDCD", "DDCC") for s in FIELD for at in after(s, own).rounds} == set(
        PROFILES
    )


def test_an_unknown_preset_is_named() -> None:
    with pytest.raises(ValueError, match="„chicken“"):
        PlayYourself("chicken")
