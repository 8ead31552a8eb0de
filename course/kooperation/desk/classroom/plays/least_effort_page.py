"""What the weakest link shows."""

from __future__ import annotations

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.desk.classroom.charts import count_chart
from kooperation.desk.classroom.plays.least_effort import BASE, MOST, SHARED, ClassLeastEffort
from kooperation.desk.classroom.plays.page import GamePage, whole
from kooperation.desk.classroom.session import Playing
from kooperation.kit.html import Child, Markup

WORDS = Words("desk/classroom.least_effort")
GAME = ClassLeastEffort()


class LeastEffortPage(GamePage):
    """A plan for one household, in which many offices have a part."""

    key = "least_effort"
    alone, measured = WORDS["alone"], WORDS["measure"]

    def rules(self, playing: Playing) -> Child:
        return WORDS.filled("rules", base=BASE, shared=SHARED)

    def form(self, playing: Playing, player: int) -> Markup:
        return whole("points", WORDS.filled("question", most=MOST), MOST, lowest=1)

    def own_move(self, playing: Playing, player: int) -> str:
        return WORDS.filled("own", effort=playing.now.moves[0][player])

    def counted(self, playing: Playing, at: int, player: int) -> list[Child]:
        played, brought = playing.rounds[at], playing.brought[at]
        efforts = GAME.efforts(played)
        least, points = min(efforts.values()), number(brought[player])
        return [WORDS.filled("told", own=efforts[player], least=least, points=points)]

    def counts(self, playing: Playing) -> Markup:
        efforts = list(GAME.efforts(playing.rounds[len(playing.brought) - 1]).values())
        values = range(1, MOST + 1)
        return count_chart(
            WORDS["counted"], [str(v) for v in values], [efforts.count(v) for v in values]
        )

    def sentences(self, playing: Playing) -> list[Child]:
        at = len(playing.brought)
        least = number(playing.measures[at - 1] or 0.0)
        return [WORDS.filled("sentence", number=at, least=least)]

    def theory(self, playing: Playing) -> list[Child]:
        return [WORDS.filled("theory", most=MOST)]
