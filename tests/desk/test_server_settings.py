"""What a server of the course is told: which kernels end by themselves, and when."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets.config import Config

MINUTE = timedelta(minutes=1)
LOOP = ThreadPoolExecutor(1)  # of its own: where a browser is driven, a loop runs already
MANAGER: Any = AsyncMappingKernelManager


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
    settings = files("kooperation").joinpath("desk", "server_settings.json").read_text("utf-8")
    manager = MANAGER(config=Config(json.loads(settings)))
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
