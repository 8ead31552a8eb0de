"""A newcomer's first minutes: a fresh clone, and the README's first command as it stands there."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from handing_in import ROOT

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.install,
    pytest.mark.skipif(sys.platform == "win32", reason="the README's commands of a Unix shell"),
]
PATIENCE = 600  # seconds; what is installed may have to be fetched


def test_the_first_command_of_the_readme_opens_the_first_lecture_in_a_fresh_clone(
    tmp_path: Path,
) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    fenced = re.findall(r"^```sh\n(.+?)\n```$", (clone / "README.md").read_text("utf-8"), re.M)
    command = next(line for line in fenced if line.endswith("kooperation lab"))
    log = tmp_path / "log"
    home = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    # The tests' own environment, whose Python has no pip, is no newcomer's.
    variables = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    folders = variables["PATH"].split(os.pathsep)
    own = str(Path(sys.executable).parent)
    variables["PATH"] = os.pathsep.join(folder for folder in folders if folder != own)
    with log.open("wb") as output:
        shell = subprocess.Popen(
            ["bash", "-c", f"{command} --no-browser"], cwd=clone, env={**variables, **home},
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    try:
        address = _address(shell, log)
        assert "/lab/tree/course/lectures/00_start.ipynb" in address
        assert "jupyter-config-data" in _opened(address)
    finally:
        with suppress(ProcessLookupError):  # the command has ended by itself
            os.killpg(shell.pid, signal.SIGTERM)
        shell.wait(60)


def _address(shell: subprocess.Popen[bytes], log: Path) -> str:
    """Return what JupyterLab says where it is, a moment before it listens there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and shell.poll() is None:
        text = log.read_text("utf-8", errors="replace")
        if found := re.search(r"http://127\.0\.0\.1:\S+", text):
            return found[0]
        time.sleep(0.5)
    pytest.fail(log.read_text("utf-8", errors="replace")[-3000:])


def _opened(address: str) -> str:
    for _ in range(60):
        with suppress(urllib.error.URLError), urllib.request.urlopen(address, timeout=60) as answer:
            return str(answer.read().decode())
        time.sleep(0.5)
    pytest.fail(f"nobody answers at {address}")
