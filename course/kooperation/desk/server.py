"""What a Jupyter server of the course does beyond others; only the server imports this.

It stores of the course's notebooks what a learner did, and not what running them left (`tidy`). It serves plotly.js
as a file, which a browser fetches once, and sends no part of an extension that is switched off. And it lets
a slider answer at once: a kernel answers one key press with five small messages: busy, echo, table, sentences, idle. Nagle's
algorithm holds the second back until the browser has acknowledged the first, and the browser's side
takes 40 ms for that (on a far server, a round trip more). Tornado leaves the algorithm on.
"""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from kooperation.base.places import RECORD
from kooperation.desk.tidy import tell_language, tidied

BINDER = (
    "BINDER_LAUNCH_HOST",
    "BINDER_REPO_URL",
)  # BinderHub sets them for each session, a hub of one's own does not
PAUSE = 10  # minutes, as mybinder.org has it
PLOTLY = (
    r"kooperation/(plotly\.min\.js)"  # below the server's own address; `kit/figure.js` asks there
)


NOTEBOOK_FONTS = r"static/notebook/([\w.-]+\.woff2?)"


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The connection between browser and kernel, each message sent without waiting."""

    def connect(self) -> Any:
        self.websocket_handler.set_nodelay(True)
        return super().connect()


def tidy_before_saving(
    model: dict[str, Any], path: str, contents_manager: Any, **_others: object
) -> None:
    """A pre-save hook: put what is to be stored in place of what the browser sent.

    Nothing is changed before all is known, and the server logs an error of a hook and saves what was sent:
    a learner's notebook is always saved.
    """
    if model["type"] == "notebook" and model.get("content"):
        model["content"] = tidied(model["content"], _place(contents_manager, path))


class CourseFiles(AsyncLargeFileManager):
    """The server's files, with the hook, and with notebooks that opening does not change."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.register_pre_save_hook(tidy_before_saving)

    async def get(
        self,
        path: str,
        content: bool = True,
        type: str | None = None,
        format: str | None = None,
        require_hash: bool = False,
    ) -> Any:
        """Return the file *path*; a notebook of the course with the language that its kernel will tell.

        A folder says as `record` whether a learner's record lies in it, and as `ends_after` how many minutes a
        pause may last where the server ends then, with all that lies on it.
        """
        # Written out, since servers before 2.11 know no hash, and jupytext looks at the names.
        hashed = {"require_hash": True} if require_hash else {}
        model = await super().get(path, content=content, type=type, format=format, **hashed)
        if model["type"] == "directory":
            # The panel reads the learner's record, which no list shows; else it could only try.
            model["record"] = (_place(self, path) / RECORD).is_file()
            if any(os.environ.get(name) for name in BINDER):
                model["ends_after"] = PAUSE
        if model["type"] == "notebook" and model.get("content"):
            try:
                tell_language(model["content"], _place(self, path))
            except Exception:  # whatever a notebook of somebody else holds: it opens as it is
                self.log.exception("%s is opened as it is", path)
        return model


def _place(files: Any, path: str) -> Path:
    """Return where the file *path*, as the browser names it, lies."""
    return Path(files.root_dir, path.strip("/"))


# What the server sends ----------------------------------------------------------------------------


class LibraryFile(FileFindHandler):
    """A file of a library that is installed here, kept by the browser for as long as its version is asked for."""

    # Of its own, since the server's other handlers look a name up in one memory for all; and no ClassVar, as theirs is none.
    _static_paths: dict[str, str] = {}  # noqa: RUF012


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "kooperation.desk.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Serve plotly.js, where it is installed; in a server of the course, leave out what is switched off.

    With another server `server_extension.json` brings no more than addresses. The fonts of Notebook 7's
    formulas have the names of JupyterLab's, and the server finds a name where it was asked for first: of
    the two views the second had its formulas in the wrong letters.
    """
    app = server.web_app
    for address, library, folder in (
        (PLOTLY, "plotly", "package_data"),
        (NOTEBOOK_FONTS, "notebook", "static"),
    ):
        if found := find_spec(library):
            place = Path(found.origin or "").with_name(folder)
            rule = (re.escape(server.base_url) + address, LibraryFile, {"path": [str(place)]})
            app.add_handlers(".*$", [rule])
    if isinstance(server.contents_manager, CourseFiles):
        _send_no_more_than_is_used(app.settings)


def _send_no_more_than_is_used(settings: dict[str, Any]) -> None:
    """Name no extension to JupyterLab that is switched off as a whole: it would fetch it all the same."""
    before = settings.get("page_config_hook", lambda _handler, page: page)

    def without_unused(handler: Any, page: dict[str, Any]) -> dict[str, Any]:
        page = before(handler, page)
        there = page.get("federated_extensions", [])
        off = page.get("disabledExtensions", [])
        return {**page, "federated_extensions": [each for each in there if each["name"] not in off]}

    settings["page_config_hook"] = without_unused
