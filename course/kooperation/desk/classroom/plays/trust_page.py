"""What the trust game of a class shows."""

from __future__ import annotations

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.desk.classroom.charts import count_chart
from kooperation.desk.classroom.plays.page import GamePage, share, whole
from kooperation.desk.classroom.plays.trust import ENDOWMENT, MULTIPLIER, ClassTrust
from kooperation.desk.classroom.session import Playing
from kooperation.kit.html import Child, Markup

WORDS = Words("desk/classroom.trust")
GAME = ClassTrust()


class TrustPage(GamePage):
    """First all entrust, then all answer for what was entrusted to them."""

    key = "trust"
    alone, measured = WORDS["alone"], WORDS["measure"]

    def rules(self, playing: Playing) -> Child:
        return WORDS.filled("rules", endowment=ENDOWMENT, multiplier=MULTIPLIER)

    def form(self, playing: Playing, player: int) -> Markup:
        if playing.phase == "send":
            return whole("points", WORDS.filled("send", endowment=ENDOWMENT), ENDOWMENT)
        received = GAME.received(playing.now, player)
        question = WORDS.filled(
            "return", received=received, sent=received // MULTIPLIER, multiplier=MULTIPLIER
        )
        return whole("points", question, received)

    def own_move(self, playing: Playing, player: int) -> str:
        return str(playing.now.moves[-1][player])

    def counted(self, playing: Playing, at: int, player: int) -> list[Child]:
        played, brought = playing.rounds[at], playing.brought[at]
        found = GAME.neighbours(played, player)
        if found is None:
            return [WORDS["alone"]]
        return [
            WORDS.filled(
                "told_sent", sent=played.moves[0][player], back=GAME.returned(played, found[1])
            ),
            WORDS.filled(
                "told_received",
                received=GAME.received(played, player),
                back=GAME.returned(played, player),
                points=number(brought[player]),
            ),
        ]

    def counts(self, playing: Playing) -> Markup:
        sent = list(playing.rounds[len(playing.brought) - 1].moves[0].values())
        values = range(ENDOWMENT + 1)
        return count_chart(
            WORDS["counted"], [str(v) for v in values], [sent.count(v) for v in values]
        )

    def sentences(self, playing: Playing) -> list[Child]:
        at = len(playing.brought)
        back = share(GAME.returned_share(playing.rounds[at - 1]))
        mean = number(playing.measures[at - 1] or 0.0)
        return [WORDS.filled("sentence", number=at, mean=mean, endowment=ENDOWMENT, back=back)]

    def theory(self, playing: Playing) -> list[Child]:
        return [WORDS["theory"]]
