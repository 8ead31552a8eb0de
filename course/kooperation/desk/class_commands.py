"""What the command line knows of a class: grading, marking, reporting. Thin: each command is one call."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from kooperation.base.places import UnavailableError, require_plain_path
from kooperation.base.words import Words

HELP, GRADE = Words("desk.help"), Words("grading.grade")
ERRORS = Words("desk.errors.class_commands")
COMMANDS = ("variants", "grade", "mark", "report", "tournament", "demo")


def add_commands(command: Callable[[str, str], argparse.ArgumentParser], slug: str) -> None:
    """Add the commands with *command(name, help)*; *slug* is what the help calls an assignment."""
    variants = command("variants", HELP["variants"])
    variants.add_argument("slug", metavar=slug, help=HELP["slug"])
    variants.add_argument("--folder", type=Path, help=HELP["submitted"])
    grade = command("grade", HELP["grade"])
    grade.add_argument("slug", metavar=slug, help=HELP["slug"])
    grade.add_argument("--jobs", type=int, metavar=HELP["number"], help=HELP["jobs"])
    grade.add_argument("--scheduler", default="", metavar=HELP["address"], help=HELP["scheduler"])
    grade.add_argument("--student", action="append", metavar=HELP["person"], help=HELP["student"])
    options = {"new": HELP["new"], "dry-run": HELP["dry_run"], "unsandboxed": HELP["unsandboxed"]}
    for option in options:
        grade.add_argument(f"--{option}", action="store_true", help=options[option])
    mark = command("mark", HELP["mark"])
    mark.add_argument("slug", metavar=slug, help=HELP["slug"])
    mark.add_argument("--objection", default="", metavar=HELP["code"], help=HELP["objection"])
    mark.add_argument("--no-browser", action="store_true", help=HELP["no_browser"])
    mark.add_argument("--port", type=int, help=HELP["port"])
    report = command("report", HELP["report"])
    report.add_argument("slug", metavar=slug, help=HELP["slug"])
    tournament = command("tournament", HELP["tournament"])
    tournament.add_argument("--folder", type=Path, help=HELP["submitted"])
    tournament.add_argument("--seed", metavar=HELP["text"], help=HELP["names_seed"])
    tournament.add_argument("--unsandboxed", action="store_true", help=HELP["unsandboxed"])
    demo = command("demo", HELP["demo"])
    demo.add_argument("folder", metavar=HELP["target"], type=Path, help=HELP["empty_folder"])
    demo.add_argument("--students", type=int, default=30, metavar=HELP["number"], help=HELP["size"])
    demo.add_argument("--seed", type=int, default=2026, metavar=HELP["number"], help=HELP["seed"])


def run(given: argparse.Namespace, root: Path) -> int:
    """Run the command that was *given*; return 1 if a submission could not be graded, else 0."""
    does = {
        **{"variants": _variants, "grade": _grade, "mark": _mark, "report": _report},
        **{"tournament": _tournament, "demo": _demo},
    }
    return does[given.command](given, root)


def _variants(given: argparse.Namespace, root: Path) -> int:
    slug, folder = given.slug, given.folder or root / "submitted"
    handed_in = len(list(folder.glob(f"*/{slug}/{slug}.answers.json")))
    if not handed_in:
        raise UnavailableError(ERRORS.filled("no_submission", folder=folder, slug=slug))
    # nbgrader takes its time
    from kooperation.grading.variants import report, shared_situations, shared_variants

    shared, alike = shared_variants(folder, slug), shared_situations(folder, slug)
    print(report(shared, handed_in, alike))
    return 0


def _grade(given: argparse.Namespace, root: Path) -> int:
    slug = given.slug
    from kooperation.grading.grade import grade, handed_in
    from kooperation.grading.summary import report

    there = handed_in(root, slug, only_new=given.new)
    students = given.student or there
    where = {"folder": root / "submitted", "slug": slug}
    if missing := sorted(set(students) - set(there)):
        raise UnavailableError(GRADE.filled("unknown", people=", ".join(missing), **where))
    if not students:
        if given.new and handed_in(root, slug):
            raise UnavailableError(GRADE.filled("all_graded", slug=slug))
        raise UnavailableError(GRADE.filled("none", **where))
    if given.dry_run:
        print(GRADE.filled("would", count=len(students), people=", ".join(students)))
        return 0
    before = (
        sorted({*handed_in(root, slug)} - {*students}) if given.new and not given.student else []
    )
    try:
        graded = grade(
            root,
            slug,
            students,
            before,
            jobs=given.jobs or os.cpu_count() or 1,
            unsandboxed=given.unsandboxed,
            scheduler=given.scheduler,
            told=lambda line: print(line, end="\r", file=sys.stderr, flush=True),
        )
    except KeyboardInterrupt as error:
        raise UnavailableError(GRADE.filled("stopped", slug=slug)) from error
    print("\n".join(report(graded, len(before))))
    return 1 if any(outcome.problem for outcome in graded.outcomes) else 0


def _mark(given: argparse.Namespace, root: Path) -> int:
    from kooperation.desk.mark import open_desk

    browser = not given.no_browser
    return open_desk(root, given.slug, port=given.port, browser=browser, objection=given.objection)


def _report(given: argparse.Namespace, root: Path) -> int:
    from kooperation.grading.report.command import report

    print("\n".join(report(root, given.slug)))
    return 0


def _tournament(given: argparse.Namespace, root: Path) -> int:
    from kooperation.grading.tournament.command import tournament

    lines = tournament(
        root,
        given.folder or root / "submitted",
        seed=given.seed,
        unsandboxed=given.unsandboxed,
        told=lambda line: print(line, end="\r", file=sys.stderr, flush=True),
    )
    print("\n".join(lines))
    return 0


def _demo(given: argparse.Namespace, root: Path) -> int:
    from kooperation.authoring.demo.demo import STEPS, demo, steps
    from kooperation.desk.cli import commands

    require_plain_path(given.folder.resolve())
    demo(root, given.folder, given.students, given.seed)
    lines = steps(given.folder.resolve(), commands())
    (given.folder / STEPS).write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))
    return 0
