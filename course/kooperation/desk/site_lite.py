"""JupyterLite's share of a site: JupyterLab, the notebooks, our settings and extensions."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from html import escape
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

from kooperation import __version__
from kooperation.assignments.deadlines import FILE as DEADLINES
from kooperation.base.places import WORK, UnavailableError
from kooperation.base.words import Words

KERNEL = ("jupyterlite-pyodide-kernel", "@jupyterlite/pyodide-kernel-extension")
EXTENSIONS = (  # by the package that brings each
    KERNEL,
    ("jupyterlab-widgets", "@jupyter-widgets/jupyterlab-manager"),
    ("anywidget", "anywidget"),
)
OWN = Path("course/kooperation/labextension/kooperation")
PYODIDE = "static/pyodide"
WORDS = Words("desk.site")
ERRORS = Words("desk.errors.site_lite")
# JupyterLite would wait for ever where nothing may be kept.
_NO_STORAGE = """
  const refuse = () => { document.querySelector(".jupyterlite-loading-indicator-text").textContent = %s; };
  try { localStorage.length; indexedDB.open("kooperation").onerror = refuse; } catch { refuse(); }
"""


def build(edition: Path, workshop: Path, site: Path) -> None:
    """Let JupyterLite write *site*: JupyterLab, the notebooks of *edition*, our settings and extensions."""
    lite = workshop / "lite"
    _lay_out(edition, lite / "files")
    settings = files("kooperation").joinpath("desk", "lab_settings", "overrides.json")
    (lite / "overrides.json").write_text(settings.read_text("utf-8"), "utf-8")
    extensions = [str(edition / OWN), *(str(extension(*pair)) for pair in EXTENSIONS)]
    write_json(lite / "jupyter-lite.json", page_config())
    write_json(lite / "jupyter_lite_config.json", _build_config(extensions))
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--output-dir", str(site)]
    done = subprocess.run(
        command, cwd=lite, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode or not (site / "lab" / "index.html").is_file():
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise UnavailableError(ERRORS.filled("not_built", said=said[-1] if said else "–"))
    _tell_language(site / "lab" / "index.html")


def _tell_language(page: Path) -> None:
    """Say in *page* that it is German, for who has it read out, and what it is called; and what keeps it from loading."""
    start = files("kooperation").joinpath("desk", "site_start.html").read_text("utf-8")
    title = start[start.index("<title>") : start.index("</title>")]
    text = page.read_text("utf-8").replace("<html>", '<html lang="de">', 1)
    text = text.replace("<title>JupyterLite", title, 1)
    for said, ours in (
        ("Loading JupyterLite...", escape(WORDS["loads"])),
        (
            "JupyterLite requires JavaScript to be enabled in your browser.",
            escape(WORDS["no_script"]),
        ),
        (
            "<noscript>",
            f"<script>{_NO_STORAGE % json.dumps(WORDS['no_storage'])}</script><noscript>",
        ),
    ):
        text = text.replace(said, ours, 1)
    page.write_text(text, "utf-8")


def _lay_out(edition: Path, target: Path) -> None:
    """Lay the notebooks out as a learner has them."""
    shutil.copytree(
        edition / "course" / "lectures",
        target / "course" / "lectures",
        ignore=shutil.ignore_patterns("*.md"),
    )
    for page in (edition / "course").glob("*.md"):
        shutil.copyfile(page, target / "course" / page.name)
    shutil.copytree(edition / "release", target / WORK)
    for name in ("LICENSE", "LICENSE-texts", DEADLINES):
        if (edition / name).is_file():
            shutil.copyfile(edition / name, target / name)


def page_config() -> dict[str, Any]:
    """Return what the page is told: our kernel's name, and where its Python lies."""
    kernel = {
        "pyodideUrl": f"./{PYODIDE}/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": f"./{PYODIDE}/pyodide-lock.json",
            "convertNullToNone": True,  # what pages send is JSON
        },
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Kooperation",
            "appVersion": __version__,
            "defaultKernelName": "python3",
            "litePluginSettings": {f"{KERNEL[1]}:kernel": kernel},
        },
    }


def _build_config(extensions: list[str]) -> dict[str, Any]:
    return {
        "LiteBuildConfig": {
            "apps": ["lab"],
            "contents": ["files"],
            "federated_extensions": extensions,
            "ignore_sys_prefix": [
                "federated_extensions"
            ],  # what else is installed is not the course's
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        }
    }


def extension(package: str, name: str) -> Path:
    """Return where the extension *name* of JupyterLab lies, which *package* brought."""
    end = f"labextensions/{name}/package.json"
    for file in distribution(package).files or ():
        if file.as_posix().endswith(end):
            return Path(str(file.locate())).resolve().parent
    raise UnavailableError(ERRORS.filled("no_extension", package=package, name=name))


def write_json(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
