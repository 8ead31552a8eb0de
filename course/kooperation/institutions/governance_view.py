"""Ansell and Gash's model of collaborative governance, drawn with one part marked."""

from __future__ import annotations

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.institutions.governance_words import GovernancePart, governance_parts
from kooperation.kit import svg
from kooperation.kit.html import Markup, em, fill, joined, legend, story, strong

WORDS = Words("institutions.governance")
# The process is a cycle of five steps, drawn clockwise from the top inside its frame.
STEPS: tuple[svg.Point, ...] = ((300, 150), (398, 200), (376, 272), (224, 272), (202, 200))
ARROWS: tuple[tuple[svg.Point, svg.Point], ...] = (
    ((334, 156), (380, 184)),
    ((396, 214), (386, 248)),
    ((322, 272), (278, 272)),
    ((214, 248), (206, 226)),
    ((222, 178), (268, 156)),
)
WAYS: tuple[tuple[svg.Point, svg.Point], ...] = (
    ((125, 205), (145, 205)),
    ((455, 205), (481, 205)),
    ((300, 58), (300, 103)),
    ((300, 330), (300, 307)),
)


def process_diagram(marked: str) -> Markup:
    """Return the model as a picture; *marked* is the key of the part that is explained beside it."""

    def look(key: str) -> str:
        return "chosen" if key == marked else ""

    def box(key: str, centre: svg.Point, size: svg.Point) -> Markup:
        return svg.box(centre, size, [governance_parts()[key].title], look(key))

    return svg.drawing(
        600,
        382,
        WORDS["picture"],
        box("design", (300, 34), (190, 46)),
        box("fuehrung", (300, 354), (190, 46)),
        box("ausgangslage", (63, 205), (122, 60)),
        box("ergebnisse", (538, 205), (114, 60)),
        svg.frame((300, 205), (308, 202), look("prozess")),
        svg.label((300, 122), [governance_parts()["prozess"].title], bold=1),
        *(svg.label(at, step.split("\n")) for at, step in zip(STEPS, _steps(), strict=True)),
        *(svg.line(*ends) for ends in (*ARROWS, *WAYS)),
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
