"""The course on a JupyterHub. Copy this file, set the values below, and load it in your own jupyterhub_config.py:

    load_subconfig("/etc/jupyterhub/kooperation.py")

How and why: course/hub.md. Nothing here needs the course's package: the hub may live in an environment of its own.
"""

from __future__ import annotations

import os
import pwd
import socket
import stat
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# Set these ----------------------------------------------------------------------------------------

COURSE = "/srv/kooperation/kurs"  # the learner's edition, as `kooperation publish` writes it; all may read it
EXCHANGE = "/srv/kooperation/exchange"  # where assignments, submissions and feedback change hands
ACCOUNT = "kurs"  # the account that grades; its home is closed to everybody else
GRADED = "kurs"  # the folder in that home which holds the instructors' edition
INSTRUCTORS = {"kurs"}  # who may open that account's server, by their own login
LEARNERS = {"*"}  # logins; "*" is everybody who may log in
HALL = ""  # the account as which a class plays together; "" for none
ADDRESS = ""  # how phones reach the hub, if a class is to play: "https://hub.example.org/"
IDLE_KERNEL = 30  # minutes until the kernel of a closed notebook ends
IDLE_SERVER = 120  # minutes until a server ends in which nothing happens

# Nothing to set from here on ----------------------------------------------------------------------

ID = "kooperation"  # nbgrader's name of the course (kooperation/grading/settings.py)
LECTURE = "course/lectures/00_start.ipynb"
SETTINGS = Path(COURSE, "course", "kooperation", "desk", "hub")
EVERYBODY = "*"
SERVICE = "hoersaal"


class RefusedError(SystemExit):
    """The hub does not start; the German sentence says which value cannot be, and what to do."""

    def __init__(self, said: str) -> None:
        super().__init__(f"kooperation: {said}")


def check_values() -> None:
    """Raise RefusedError if one of the values above cannot be."""
    for name, minutes in (("IDLE_KERNEL", IDLE_KERNEL), ("IDLE_SERVER", IDLE_SERVER)):
        if type(minutes) is not int or minutes < 1:
            raise RefusedError(
                f"{name} = {minutes!r}: Nennen Sie eine ganze Zahl von Minuten, mindestens 1."
            )
    for name, people in (("INSTRUCTORS", INSTRUCTORS), ("LEARNERS", LEARNERS)):
        if not isinstance(people, (set, frozenset)) or not people:
            raise RefusedError(
                f'{name} = {people!r}: Nennen Sie Anmeldenamen in geschweiften Klammern, zum Beispiel {{"anna"}}.'
            )
    if EVERYBODY in INSTRUCTORS:
        raise RefusedError(
            "INSTRUCTORS: „*“ hieße, dass alle Lösungen und Noten sehen. Nennen Sie die Anmeldenamen der Lehrenden."
        )
    if not GRADED or Path(GRADED).is_absolute() or ".." in Path(GRADED).parts:
        raise RefusedError(
            f"GRADED = {GRADED!r}: Nennen Sie einen Ordner im Heimatordner von „{ACCOUNT}“, ohne Schrägstrich am Anfang."
        )
    if not Path(COURSE, LECTURE).is_file():
        raise RefusedError(
            f"COURSE = {COURSE!r}: Dort liegt kein Kurs („{LECTURE}“ fehlt). Legen Sie die Ausgabe für Lernende dorthin."
        )
    elif Path(COURSE, "source").exists():
        raise RefusedError(
            f"COURSE = {COURSE!r}: Das ist die Ausgabe für Lehrende; in „source/“ könnten alle die Lösungen lesen. "
            "Nehmen Sie, was „kooperation publish“ geschrieben hat."
        )
    elif not all(p.stat().st_mode & stat.S_IXOTH for p in (Path(COURSE), *Path(COURSE).parents)):
        raise RefusedError(
            f"COURSE = {COURSE!r}: Nicht alle dürfen diesen Ordner lesen. Helfen kann: chmod -R a+rX {COURSE!r}"
        )
    if not Path(EXCHANGE).is_absolute():
        raise RefusedError(
            f"EXCHANGE = {EXCHANGE!r}: Nennen Sie den ganzen Weg, mit Schrägstrich am Anfang."
        )


