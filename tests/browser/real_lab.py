"""A real JupyterLab and a real Chromium, for the journeys and for the benchmark.

Nothing is written inside the checkout but `.cache/` (a browser, where none is installed): the server
works in a folder of its own, with settings, data and kernels' files beside it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from filelock import FileLock
from playwright.sync_api import Browser, BrowserType, Locator, Page, sync_playwright

from debian import CACHE, install, is_root, tried
from kooperation.desk.lab import lab_command

ROOT = Path(__file__).resolve().parents[2]
THEMES = "@jupyterlab/apputils-extension:themes"  # JupyterLab's settings of them
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
IN_MENU = {
    LIGHT: re.compile("^JupyterLab (Hell|Light)$"),
    DARK: re.compile("^JupyterLab (Dunkel|Dark)$"),
}
SERVER_START = 90  # seconds; six on an idle machine
SHUTDOWN = 15
ARGUMENTS = (
    "--ServerApp.ip=127.0.0.1",
    "--LabApp.expose_app_in_browser=True",  # to see when the kernel is idle
    "--JupyterNotebookApp.expose_app_in_browser=True",
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


FITTED = """(width) => {
  const box = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden)").getBoundingClientRect();
  return innerWidth === width && box.width > 0 && box.right <= width && box.bottom <= innerHeight;
}"""
SETTLED = """() => new Promise((resolve) => {
  const state = () => [document.activeElement, document.querySelector(".jp-WindowedPanel-outer")?.scrollTop,
    document.querySelectorAll(".jp-Cell").length, document.querySelectorAll("input").length];
  let last = state(), since = performance.now();
  const look = () => {
    const now = state();
    if (now.some((value, index) => value !== last[index])) { last = now; since = performance.now(); }
    performance.now() - since > 700 ? resolve() : setTimeout(look, 50);
  };
  look();
})"""

# The browser --------------------------------------------------------------------------------------


class NoBrowserError(Exception):
    """No Chromium is there and none could be had; the message holds the line to type."""


def installed_chromium() -> str | None:
    """Return a Chromium or Chrome that is installed and starts, or None."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    places = [*found, *(place for place in USUAL_PLACES if Path(place).exists())]
    return next((place for place in places if _starts(place)), None)


def _starts(browser: str) -> bool:
    """Say whether *browser* tells its version: Ubuntu's `chromium-browser` may be an empty shell."""
    if sys.platform == "win32":  # there, --version opens a window instead
        return True
    with suppress(OSError, subprocess.TimeoutExpired):
        return (
            subprocess.run([browser, "--version"], capture_output=True, timeout=60).returncode == 0
        )
    return False


def playwrights_chromium() -> str | None:
    """Return the Chromium that Playwright keeps, in its usual place or in our cache, or None."""
    places = (os.environ.get("PLAYWRIGHT_BROWSERS_PATH"), str(CACHE / "browsers"))
    for place in dict.fromkeys(places):
        with _environment(PLAYWRIGHT_BROWSERS_PATH=place), sync_playwright() as playwright:
            path = playwright.chromium.executable_path
        if Path(path).exists() and _starts(path):
            return path
    return None


def download_chromium() -> str | None:
    """Let Playwright fetch its Chromium into our cache; None where that is not to be had."""
    environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(CACHE / "browsers")}
    tried([sys.executable, "-m", "playwright", "install", "chromium"], environment)
    return playwrights_chromium()


def debians_chromium() -> str | None:
    """Install Debian's package where we may; None where that is not to be had."""
    install("chromium")
    return installed_chromium()


WAYS = (installed_chromium, playwrights_chromium, download_chromium, debians_chromium)


def find_chromium(ways: tuple[Callable[[], str | None], ...] = WAYS) -> str:
    """Return the path of a Chromium that starts, trying *ways* in turn; parallel workers wait.

    Raises NoBrowserError, with the line to type, if there is none: browser tests are never skipped.
    """
    CACHE.mkdir(exist_ok=True)
    with FileLock(CACHE / "chromium.lock"):
        for way in ways:
            if path := way():
                return path
    raise NoBrowserError(
        "The browser tests need a Chromium, and none could be installed. Type one of these, then "
        "run the tests again:\n"
        f"    {sys.executable} -m playwright install --with-deps chromium\n"
        "    sudo apt-get install chromium        (Debian)"
    )


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless Chromium."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium, path)
        yield browser
        browser.close()


