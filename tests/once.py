"""Something costly that several tests look at: made once in a run, whichever worker comes first."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder *name* of this test run, filled by *make(folder)* when it is first asked for.

    Raises RuntimeError if another worker failed to make it: that worker's test shows why.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, done = base / name, base / f"{name}.done"
    with FileLock(base / f"{name}.lock"):
        if folder.exists() and not done.exists():
            raise RuntimeError(f"{folder} could not be made; see the first failing test.")
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
