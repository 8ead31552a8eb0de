"""A real JupyterHub on loopback: real accounts of the system, PAM, one server for each person, as that person.

What makes it real is what could fail: uids, modes of files, the hub's own addresses. So accounts are made by useradd
and deleted afterwards, and passwords are asked for by PAM. That needs root, and npm for the hub's proxy.
"""

from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock
from playwright.sync_api import Browser, Page

from browser.foreign import overhear
from browser.real_lab import ROOT
from debian import CACHE, is_root
from kooperation.desk.publishing import publish

ANNA, BEN, TEACHER, ACCOUNT = PEOPLE = "koop-anna", "koop-ben", "koop-lehre", "koop-kurs"
HALL = "koop-spiel"
BASE = quote("/Übung @ 26/", safe="/@~")  # as a hub wants it
START = 120  # seconds
HUB, PROXY = "jupyterhub==6.1.1", "configurable-http-proxy@5.3.0"
NEEDED = ("npm", "useradd", "userdel", "chpasswd", "bwrap")
INSTRUCTORS_EDITION = (
    "source",
    "release",
    "course/lectures",
    "course/hilfe.md",
    "nbgrader_config.py",
    "termine.toml",
)


def missing() -> str:
    """Return why there can be no hub here, "" if there can."""
    if sys.platform == "win32" or not is_root():
        return "a hub with real accounts needs root on Linux"
    lacking = [name for name in NEEDED if not shutil.which(name)]
    return f"a hub needs {', '.join(lacking)}" if lacking else ""


