"""Many runs of the Moran process: as frequent as computed, as the process itself, and who counts for nobody."""

from __future__ import annotations

import math
import random

import pytest

from kooperation.repeated.evolution import fixation_probability, moran_process
from kooperation.repeated.takeovers import exact_takeover, takeovers

META = ((2.0, 0.75), (1.5, 1.0))  # grim and always D at δ = 0.75, formula 2.9
ROCKS = ((0.0, -1.0, 1.0), (1.0, 0.0, -1.0), (-1.0, 1.0, 0.0))


@pytest.mark.parametrize("start", [3, 5, 8])
def test_takeovers_are_as_frequent_as_computed(start: int) -> None:
    """Within five standard errors, seeded (formula 2.18)."""
    runs, counts = 1500, (start, 10 - start)
    exact = exact_takeover(META, counts)
    assert exact is not None
    assert exact[0] == fixation_probability(META, 10, invaders=start)
    found = takeovers(META, counts, runs, random.Random(4))
    assert sum(found) == runs
    error = math.sqrt(exact[0] * exact[1] / runs)
    assert found[0] / runs == pytest.approx(exact[0], abs=5 * error)


@pytest.mark.slow
def test_births_that_change_nothing_change_nothing_of_who_takes_over() -> None:
    """Three strategies, by the process birth by birth and by its changes alone."""
    runs, counts = 600, (5, 2, 5)
    found = takeovers(ROCKS, counts, runs, random.Random(5))
    chance, watched = random.Random(6), [0, 0, 0]
    for _ in range(runs):
        *_, last = moran_process(ROCKS, counts, chance)
        watched[last.index(12)] += 1
    for one, other in zip(found, watched, strict=True):
        share = (one + other) / (2 * runs)
        assert one / runs == pytest.approx(
            other / runs, abs=5 * math.sqrt(2 * share * (1 - share) / runs)
        )


def test_without_differences_everybody_takes_over_as_often_as_there_are() -> None:
    found = takeovers(((1.0,) * 3,) * 3, (6, 3, 3), 1500, random.Random(7))
    for count, share in zip(found, (0.5, 0.25, 0.25), strict=True):
        assert count / 1500 == pytest.approx(share, abs=5 * math.sqrt(share * (1 - share) / 1500))


def test_who_is_alone_has_taken_over_and_who_is_absent_never_does() -> None:
    assert takeovers(META, (0, 4), 3, random.Random(1)) == (0, 3)
    assert exact_takeover(META, (0, 4)) == (0.0, 1.0)
    assert takeovers(ROCKS, (2, 0, 2), 20, random.Random(1))[1] == 0
    exact = exact_takeover(ROCKS, (2, 0, 2))
    assert exact is not None
    assert exact[1] == 0
    assert sum(exact) == pytest.approx(1)


def test_for_more_than_two_nothing_exact_is_said() -> None:
    assert exact_takeover(ROCKS, (1, 1, 1)) is None
