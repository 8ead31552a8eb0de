"""Our exact values against simulations by Axelrod-Python, the field's reference library.

For all strategies both have. Without chance the numbers must be equal, with chance they must lie
within the simulation's confidence interval. Two strategies are not compared: our contrite tit for
tat follows Wu and Axelrod (1995), whereas theirs stays provoked while it is contrite; and our grim
trigger also counts its own defections (formula 2.2), so their Grudger is compared with an automaton that
does not, and with ours only where no error can make a difference.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from kooperation.games.game import PROFILES, SymmetricGame, letters
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import Rounds, exact_match
from kooperation.repeated.strategies import (
    alternating,
    always_cooperate,
    always_defect,
    generous_tit_for_tat,
    grim_trigger,
    joss,
    random_strategy,
    suspicious_tit_for_tat,
    tit_for_tat,
    tit_for_two_tats,
    two_tits_for_tat,
    win_stay_lose_shift,
)
from kooperation.repeated.tournament import play_tournament
from kooperation.repeated.transcript import totals, transcript

pytestmark = pytest.mark.axelrod

GAME = SymmetricGame(temptation=5, reward=3, punishment=1, sucker=0)  # theirs by default
GRUDGER = Automaton("grudger", "Grudger", (1, 0), ((0, 1, 0, 1), (1, 1, 1, 1)))
MEMORY_ONE = Automaton("memory_one", "", (1, 0.7, 0.2, 0.6, 0.1), ((1, 2, 3, 4),) * 5)

# Ours, and how to make theirs.
BOTH: list[tuple[Automaton, Callable[[Any], Any]]] = [
    (always_cooperate(), lambda axl: axl.Cooperator()),
    (always_defect(), lambda axl: axl.Defector()),
    (tit_for_tat(), lambda axl: axl.TitForTat()),
    (suspicious_tit_for_tat(), lambda axl: axl.SuspiciousTitForTat()),
    (tit_for_two_tats(), lambda axl: axl.TitFor2Tats()),
    (two_tits_for_tat(), lambda axl: axl.TwoTitsForTat()),
    (generous_tit_for_tat(1 / 3), lambda axl: axl.GTFT(p=1 / 3)),
    (GRUDGER, lambda axl: axl.Grudger()),
    (win_stay_lose_shift(), lambda axl: axl.WinStayLoseShift()),
    (random_strategy(), lambda axl: axl.Random()),
    (random_strategy(0.3), lambda axl: axl.Random(0.3)),
    (joss(), lambda axl: axl.FirstByJoss()),
    (alternating(), lambda axl: axl.Alternator()),
    (MEMORY_ONE, lambda axl: axl.MemoryOnePlayer((0.7, 0.2, 0.6, 0.1))),
]
TURNS = 40
REPETITIONS = 120


def play(first: int, second: int, noise: float, seed: int) -> tuple[float, float, float, float]:
    """Return the shares of CC, CD, DC and DD in one of their matches."""
    import axelrod

    players = [BOTH[first][1](axelrod), BOTH[second][1](axelrod)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        match = axelrod.Match(players, turns=TURNS, noise=noise, seed=seed)
        turns = ["".join(str(action) for action in turn) for turn in match.play()]
    cc, cd, dc, dd = (turns.count(a.value + b.value) / TURNS for a, b in PROFILES)
    return cc, cd, dc, dd


everyone = pytest.mark.parametrize("first", range(len(BOTH)), ids=lambda k: BOTH[k][0].key)


@everyone
@pytest.mark.parametrize("noise", [0.0, 0.05])
def test_exact_values_lie_within_the_simulations_confidence_interval(
    first: int, noise: float
) -> None:
    """Each of the four shares, within 4.5 standard errors: 840 comparisons, none off by chance."""
    for second in range(first, len(BOTH)):
        compare(first, second, noise)


def compare(first: int, second: int, noise: float) -> None:
    mine, other = BOTH[first][0], BOTH[second][0]
    ours = exact_match(mine, other, Rounds(TURNS), noise).frequencies
    certain = noise == 0 and mine.is_deterministic and other.is_deterministic
    samples = [play(first, second, noise, seed) for seed in range(1 if certain else REPETITIONS)]
    for exact, shares in zip(ours, zip(*samples, strict=True), strict=True):
        mean = sum(shares) / len(shares)
        if certain:
            assert mean == pytest.approx(exact, abs=1e-9), other.key
            continue
        spread = sum((share - mean) ** 2 for share in shares) / (len(shares) - 1)
        # A share that never occurred has no spread: then it must be rarer than one turn in all.
        error = max(math.sqrt(spread / len(shares)), 1 / (TURNS * len(shares)))
        assert abs(mean - exact) <= 4.5 * error, other.key


@everyone
@pytest.mark.parametrize("noise", [0.0, 0.1])
def test_a_match_goes_round_by_round_as_theirs(first: int, noise: float) -> None:
    """200 rounds, move for move: what both meant, what was done, and what they have. Their chance and errors are ours."""
    for second in range(len(BOTH)):
        meant, done, scores = written_down(first, second, noise)
        # Who leaves it to chance does as theirs did; who does not would be seen to do something else.
        luck = [(_leads_to(pair[0]), _leads_to(pair[1]), 1.0, 1.0) for pair in meant]
        slips = {
            (turn, side)
            for turn, (wanted, did) in enumerate(zip(meant, done, strict=True))
            for side in (0, 1)
            if wanted[side] != did[side]
        }
        ours = transcript(BOTH[first][0], BOTH[second][0], luck, slips=slips)
        assert [each.first.meant + each.second.meant for each in ours] == meant
        assert [letters(each.profile) for each in ours] == done
        assert totals(ours, GAME.game) == scores
        assert bool(slips) == bool(noise)


def _leads_to(action: str) -> float:
    """Return the draw by which whoever leaves it to chance does *action*."""
    return 0.0 if action == "C" else 1 - 1e-9


def written_down(
    first: int, second: int, noise: float
) -> tuple[list[str], list[str], tuple[float, float]]:
    """Return what both meant in each turn of one of their matches, what was done, and the scores."""
    import axelrod

    meant: list[str] = []

    class Watched(axelrod.Match):  # type: ignore[misc]
        def simultaneous_play(self, player: Any, coplayer: Any, noise: float = 0) -> Any:
            wanted = [player.strategy(coplayer), coplayer.strategy(player)]
            meant.append("".join(map(str, wanted)))
            did = [self._random.random_flip(a, noise) if noise else a for a in wanted]
            player.update_history(did[0], did[1])
            coplayer.update_history(did[1], did[0])
            return tuple(did)

    players = [BOTH[first][1](axelrod), BOTH[second][1](axelrod)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        match = Watched(players, turns=200, noise=noise, seed=first + 100 * second)
        done = ["".join(map(str, turn)) for turn in match.play()]
    one, other = match.final_score()
    return meant, done, (float(one), float(other))


def test_our_grim_trigger_is_their_grudger_where_it_makes_no_error() -> None:
    """Without noise grim defects first against nobody, so its own defections are answers."""
    for opponent, _ in BOTH:
        ours = exact_match(grim_trigger(), opponent, Rounds(TURNS)).frequencies
        grudger = exact_match(GRUDGER, opponent, Rounds(TURNS)).frequencies
        assert ours == pytest.approx(grudger, abs=1e-12)


def test_a_whole_tournament_without_chance_has_their_scores() -> None:
    """Round robin with self-play, 200 turns: normalised scores equal to 1e-9."""
    import axelrod

    certain = [k for k, (strategy, _) in enumerate(BOTH) if strategy.is_deterministic]
    assert len(certain) == 9
    theirs = axelrod.Tournament([BOTH[k][1](axelrod) for k in certain], turns=200, repetitions=1)
    results = theirs.play(progress_bar=False)
    ours = play_tournament([BOTH[k][0] for k in certain], GAME, Rounds(200))
    for i in range(len(certain)):
        for j in range(len(certain)):
            assert results.payoff_matrix[i][j] == pytest.approx(ours.payoffs[i][j], abs=1e-9)
