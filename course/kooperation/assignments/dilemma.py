"""The games of the assignment `dilemma`, drawn for each learner."""

from __future__ import annotations

import random
from collections.abc import Callable

from kooperation.base.records import load
from kooperation.base.words import Words
from kooperation.games.classification import Classification, GameKind, classify
from kooperation.games.game import Game, Profile, SymmetricGame, letters
from kooperation.games.game_words import GamePreset
from kooperation.games.solution import pareto_efficient, pure_equilibria, strictly_dominant_action

WORDS = Words("assignments.dilemma")

CLASSIFIED = ("a", "b", "c", "d")
PAYOFFS = range(10)
WITH_TWO_EQUILIBRIA = (
    GameKind.STAG_HUNT,
    GameKind.CHICKEN,
    GameKind.COORDINATION,
    GameKind.BATTLE_OF_THE_SEXES,
)
# Games without a name that no description of another kind fits half.
WITHOUT_A_NAME = (GameKind.PRISONERS_DILEMMA, GameKind.CHICKEN)


def givens(rng: random.Random) -> dict[str, GamePreset]:
    """Return the games of a variant by part, each with the names of its players and actions.

    All variants ask the same amount of work: the four games to be named are a prisoners' dilemma and
    three of other kinds, drawn from all; game e has one equilibrium and two efficient profiles, game f
    one or two equilibria, each as often: two are always on a diagonal, which would be known unread.
    """
    others = [kind for kind in GameKind if kind is not GameKind.PRISONERS_DILEMMA]
    kinds = [GameKind.PRISONERS_DILEMMA, *rng.sample(others, 3)]
    rng.shuffle(kinds)
    games = {
        part: _symmetric_game_of_kind(rng, kind)
        for part, kind in zip(CLASSIFIED, kinds, strict=True)
    }
    games["e"] = _drawn(rng, _one_sided_dominance)
    games["f"] = (
        _symmetric_game_of_kind(rng, rng.choice(WITH_TWO_EQUILIBRIA))
        if rng.random() < 0.5
        else _drawn(rng, _one_sided_dominance)
    )
    situations = rng.sample(load("assignments/dilemma_situations")["situations"], k=len(games))
    return {
        part: GamePreset(
            key=part,
            title=WORDS.filled("game", part=part),
            game=game,
            player_names=(situation["players"][0], situation["players"][1]),
            cooperate=situation["cooperate"],
            defect=situation["defect"],
            story=situation["story"].format(**situation),
            reading="",
            order=0,
        )
        for (part, game), situation in zip(games.items(), situations, strict=True)
    }


def _symmetric_game_of_kind(rng: random.Random, kind: GameKind) -> Game:
    """Return a symmetric game of *kind* with different payoffs from 0 to 9; in a weak dilemma P = S.

    In a harmony game or a coordination mutual cooperation is best: otherwise they are much harder to read
    than the others. Of dilemmas only those that stay one when repeated. A game without a name is a dilemma or a
    chicken whose actions have changed their names.
    """
    while True:
        t, r, p, s = map(float, rng.sample(PAYOFFS, 4))
        game = SymmetricGame(t, r, p, p if kind is GameKind.WEAK_DILEMMA else s)
        found = classify(game.game)
        if found.kind is kind and not found.alternating and _is_plain(game, found):
            return game.game


def _is_plain(game: SymmetricGame, found: Classification) -> bool:
    """Say whether *game* is as easy to read as games of other kinds are."""
    if found.kind in (GameKind.HARMONY, GameKind.COORDINATION):
        return game.reward > max(game.punishment, game.sucker)
    return found.kind is not GameKind.OTHER or found.relabelled in WITHOUT_A_NAME


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
