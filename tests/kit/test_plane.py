"""The plane of two sides, drawn without plotly: areas, points, and the lines of what each has without the other."""

from __future__ import annotations

import re

from kooperation.kit.figure_svg import picture
from kooperation.kit.palette import colour
from kooperation.kit.plane import INK, WITHOUT, filled, line, marks, plane

SQUARE = [(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0)]


def drawn(**more: list[list[tuple[float, float]]]) -> str:
    areas = [filled(regions, name, colour("own"), 0.5) for name, regions in more.items()]
    mark = marks([(1.0, 1.0)], "Ecke", WITHOUT, INK)
    figure = plane([*areas, line(SQUARE, "Rand"), mark], ("A", "B"), ((0, 4), (0, 4)), (1.0, 1.0))
    return str(picture(figure, "Eine Ebene."))


def test_each_region_is_an_area_of_its_own_and_a_lone_point_a_dot() -> None:
    shown = drawn(gestützt=[SQUARE, [(2.0, 2.0)]])
    (square, point) = re.findall(r'<polygon points="([^"]*)"', shown)
    assert len(set(square.split())) == 4
    assert len(set(point.split())) == 1
    assert (
        len(re.findall(r"<circle", shown.split("</svg>")[0])) == 2
    )  # the point begins and ends there
    assert re.search(r'opacity="0.5"', shown)


def test_two_dotted_lines_cross_where_each_stands_without_the_other() -> None:
    lines = re.findall(r'<polyline points="([^"]*)"[^>]*stroke-dasharray="2 4"', drawn())
    ends = [[tuple(map(float, end.split(","))) for end in each.split()] for each in lines]
    (upright, level) = ends
    assert upright[0][0] == upright[1][0]
    assert level[0][1] == level[1][1]


def test_the_key_shows_an_area_as_an_area() -> None:
    key = drawn(gestützt=[SQUARE]).split('class="kooperation-keys"')[1]
    assert key.index("<rect") < key.index("gestützt")
    assert "Ecke" in key
