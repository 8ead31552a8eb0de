"""Python for the browser: Pyodide's runtime, as npm holds it."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

from kooperation.base.places import UnavailableError

PYODIDE = (
    "314.0.6"  # what the site was tried with; the pinned jupyterlite-pyodide-kernel goes with it
)
LOCK = "pyodide-lock.json"
FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "package.json",
    LOCK,
)
PATIENCE = 600  # seconds


def runtime(given: Path | None, workshop: Path) -> Path:
    """Return the folder with Pyodide's runtime: *given*, or what npm fetches to *workshop*.

    Raises UnavailableError if it cannot be had, or something is missing in it.
    """
    folder = given or _fetched(workshop)
    if not (folder / FILES[0]).is_file() and (folder / "package").is_dir():
        folder = folder / "package"  # as npm's archive unpacks
    if missing := [name for name in FILES if not (folder / name).is_file()]:
        raise UnavailableError(
            f"In „{folder}“ fehlt „{missing[0]}“. Nennen Sie mit „--pyodide“ den Ordner, in den Sie "
            f"npms Paket pyodide@{PYODIDE} entpackt haben."
        )
    return folder


def read_lock(runtime: Path) -> dict[str, Any]:
    """Return the lock of *runtime*: for which Python it is, and packages that do not lie there."""
    lock: dict[str, Any] = json.loads((runtime / LOCK).read_text("utf-8"))
    return lock


def copy_runtime(runtime: Path, target: Path) -> None:
    """Copy what the browser loads to the new folder *target*."""
    target.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(runtime / name, target / name)


def _fetched(workshop: Path) -> Path:
    """Let npm fetch the runtime and unpack it in *workshop*."""
    npm = shutil.which("npm")
    if npm is None:
        raise UnavailableError(
            "Pyodide, das Python für den Browser, kommt von npm, und npm gibt es hier nicht. Richten Sie Node.js ein, "
            f"oder holen Sie anderswo das Paket pyodide@{PYODIDE} (npm pack), entpacken Sie es, und nennen Sie den "
            "Ordner mit „--pyodide“."
        )
    command = [npm, "pack", f"pyodide@{PYODIDE}", "--silent", "--pack-destination", str(workshop)]
    try:
        done = subprocess.run(
            command,
            cwd=workshop,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
        (archive,) = workshop.glob("pyodide-*.tgz")
        with tarfile.open(archive) as packed:
            packed.extractall(workshop, filter="data")
    except (subprocess.TimeoutExpired, ValueError, tarfile.TarError) as error:
        said = done.stderr.strip() if isinstance(error, ValueError) else str(error)
        raise UnavailableError(
            f"npm hat das Paket pyodide@{PYODIDE} nicht geholt ({said or error}). Prüfen Sie das Netz, oder holen Sie es "
            "anderswo, entpacken Sie es, und nennen Sie den Ordner mit „--pyodide“."
        ) from error
    return workshop / "package"
