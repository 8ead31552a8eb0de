"""CooperationCheck: rate one's own local cooperation, see bottlenecks and levers, take a report home."""

from __future__ import annotations

from functools import partial

from kooperation.base.words import Words
from kooperation.kit.area import Area, areas, live
from kooperation.kit.choice import Radio, radio
from kooperation.kit.controls import checkbox, pair, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, fill, heading, legend, saved_note, sentences, story
from kooperation.kit.kept import Kept
from kooperation.kit.layout import columns, fold
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Box
from kooperation.kit.saved_page import SavedPage
from kooperation.success_factors.bottlenecks_view import lever_panels
from kooperation.success_factors.cooperation_check import bottlenecks, checked
from kooperation.success_factors.cooperation_check_view import (
    in_words,
    question,
    ratings_table,
)
from kooperation.success_factors.levers_words import Factor, factors
from kooperation.success_factors.radar_view import radar, radar_alt
from kooperation.success_factors.report_view import report_page

WORDS, REPORT = Words("success_factors.check"), Words("success_factors.report")
PREFIX = "kooperationscheck."
FIRST, LAST = "erster", "letzter"
UNKNOWN = "?"
FEWEST = 3  # a radar with fewer corners is no picture
Choices = dict[str, int | str]  # a level or UNKNOWN


class CooperationCheck(Explorer):
    """Eleven factors, four levels in words each; picture, bottlenecks, levers, report.

    Two rounds are kept in `lernstand.json`: an earlier check and a later one that is compared with
    it. `ratings` is what is chosen now, without what the learner cannot judge; `picks` which of
    equally low factors come first, the latest choice last.
    """

    answers = ("choices", "ticks")

    def __init__(self) -> None:
        self._rounds = {name: Kept(PREFIX + name, _known) for name in (FIRST, LAST)}
        latest = LAST if _ratings(self._rounds[LAST].value) else FIRST
        rounds = [(WORDS["first"], FIRST), (WORDS["last"], LAST)]
        self.round = radio(rounds, latest, WORDS["round"], across=True, label=WORDS["round"])
        self._picks = {name: Kept(f"{PREFIX}{name}.zuerst", _keys) for name in self._rounds}
        self.choices = {key: _choice(factor) for key, factor in factors().items()}
        self.ticks = {key: checkbox(factor.title) for key, factor in factors().items()}
        self.ask = Area()
        self.choose = Box([self.ask, pair(*self.ticks.values())])
        self.status, self.sentences, self.figure = live(), Area(), LiveFigure()
        self.table, self.levers = areas(2)
        self.picture = Box([Area(heading(WORDS["figure"])), self.figure, self.sentences])
        self.results = Box(
            [
                fold(WORDS["numbers"], self.table),
                fold(WORDS["levers"], self.levers, Area(legend(WORDS["note"]))),
            ]
        )
        self.report = SavedPage(self._page, REPORT.section("saving"))
        self.when(self.round, self.enter)
        for key, choice in self.choices.items():
            self.when(choice, partial(self._keep, key))
        for key, tick in self.ticks.items():
            self.when(tick, partial(self._pick, key))
        self.enter()
        intro = Area(story(fill(WORDS["intro"])))
        items = [self._item(number, key) for number, key in enumerate(factors(), start=1)]
        super().__init__(
            intro,
            self.round,
            columns([*items, self.choose], [self.status, self.picture], "even"),
            self.results,
            self.report,
            title=WORDS["title"],
            look="quiz",
        )

    def _item(self, number: int, key: str) -> Box:
        return Box([Area(question(number, factors()[key])), self.choices[key]], "item rating")

    @property
    def _kept(self) -> Kept[Choices]:
        return self._rounds[self.round.value]

    @property
    def ratings(self) -> dict[str, int]:
        """The level of each factor that is rated now."""
        return _ratings({key: choice.value for key, choice in self.choices.items()})

    @property
    def earlier(self) -> dict[str, int] | None:
        """The ratings of the first check while the later one is open, else None."""
        if self.round.value == FIRST:
            return None
        return _ratings(self._rounds[FIRST].value) or None

    @property
    def picks(self) -> tuple[str, ...]:
        """Which of equally low factors the learner wants to work on first."""
        return bottlenecks(self.ratings).picked(self._picks[self.round.value].value)

    def enter(self) -> None:
        """Show the ratings of the chosen round."""
        with self.in_one_go():
            for key, choice in self.choices.items():
                choice.value = self._kept.value.get(key)
            for key, tick in self.ticks.items():
                tick.value = key in self.picks

    def _keep(self, key: str) -> None:
        chosen = self.choices[key].value
        self._kept.change(lambda old: {**old, key: chosen})
        self.enter()  # another notebook may have rated something, too

    def _pick(self, key: str) -> None:
        places, chosen = bottlenecks(self.ratings).places, self.ticks[key].value
        others = [other for other in self.picks if other != key]
        now = [*others, key][-places:] if chosen else others  # the latest choice holds
        self._picks[self.round.value].keep(now)
        self.enter()

    def draw(self) -> None:
        ratings, earlier, picks = self.ratings, self.earlier, self.picks
        self.report.take_back()
        self.status.show(self._kept.trouble or saved_note(self._progress()))
        self.status.prints = bool(ratings)
        enough = len(ratings) >= FEWEST
        self.figure.show(radar(ratings, earlier), radar_alt(ratings, earlier))
        self.picture.prints = (
            enough  # until then there are empty axes, so that nothing jumps when the picture comes
        )
        show_only(enough, self.sentences, self.results)
        self._offer(enough)
        if not enough:
            return
        self.sentences.show(sentences(in_words(ratings, earlier, picks)))
        self.table.show(ratings_table(ratings, earlier))
        self.levers.show(*lever_panels(ratings, picks))

    def _offer(self, enough: bool) -> None:
        """Ask which of equally low factors come first, where some are."""
        found = bottlenecks(self.ratings)
        show_only(enough and bool(found.tied), self.choose)
        for key, tick in self.ticks.items():
            show_only(key in found.tied, tick)
        count = WORDS["one"] if found.places == 1 else WORDS["two"]
        self.ask.show(story(WORDS.filled("choose", count=count)))

    def _progress(self) -> str:
        count, said = len(self.ratings), WORDS["start"]
        if count:
            name = WORDS["first"] if self.round.value == FIRST else WORDS["last"]
            said = WORDS.filled("progress", count=count, total=len(factors()), round=name)
        return said if count >= FEWEST else f"{said} {WORDS['too_few']}"

    def _page(self) -> Markup | None:
        if len(self.ratings) < FEWEST:
            return None
        return report_page(self.ratings, self.earlier, self.picks)


def _known(stored: object) -> Choices:
    """Return what *stored* says of known factors; what is malformed is left out."""
    if not isinstance(stored, dict):
        return {}
    unknown = {key: UNKNOWN for key in factors() if stored.get(key) == UNKNOWN}
    return {**_ratings(stored), **unknown}


def _keys(stored: object) -> list[str]:
    """Return those of *stored* that are factors."""
    return [key for key in stored if key in factors()] if isinstance(stored, list) else []


def _ratings(choices: object) -> dict[str, int]:
    return checked(choices, factors())


def _choice(factor: Factor) -> Radio:
    levels = [(text, level) for level, text in enumerate(factor.levels)]
    name = f"{factor.title}: {factor.question}"
    return radio([*levels, (WORDS["unknown"], UNKNOWN)], None, name)
