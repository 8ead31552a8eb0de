"""`kooperation bundle`: the course with all that it needs in one folder, for computers without internet."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from kooperation.base.places import UnavailableError, require_new_folder
from kooperation.base.words import Words
from kooperation.desk.new_folder import new_folder

ERRORS = Words("desk.errors.bundling")

PACKAGES = "pakete"  # in the folder: what pip installs from


def bundle(root: Path, target: Path) -> Path:
    """Write the course at *root* and all that learners need as wheels to the folder *target*, with a page that says how.

    The wheels are those of this system and this Python. Raises UnavailableError if they cannot be had, or *target*
    cannot be written; nothing is left behind then.
    """
    root, target = root.resolve(), target.resolve()
    require_new_folder(root, target, "kooperation-ohne-internet")
    if not (root / "pyproject.toml").is_file():
        raise UnavailableError(ERRORS["no_program"])
    with new_folder(target) as made:
        (made / PACKAGES).mkdir(parents=True)
        _fetch(root, made / PACKAGES, made.with_name("pins.txt"))
        page = files("kooperation").joinpath("desk", "ohne_internet.md").read_text("utf-8")
        version = ".".join(map(str, sys.version_info[:2]))
        system = f"{platform.system()} {platform.machine()}"
        page = page.replace("[PYTHON]", version).replace("[SYSTEM]", system)
        (made / "LIESMICH.md").write_text(page, "utf-8", newline="\n")
    return target


def _fetch(root: Path, packages: Path, pins: Path) -> None:
    pinned = (root / "binder" / "requirements.txt").read_text("utf-8").splitlines()
    pins.write_text("\n".join(line for line in pinned if "==" in line), "utf-8")
    options = ["--quiet", "--disable-pip-version-check", "--constraint", str(pins), "--wheel-dir"]
    done = subprocess.run(
        [*_pip(root), "wheel", *options, str(packages), f"{root}[lab]"],
        cwd=packages.parent.parent, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        why = (done.stderr.strip() or done.stdout.strip() or "?").splitlines()[-1]
        raise UnavailableError(ERRORS.filled("no_packages", why=why))


def _pip(root: Path) -> list[str]:
    """Return the command that is pip for this Python; uv brings one where the environment has none."""
    if find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    own = shutil.which("uv", path=str(root / ".uv" / "bin")) or shutil.which("uv")
    if own:
        return [own, "tool", "run", "--python", sys.executable, "pip"]
    raise UnavailableError(ERRORS["no_pip"])
