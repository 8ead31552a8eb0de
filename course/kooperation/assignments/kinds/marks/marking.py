"""Marks in matrices of games are marked by the code of a hidden test; here is what they are called."""

from __future__ import annotations

from kooperation.assignments.questions import Question
from kooperation.games.game import Action


def option_name(question: Question, part: str, option: str) -> str:
    """Return what a mark in the matrix of *part* is called: by the names of actions."""
    game = question.games[part]
    first, second = (
        game.cooperate if Action(letter) is Action.COOPERATE else game.defect
        for letter in option[-2:]
    )
    payoff = f"{game.player_names[int(option[0]) - 1]} bei " if len(option) == 3 else ""
    return f"{payoff}{first}/{second}"
