"""A kernel that runs in the browser (`kooperation site`): what it does otherwise than one on a server."""

from __future__ import annotations

import json
import sys
from typing import Any


def adapt() -> None:
    """Have a browser's kernel tell widgets None as null: by itself it leaves it out, so nothing could be cleared.

    And have it complete names without jedi, which the site does not bring. Elsewhere nothing is done.
    """
    if sys.platform != "emscripten":
        return
    from IPython import get_ipython
    from js import JSON

    shell: Any = get_ipython()
    shell.Completer.use_jedi = False
    send = shell.send_comm

    def send_as_json(kind: str, content: dict[str, Any], *others: Any) -> Any:
        return send(kind, JSON.parse(json.dumps(content)), *others)

    shell.send_comm = send_as_json
