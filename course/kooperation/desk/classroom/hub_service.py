"""As a service of a JupyterHub: its environment says where the session is reached."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.desk.classroom.command import HallOptions

WORDS = Words("desk/classroom.command")
NEEDED = ("JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_SERVICE_URL", "JUPYTERHUB_PUBLIC_URL")


def as_service(options: HallOptions, told: Mapping[str, str] = os.environ) -> HallOptions:
    """Return *options* with what the hub has *told*. Raises UnavailableError if it has not told enough."""
    for name in NEEDED:
        if not told.get(name):
            raise UnavailableError(WORDS.filled("hub_says_nothing", name=name))
    prefix, url, public = (told[name] for name in NEEDED)
    return replace(
        options,
        prefix=prefix,
        port=urlsplit(url).port,
        address=urlsplit(public)._replace(path="").geturl(),
        browser=False,
        hub=True,
    )
