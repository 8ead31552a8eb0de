"""Benchmark: the full table of ten strategies over 200 rounds with noise 0.01, three ways.

    PYTHONPATH=course /tmp/axelrod-env/bin/python tests/benchmarks/bench_tournament.py

- exact: ours, from nothing (no cache) to the scored tournament;
- loop: a plain Python loop that simulates the same automata, with 50 repetitions;
- axelrod: Axelrod-Python's tournament with 50 repetitions, where it is installed (else null), with
  and without its analysis of the results; ratios count the faster of the two.

The last line is JSON: times in milliseconds, and by how much ours is faster.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import platform
import random
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kooperation.games.game import SymmetricGame
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import Rounds, exact_match
from kooperation.repeated.strategies import (
    always_cooperate,
    always_defect,
    generous_tit_for_tat,
    joss,
    random_strategy,
    tit_for_tat,
    tit_for_two_tats,
    two_tits_for_tat,
    win_stay_lose_shift,
)
from kooperation.repeated.tournament import play_tournament

GAME = SymmetricGame(temptation=5, reward=3, punishment=1, sucker=0)
ROUNDS, NOISE, REPETITIONS = 200, 0.01, 50
# As theirs, it counts the other's defections only; our grim trigger counts its own as well.
GRUDGER = Automaton("grudger", "Grudger", (1, 0), ((0, 1, 0, 1), (1, 1, 1, 1)))
TEN: list[tuple[Automaton, Callable[[Any], Any]]] = [
    (always_cooperate(), lambda axl: axl.Cooperator()),
    (always_defect(), lambda axl: axl.Defector()),
    (tit_for_tat(), lambda axl: axl.TitForTat()),
    (tit_for_two_tats(), lambda axl: axl.TitFor2Tats()),
    (two_tits_for_tat(), lambda axl: axl.TwoTitsForTat()),
    (generous_tit_for_tat(1 / 3), lambda axl: axl.GTFT(p=1 / 3)),
    (GRUDGER, lambda axl: axl.Grudger()),
    (win_stay_lose_shift(), lambda axl: axl.WinStayLoseShift()),
    (random_strategy(), lambda axl: axl.Random()),
    (joss(), lambda axl: axl.FirstByJoss()),
]
FIELD = [strategy for strategy, _ in TEN]


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def loop(chance: random.Random) -> list[list[float]]:
    """Return the table of mean payoffs from the simplest loop, each pair played once."""
    payoff = ((3, 3), (0, 5), (5, 0), (1, 1))
    table = [[0.0] * len(FIELD) for _ in FIELD]
    draw = chance.random
    for i, first in enumerate(FIELD):
        for j, second in enumerate(FIELD[i:], start=i):
            mine = theirs = 0
            for _ in range(REPETITIONS):
                state, other = 0, 0
                for _ in range(ROUNDS):
                    a = draw() >= first.cooperation[state]
                    b = draw() >= second.cooperation[other]
                    a ^= draw() < NOISE
                    b ^= draw() < NOISE
                    mine += payoff[2 * a + b][0]
                    theirs += payoff[2 * a + b][1]
                    state = first.successors[state][2 * a + b]
                    other = second.successors[other][2 * b + a]
            table[i][j] = mine / ROUNDS / REPETITIONS
            table[j][i] = theirs / ROUNDS / REPETITIONS
    return table


def largest_difference(a: Any, b: Any) -> float:
    size = range(len(FIELD))
    return max(abs(float(a[i][j]) - float(b[i][j])) for i in size for j in size if i != j)


def by_axelrod() -> dict[str, float] | None:
    if importlib.util.find_spec("axelrod") is None:
        return None
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    import axelrod

    def tournament() -> Any:
        players = [make(axelrod) for _, make in TEN]
        return axelrod.Tournament(
            players, turns=ROUNDS, repetitions=REPETITIONS, noise=NOISE, seed=1
        )

    results: list[Any] = []
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "played.csv"))
        matches = milliseconds(
            lambda: tournament().play(progress_bar=False, build_results=False, filename=file)
        )
    whole = milliseconds(lambda: results.append(tournament().play(progress_bar=False)))
    return {
        "matches": matches,
        "whole": whole,
        "difference": largest_difference(results[0].payoff_matrix, exact().payoffs),
    }


def exact() -> Any:
    exact_match.cache_clear()
    return play_tournament(FIELD, GAME, Rounds(ROUNDS), NOISE)


def main() -> None:
    exact()
    times = [milliseconds(exact) for _ in range(100)]
    ours = statistics.median(times)
    tables: list[Any] = []
    looped = milliseconds(lambda: tables.append(loop(random.Random(1))))
    theirs = by_axelrod()
    result = {
        "strategies": len(FIELD),
        "rounds": ROUNDS,
        "noise": NOISE,
        "repetitions_of_simulations": REPETITIONS,
        "exact_ms_median": round(ours, 3),
        "exact_ms_best": round(min(times), 3),
        "goal_ms": 15,
        "loop_ms": round(looped, 1),
        "loop_over_exact": round(looped / ours, 1),
        "loop_largest_difference": round(largest_difference(tables[0], exact().payoffs), 4),
        "axelrod_ms": None,
        "axelrod_over_exact": None,
        "axelrod_goal": 500,
        "python": platform.python_version(),
    }
    print(f"exact     {ours:10.2f} ms (median of {len(times)}, best {min(times):.2f})")
    print(f"loop      {looped:10.0f} ms ({REPETITIONS} repetitions)")
    if theirs:
        fastest = min(theirs["matches"], theirs["whole"])
        result["axelrod_ms"] = round(fastest, 1)
        result["axelrod_over_exact"] = round(fastest / ours, 1)
        result["axelrod_largest_difference"] = round(theirs["difference"], 4)
        print(
            f"axelrod   {theirs['matches']:10.0f} ms without, {theirs['whole']:.0f} with analysis"
        )
    else:
        print("axelrod   not installed here: not measured", file=sys.stderr)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
