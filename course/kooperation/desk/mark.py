"""`kooperation mark`: a notebook of one cell that shows the marking desk, opened in the instructor's JupyterLab."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from kooperation.base.files import reason, replace
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.desk.lab import on_hub, options, require_free
from kooperation.desk.parts import require_part

WORDS = Words("desk.mark")
FOLDER = "bewerten"  # beside the gradebook; git knows nothing of it
CALL = "from kooperation.grading.marking_desk import MarkingDesk\n\nMarkingDesk({slug})"


def lay_out_desk(root: Path, slug: str) -> Path:
    """Write the notebook for *slug*, if it is not there, and return it. Raises UnavailableError if that cannot be."""
    path = root / FOLDER / f"{slug}.ipynb"
    if path.exists():
        return path
    python = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    call = CALL.format(slug=json.dumps(slug))
    notebook = {
        "cells": [
            {"cell_type": "markdown", "id": "wie", "metadata": {}, "source": WORDS["how"]},
            {
                "cell_type": "code",
                "id": "pult",
                "metadata": {},
                "source": call,
                "outputs": [],
                "execution_count": None,
            },
        ],
        "metadata": {"kernelspec": python},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    try:
        path.parent.mkdir(exist_ok=True)
        replace(path, (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        raise UnavailableError(WORDS.filled("refused", path=path, why=reason(error))) from error
    return path


def desk_command(root: Path, notebook: Path, *, port: int | None, browser: bool) -> list[str]:
    """Return the command that opens the instructor's own JupyterLab, with formgrader, on *notebook*."""
    address = notebook.relative_to(root).as_posix()
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{address}",
        # JupyterLab's question about its news would lie over the desk; the rest is the instructor's own.
        f"--LabApp.app_settings_dir={files('kooperation').joinpath('desk', 'mark_settings')}",
        "--ServerApp.kernel_websocket_connection_class=kooperation.desk.server.PromptConnection",
    ]
    return [*command, *options(port, browser=browser)]


def open_desk(root: Path, slug: str, *, port: int | None, browser: bool) -> int:
    """Open the desk for *slug*; return JupyterLab's exit code. On a hub JupyterLab is open: say where the desk lies."""
    require_part("nbgrader")
    if on_hub():
        print(WORDS.filled("on_hub", path=lay_out_desk(root, slug)))
        return 0
    if port is not None:
        require_free(port)
    notebook = lay_out_desk(root, slug)
    print(WORDS.filled("opens", path=notebook.relative_to(root)), flush=True)
    command = desk_command(root, notebook, port=port, browser=browser)
    if sys.platform != "win32":
        os.execv(
            sys.executable, command
        )  # in our place, so that a signal reaches JupyterLab itself
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0
