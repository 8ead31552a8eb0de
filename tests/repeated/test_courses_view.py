"""The curves of the courses of action and their table: which is best, below, at and above."""

from __future__ import annotations

import re

import pytest

from dilemmas import AXELROD, LECTURE
from kooperation.games.game import SymmetricGame
from kooperation.repeated.courses_view import courses_table, value_alt

BEST = "▲ am meisten"


def rows(game: SymmetricGame, discount: float, outside: float) -> dict[str, list[str]]:
    """Return value, mark and value per round of each course."""
    found = re.findall(
        r'<tr data-course="(\w+)">(.*?)</tr>', courses_table(game, discount, outside)
    )
    cells = {key: re.findall(r"<td>(.*?)</td>", row) for key, row in found}
    return {
        key: [re.sub(r"<[^>]+>", " ", cell).strip() for cell in row] for key, row in cells.items()
    }


@pytest.mark.parametrize(
    ("game", "discount", "outside", "wanted"),
    [
        (LECTURE, 0.4, 0, {"cooperate": ["3,33", "2"], "defect": [f"3,67 {BEST}", "2,2"],
                           "alternate": ["3,57", "2,14"]}),
        (LECTURE, 0.5, 0, {"cooperate": [f"4 {BEST}", "2"], "defect": [f"4 {BEST}", "2"],
                           "alternate": [f"4 {BEST}", "2"]}),
        (LECTURE, 0.6, 0, {"cooperate": [f"5 {BEST}", "2"], "defect": ["4,5", "1,8"],
                           "alternate": ["4,69", "1,88"]}),
        (AXELROD, 0.6, 0, {"cooperate": ["7,5", "3"], "defect": ["6,5", "2,6"],
                           "alternate": [f"7,81 {BEST}", "3,12"]}),  # 3.125 is rounded to even
        (LECTURE, 0.6, 1.5, {"cooperate": ["5", "2"], "defect": ["4,5", "1,8"],
                             "alternate": ["4,69", "1,88"], "leave": [f"5,25 {BEST}", "2,1"]}),
    ],
)  # fmt: skip
def test_each_course_has_its_present_value_and_the_best_are_marked(
    game: SymmetricGame, discount: float, outside: float, wanted: dict[str, list[str]]
) -> None:
    assert rows(game, discount, outside) == wanted


@pytest.mark.parametrize(
    ("discount", "outside", "end"),
    [
        (0.4, 0, "Bei δ = 0,4 liegt „immer defektieren“ oben."),
        (0.5, 0, "Bei δ = 0,5 liegt „immer kooperieren“ oben."),  # of equals the first
        (0.6, 1.5, "Bei δ = 0,6 liegt „einmal ausnutzen und gehen“ oben."),
        (None, 0, "gegen einen Partner, der Tit-for-Tat spielt."),
        (1.0, 0, "gegen einen Partner, der Tit-for-Tat spielt."),
    ],
)
def test_the_picture_is_told_in_words(discount: float | None, outside: float, end: str) -> None:
    text = value_alt(LECTURE, outside, discount)
    assert text.endswith(end)
    assert ("einmal ausnutzen und gehen" in text) == (outside > 1)
