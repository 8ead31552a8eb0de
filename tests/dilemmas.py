"""Games that several tests look at: the slide's, Axelrod's, a stag hunt, and any dilemma."""

from __future__ import annotations

from hypothesis import strategies as st

from kooperation.games.game import SymmetricGame

LECTURE = SymmetricGame(temptation=3, reward=2, punishment=1, sucker=0)
AXELROD = SymmetricGame(temptation=5, reward=3, punishment=1, sucker=0)
STAG_HUNT = SymmetricGame(temptation=3, reward=4, punishment=2, sucker=0)

steps = st.floats(0.1, 5)
dilemmas = st.builds(
    lambda s, a, b, c: SymmetricGame(s + a + b + c, s + a + b, s + a, s),
    st.floats(-5, 5),
    steps,
    steps,
    steps,
)


@st.composite
def slider_dilemmas(draw: st.DrawFn) -> SymmetricGame:
    """Draw a dilemma that sliders of step 0.1 can make."""
    gaps = [draw(st.integers(1, 20)) / 10 for _ in range(3)]
    s = draw(st.integers(-10, 10)) / 10
    p = s + gaps[0]
    r = p + gaps[1]
    return SymmetricGame(r + gaps[2], r, p, s)


discounts = st.integers(0, 98).map(lambda k: k / 100)
