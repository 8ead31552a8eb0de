"""What a vote shows: the question, and once all have voted twice, how."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.desk.classroom.plays.page import Earlier, GamePage, options, paragraphs, share
from kooperation.desk.classroom.plays.vote import ClassVote
from kooperation.desk.classroom.questions import VotedQuestion, question
from kooperation.desk.classroom.round import mean
from kooperation.desk.classroom.session import Playing
from kooperation.kit.html import Child, Markup, bar, joined, table, td

WORDS = Words("desk/classroom.vote")
GAME = ClassVote()


class VotePage(GamePage):
    """The first vote is shown to the lecturer alone, until the second has ended."""

    key = "vote"

    def asked(self, playing: Playing) -> VotedQuestion:
        return question(playing.chosen["question"])

    def rules(self, playing: Playing) -> Child:
        return WORDS["again"] if playing.phase == "again" else WORDS["first"]

    def form(self, playing: Playing, player: int) -> Markup:
        asked = self.asked(playing)
        return options("option", asked.text, asked.options)

    def own_move(self, playing: Playing, player: int) -> str:
        return self.asked(playing).options[str(playing.now.moves[-1][player])].rstrip(".")

    def told(self, playing: Playing, at: int, player: int) -> list[Child]:
        last = WORDS.filled("told_last", option=self._option(playing, at, -1, player))
        return [self.first(playing, at, player), last, *self._right(self.asked(playing))]

    def first(self, playing: Playing, at: int, player: int) -> str:
        """Return in words how *player* voted before the talk."""
        return WORDS.filled("told_first", option=self._option(playing, at, 0, player))

    def _option(self, playing: Playing, at: int, phase: int, player: int) -> str:
        chosen = playing.rounds[at].moves[phase].get(player)
        if chosen is None:
            return WORDS["nothing"]
        return WORDS.filled("option_quoted", text=self.asked(playing).options[str(chosen)])

    def _right(self, asked: VotedQuestion) -> list[Child]:
        if not asked.right:
            return [asked.explanation]
        return [WORDS.filled("right", text=asked.options[asked.right]), asked.explanation]

    def first_vote(self, playing: Playing) -> Markup:
        """Return how many chose what the first time, for the lecturer."""
        return self._table(playing, (0,))

    def _table(self, playing: Playing, phases: tuple[int, ...]) -> Markup:
        asked, now = self.asked(playing), playing.rounds[-1]
        counts = [GAME.counts(playing.chosen, now, phase) for phase in phases]
        names = (WORDS["before"], WORDS["after"])[: len(phases)]
        over = len(phases) > 1
        rows = [
            (
                f"✓ {text}" if over and option == asked.right else text,
                *(td(_bar(each[option], sum(each.values()))) for each in counts),
            )
            for option, text in asked.options.items()
        ]
        return table(asked.text, (WORDS["option"], *names), rows, "votes")

    def counts(self, playing: Playing) -> Markup:
        return self._table(playing, (0, 2))

    def picture(self, playing: Playing, earlier: Earlier) -> list[Markup]:
        ends = [share(values[-1]) for _, values in earlier if self.asked(playing).right]
        return [
            self.counts(playing),
            paragraphs(WORDS.filled("earlier", share=end) for end in ends),
        ]

    def sentences(self, playing: Playing) -> list[Child]:
        asked, moves = self.asked(playing), playing.rounds[-1].moves
        if not asked.right:
            return []
        before, after = (
            mean([float(option == asked.right) for option in moves[phase].values()])
            for phase in (0, 2)
        )
        return [WORDS.filled("sentence", before=share(before), after=share(after))]

    def theory(self, playing: Playing) -> list[Child]:
        return self._right(self.asked(playing))

    def question_alone(self, playing: Playing) -> Markup:
        """Return the question and its options, to be talked about."""
        asked = self.asked(playing)
        return paragraphs([asked.text, *(f"– {text}" for text in asked.options.values())])


def _bar(count: int, of: int) -> Markup:
    return joined([bar(count / of if of else 0.0), " ", count])
