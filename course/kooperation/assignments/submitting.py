"""Handing in on a hub: what is packed goes into nbgrader's exchange, by its own command."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from kooperation.assignments.drawing import published
from kooperation.assignments.packing import Packed
from kooperation.base.german import join
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words

WORDS = Words("assignments.submitting")
LONGEST = 120  # seconds


def can_submit() -> bool:
    """Say whether this runs on a JupyterHub that has nbgrader."""
    return bool(os.environ.get("JUPYTERHUB_USER")) and find_spec("nbgrader") is not None


def submit(slug: str, packed: Packed) -> None:
    """Hand in what is *packed* of the assignment *slug*, and nothing else that lies in its folder.

    Raises UnavailableError, with nbgrader's reason, if it was not taken.
    """
    with TemporaryDirectory(prefix="kooperation-") as above:
        folder = Path(above, slug)
        with zipfile.ZipFile(packed.path) as file:
            file.extractall(folder, packed.contents)
        # Where assignments lie in this hub's folders does not matter: it is here.
        here = [f"--Exchange.assignment_dir={above}", "--Exchange.path_includes_course=False"]
        command = [sys.executable, "-m", "nbgrader", "submit", slug, *here]
        try:
            done = subprocess.run(
                command, capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=LONGEST
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise UnavailableError(WORDS.filled("late", seconds=LONGEST)) from error
    if done.returncode:
        said = [
            line for line in done.stderr.splitlines() if " ERROR]" in line or "CRITICAL" in line
        ]
        why = (said or done.stderr.splitlines() or ["?"])[0].rpartition("] ")[2]
        raise UnavailableError(WORDS.filled("refused", why=why, file=packed.path.name))


def handed_in(packed: Packed) -> list[str]:
    """Return in sentences what was handed in just now, and what was still missing."""
    now = datetime.now()
    what = {"contents": join([f"„{name}“" for name in packed.contents])}
    lines = [WORDS.filled("handed_in", day=f"{now:%d.%m.%Y}", time=f"{now:%H:%M}", **what)]
    if packed.problems:
        asked = len(published(packed.path.stem)["questions"])
        lines.append(WORDS.filled("open", count=len(packed.problems), of=asked))
    return [*lines, *packed.problems]
