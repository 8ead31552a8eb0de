"""Ansell and Gash's model of collaborative governance, drawn with one part marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.institutions.governance_words import GovernancePart, governance_parts
from kooperation.kit import svg
from kooperation.kit.html import Markup, em, fill, joined, legend, story, strong, tag

WORDS = Words("institutions.governance")
NARROW = 150  # a box where some names stand in two lines


@dataclass(frozen=True)
class ModelPlan:
    """Where everything stands: the parts (centre and size), the five steps clockwise from the top, the arrows."""

    size: tuple[int, int]
    parts: Mapping[str, tuple[svg.Point, svg.Point]]
    title: svg.Point
    steps: tuple[svg.Point, ...]
    arrows: tuple[tuple[svg.Point, svg.Point], ...]


WIDE = ModelPlan(
    size=(600, 382),
    parts={
        "design": ((300, 34), (190, 46)),
        "fuehrung": ((300, 354), (190, 46)),
        "ausgangslage": ((63, 205), (122, 60)),
        "ergebnisse": ((538, 205), (114, 60)),
        "prozess": ((300, 205), (308, 202)),
    },
    title=(300, 122),
    steps=((300, 150), (398, 200), (376, 272), (224, 272), (202, 200)),
    arrows=(
        ((342, 158), (380, 184)),
        ((396, 214), (386, 248)),
        ((322, 272), (278, 272)),
        ((214, 248), (206, 226)),
        ((222, 178), (258, 158)),
        ((125, 205), (145, 205)),
        ((455, 205), (481, 205)),
        ((300, 58), (300, 103)),
        ((300, 330), (300, 307)),
    ),
)
TALL = ModelPlan(
    size=(286, 440),
    parts={
        "ausgangslage": ((143, 26), (130, 44)),
        "prozess": ((143, 180), (282, 202)),
        "design": ((66, 334), (126, 52)),
        "fuehrung": ((220, 334), (126, 52)),
        "ergebnisse": ((143, 414), (130, 44)),
    },
    title=(143, 98),
    steps=((143, 126), (236, 174), (222, 244), (66, 244), (48, 174)),
    arrows=(
        ((182, 136), (212, 160)),
        ((236, 188), (230, 222)),
        ((170, 244), (124, 244)),
        ((58, 222), (52, 200)),
        ((72, 156), (104, 136)),
        ((143, 48), (143, 77)),
        ((143, 281), (143, 390)),
        ((66, 308), (66, 283)),
        ((220, 308), (220, 283)),
    ),
)


def process_diagram(marked: str) -> Markup:
    """Return the model as a picture, wide and tall: the page shows the one for which it has room.

    *marked* is the key of the part that is explained beside it.
    """
    wide = tag("div", _picture(WIDE, marked), look="widepicture")
    return wide + tag("div", _picture(TALL, marked), look="tallpicture")


def _picture(plan: ModelPlan, marked: str) -> Markup:
    def part(key: str) -> Markup:
        frame = svg.frame(*plan.parts[key], "chosen" if key == marked else "")
        if key == "prozess":
            return frame + svg.label(plan.title, [governance_parts()[key].title], bold=1)
        centre, (width, _height) = plan.parts[key]
        title = governance_parts()[key].title
        split = WORDS.section("split") if width < NARROW else {}
        lines = split.get(key, title).split("\n")
        return frame + svg.label(centre, lines, bold=len(lines))

    return svg.drawing(
        *plan.size,
        WORDS["picture"],
        *map(part, plan.parts),
        *(svg.label(at, step.split("\n")) for at, step in zip(plan.steps, _steps(), strict=True)),
        *(svg.line(*ends) for ends in plan.arrows),
    )


def _steps() -> tuple[str, ...]:
    return WORDS.lines("steps")


def part_text(part: GovernancePart) -> Markup:
    """Return what *part* means, an example, and where the course speaks of it."""
    return joined(
        [
            story(strong(f"{part.title}."), f" {part.description}"),
            story(em(f"{WORDS['example']}:"), f" {part.example}"),
            legend(f"{WORDS['echo']}: {part.echo} ({WORDS['reading']})."),
        ]
    )


def cycle_in_words() -> Markup:
    """Return the five steps of the process in a sentence, for those who do not see the picture."""
    steps = [step.replace("-\n", "").replace("\n", " ") for step in _steps()]
    return legend(fill(WORDS["cycle"], steps=join(steps)))
