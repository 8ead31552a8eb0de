"""What the command line knows of the course as a whole: given on, packed for elsewhere, renewed. Thin: each command is one call."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kooperation.base.places import UnavailableError, course_root
from kooperation.base.words import Words

HELP = Words("desk.help")
COMMANDS = ("update", "publish", "bundle", "book", "site")


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
    book = command("book", HELP["book"])
    book.add_argument("target", metavar=target, type=Path, help=new)
    book.add_argument("--pdf", action="store_true", help=HELP["pdf"])
    site = command("site", HELP["site"])
    site.add_argument("target", metavar=target, type=Path, help=new)
    site.add_argument("--pyodide", metavar=HELP["folder_name"], type=Path, help=HELP["pyodide"])


def run(given: argparse.Namespace) -> int:
    """Run the command that was *given*; return 0, since what cannot be done is raised."""
    does = {
        **{"update": _update, "publish": _publish, "bundle": _bundle},
        **{"book": _book, "site": _site},
    }
    does[given.command](given)
    return 0


@contextmanager
def _authored() -> Iterator[None]:
    """Tell a fault in the course's sources as what cannot be done; learners have nothing to read sources with."""
    from kooperation.authoring import AuthoringError

    try:
        yield
    except AuthoringError as error:
        raise UnavailableError(str(error)) from error


def _update(given: argparse.Namespace) -> None:
    from kooperation.desk.update import update

    print("\n".join(update(given.folder, given.source, datetime.now())))


def _publish(given: argparse.Namespace) -> None:
    from kooperation.desk.publishing import publish

    with _authored():
        made = publish(course_root(), given.target, given.repository)
    print(HELP.filled("published", target=made))


def _bundle(given: argparse.Namespace) -> None:
    from kooperation.desk.bundling import bundle

    print(HELP.filled("published", target=bundle(course_root(), given.target)))


def _book(given: argparse.Namespace) -> None:
    from kooperation.desk.book.book import write_book

    for line in write_book(course_root(), given.target, pdf=given.pdf):
        print(line, flush=True)


def _site(given: argparse.Namespace) -> None:
    from kooperation.desk.site import write_site

    for line in write_site(course_root(), given.target, given.pyodide):
        print(line, flush=True)
