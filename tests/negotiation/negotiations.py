"""A worked example, and situations and settings as hypothesis draws them."""

from __future__ import annotations

from hypothesis import strategies as st

from kooperation.negotiation.bargaining import DivisibleIssue
from kooperation.negotiation.exchange import (
    Project,
)
from kooperation.negotiation.situation import Setting, Situation

D = (4.0, 4.0)


P1, P2 = Project("P1", 8, 3, -4), Project("P2", 3, 7)


EXAMPLE = Situation(D, (P1, P2), DivisibleIssue(2, 10), fit=0.6)


STANDARD = Situation((0, 0), (P1,), DivisibleIssue(2), fit=0.6)  # utilities from 0 to 1


shares = st.integers(0, 20).map(lambda k: k / 20)


powers = st.integers(1, 19).map(lambda k: k / 20)


values = st.integers(-10, 40).map(lambda k: k / 4)


projects = st.builds(Project, st.just("P"), values, values, values)


situations = st.builds(
    Situation,
    st.tuples(*[st.integers(0, 18).map(lambda k: k / 4)] * 2),
    st.lists(projects, min_size=1, max_size=3).map(tuple),
    st.builds(DivisibleIssue, st.integers(10, 40).map(lambda k: k / 10), st.just(10.0)),
    st.integers(0, 15).map(lambda k: k / 10),
    values,
    values,
    st.booleans(),
)


settings = st.builds(
    Setting,
    powers,
    shares,
    shares,
    st.integers(1, 10).map(lambda k: k / 10),
    st.integers(0, 12).map(lambda k: k / 4),
)
