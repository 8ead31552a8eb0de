"""The assignment `einstieg`: the numbers of the share that is asked for."""

from __future__ import annotations

import random
from typing import Any

# As many cases as make the share a whole number of per cent: it need not be rounded in any notation.
ALL_CASES = (20, 25, 50)
LEAST_SHARE = 0.1


def givens(rng: random.Random) -> dict[str, Any]:
    """Return *n*, the number of all cases, and *k*, those that were talked about.

    All variants ask the same amount of work: one division that comes out even. k is between a tenth and
    a half of n, so that the share of the other cases is always a different number.
    """
    n = rng.choice(ALL_CASES)
    k = rng.randint(int(n * LEAST_SHARE) + 1, (n - 1) // 2)
    return {"n": n, "k": k}
