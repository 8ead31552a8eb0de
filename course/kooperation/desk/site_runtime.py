"""Python for the browser: Pyodide's runtime, as npm holds it."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from kooperation.base.places import UnavailableError
from kooperation.base.words import Words

ERRORS = Words("desk.errors.site_runtime")

PYODIDE = (
    "314.0.6"  # what the site was tried with; the pinned jupyterlite-pyodide-kernel goes with it
)
LOCK = "pyodide-lock.json"
STDLIB = "python_stdlib.zip"
FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    STDLIB,
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
            ERRORS.filled("incomplete", folder=folder, missing=missing[0], version=PYODIDE)
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


def compile_modules(runtime: Path, archives: Iterable[Path]) -> None:
    """Have the Python of the folder *runtime* compile the modules in *archives*: a browser would, at each start."""
    script = Path(str(files("kooperation").joinpath("desk", "site_compiling.mjs")))
    command = [_tool("node"), str(script), str(runtime), *map(str, archives)]
    try:
        subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        lines = str(error.stderr or error).splitlines()  # Node.js says its version last
        said = next((line for line in lines if "Error: " in line), str(error))
        raise UnavailableError(ERRORS.filled("not_compiled", said=said)) from error


def require_node() -> None:
    """Raise UnavailableError if Node.js is not here."""
    for name in ("node", "npm"):
        _tool(name)


def _tool(name: str) -> str:
    """Return where Node.js's program *name* lies."""
    found = shutil.which(name)
    if found is None:
        raise UnavailableError(ERRORS.filled("no_node", name=name))
    return found


def _fetched(workshop: Path) -> Path:
    """Let npm fetch the runtime and unpack it in *workshop*."""
    npm = _tool("npm")
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
            ERRORS.filled("not_fetched", version=PYODIDE, said=said or error)
        ) from error
    return workshop / "package"
