"""What a server of the course is told: which kernels end by themselves, and when, and which files no list shows."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets.config import Config

from kooperation.desk.server import CourseFiles

MINUTE = timedelta(minutes=1)
LOOP = ThreadPoolExecutor(1)  # of its own: where a browser is driven, a loop runs already
MANAGER: Any = AsyncMappingKernelManager
SETTINGS = Config(
    json.loads(files("kooperation").joinpath("desk", "server_settings.json").read_text("utf-8"))
)


@pytest.mark.parametrize(
    ("idle", "windows", "state", "ends"),
    [
        (14 * MINUTE, 0, "idle", False),
        (16 * MINUTE, 0, "idle", True),
        (1000 * MINUTE, 1, "idle", False),
        (1000 * MINUTE, 0, "busy", False),
    ],
    ids=["a while ago", "closed", "open in a window", "computing"],
)
def test_a_kernel_ends_a_quarter_of_an_hour_after_its_last_window_was_closed(
    idle: timedelta, windows: int, state: str, ends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = MANAGER(config=SETTINGS)
    ended: list[str] = []
    kernel = SimpleNamespace(
        execution_state=state,
        kernel_name="python3",
        kernel_spec=SimpleNamespace(metadata={}),
        last_activity=datetime.now(UTC) - idle,
    )
    monkeypatch.setattr(manager, "_kernels", {"k": kernel})
    monkeypatch.setattr(manager, "_kernel_connections", {"k": windows})
    monkeypatch.setattr(manager, "shutdown_kernel", ended.append)
    LOOP.submit(asyncio.run, manager.cull_kernel_if_idle("k")).result()
    assert ended == (["k"] if ends else [])


def test_the_list_of_files_shows_the_course_and_neither_texts_nor_records(tmp_path: Path) -> None:
    """On Binder and on a hub as by `kooperation lab`: all take these settings."""
    lectures = tmp_path / "lectures"
    lectures.mkdir()
    shown = ["05_gefangenendilemma.ipynb", "notizen.md"]
    for name in [*shown, "05_gefangenendilemma.md", "lernstand.json", "lernstand.defekt.json"]:
        (lectures / name).write_text("{}")
    (lectures / "__pycache__").mkdir()
    manager = CourseFiles(config=SETTINGS, root_dir=str(tmp_path))
    found = LOOP.submit(asyncio.run, manager.get("lectures")).result()
    assert sorted(file["name"] for file in found["content"]) == shown
