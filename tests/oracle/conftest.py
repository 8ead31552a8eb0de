"""Axelrod-Python as oracle, in an environment of its own: the course must not need its packages.

    UV_PROJECT_ENVIRONMENT=.cache/axelrod uv sync --only-group axelrod
    PYTHONPATH=course .cache/axelrod/bin/python -m pytest -m axelrod tests/oracle

Without `-m axelrod` these tests are skipped, and the summary says so. With it, a missing library is
a failure: nobody shall think that the comparison was made when it was not.
"""

from __future__ import annotations

import importlib.util

import pytest

COMMAND = (
    "PYTHONPATH=course <Umgebung mit Gruppe axelrod>/bin/python -m pytest -m axelrod tests/oracle"
)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "axelrod: compares with Axelrod-Python; runs only with -m axelrod"
    )


@pytest.fixture(autouse=True)
def _only_by_its_own_command(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("axelrod") is None:
        return
    if "axelrod" not in request.config.option.markexpr:
        pytest.skip(f"not compared with Axelrod-Python; that is done by: {COMMAND}")
    if importlib.util.find_spec("axelrod") is None:
        pytest.fail(f"Axelrod-Python is not installed here. Use: {COMMAND}", pytrace=False)
