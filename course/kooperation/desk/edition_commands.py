"""What the command line knows of the course as a whole: given on, packed for elsewhere, renewed. Thin: each command is one call."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kooperation.base.places import UnavailableError, course_root
from kooperation.base.words import Words

HELP = Words("desk.help")
COMMANDS = ("update", "publish", "bundle")


def add_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Add the commands with *command(name, help)*."""
    place, target, new = HELP["place"], HELP["target"], HELP["new_folder"]
    update = command("update", HELP["update"])
    update.add_argument("folder", metavar=place, nargs="?", type=Path, help=HELP["lab_folder"])
    update.add_argument("--from", dest="source", metavar=place, type=Path, help=HELP["from"])
    publish = command("publish", HELP["publish"])
    publish.add_argument("target", metavar=target, type=Path, help=new)
    publish.add_argument("--repository", metavar="OWNER/NAME", help=HELP["repository"])
    bundle = command("bundle", HELP["bundle"])
    bundle.add_argument("target", metavar=target, type=Path, help=new)


def run(given: argparse.Namespace) -> int:
    """Run the command that was *given*; return 0, since what cannot be done is raised."""
    {"update": _update, "publish": _publish, "bundle": _bundle}[given.command](given)
    return 0


def _update(given: argparse.Namespace) -> None:
    from kooperation.desk.update import update

    print("\n".join(update(given.folder, given.source, datetime.now())))


def _publish(given: argparse.Namespace) -> None:
    from kooperation.authoring import AuthoringError
    from kooperation.desk.publishing import publish

    try:
        made = publish(course_root(), given.target, given.repository)
    except AuthoringError as error:
        raise UnavailableError(str(error)) from error
    print(HELP.filled("published", target=made))


def _bundle(given: argparse.Namespace) -> None:
    from kooperation.desk.bundling import bundle

    print(HELP.filled("published", target=bundle(course_root(), given.target)))
