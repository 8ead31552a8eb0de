"""All checks, one after the other, and what is printed of them."""

from __future__ import annotations

import io
import json
import platform
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr
from functools import partial
from pathlib import Path

from kooperation import __version__
from kooperation.base.places import UnavailableError, course_root
from kooperation.base.words import Words
from kooperation.desk.doctor import computer, jupyter, packages, teaching
from kooperation.desk.doctor.diagnosis import Check, CourseCheck, Diagnosis, Health, todo

WORDS = Words("desk.doctor")
ANYWHERE: Mapping[str, Check] = {
    "versions": packages.versions,
    "extension": jupyter.extension,
    "german": jupyter.language_pack,
    "kernel": jupyter.kernel,
    "browser": computer.browser,
    "network": computer.network,
}
IN_A_COURSE: Mapping[str, CourseCheck] = {
    "copies": packages.shadows,
    "paths": computer.paths,
    "writing": computer.writing,
    "disk": computer.disk,
    "clock": computer.clock,
    "sandbox": teaching.sandbox,
    "exchange": teaching.exchange,
}


def doctor(*, as_json: bool) -> int:
    """Print what all checks say; return 1 if there is something to do, else 0."""
    found = list(examined())
    open_ones = sum(finding.state == Health.TODO for _, finding in found)
    if as_json:
        print(_json(found))
        return bool(open_ones)
    states, about = WORDS.section("state"), WORDS.section("about")
    width = max(map(len, states.values()))
    for name, finding in found:
        print(f"{states[finding.state]:{width}}  {about[name]}: {finding.said}")
    print()
    print(WORDS.filled("open", count=open_ones) if open_ones else WORDS["well"])
    return bool(open_ones)


def examined() -> Iterator[tuple[str, Diagnosis]]:
    """Yield what each check found, by its name; one that cannot be done is a finding, too."""
    checks = dict(ANYWHERE)
    try:
        root = course_root()
    except UnavailableError as error:
        yield "course", todo(str(error))
    else:
        checks |= {name: partial(check, root) for name, check in IN_A_COURSE.items()}
    for name, check in checks.items():
        yield from ((name, finding) for finding in _survived(check))


def _survived(check: Check) -> list[Diagnosis]:
    """Return what *check* finds. What else it would print (of a library's) goes: each finding is a sentence."""
    try:
        with redirect_stderr(io.StringIO()):
            return list(check())
    except (
        Exception,
        SystemExit,
    ) as error:  # whatever is broken here; nbgrader leaves by SystemExit
        why = f"{type(error).__name__}: {error}".splitlines()[0]
        return [todo(WORDS.filled("unchecked", why=why))]


def _json(found: list[tuple[str, Diagnosis]]) -> str:
    about = {
        "kooperation": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "folder": str(Path.cwd()),
    }
    checks = [{"check": name, "state": f.state, "said": f.said} for name, f in found]
    return json.dumps({**about, "checks": checks}, ensure_ascii=True, indent=1)
