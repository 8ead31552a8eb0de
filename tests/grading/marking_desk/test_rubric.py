"""Rubrics as the records have them, for every assignment that asks for a text."""

from __future__ import annotations

import pytest

from handing_in import ROOT
from kooperation.grading.marking_desk.rubric import MarkError, rubrics

TEXTS = ("begriffe", "dilemma", "einstieg", "gewaehrleistung", "konzept", "modi")


@pytest.mark.parametrize("slug", TEXTS)
def test_the_best_levels_bring_all_points_and_the_last_none(slug: str) -> None:
    for rubric in rubrics(ROOT, slug).values():
        assert rubric.points([0] * len(rubric.criteria), "") == rubric.most
        assert rubric.points([len(each.levels) - 1 for each in rubric.criteria], "") == 0
        assert rubric.step == 0.5
        assert len(rubric.samples) == 2
        assert {each.name for each in rubric.criteria} <= {s.criterion for s in rubric.comments}


def test_the_levels_of_konzept_go_down_in_halves_and_a_digit_reaches_each() -> None:
    (konzept,) = rubrics(ROOT, "konzept").values()
    assert [level.points for level in konzept.criteria[0].levels] == [1.5, 1, 0.5, 0]
    assert konzept.points((0, 1, 2, 3), "") == 3
    assert konzept.points((0, 1, 2, 3), "5,75") == 5.75


def test_levels_of_another_rubric_are_refused() -> None:
    (rubric,) = rubrics(ROOT, "dilemma").values()
    with pytest.raises(MarkError, match="Raster"):
        rubric.points((0,), "")
