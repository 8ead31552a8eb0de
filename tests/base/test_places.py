"""Laying out the learner's folder: what is missing comes, what is there stays as it is."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kooperation.base.places import UnavailableError, fresh_copy, lay_out_work, read_notebook

NOTEBOOK = json.dumps({"cells": [], "metadata": {}})
SLUG = "dilemma"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course with one assignment, of two files, laid out."""
    released = tmp_path / "release" / SLUG
    (released / "bilder").mkdir(parents=True)
    (released / f"{SLUG}.ipynb").write_text(NOTEBOOK)
    (released / "bilder" / "spiel.svg").write_text("<svg/>")
    assert lay_out_work(tmp_path) == [tmp_path / "meine_aufgaben" / SLUG]
    assert lay_out_work(tmp_path) == []
    return tmp_path


def work(root: Path) -> Path:
    return root / "meine_aufgaben" / SLUG


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_an_emptied_folder_is_filled_again(root: Path) -> None:
    before = content(work(root))
    (work(root) / f"{SLUG}.ipynb").unlink()
    (work(root) / "bilder" / "spiel.svg").unlink()
    (work(root) / "bilder").rmdir()
    assert lay_out_work(root) == [
        work(root) / "bilder" / "spiel.svg", work(root) / f"{SLUG}.ipynb",
    ]  # fmt: skip
    assert content(work(root)) == before


def test_a_half_copied_folder_is_completed_and_what_is_there_is_not_touched(root: Path) -> None:
    own = work(root) / f"{SLUG}.ipynb"
    own.write_text(json.dumps({"cells": [{"source": "meine Arbeit"}], "metadata": {}}))
    (work(root) / f"{SLUG}.answers.json").write_text("{}")
    os.utime(own, (1, 1))
    (work(root) / "bilder" / "spiel.svg").unlink()
    before = content(work(root))
    assert lay_out_work(root) == [work(root) / "bilder" / "spiel.svg"]
    assert content(work(root)) == {**before, "bilder/spiel.svg": b"<svg/>"}
    assert own.stat().st_mtime == 1


@pytest.mark.parametrize(
    "raw", [b"", b'{"cells": [', b"[]", b"meine Arbeit", b"\xff\xfe"], ids=repr
)
def test_beside_a_damaged_notebook_lies_a_fresh_copy_once_and_never_over_it(
    raw: bytes, root: Path
) -> None:
    own = work(root) / f"{SLUG}.ipynb"
    own.write_bytes(raw)
    fresh = work(root) / f"{SLUG}_frische_kopie.ipynb"
    assert lay_out_work(root) == [fresh] == [fresh_copy(own)]
    assert (own.read_bytes(), fresh.read_text()) == (raw, NOTEBOOK)
    fresh.write_text(json.dumps({"cells": [{"source": "weiter"}]}))
    assert lay_out_work(root) == []
    assert "weiter" in fresh.read_text()


def test_beside_a_damaged_lecture_lies_a_fresh_copy_once(root: Path) -> None:
    lectures = root / "course" / "lectures"
    lectures.mkdir(parents=True, exist_ok=True)
    damaged, other = lectures / "05_gefangenendilemma.ipynb", lectures / "06_wiederholung.ipynb"
    damaged.write_text("{ halb", "utf-8")
    other.write_text(NOTEBOOK, "utf-8")
    assert lay_out_work(root) == [fresh_copy(damaged)]
    assert damaged.read_text("utf-8") == "{ halb"
    printed = Path(__file__).parents[2] / "course" / "lectures" / damaged.name
    assert fresh_copy(damaged).read_bytes() == printed.read_bytes()
    assert lay_out_work(root) == []


@pytest.mark.parametrize("blocked", ["meine_aufgaben", f"meine_aufgaben/{SLUG}"])
def test_where_a_file_has_the_folders_name_a_sentence_says_so(blocked: str, tmp_path: Path) -> None:
    released = tmp_path / "release" / SLUG
    released.mkdir(parents=True)
    (released / f"{SLUG}.ipynb").write_text(NOTEBOOK)
    (tmp_path / blocked).parent.mkdir(exist_ok=True)
    (tmp_path / blocked).write_text("meins")
    with pytest.raises(UnavailableError, match="lässt sich nicht anlegen oder ergänzen"):
        lay_out_work(tmp_path)
    assert (tmp_path / blocked).read_text() == "meins"


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b'{"cells": []}', {"cells": []}),
        (b'\xef\xbb\xbf{"cells": []}', {"cells": []}),
        (b'{"cells": 3}', None),
        (b"3", None),
        (b"[" * 100_000, None),
        (None, None),
    ],
    ids=["notebook", "with a mark", "no cells", "number", "deep", "missing"],
)
def test_a_notebook_is_read_or_found_damaged(raw: bytes | None, found: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.ipynb"
    if raw is not None:
        path.write_bytes(raw)
    assert read_notebook(path) == found
