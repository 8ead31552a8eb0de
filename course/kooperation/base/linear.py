"""Small systems of linear equations, in floats or, exactly, in fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import mul
from typing import TypeVar

Number = TypeVar("Number", float, Fraction)
Matrix = list[list[float]]
Vector = list[float]


def solve(system: Sequence[Sequence[Number]], right: Sequence[Number]) -> list[Number]:
    """Return x with system·x = right, by Gaussian elimination with pivoting; both stay as they are.

    Raises ZeroDivisionError if the system is singular.
    """
    rows: list[list[Number]] = [list(line) for line in system]
    for row, value in zip(rows, right, strict=True):
        row.append(value)
    size = len(rows)
    for k in range(size):
        best = max(range(k, size), key=lambda i: abs(rows[i][k]))
        rows[k], rows[best] = rows[best], rows[k]
        pivot = rows[k]
        for row in rows[k + 1 :]:
            if row[k]:
                ratio = row[k] / pivot[k]
                row[k:] = [x - ratio * y for x, y in zip(row[k:], pivot[k:], strict=True)]
    solution: list[Number] = [right[0]] * size
    for k in range(size - 1, -1, -1):
        known = sum(map(mul, rows[k][k + 1 : size], solution[k + 1 :]))
        solution[k] = (rows[k][size] - known) / rows[k][k]
    return solution
