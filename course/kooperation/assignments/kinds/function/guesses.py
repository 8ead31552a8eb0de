"""What can be written without reading: a function that always returns the same."""

from __future__ import annotations

RETURNS = ("True", "False", "0", "1", '"C"', '"D"', "None")


def codes(solution: str) -> dict[str, str]:
    """Return the functions to try by their names; they are called as the model *solution* is."""
    head = next(line for line in solution.splitlines() if line.startswith("def "))
    return {f"return {value}": f"{head}\n    return {value}\n" for value in RETURNS}
