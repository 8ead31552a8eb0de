"""A class run that is cut off, and a disk that is full: run again, all is there, nothing twice, and nobody's work is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from handing_in import ROOT

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.nightly,  # a class is graded some sixty times
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks, and ends without a word"),
]
SCRIPT = ROOT / "tests" / "power_cuts.py"


def told(*command: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_after_a_cut_before_any_step_the_next_run_has_all_and_nothing_twice(tmp_path: Path) -> None:
    """Points and comments of a human stay, and what he has read he need not read again."""
    cuts = told(sys.executable, str(SCRIPT), str(tmp_path), "cut", "10")
    assert {cut["step"]: cut["differs"] for cut in cuts if cut["differs"]} == {}
    assert all(cut["killed"] and cut["again"] == 0 for cut in cuts)
    kinds = {cut["step"].split()[1] for cut in cuts}
    assert kinds == {"_commit_impl", "rename", "mkdir", "rmtree", "write_bytes", "copy"}


@pytest.mark.skipif(
    sys.platform != "linux", reason="a small disk in memory is made with bubblewrap"
)
def test_after_a_full_disk_the_next_run_has_all_and_nothing_twice(tmp_path: Path) -> None:
    small = ["--size", "20000000", "--tmpfs", str(tmp_path)]
    found = told(
        "bwrap", "--bind", "/", "/", "--dev-bind", "/dev", "/dev", "--proc", "/proc", *small, "--",
        sys.executable, str(SCRIPT), str(tmp_path), "full",
    )  # fmt: skip
    assert {one["step"]: one["differs"] for one in found if one["differs"]} == {}
    assert all(one["again"] == 0 for one in found)
    assert sum(one["killed"] for one in found) >= 2  # the disk was full indeed
