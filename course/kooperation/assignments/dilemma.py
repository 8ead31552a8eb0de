"""The assignment `dilemma`: its questions, and the games of the learner's own variant."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from kooperation.answers import AnswerSheet, answer_sheet
from kooperation.assignments import Question
from kooperation.content import GamePreset, load, texts
from kooperation.games import (
    PROFILES,
    Game,
    Kind,
    Profile,
    SymmetricGame,
    classify,
    letters,
    pareto_efficient,
    pure_equilibria,
    strictly_dominant_action,
)

SLUG = "dilemma"
CLASSIFIED = ("a", "b", "c", "d")
PAYOFFS = range(10)


@dataclass(frozen=True)
class Dilemma:
    """One variant: games by part ("a" to "f"), each with the names of its players and actions."""

    variant: int
    games: Mapping[str, GamePreset]
    questions: Mapping[str, Question]


def open_task(*, handed_in: bool = False) -> tuple[AnswerSheet, Dilemma]:
    """Return the learner's sheet in the working folder and the variant it names.

    A grader says *handed_in*: the file must be there then, or SheetError is raised.
    """
    sheet = answer_sheet(SLUG, handed_in=handed_in)
    return sheet, dilemma(sheet.variant)


def dilemma(variant: int) -> Dilemma:
    """Return the assignment's games and questions for *variant*; the same number, the same games.

    All variants ask the same amount of work: among the four games to be named are one prisoners'
    dilemma, one stag hunt, one chicken and one game in which incentives and interest do not clash
    that way; game e has one equilibrium and two efficient profiles, game f two equilibria.
    """
    rng = random.Random(f"{SLUG}:{variant}")
    last = rng.choice((Kind.HARMONY, Kind.DEADLOCK))
    kinds = [Kind.PRISONERS_DILEMMA, Kind.STAG_HUNT, Kind.CHICKEN, last]
    rng.shuffle(kinds)
    games = {
        part: _symmetric_game_of_kind(rng, kind)
        for part, kind in zip(CLASSIFIED, kinds, strict=True)
    }
    games["e"] = _drawn(rng, _one_sided_dominance)
    games["f"] = _symmetric_game_of_kind(rng, rng.choice((Kind.STAG_HUNT, Kind.CHICKEN)))
    words = load(f"assignments/{SLUG}")
    situations = rng.sample(words["situations"], k=len(games))
    named = {
        part: GamePreset(
            key=part,
            title=words["game"].format(part=part),
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
    return Dilemma(variant, MappingProxyType(named), MappingProxyType(_questions(named)))


def _symmetric_game_of_kind(rng: random.Random, kind: Kind) -> Game:
    """Return a symmetric game of *kind* with four different payoffs from 0 to 9."""
    while True:
        game = SymmetricGame(*map(float, rng.sample(PAYOFFS, 4))).game
        if classify(game).kind is kind:
            return game


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


def _questions(games: Mapping[str, GamePreset]) -> dict[str, Question]:
    cells = {letters(at): letters(at) for at in PROFILES}
    payoffs = {payoff_key(i, at): payoff_key(i, at) for i, at in product((0, 1), PROFILES)}
    options = {"spielarten": texts()["kinds"], "beste_antworten": payoffs}
    return {
        slug: Question(
            slug=slug,
            title=record["title"],
            parts=MappingProxyType({part: games[part].title for part in record["parts"]}),
            options=MappingProxyType(dict(options.get(slug, cells))),
            many=record["many"],
            read=record["read"],
        )
        for slug, record in load(f"assignments/{SLUG}")["questions"].items()
    }