def launch(kind: BrowserType, path: str, *more: str) -> Browser:
    """Start the Chromium at *path* without a window, with *more* flags."""
    sandbox = ["--no-sandbox"] if is_root() else []
    return kind.launch(executable_path=path, args=[*FLAGS, *sandbox, *more])


# The server ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address with a slash at the end, its token, the folder it serves."""

    url: str
    token: str
    folder: Path

    def request(self, path: str, method: str = "GET") -> bytes:
        """Return the server's answer to a request of its interface."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return bytes(answer.read())

    def address(self, notebook: Path, workspace: str) -> str:
        """Return the address that opens *notebook* in a *workspace* of its own."""
        path = notebook.relative_to(self.folder).as_posix()
        return f"{self.url}lab/workspaces/{workspace}/tree/{path}?token={self.token}"


def lay_out(folder: Path) -> Path:
    """Lay lectures and assignments out in *folder* as a learner has them."""
    lectures = sorted((ROOT / "course" / "lectures").glob("*.ipynb"))
    released = sorted((ROOT / "release").glob("*/*.ipynb"))
    if not lectures or not released:
        raise FileNotFoundError("Print the lectures and generate the release first.")
    for page in ("hilfe.md", "barrierefreiheit.md"):
        _copy(ROOT / "course" / page, folder / "course" / page)
    for notebook in lectures:
        _copy(notebook, folder / "course" / "lectures" / notebook.name)
    for notebook in released:
        _copy(notebook, folder / "meine_aufgaben" / notebook.parent.name / notebook.name)
    return folder


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def with_nbgrader(root: Path) -> list[str]:
    """Return the command of a JupyterLab that serves nbgrader's tools, as who grades opens it."""
    command = lab_command(root, port=None, browser=False)
    return [part for part in command if "jpserver_extensions" not in part]


@contextmanager
def jupyterlab(
    home: Path,
    settings: dict[str, Any] | None = None,
    before: Lab | None = None,
    arguments: Sequence[str] = (),
    command: Callable[[Path], list[str]] | None = None,
) -> Iterator[Lab]:
    """Run the JupyterLab of `kooperation lab`, or of *command*, on a free port, with more *arguments*; all it writes lies in *home*.

    *settings* overrides JupyterLab's, by plug-in (`THEMES`). With *before*, a
    server that has ended, it has that one's port and token.
    """
    folder = home / "kurs"
    folder.mkdir(parents=True, exist_ok=before is not None)
    for plugin, values in (settings or {}).items():
        package, name = plugin.split(":")
        file = home / "settings" / package / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), "utf-8")
    token = before.token if before else secrets.token_hex(16)
    port = urlsplit(before.url).port if before else 0
    log = home / "jupyterlab.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [
                *(command(folder) if command else lab_command(folder, port=None, browser=False)),
                *ARGUMENTS,
                f"--ServerApp.port={port}",
                *arguments,
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_clean_environment(home, token),
            cwd=folder,
            start_new_session=True,
        )
    try:
        yield Lab(_address(server, home, log), token, folder)
    finally:
        _stop(server)


def _clean_environment(home: Path, token: str) -> dict[str, str]:
    """Return our environment without anybody's Jupyter settings or a grader's mark."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "NBGRADER"))}
    return {
        **kept,
        "JUPYTER_TOKEN": token,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
    }


def _address(server: subprocess.Popen[bytes], home: Path, log: Path) -> str:
    """Return where *server* answers, as soon as it does; it writes its port to a file."""
    end = time.monotonic() + SERVER_START
    while time.monotonic() < end and server.poll() is None:
        for file in (home / "runtime").glob("jpserver-*.json"):
            with suppress(OSError, ValueError, KeyError):  # half written, or not answering yet
                info = json.loads(file.read_text("utf-8"))
                urllib.request.urlopen(f"{info['url']}api?token={info['token']}", timeout=5).close()
                return str(info["url"])
        time.sleep(0.1)
    _stop(server)
    tail = log.read_text("utf-8", errors="replace")[-3000:]
    raise RuntimeError(f"JupyterLab did not start. The end of its log:\n{tail}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ask *server* to end (it ends its kernels then), and end its process group if it does not."""
    if server.poll() is None:
        server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(SHUTDOWN)
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(server.pid, signal.SIGKILL)
    else:
        server.kill()
    server.wait(SHUTDOWN)


