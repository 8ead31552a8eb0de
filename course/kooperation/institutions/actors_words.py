"""Who is who around the SGB II: actors and relations, for each form of a Jobcenter."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from kooperation.base.records import ContentError, frozen, load, plain_record
from kooperation.base.sources import Source, sources
from kooperation.base.words import Words

ERRORS = Words("institutions.errors.actors_words")

Record = TypeVar("Record")


@dataclass(frozen=True)
class Form:
    """A way to run a Jobcenter: gE or zkT."""

    key: str
    name: str
    summary: str


@dataclass(frozen=True)
class Band:
    """A band of the map, from *top* down to *bottom*."""

    key: str
    name: str
    top: float
    bottom: float


@dataclass(frozen=True)
class RelationKind:
    """A kind of relation: a letter, a noun (*tag* where it is too long), a verb.

    *mutual* ones have no direction.
    """

    key: str
    sign: str
    name: str
    verb: str
    tag: str = ""
    mutual: bool = False


@dataclass(frozen=True)
class Actor:
    """An actor as it is in one form, with its place on the map.

    *label* is what its box says, line by line, *short* what a table says (the label, if empty). *basis* are
    references, each ending in a statute's short name. *caution* says what it must not be
    mistaken for, *absent* why it is missing in the other form; *forms* are those in which it exists.
    """

    key: str
    name: str
    label: str
    level: str
    x: float
    y: float
    role: str
    basis: tuple[str, ...]
    forms: tuple[str, ...] = ()
    short: str = ""
    caution: str = ""
    absent: str = ""

    @property
    def in_line(self) -> str:
        """Its name in a table: the words of its box, in one line."""
        return self.short or self.label.replace("-\n", "\N{SOFT HYPHEN}").replace("\n", " ")


@dataclass(frozen=True)
class Relation:
    """What *source* does to or with *target* in the given *forms*.

    *via* is a point through which its line runs, *at* where on the line its sign stands (0 to 1).
    """

    source: str
    target: str
    kind: str
    forms: tuple[str, ...]
    says: str
    basis: tuple[str, ...]
    via: tuple[float, ...] = ()
    at: float = 0.5

    @property
    def ends(self) -> frozenset[str]:
        return frozenset((self.source, self.target))


@cache
def forms() -> Mapping[str, Form]:
    """Return the forms of a Jobcenter by key."""
    return _section("forms", plain_record(Form))


@cache
def levels() -> Mapping[str, Band]:
    """Return the bands of the map by key, from top to bottom."""
    return _section("levels", plain_record(Band))


@cache
def kinds() -> Mapping[str, RelationKind]:
    """Return the kinds of relation by key."""
    return _section("kinds", plain_record(RelationKind))


@cache
def actors() -> Mapping[str, Mapping[str, Actor]]:
    """Return the actors by form and key; an actor's texts may differ from form to form."""
    both = _section("actors", _actor)
    return MappingProxyType(
        {
            form: MappingProxyType(
                {key: by_form[form] for key, by_form in both.items() if form in by_form}
            )
            for form in forms()
        }
    )


@cache
def absences() -> Mapping[str, str]:
    """Return, for each actor that one form lacks, the sentence that says why."""
    found = [actor for in_form in actors().values() for actor in in_form.values()]
    return MappingProxyType({actor.key: actor.absent for actor in found if actor.absent})


@cache
def all_relations() -> tuple[Relation, ...]:
    """Return the relations of both forms."""
    return tuple(
        _checked(f"relations, Nr. {number}", _relation, raw)
        for number, raw in enumerate(load("institutions/actors")["relations"], start=1)
    )


def relations(
    form: str, only: Collection[str] | None = None, actor: str | None = None
) -> tuple[Relation, ...]:
    """Return the relations in *form*: of the kinds in *only*, of *actor*, where these are given."""
    return tuple(
        relation
        for relation in all_relations()
        if form in relation.forms
        and (only is None or relation.kind in only)
        and (actor is None or actor in relation.ends)
    )


def statute(reference: str) -> Source:
    """Return the statute in whose short name *reference* („§ 47 Abs. 1 SGB II“) ends.

    Raises ValueError if there is none, or if the reference names no article or section.
    """
    for source in sources().values():
        if source.kind == "statute" and re.fullmatch(
            rf"(§|§§|Art\.) \d.* {re.escape(source.short)}", reference
        ):
            return source
    raise ValueError(ERRORS.filled("no_statute", reference=reference))


def legal_status(reference: str) -> str:
    """Return the day up to which the statute of *reference* was checked, as „19.07.2026“."""
    found = re.search(r"Rechtsstand im Kurs: (\d\d\.\d\d\.\d{4})", statute(reference).reference)
    if not found:
        raise ValueError(ERRORS.filled("no_date", statute=statute(reference).short))
    return found[1]


# Reading -----------------------------------------------------------------------------------------


def _section(name: str, make: Callable[[str, dict[str, Any]], Record]) -> Mapping[str, Record]:
    raw: Mapping[str, dict[str, Any]] = load("institutions/actors")[name]
    made = {
        key: _checked(f"{name}.{key}", lambda raw, key=key: make(key, raw), one)  # type: ignore[misc]
        for key, one in raw.items()
    }
    return MappingProxyType(made)


def _checked(where: str, make: Callable[[dict[str, Any]], Record], raw: dict[str, Any]) -> Record:
    try:
        return make(raw)
    except (TypeError, ValueError, KeyError) as error:
        raise ContentError(f"institutions/actors.toml, [{where}]: {error}") from error


def _actor(key: str, raw: dict[str, Any]) -> Mapping[str, Actor]:
    """Return the actor by form, with what a form's own table says in place of the general text."""
    own = {form: raw.pop(form) for form in forms() if form in raw}
    exists = tuple(raw.pop("forms", forms()))
    actor: Actor = plain_record(Actor)(key, raw)
    if actor.level not in levels():
        raise ValueError(ERRORS.filled("no_level", level=actor.level))
    if len(exists) < len(forms()) and not actor.absent:
        raise ValueError(ERRORS["no_absent"])
    by_form = {form: _in_form(actor, exists, own.get(form, {})) for form in exists}
    for one in by_form.values():
        _check_references(one.basis)
    return MappingProxyType(by_form)


def _in_form(actor: Actor, exists: tuple[str, ...], own: dict[str, Any]) -> Actor:
    return replace(actor, forms=exists, **{name: frozen(value) for name, value in own.items()})


def _relation(raw: dict[str, Any]) -> Relation:
    raw = {"forms": list(forms()), **raw}
    ends = {"source": raw.pop("from"), "target": raw.pop("to")}
    relation = Relation(**ends, **{name: frozen(value) for name, value in raw.items()})
    if relation.kind not in kinds():
        raise ValueError(ERRORS.filled("no_kind", kind=relation.kind))
    for form in relation.forms:
        if missing := relation.ends - set(actors()[form]):
            raise ValueError(ERRORS.filled("not_in_form", missing=sorted(missing), form=form))
    _check_references(relation.basis)
    return relation


def _check_references(basis: tuple[str, ...]) -> None:
    if not basis:
        raise ValueError(ERRORS["no_basis"])
    for reference in basis:
        legal_status(reference)
