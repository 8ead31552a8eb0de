"""Benchmark: what a lecturer waits for besides grading: similar texts of a lecture of 300, and a made-up class of 100.

    PYTHONPATH=tests .venv/bin/python tests/benchmarks/bench_desk.py

difflib compares a sample of the same pairs beside it. The last line is JSON: seconds of computing, and the ratio by pair.
"""

from __future__ import annotations

import difflib
import json
import random
import tempfile
import time
from itertools import combinations
from pathlib import Path

from handing_in import ROOT
from kooperation.authoring.demo.demo import demo
from kooperation.grading.similar import alikeness, copies, one_after_the_other

TEXTS, LENGTH, SAMPLE, PEOPLE = 300, 250, 20, 100


def main() -> None:
    rng = random.Random(1)
    words = [f"wort{number}" for number in range(900)]
    texts = [" ".join(rng.choices(words, k=LENGTH)) for _ in range(TEXTS)]
    begun = time.process_time()
    one_after_the_other(alikeness(texts))
    copies(texts)
    similar = time.process_time() - begun
    pairs = TEXTS * (TEXTS - 1) / 2
    begun = time.process_time()
    for one, other in list(combinations(texts, 2))[:SAMPLE]:
        difflib.SequenceMatcher(None, one, other).ratio()
    stock = (time.process_time() - begun) / SAMPLE * pairs
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        demo(ROOT, Path(folder, "klasse"), PEOPLE)
        made_up = time.process_time() - begun
    print(
        f"similar texts: {similar:.2f} s for {TEXTS}, difflib {stock:.0f} s; a class of {PEOPLE}: {made_up:.1f} s"
    )
    print(
        json.dumps(
            {"similar": similar, "difflib": stock, "ratio": stock / similar, "demo": made_up}
        )
    )


if __name__ == "__main__":
    main()
