"""JupyterLab: our extension, its German, and the kernel in which notebooks run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.machinery import PathFinder
from importlib.metadata import distributions
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import kooperation
from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.desk.doctor.diagnosis import Diagnosis, good, note, todo

WORDS = Words("desk.doctor.jupyter")
NAME = "kooperation"
SETTINGS = f"{NAME}:opening"  # as JupyterLab calls those of the extension
KERNEL = "python3"
THE_SERVERS = (
    "python",
    "python3",
    f"python3.{sys.version_info.minor}",
)  # jupyter_client takes its own Python
IN_THE_KERNEL = (NAME, "ipykernel", "ipywidgets", "anywidget", "plotly")
PROBE = (
    "import json, importlib.util as u; "
    f"print(json.dumps([getattr(u.find_spec(n), 'origin', None) for n in {IN_THE_KERNEL}]))"
)
PATIENCE = 120  # seconds, on a slow disk


def extension() -> Iterator[Diagnosis]:
    """Say whether JupyterLab finds our extension, byte for byte the package's, and whether it is switched on."""
    if find_spec("jupyterlab") is None:
        return  # told among the packages
    from jupyter_core.paths import jupyter_path

    folders = jupyter_path("labextensions")
    found = next(
        (p for p in (Path(f, NAME) for f in folders) if (p / "package.json").is_file()), None
    )
    own = Path(str(files(NAME).joinpath("labextension", NAME)))
    if found is None:
        yield todo(WORDS["no_extension"])
    elif _content(found) != _content(own):
        yield todo(WORDS.filled("other_extension", folder=found))
    else:
        yield good(WORDS.filled("extension", folder=found))
    if any(each.partition(":")[0] == NAME for each in _switched_off()):
        yield todo(WORDS["disabled"])
    chosen = _chosen()
    for name in ("run", "hide"):
        if chosen.get(name) is False:
            yield note(WORDS.section("chosen")[name])


def _content(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _switched_off() -> Iterator[str]:
    """Yield what `jupyter labextension disable` wrote down; JupyterLab's own function takes seconds to import."""
    from jupyter_core.paths import jupyter_config_path

    switches: dict[str, object] = {}
    for folder in reversed(jupyter_config_path()):  # what comes first in it wins
        file = Path(folder, "labconfig", "page_config.json")
        found = json.loads(file.read_text("utf-8")) if file.is_file() else {}
        switches |= found.get("disabledExtensions", {})
    yield from (name for name, is_off in switches.items() if is_off)


def _chosen() -> dict[str, object]:
    """Return what somebody chose in JupyterLab's settings of the extension."""
    import json5  # JupyterLab's own way to write them
    from jupyter_core.paths import jupyter_config_dir

    settings = os.environ.get("JUPYTERLAB_SETTINGS_DIR") or Path(
        jupyter_config_dir(), "lab", "user-settings"
    )
    package, _, plugin = SETTINGS.partition(":")
    file = Path(settings, package, f"{plugin}.jupyterlab-settings")
    found = json5.loads(file.read_text("utf-8")) if file.is_file() else {}
    return found if isinstance(found, dict) else {}


def language_pack(folders: Sequence[str] | None = None) -> Iterator[Diagnosis]:
    """Say whether JupyterLab's German lies in *folders* (`sys.path`)."""
    if find_spec("jupyterlab") is None:
        return
    searched = list(folders or sys.path)
    points = [point for each in distributions(path=searched) for point in each.entry_points]
    for point in points:
        if (point.group, point.name) == ("jupyterlab.languagepack", "de_DE"):
            spec = PathFinder.find_spec(point.module, searched)
            places = spec.submodule_search_locations if spec else None
            if any(list(Path(place).rglob("jupyterlab.json")) for place in places or ()):
                yield good(WORDS["german"])
                return
    yield todo(WORDS["no_german"])


def kernel() -> Iterator[Diagnosis]:
    """Start the interpreter of the kernel „python3“ and say whether the notebooks find there what they import."""
    if find_spec("jupyter_client") is None:
        yield todo(WORDS["no_kernel"])
        return
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec(KERNEL)
    except NoSuchKernel:
        yield todo(WORDS["no_kernel"])
        return
    place, named = spec.resource_dir, spec.argv[0] if spec.argv else ""
    interpreter = sys.executable if named in THE_SERVERS else shutil.which(named)
    if interpreter is None:
        yield todo(WORDS.filled("no_interpreter", place=place, interpreter=named))
        return
    if not Path(interpreter).name.lower().startswith(("python", "pypy")):
        yield note(WORDS.filled("other_starter", place=place, interpreter=interpreter))
        return
    with tempfile.TemporaryDirectory() as nowhere:  # nothing lies there that would be imported
        done = subprocess.run(
            [interpreter, "-c", PROBE],
            env={**os.environ, **spec.env}, cwd=nowhere,
            capture_output=True, text=True, encoding="utf-8", errors="replace",
            check=False, timeout=PATIENCE,
        )  # fmt: skip
    yield _said(done, interpreter, place)


def _said(done: subprocess.CompletedProcess[str], interpreter: str, place: str) -> Diagnosis:
    if done.returncode:
        why = (done.stderr.strip().splitlines() or [f"{done.returncode}"])[-1]
        return todo(WORDS.filled("does_not_start", place=place, interpreter=interpreter, why=why))
    origins = dict(zip(IN_THE_KERNEL, json.loads(done.stdout), strict=True))
    missing = [name for name, origin in origins.items() if not origin]
    if missing:
        names = join(missing)
        return todo(
            WORDS.filled(
                "lacks", interpreter=interpreter, place=place, names=names, own=sys.executable
            )
        )
    if not os.path.samefile(origins[NAME], kooperation.__file__):
        other, own = Path(origins[NAME]).parent, Path(kooperation.__file__).parent
        return todo(WORDS.filled("other_course", interpreter=interpreter, other=other, own=own))
    return good(WORDS.filled("kernel", interpreter=interpreter))
