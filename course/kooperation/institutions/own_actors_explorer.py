"""OwnActors: the map of actors of one's own town, saved as a file and laid beside somebody else's."""

from __future__ import annotations

from typing import Any

from kooperation.base.typed_text import clean
from kooperation.base.words import Words
from kooperation.institutions.actors_words import kinds
from kooperation.institutions.own_actors import (
    LONGEST,
    MOST_KNOWN,
    OWN_KEYS,
    OwnNetwork,
    Tie,
    among,
    from_file,
    read,
    tie,
    twice,
    written,
)
from kooperation.institutions.own_actors_picture_view import own_picture
from kooperation.institutions.own_actors_view import (
    letters,
    net_in_words,
    network_table,
    networks_table,
    own_words,
    told_networks,
)
from kooperation.institutions.own_actors_words import known_actors, offered
from kooperation.institutions.own_map_control import OtherMap
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown
from kooperation.kit.choice_group import ChoiceGroup
from kooperation.kit.controls import show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, error, headline, legend, note, saved_note, sentences, tag
from kooperation.kit.kept import Kept
from kooperation.kit.layout import columns, fold, scrolling
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.typed_field import TypedField

WORDS, MAP = Words("institutions.own_actors"), Words("institutions.own_map")
ENTRY = "akteure"


def kept_network(stored: Any) -> OwnNetwork:
    """Read what was kept; what is no map is an empty one."""
    try:
        return read(stored, known_actors())
    except ValueError:
        return OwnNetwork()


