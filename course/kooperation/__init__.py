"""Kooperation im und ums SGB II: the machine behind the course.

Nothing is imported here on purpose: `import kooperation` costs nothing, and each room
(`kooperation.games`, `kooperation.widgets`, …) loads what it needs when it is used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from typing import Any

__version__ = "0.1.0"

# Hidden tests lie in gradebooks for a year or more: these names are theirs.
_FORMER = {
    "kooperation.exchange": "kooperation.negotiation.exchange",
    "kooperation.modes": "kooperation.negotiation.modes",
}


class _Former(MetaPathFinder, Loader):
    """Finds modules by the names under which assignments of earlier terms import them."""

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> ModuleSpec | None:
        return spec_from_loader(name, self) if name in _FORMER else None

    def exec_module(self, module: Any) -> None:
        vars(module).update(vars(import_module(_FORMER[module.__name__])))


sys.meta_path.append(_Former())