def prepare_exchange() -> None:
    """Make the exchange's folders where they are missing; raise RefusedError if one of them cannot stay as it is.

    The modes are nbgrader's with the sticky bit: without it anybody could rename the course's folder and set up another
    in its place, or take away what somebody else handed in.
    """
    try:
        account = pwd.getpwnam(ACCOUNT)
    except KeyError as error:
        raise RefusedError(
            f"ACCOUNT = {ACCOUNT!r}: Dieses Konto gibt es auf dem Rechner nicht. Legen Sie es an: useradd -m {ACCOUNT}"
        ) from error
    course, root = Path(EXCHANGE, ID), pwd.getpwuid(0)
    for folder, mode, owner in (
        (Path(EXCHANGE), 0o1777, root),
        (course, 0o755, account),
        (course / "outbound", 0o755, account),
        # Written to by all, listed by its owner alone; what is laid there gets its group, and is closed to others.
        (course / "inbound", 0o3733, account),
        # Read by who knows the name, which is a secret's hash.
        (course / "feedback", 0o711, account),
    ):
        try:
            if not folder.exists():
                folder.mkdir(parents=owner is root)
                os.chown(folder, owner.pw_uid, owner.pw_gid)
                folder.chmod(mode)
            about = folder.stat()
        except OSError as error:
            raise RefusedError(
                f"EXCHANGE: „{folder}“ lässt sich nicht anlegen ({error.strerror}). Starten Sie den Hub als root, oder legen Sie den Ordner an."
            ) from error
        if stat.S_IMODE(about.st_mode) != mode:
            raise RefusedError(
                f"EXCHANGE: Die Rechte von „{folder}“ stimmen nicht. Setzen Sie sie: chmod {mode:o} '{folder}'"
            )
        if (about.st_uid, about.st_gid) != (owner.pw_uid, owner.pw_gid):
            raise RefusedError(
                f"EXCHANGE: „{folder}“ gehört nicht „{owner.pw_name}“. Ändern Sie das: chown {owner.pw_name}: '{folder}'"
            )


def check_hall() -> None:
    """Raise RefusedError if no class can play together as HALL: phones have no account, so it must hold nothing else."""
    if HALL in {"root", ACCOUNT, *INSTRUCTORS, *LEARNERS}:
        raise RefusedError(
            f"HALL = {HALL!r}: Nehmen Sie ein eigenes Konto, in dem sonst nichts liegt, zum Beispiel „hoersaal“."
        )
    try:
        pwd.getpwnam(HALL)
    except KeyError as error:
        raise RefusedError(
            f"HALL = {HALL!r}: Dieses Konto gibt es auf dem Rechner nicht. Legen Sie es an: useradd --system --create-home {HALL}"
        ) from error
    if os.geteuid():
        raise RefusedError(
            f"HALL = {HALL!r}: Als dieses Konto kann den Dienst nur ein Hub starten, der als root läuft."
        )
    if urlsplit(ADDRESS).scheme not in ("http", "https") or not urlsplit(ADDRESS).hostname:
        raise RefusedError(
            f'ADDRESS = {ADDRESS!r}: Nennen Sie die Adresse, unter der Telefone den Hub finden, zum Beispiel "https://hub.example.org/".'
        )


def hall_service() -> dict[str, Any]:
    """Return the service in which a class plays together: a process of HALL's, which the hub starts again if it ends."""
    home = pwd.getpwnam(HALL).pw_dir
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {
        "name": SERVICE,
        "url": f"http://127.0.0.1:{port}",
        "command": ["kooperation", "hoersaal", "--hub", "--folder", f"{home}/{SERVICE}"],
        "user": HALL,
        "cwd": home,
        "oauth_no_confirm": True,
    }


def is_learner(user: Any) -> bool:
    """Say whether the course's settings are for *user*; on a hub with other courses they need not be for all."""
    return EVERYBODY in LEARNERS or bool(
        {group.name for group in user.groups} & {f"nbgrader-{ID}", f"formgrade-{ID}"}
    )


def settings_path(spawner: Any) -> str:
    """Return where the server of a person finds its settings; before those in the home, so that these hold."""
    if spawner.user.name == ACCOUNT:
        return f"{SETTINGS / 'instructors'}{os.pathsep}{SETTINGS / 'everybody'}"
    if is_learner(spawner.user):
        return f"{SETTINGS / 'learners'}{os.pathsep}{SETTINGS / 'everybody'}"
    return ""


def configure(c: Any) -> None:
    """Set in the hub's *c* what the course needs. Raises RefusedError if that cannot be."""
    check_values()
    prepare_exchange()
    people = {*INSTRUCTORS, ACCOUNT, *LEARNERS} - {EVERYBODY}
    c.Authenticator.allowed_users.update(people)
    groups = {f"formgrade-{ID}": INSTRUCTORS, f"nbgrader-{ID}": LEARNERS - {EVERYBODY}}
    c.JupyterHub.load_groups.update({name: {"users": sorted(who)} for name, who in groups.items()})
    # Instructors open the account that grades by their own login; nobody else's server, not even a learner's.
    scopes = [f"{scope}!user={ACCOUNT}" for scope in ("access:servers", "servers", "list:users")]
    if HALL:
        check_hall()
        c.JupyterHub.public_url = ADDRESS
        c.JupyterHub.services.append(hall_service())
        scopes.append(f"access:services!service={SERVICE}")
    role = {"name": f"formgrade-{ID}", "groups": [f"formgrade-{ID}"], "scopes": scopes}
    c.JupyterHub.load_roles.extend([role])
    c.Spawner.environment.update(
        {
            "JUPYTER_CONFIG_PATH": settings_path,
            "KOOPERATION_COURSE": COURSE,
            "KOOPERATION_EXCHANGE": EXCHANGE,
            "KOOPERATION_GRADED": lambda spawner: GRADED if spawner.user.name == ACCOUNT else "",
            "KOOPERATION_IDLE_KERNEL": str(IDLE_KERNEL),
            "KOOPERATION_IDLE_SERVER": str(IDLE_SERVER),
        }
    )


configure(get_config())  # type: ignore[name-defined]  # noqa: F821  (JupyterHub provides it)
