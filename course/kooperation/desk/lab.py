"""Opening the course in JupyterLab."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from kooperation.base.places import FRESH, START, UnavailableError, lay_out_work
from kooperation.base.words import Words
from kooperation.desk.parts import require_part
from kooperation.desk.update import course_in, newer

WORDS = Words("desk.lab")
ERRORS = Words("desk.errors.lab")


def require_free(port: int) -> None:
    """Raise UnavailableError if nothing can listen on *port* of this machine."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if sys.platform != "win32":
                # As JupyterLab itself does: a port that was closed a moment ago is free.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        raise UnavailableError(ERRORS.filled("port", port=port)) from error


def on_hub() -> bool:
    """Say whether this is a terminal of a hub's server: the browser cannot reach a second server beside it."""
    return bool(os.environ.get("JUPYTERHUB_SERVICE_PREFIX"))


def lab_command(root: Path, *, port: int | None, browser: bool) -> list[str]:
    """Return the command that opens JupyterLab at *root* on the first lecture, in German."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{START.as_posix()}",
        # Our folder holds the defaults of the interface: German, nothing asked at the start, and no
        # menus for those who grade (they open JupyterLab itself, with its formgrader).
        f"--LabApp.app_settings_dir={files('kooperation').joinpath('desk', 'lab_settings')}",
        f"--LabApp.extra_labextensions_path={files('kooperation').joinpath('labextension')}",
        *server_settings(),
    ]
    return [*command, *options(port, browser=browser)]


def server_settings() -> list[str]:
    """Return what a Jupyter server of the course is told wherever it runs (`server_settings.json`).

    Notebooks are stored tidied, key presses are answered at once, what travels is compressed. The list of files shows the
    course and not the workshop: beside what Jupyter leaves out, texts of lectures and records stay out of sight. A kernel ends
    that has nothing to do and no window for a quarter of an hour: answers are in files, and opening a lecture runs it.
    """
    text = files("kooperation").joinpath("desk", "server_settings.json").read_text("utf-8")
    return [
        f"--{name}.{trait}={value}"
        for name, traits in json.loads(text).items()
        for trait, value in traits.items()
    ]


def laid_out(path: Path, root: Path) -> str:
    """Return in a sentence what `lay_out_work` laid out at *path*."""
    where = path.relative_to(root)
    if path.is_dir():
        return WORDS.filled("laid_out", folder=where)
    if path.stem.endswith(FRESH):
        name = path.name.replace(FRESH, "")
        return WORDS.filled("fresh", damaged=where.with_name(name), copy=path.name, name=name)
    return WORDS.filled("completed", file=where)


def open_lab(folder: Path | None, *, port: int | None, browser: bool) -> int:
    """Lay out the learner's copies and open JupyterLab; return its exit code, if it returns at all.

    The course is the one in *folder*; without it the one around the working folder. Raises UnavailableError before
    anything is started.
    """
    if on_hub():
        raise UnavailableError(ERRORS["on_hub"])
    require_part("jupyterlab")
    if port is not None:
        require_free(port)
    root = course_in(folder)
    if said := newer(root):
        print(said)
    for path in lay_out_work(root):
        print(laid_out(path, root))
    print(WORDS["starts"])
    command = lab_command(root, port=port, browser=browser)
    sys.stdout.flush()
    if sys.platform != "win32":
        # In our place, so that a signal (Ctrl+C, the end of a session) reaches JupyterLab itself.
        os.execv(sys.executable, command)
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0


def options(port: int | None, *, browser: bool) -> list[str]:
    """Return what JupyterLab is told of *port* and *browser*, and of who starts it.

    Ctrl+C ends it, as is said where it starts; by default it asks, in English, and goes on after five seconds.
    """
    told = ["--ServerApp.answer_yes=True"]
    if port is not None:
        told += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if not browser:
        told.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        told.append("--allow-root")  # in a container one is often root; Jupyter would refuse
    return told
