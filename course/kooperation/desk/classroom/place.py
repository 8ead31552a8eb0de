"""Where pages find the server, and what follows from it: whose pages get a line, whose scripts run, who it is that asks.

Behind a proxy, as on a hub, the same origin has pages of others, and whoever asks comes from the proxy's own address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, unquote, urlsplit

POLICY = (
    "default-src 'none'; script-src {files}; style-src {files}; style-src-attr 'unsafe-inline'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HOST = re.compile(r"[\w.-]+(:\d+)?", re.ASCII)


@dataclass(frozen=True)
class HallPlace:
    """The server answers below *prefix*; pages find it at *address*, which ends with a slash, if a proxy stands before it.

    *shielded* says whether nobody but a proxy on this computer reaches it: then it is believed who asks.
    """

    prefix: str = "/"
    address: str = ""
    shielded: bool = False

    def policy(self, host: str) -> str:
        """Return what a page may load that was asked for at *host*: of an origin shared with others, our files alone."""
        if not self.address:
            return POLICY.format(files="'self'")
        path = urlsplit(self.address).path
        names = [f"{host}{path}"] if HOST.fullmatch(host) else []
        return POLICY.format(files=" ".join(f"{name}static/" for name in (self.address, *names)))

    def is_own(self, origin: str, host: str) -> bool:
        """Say whether *origin* is the one that pages have: by the name asked for, or by the one that was told us."""
        own = {host.lower(), urlsplit(self.address).netloc.lower()} - {""}
        return urlsplit(origin).netloc.lower() in own

    def asker(self, peer: str, forwarded: str) -> str:
        """Return the address of who asks. *forwarded* is what proxies say: each adds at the end whom it was asked by.

        The last that is none of this computer's is believed; what stands before it, anybody may have written.
        """
        if self.shielded:
            for said in reversed(forwarded.split(",")):
                try:
                    address = ip_address(said.strip())
                except ValueError:
                    break
                address = getattr(address, "ipv4_mapped", None) or address
                if not address.is_loopback:
                    return str(address)
        return peer


ALONE = HallPlace()  # nothing before the server, and nothing else on its origin


def written_path(path: str) -> str:
    """Return *path* as a browser asks for it: „/Übung @ 26/“ as /%C3%9Cbung%20@%2026/."""
    return quote(unquote(path), safe="/@~")


def readable(address: str) -> str:
    """Return *address* as a human types it."""
    return unquote(address)
