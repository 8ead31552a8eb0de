"""What the server of a person on a hub is told, as that person; the hub says by the environment who it is and what lies where."""

from __future__ import annotations

import json
import os
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from kooperation.base.places import HOME, START, WORK, UnavailableError
from kooperation.desk.carrying_out import carry_out
from kooperation.desk.shipped import RECORD, laid_out, record
from kooperation.desk.updating import changes
from kooperation.grading.settings import COURSE_ID
from kooperation.grading.settings import configure as configure_course

MINUTE = 60
# What of the course a learner has on a hub; the rest is installed.
SHOWN = ("course/lectures/[0-9][0-9]_*.ipynb", "course/*.md", "release/*/*.ipynb", "termine.toml")


def configure(c: Any) -> Any:
    """Set in *c* what `kooperation lab` has, and when idle kernels and servers end; lay out a learner's course."""
    own = files("kooperation")
    settings = json.loads(own.joinpath("desk", "server_settings.json").read_text("utf-8"))
    # Which of nbgrader's extensions there are is said by role, in learners/ and instructors/.
    for name, value in settings["ServerApp"].items():
        if name != "jpserver_extensions":
            c.ServerApp[name] = value
    c.ContentsManager.hide_globs = settings["ContentsManager"]["hide_globs"]
    # German, no news asked for; which of nbgrader's menus there are stands in learners/ and instructors/.
    c.LabApp.app_settings_dir = str(own.joinpath("desk", "lab_settings"))
    c.LabApp.extra_labextensions_path = [str(own.joinpath("labextension"))]
    # What a kernel says goes through ports of the machine, which all on it can listen to: where Jupyter can encrypt, it does.
    c.MappingKernelManager.transport_encryption = "auto"
    # A kernel that a page still listens to is in use: who reads and thinks keeps what was entered.
    c.MappingKernelManager.cull_idle_timeout = int(os.environ["KOOPERATION_IDLE_KERNEL"]) * MINUTE
    c.MappingKernelManager.cull_interval = 5 * MINUTE
    c.ServerApp.shutdown_no_activity_timeout = int(os.environ["KOOPERATION_IDLE_SERVER"]) * MINUTE
    if graded := _graded():
        # Formgrader shows its pages in a frame, which a hub's servers forbid even to themselves.
        headers = {"Content-Security-Policy": "frame-ancestors 'self'"}
        c.ServerApp.tornado_settings = {**c.ServerApp.tornado_settings, "headers": headers}
        c.ServerApp.default_url = f"/lab/tree/{graded.relative_to(Path.home())}"
    else:
        lay_out(Path(os.environ["KOOPERATION_COURSE"]), Path.home() / HOME, datetime.now())
        c.ServerApp.default_url = f"/lab/tree/{HOME}/{START.as_posix()}"
    return c


def configure_nbgrader(c: Any) -> Any:
    """Set in *c* where this hub's exchange is, and where assignments lie."""
    c.CourseDirectory.course_id = COURSE_ID
    c.Exchange.root = os.environ["KOOPERATION_EXCHANGE"]
    if graded := _graded():
        configure_course(c, graded)
        c.CourseDirectory.root = str(graded)  # formgrader starts in the home
    else:
        c.ExchangeFactory.submit = "kooperation.grading.exchange.closed.SubmitClosed"
        # Where the course's panel and `kooperation pack` look for them.
        c.Exchange.assignment_dir = str(Path.home() / HOME / WORK)
    return c


def _graded() -> Path | None:
    """Return where the course with its solutions lies, in the home of the account that grades; None for everybody else."""
    name = os.environ.get("KOOPERATION_GRADED")
    return Path.home() / name if name else None


def lay_out(course: Path, home: Path, now: datetime) -> None:
    """Bring what learners have of *course* to *home*, and keep what they did there; nobody else may look into it.

    A newer course comes as by `kooperation update`. An assignment is begun from the course's panel, or fetched by
    nbgrader's list. If it cannot be done now, the server's log says why; it opens with what is there.
    """
    if not home.exists():
        home.mkdir(mode=0o700)
    (home / WORK).mkdir(exist_ok=True)
    shown = {
        path.relative_to(course).as_posix(): path.read_bytes()
        for pattern in SHOWN
        for path in sorted(course.glob(pattern))
        if path.is_file()
    }
    shown[RECORD] = record(shown, laid_out(course)[0])
    planned = changes(home, shown)
    try:
        if planned.written or planned.removed:
            carry_out(home, planned, f"{now:%Y-%m-%d_%H%M%S}")
        for said in planned.told:
            print(said)
    except UnavailableError as error:
        print(error)
