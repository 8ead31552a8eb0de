"""Tournament: choose a field and the rules, and see who gets how much from whom, and why."""

from __future__ import annotations

import io
import random
from contextlib import redirect_stdout
from typing import Any

from kooperation.base.german import percent
from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.controls import Slider, checkbox, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import error, legend, sentences
from kooperation.kit.kept import Kept
from kooperation.kit.layout import columns, fold
from kooperation.kit.node import Box
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.encounters_control import Encounters
from kooperation.repeated.field_control import FieldChoice
from kooperation.repeated.group_words import group
from kooperation.repeated.heat_map_view import heat_map
from kooperation.repeated.horizon_choice_control import HorizonChoice
from kooperation.repeated.own_strategy import ENTRY, read
from kooperation.repeated.payoff_choice_control import PayoffChoice
from kooperation.repeated.ranking_view import ranking_table
from kooperation.repeated.simulation import Player
from kooperation.repeated.tournament import RoundRobin, TournamentResult, round_robin, score
from kooperation.repeated.tournament_view import in_words

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
        self.encounters, self.sentences = Encounters(WORDS["heat_note"], SEED), live()
        self.notes, self.table = Area(), Area()
        ranking = fold(WORDS["ranking"], self.table)
        self._tables = Box([self.sentences, ranking])
        rules = (self.payoffs, self.horizon, self.with_self, self.noise)
        self.follow(self.field, *rules, self.encounters)
        self.update()
        super().__init__(
            columns([self.notes, self.field, *rules], [self.encounters]),
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
        show_only(not problem, self.encounters, self._tables)
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
        keys = [_key(player) for player in players]
        self.encounters.show(heat_map(result, players, game, with_self), keys, keys)
        self.table.show(ranking_table(result, players))
        self.sentences.show(sentences(in_words(result, players, game, self.noise.value)))
        if watched := self.encounters.watched:
            row, column = watched
            mean = result.matches.outcomes[row][column]
            rules = game.game, self.horizon.horizon, self.noise.value
            self.encounters.match.show(players[row], players[column], *rules, mean=mean)

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
