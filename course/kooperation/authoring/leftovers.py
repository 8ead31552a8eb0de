"""What is left over when an author deleted a text: printed files go, everything else stays and is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from kooperation.authoring.notebooks import STAMP, serialised
from kooperation.base.words import Words

ERRORS = Words("authoring.errors.leftovers")

AUTHORS = "nbgrader_config.py"  # learner's editions have none
PUBLISHED = ("course", "kooperation", "assignments", "published")
FIELDS = {"title", "lecture", "minutes", "questions"}  # of a published assignment


def left_over(root: Path, slug: str | None = None) -> Iterator[str]:
    """Remove what was printed at *root* from texts that are gone; yield a line for each file removed or kept.

    Removed is only what is recognised, byte for byte, as printed and untouched. A file in `release/` has a
    counterpart in `source/`, as nbgrader copies it; with *slug*, only that folder is looked at and nothing removed.
    A learner's edition has releases without sources: nothing is touched there, nor where no text is left at all.
    """
    if not (root / AUTHORS).exists():
        return
    release = root / "release" / (slug or "")
    if any((root / "source").glob("*/*.toml")):
        for path in _files(release):
            if not (root / "source" / path.relative_to(root / "release")).exists():
                yield _removed_or_kept(path, not slug and _is_released(path))
        if not slug:
            _remove_empty(release)
            for path in _files(root.joinpath(*PUBLISHED)):
                if not (root / "source" / path.stem / f"{path.stem}.toml").exists():
                    yield _removed_or_kept(path, _is_published(path))
    lectures = root / "course" / "lectures"
    if not slug and any(lectures.glob("*.md")):
        for path in sorted(lectures.glob("*.ipynb")):
            if not path.with_suffix(".md").exists():
                yield _removed_or_kept(path, _is_lecture(path))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())


def _removed_or_kept(path: Path, printed: bool) -> str:
    if not printed:
        return ERRORS.filled("stays", path=path)
    path.unlink()
    return ERRORS.filled("removed", path=path)


def _remove_empty(folder: Path) -> None:
    for child in folder.glob("*/"):
        with suppress(OSError):  # it holds something, or is a link
            child.rmdir()


# What was printed, and not touched since -----------------------------------------------------------


def _is_lecture(path: Path) -> bool:
    """Say whether *path* is printed from a text of its name: ids are hashes of what stands in the cells."""
    notebook = _notebook(path)
    return (
        notebook is not None
        and notebook.metadata.get(STAMP, {}).get("text") == f"{path.stem}.md"
        and serialised(notebook) == path.read_text("utf-8")
        and not any(cell.get("outputs") for cell in notebook.cells)
    )


def _is_released(path: Path) -> bool:
    """Say whether *path* is a released notebook: nbgrader's checksums hold, it never ran, it opens its own task."""
    from nbgrader.utils import compute_checksum

    notebook = _notebook(path)
    if notebook is None or path.suffix != ".ipynb" or path.stem != path.parent.name:
        return False
    return any(f'"{path.stem}"' in cell.source for cell in notebook.cells) and all(
        cell.metadata.get("nbgrader", {}).get("checksum")
        and cell.metadata.nbgrader.checksum == compute_checksum(cell)
        and not cell.get("outputs")
        for cell in notebook.cells
    )


def _is_published(path: Path) -> bool:
    """Say whether *path* holds the public half of an assignment, as it is written."""
    try:
        text = path.read_text("utf-8")
        records = json.loads(text)
    except (OSError, ValueError):
        return False
    written = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    return isinstance(records, dict) and set(records) >= FIELDS and written == text


def _notebook(path: Path) -> Any:
    """Return the notebook at *path*, or None if it is none."""
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except (OSError, ValueError, KeyError, AttributeError, nbformat.ValidationError):
        return None
    return notebook
