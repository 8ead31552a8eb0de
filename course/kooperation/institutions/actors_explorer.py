"""ActorMap: who is who around the SGB II, as a network, a table, and one actor at a time."""

from __future__ import annotations

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.institutions.actors_network_view import network
from kooperation.institutions.actors_view import actor_panel, description, relation_table
from kooperation.institutions.actors_words import absences, actors, forms, kinds
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown, radio
from kooperation.kit.controls import checkbox
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import note
from kooperation.kit.layout import columns, fold, scrolling
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Box

EVERYBODY = ""
START = "jobcenter"
WORDS = Words("institutions.actors")
NAMES = Words("institutions.errors.names")


class ActorMap(Explorer):
    """A switch between gE and zkT, a choice of actor (list or click) and of kinds of relation.

    *form* is ge or zkt, *actor* a key of `institutions/actors.toml`, "" for all.
    Raises ValueError if there is no such form, or no such actor in it.
    """

    def __init__(self, form: str = "ge", actor: str = START) -> None:
        find(forms(), form, NAMES["form"])
        if actor != EVERYBODY:
            find(actors()[form], actor, NAMES["actor"])
        self.form = radio([(f.name, key) for key, f in forms().items()], form, WORDS["form"])
        self.actor = dropdown(_options(form), actor, WORDS["actor"])
        self.kinds = {
            key: checkbox(f"{kind.sign} {kind.name}", True) for key, kind in kinds().items()
        }
        self.note, self.panel, self.table = live(), live(), Area()
        self.figure = LiveFigure()
        self.follow(self.actor, *self.kinds.values())
        self.when(self.form, self._change_form)
        self.when(self.figure, self._take_click, "clicked")
        self.update()
        super().__init__(
            columns(
                [self.form, self.actor, Box(self.kinds.values(), "kinds"), self.note, self.panel],
                [scrolling(self.figure, "crowded")],
                "broad",
            ),
            fold(WORDS["table"], self.table),
            title=WORDS["title"],
        )

    @property
    def chosen(self) -> str | None:
        """The key of the chosen actor, None for all."""
        return self.actor.value or None

    def _change_form(self) -> None:
        """Keep the actor where the new form has it; else say why not, and go to the Jobcenter."""
        before, now = self.actor.value, self.form.value
        missing = before != EVERYBODY and before not in actors()[now]
        with self.in_one_go():
            self.actor.options = _options(now)
            self.actor.value = START if missing else before
        if missing:
            self.note.show(note(absences()[before]))

    def _take_click(self) -> None:
        self.actor.value = self.figure.clicked["value"]

    def draw(self) -> None:
        form, chosen = self.form.value, self.chosen
        only = [key for key, box in self.kinds.items() if box.value]
        self.note.show()
        self.table.show(relation_table(form, only, chosen))
        self.panel.show(actor_panel(form, chosen))
        self.figure.show(network(form, only, chosen), description(form, only, chosen))


def _options(form: str) -> list[tuple[str, str]]:
    return [
        (WORDS["everybody"], EVERYBODY),
        *((actor.name, key) for key, actor in actors()[form].items()),
    ]
