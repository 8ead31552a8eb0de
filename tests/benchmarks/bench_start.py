"""What opening lectures costs: seconds, bytes to the browser, memory, beside bare JupyterLab with one slider of ipywidgets.

    python tests/benchmarks/bench_start.py [--environments]

Seconds from the server's start until JupyterLab shows the notebook, and until its first widget is there (the bare one is run
by a menu, at once). Each through a wire that counts: HTTP at the first opening and at the second (a new page, the browser's
cache full), WebSocket for each lecture, packed as it travels and unpacked; memory of the server and its kernels with one
and with three lectures open, as the sum of resident sets and, where the system tells it, with shared pages counted once.
With --environments also what a learner's and an instructor's environment takes on the disk, each made anew by uv with the
pinned versions. The last line is JSON, with the ratios.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

import nbformat
import psutil
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket

from browser.real_lab import KERNEL_IDLE, ROOT, Lab, Notebook, chromium, jupyterlab, lay_out
from browser.wire import wire
from kooperation.desk.lab import options

PATIENCE = 120_000  # ms
MB = 1_000_000
CELL = ".jp-Notebook .jp-Cell:visible"
GOALS = {
    "seconds_to_jupyterlab": 10,
    "seconds_to_widget": 14,
    "environment_lab_mb": 230,  # a learner's
    "environment_grading_mb": 310,  # an instructor's
    "http_first_mb": 8,
    "http_second_mb": 1,
    "websocket_most_mb": 0.4,
    "memory_shared_once_three_mb": 350,
}
OPEN_TOGETHER = ("05_gefangenendilemma", "06_wiederholung", "08_erfolgsfaktoren")
FIGURES = """() => [...document.querySelectorAll(".kooperation-figure")]
  .every((figure) => figure.closest("details:not([open])") || figure.querySelector(".main-svg"))"""


def context(browser: Browser) -> BrowserContext:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(PATIENCE)
    return made


def environment_size(extra: str, folder: Path) -> float:
    """Return the size in MB of an environment with the course and *extra*, made in *folder*."""
    uv = shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
    made = ["--quiet", "--link-mode", "copy", "--python", str(folder), f"{ROOT}[{extra}]"]
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, folder], check=True)
    subprocess.run([uv, "pip", "install", *made], cwd=ROOT, check=True)
    return sum(path.lstat().st_size for path in folder.rglob("*")) / MB


def memory() -> dict[str, float]:
    """Return what the server and its kernels hold, in MB."""
    rss = pss = 0.0
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if process.name().startswith("python"):
                rss += process.memory_info().rss / MB
                pss += getattr(process.memory_full_info(), "pss", 0) / MB
    return {"memory": rss, "memory_shared_once": pss}


def opened(page: Page, lab: Lab, path: Path) -> None:
    """Open a lecture and wait until its cells have run and its figures are drawn."""
    Notebook.open(page, lab, path)
    drawn(page, path)


def drawn(page: Page, path: Path) -> None:
    Notebook(page, path).ran()
    page.wait_for_function(FIGURES)


def received(page: Page) -> list[int]:
    """Return a list that grows by the length of each message that *page* gets from now on."""
    lengths: list[int] = []

    def hear(socket: WebSocket) -> None:
        socket.on("framereceived", lambda message: lengths.append(len(message)))

    page.on("websocket", hear)
    return lengths


def close_kernels(lab: Lab) -> None:
    for session in json.loads(lab.request("api/sessions")):
        lab.request(f"api/sessions/{session['id']}", "DELETE")


def course(browser: Browser, home: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    started = time.monotonic()
    with jupyterlab(home) as lab, wire(lab) as counted:
        lectures = sorted((lay_out(lab.folder / "bench") / "course" / "lectures").glob("*.ipynb"))
        by_name = {path.stem: path for path in lectures}
        window, first = context(browser), by_name[OPEN_TOGETHER[1]]
        page = window.new_page()
        page.goto(counted.lab.address(first, secrets.token_hex(4)))
        for name, what in (("jupyterlab", CELL), ("widget", ".kooperation-box:visible")):
            page.locator(what).first.wait_for()
            found[f"seconds_to_{name}"] = time.monotonic() - started
        drawn(page, first)
        found["http_first_mb"] = counted.http / MB
        found.update({f"{name}_one_mb": mb for name, mb in memory().items()})
        page.close()
        close_kernels(lab)
        counted.http = 0
        page = window.new_page()
        opened(page, counted.lab, first)
        found["http_second_mb"] = counted.http / MB
        page.close()
        close_kernels(lab)
        for path in lectures:
            counted.websocket = 0
            page = window.new_page()
            frames = received(page)
            opened(page, counted.lab, path)
            found[f"websocket_{path.stem}_mb"] = counted.websocket / MB
            found[f"unpacked_{path.stem}_mb"] = sum(frames) / MB
            page.close()
            close_kernels(lab)
        for name in OPEN_TOGETHER:
            opened(window.new_page(), counted.lab, by_name[name])
        found.update({f"{name}_three_mb": mb for name, mb in memory().items()})
        window.close()
    found["websocket_most_mb"] = max(
        mb for name, mb in found.items() if name.startswith("websocket")
    )
    return found


# Bare JupyterLab ----------------------------------------------------------------------------------


def bare(folder: Path) -> Callable[[Path], list[str]]:
    """Return what starts a server as from an environment that holds JupyterLab and ipywidgets alone."""
    venv.create(folder, symlinks=os.name != "nt")
    own = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))
    (own / "same.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    for part in ("lab", "labextensions/@jupyter-widgets"):
        target = folder / "share" / "jupyter" / part
        shutil.copytree(Path(sys.prefix) / "share" / "jupyter" / part, target, symlinks=True)
    settings = folder / "etc" / "jupyter" / "jupyter_server_config.d"
    settings.mkdir(parents=True)
    for name in ("jupyterlab.json", "jupyter-lsp-jupyter-server.json"):
        shutil.copy(Path(sys.prefix, "etc", "jupyter", settings.name, name), settings)
    python = str(Path(sysconfig.get_path("scripts", "venv", {"base": str(folder)}), "python"))

    def command(root: Path) -> list[str]:
        where = f"--ServerApp.root_dir={root}"
        return [python, "-m", "jupyterlab", where, *options(None, browser=False)]

    return command


def plain(page: Page, lab: Lab, path: Path) -> None:
    """Open a notebook with one slider and run it."""
    page.goto(lab.address(path, secrets.token_hex(4)))
    run_by_menu(page)


def run_by_menu(page: Page) -> None:
    page.wait_for_function(KERNEL_IDLE)
    page.keyboard.press("Escape")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    page.locator(".widget-slider").wait_for()


def slider(browser: Browser, home: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    command = bare(home / "environment")
    started = time.monotonic()
    with jupyterlab(home, command=command) as lab, wire(lab) as counted:
        cell = new_code_cell("import ipywidgets\nipywidgets.FloatSlider()")
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        paths = [lab.folder / f"slider{count}.ipynb" for count in range(len(OPEN_TOGETHER))]
        for path in paths:
            nbformat.write(new_notebook(cells=[cell], metadata={"kernelspec": kernel}), path)
        window = context(browser)
        for count, path in enumerate(paths):
            counted.http = counted.websocket = 0
            page = window.new_page()
            page.goto(counted.lab.address(path, secrets.token_hex(4)))
            if count == 0:
                page.locator(CELL).first.wait_for()
                found["seconds_to_jupyterlab"] = time.monotonic() - started
            run_by_menu(page)
            if count < 2:
                found[("http_first_mb", "http_second_mb")[count]] = counted.http / MB
            if count == 0:
                found["seconds_to_widget"] = time.monotonic() - started
                found["websocket_most_mb"] = counted.websocket / MB
                found.update({f"{name}_one_mb": mb for name, mb in memory().items()})
        found.update({f"{name}_three_mb": mb for name, mb in memory().items()})
        window.close()
    return found


def main() -> None:
    """Measure, print the figures and a line of JSON; exit with 1 if a goal is missed."""
    with tempfile.TemporaryDirectory() as home, chromium() as browser:
        bare_figures = slider(browser, Path(home) / "bare")
        ours = course(browser, Path(home) / "course")
        if "--environments" in sys.argv:
            for extra in ("lab", "grading"):
                ours[f"environment_{extra}_mb"] = environment_size(extra, Path(home) / extra)
    for name, value in ours.items():
        beside = f"  (bare: {bare_figures[name]:.2f})" if name in bare_figures else ""
        print(f"{name}: {value:.2f}{beside}")
    ratios = {name: round(ours[name] / value, 2) for name, value in bare_figures.items()}
    figures = {name: round(value, 3) for name, value in ours.items()}
    plain_figures = {name: round(value, 3) for name, value in bare_figures.items()}
    print(json.dumps({"ours": figures, "bare": plain_figures, "ratios": ratios, "goals": GOALS}))
    sys.exit(any(ours[name] >= goal for name, goal in GOALS.items() if name in ours))


if __name__ == "__main__":
    main()
