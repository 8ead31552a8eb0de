"""What every game of a class shows: its rules and its form on a phone, its result there and on the wall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from kooperation.base.german import percent
from kooperation.base.words import Words
from kooperation.desk.classroom.charts import round_chart
from kooperation.desk.classroom.session import OVER, Playing
from kooperation.kit.html import Child, Markup, joined, tag

WORDS, MET = Words("desk/classroom.chart"), Words("desk/classroom.met")
Earlier = Sequence[tuple[str, Sequence[float]]]  # names of earlier groups, and their rounds


class GamePage:
    """One object for each game; what is said of a round stands in its subclasses."""

    key: ClassVar[str]
    alone: ClassVar[str]  # told to who moved in a round that does not count, since others did not
    measured: ClassVar[str]  # what `measure` is called
    as_share: ClassVar[bool] = False  # `measure` is a share, told as a percentage

    def rules(self, playing: Playing) -> Child:
        """Return how the game goes, in a sentence or two."""
        raise NotImplementedError

    def all_rules(self, playing: Playing) -> list[Child]:
        """Return the rules, and whether one meets the same again: who answers in kind has to know."""
        chosen = playing.chosen.get("partners")
        again = [MET.section()[chosen]] if chosen and playing.all_rounds > 1 else []
        return [self.rules(playing), *again]

    def form(self, playing: Playing, player: int) -> Markup:
        """Return the fields that *player* is asked for in the phase that is open."""
        raise NotImplementedError

    def own_move(self, playing: Playing, player: int) -> str:
        """Return in words how *player* has moved in the phase that is open."""
        raise NotImplementedError

    def told(self, playing: Playing, at: int, player: int) -> list[Child]:
        """Return in sentences what round *at* was for *player*; nothing for who did not move in it."""
        if player not in playing.rounds[at].moves[0]:
            return []
        if player not in playing.brought[at]:
            return [self.alone]
        return self.counted(playing, at, player)

    def counted(self, playing: Playing, at: int, player: int) -> list[Child]:
        """Return in sentences what round *at* brought *player*, for whom it counts."""
        raise NotImplementedError

    def counts(self, playing: Playing) -> Markup:
        """Return how many did what in the last round that is over."""
        raise NotImplementedError

    def sentences(self, playing: Playing) -> list[Child]:
        """Return what to say of the last round that is over."""
        raise NotImplementedError

    def theory(self, playing: Playing) -> list[Child]:
        """Return what theory says, for the end of the game."""
        raise NotImplementedError

    def picture(self, playing: Playing, earlier: Earlier) -> list[Markup]:
        """Return charts of the rounds that are over; the theory and *earlier* groups once all are."""
        charts = [tag("div", self.counts(playing))]
        if playing.all_rounds > 1:
            factor = 100 if self.as_share else 1
            compared = self._compared(playing, earlier) if playing.stage == OVER else ()
            lines = [(name, [factor * value for value in values]) for name, values in compared]
            shown = [None if each is None else factor * each for each in playing.measures]
            if len(shown) - shown.count(None) > 1 or lines:
                drawn = round_chart(self.measured, shown, playing.all_rounds, lines)
                charts.append(tag("div", drawn))
        return charts

    def _compared(
        self, playing: Playing, earlier: Earlier
    ) -> Iterable[tuple[str, Sequence[float]]]:
        rounds = playing.all_rounds
        predicted = playing.game.predicted(playing.chosen)
        if predicted is not None:
            yield WORDS["theory"], [predicted] * rounds
        yield WORDS["best"], [playing.game.scale(playing.chosen)[1]] * rounds
        yield from earlier


def options(name: str, question: Child, labels: Mapping[str, str]) -> Markup:
    """Return a choice of one: a radio button for each key of *labels*."""
    rows = (
        tag("label", Markup('<input type="radio" name="{}" value="{}" id="{}" required>').format(
            name, key, f"{name}-{key}"), " ", label)
        for key, label in labels.items()
    )  # fmt: skip
    return tag("fieldset", tag("legend", question), *rows)


def whole(name: str, question: Child, highest: int, value: str = "", lowest: int = 0) -> Markup:
    """Return a field for a whole number from *lowest* to *highest*."""
    field = Markup(
        '<input type="number" inputmode="numeric" name="{}" id="{}" min="{}" max="{}" step="1" value="{}" required>'
    ).format(name, name, lowest, highest, value)
    return tag("p", tag("label", question, for_=name), " ", field)


def paragraphs(children: Iterable[Child]) -> Markup:
    return joined(tag("p", child) for child in children)


def share(value: float | None) -> str:
    """Return a share as a whole percentage; a dash of nobody."""
    return "–" if value is None else percent(value, 0)
