"""What the command line knows of a session in the lecture hall. Thin: the command is one call."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from kooperation.base.words import Words

HELP = Words("desk.help")
NAME = "hoersaal"


def add_command(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Add the command with *command(name, help)*."""
    hall = command(NAME, HELP["hall"])
    hall.add_argument("--network", action="store_true", help=HELP["hall_network"])
    hall.add_argument("--port", type=int, help=HELP["hall_port"])
    hall.add_argument("--address", default="", metavar=HELP["address"], help=HELP["hall_address"])
    hall.add_argument("--prefix", default="/", metavar=HELP["text"], help=HELP["hall_prefix"])
    hall.add_argument("--hub", action="store_true", help=HELP["hall_hub"])
    hall.add_argument("--no-browser", action="store_true", help=HELP["no_browser"])
    hall.add_argument("--new", action="store_true", help=HELP["hall_new"])
    hall.add_argument("--folder", type=Path, metavar=HELP["place"], help=HELP["hall_folder"])


def run(given: argparse.Namespace) -> int:
    """Serve a session until it ends, on a hub one after the other; return 0."""
    from kooperation.desk.classroom.command import HallOptions, serve_hall
    from kooperation.desk.classroom.hub_service import as_service

    options = HallOptions(
        network=given.network,
        port=given.port,
        address=given.address,
        prefix=given.prefix,
        browser=not given.no_browser,
        new=given.new,
        folder=given.folder,
    )
    return serve_hall(as_service(options) if given.hub else options)
