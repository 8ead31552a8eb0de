"""The picture of a case's map, as a score sheet: map → what must be seen, and said beside it.

The verdicts are those of the key of Frau K.'s case, between detoxification and rehabilitation:
needed are JC, BER, and DRV or KK; GA is admissible, FT disputed; JC is no carrier of rehabilitation.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.institutions.case_map import MappedCase, Verdict, compare, placement
from kooperation.institutions.case_map_picture_view import map_figure
from kooperation.institutions.case_map_view import map_words
from kooperation.institutions.cases_words import MadeUpCase, cases
from kooperation.institutions.interfaces_words import actors
from kooperation.kit.palette import colour

CASE = cases()["entgiftung"]
TITLE = "Karte zu Frau K.: zwischen Entgiftung und Entwöhnung: "
GOOD, DISPUTED, WRONG = ("good", "solid"), ("warning", "dash"), ("wrong", "dot")


class Seen(NamedTuple):
    """What a person sees: names from top to bottom on either side, and lines between them."""

    left: list[str]
    right: list[str]
    lines: dict[tuple[str, str], tuple[str, str]]
    inks: list[str]


def text(label: str) -> str:
    return re.sub(r"\s+", " ", label.replace("-<br>", "").replace("<br>", " ")).strip()


def ink(css: str) -> str:
    return css.removeprefix("var(--kooperation-").removesuffix(")")


def seen(case: MadeUpCase, answer: MappedCase) -> Seen:
    """Read the figure as a person does: a line joins what it touches."""
    *lines, left, right = map_figure(case, answer).to_dict()["data"]

    def by_height(side: Any) -> dict[float, str]:
        assert len(set(side["y"])) == len(side["y"]), "two names at the same height"
        pairs = zip(side["y"], map(text, side["text"]), strict=True)
        return dict(sorted(pairs, reverse=True))

    lefts, rights = by_height(left), by_height(right)
    joined = {}
    for line in lines:
        assert (line["x"][0], line["x"][1]) == (left["x"][0], right["x"][0])
        ends = lefts[line["y"][0]], rights[line["y"][1]]
        joined[ends] = ink(line["line"]["color"]), line["line"]["dash"]
    inks = dict(zip(left["y"], map(ink, left["marker"]["color"]), strict=True))
    return Seen([*lefts.values()], [*rights.values()], joined, [inks[y] for y in lefts])


def mapped(codes: str, *bases: str) -> MappedCase:
    return MappedCase(frozenset(codes.split()), frozenset(bases))


SHEET: list[tuple[MappedCase, Seen, str]] = [
    (
        mapped("BER JC KK", "JC:sgb9-9", "BER:sgb2-17", "KK:sgb5-40"),
        Seen(
            ["✓ Jobcenter", "✓ Krankenkasse", "✓ Beratungsstelle"],
            ["§ 17 Abs. 2 SGB II", "§ 9 Abs. 4 SGB IX", "§ 40 SGB V"],
            {
                ("✓ Jobcenter", "§ 9 Abs. 4 SGB IX"): GOOD,
                ("✓ Krankenkasse", "§ 40 SGB V"): GOOD,
                ("✓ Beratungsstelle", "§ 17 Abs. 2 SGB II"): GOOD,
            },
            ["good", "good", "good"],
        ),
        "Jobcenter, Krankenkasse und Beratungsstelle, 3 Verbindungen zu Rechtsgrundlagen.",
    ),
    (
        mapped("JC ABH", "JC:sgb9-6"),  # the frequent mistake: JC is no carrier of rehabilitation
        Seen(
            ["✓ Jobcenter", "✗ Ausländerbehörde"],
            ["§ 6 Abs. 1 SGB IX"],
            {("✓ Jobcenter", "§ 6 Abs. 1 SGB IX"): WRONG},
            ["good", "wrong"],
        ),
        "Jobcenter und Ausländerbehörde, 1 Verbindung zu einer Rechtsgrundlage.",
    ),
    (
        mapped("FT JC", "FT:sgb2-16a", "JC:sgb2-16a", "JC:sgb2-15a"),  # § 15a is disputed for JC
        Seen(
            ["✓ Jobcenter", "≈ Freier Träger"],
            ["§ 15a SGB II", "§ 16a Nr. 4 SGB II"],
            {
                ("✓ Jobcenter", "§ 15a SGB II"): DISPUTED,
                ("✓ Jobcenter", "§ 16a Nr. 4 SGB II"): GOOD,
                ("≈ Freier Träger", "§ 16a Nr. 4 SGB II"): DISPUTED,
            },
            ["good", "warning"],
        ),
        "Jobcenter und Freier Träger, 3 Verbindungen zu Rechtsgrundlagen.",
    ),
    (
        mapped("GA"),
        Seen(["✓ Gesundheitsamt"], [], {}, ["good"]),
        "Gesundheitsamt, noch keine Verbindung zu einer Rechtsgrundlage.",
    ),
    (mapped(""), Seen([], [], {}, []), "noch leer."),
]


@pytest.mark.parametrize(("answer", "shown", "said"), SHEET)
def test_the_picture_shows_and_says_the_map(answer: MappedCase, shown: Seen, said: str) -> None:
    assert seen(CASE, answer) == shown
    assert map_words(CASE, answer) == TITLE + said


def test_a_mark_says_the_verdict_by_form_and_by_colour() -> None:
    """Whoever sees no colours sees another dash, and the sign in front of the name."""
    looks = {GOOD, DISPUTED, WRONG}
    assert len({dash for _, dash in looks}) == len(looks)
    assert len({colour(name) for name, _ in looks}) == len(looks)


@st.composite
def maps(draw: Any) -> tuple[MadeUpCase, MappedCase]:
    case = draw(st.sampled_from(list(cases().values())))
    codes = draw(st.frozensets(st.sampled_from(list(actors())), min_size=1, max_size=6))
    among = [placement(code, key) for code in sorted(codes) for key in case.bases]
    return case, MappedCase(codes, draw(st.frozensets(st.sampled_from(among), max_size=8)))


@given(maps())
@pytest.mark.slow
def test_every_map_is_drawn_whole_within_the_picture(found: tuple[MadeUpCase, MappedCase]) -> None:
    case, answer = found
    shown, verdicts = seen(case, answer), compare(answer, case.map_key)
    assert len(shown.left) == len(answer.actors)
    assert len(shown.lines) == len(answer.bases)
    figure = map_figure(case, answer).to_dict()
    low, high = figure["layout"]["yaxis"]["range"]
    *lines, left, right = figure["data"]
    assert all(low < y < high for y in (*left["y"], *right["y"]))
    gaps = [a - b for side in (left, right) for a, b in zip(side["y"], side["y"][1:], strict=False)]
    assert all(gap >= 1 - 1e-9 for gap in gaps)  # a row each: 38 pixels
    looks = {
        Verdict.RIGHT: GOOD,
        Verdict.ADMISSIBLE: GOOD,
        Verdict.DISPUTED: DISPUTED,
        Verdict.WRONG: WRONG,
    }
    expected = sorted(looks[verdict] for verdict in verdicts.bases.verdicts.values())
    assert sorted(shown.lines.values()) == expected
    assert len(lines) == len(answer.bases)
