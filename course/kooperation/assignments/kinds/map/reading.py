"""A map of a case, as in lecture 2."""

from __future__ import annotations

from typing import Any

from kooperation.assignments.kinds.shared.reading import NO_ANSWER, chosen, folded, listed, shown
from kooperation.assignments.questions import Question
from kooperation.base.words import Words
from kooperation.institutions.case_map import PARTS, CaseMap, placement
from kooperation.institutions.interfaces_words import actors, instruments, problems

WORDS = Words("assignments/kinds/map.reading")
IS_A_TABLE = True  # what stands in the sheet for one part


def read(question: Question, part: str, raw: Any) -> tuple[Any, list[str]]:
    """Return the map in *raw*; a legal basis of an actor that is not chosen chooses it."""
    if raw is None or raw == {}:
        return CaseMap(), [NO_ANSWER]
    if not isinstance(raw, dict):
        return CaseMap(), [WORDS.filled("no_map", given=shown(raw))]
    known = {folded(name): name for name in ("stellen", "grundlagen", "typ", "instrumente")}
    given = {known[folded(key)]: value for key, value in raw.items() if folded(key) in known}
    found = [WORDS.filled("no_part", given=shown(key)) for key in raw if folded(key) not in known]
    bases = {basis.key: basis.label for basis in question.items[part].bases.values()}
    all_actors = {key: actor.name for key, actor in actors().items()}
    named, wrong = chosen(listed(given.get("stellen")), all_actors)
    found += wrong
    holders, placed = set(named), set[str]()
    grounds = given.get("grundlagen") or {}
    if not isinstance(grounds, dict):
        found.append(WORDS.filled("bases"))
        grounds = {}
    for name, norms in grounds.items():
        holder, wrong = chosen([name], all_actors)
        keys, more = chosen(listed(norms), bases)
        found += wrong + more
        if keys:
            holders.update(holder)
        placed |= {placement(actor, key) for actor in holder for key in keys}
    types, wrong = chosen(listed(given.get("typ")), {k: p.name for k, p in problems().items()})
    found += wrong
    if len(types) > 1:
        types, found = (), [*found, WORDS["one_problem"]]
    helps, wrong = chosen(
        listed(given.get("instrumente")), {k: i.name for k, i in instruments().items()}
    )
    found += wrong
    answer = CaseMap(
        actors=frozenset(holders),
        bases=frozenset(placed),
        problem=frozenset(types),
        instruments=frozenset(helps),
    )
    missing = WORDS.section("missing")
    found += [missing[name] for name in PARTS if not answer.part(name)]
    return answer, found
