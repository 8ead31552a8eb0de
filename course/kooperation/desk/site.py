"""The course in the browser alone: a folder of files for any web server, with JupyterLite and a Python that runs there.

    *_told, done = write_site(root, Path("../kooperation-seite"))

What is in it is the learner's edition, searched for keys like that; nothing in it asks another server for anything.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from kooperation import __version__
from kooperation.base.places import require_new_folder
from kooperation.base.words import Words
from kooperation.desk.new_folder import new_folder
from kooperation.desk.parts import require_part
from kooperation.desk.publishing import publish
from kooperation.desk.site_lite import KERNEL, PYODIDE, build, extension, write_json
from kooperation.desk.site_runtime import (
    LOCK,
    STDLIB,
    compile_modules,
    copy_runtime,
    read_lock,
    require_node,
    runtime,
)
from kooperation.desk.site_wheels import COMPILED, Wheel, dumped, lock, made, packages, shipped

WORDS = Words("desk.site")
TOOLS = ("jupyterlite_core", "jupyterlite_pyodide_kernel", "jupyterlab")
# Rooms that no notebook imports, and of these what the marking code of practice calls.
NOT_LEARNED_WITH = {"authoring", "desk", "grading", "labextension"}
MARKING = {"grading/__init__.py", "grading/marking.py"}
WORKER, LITES_WORKER = "service-worker.js", "service-worker-jupyterlite.js"


def write_site(root: Path, target: Path, pyodide: Path | None = None) -> Iterator[str]:
    """Write the site of the course at *root* to the new folder *target*; yield a line for each step.

    *pyodide* is the folder of Pyodide's runtime; without it npm fetches it. Raises UnavailableError if *target* is
    taken or lies in the course, if a tool or the runtime is missing, or if a key was found; nothing is left then.
    """
    root, target = root.resolve(), target.resolve()
    require_new_folder(root, target, "kooperation-seite")
    for tool in TOOLS:
        require_part(tool)
    require_node()
    yield WORDS["begins"]
    with new_folder(target) as site:
        workshop = site.with_name(f"{site.name}-werkstatt")
        workshop.mkdir()
        found = runtime(pyodide, workshop)
        edition = publish(root, workshop / "lernausgabe")
        build(edition, workshop, site)
        copy_runtime(found, site / PYODIDE)
        _write_python(edition, site / PYODIDE, found)
        _write_worker(site)
        shutil.copyfile(
            str(files("kooperation").joinpath("desk", "site_start.html")), site / "index.html"
        )
    yield WORDS.filled("written", target=target)


# Python ---------------------------------------------------------------------------------------------


def _write_python(edition: Path, target: Path, found: Path) -> None:
    """Write all that the kernel loads to *target*, and the lock that names it; then tell the page what to load."""
    of_the_runtime = read_lock(found)
    python = str(of_the_runtime["info"]["python"])
    sources = [*packages(python), *_of_the_kernel(), course(edition)]
    for wheel in sources:
        (target / wheel.file).write_bytes(wheel.raw)
    compile_modules(found, [target / STDLIB, *(target / wheel.file for wheel in sources)])
    wheels = [replace(wheel, raw=(target / wheel.file).read_bytes()) for wheel in sources]
    (target / LOCK).write_text(dumped(lock(of_the_runtime, wheels)), "utf-8")
    config = target.parents[1] / "jupyter-lite.json"
    page = json.loads(config.read_text("utf-8"))
    kernel = page["jupyter-config-data"]["litePluginSettings"][f"{KERNEL[1]}:kernel"]
    # With the runtime in one go: one by one, as the kernel would, they wait for each other.
    kernel["loadPyodideOptions"]["packages"] = [wheel.name for wheel in wheels]
    write_json(config, page)


def _of_the_kernel() -> Iterator[Wheel]:
    """Yield the wheels that the kernel brings along: its own, and stand-ins for what a browser has no use for."""
    for wheel in sorted((extension(*KERNEL) / "static" / "pypi").glob("*.whl")):
        if not wheel.name.startswith(
            ("piplite-", "widgetsnbextension-3")
        ):  # the latter for ipywidgets 7
            yield shipped(wheel)
    # The kernel would install with these what it misses; it misses nothing, and they would ask other servers.
    yield made("micropip", "0", [("micropip.py", b"")])
    yield made("jedi", "0", [])  # IPython completes without it, and starts sooner
    says = f"print({WORDS['no_pip']!r})"
    told = f"async def get_transformed_code(*_given):\n    return {says!r}\n"
    stand_in = {"__init__": "", "piplite": "", "cli": told}
    yield made(
        "piplite", "0", [(f"piplite/{name}.py", code.encode()) for name, code in stand_in.items()]
    )


def course(edition: Path) -> Wheel:
    """Return the package of *edition* as a wheel, with the rooms that notebooks use."""
    package = edition / "course" / "kooperation"

    def contents() -> Iterator[tuple[str, bytes]]:
        for path in package.rglob("*"):
            inside = path.relative_to(package)
            is_read = path.is_file() and path.suffix not in COMPILED
            name = inside.as_posix()
            if is_read and (inside.parts[0] not in NOT_LEARNED_WITH or name in MARKING):
                yield f"kooperation/{name}", path.read_bytes()

    return made("kooperation", __version__, contents())


# The service worker ---------------------------------------------------------------------------------


def _write_worker(site: Path) -> None:
    """Put our service worker in the place of JupyterLite's, which it calls; it is told what edition the site is."""
    (site / WORKER).rename(site / LITES_WORKER)
    seen = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        seen.update(path.relative_to(site).as_posix().encode() + path.read_bytes())
    ours = files("kooperation").joinpath("desk", "site_worker.js").read_text("utf-8")
    (site / WORKER).write_text(ours.replace("EDITION_OF_THE_SITE", seen.hexdigest()[:12]), "utf-8")
