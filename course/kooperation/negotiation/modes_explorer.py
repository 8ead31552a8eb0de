"""ModeComparison: one situation, three modes, side by side; which fits is asked first."""

from __future__ import annotations

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.kit.area import Area, areas, live
from kooperation.kit.choice import dropdown, radio, titled
from kooperation.kit.controls import show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import (
    Markup,
    details,
    headline,
    legend,
    note,
    saved_note,
    sentences,
    story,
    strong,
    tag,
)
from kooperation.kit.kept import Kept
from kooperation.kit.layout import columns, fold
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Box
from kooperation.kit.standing import option_list
from kooperation.negotiation.compared_words import Compared
from kooperation.negotiation.fitting_view import fitting
from kooperation.negotiation.mode_traits_view import traits_table
from kooperation.negotiation.modes_view import in_words
from kooperation.negotiation.modes_words import modes
from kooperation.negotiation.outcomes_view import outcomes_table, projects_table
from kooperation.negotiation.plane_view import modes_plane, plane_alt
from kooperation.negotiation.setting_control import SettingControls
from kooperation.negotiation.situation import Mode, Setting
from kooperation.negotiation.situation_view import situation_story
from kooperation.negotiation.situation_words import SituationRecord, situations

WORDS = Words("negotiation.comparison")


class ModeComparison(Explorer):
    """Choose a situation, say which mode fits, then move power, trust, room and friction.

    *situation* is a key of `negotiation/situation.toml`. What one says is kept in `lernstand.json`, one
    answer for each situation. `setting` is what the controls show. Raises ValueError if there is no
    such situation.
    """

    answers = ("guess",)

    def __init__(self, situation: str = "arbeitsmarktprogramm") -> None:
        record = find(situations(), situation, WORDS["what"])
        self._guesses = {key: Kept(f"modus.{key}", _known) for key in situations()}
        self.choice = dropdown(titled(situations()), situation, WORDS["choice"])
        options = [(text.title, mode.value) for mode, text in modes().items()]
        self.guess = radio(options, None, WORDS["question"])
        self.controls = SettingControls(record)
        self.story, self.fit, self.outcomes, self.slide, self.projects = areas(5)
        self.status, self.sentences, self.figure = live(), live(), LiveFigure()
        notes = legend(WORDS["picture_note"]), legend(WORDS["note"])
        self.body = Box(
            [
                columns([self.controls], [self.figure, self.sentences]),
                fold(WORDS["numbers"], self.outcomes, self.projects),
                fold(WORDS["traits"], self.slide),
                fold(WORDS["reading"], *map(Area, notes)),
            ]
        )
        self.follow(self.controls)
        self.when(self.choice, self.enter)
        self.when(self.guess, self._keep)
        self.enter()
        question = Area(story(strong(WORDS["question"])))
        super().__init__(
            columns([self.choice, question, self.guess], [self.status, self.fit]),
            fold(WORDS["story"], self.story),
            self.body,
            title=WORDS["title"],
        )

    @property
    def record(self) -> SituationRecord:
        """The situation that is chosen."""
        return situations()[self.choice.value]

    @property
    def setting(self) -> Setting:
        """What the controls show."""
        return self.controls.setting

    @property
    def _kept(self) -> Kept[str | None]:
        return self._guesses[self.choice.value]

    def enter(self) -> None:
        """Show the chosen situation, and what was answered to it earlier."""
        self.story.show(situation_story(self.record))
        self.projects.show(projects_table(self.record))
        with self.in_one_go():
            self._kept.again()
            self.guess.value = self._kept.value
            self.controls.show(self.record)

    def _keep(self) -> None:
        self._kept.keep(self.guess.value)
        self.update()

    def draw(self) -> None:
        guess = None if self.guess.value is None else Mode(self.guess.value)
        said = (
            saved_note(WORDS.filled("saved", mode=modes()[guess].title))
            if guess
            else note(WORDS["ask_first"])
        )
        self.status.show(self._kept.trouble or said)
        show_only(guess is not None, self.fit, self.body)
        if guess is None:
            return
        self.fit.show(fitting(self._show(), guess))

    def _show(self) -> Compared:
        """Show what comes of the three modes, and return it."""
        compared = Compared(self.record, self.setting)
        self.figure.show(modes_plane(compared), plane_alt(compared))
        self.outcomes.show(outcomes_table(compared))
        self.sentences.show(sentences(in_words(compared)))
        self.slide.show(traits_table(compared))
        return compared

    def in_print(self) -> Markup:
        if self.guess.value is not None:
            return super().in_print()
        asked = tag("p", strong(WORDS["question"]), look="question")
        modes_asked = option_list(text.title for text in modes().values())
        self._show()
        right = details(WORDS["solution"], *(part.still() for part in self.body.children))
        parts = [self.choice.still(), self.story.still(), asked, modes_asked, right]
        return tag("div", headline(WORDS["title"]), *parts, look="box card")


def _known(stored: object) -> str | None:
    """Return *stored* if it is a mode; a learner's file may have been edited by hand."""
    return next((mode.value for mode in Mode if mode.value == stored), None)
