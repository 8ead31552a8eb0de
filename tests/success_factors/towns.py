"""The town to start from, and levers pulled all the way."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from kooperation.success_factors.levers import TownSituation, pulled
from kooperation.success_factors.levers_words import lever_effects, levers, towns

START = towns()["mittelstadt"].situation


SLIDE = replace(  # slide 14's game without errors, where nothing but δ is in question
    START, continuity=1.0, permanence=1.0, time_discount=0.9, noise=0.0
)


positions = st.dictionaries(
    st.sampled_from(sorted(levers())), st.integers(0, 10).map(lambda k: k / 10)
)


def all_the_way(*keys: str, start: TownSituation = START) -> TownSituation:
    return pulled(start, lever_effects(), dict.fromkeys(keys, 1.0))
