"""The command line: `kooperation …`; `kooperation --help` lists the commands. Thin: each command is one call."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from kooperation import __version__
from kooperation.base.places import (
    WORK,
    UnavailableError,
    assignments,
    course_root,
    require_plain_path,
    require_source,
    require_tests,
)
from kooperation.base.records import ContentError
from kooperation.base.words import Words
from kooperation.desk import class_commands, edition_commands, exchange_commands, hall_command
from kooperation.desk.parts import without
from kooperation.grading.trouble import told

HELP = Words("desk.help")
ERRORS = Words("desk.errors.cli")
USAGE_ERROR = 2
YEAR = 365


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; help and messages are German."""
    top = _GermanParser(prog="kooperation", description=HELP["course"], add_help=False)
    _help(top)
    version = f"kooperation {__version__}"
    top.add_argument("--version", action="version", version=version, help=HELP["version"])
    commands = top.add_subparsers(dest="command", metavar=HELP["command"], title=HELP["commands"])

    def command(name: str, what: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=what, add_help=False)
        _help(made)
        return made

    slug = HELP["assignment"]
    lab = command("lab", HELP["lab"])
    folder = HELP["lab_folder"]
    lab.add_argument("folder", metavar=HELP["place"], nargs="?", type=Path, help=folder)
    lab.add_argument("--no-browser", action="store_true", help=HELP["no_browser"])
    lab.add_argument("--port", type=int, help=HELP["port"])
    check = command("check", HELP["check"])
    check.add_argument("slug", metavar=slug, help=HELP["slug"])
    check.add_argument("--folder", type=Path, help=HELP.filled("folder", work=WORK))
    check.add_argument("--json", action="store_true", help=HELP["json"])
    check.add_argument("--solutions", action="store_true", help=HELP["solutions"])
    practice = command("practice", HELP["practice"])
    practice.add_argument("slug", metavar=slug, help=HELP["slug"])
    practice.add_argument("--question", metavar=HELP["name"], help=HELP["question"])
    pack = command("pack", HELP["pack"])
    pack.add_argument("slug", metavar=slug, help=HELP["slug"])
    pack.add_argument("--folder", type=Path, help=HELP.filled("folder", work=WORK))
    doctor = command("doctor", HELP["doctor"])
    doctor.add_argument("--json", action="store_true", help=HELP["support"])
    build = command("build", HELP["build"])
    build.add_argument("slug", metavar=slug, nargs="?", help=HELP["only"])
    edition_commands.add_commands(command)
    class_commands.add_commands(command, slug)
    exchange_commands.add_commands(command, slug)
    hall_command.add_command(command)
    claims = command("claims", HELP["claims"])
    days = HELP["days"]
    claims.add_argument("--older-than", type=int, default=YEAR, metavar=days, help=HELP["older"])
    claims.add_argument("--on", type=date.fromisoformat, metavar=HELP["day"], help=HELP["on"])
    return top


def commands() -> set[str]:
    """Return the names of all commands."""
    (found,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return set(found.choices)


class _GermanParser(argparse.ArgumentParser):
    """argparse with its fixed words in German: each line of `argparse` is „English = German“."""

    def format_usage(self) -> str:
        return _translated(super().format_usage())

    def format_help(self) -> str:
        return _translated(super().format_help())

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        said = HELP.filled("error", message=_translated(message))
        self.exit(USAGE_ERROR, f"kooperation: {said}\n")


def _translated(text: str) -> str:
    for line in HELP.lines("argparse"):
        english, german = line.split(" = ")
        text = text.replace(english, german)
    return text


def _help(to: argparse.ArgumentParser) -> None:
    to.add_argument("--help", "-h", action="help", help=HELP["help"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0, or 2 where something cannot be done."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know „“
            stream.reconfigure(errors="replace")
    top = parser()
    given = top.parse_args(arguments)
    try:
        if given.command == "lab":
            from kooperation.desk.lab import open_lab

            return open_lab(given.folder, port=given.port, browser=not given.no_browser)
        if given.command == "check":
            return _check(given)
        if given.command == "practice":
            from kooperation.desk.practice import practise

            practise(given.slug, given.question)
            return 0
        if given.command == "pack":
            return _pack(given.slug, given.folder)
        if given.command == "doctor":
            from kooperation.desk.doctor.command import doctor

            return doctor(as_json=given.json)
        if given.command in ("build", "claims"):
            require_source(course_root(), given.command)
        if given.command == "build":
            return _build(given.slug)
        if given.command == hall_command.NAME:
            return hall_command.run(given)
        if given.command in edition_commands.COMMANDS:
            return edition_commands.run(given)
        for group in (class_commands, exchange_commands):
            if given.command in group.COMMANDS:
                root = course_root()
                if not Path.cwd().is_relative_to(root):
                    print(HELP.filled("elsewhere", folder=root), file=sys.stderr)
                require_plain_path(root)
                require_source(root, given.command)
                if "slug" in given:
                    _require_assignment(root, given.slug)
                return _over_a_class(group.run, given, root)
        if given.command == "claims":
            return _claims(given.older_than, given.on or date.today())
    except ModuleNotFoundError as error:
        print(f"kooperation: {without(error)}", file=sys.stderr)
        return USAGE_ERROR
    except UnavailableError as error:
        print(f"kooperation: {error}", file=sys.stderr)
        return USAGE_ERROR
    top.print_help()
    return 0


def _over_a_class(
    run: Callable[[argparse.Namespace, Path], int], given: argparse.Namespace, root: Path
) -> int:
    """Run a command; what stops it and is no fault of ours is told in a sentence, with what to do."""
    try:
        return run(given, root)
    except (KeyboardInterrupt, Exception) as error:
        if said := told(error):
            raise UnavailableError(said) from error
        raise


def _pack(slug: str, folder: Path | None) -> int:
    from kooperation.assignments.packing import pack, pack_folder, told

    root = course_root()
    _require_assignment(root, slug)
    packed = pack(slug, root) if folder is None else pack_folder(slug, folder)
    for line in told(packed):
        print(line)
    return 0


def _build(slug: str | None) -> int:
    from kooperation.authoring import AuthoringError
    from kooperation.desk.building import build

    try:
        for line in build(course_root(), slug):
            print(line)
    except (AuthoringError, ContentError) as error:
        raise UnavailableError(str(error)) from error
    except OSError as error:
        raise UnavailableError(
            ERRORS.filled("unreadable", file=error.filename, reason=error.strerror)
        ) from error
    return 0


def _claims(days: int, today: date) -> int:
    from kooperation.authoring import AuthoringError, old_claims

    try:
        lines = list(old_claims(course_root(), days, today))
    except AuthoringError as error:
        raise UnavailableError(str(error)) from error
    for line in lines or [HELP.filled("none_old", days=days)]:
        print(line)
    return 0


def _require_assignment(root: Path, slug: str) -> None:
    if slug not in (known := assignments(root)):
        raise UnavailableError(
            ERRORS.filled("no_assignment", slug=slug, known=", ".join(known) or ERRORS["none_yet"])
        )


def _check(given: argparse.Namespace) -> int:
    root = course_root()
    _require_assignment(root, given.slug)
    require_tests(root, given.slug)
    # jsonschema, below nbgrader, would spend 1.5 s on a checker of addresses that nobody uses here.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from kooperation.grading.own_check import own_check
    from kooperation.grading.results import as_json, report

    folder = given.folder or root / WORK / given.slug
    results = own_check(given.slug, folder, root, solutions=given.solutions)
    print(as_json(results) if given.json else report(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
