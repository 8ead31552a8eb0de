"""LectureHall: a session with a group is started from a notebook of the lecturer's; then it says where it is."""

from __future__ import annotations

import os
from pathlib import Path

from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.desk.classroom.folder import HallLinks, hall_folder
from kooperation.desk.classroom.starting import running_links, start
from kooperation.kit.address_code import AddressCode
from kooperation.kit.area import Area, live
from kooperation.kit.controls import button, checkbox, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import error, fill, joined, story, tag

WORDS = Words("desk/classroom.explorer")


class LectureHall(Explorer):
    """A button that starts the server of a session, unless one is running; then links, code and QR code.

    The session lies in *folder*, else in `hoersaal` in the course. It goes on when the notebook is closed: it ends on the lecturer's page.
    """

    answers = ("network",)  # nobody else's link lets phones in

    def __init__(self, folder: Path | str | None = None) -> None:
        self.folder = hall_folder(Path(folder) if folder else None)
        self.network = checkbox(WORDS["network"])
        self.start = button(WORDS["start"], self._start)
        self.shown, self.code = live(), AddressCode(WORDS["qr"])
        if os.environ.get("JUPYTERHUB_SERVICE_PREFIX"):
            super().__init__(Area(story(WORDS["on_hub"])), title=WORDS["title"])
            return
        super().__init__(self.network, self.start, self.shown, self.code, title=WORDS["title"])
        self._show(running_links(self.folder))

    def _start(self) -> None:
        try:
            self._show(start(self.folder, network=self.network.value))
        except UnavailableError as wrong:
            self.shown.show(error(str(wrong)))

    def _show(self, links: HallLinks | None) -> None:
        show_only(links is None, self.network, self.start)
        show_only(links is not None, self.code)
        if links is None:
            self.shown.show(story(WORDS["about"]))
            return
        self.code.address = links.phone
        way = {"target": "_blank", "rel": "noreferrer"}
        self.shown.show(
            joined(
                [
                    tag("p", tag("a", WORDS["lead"], href=links.lead, **way)),
                    tag("p", tag("a", WORDS["wall"], href=links.wall, **way)),
                    tag(
                        "p",
                        fill(WORDS["phone"], link=links.phone.partition("#")[0], code=links.code),
                    ),
                ]
            )
        )
