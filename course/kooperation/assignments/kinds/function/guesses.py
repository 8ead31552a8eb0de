"""What can be written without reading: a function that always returns the same."""

from __future__ import annotations

RETURNS = ("True", "False", "0", "1", '"C"', '"D"', "None")


def codes(solution: str) -> dict[str, str]:
    """Return the functions to try by their names; they are called as the model *solution* is."""
    return {f"return {value}": f"{head(solution)}\n    return {value}\n" for value in RETURNS}


def head(solution: str) -> str:
    """Return the line with which the function of a model *solution* begins."""
    return next(line for line in solution.splitlines() if line.startswith("def "))
