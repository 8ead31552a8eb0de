"""`kooperation tournament`: the class tournament, as a page for all and as data for lecture 6."""

from __future__ import annotations

import csv
import io
import json
import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from kooperation.assignments.class_tournament import (
    GAME,
    ROUNDS,
    SLUG,
    ClassTournament,
    class_tournament,
)
from kooperation.base.files import reason, replace
from kooperation.base.german import number
from kooperation.base.places import UnavailableError
from kooperation.base.spreadsheet import as_it_was, harmless, written
from kooperation.base.words import Words
from kooperation.grading import sandbox
from kooperation.grading.learner import Limits
from kooperation.grading.report.statistics import LEAST
from kooperation.grading.tournament.handed_in import LIMITS, Entrant, entered

WORDS = Words("grading/tournament.command")
FOLDER = "turnier"
PAGE, DATA, PEOPLE = "turnier.html", "turnier.json", "wer_ist_wer.csv"
SCHEMA = 1
DECIMALS = 3  # of points per round


def tournament(
    root: Path,
    folder: Path,
    *,
    seed: str | None = None,
    unsandboxed: bool = False,
    limits: Limits = LIMITS,
    told: Callable[[str], object] = lambda _: None,
) -> list[str]:
    """Play the tournament of the submissions in *folder*, write it to the course at *root*, and return what to say.

    Who has a pseudonym keeps it; others get theirs by *seed*, or by chance. Of fewer than LEAST people nothing stands
    on the page and in the data: each knows the others, and would know who is meant. Raises UnavailableError, and writes
    nothing, if nobody has handed in, there is no sandbox (unless *unsandboxed*), or there is no place to write.
    """
    there = {path.parent.name: path for path in sorted(folder.glob(f"*/{SLUG}/"))}
    if not there:
        raise UnavailableError(WORDS.filled("none", folder=folder, slug=SLUG))
    if (why := sandbox.why_none()) and not unsandboxed:
        raise UnavailableError(WORDS.filled("no_sandbox", why=why))
    target = root / FOLDER
    names = pseudonyms(sorted(there), known_people(target / PEOPLE), seed)
    entrants = [Entrant(who, names[who], path) for who, path in there.items()]
    entrants.sort(key=lambda entrant: entrant.name)  # their order tells nothing of their names
    done: list[str] = []

    def observed(name: str) -> None:
        done.append(name)
        told(WORDS.filled("observed", done=len(done), count=len(entrants)))

    jobs = os.cpu_count() or 1
    with entered(entrants, is_walled=not why, jobs=jobs, limits=limits, told=observed) as found:
        played = class_tournament(
            found.competitors,
            lambda now, count: told(WORDS.filled("played", done=now, count=count)),
        )
    played.left_out.update(found.left_out)
    page = import_module("kooperation.grading.tournament.page_view").page  # a view: found by name
    _write(
        target,
        {
            PAGE: page(played).encode(),
            DATA: data_for_lecture(played).encode(),
            PEOPLE: people_table(names),
        },
    )
    return list(_report(played, target.relative_to(root)))


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    try:
        target.mkdir(exist_ok=True)
        for name, raw in files.items():
            replace(target / name, raw)
    except OSError as error:
        raise UnavailableError(
            WORDS.filled("not_written", folder=target, why=reason(error))
        ) from error


def _report(played: ClassTournament, target: Path) -> list[str]:
    exact = sum(not one.is_simulated for one in played.competitors)
    shown = 0 if are_few(played) else sum(one.agreed for one in played.competitors)
    count = len(played.competitors)
    return [
        *(WORDS.filled("written", file=target / name) for name in (PAGE, DATA, PEOPLE)),
        WORDS.filled("private", file=target / PEOPLE),
        WORDS.filled("played_all", count=count, exact=exact, shown=shown),
        *(_only_here(played) if are_few(played) else ()),
        *(
            WORDS.filled("left_out", name=name, why=why)
            for name, why in sorted(played.left_out.items())
        ),
    ]


def _only_here(played: ClassTournament) -> Iterator[str]:
    """Yield the ranking that stands nowhere else, and why."""
    yield WORDS.filled("few", least=LEAST)
    for standing in played.result.ranking if played.result else ():
        score = number(standing.score, DECIMALS)
        yield WORDS.filled("standing", place=standing.place, name=standing.name, score=score)


def are_few(played: ClassTournament) -> bool:
    """Say whether so few have handed in that a made-up name hides nobody."""
    return len(played.competitors) + len(played.left_out) < LEAST


def data_for_lecture(played: ClassTournament) -> str:
    """Return the data for lecture 6: who agreed, automata as their tables, functions by their results, no code."""
    shown = () if are_few(played) else played.competitors
    agreed = {one.name: one for one in shown if one.agreed}
    ranking = played.result.ranking if played.result else ()
    automata: list[dict[str, Any]] = [
        {
            "name": one.name,
            "cooperation": one.automaton.cooperation,
            "successors": one.automaton.successors,
        }
        for one in agreed.values()
        if one.automaton
    ]
    results = [
        {"name": s.name, "place": s.place, "score": s.score, "cooperation": s.cooperation}
        for s in ranking
        if s.name in agreed
    ]
    rules = {
        "rounds": ROUNDS,
        "payoffs": [GAME.temptation, GAME.reward, GAME.punishment, GAME.sucker],
    }
    data = {"schema": SCHEMA, **rules, "automata": automata, "results": results}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


# Pseudonyms ----------------------------------------------------------------------------------------


def pseudonyms(
    students: Sequence[str], known: Mapping[str, str], seed: str | None
) -> dict[str, str]:
    """Return a pseudonym for each of *students*: the *known* one, else one drawn by *seed*, or by chance.

    A seed that others know gives the pseudonyms away to whoever knows the class.
    """
    chance: random.Random = random.SystemRandom() if seed is None else random.Random(seed)
    names = list(WORDS.lines("animals"))
    chance.shuffle(names)
    rounds = len(students) // len(names) + 2
    endless = (
        name if turn == 1 else f"{name} {turn}" for turn in range(1, rounds + 1) for name in names
    )
    free = (name for name in endless if name not in known.values())
    return {who: known[who] if who in known else next(free) for who in students}


def known_people(path: Path) -> dict[str, str]:
    """Return the pseudonyms by student that were given before, as they stand in the file *path*."""
    try:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
    except (OSError, UnicodeDecodeError):
        return {}
    return {as_it_was(row[0]): row[1] for row in rows[1:] if len(row) == 2}


def people_table(names: Mapping[str, str]) -> bytes:
    """Return the table of pseudonyms that `known_people` reads."""
    head = (WORDS["student"], WORDS["pseudonym"])
    return written([head, *(map(harmless, row) for row in sorted(names.items()))])
