"""WatchMatch: two strategies play each other, and one watches what an error does."""

from __future__ import annotations

from kooperation.base.finding import find
from kooperation.base.german import number, percent
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame, seen_by
from kooperation.kit.choice import dropdown
from kooperation.kit.controls import Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.layout import columns
from kooperation.repeated.contestants_words import contestants
from kooperation.repeated.dilemmas_words import symmetric_dilemmas
from kooperation.repeated.match import Rounds, exact_match
from kooperation.repeated.transcript_control import WatchedMatch

WORDS, RULES = Words("repeated.watch"), Words("repeated.rules")
ROUNDS = 30
NOISE = (0, 0.5, 0.01)  # one half: a coin decides


class WatchMatch(Explorer):
    """A match of ROUNDS rounds. *first* and *second* are keys of `contestants.toml`.

    A errs in round *slip* (0: in none), and both with probability *noise*; *seed* is the first course that is shown.
    *preset* is the key of a symmetric dilemma in `games/game.toml`. Raises ValueError for what is not there.
    """

    def __init__(
        self,
        first: str = "tit_for_tat",
        second: str = "tit_for_tat",
        slip: int = 5,
        noise: float = 0.0,
        seed: int = 1,
        preset: str = "gefangenendilemma",
    ) -> None:
        found = find(symmetric_dilemmas(), preset, RULES["game"])
        self.game: SymmetricGame = seen_by(0, found.game)
        known = contestants()
        names = [(entry.automaton.name, key) for key, entry in known.items()]
        chosen = [find(known, key, WORDS["strategy"]).key for key in (first, second)]
        self.first = dropdown(names, chosen[0], WORDS["first"])
        self.second = dropdown(names, chosen[1], WORDS["second"])
        self.slip = Slider(
            WORDS["slip"], slip, (0, ROUNDS, 1), WORDS["slip_long"], show=_round_of_slip
        )
        self.noise = Slider(RULES["noise"], noise, NOISE, RULES["noise_tooltip"], show=percent)
        self.match = WatchedMatch(seed)
        self.follow(self.first, self.second, self.slip, self.noise)
        self.update()
        super().__init__(
            columns([self.first, self.second, self.slip, self.noise], [self.match]),
            title=WORDS["title"],
        )

    def draw(self) -> None:
        first, second = (contestants()[one.value].automaton for one in (self.first, self.second))
        noise, slip, horizon = self.noise.value, round(self.slip.value), Rounds(ROUNDS)
        # The mean is that of matches in which nothing but chance errs.
        mean = None if slip else exact_match(first, second, horizon, noise)
        slips = [(slip - 1, 0)] if slip else []
        self.match.show(first, second, self.game.game, horizon, noise, slips, mean)


def _round_of_slip(value: float) -> str:
    return number(value) if value else WORDS["no_slip"]
