"""The command line: `kooperation lab | check | build | publish | variants`. Thin: each command is one call."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kooperation import __version__
from kooperation.base.places import WORK, UnavailableError, assignments, course_root

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
    check.add_argument("--solutions", action="store_true", help="auch sagen, was richtig wäre")

    build = commands.add_parser(
        "build", add_help=False,
        help="für Lehrende: Notebooks aus ihren Texten drucken, release/ erzeugen",
    )  # fmt: skip
    _help(build)
    build.add_argument("slug", metavar="AUFGABE", nargs="?", help="nur diese Aufgabe")

    publish = commands.add_parser(
        "publish", add_help=False,
        help="für Lehrende: die Ausgabe für Lernende schreiben, ohne Lösungen und Prüfungen",
    )  # fmt: skip
    _help(publish)
    publish.add_argument("target", metavar="ZIEL", type=Path, help="ein neuer Ordner außerhalb")

    variants = commands.add_parser(
        "variants", add_help=False,
        help="für Lehrende: wer dieselbe Variante abgegeben hat",
    )  # fmt: skip
    _help(variants)
    variants.add_argument("slug", metavar="AUFGABE", help="Kurzname der Aufgabe")
    variants.add_argument("--folder", type=Path, help="Ordner der Abgaben, sonst submitted")
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
            from kooperation.desk.lab import open_lab

            return open_lab(port=given.port, browser=not given.no_browser)
        if given.command == "check":
            return _check(given)
        if given.command == "build":
            return _build(given.slug)
        if given.command == "publish":
            return _publish(given.target)
        if given.command == "variants":
            return _variants(given.slug, given.folder)
    except UnavailableError as error:
        print(f"kooperation: {error}", file=sys.stderr)
        return USAGE_ERROR
    top.print_help()
    return 0


def _build(slug: str | None) -> int:
    from kooperation.authoring import AuthoringError, build

    try:
        for line in build(course_root(), slug):
            print(line)
    except AuthoringError as error:
        raise UnavailableError(str(error)) from error
    return 0


def _publish(target: Path) -> int:
    from kooperation.authoring import AuthoringError
    from kooperation.desk.publishing import publish

    try:
        print(f"geschrieben: {publish(course_root(), target)}")
    except AuthoringError as error:
        raise UnavailableError(str(error)) from error
    return 0


def _variants(slug: str, folder: Path | None) -> int:
    root = course_root()
    _require_assignment(root, slug)
    folder = folder or root / "submitted"
    handed_in = len(list(folder.glob(f"*/{slug}/{slug}.answers.json")))
    if not handed_in:
        raise UnavailableError(
            f"In «{folder}» liegt keine Abgabe von «{slug}». Sammeln Sie zuerst ein, oder nennen Sie "
            "den Ordner mit «--folder»."
        )
    from kooperation.grading.variants import report, shared_variants  # nbgrader takes its time

    print(report(shared_variants(folder, slug), handed_in))
    return 0


def _require_assignment(root: Path, slug: str) -> None:
    if slug not in (known := assignments(root)):
        raise UnavailableError(
            f"Die Aufgabe «{slug}» gibt es nicht. Es gibt: {', '.join(known) or 'noch keine'}."
        )


def _check(given: argparse.Namespace) -> int:
    root = course_root()
    _require_assignment(root, given.slug)
    # jsonschema, below nbgrader, would spend 1.5 s on a checker of addresses that nobody uses here.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from kooperation.grading.check import as_json, check, report

    folder = given.folder or root / WORK / given.slug
    results = check(given.slug, folder, root, solutions=given.solutions)
    print(as_json(results) if given.json else report(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
