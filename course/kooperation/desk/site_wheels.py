"""What the browser's Python loads: this environment's packages as pure wheels, and the lock that names them.

Nothing is fetched: what is installed here is what the tests ran with. Compiled parts are left out, since the packages
that have some do without (MarkupSafe, psygnal); the browser could not run them.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.parser import HeaderParser
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOTS = ("anywidget", "comm", "ipython", "ipywidgets", "markupsafe", "plotly", "tzdata")
WITHOUT = {
    "jedi",
    "jupyterlab-widgets",
    "widgetsnbextension",
}  # for completion; for pages, and the kernel brings a stand-in
BROWSER = {
    "extra": "",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_system": "Emscripten",
    "sys_platform": "emscripten",
}
COMPILED = (".so", ".pyd", ".dylib", ".pyc")
# For pages of other kinds, and examples: a third of what would be loaded.
UNUSED = ("plotly/labextension/", "plotly/package_data/datasets/", "plotly/package_data/widgetbundle.js")  # fmt: skip
MADE_ON = (1980, 1, 1, 0, 0, 0)  # so that the same packages make the same file
WHEEL = "Wheel-Version: 1.0\nGenerator: kooperation\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@dataclass(frozen=True)
class Wheel:
    """A pure wheel: what it is called, and its bytes."""

    name: str
    version: str
    raw: bytes

    @property
    def file(self) -> str:
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"

    def entry(self) -> dict[str, Any]:
        """Return what a lock says of it; all is loaded with the kernel, so nothing hangs on anything."""
        with zipfile.ZipFile(io.BytesIO(self.raw)) as archive:
            names = archive.namelist()
        tops = {name.split("/")[0].removesuffix(".pyc").removesuffix(".py") for name in names}
        return {
            "name": self.name,
            "version": self.version,
            "file_name": self.file,
            "install_dir": "site",
            "sha256": hashlib.sha256(self.raw).hexdigest(),
            "package_type": "package",
            "imports": sorted(top for top in tops if top.isidentifier()),
            "depends": [],
            "unvendored_tests": False,
        }


def packages(python: str) -> Iterator[Wheel]:
    """Yield what widgets and the kernel need of third parties, as the Python *python* („3.14.2“) of a browser asks."""
    for found in _needed(python):
        version, name = found.version, canonicalize_name(found.name)
        yield made(name, version, _files(found), found.read_text("METADATA") or "")


def shipped(wheel: Path) -> Wheel:
    """Return a wheel that lies here as a file, like those of the kernel."""
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        told = HeaderParser().parsestr(archive.read(metadata).decode())
    return Wheel(canonicalize_name(told["Name"]), told["Version"], wheel.read_bytes())


def made(name: str, version: str, files: Iterable[tuple[str, bytes]], metadata: str = "") -> Wheel:
    """Return a pure wheel of *files*."""
    told = f"{name.replace('-', '_')}-{version}.dist-info"
    written = dict(sorted(files))
    written |= {f"{told}/METADATA": (metadata or _metadata(name, version)).encode()}
    written |= {f"{told}/WHEEL": WHEEL.encode()}
    written |= {f"{told}/RECORD": "".join(f"{path},,\n" for path in written).encode()}
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in written.items():
            archive.writestr(zipfile.ZipInfo(path, MADE_ON), content, zipfile.ZIP_DEFLATED)
    return Wheel(name, version, raw.getvalue())


def lock(of_the_runtime: dict[str, Any], wheels: Iterable[Wheel]) -> dict[str, Any]:
    """Return the lock of a runtime with *wheels* and nothing else: what is not in the folder is not asked for."""
    return {**of_the_runtime, "packages": {wheel.name: wheel.entry() for wheel in wheels}}


def dumped(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _needed(python: str) -> list[Distribution]:
    """Return the distributions that ROOTS need in a browser, themselves among them."""
    there = {**BROWSER, "python_full_version": python}
    there["python_version"] = ".".join(python.split(".")[:2])
    found: dict[str, Distribution] = {}
    waiting = list(ROOTS)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found or name in WITHOUT:
            continue
        found[name] = distribution(name)
        for asked in map(Requirement, found[name].requires or ()):
            if asked.marker is None or asked.marker.evaluate(there):
                waiting.append(asked.name)
    return [found[name] for name in sorted(found)]


def _files(package: Distribution) -> Iterator[tuple[str, bytes]]:
    """Yield the installed files of *package* that run anywhere, but for what says how it was installed."""
    for file in package.files or ():
        path = file.as_posix()
        outside = path.startswith("..") or ".dist-info/" in path
        if not outside and not path.endswith(COMPILED) and not path.startswith(UNUSED):
            yield path, Path(str(file.locate())).read_bytes()


def _metadata(name: str, version: str) -> str:
    return f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
