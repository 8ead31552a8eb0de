"""What the command line knows of exchanging with a learning platform. Thin: each command is one call."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from kooperation.base.words import Words

HELP = Words("desk.exchange")
COMMANDS = ("roster", "collect", "feedback", "return")


def add_commands(command: Callable[[str, str], argparse.ArgumentParser], slug: str) -> None:
    """Add the commands with *command(name, help)*; *slug* is what the help calls an assignment."""
    roster = command("roster", HELP["roster"])
    roster.add_argument("people", metavar=HELP["file"], type=Path, help=HELP["people"])
    collect = command("collect", HELP["collect"])
    collect.add_argument("slug", metavar=slug, help=HELP["slug"])
    collect.add_argument("files", metavar=HELP["file"], nargs="*", type=Path, help=HELP["files"])
    collect.add_argument("--dry-run", action="store_true", help=HELP["dry_run"])
    feedback = command("feedback", HELP["feedback"])
    feedback.add_argument("slug", metavar=slug, help=HELP["slug"])
    feedback.add_argument("--with-solutions", action="store_true", help=HELP["solutions"])
    person = HELP["person"]
    feedback.add_argument("--student", action="append", metavar=person, help=HELP["student"])
    back = command("return", HELP["return"])
    back.add_argument("slug", metavar=slug, help=HELP["slug"])
    back.add_argument("sheet", metavar=HELP["file"], nargs="?", type=Path, help=HELP["sheet"])
    back.add_argument("--dry-run", action="store_true", help=HELP["dry_run"])


def run(given: argparse.Namespace, root: Path) -> int:
    """Run the command that was *given*; return 1 if something of it was refused, else 0."""
    does = {"roster": _roster, "collect": _collect, "feedback": _feedback, "return": _return}
    return does[given.command](given, root)


def _roster(given: argparse.Namespace, root: Path) -> int:
    from kooperation.grading.exchange.roster import take_roster

    for line in take_roster(root, given.people):
        print(line)
    return 0


def _feedback(given: argparse.Namespace, root: Path) -> int:
    from kooperation.grading.exchange.pages import feedback

    students, solutions = given.student or [], given.with_solutions
    for line in feedback(root, given.slug, students, solutions=solutions):
        print(line)
    return 0


def _return(given: argparse.Namespace, root: Path) -> int:
    from kooperation.grading.exchange.give_back import give_back

    for line in give_back(root, given.slug, given.sheet, dry_run=given.dry_run):
        print(line)
    return 0


def _collect(given: argparse.Namespace, root: Path) -> int:
    from kooperation.grading.exchange.collect import take
    from kooperation.grading.exchange.late import deadline_of
    from kooperation.grading.exchange.uploads import gather
    from kooperation.grading.run import only_run

    if given.files:
        found = gather(root, given.slug, given.files)
    else:
        from kooperation.grading.exchange.hub import gather_inbound, hub_settings

        found = gather_inbound(hub_settings(root, given.slug), given.slug)
    due = deadline_of(root, given.slug)
    with only_run(root):
        for line in take(root, given.slug, found, due, dry_run=given.dry_run):
            print(line)
    return 1 if found.refused else 0
