"""Ansell and Gash's model of collaborative governance, drawn with one part marked."""

from __future__ import annotations

from html import escape

from kooperation.base.german import join
from kooperation.base.words import texts
from kooperation.institutions.governance_words import Part
from kooperation.kit import svg

# The process is a cycle of five steps, drawn clockwise from the top inside its frame.
STEPS: tuple[tuple[svg.Point, tuple[str, ...]], ...] = (
    ((300, 150), ("Dialog",)),
    ((398, 200), ("Vertrauen",)),
    ((376, 272), ("Selbst-", "verpflichtung")),
    ((224, 272), ("gemeinsames", "Verständnis")),
    ((202, 200), ("kleine", "Erfolge")),
)
ARROWS: tuple[tuple[svg.Point, svg.Point], ...] = (
    ((334, 156), (380, 184)),
    ((396, 214), (386, 248)),
    ((322, 272), (278, 272)),
    ((214, 248), (206, 226)),
    ((222, 178), (268, 156)),
)


def process_diagram(marked: str) -> str:
    """Return the model as a picture; *marked* is the key of the part that is explained beside it."""

    def look(key: str) -> str:
        return "kooperation-chosen" if key == marked else ""

    frame = (
        f'<rect class="kooperation-shape {look("prozess")}" x="146" y="104" width="308" '
        'height="202" rx="6"/>'
    )
    return svg.drawing(
        600,
        382,
        texts()["governance"]["picture"],
        svg.box((300, 34), (190, 46), ["Institutionendesign"], look("design")),
        svg.box((300, 354), (190, 46), ["Förderliche Führung"], look("fuehrung")),
        svg.box((63, 205), (122, 60), ["Ausgangslage"], look("ausgangslage")),
        svg.box((538, 205), (114, 60), ["Ergebnisse"], look("ergebnisse")),
        frame,
        svg.label((300, 122), ["Kollaborativer Prozess"], bold=1),
        *(svg.label(at, lines) for at, lines in STEPS),
        *(svg.line(*ends) for ends in ARROWS),
        svg.line((125, 205), (145, 205)),
        svg.line((455, 205), (481, 205)),
        svg.line((300, 58), (300, 103)),
        svg.line((300, 330), (300, 307)),
    )


def part_text(part: Part) -> str:
    """Return what *part* means, an example, and where the slides speak of it."""
    words = texts()["governance"]
    return (
        f'<p class="kooperation-story"><strong>{escape(part.title)}.</strong> '
        f"{escape(part.description)}</p>"
        f'<p class="kooperation-story"><em>{words["example"]}:</em> {escape(part.example)}</p>'
        f'<p class="kooperation-legend">{words["slide"]}: {escape(part.slide)} '
        f"({words['reading']}).</p>"
    )


def cycle_in_words() -> str:
    """Return the five steps of the process in a sentence, for those who do not see the picture."""
    steps = [" ".join(lines).replace("- ", "") for _at, lines in STEPS]
    return f'<p class="kooperation-legend">{texts()["governance"]["cycle"]} {join(steps)}.</p>'
