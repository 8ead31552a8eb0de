"""OrderForms: place forms of cooperation on two axes, and compare the map with a reading on request."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from kooperation.base.words import Words
from kooperation.institutions.arrangements_view import (
    comparison_text,
    in_print,
    introduction,
    map_table,
    place_name,
    short,
    sign,
    total,
    verdicts,
)
from kooperation.institutions.arrangements_words import Arrangement, arrangements
from kooperation.institutions.place_grid_control import PlaceGrid
from kooperation.institutions.placement import Nearness, Place
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown
from kooperation.kit.controls import button
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, joined, note, saved_note, tag
from kooperation.kit.kept import Kept
from kooperation.kit.layout import columns, fold

ENTRY = "formen"
WORDS = Words("institutions.forms")


@dataclass(frozen=True)
class OwnPlaces:
    """Where the learner placed the forms, and which of them were compared."""

    placed: dict[str, Place] = field(default_factory=dict)
    compared: frozenset[str] = frozenset()


def read(stored: Any) -> OwnPlaces:
    """Read an entry; whatever in it is not a place of a known form is left out."""
    entry = stored if isinstance(stored, dict) else {}
    places, compared = entry.get("plaetze"), entry.get("verglichen")
    placed: dict[str, Place] = {}
    for key, steps in places.items() if isinstance(places, dict) else ():
        if key in arrangements() and isinstance(steps, list) and len(steps) == 2:
            try:
                placed[key] = Place(*steps)
            except ValueError:
                continue
    known = compared if isinstance(compared, list) else ()
    return OwnPlaces(placed, frozenset(key for key in placed if key in known))


def plain(own: OwnPlaces) -> dict[str, Any]:
    return {
        "plaetze": {key: [place.command, place.form] for key, place in own.placed.items()},
        "verglichen": sorted(own.compared),
    }


class OrderForms(Explorer):
    """Choose a form, place it on the grid, compare all that is placed; kept in `lernstand.json`."""

    def __init__(self) -> None:
        self.map = Kept(ENTRY, read, plain)
        options = [(f"{form.order}. {form.title}", key) for key, form in arrangements().items()]
        self.choice = dropdown(options, options[0][1], WORDS["choice"])
        self.next = button(WORDS["next"], self._go_on)
        self.compare = button(WORDS["compare"], self._compare_map)
        self.story, self.table, self.status, self.comparison = Area(), Area(), live(), live()
        self.total = live()
        self.grid = PlaceGrid()
        self.follow(self.choice)
        self.when(self.grid, self._place, "chosen")
        self.update()
        super().__init__(
            columns(
                [self.choice, self.next, self.story, self.status, self.compare],
                [self.grid, self.total, self.comparison],
            ),
            fold(WORDS["table"], self.table),
            title=WORDS["title"],
        )

    @property
    def form(self) -> Arrangement:
        """The form that is chosen now."""
        return arrangements()[self.choice.value]

    @property
    def placed(self) -> dict[str, Place]:
        return self.map.value.placed

    @property
    def compared(self) -> frozenset[str]:
        return self.map.value.compared

    def _place(self) -> None:
        key, chosen = self.form.key, self.grid.chosen
        try:
            place = Place(chosen["x"], chosen["y"])
        except (KeyError, ValueError):
            return
        self.map.change(lambda own: replace(own, placed={**own.placed, key: place}))
        self.update()

    def _compare_map(self) -> None:
        if not self.placed:
            self.status.show(note(WORDS["place_first"]))
            return
        self.map.change(lambda own: replace(own, compared=frozenset(own.placed)))
        self.update()

    def _go_on(self) -> None:
        """Choose the next form that is not placed yet, or simply the next."""
        keys = list(arrangements())
        here = keys.index(self.choice.value)
        rest = [*keys[here + 1 :], *keys[:here]]
        self.choice.value = next((key for key in rest if key not in self.placed), rest[0])

    def draw(self) -> None:
        form, forms = self.form, arrangements()
        own = self.placed.get(form.key)
        asked = own is not None and form.key in self.compared
        self.story.show(introduction(form))
        self.status.show(self.map.trouble or self._status(own))
        found = verdicts(forms.values(), self.placed, self.compared)
        self.total.show(total(forms, found))
        self.comparison.show(*([comparison_text(form, own)] if own and asked else []))
        with self.grid.hold_sync():
            self.grid.tokens = [
                *(
                    _token(forms[key], "own", self.placed[key], found.get(key))
                    for key in forms
                    if key in self.placed
                ),
                *([_token(form, "reading", form.place)] if asked else []),
            ]
            self.grid.current = form.key
        self.table.show(map_table(forms.values(), self.placed, self.compared))

    def in_print(self) -> Markup:
        if self.placed:
            return super().in_print()
        return tag("div", in_print(arrangements().values()), look="box card")

    def _status(self, own: Place | None) -> Markup:
        text = WORDS.filled("placed", place=place_name(own)) if own else WORDS["not_placed"]
        count = WORDS.filled("count", placed=len(self.placed), all=len(arrangements()))
        return saved_note(joined([text, count], " "))


def _token(
    form: Arrangement, kind: str, place: Place, verdict: Nearness | None = None
) -> dict[str, Any]:
    token = {"key": form.key, "number": form.order, "title": form.title, "kind": kind}
    said = {"sign": sign(verdict), "verdict": short(verdict)} if verdict else {}
    return {**token, "x": place.command, "y": place.form, **said}
