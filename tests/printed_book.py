"""The book of the course, written once in a run, since several tests look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kooperation.desk.book.book import write_book
from once import once

ROOT = Path(__file__).resolve().parent.parent


def printed_book(factory: pytest.TempPathFactory) -> Path:
    """Return the folder with all pages, executed copies and the PDF."""

    def write(folder: Path) -> None:
        *_steps, _written = write_book(ROOT, folder / "buch", pdf=True)

    return once(factory, "kursbuch", write) / "buch"
