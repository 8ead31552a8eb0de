"""The picture of lecture 0: one case, and three offices that each hold a piece of it."""

from __future__ import annotations

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.kit import svg
from kooperation.kit.html import Markup, joined, legend, tag
from kooperation.kit.scene import at, picture, scene, stroke

WORDS = Words("institutions.torn_case")
HEIGHT = 191
NAMES, EDGE, GROUND = 12, 74, 186  # heights of what is drawn, from top to bottom
# Each office: where it stands, its hair, its piece of the sheet, and where on that the sign lies.
OFFICES = {
    "jobcenter": (
        56,
        "M-10.5 -33Q-11 -45 1 -44Q11 -44 10.5 -33Q7 -39 -1 -38.5Q-8 -39 -10.5 -33Z",
        "M10 78L107 72L100 86L110 98L99 112L108 125L101 139L14 144Z",
    ),
    "agency": (
        180,
        "M-12 -18Q-16 -45 0 -45Q16 -45 12 -18Q9 -20 9.5 -31Q1 -33 -3 -38Q-6 -32 -9.5 -31Q-9 -20 -12 -18Z",
        "M118.5 77L241.5 77L237 86L247 98L236 112L245 125L236 145L113 145L122 125L113 112L124 98L114 86Z",
    ),
    "association": (
        304,
        "M-10 -30Q-12 -42 -2 -43Q-3 -50 3 -50Q8 -49 6 -43Q12 -40 10 -30Q7 -37 0 -38Q-6 -37 -10 -30Z",
        "M258 72L350 78L346 144L252 139L259 125L250 112L261 98L251 86Z",
    ),
}
HEAD = "M-9.5 -31a9.5 10.5 0 1 0 19 0a9.5 10.5 0 1 0 -19 0"
BODY = "M-23 4Q-24 -18 -6 -20H6Q24 -18 23 4Z"
ARM, HAND = "M-21 -8Q-33 -9 -36 2", "M-40 4q1 -6 6 -5q4 1 3 7q-1 5 -5 5q-5 -1 -4 -7z"
SIGNS = {
    "jobcenter": "M-13 -5a13 4.5 0 1 0 26 0a13 4.5 0 1 0 -26 0V7a13 4.5 0 0 0 26 0V-5M-13 1a13 4.5 0 0 0 26 0",
    "agency": "M0 -5Q-9 -11 -20 -8V9Q-9 6 0 12Q9 6 20 9V-8Q9 -11 0 -5ZM0 -5V12",
    "association": "M-12 -11H12V12L8 9L4 12L0 9L-4 12L-8 9L-12 12ZM-7 -5H7M-7 0H3M1 5H7",
}  # fmt: skip
RIFTS = (
    "M113 72L107 86L117 98L106 112L115 125L108 140",
    "M249.5 72L244 86L254 98L243 112L252 125L245 140",
)
WAYS = (
    "M154 167C112 167 66 163 58 149",
    "M206 167C248 167 294 163 302 149",
)
PERSON_HAIR = "M-10.5 -28Q-12 -44 0 -44Q13 -44 11 -28Q16 -22 13 -10Q7 -14 9 -31Q1 -32 -4 -38Q-7 -33 -10.5 -28Z"


def torn_case() -> Markup:
    """Return the scene: the picture, and its sentence beside it."""
    return scene(drawn(), tag("p", WORDS["caption"]), legend(WORDS["invented"]), look="torn-case")


def drawn() -> Markup:
    """Return the picture: who holds is behind the sheet, whose case it is stands before it."""
    return picture(
        HEIGHT,
        description(),
        *(_behind(office) for office in OFFICES),
        *(_piece(office) for office in OFFICES),
        *(stroke(rift, "rift") for rift in RIFTS),
        *(stroke(way, "trail") for way in WAYS),
        stroke(f"M120 {GROUND}H280", "faint"),
        at(
            (180, GROUND - 4),
            stroke(BODY, "own"),
            stroke(HEAD, "paper"),
            stroke(PERSON_HAIR, "hair"),
        ),
        svg.label((241, GROUND - 8), [WORDS["person"]], bold=1),
    )


def description() -> str:
    """Return what the picture shows: who holds what, and who stands before it."""
    names, parts = WORDS.section("offices"), WORDS.section("parts")
    held = [f"{names[office]}: {parts[office]}" for office in OFFICES]
    return WORDS.filled("picture", held=join(held), person=WORDS["person"])


def _behind(office: str) -> Markup:
    x, hair, _piece = OFFICES[office]
    person = [stroke(BODY, "cloth"), stroke(HEAD, "paper"), stroke(hair, "hair")]
    return at((x, EDGE), *person) + svg.label(
        (x, NAMES), [WORDS.section("offices")[office]], bold=1
    )


def _piece(office: str) -> Markup:
    """Return an office's piece of the sheet with what is on it, and the hands that hold it."""
    x, _hair, piece = OFFICES[office]
    hold = joined([stroke(ARM), stroke(HAND, "paper")])
    return joined(
        [
            stroke(piece, "paper"),
            at((x, EDGE + 27), stroke(SIGNS[office], "wood")),
            svg.label((x, EDGE + 51), [WORDS.section("parts")[office]]),
            at((x, EDGE), hold),
            at((x, EDGE), hold, mirrored=True),
        ]
    )