class OwnActors(Explorer):
    """The actors of one's own town and their relations; kept in `lernstand.json`. `own` is the map as it stands."""

    answers = ("focus",)

    def __init__(self) -> None:
        self.kept = Kept(ENTRY, kept_network, OwnNetwork.plain)
        self._ties = set(self.own.ties)  # also of actors that are not on the map at the moment
        self.town, self.remark = TypedField(label=WORDS["town"]), TypedField(label=WORDS["what"])
        rows = [{"key": key, "text": known_actors().names[key], "head": actor.in_line}
                for key, actor in offered().items()]  # fmt: skip
        self.actors = ChoiceGroup(
            label=WORDS["actors"], rows=rows, most=MOST_KNOWN, counted=WORDS["counted"]
        )
        self.names = {key: TypedField(label=WORDS.filled("own", number=key)) for key in OWN_KEYS}
        self.longest = {
            self.town: LONGEST["ort"],
            self.remark: LONGEST["satz"],
            **dict.fromkeys(self.names.values(), LONGEST["name"]),
        }
        self.focus = dropdown([], None, WORDS["focus"])
        self.grid = ChoiceGroup(placing=True, placed=WORDS["placed"], empty=WORDS["choose_first"])
        self.grid.add_class("kooperation-net")
        self.figure, self.table, self.status, self.sentences = LiveFigure(), Area(), Area(), live()
        self.letters = Area(letters())
        self.other = OtherMap(
            WORDS["file"], lambda text: from_file(text, known_actors()), self.status, "slim"
        )
        self._fill()
        for field in self.longest:
            self.when(field, self._take)
        self.when(self.actors, self._take, "chosen")
        self.when(self.grid, self._take_ties, "chosen")
        self.when(self.figure, self._take_click, "clicked")
        self.follow(self.focus, self.other)
        self.update()
        super().__init__(
            columns(
                [
                    self.town,
                    self.remark,
                    Area(legend(MAP["no_names"])),
                    Area(_step("actors")),
                    self.actors,
                    *self.names.values(),
                    Area(_step("ties")),
                    self.focus,
                    self.grid,
                    self.letters,
                ],
                [
                    Area(tag("p", MAP["mine"], look="step")),
                    self.other.file,
                    self.status,
                    scrolling(self.figure, "slim"),
                    self.sentences,
                ],
                "even long",
            ),
            fold(WORDS["table"], self.table),
            self.other,
            title=WORDS["title"],
            look="typing",
        )

    @property
    def own(self) -> OwnNetwork:
        """The map as the learner left it."""
        return self.kept.value

    def _typed(self, field: TypedField) -> str:
        return clean(field.value, self.longest[field])

    def _entered(self) -> OwnNetwork:
        """Return the map that the controls show, without actors whose name is there already."""
        chosen = self.actors.chosen[:MOST_KNOWN]
        names = {key: name for key, name in known_actors().names.items() if key in chosen}
        typed = {key: self._typed(field) for key, field in self.names.items()}
        names |= {key: name for key, name in typed.items() if name}
        names = {key: name for key, name in names.items() if key not in twice(names)}
        ties = among(self._ties, names)
        return OwnNetwork(self._typed(self.town), self._typed(self.remark), names, ties)

    def _take(self) -> None:
        """Keep what the controls show; each field then says what is written of it."""
        entered = self._entered()
        self.kept.keep(entered)
        again = [f for key, f in self.names.items() if self._typed(f) and key not in entered.names]
        with self.quietly():
            for field in self.longest if not self.kept.trouble else ():
                if field in again:
                    field.saved = ""
                else:
                    field.show(self._typed(field))
        said = [error(WORDS.filled("twice", name=self._typed(field))) for field in again]
        self.status.show(self.kept.trouble or (said[0] if said else saved_note(MAP["saved"])))
        self.update()

    def _take_ties(self) -> None:
        """Take over which relations the table of the chosen actor shows."""
        here, names, known = self.focus.value, self.own.names, known_actors()
        shown = {each for each in self.own.ties if _seen_from(each, here)}
        placed = [key.split(":") for key in self.grid.chosen if key.count(":") == 1]
        now = {
            tie(here, kind, other, known)
            for kind, other in placed
            if kind in known.mutual and other in names and other != here
        }
        self._ties = (self._ties - shown) | now
        self._take()

    def _take_click(self) -> None:
        self.focus.value = self.figure.clicked["value"]

    def _fill(self) -> None:
        """Show what was kept in the controls."""
        own = self.own
        self.town.show(own.town)
        self.remark.show(own.sentence)
        self.actors.chosen = [key for key in own.names if key not in OWN_KEYS]
        for key, field in self.names.items():
            field.show(own.names.get(key, ""))

    def draw(self) -> None:
        own, other = self.own, self.other.other
        with self.quietly():
            self.focus.options = [(name, key) for key, name in own.names.items()]
            self._show_grid()
        can_tie = len(own.names) > 1
        show_only(can_tie, self.focus, self.letters)
        show_only(bool(own.names), self.figure)
        self.figure.show(own_picture(own, self.focus.value if can_tie else None), own_words(own))
        said = net_in_words(own)
        nobody = [] if own.names else [note(MAP["empty"])]
        self.sentences.show(*([sentences(said)] if said else nobody))
        self.table.show(network_table(own))
        self.other.file.text = "" if own.is_empty else written(own)
        if other:
            self.other.said.show(sentences(told_networks(own, other)))
            self.other.figure.show(own_picture(other, None), own_words(other))
            self.other.table.show(networks_table(own, other))

    def _show_grid(self) -> None:
        """Show the relations of the chosen actor: a row for each other actor, a column for each kind."""
        own, here = self.own, self.focus.value
        others = {key: name for key, name in own.names.items() if key != here}
        with self.grid.hold_sync():
            self.grid.label = WORDS.filled("grid", actor=own.names.get(here, ""))
            self.grid.chosen = [
                f"{each.kind}:{each.target if each.source == here else each.source}"
                for each in sorted(own.ties)
                if _seen_from(each, here)
            ]
            self.grid.rows = [{"key": key, "text": name} for key, name in others.items()]
            self.grid.columns = (
                [
                    {"key": key, "text": kind.name, "head": kind.sign}
                    for key, kind in kinds().items()
                ]
                if others
                else []
            )

    def in_print(self) -> Markup:
        """Return what is asked, where nobody has entered anything; the map else."""
        asked = [_step("actors"), _step("ties"), letters()]
        shown = asked if self.own.is_empty else [network_table(self.own)]
        return tag("div", headline(WORDS["title"]), *shown, look="box card")


def _seen_from(each: Tie, here: str) -> bool:
    """Say whether the table of the actor *here* shows the tie: what starts there, or has no direction."""
    return each.source == here or (known_actors().mutual[each.kind] and here in each.ends)


def _step(part: str) -> Markup:
    said = WORDS.section("steps")
    return tag("p", f"{said[part]} ", tag("span", said[f"{part}_hint"]), look="step")
