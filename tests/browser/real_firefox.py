"""A real Firefox, without a window, asked by the protocol that it speaks itself (WebDriver BiDi)."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import websocket

from debian import install

PATIENCE = 300  # seconds
# What Firefox asks of its makers is none of the page's.
ALONE = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "browser.aboutwelcome.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "media.gmp-provider.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "termsofuse.bypassNotification": True,
    "services.settings.server": "http://127.0.0.1:9/",
    "toolkit.telemetry.enabled": False,
}
MAKERS = (".mozilla.org:443", ".mozilla.net:443", ".mozilla.com:443", ".firefox.com:443")


class Firefox:
    """One window of it. A command that fails raises RuntimeError with what Firefox says."""

    def __init__(self, address: str) -> None:
        self._connection = websocket.create_connection(
            f"{address}/session", timeout=PATIENCE, suppress_origin=True
        )
        self._numbers = itertools.count(1)
        self._told("session.new", {"capabilities": {}})
        tree = self._told("browsingContext.getTree", {})
        self._window = tree["contexts"][0]["context"]

    def goto(self, address: str) -> None:
        """Open *address* and wait until it is loaded."""
        said = {"context": self._window, "url": address, "wait": "complete"}
        self._told("browsingContext.navigate", said)

    def ask(self, expression: str) -> Any:
        """Return the value of a JavaScript *expression*: text, number, true or false, or None."""
        said = {"expression": expression, "target": {"context": self._window}, "awaitPromise": True}
        answer = self._told("script.evaluate", said)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def wait_for(self, expression: str) -> Any:
        """Wait until *expression* is truthy, and return it."""
        end = time.monotonic() + PATIENCE
        while not (found := self.ask(expression)):
            if time.monotonic() > end:
                raise TimeoutError(expression)
            time.sleep(0.2)
        return found

    def click(self, element: str) -> None:
        """Bring the *element* that a JavaScript expression gives into view, and click in its middle."""
        middle = self.ask(f"""(() => {{
            const element = {element};
            element.scrollIntoView({{ block: "center" }});
            const {{ left, top, width, height }} = element.getBoundingClientRect();
            return `${{Math.round(left + width / 2)}} ${{Math.round(top + height / 2)}}`;
        }})()""")
        x, y = map(int, middle.split())
        steps = [{"type": "pointerMove", "x": x, "y": y}]
        steps += [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self._act({"type": "pointer", "id": "mouse", "actions": steps})

    def press(self, key: str) -> None:
        """Press one *key*, given as WebDriver names it."""
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._act({"type": "key", "id": "keyboard", "actions": keys})

    def _act(self, source: dict[str, Any]) -> None:
        self._told("input.performActions", {"context": self._window, "actions": [source]})

    def _told(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._connection.recv())).get("id") != number:
            continue  # an event that nobody asked for
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result


@contextmanager
def firefox(proxy: str) -> Iterator[Firefox]:
    """Start it with a profile of its own; whatever is not on this machine is asked of *proxy*, a host and port.

    Raises FileNotFoundError where there is none and none can be installed.
    """
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        install("firefox-esr")
        program = shutil.which("firefox-esr")
    if program is None:
        raise FileNotFoundError("There is no Firefox here. On Debian: apt-get install firefox-esr")
    host, port = proxy.split(":")
    preferences = {**ALONE, "network.proxy.type": 1}
    for kind in ("http", "ssl"):
        preferences |= {f"network.proxy.{kind}": host, f"network.proxy.{kind}_port": int(port)}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in preferences.items()]
        (Path(profile) / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--profile", profile]
        with subprocess.Popen(
            [*command, "--remote-debugging-port", "0"],
            stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace",
        ) as running:  # fmt: skip
            try:
                assert running.stderr is not None
                for line in running.stderr:
                    if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                        yield Firefox(found[1])
                        return
                raise RuntimeError("Firefox ended before it could be asked.")
            finally:
                running.kill()
