"""Submissions that are not touched: with links, pipes or devices among their files, or with too much in them.

nbgrader copies what was handed in before anything looks at it. By a link it would copy another's answers, or keys to where
they can be read; from a device it would copy without end; at a pipe it would wait for ever.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kooperation.base.words import Words

WORDS = Words("grading.refuse")
MAX_BYTES = 100_000_000  # of all files of a submission together
MAX_FILES = 2_000


def why_refused(folder: Path) -> str:
    """Return in German why the submission in *folder* is not graded, "" if nothing speaks against it."""
    total = count = 0
    if folder.is_symlink():
        return WORDS.filled("link", file=folder.name)
    for at, folders, files in os.walk(folder):
        for path in (Path(at, name) for name in (*folders, *files)):
            about = path.lstat()
            name = path.relative_to(folder)
            if stat.S_ISLNK(about.st_mode):
                return WORDS.filled("link", file=name)
            is_folder = stat.S_ISDIR(about.st_mode)
            if not (stat.S_ISREG(about.st_mode) or is_folder) or (
                is_folder and path.suffix == ".ipynb"
            ):
                return WORDS.filled("no_file", file=name)
            total, count = total + about.st_size, count + 1
            if total > MAX_BYTES:
                return WORDS.filled("too_big", most=MAX_BYTES // 1_000_000)
            if count > MAX_FILES:
                return WORDS.filled("too_many", most=MAX_FILES)
    return ""
