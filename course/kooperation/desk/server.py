"""What a Jupyter server needs so that a slider answers at once; only the server imports this.

A kernel answers one key press with five small messages: busy, echo, table, sentences, idle. Nagle's
algorithm holds the second back until the browser has acknowledged the first, and the browser's side
takes 40 ms for that (on a far server, a round trip more). Tornado leaves the algorithm on.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The connection between browser and kernel, each message sent without waiting."""

    def connect(self) -> Any:
        self.websocket_handler.set_nodelay(True)
        return super().connect()
