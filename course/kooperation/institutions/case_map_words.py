"""What is said about a map of a case: names of choices, reasons, and how far a part is."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.institutions.case_map import (
    PLAIN,
    SINGLE,
    PartResult,
    Problem,
    Verdict,
    split,
)
from kooperation.institutions.cases_words import MadeUpCase
from kooperation.institutions.interfaces_words import actors, choices, parts, problems

WORDS = Words("institutions.case_map")
ONE, MANY = Words("institutions.case_map.one"), Words("institutions.case_map.many")
EYE = (Verdict.RIGHT, Verdict.DISPUTED, Verdict.WRONG)  # the signs that one sees
PART_NAMES = {key: part.name for key, part in parts().items()}


def problem_name(problem: Problem | str) -> str:
    """Return „S Schnittstelle“."""
    return problems()[str(problem)].label


def choice_name(case: MadeUpCase, part: str, choice: str) -> str:
    """Return a choice of *part* in German."""
    if part == "actors":
        return actors()[choice].name
    if part == "bases":
        actor, basis = split(choice)
        return WORDS.filled("placed", row=case.bases[basis].label, column=actors()[actor].name)
    return choices(part)[choice].label


def reason(case: MadeUpCase, part: str, choice: str, verdict: Verdict) -> str:
    """Return why *choice* is right or wrong in *case*."""
    if part == "actors":
        default = WORDS.filled("not_asked", elsewhere=actors()[choice].elsewhere)
        return case.actor_reasons.get(choice, default)
    if part == "bases":
        actor, key = split(choice)
        basis = case.bases[key]
        if verdict is not Verdict.WRONG:
            return basis.says
        return basis.wrong.get(actor) or _misplaced(case, actor, key)
    return case.plain[part].reasons[choice]


def _misplaced(case: MadeUpCase, actor: str, key: str) -> str:
    basis = case.bases[key]
    if not basis.right and not basis.disputed:
        return basis.says
    if actor not in case.map_key.actors.accepted:
        return WORDS.filled("foreign", says=basis.says)
    found = actors()[actor]
    return WORDS.filled("misplaced", says=basis.says, actor=found.name, elsewhere=found.elsewhere)


def state(part: str, result: PartResult) -> str:
    """Return how far *part* is, without telling what is missing; signs are counted as one sees them."""
    text = parts()[part]
    if result.is_full:
        return WORDS.filled("part_full", part=text.name)
    if not result.verdicts:
        return WORDS.filled("part_open", part=text.name)
    lack = text.lack(len(result.missing))
    if part in SINGLE:
        said = [lack]
    elif part in PLAIN:
        said = [lack, *_counts(result, Verdict.WRONG)]
    else:
        said = [", ".join(_counts(result, *EYE)), lack]
    return WORDS.filled("part_state", part=text.name, state="; ".join(said))


def _counts(result: PartResult, *signs: Verdict) -> list[str]:
    """Return how many choices have each of *signs*; whatever has a tick is counted with the right ones."""
    found = [
        Verdict.RIGHT if verdict is Verdict.ADMISSIBLE else verdict
        for verdict in result.verdicts.values()
    ]
    return [
        ONE.section()[sign]
        if found.count(sign) == 1
        else MANY.section()[sign].format(count=found.count(sign))
        for sign in signs
        if sign in found
    ]
