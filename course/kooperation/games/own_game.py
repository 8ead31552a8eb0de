"""A game of one's own: what a learner typed, as it was typed, and the game that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from kooperation.base.typed_numbers import parse_number
from kooperation.base.words import Words
from kooperation.games.matrix_game import MOST, MatrixGame

EXAMPLE = Words("games.own.example")
ERRORS = Words("games.errors.own_game")
ENTRY = "spiel"  # in `lernstand.json`
FEWEST = 2
LONGEST = 60  # signs of a name
BETWEEN = re.compile(r"\s*[|;]\s*")


@dataclass(frozen=True)
class TypedGame:
    """Names and payoffs as typed: *cells* has a line for each action of the first player, in it „3 | 1“ or what stands there yet."""

    players: tuple[str, str]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def sized(self, rows: int, columns: int, blank: str) -> TypedGame:
        """Return the game with so many actions (within FEWEST and MOST); new ones are called *blank* and have empty cells."""
        rows, columns = (min(max(size, FEWEST), MOST) for size in (rows, columns))
        return replace(
            self,
            rows=_filled(self.rows, rows, blank),
            columns=_filled(self.columns, columns, blank),
            cells=tuple(
                tuple(
                    self.cells[row][column]
                    if row < len(self.cells) and column < len(self.cells[row])
                    else ""
                    for column in range(columns)
                )
                for row in range(rows)
            ),
        )

    def faults(self) -> Iterator[tuple[int, int, str]]:
        """Yield row, column and in German what is wrong with a cell, also with an empty one."""
        for row, line in enumerate(self.cells):
            for column, typed in enumerate(line):
                try:
                    payoffs(typed)
                except ValueError as error:
                    yield row, column, str(error)

    def game(self) -> MatrixGame | None:
        """Return the game, or None while a cell is not two numbers."""
        if any(self.faults()):
            return None
        pairs = [[payoffs(typed) for typed in line] for line in self.cells]
        first, second = ([[pair[side] for pair in line] for line in pairs] for side in (0, 1))
        return MatrixGame(first, second)

    def plain(self) -> dict[str, Any]:
        """Return the game as plain data."""
        return {
            "players": list(self.players),
            "rows": list(self.rows),
            "columns": list(self.columns),
            "cells": [list(line) for line in self.cells],
        }


def _filled(names: Sequence[str], size: int, blank: str) -> tuple[str, ...]:
    return tuple(names[at] if at < len(names) else f"{blank} {at + 1}" for at in range(size))


def payoffs(typed: str) -> tuple[Fraction, Fraction]:
    """Return the two numbers in „3 | 1“, „3; 1“ or „3 1“, for phones have no „|“ at hand: the first player's, then the second's. Raises ValueError, in German."""
    parts = BETWEEN.split(typed.strip())
    if len(parts) == 1:
        parts = typed.split()
    if len(parts) != 2:
        raise ValueError(ERRORS["two_numbers"])
    first, second = map(parse_number, parts)
    return first, second


def example() -> TypedGame:
    """Return the game one begins with: the one of the lecture, with two places in the SGB II."""
    first, second = EXAMPLE.lines("players")
    actions = tuple(EXAMPLE.lines("actions"))
    cells = tuple(tuple(line.split(" / ")) for line in EXAMPLE.lines("cells"))
    return TypedGame((first, second), actions, actions, cells)


def read(stored: Any) -> TypedGame | None:
    """Return the game that is *stored*, which may be anything; None where it is none."""
    if not isinstance(stored, dict):
        return None
    players = _texts(stored.get("players"))
    rows, columns = _texts(stored.get("rows")), _texts(stored.get("columns"))
    lines = stored.get("cells")
    cells = [_texts(line) for line in lines] if isinstance(lines, list) else []
    whole = len(cells) == len(rows) and all(len(line) == len(columns) for line in cells)
    sizes = FEWEST <= len(rows) <= MOST and FEWEST <= len(columns) <= MOST
    if not (len(players) == 2 and whole and sizes):
        return None
    return TypedGame((players[0], players[1]), rows, columns, tuple(cells))


def read_own(stored: Any) -> TypedGame | None:
    """Return the game that is *stored*, None where it is none, or still the example."""
    game = read(stored)
    return None if game == example() else game


def _texts(stored: Any) -> tuple[str, ...]:
    """Return a stored list of texts, each cut to LONGEST; none if it is something else."""
    if not isinstance(stored, list) or not all(isinstance(text, str) for text in stored):
        return ()
    return tuple(text[:LONGEST] for text in stored)
