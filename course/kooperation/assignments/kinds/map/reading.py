"""A map of a case, as in lecture 2."""

from __future__ import annotations

from typing import Any

from kooperation.assignments.kinds.shared.reading import NO_ANSWER, chosen, folded, listed, shown
from kooperation.assignments.questions import Question
from kooperation.base.words import Words
from kooperation.institutions.case_map import (
    PARTS,
    PLAIN,
    SINGLE,
    STORED,
    MappedCase,
    placement,
)
from kooperation.institutions.interfaces_words import actors, choices, parts

WORDS, ONE = Words("assignments/kinds/map.reading"), Words("institutions.single")
IS_A_TABLE = True  # what stands in the sheet for one part


def read(question: Question, part: str, raw: Any) -> tuple[Any, list[str]]:
    """Return the map in *raw*; a legal basis of an actor that is not chosen chooses it."""
    if raw is None or raw == {}:
        return MappedCase(), [NO_ANSWER]
    if not isinstance(raw, dict):
        return MappedCase(), [WORDS.filled("no_map", given=shown(raw))]
    known = {folded(stored): name for name, stored in STORED.items()}
    given = {known[folded(key)]: value for key, value in raw.items() if folded(key) in known}
    found = [WORDS.filled("no_part", given=shown(key)) for key in raw if folded(key) not in known]
    bases = {basis.key: basis.label for basis in question.items[part].bases.values()}
    all_actors = {key: actor.name for key, actor in actors().items()}
    named, wrong = chosen(listed(given.get("actors")), all_actors)
    found += wrong
    holders, placed = set(named), set[str]()
    grounds = given.get("bases") or {}
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
    plain: dict[str, frozenset[str]] = {}
    for name in PLAIN:
        among = {choice.key: choice.name for choice in choices(name).values()}
        picked, wrong = chosen(listed(given.get(name)), among)
        found += wrong
        if name in SINGLE and len(picked) > 1:
            picked, found = (), [*found, WORDS.filled("one", what=ONE.section()[name])]
        plain[name] = frozenset(picked)
    answer = MappedCase(actors=frozenset(holders), bases=frozenset(placed), **plain)
    found += [parts()[name].lacking for name in PARTS if not answer.part(name)]
    return answer, found
