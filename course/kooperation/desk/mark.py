"""`kooperation mark`: a notebook of one cell that shows the marking desk, opened in the instructor's JupyterLab.

With the code of an objection it is one that shows that very text; what a program has marked is shown by formgrader.
"""

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
CALL = "# {how}\nfrom kooperation.grading.marking_desk import MarkingDesk\n\nMarkingDesk({slug}){objection}"
FORMGRADER = "/formgrader/submissions/{work}/#{question}"


def lay_out_desk(root: Path, slug: str, code: str = "") -> Path:
    """Write the notebook for *slug*, or for the objection *code*, if it is not there, and return it.

    Raises UnavailableError if that cannot be.
    """
    about = f"_einspruch_{code.rpartition('/')[2]}" if code else ""
    path = root / FOLDER / f"{slug}{about}.ipynb"
    if path.exists():
        return path
    python = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    objection = f".objection({json.dumps(code)})" if code else ""
    call = CALL.format(how=WORDS["how"], slug=json.dumps(slug), objection=objection)
    notebook = {
        "cells": [
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


def by_program(root: Path, slug: str, code: str) -> str:
    """Return where formgrader shows the answer that *code* names, "" if a human has marked it at the desk.

    Raises UnavailableError if there is no such answer.
    """
    from kooperation.assignments import published
    from kooperation.assignments.kinds import Kind
    from kooperation.grading.marking_desk.book import Book

    found = Book(root, slug).objected(code)
    kind = Kind(published(slug)["questions"][found.question]["kind"])
    if kind.record.by_hand and not found.is_empty:
        return ""
    return FORMGRADER.format(work=found.work, question=found.question)


def desk_command(root: Path, address: str, *, port: int | None, browser: bool) -> list[str]:
    """Return the command that opens the instructor's own JupyterLab, with formgrader, at *address*."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url={address}",
        # JupyterLab's question about its news would lie over the desk; the rest is the instructor's own.
        f"--LabApp.app_settings_dir={files('kooperation').joinpath('desk', 'mark_settings')}",
        "--ServerApp.kernel_websocket_connection_class=kooperation.desk.server.PromptConnection",
    ]
    return [*command, *options(port, browser=browser)]


def open_desk(
    root: Path, slug: str, *, port: int | None, browser: bool, objection: str = ""
) -> int:
    """Open the desk for *slug*, at what an *objection* names if its code is given; return JupyterLab's exit code.

    On a hub JupyterLab is open: say where the place lies. Raises UnavailableError if there is no such place.
    """
    require_part("nbgrader")
    code = objection.strip()
    address = by_program(root, slug, code) if code else ""
    if on_hub():
        shown = WORDS.filled("by_program_on_hub", address=address) if address else ""
        print(shown or WORDS.filled("on_hub", path=lay_out_desk(root, slug, code)))
        return 0
    if port is not None:
        require_free(port)
    if address:
        print(WORDS.filled("by_program", address=address), flush=True)
    else:
        path = lay_out_desk(root, slug, code).relative_to(root)
        print(WORDS.filled("opens", path=path), flush=True)
        address = f"/lab/tree/{path.as_posix()}"
    return start(desk_command(root, address, port=port, browser=browser))


def start(command: list[str]) -> int:
    """Run *command* and return its exit code; where the system can, in our place, so that a signal reaches JupyterLab itself."""
    if sys.platform != "win32":
        os.execv(sys.executable, command)
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0