@dataclass
class Hub:
    """A running hub: its address with a slash at the end, the folder it lies in, passwords by login, since when it answers."""

    url: str
    folder: Path
    environment: Path
    passwords: dict[str, str]
    since: float = field(default_factory=time.monotonic)
    pages: dict[str, Page] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)  # what pages asked of other machines

    @property
    def exchange(self) -> Path:
        return self.folder / "exchange"

    def home(self, person: str) -> Path:
        return self.folder / "home" / person

    def address(self, person: str, path: str, server: str = "") -> str:
        """Return the address of *path* at a server of *person*'s."""
        name = f"{quote(server)}/" if server else ""
        return f"{self.url}user/{person}/{name}{path}"

    def log_in(self, browser: Browser, person: str) -> Page:
        """Log in as *person*, by PAM, in a browser of their own."""
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        overhear(context, self.foreign)
        page = context.new_page()
        page.set_default_timeout(120_000)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{self.url}hub/login")
        page.get_by_label("Username").fill(person)
        page.get_by_label("Password").fill(self.passwords[person])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda address: "login" not in address)
        self.pages[person] = page
        return page

    def run(
        self, person: str, *command: str, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run *command* as *person* in what a terminal of their running server has; it may fail."""
        about = pwd.getpwnam(person)
        return subprocess.run(
            command, user=about.pw_uid, group=about.pw_gid, extra_groups=[], umask=0o022,
            cwd=cwd or about.pw_dir, env=self._terminal(about.pw_uid),
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def _terminal(self, uid: int) -> dict[str, str]:
        """Return the environment of the server that runs as *uid*."""
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if (
                    process.stat().st_uid == uid
                    and b"jupyterhub-singleuser" in (process / "cmdline").read_bytes()
                ):
                    pairs = (process / "environ").read_bytes().decode().strip("\0").split("\0")
                    return dict(pair.split("=", 1) for pair in pairs)
        raise LookupError(f"no server runs as {uid}")


@contextmanager
def jupyterhub(environment: Path, config: str = "") -> Iterator[Hub]:
    """Run a hub for its accounts with the configuration of the course, and with more of *config*; one at a time."""
    with FileLock(Path(tempfile.gettempdir(), "koop-hub.lock")):  # its accounts are the machine's
        yield from _running(environment, config)


def _running(environment: Path, config: str) -> Iterator[Hub]:
    folder = Path(tempfile.mkdtemp(prefix="koop-hub-"))
    folder.chmod(0o755)
    passwords = {person: secrets.token_urlsafe(16) for person in (*PEOPLE, HALL)}
    hub: subprocess.Popen[bytes] | None = None
    try:
        for person, password in passwords.items():
            _account(folder, person, password)
        course = publish(ROOT, folder / "Kurs (Übung) @ 26" / "kurs")
        _readable(folder / "Kurs (Übung) @ 26")
        _install(environment, course)
        _instructors_edition(folder / "home" / ACCOUNT / "kurs")
        port, *inner = _free_ports(3)
        url = f"http://127.0.0.1:{port}{BASE}"
        values = {
            "COURSE": str(course), "EXCHANGE": str(folder / "exchange"), "ACCOUNT": ACCOUNT,
            "INSTRUCTORS": {TEACHER}, "LEARNERS": {ANNA, BEN}, "HALL": HALL, "ADDRESS": url,
        }  # fmt: skip
        (folder / "kooperation.py").write_text(_set(course, values), "utf-8")
        (folder / "jupyterhub_config.py").write_text(
            CONFIG.format(
                url=url, port=port, hub=inner[0], api=inner[1], more=config, folder=folder,
                node=shutil.which("node"), environment=environment,
            ), "utf-8",
        )  # fmt: skip
        with (folder / "hub.log").open("wb") as log:
            hub = subprocess.Popen(
                [str(environment / "env" / "bin" / "jupyterhub"), "-f", str(folder / "jupyterhub_config.py")],
                cwd=folder, env=_clean(environment), stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        _answers(hub, url, folder / "hub.log")
        running = Hub(url, folder, environment, passwords)
        yield running
        assert running.foreign == [], "pages asked other machines"
    finally:
        if hub is not None:
            _end(hub)
        for person in passwords:
            _remove(person)
        shutil.rmtree(folder)


CONFIG = """
c = get_config()
c.JupyterHub.bind_url = {url!r}
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.JupyterHub.cookie_secret_file = "{folder}/cookie_secret"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.allow_named_servers = True
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = ["{node}", "{environment}/node_modules/configurable-http-proxy/bin/configurable-http-proxy"]
c.Spawner.args = ["--LabApp.expose_app_in_browser=True"]  # to see when a notebook is at rest
c.PAMAuthenticator.open_sessions = False  # a container has none; passwords are asked for all the same
c.Spawner.start_timeout = c.Spawner.http_timeout = 120  # on a busy machine
{more}
load_subconfig("{folder}/kooperation.py")
"""


def _set(course: Path, values: Mapping[str, object]) -> str:
    """Return the file to copy with its *values* set, as an administrator does it."""
    text = (course / "course/kooperation/desk/hub/jupyterhub_config.py").read_text("utf-8")
    for name, value in values.items():
        text, count = re.subn(rf"^{name} = .*$", f"{name} = {value!r}", text, flags=re.M)
        assert count == 1, name
    return text


def _account(folder: Path, person: str, password: str) -> None:
    _remove(person)
    (folder / "home").mkdir(exist_ok=True)
    home = folder / "home" / person
    _done(["useradd", "--create-home", "--home-dir", str(home), "--shell", "/bin/bash", person])
    home.chmod(0o700)
    subprocess.run(["chpasswd"], input=f"{person}:{password}", text=True, check=True)


def _remove(person: str) -> None:
    """Delete the account, and end what still runs as it."""
    with suppress(KeyError):
        uid = pwd.getpwnam(person).pw_uid
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if process.stat().st_uid == uid:
                    os.kill(int(process.name), signal.SIGKILL)
        _done(["userdel", "--force", person])


def _readable(folder: Path) -> None:
    _done(["chmod", "-R", "a+rX", str(folder)])


def _instructors_edition(target: Path) -> None:
    for name in INSTRUCTORS_EDITION:
        source = ROOT / name
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(
                source,
                target / name,
                ignore=shutil.ignore_patterns("__pycache__", "*.answers.json", "lernstand*"),
            )
        elif source.exists():
            shutil.copyfile(source, target / name)
    _done(["chown", "-R", f"{ACCOUNT}:{ACCOUNT}", str(target)])


def environment() -> Path:
    """Return the hub's own environment and its proxy, which anybody may use."""
    place = CACHE / "hub"
    place.mkdir(parents=True, exist_ok=True)
    if not (place / "node_modules" / "configurable-http-proxy").is_dir():
        _done(["npm", "install", "--no-fund", "--no-audit", "--prefix", str(place), PROXY])
    if not (place / "env").is_dir():
        base = shutil.which("python3", path="/usr/bin:/usr/local/bin") or sys.executable
        _done([base, "-m", "venv", str(place / "env")])
    return place


def _install(place: Path, course: Path) -> None:
    """Install *course* as course/hub.md says, with the versions that are pinned; what is there already is not fetched again."""
    pins = (ROOT / "binder" / "requirements.txt").read_text("utf-8").splitlines()
    (place / "pins.txt").write_text(
        "\n".join([HUB, *(pin for pin in pins if "==" in pin)]), "utf-8"
    )
    pip = [
        str(place / "env" / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--constraint",
        str(place / "pins.txt"),
    ]
    _done([*pip, f"{course}[hub]"])


def _done(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")


def _free_ports(count: int) -> list[int]:
    with ExitStack() as open_:
        sockets = [open_.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _clean(environment: Path) -> dict[str, str]:
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("JUPYTER", "NBGRADER", "VIRTUAL_ENV", "PYTHON"))
    }
    return {**kept, "PATH": f"{environment / 'env' / 'bin'}:{os.environ['PATH']}"}


def _answers(hub: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Wait until the hub answers through its proxy."""
    end = time.monotonic() + START
    while time.monotonic() < end and hub.poll() is None:
        with suppress(OSError):
            urllib.request.urlopen(f"{url}hub/login", timeout=5).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"The hub did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")


def _end(hub: subprocess.Popen[bytes]) -> None:
    hub.terminate()  # it ends its proxy and the servers
    with suppress(subprocess.TimeoutExpired):
        hub.wait(30)
    with suppress(ProcessLookupError):
        os.killpg(hub.pid, signal.SIGKILL)
    hub.wait(30)
