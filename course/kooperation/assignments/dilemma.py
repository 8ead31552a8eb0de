"""The games of the assignment `dilemma`, drawn for each learner."""

from __future__ import annotations

import random
from collections.abc import Callable

from kooperation.base.records import load
from kooperation.games.classification import GameKind, classify
from kooperation.games.game import Game, Profile, SymmetricGame, letters
from kooperation.games.game_words import GamePreset
from kooperation.games.solution import pareto_efficient, pure_equilibria, strictly_dominant_action

CLASSIFIED = ("a", "b", "c", "d")
PAYOFFS = range(10)


def givens(rng: random.Random) -> dict[str, GamePreset]:
    """Return the games of a variant by part, each with the names of its players and actions.

    All variants ask the same amount of work: among the four games to be named are one prisoners'
    dilemma, one stag hunt, one chicken and one game in which incentives and interest do not clash
    that way; game e has one equilibrium and two efficient profiles, game f two equilibria.
    """
    last = rng.choice((GameKind.HARMONY, GameKind.DEADLOCK))
    kinds = [GameKind.PRISONERS_DILEMMA, GameKind.STAG_HUNT, GameKind.CHICKEN, last]
    rng.shuffle(kinds)
    games = {
        part: _symmetric_game_of_kind(rng, kind)
        for part, kind in zip(CLASSIFIED, kinds, strict=True)
    }
    games["e"] = _drawn(rng, _one_sided_dominance)
    games["f"] = _symmetric_game_of_kind(rng, rng.choice((GameKind.STAG_HUNT, GameKind.CHICKEN)))
    situations = rng.sample(load("assignments/dilemma_situations")["situations"], k=len(games))
    return {
        part: GamePreset(
            key=part,
            title=f"Spiel {part}",
            game=game,
            player_names=(situation["players"][0], situation["players"][1]),
            cooperate=situation["cooperate"],
            defect=situation["defect"],
            story=situation["story"],
            reading="",
            order=0,
        )
        for (part, game), situation in zip(games.items(), situations, strict=True)
    }


def _symmetric_game_of_kind(rng: random.Random, kind: GameKind) -> Game:
    """Return a symmetric game of *kind* with four different payoffs from 0 to 9.

    In a harmony game mutual cooperation is best: where the lone cooperator has the most, the game is much
    harder to read than the others. Of dilemmas only those that stay one when repeated.
    """
    while True:
        game = SymmetricGame(*map(float, rng.sample(PAYOFFS, 4)))
        is_plain = kind is not GameKind.HARMONY or game.reward > game.sucker
        found = classify(game.game)
        if is_plain and found.kind is kind and not found.alternating:
            return game.game


def _drawn(rng: random.Random, wanted: Callable[[Game], bool]) -> Game:
    """Return a game, each player's payoffs all different, for which *wanted* holds."""
    while True:
        first, second = rng.sample(PAYOFFS, 4), rng.sample(PAYOFFS, 4)
        game = Game(*((float(a), float(b)) for a, b in zip(first, second, strict=True)))
        if wanted(game):
            return game


def _one_sided_dominance(game: Game) -> bool:
    """One player has a dominant action, the other has none; one equilibrium, two efficient profiles."""
    dominant = [strictly_dominant_action(game, player) for player in (0, 1)]
    return (
        dominant.count(None) == 1
        and len(pure_equilibria(game)) == 1
        and len(pareto_efficient(game)) == 2
    )


def payoff_key(player: int, at: Profile) -> str:
    """Return the key of a payoff in the matrix: "1DC" is player 1's payoff in the profile DC."""
    return f"{player + 1}{letters(at)}"
