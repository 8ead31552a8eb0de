"""The command line: `kooperation lab`, `check`, `build`. Thin: each command is one call."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kooperation import __version__
from kooperation.places import WORK, UnavailableError, assignments, course_root

USAGE_ERROR = 2


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; help and messages are German."""
    top = _GermanParser(
        prog="kooperation", description="Der Kurs «Kooperation im und ums SGB II».", add_help=False
    )
    _help(top)
    top.add_argument("--version", action="version", version=f"kooperation {__version__}",
                     help="die Fassung nennen und enden")  # fmt: skip
    commands = top.add_subparsers(dest="command", metavar="BEFEHL", title="Befehle")

    lab = commands.add_parser("lab", help="den Kurs in JupyterLab öffnen", add_help=False)
    _help(lab)
    lab.add_argument("--no-browser", action="store_true", help="kein Browserfenster öffnen")
    lab.add_argument(
        "--port", type=int, help="auf diesem Port, sonst auf dem ersten freien ab 8888"
    )

    check = commands.add_parser("check", help="die eigene Lösung prüfen", add_help=False)
    _help(check)
    check.add_argument("slug", metavar="AUFGABE", help="Kurzname der Aufgabe, zum Beispiel dilemma")
    check.add_argument("--folder", type=Path, help=f"Ordner der Lösung, sonst {WORK}/AUFGABE")
    check.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    build = commands.add_parser(
        "build", add_help=False,
        help="für Lehrende: Notebooks aus ihren Texten drucken, release/ erzeugen",
    )  # fmt: skip
    _help(build)
    return top


class _GermanParser(argparse.ArgumentParser):
    """argparse with its fixed words in German."""

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "Aufruf:")

    def format_help(self) -> str:
        words = (
            ("usage:", "Aufruf:"),
            ("options:", "Angaben:"),
            ("positional arguments:", "Teile:"),
        )
        text = super().format_help()
        for english, german in words:
            text = text.replace(english, german)
        return text

    def error(self, message: str) -> None:  # type: ignore[override]
        known = (
            ("the following arguments are required:", "es fehlt:"),
            ("unrecognized arguments:", "unbekannt:"),
            ("invalid int value:", "keine ganze Zahl:"),
            ("invalid choice:", "gibt es nicht:"),
            ("choose from", "zur Wahl stehen"),
            ("expected one argument", "braucht einen Wert"),
            ("argument", "Angabe"),
        )
        for english, german in known:
            message = message.replace(english, german)
        self.print_usage(sys.stderr)
        self.exit(USAGE_ERROR, f"kooperation: {message}. Hilfe: «kooperation --help».\n")


def _help(to: argparse.ArgumentParser) -> None:
    to.add_argument("--help", "-h", action="help", help="diese Hilfe zeigen und enden")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0, or 2 where something cannot be done."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know «»
            stream.reconfigure(errors="replace")
    top = parser()
    given = top.parse_args(arguments)
    try:
        if given.command == "lab":
            from kooperation.lab import open_lab

            return open_lab(port=given.port, browser=not given.no_browser)
        if given.command == "check":
            return _check(given.slug, given.folder, json=given.json)
        if given.command == "build":
            from kooperation.authoring import build

            for path in build(course_root()):
                print(f"geschrieben: {path}")
            return 0
    except UnavailableError as error:
        print(f"kooperation: {error}", file=sys.stderr)
        return USAGE_ERROR
    top.print_help()
    return 0


def _check(slug: str, folder: Path | None, *, json: bool) -> int:
    root = course_root()
    if slug not in (known := assignments(root)):
        raise UnavailableError(
            f"Die Aufgabe «{slug}» gibt es nicht. Es gibt: {', '.join(known) or 'noch keine'}."
        )
    # jsonschema, below nbgrader, would spend 1.5 s on a checker of addresses that nobody uses here.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from kooperation.grading.check import as_json, check, report

    results = check(slug, folder or root / WORK / slug, root)
    print(as_json(results) if json else report(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
