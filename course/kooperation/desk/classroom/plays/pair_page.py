"""What two offices with one case are shown."""

from __future__ import annotations

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.desk.classroom.charts import count_chart
from kooperation.desk.classroom.plays.page import GamePage, options
from kooperation.desk.classroom.plays.pair import (
    RIGHT,
    ROLES,
    SAME,
    SILENT,
    STEPS,
    ClassPair,
)
from kooperation.desk.classroom.session import Playing
from kooperation.kit.html import Child, Markup, fill, joined, tag

WORDS = Words("desk/classroom.pair")
GAME = ClassPair()


class PairPage(GamePage):
    """A jobcenter and a youth welfare office, and a young person whom both are to help."""

    key = "pair"
    alone, measured = WORDS["alone"], WORDS["measure"]

    def rules(self, playing: Playing) -> Child:
        return WORDS.filled("rules", right=number(RIGHT), same=number(SAME))

    def form(self, playing: Playing, player: int) -> Markup:
        now = playing.now
        role = WORDS.section("roles")[ROLES[GAME.role(now, player)]]
        files = fill(WORDS["files"], role=role, step=self._name(GAME.hint(now, player)))
        steps = {step: self._name(step) for step in STEPS}
        if playing.phase == "tell":
            return joined([tag("p", files), options("step", WORDS["tell"], steps)])
        said = ""
        if len(now.moves) > 1:
            told = (str(now.moves[0][other]) for other in GAME.partners(now, player, 0))
            said = WORDS.filled("said", steps=", ".join(self._name(step) for step in told))
        return joined(
            [
                tag("p", files),
                tag("p", said) if said else "",
                options("step", WORDS["choose"], steps),
            ]
        )

    def _name(self, step: str) -> str:
        return WORDS.section("steps")[step]

    def own_move(self, playing: Playing, player: int) -> str:
        return self._name(str(playing.now.moves[-1][player]))

    def counted(self, playing: Playing, at: int, player: int) -> list[Child]:
        played, brought = playing.rounds[at], playing.brought[at]
        last = len(played.moves) - 1
        steps = played.moves[last]
        met = ", ".join(
            self._name(str(steps[other])) for other in GAME.partners(played, player, last)
        )
        return [
            WORDS.filled(
                "told",
                own=self._name(str(steps[player])),
                other=met,
                right=self._name(GAME.right_step(played)),
                points=number(brought[player]),
            )
        ]

    def counts(self, playing: Playing) -> Markup:
        brought = list(playing.brought[-1].values())
        labels = {
            WORDS["apart"]: sum(worth < SAME for worth in brought),
            WORDS["same"]: sum(SAME <= worth < RIGHT for worth in brought),
            WORDS["right"]: sum(worth == RIGHT for worth in brought),
        }
        return count_chart(WORDS["counted"], list(labels), list(labels.values()))

    def sentences(self, playing: Playing) -> list[Child]:
        at = len(playing.brought)
        right = self._name(GAME.right_step(playing.rounds[at - 1]))
        mean = number(playing.measures[at - 1] or 0.0)
        return [WORDS.filled("sentence", number=at, right=right, mean=mean)]

    def theory(self, playing: Playing) -> list[Child]:
        most = number(GAME.predicted(playing.chosen))
        if playing.chosen["variant"] == SILENT:
            return [WORDS.filled("theory_silent", most=most)]
        return [WORDS.filled("theory_tell", most=most)]
