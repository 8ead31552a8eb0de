"""Tournament: choose a field and the rules, and see who gets how much from whom, and why."""

from __future__ import annotations

import io
import random
from contextlib import redirect_stdout
from typing import Any

from kooperation.base.german import percent
from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.controls import Slider, button, checkbox, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import error, legend, sentences
from kooperation.kit.kept import Kept
from kooperation.kit.layout import columns, fold
from kooperation.kit.node import Box
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.field_control import FieldChoice
from kooperation.repeated.group_words import group
from kooperation.repeated.heat_map_control import HeatMap
from kooperation.repeated.heat_map_view import heat_map
from kooperation.repeated.horizon_choice_control import HorizonChoice
from kooperation.repeated.own_strategy import ENTRY, read
from kooperation.repeated.payoff_choice_control import PayoffChoice
from kooperation.repeated.ranking_view import ranking_table
from kooperation.repeated.simulation import Player
from kooperation.repeated.tournament import RoundRobin, TournamentResult, round_robin, score
from kooperation.repeated.tournament_view import in_words
from kooperation.repeated.transcript_control import WatchedMatch

WORDS, RULES = Words("repeated.tournament"), Words("repeated.rules")
NOISE = (0, 0.5, 0.005)  # one half: a coin decides
# A learner's own function is asked some 20,000 times for one tournament.
REPETITIONS, SEED = 10, 1


class Tournament(Explorer):
    """A round robin after Axelrod's rules, live: heat map, ranking with reasons, sentences.

    *eigene* is a learner's own function of two histories; its matches are simulated. *gruppe* is the file with the
    strategies of the learner's group. Whatever is wrong with one of them is said in a sentence, and the tournament goes
    on without it. What the learner has built and sent (`StrategyBuilder`) takes part, and is followed as it changes.
    """

    def __init__(
        self, eigene: object = None, preset: str = "gefangenendilemma", gruppe: str = ""
    ) -> None:
        self._matches: tuple[Any, RoundRobin] | None = None
        others, self._no_group = _group(gruppe)
        self.field = FieldChoice(eigene, others)
        self.built = Kept(ENTRY, read, changed=self._follow)
        self._take_up()
        is_live = self.field.function is None
        self.payoffs, self.horizon = PayoffChoice(preset), HorizonChoice(is_live)
        self.with_self = checkbox(WORDS["with_self"], True)
        noise = RULES["noise"], 0, NOISE, RULES["noise_tooltip"]
        self.noise = Slider(*noise, show=percent, is_live=is_live)
        self.heat, self.sentences = HeatMap(), live()
        self.notes, self.table = Area(), Area()
        self.match = WatchedMatch(SEED)
        self.back = button(WORDS["back"], self._close_match)
        self._watched: tuple[str, str] | None = None  # whose match, by their keys
        self._result: TournamentResult | None = None
        self._map = Box([self.heat, Area(legend(WORDS["heat_note"]))])
        self._match = Box([self.back, self.match])
        self._match.hidden = True
        self._results = Box([self._map, self._match])
        self.when(self.heat, self._open_match, "opened")
        ranking = fold(WORDS["ranking"], self.table)
        self._tables = Box([self.sentences, ranking])
        rules = (self.payoffs, self.horizon, self.with_self, self.noise)
        self.follow(self.field, *rules)
        self.update()
        super().__init__(
            columns([self.notes, self.field, *rules], [self._results]),
            self._tables,
            title=WORDS["title"],
        )

    def _take_up(self) -> None:
        """Let the strategy that was built in this lecture take part, if it was sent."""
        built = self.built.value
        self.field.take_up(built.automaton if built and built.plays else None)

    def _follow(self) -> None:
        """Show the tournament with what was just built; that is no use of it, by which an answer would stand."""
        if self._name and self._card is None:
            return  # its cell has run anew, and shows another one
        before = self.field.built
        self._take_up()
        if self.field.built != before:
            with self.hold_sync():
                self.draw()

    def draw(self) -> None:
        problem = ""
        try:
            result = score(self._played(), self.payoffs.game, self.with_self.value)
        except ValueError as wrong:
            problem = str(wrong)
        else:
            self._show(result)
        show_only(not problem, self._results, self._tables)
        self._show_notes(" ".join(filter(None, [self._no_group, self.field.problem, problem])))

    def _played(self) -> RoundRobin:
        """Return the matches; a function that is no good is left out, and the others play on."""
        field = self.field
        try:
            return self._matches_of(field.players)
        except ValueError as wrong:
            if field.function not in field.players:
                raise
            field.go_without(str(wrong))
            return self._matches_of(field.players)

    def _matches_of(self, players: list[Player]) -> RoundRobin:
        """Return what depends on everything but the payoffs, and so is kept."""
        asked = (tuple(players), self.horizon.horizon, self.noise.value)
        if self._matches is None or self._matches[0] != asked:
            with redirect_stdout(io.StringIO()):  # a function may print in each of its rounds
                played = round_robin(*asked, chance=random.Random(SEED), repetitions=REPETITIONS)
            self._matches = asked, played
        return self._matches[1]

    def _show(self, result: TournamentResult) -> None:
        players, game, with_self = self.field.players, self.payoffs.game, self.with_self.value
        self.heat.show(heat_map(result, players, game, with_self))
        self.table.show(ranking_table(result, players))
        self.sentences.show(sentences(in_words(result, players, game, self.noise.value)))
        self._result = result
        self._show_match()

    def _open_match(self) -> None:
        row, column = (self.heat.opened.get(name) for name in ("row", "column"))
        keys = dict(enumerate(map(_key, self.field.players)))
        if (
            not isinstance(row, int)
            or not isinstance(column, int)
            or not keys.keys() >= {row, column}
        ):
            return
        self._watched = keys[row], keys[column]
        self._show_match()
        self.match.strip.take_focus()

    def _close_match(self) -> None:
        self._watched = None
        self._show_match()
        self.heat.take_focus()

    def _show_match(self) -> None:
        """Show the match that is watched in place of the heat map, as long as both take part."""
        players = {_key(player): place for place, player in enumerate(self.field.players)}
        if self._watched and not players.keys() >= set(self._watched):
            self._watched = None
        show_only(self._watched is None, self._map)
        show_only(self._watched is not None, self._match)
        if self._watched and self._result:
            row, column = (players[key] for key in self._watched)
            first, second = self.field.players[row], self.field.players[column]
            mean = self._result.matches.outcomes[row][column]
            rules = self.payoffs.game.game, self.horizon.horizon, self.noise.value
            self.match.show(first, second, *rules, mean=mean)

    def _show_notes(self, problem: str) -> None:
        own = self.field.function
        notes = [error(problem)] if problem else []
        if own is not None and own in self.field.players:
            said = WORDS.filled("simulated", name=own.name, repetitions=REPETITIONS)
            notes.append(legend(said))
        self.notes.show(*notes)


def _key(player: Player) -> str:
    """Return what a player is known by, also when its states have changed."""
    return player.key if isinstance(player, Automaton) else player.name


def _group(file: str) -> tuple[tuple[Automaton, ...], str]:
    """Return the strategies in *file*, and why there are none, in German."""
    try:
        return (group(file) if file else ()), ""
    except ValueError as wrong:
        return (), str(wrong)
