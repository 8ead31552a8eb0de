"""LiveFigure: a plotly figure that is updated in place and follows JupyterLab's theme."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import traitlets

from kooperation.base.words import Words
from kooperation.kit.figure_svg import picture
from kooperation.kit.html import Markup
from kooperation.kit.node import Scripted

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


WORDS = Words("kit.figure")


class LiveFigure(Scripted):
    """Shows a plotly figure; `show` replaces it in place, without a flicker.

    *alt* says in words what is to be seen; beside each figure stands a table or a sentence that says
    it in full. `clicked` holds {"value": customdata of the clicked point, "count": …}.
    plotly.js comes once per page: as a file from the server (`desk/server.py`), which the browser keeps, by its
    `version`; where none has it, from here (see `figure.js`).
    """

    script = "kit/figure.js"
    figure = traitlets.Dict().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    clicked = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    version = traitlets.Unicode().tag(sync=True)

    def __init__(self, figure: Figure | None = None, alt: str = "", **kwargs: Any) -> None:
        super().__init__(words=dict(WORDS.section()), version=version("plotly"), **kwargs)
        self.on_msg(self._on_message)
        if figure is not None:
            self.show(figure, alt)

    def show(self, figure: Figure | dict[str, Any], alt: str) -> None:
        """Show *figure*, described by *alt*, in place of what was shown before.

        A figure may come as plain JSON: building plotly's objects costs 20 ms, felt at a slider.
        """
        plain = dict(figure) if isinstance(figure, dict) else json.loads(figure.to_json())
        plain.get("layout", {}).pop("template", None)
        with self.hold_sync():
            self.figure, self.alt = plain, alt

    def _still(self) -> Markup:
        return picture(self.figure, self.alt) if self.figure else Markup()

    def _on_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if content == "plotly.js":
            self.send("plotly.js", [_plotly_js()])


def _plotly_js() -> bytes:
    from plotly.offline import get_plotlyjs

    return get_plotlyjs().encode()