@contextmanager
def _environment(**values: str | None) -> Iterator[None]:
    """Set environment variables for a while; None removes one."""
    before = {name: os.environ.get(name) for name in values}

    def put(pairs: dict[str, str | None]) -> None:
        for name, value in pairs.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

    put(values)
    try:
        yield
    finally:
        put(before)


def choose_theme(page: Page, theme: str) -> None:
    """Choose *theme* in the menu, as a person does."""
    page.get_by_role("menuitem", name="Einstellungen", exact=True).click()
    entries = page.locator(".lm-Menu-itemLabel")
    entries.filter(has_text=re.compile("^(Design|Theme)$")).first.hover()
    entries.filter(has_text=IN_MENU[theme]).first.click()


# A notebook in the page ---------------------------------------------------------------------------

KERNEL_IDLE = """() =>
  window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === "idle"
"""
# Asked of the notebook and not of the page: cells out of sight need not be in the page.
AT_REST = """() => {
  const cells = window.jupyterapp.shell.currentWidget.content.widgets.filter((cell) => cell.model.type === "code");
  return cells[0].model.executionCount && cells.every((cell) => cell.model.executionState !== "running");
}"""
CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets.map(
  (cell) => [cell.model.type, cell.model.sharedModel.getSource()]
)"""
# The first thing one answers: a card with options or a field, and not a scene before it.
FIRST_QUESTION = (
    ".jp-NotebookPanel:not(.lm-mod-hidden) .kooperation-box"
    ":has(input:not([type=range], [type=checkbox]), select, textarea) >> nth=0"
)
# How far its lower edge is above that of the notebook, in px; below 0, one has to scroll.
ROOM_LEFT = """(question) => {
  const notebook = question.closest(".jp-Notebook").getBoundingClientRect();
  return Math.round(notebook.bottom - question.getBoundingClientRect().bottom);
}"""


@dataclass(frozen=True)
class Notebook:
    """A notebook open in JupyterLab, as a learner handles it."""

    page: Page
    path: Path

    @classmethod
    def open(cls, page: Page, lab: Lab, path: Path) -> Notebook:
        """Open *path* in a workspace of its own and wait for its kernel."""
        page.goto(lab.address(path, secrets.token_hex(4)))
        page.wait_for_function(KERNEL_IDLE)
        return cls(page, path)

    def reload(self) -> None:
        """Load the page again, as after closing the browser; the kernel lives on."""
        self.page.reload()
        self.page.wait_for_function(KERNEL_IDLE)

    def run_all(self) -> None:
        """Choose „Ausführen ▸ Alle Zellen ausführen“ and wait until no cell runs or waits.

        An error in one cell keeps JupyterLab from running those below.
        """
        self.page.get_by_role("menuitem", name="Ausführen", exact=True).click()
        self.page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
        self.page.wait_for_function(AT_REST)
        self.settle()

    def ran(self) -> None:
        """Wait until the course's extension has run the cells, as it does whenever a notebook is opened."""
        self.page.locator(".jp-Notebook.kooperation-ran").wait_for()
        self.settle()

    def settle(self) -> None:
        """Wait until focus and place have been the same for a while.

        After a run or a scroll JupyterLab moves the focus and takes cells out and in once more; a key
        pressed meanwhile goes astray, as it would for a person who is that quick.
        """
        self.page.evaluate(SETTLED)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, and wait until JupyterLab has fitted the notebook into it.

        JupyterLab hears of a new size a moment later, so a place measured at once is that of the old one.
        """
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function(FITTED, arg=width)
        self.settle()

    def widget(self, text: str) -> Locator:
        """Return the first of our widgets that shows *text*, scrolled into view."""
        found = self.page.locator(".kooperation-box", has_text=text).first
        found.scroll_into_view_if_needed()
        self.settle()
        return found

    def explorer(self, text: str) -> Locator:
        """Return the explorer that shows *text*; where it waits for a prediction, go on without."""
        found = self.widget(text)
        skip = found.get_by_role("button", name="Überspringen")
        if skip.is_visible():
            skip.click()
            skip.wait_for(state="hidden")
        return found

    def cells(self) -> list[list[str]]:
        """Return kind and source of each cell."""
        cells: list[list[str]] = self.page.evaluate(CELLS)
        return cells
