"""What the records offer for a case of one's own: bodies, types, instruments, and legal bases to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kooperation.institutions.cases_words import cases
from kooperation.institutions.fields_words import fields
from kooperation.institutions.interfaces_words import actors, instruments, problems
from kooperation.institutions.own_case import Known


@cache
def known() -> Known:
    """Return what a map of one's own may name."""
    names = MappingProxyType({code: actor.name for code, actor in actors().items()})
    return Known(names, frozenset(problems()), frozenset(instruments()))


@cache
def offers(code: str) -> Mapping[str, str]:
    """Return legal bases on which cases and fields see the actor *code* act, each with what it is about; "" stands for any actor."""
    found: dict[str, str] = {}
    for case in cases().values():
        for basis in case.bases.values():
            if code in ("", *basis.right, *basis.disputed):
                found.setdefault(basis.label, basis.gist)
    for field in fields().values():
        for duty in field.actors:
            if code in ("", duty.actor):
                found.setdefault(duty.basis, duty.task)
    return MappingProxyType(dict(sorted(found.items())))
