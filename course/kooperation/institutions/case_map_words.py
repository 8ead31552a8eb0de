"""What is said about a map of a case: names of choices, reasons, and how far a part is."""

from __future__ import annotations

from kooperation.institutions.case_map import PartKey, PartResult, Problem, Verdict, split
from kooperation.institutions.cases_words import Case
from kooperation.institutions.interfaces_words import actors, instruments, problems

PART_NAMES = {
    "actors": "Stellen",
    "bases": "Rechtsgrundlagen",
    "problem": "Problemtyp",
    "instruments": "Instrument",
}


def problem_name(problem: Problem | str) -> str:
    """Return «S Schnittstelle»."""
    code = str(problem)
    return f"{code} {problems()[code].name}"


def choice_name(case: Case, part: str, choice: str) -> str:
    """Return a choice of *part* in German."""
    if part == "actors":
        return actors()[choice].name
    if part == "bases":
        actor, basis = split(choice)
        return f"{case.bases[basis].label} bei {actors()[actor].name}"
    if part == "problem":
        return problem_name(choice)
    return f"{choice} {instruments()[choice].name}"


def reason(case: Case, part: str, choice: str, verdict: Verdict) -> str:
    """Return why *choice* is right or wrong in *case*."""
    if part == "actors":
        default = f"Hier nicht gefragt: Die Stelle {actors()[choice].elsewhere}."
        return case.actor_reasons.get(choice, default)
    if part == "bases":
        actor, key = split(choice)
        basis = case.bases[key]
        if verdict is not Verdict.WRONG:
            return basis.says
        return basis.wrong.get(actor) or _misplaced(case, actor, key)
    reasons = case.problem_reasons if part == "problem" else case.instrument_reasons
    return reasons[choice]


def _misplaced(case: Case, actor: str, key: str) -> str:
    basis = case.bases[key]
    if not basis.right and not basis.disputed:
        return basis.says
    if actor not in case.map_key.actors.accepted:
        return f"{basis.says} Die Stelle selbst gehört nicht auf diese Karte."
    found = actors()[actor]
    return f"{basis.says} Zur Stelle «{found.name}» passt die Norm nicht; diese Stelle {found.elsewhere}."


def state(part: str, result: PartResult, key: PartKey) -> str:
    """Return how far *part* is, without telling what is missing."""
    if result.is_full:
        return f"✓ {PART_NAMES[part]}: vollständig."
    wrong = len(result.having(Verdict.WRONG))
    needed, met = len(key.needs), len(key.needs) - len(result.missing)
    if not result.verdicts:
        return f"{PART_NAMES[part]}: noch offen."
    open_words = {
        "actors": f"{met} von {needed} nötigen Stellen gefunden",
        "bases": f"{met} von {needed} nötigen Stellen {'hat' if met == 1 else 'haben'} eine passende Grundlage",
        "problem": "der Haupttyp passt noch nicht" if result.missing else "ein passender Typ",
        "instruments": "noch kein passendes" if result.missing else "mindestens eines passt",
    }[part]
    extra = f"; {wrong} passt nicht" if wrong == 1 else f"; {wrong} passen nicht" if wrong else ""
    return f"{PART_NAMES[part]}: {open_words}{extra if part != 'problem' else ''}."
