"""What the public good of a class shows."""

from __future__ import annotations

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.desk.classroom.charts import count_chart
from kooperation.desk.classroom.plays.page import GamePage, whole
from kooperation.desk.classroom.plays.public_good import (
    ENDOWMENT,
    HARM,
    POINTS,
    PUNISH,
    RETURN,
    TALK,
    ClassPublicGood,
)
from kooperation.desk.classroom.round import mean
from kooperation.desk.classroom.session import Playing
from kooperation.kit.html import Child, Markup, joined, tag

WORDS = Words("desk/classroom.public_good")
GAME = ClassPublicGood()
LETTERS = "ABCDEFGH"


class PublicGoodPage(GamePage):
    """A pot that brings each something, and each what is left of the own points."""

    key = "public_good"
    alone, measured = WORDS["alone"], WORDS["measure"]

    def rules(self, playing: Playing) -> Child:
        rules = WORDS.filled("rules", endowment=ENDOWMENT, share=number(RETURN))
        if playing.chosen["variant"] != PUNISH or playing.phase == "punish":
            return rules
        return f"{rules} {WORDS.filled('punish_follows', harm=number(HARM))}"

    def form(self, playing: Playing, player: int) -> Markup:
        now, phase = playing.now, playing.phase
        if phase == "punish":
            return self._punishing(playing, player)
        if phase == "announce":
            question = WORDS.filled("announce", endowment=ENDOWMENT)
            return whole("points", question, ENDOWMENT)
        field = whole("points", WORDS.filled("question", endowment=ENDOWMENT), ENDOWMENT)
        if playing.chosen["variant"] != TALK:
            return field
        said = ", ".join(str(now.moves[0][other]) for other in GAME.others(now, player))
        return joined([tag("p", WORDS.filled("announced", values=said)), field])

    def _punishing(self, playing: Playing, player: int) -> Markup:
        now = playing.now
        fields = [
            whole(
                f"points{at}",
                WORDS.filled(
                    "punish_one", letter=LETTERS[at], paid=str(now.moves[0][other]), most=POINTS
                ),
                POINTS,
                "0",
            )
            for at, other in enumerate(GAME.others(now, player))
        ]
        return joined([tag("p", WORDS.filled("punish", harm=number(HARM))), *fields])

    def own_move(self, playing: Playing, player: int) -> str:
        move = playing.now.moves[-1][player]
        if isinstance(move, tuple):
            return WORDS.filled("own_punished", points=sum(move))
        return WORDS.filled("own_paid", paid=move, endowment=ENDOWMENT)

    def counted(self, playing: Playing, at: int, player: int) -> list[Child]:
        played, brought = playing.rounds[at], playing.brought[at]
        together = played.group_of(player)
        paid = GAME.contributed(playing.chosen, played, together)
        group = [each for each in together if each in paid and each != player]
        others = ", ".join(str(paid[each]) for each in group)
        points = number(brought[player])
        said: list[Child] = [WORDS.filled("told", own=paid[player], others=others, points=points)]
        if playing.chosen["variant"] == PUNISH:
            punished = GAME.punishments(playing.chosen, played, together)
            given = sum(points for by, _, points in punished if by == player)
            taken = HARM * sum(points for _, on, points in punished if on == player)
            said.append(WORDS.filled("told_punished", given=given, taken=number(taken)))
        return said

    def _paid(self, playing: Playing) -> list[int]:
        last = playing.rounds[len(playing.brought) - 1]
        return list(GAME.contributed(playing.chosen, last).values())

    def counts(self, playing: Playing) -> Markup:
        paid, values = self._paid(playing), range(ENDOWMENT + 1)
        return count_chart(
            WORDS["counted"], [str(v) for v in values], [paid.count(v) for v in values]
        )

    def sentences(self, playing: Playing) -> list[Child]:
        at, average = len(playing.brought), mean([float(paid) for paid in self._paid(playing)])
        said: list[Child] = [
            WORDS.filled("sentence", number=at, mean=number(average or 0.0), endowment=ENDOWMENT)
        ]
        if playing.chosen["variant"] == PUNISH:
            punished = GAME.punishments(playing.chosen, playing.rounds[at - 1])
            count = sum(points for _, _, points in punished)
            said.append(WORDS.filled("sentence_punish", count=count))
        return said

    def theory(self, playing: Playing) -> list[Child]:
        more = {PUNISH: WORDS["theory_punish"], TALK: WORDS["theory_talk"]}
        plain = WORDS.filled("theory", share=number(RETURN))
        return [plain, *(text for key, text in more.items() if key == playing.chosen["variant"])]
