"""The two cells of lecture 5: each is asked alone, and four things can happen."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.games.game import PLAYERS, Action
from kooperation.games.game_view import outcome_table
from kooperation.games.game_words import games
from kooperation.kit import svg
from kooperation.kit.html import Markup, joined, tag
from kooperation.kit.scene import WIDTH, at, picture, scene, stroke

WORDS = Words("games.cells")
PRESET = games()["gefangenendilemma"]
HEIGHT, FLOOR, NAMES = 196, 164, 182
ROOM = f"M8 {FLOOR}V14H172"
WALL = f"M173 10H187V{FLOOR}H173ZM173 32H187M173 54H187M173 76H187M173 98H187M173 120H187M173 142H187M180 10V32M180 54V76M180 98V120M180 142V{FLOOR}"
WINDOW, BARS = "M0 0H34V26H0Z", "M8.5 0V26M17 0V26M25.5 0V26"
# The suspect sits with the back to the wall between the cells, around the point where the stool begins.
SUSPECT_HEAD = "M-10 -56a9.5 10.5 0 1 0 19 0a9.5 10.5 0 1 0 -19 0"
SUSPECT_HAIR = "M-10 -60Q-8 -69 1 -68Q12 -67 9.5 -52Q6 -53 6 -59Q-2 -58 -10 -60Z"
SUSPECT = "M-9 -36Q-6 -44 2 -44Q12 -43 13 -30L14 0H-16V30H-29L-27 -6Q-26 -12 -19 -12H-8Z"
ARM = "M0 -33L-8 -16L-26 -20"
STOOL = "M-6 1H18M-2 1V30M14 1V30"
ASKING_HEAD = "M-9 -56a9 10 0 1 0 18 0a9 10 0 1 0 -18 0"
HAT = "M-15 -61H14M-9 -61Q-9 -71 0 -71Q8 -71 9 -61Z"
ASKING = "M-14 0L-11 -36Q-9 -45 0 -45Q10 -45 12 -36L14 0Z"
THOUGHT = "M91 20H164Q170 20 170 26V50Q170 56 164 56H91Q85 56 85 50V26Q85 20 91 20ZM137 60a2 2 0 1 0 0.01 0"
TABLE, SHEET = "M-24 0H22V4H-24ZM-20 4V32M18 4V32", "M-10 0L-5 -7H9L4 0Z"


def cells() -> Markup:
    """Return the scene: the picture, and beside it what happens in each of the four cases."""
    caption = WORDS.filled("caption", first=PRESET.player_names[0])
    return scene(drawn(), outcome_table(PRESET, caption, fates()), look="cells")


def fates() -> dict[Action, dict[Action, str]]:
    """Return what comes of an own action, by the other's."""
    words, give, take = WORDS.section("fates"), Action.COOPERATE, Action.DEFECT
    return {
        give: {give: words["reward"], take: words["sucker"]},
        take: {give: words["temptation"], take: words["punishment"]},
    }


def drawn() -> Markup:
    """Return the picture: the second cell is the first in a mirror."""
    return picture(
        HEIGHT,
        description(),
        *(at((WIDTH * player, 0), _cell(player), mirrored=bool(player)) for player in PLAYERS),
        stroke(WALL, "cloth"),
        stroke(f"M2 {FLOOR}H358"),
        *(_words(player) for player in PLAYERS),
    )


def description() -> str:
    """Return what the picture shows."""
    first, second = PRESET.player_names
    return WORDS.filled(
        "picture", first=first, second=second, defect=PRESET.defect, cooperate=PRESET.cooperate
    )


def _cell(player: int) -> Markup:
    return joined(
        [
            stroke(f"M54 36L22 {FLOOR - 2}H126L70 36Z", "glow"),
            stroke(ROOM, "faint"),
            at((16, 48), stroke(WINDOW, "paper"), stroke(BARS, "faint")),
            stroke("M62 14V27M52 36Q52 27 62 27Q72 27 72 36Z", "wood"),
            at((36, FLOOR), stroke(ASKING, "cloth"), stroke(ASKING_HEAD, "paper"), stroke(HAT, "hair")),
            at((142, FLOOR - 30), stroke(STOOL), stroke(SUSPECT, ("own", "other")[player]), stroke(SUSPECT_HEAD, "paper"), stroke(SUSPECT_HAIR, "hair"), stroke(ARM)),
            stroke(THOUGHT, "paper"),
            at((80, FLOOR - 32), stroke(TABLE, "wood"), stroke(SHEET, "paper")),
        ]
    )  # fmt: skip


def _words(player: int) -> Markup:
    choice = [f"{PRESET.defect}?", f"{PRESET.cooperate}?"]
    name = svg.label(((90, 270)[player], NAMES), [PRESET.player_names[player]], bold=1)
    return tag("g", name, look=f"side{player}") + svg.label(((127.5, 232.5)[player], 38), choice)
