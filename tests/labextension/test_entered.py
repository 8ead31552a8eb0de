"""What was entered and not confirmed, and what of it is set again, in a real Chromium with a kernel made up."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

STATIC = files("kooperation").joinpath("labextension", "kooperation", "static")
# A window that has said „a“ and „b“ to the kernel, of which nothing came back, when the kernel died; the next one
# knows `stored`. Gives back what its control shows in the end, and what was left out.
RUN = """async (stored) => {
  const { Confirmed } = await import("/confirmed.js");
  const { Entered } = await import("/entered.js");
  const confirmed = new Confirmed();
  const receive = (msg_type, content, parent) =>
    confirmed.hear({ direction: "recv", msg: { header: { msg_type, session: "k" }, parent_header: { msg_id: parent }, content } });
  const models = new Map();
  const open = (comm_id, value) => {
    const state = { tree: { id: "n1", kind: "script", script: "s" }, n1_label: "Frage", n1_value: value };
    receive("comm_open", { comm_id, target_name: "jupyter.widget", data: { state } });
    const held = { ...state };
    let sent = 0;
    models.set(comm_id, {
      get: (name) => held[name],
      set: (name, to) => { held[name] = to; },
      save_changes: (arrives = true) => {
        const msg_id = `${comm_id}-${sent += 1}`;
        const data = { method: "update", state: { n1_value: held.n1_value } };
        confirmed.hear({ direction: "send", msg: { header: { msg_type: "comm_msg", msg_id }, content: { comm_id, data } } });
        if (arrives) setTimeout(() => receive("status", { execution_state: "idle" }, msg_id));
      },
    });
    return models.get(comm_id);
  };
  let shown = "old";
  const data = () => ({ "application/vnd.jupyter.widget-view+json": { model_id: shown } });
  const cell = { model: { id: "cell", type: "code", outputs: { length: 1, get: () => ({ data: data() }) } } };
  const entered = new Entered(confirmed, () => ({ has_model: (id) => models.has(id), get_model: async (id) => models.get(id) }));

  const before = open("old", null);
  for (const value of ["a", "b"]) {
    before.set("n1_value", value);
    before.save_changes(false);
  }
  confirmed.lose();
  await entered.keep([cell]);
  const now = open("new", stored);
  shown = "new";
  const out = [];
  for await (const entry of entered.setAgain([cell])) out.push(entry.value);
  return [now.get("n1_value"), out];
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a server of the extension's scripts."""

    def serve(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        kind = "text/javascript" if name else "text/html"
        route.fulfill(body=STATIC.joinpath(name).read_bytes() if name else b"", content_type=kind)

    with browser.new_page() as page:
        page.route("**/*", serve)
        page.goto("http://kurs.test/")
        yield page


@pytest.mark.parametrize(
    ("stored", "ends"),
    [
        (None, ["b", []]),
        ("a", ["b", []]),  # it was written, and the word that it was got lost
        ("b", ["b", []]),
        ("c", ["c", ["b"]]),  # somebody else's, and newer
    ],
)
def test_what_this_window_said_itself_is_nothing_newer(
    page: Page, stored: str | None, ends: list[Any]
) -> None:
    assert page.evaluate(RUN, stored) == ends
