"""How far one gets without reading the case: rules that are learned on some variants and tried on others.

`python -m kooperation.authoring.guessing begriffe` prints the best rule for each question. A rule gives each part an
answer by what can be known of it without its text: nothing (always the same), its letter, or its slot, which
is public. The best answers are learned on LEARNED and count on TRIED.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kooperation.assignments.kinds import Kind
from kooperation.authoring.assignments import Assignment, read_assignment
from kooperation.authoring.trial import Trial
from kooperation.base.comparing import at_least, beats
from kooperation.base.places import course_root
from kooperation.base.words import Words

WORDS = Words("authoring.guessing")

LEARNED, TRIED = range(100), range(100, 200)
THIRD = 1 / 3
ABOVE_CHANCE = 0.05

Shares = dict[
    str, tuple[float, ...]
]  # by the name of a guess: what it brings, in each part of the marks
Table = dict[tuple[str, int], Shares]  # by letter and slot


@dataclass(frozen=True)
class Guess:
    """The best rule for a question: the *share* of the points it gets, what *chance* gets, and the rule in words."""

    question: str
    points: float
    share: float
    chance: float
    rule: str

    @property
    def limit(self) -> float:
        """What a rule may get: a third, or a little more than chance where chance gets a third."""
        return THIRD if beats(THIRD, self.chance) else self.chance + ABOVE_CHANCE

    @property
    def is_fair(self) -> bool:
        """Whether the rule gets no more than it may."""
        return at_least(self.limit, self.share)


def guesses(assignment: Assignment) -> Iterator[Guess]:
    """Yield the best rule for each question that can be guessed.

    Exempt are a learner's own words (text, form), and questions of opinion: there any answer counts in full.
    """
    trial = Trial(assignment)
    for slug, record in assignment.records.items():
        tables = _tables(trial, slug)
        if tables and not _is_opinion(tables):
            yield _best(slug, float(record.points), tables)


def _tables(trial: Trial, slug: str) -> dict[int, Table]:
    kind = Kind(trial.assignment.questions[slug]["kind"])
    if codes := kind.offers("guesses", "codes"):
        tried = codes(trial.solution(slug))
        return {variant: _written(trial, slug, variant, tried) for variant in (*LEARNED, *TRIED)}
    of = kind.offers("guesses", "guesses")
    if of is None:
        return {}
    slots = {i["item"]: i["slot"] for i in trial.assignment.questions[slug].get("pool", ())}
    often = _often_right(trial, slug, kind.offers("guesses", "LEARNS") or 0)
    known: dict[str, Shares] = {}  # by item, where it alone decides
    tables = {}
    for variant in (*LEARNED, *TRIED):
        items = {part: item.item for part, item in trial.question(variant, slug).items.items()}
        if not known.keys() >= set(items.values()):
            found = _shares(trial, slug, variant, of, often)
        else:
            found = {part: known[item] for part, item in items.items()}
        if trial.is_written_down(slug):
            known |= {item: found[part] for part, item in items.items()}
        tables[variant] = {
            (part, slots.get(item, at)): found[part]
            for at, (part, item) in enumerate(items.items())
        }
    return tables


def _shares(
    trial: Trial, slug: str, variant: int, of: Any, often: dict[str, str]
) -> dict[str, Shares]:
    """Return by letter what each guess brings."""
    question = trial.question(variant, slug)
    by_part = {part: {**of(question, part), **often} for part in question.parts}
    names = list(dict.fromkeys(name for found in by_part.values() for name in found))
    found: dict[str, Shares] = {part: {} for part in question.parts}
    for name in names:
        raw = {part: known[name] for part, known in by_part.items() if name in known}
        shares = [part.share for part in trial.marks(variant, slug, raw).parts]
        each = len(shares) // len(by_part)
        for at, part in enumerate(by_part):
            found[part][name] = tuple(shares[at * each : (at + 1) * each])
    return found


def _often_right(trial: Trial, slug: str, most: int) -> dict[str, str]:
    """Return the numbers that were right most often in what is learned from."""
    if not most:
        return {}
    told = Counter(
        part.solution for variant in LEARNED for part in trial.marks(variant, slug, None).parts
    )
    return {number: number for number, _ in told.most_common(most)}


def _written(trial: Trial, slug: str, variant: int, codes: Mapping[str, str]) -> Table:
    """Return what each of the *codes* brings, by its name."""
    found: Shares = {}
    for name, code in codes.items():
        marks = trial.marks(variant, slug, None, code=code)
        found[name] = (float(marks) / marks.of,)
    return {("", 0): found}


def _is_opinion(tables: dict[int, Table]) -> bool:
    """Say whether any answer brings all points: then there is no key."""
    return all(
        min(shares) == 1
        for table in tables.values()
        for by_name in table.values()
        for shares in by_name.values()
    )


# Rules ---------------------------------------------------------------------------------------------


RULES = {
    "immer dasselbe": lambda _letter, _slot: "",
    "je Buchstabe": lambda letter, _slot: letter,
    "je Platz": lambda _letter, slot: str(slot),
}


def _best(slug: str, points: float, tables: dict[int, Table]) -> Guess:
    found = []
    for name, by in RULES.items():
        learned = _learned([tables[variant] for variant in LEARNED], by)
        shares = [_share(tables[variant], by, learned) for variant in TRIED]
        found.append((sum(shares) / len(shares), f"{name}: {_told(learned)}"))
    share, rule = max(found, key=lambda each: each[0])
    return Guess(slug, points, share, _chance([tables[variant] for variant in TRIED]), rule)


def _learned(tables: Sequence[Table], by: Any) -> dict[tuple[str, int], str]:
    """Return the guess that brought most, by what the rule knows of a part, and by part of its marks."""
    sums: dict[tuple[str, int], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for table in tables:
        for (letter, slot), shares in table.items():
            for name, each in shares.items():
                for at, share in enumerate(each):
                    sums[by(letter, slot), at][name].append(share)
    # Of what brings the same, what was tried more often.
    return {
        key: max(names, key=lambda name: (sum(names[name]) / len(names[name]), len(names[name])))
        for key, names in sums.items()
    }


def _share(table: Table, by: Any, learned: dict[tuple[str, int], str]) -> float:
    got = [
        by_name.get(learned.get((by(letter, slot), at), ""), (0.0,) * (at + 1))[at]
        for (letter, slot), by_name in table.items()
        for at in range(len(next(iter(by_name.values()))))
    ]
    return sum(got) / len(got)


def _chance(tables: Sequence[Table]) -> float:
    """Return what an answer gets that is drawn from all that are tried."""
    got = [
        sum(shares) / len(shares)
        for table in tables
        for by_name in table.values()
        for shares in by_name.values()
    ]
    return sum(got) / len(got)


def _told(learned: dict[tuple[str, int], str]) -> str:
    return "; ".join(f"{key} {name}".strip() for (key, _), name in sorted(learned.items()))


def whole(found: Sequence[Guess]) -> float:
    """Return the share of all points that the best rules get together."""
    return sum(each.share * each.points for each in found) / sum(each.points for each in found)


def main(arguments: Sequence[str]) -> None:
    """Print the best rules for the assignments that are named."""
    for slug in arguments:
        found = list(guesses(read_assignment(Path(course_root()) / "source" / slug)))
        for each in found:
            sign = "✓" if each.is_fair else "✗"
            print(
                WORDS.filled(
                    "line",
                    sign=sign,
                    slug=slug,
                    question=each.question,
                    share=each.share,
                    chance=each.chance,
                    limit=each.limit,
                    rule=each.rule,
                )
            )
        print(f"  {slug}: {whole(found):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
