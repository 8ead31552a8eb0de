"""The QR code of an address, for a phone: the page draws it with somebody else's module, which travels along."""

from __future__ import annotations

import traitlets

from kooperation.kit.guard import static
from kooperation.kit.node import Scripted


class AddressCode(Scripted):
    """The code of `address`, nothing while that is empty; *name* is what a screen reader says."""

    script = "kit/address_code.js"
    module = traitlets.Unicode().tag(sync=True)
    address = traitlets.Unicode().tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)

    def __init__(self, name: str) -> None:
        super().__init__(name=name, module=static("labextension", "kooperation/static/uqr.mjs"))
