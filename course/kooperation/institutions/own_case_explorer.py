"""OwnCase: the interface map of a case of one's own, saved as a file and laid beside somebody else's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import traitlets

from kooperation.base.words import Words
from kooperation.institutions.case_map import PARTS
from kooperation.institutions.case_map_control import group_of, step
from kooperation.institutions.own_case import (
    LONGEST,
    MOST_BYTES,
    MOST_OWN,
    Body,
    TypedCase,
    clean,
    from_file,
    read,
    written,
)
from kooperation.institutions.own_case_view import (
    both_table,
    own_figure,
    own_table,
    own_words,
    told,
)
from kooperation.institutions.own_case_words import known, offers
from kooperation.kit.area import Area, live
from kooperation.kit.controls import button, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import (
    Markup,
    error,
    heading,
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
from kooperation.kit.node import Box, Scripted
from kooperation.kit.typed_field import TypedField

WORDS = Words("institutions.own_case")
ENTRY = "fall"
OWN = tuple(range(MOST_OWN))


class MapFile(Scripted):
    """Two buttons: `text` is saved as a file, and one that is chosen is sent as {"text": …, "size": bytes}."""

    script = "institutions/own_case.js"
    text = traitlets.Unicode().tag(sync=True)
    most = traitlets.Int(MOST_BYTES).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


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

    `own` is the map as it stands, `other` the one that was loaded beside it, if there is one.
    """

    def __init__(self) -> None:
        self.kept = Kept(ENTRY, kept_case, TypedCase.plain)
        self.other: TypedCase | None = None
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
        self.file = MapFile(words=dict(WORDS.section("file")))
        self.said, self.other_figure, self.both = live(), LiveFigure(), Area()
        self.away_button = button(WORDS["put_away"], self._put_away)
        self.beside = Box(
            [
                columns(
                    [Area(heading(WORDS["differs"])), self.said, self.away_button],
                    [Area(heading(WORDS.lines("both_head")[-1])), scrolling(self.other_figure)],
                    "even",
                ),
                self.both,
            ]
        )
        self._fill()
        for field in self.longest:
            self.when(field, self._take)
        for group in (self.actors, self.problem, self.instruments):
            self.when(group, self._take, "chosen")
        self.file.on_msg(self._load)
        self.update()
        super().__init__(
            columns(
                [
                    self.title,
                    self.sentence,
                    Area(legend(WORDS["no_names"])),
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
                    Area(tag("p", WORDS["mine"], look="step")),
                    self.file,
                    self.status,
                    scrolling(self.figure),
                    self.table,
                ],
                "even long",
            ),
            self.beside,
            title=WORDS["title"],
            look="owncase",
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
        self.status.show(self.kept.trouble or saved_note(WORDS["saved"]))
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

    def _load(self, _node: Any, content: Any, _buffers: Any) -> None:
        """Lay the map of a file beside one's own, or say why that cannot be; nothing of it is kept."""
        sent = content if isinstance(content, dict) else {}
        text = sent.get("text")
        try:
            self.other = from_file(text if isinstance(text, str) else "", known())
        except ValueError as wrong:
            self.status.show(error(WORDS.filled("refused", why=str(wrong))))
            return
        self.status.show(note(WORDS["loaded"]))
        self.update()

    def _put_away(self) -> None:
        self.other = None
        self.status.show()
        self.update()

    def draw(self) -> None:
        own, other = self.own, self.other
        codes = {body.code for body in own.bodies}
        for code, field in self.bases.items():
            show_only(code in codes, field)
        for name, field in zip(self.names, self.own_bases, strict=True):
            field.label = WORDS.filled("basis", name=self._typed(name))
            show_only(bool(self._typed(name)), field)
        show_only(not own.bodies, self.no_body)
        show_only(bool(own.bodies), self.figure)
        self.figure.show(own_figure(own), own_words(own))
        self.table.show(*([] if own.is_empty else [own_table(own)]))
        self.file.text = "" if own.is_empty else written(own)
        show_only(other is not None, self.beside)
        if other:
            self.said.show(sentences(told(own, other)))
            self.other_figure.show(own_figure(other), own_words(other))
            self.both.show(both_table(own, other))

    def in_print(self) -> Markup:
        """Return what is asked, where nobody has entered anything; the map else."""
        shown = [own_table(self.own)] if not self.own.is_empty else map(step, PARTS)
        return tag("div", headline(WORDS["title"]), *shown, look="box card")
