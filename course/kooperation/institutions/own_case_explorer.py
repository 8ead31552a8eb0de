"""OwnCase: the interface map of a case of one's own, saved as a file and laid beside somebody else's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kooperation.base.typed_text import clean
from kooperation.base.words import Words
from kooperation.institutions.case_map import PARTS
from kooperation.institutions.case_map_control import group_of, step
from kooperation.institutions.own_case import (
    LONGEST,
    MOST_OWN,
    Body,
    TypedCase,
    from_file,
    read,
    written,
)
from kooperation.institutions.own_case_view import (
    cases_table,
    own_figure,
    own_table,
    own_words,
    told,
)
from kooperation.institutions.own_case_words import known, offers
from kooperation.institutions.own_map_control import OtherMap
from kooperation.kit.area import Area
from kooperation.kit.controls import show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import (
    Markup,
    headline,
    legend,
    note,
    saved_note,
    sentences,
    tag,
)
from kooperation.kit.kept import Kept
from kooperation.kit.layout import columns, scrolling
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.typed_field import TypedField

WORDS, MAP = Words("institutions.own_case"), Words("institutions.own_map")
ENTRY = "fall"
OWN = tuple(range(MOST_OWN))


def kept_case(stored: Any) -> TypedCase:
    """Read what was kept; what is no map is an empty one."""
    try:
        return read(stored, known())
    except ValueError:
        return TypedCase()


def _offered(found: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": basis, "label": about} for basis, about in found]


class OwnCase(Explorer):
    """A case of one's own: bodies, legal bases, type, instruments; kept in `lernstand.json`.

    `own` is the map as it stands.
    """

    def __init__(self) -> None:
        self.kept = Kept(ENTRY, kept_case, TypedCase.plain)
        self.title, self.sentence = TypedField(label=WORDS["case"]), TypedField(label=WORDS["what"])
        self.actors, self.problem, self.instruments = map(
            group_of, ("actors", "problem", "instruments")
        )
        self.names = [TypedField(label=WORDS.filled("own", number=at + 1)) for at in OWN]
        self.bases = {
            code: TypedField(
                label=WORDS.filled("basis", name=name), offers=_offered(offers(code).items())
            )
            for code, name in known().actors.items()
        }
        self.own_bases = [TypedField(offers=_offered(offers("").items())) for _ in OWN]
        self.longest = {
            **dict.fromkeys([*self.bases.values(), *self.own_bases], LONGEST["grundlage"]),
            **dict.fromkeys(self.names, LONGEST["name"]),
            self.title: LONGEST["titel"],
            self.sentence: LONGEST["satz"],
        }
        self.no_body = Area(note(WORDS["choose_first"]))
        self.figure, self.table, self.status = LiveFigure(), Area(), Area()
        self.beside = OtherMap(WORDS["file"], lambda text: from_file(text, known()), self.status)
        self._fill()
        for field in self.longest:
            self.when(field, self._take)
        for group in (self.actors, self.problem, self.instruments):
            self.when(group, self._take, "chosen")
        self.follow(self.beside)
        self.update()
        super().__init__(
            columns(
                [
                    self.title,
                    self.sentence,
                    Area(legend(MAP["no_names"])),
                    Area(step("actors")),
                    self.actors,
                    *self.names,
                    Area(step("bases")),
                    self.no_body,
                    *self.bases.values(),
                    *self.own_bases,
                    Area(step("problem")),
                    self.problem,
                    Area(step("instruments")),
                    self.instruments,
                ],
                [
                    Area(tag("p", MAP["mine"], look="step")),
                    self.beside.file,
                    self.status,
                    scrolling(self.figure),
                    self.table,
                ],
                "even long",
            ),
            self.beside,
            title=WORDS["title"],
            look="typing",
        )

    @property
    def own(self) -> TypedCase:
        """The map as the learner left it."""
        return self.kept.value

    def _typed(self, field: TypedField) -> str:
        return clean(field.value, self.longest[field])

    def _entered(self) -> TypedCase:
        """Return the map that the controls show."""
        offered = [
            Body(name, code, self._typed(self.bases[code]))
            for code, name in known().actors.items()
            if code in self.actors.chosen
        ]
        named = [
            Body(name, "", self._typed(bases))
            for field, bases in zip(self.names, self.own_bases, strict=True)
            if (name := self._typed(field))
        ]
        return TypedCase(
            self._typed(self.title),
            self._typed(self.sentence),
            (*offered, *named),
            next(iter(self.problem.chosen), ""),
            frozenset(self.instruments.chosen),
        )

    def _take(self) -> None:
        """Keep what the controls show; each field then says what is written of it."""
        self.kept.keep(self._entered())
        self.status.show(self.kept.trouble or saved_note(MAP["saved"]))
        with self.quietly():
            for field in self.longest if not self.kept.trouble else ():
                field.show(self._typed(field))
        self.update()

    def _fill(self) -> None:
        """Show what was kept in the controls."""
        own = self.own
        self.title.show(own.title)
        self.sentence.show(own.sentence)
        self.actors.chosen = [body.code for body in own.bodies if body.code]
        for body in own.bodies:
            if body.code:
                self.bases[body.code].show(body.basis)
        named = [body for body in own.bodies if not body.code]
        for body, field, bases in zip(named, self.names, self.own_bases, strict=False):
            field.show(body.name)
            bases.show(body.basis)
        self.problem.chosen = [own.problem] if own.problem else []
        self.instruments.chosen = sorted(own.instruments)

    def draw(self) -> None:
        own, other = self.own, self.beside.other
        codes = {body.code for body in own.bodies}
        for code, field in self.bases.items():
            show_only(code in codes, field)
        for name, field in zip(self.names, self.own_bases, strict=True):
            field.label = WORDS.filled("basis", name=self._typed(name))
            show_only(bool(self._typed(name)), field)
        show_only(not own.bodies, self.no_body)
        show_only(bool(own.bodies), self.figure)
        self.figure.show(own_figure(own), own_words(own))
        self.table.show(note(MAP["empty"]) if own.is_empty else own_table(own))
        self.beside.file.text = "" if own.is_empty else written(own)
        if other:
            self.beside.said.show(sentences(told(own, other)))
            self.beside.figure.show(own_figure(other), own_words(other))
            self.beside.table.show(cases_table(own, other))

    def in_print(self) -> Markup:
        """Return what is asked, where nobody has entered anything; the map else."""
        shown = [own_table(self.own)] if not self.own.is_empty else map(step, PARTS)
        return tag("div", headline(WORDS["title"]), *shown, look="box card")
