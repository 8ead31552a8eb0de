"""Marks in matrices of games are marked by the code of a hidden test; here is what they are called."""

from __future__ import annotations

from kooperation.assignments.questions import Question
from kooperation.base.words import Words
from kooperation.games.game import Action

WORDS = Words("assignments/kinds/marks.marking")


def option_name(question: Question, part: str, option: str) -> str:
    """Return what a mark in the matrix of *part* is called: by the names of actions."""
    game = question.games[part]
    first, second = (
        game.cooperate if Action(letter) is Action.COOPERATE else game.defect
        for letter in option[-2:]
    )
    at = f"{first}/{second}"
    if len(option) < 3:
        return at
    return WORDS.filled("payoff", player=game.player_names[int(option[0]) - 1], at=at)
