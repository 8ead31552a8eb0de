"""What tests need of the system: installed from Debian's packages where we may."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

CACHE = Path(__file__).resolve().parents[1] / ".cache"


def is_root() -> bool:
    """Say whether we are root: apt-get may install, and Chromium needs --no-sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install(package: str) -> None:
    """Install a package of Debian's, where there are such and we may; parallel workers wait."""
    if not is_root() or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    CACHE.mkdir(exist_ok=True)
    with FileLock(CACHE / "apt.lock"):
        tried(["apt-get", "update"], environment)
        tried(["apt-get", "install", "--yes", "--no-install-recommends", package], environment)


def have_sandbox() -> None:
    """See to it that there is a bubblewrap: learners' code runs in it. Without, its tests fail and say why."""
    CACHE.mkdir(exist_ok=True)
    with FileLock(CACHE / "bubblewrap.lock"):
        if not shutil.which("bwrap"):
            install("bubblewrap")


def tried(command: list[str], environment: dict[str, str]) -> None:
    """Run *command*; whether it has helped is seen by whoever asked for it."""
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(command, env=environment, timeout=600, stdin=subprocess.DEVNULL)
