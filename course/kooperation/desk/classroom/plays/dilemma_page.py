"""What the prisoners' dilemma of a class shows."""

from __future__ import annotations

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.desk.classroom.charts import count_chart
from kooperation.desk.classroom.plays.dilemma import COOPERATE, DEFECT, PAYOFF
from kooperation.desk.classroom.plays.page import GamePage, options
from kooperation.desk.classroom.session import Playing
from kooperation.kit.html import Child, Markup, joined, numeric, table

WORDS = Words("desk/classroom.dilemma")


class DilemmaPage(GamePage):
    """Two offices, each with a case that it clears or pushes on."""

    key = "dilemma"
    alone, measured = WORDS["alone"], WORDS["measure"]
    as_share = True

    def rules(self, playing: Playing) -> Child:
        return WORDS["rules"]

    def form(self, playing: Playing, player: int) -> Markup:
        rows = [
            (WORDS["you_cooperate"], numeric(number(PAYOFF["CC"])), numeric(number(PAYOFF["CD"]))),
            (WORDS["you_defect"], numeric(number(PAYOFF["DC"])), numeric(number(PAYOFF["DD"]))),
        ]
        head = ("", WORDS["other_cooperates"], WORDS["other_defects"])
        return joined(
            [
                table(WORDS["table"], head, rows),
                options("action", WORDS["question"], self._actions()),
            ]
        )

    def _actions(self) -> dict[str, str]:
        return {COOPERATE: WORDS["cooperate"], DEFECT: WORDS["defect"]}

    def own_move(self, playing: Playing, player: int) -> str:
        return self._actions()[str(playing.now.moves[0][player])]

    def counted(self, playing: Playing, at: int, player: int) -> list[Child]:
        played, brought = playing.rounds[at], playing.brought[at]
        moves, actions = played.moves[0], self._actions()
        others = [each for each in played.moved(0, played.group_of(player)) if each != player]
        met = ", ".join(actions[str(moves[other])] for other in others)
        own, points = actions[str(moves[player])], number(brought[player])
        told = WORDS.filled("told", own=own, other=met, points=points)
        return [told, WORDS["three"]] if len(others) > 1 else [told]

    def counts(self, playing: Playing) -> Markup:
        moves = list(playing.rounds[len(playing.brought) - 1].moves[0].values())
        actions = self._actions()
        return count_chart(
            WORDS["counted"], list(actions.values()), [moves.count(action) for action in actions]
        )

    def sentences(self, playing: Playing) -> list[Child]:
        at = len(playing.brought)
        moves = list(playing.rounds[at - 1].moves[0].values())
        count = moves.count(COOPERATE)
        return [WORDS.filled("sentence", number=at, count=count, all=len(moves))]

    def theory(self, playing: Playing) -> list[Child]:
        return [WORDS["theory"]]
