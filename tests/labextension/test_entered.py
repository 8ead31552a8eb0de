"""What was entered and not confirmed, and what of it is set again, in a real Chromium with a kernel made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from served import serve_scripts

# A window that has said „a“ and „b“ to the kernel when the kernel died; whether it had `arrived` and where it is
# `unwritten` differ. The next kernel knows `stored`. Gives back what its control shows in the end, and what was left out.
RUN = """async ({ stored, arrived, unwritten }) => {
  const { Confirmed } = await import("/confirmed.js");
  const { Entered } = await import("/entered.js");
  const confirmed = new Confirmed();
  const receive = (msg_type, content, parent) =>
    confirmed.hear({ direction: "recv", msg: { header: { msg_type, session: "k" }, parent_header: { msg_id: parent }, content } });
  const models = new Map();
  const open = (comm_id, value) => {
    const state = { tree: { id: "n1", kind: "script", script: "s", unwritten }, n1_label: "Frage", n1_value: value };
    receive("comm_open", { comm_id, target_name: "jupyter.widget", data: { state } });
    const held = { ...state };
    let sent = 0;
    models.set(comm_id, {
      get: (name) => held[name],
      set: (name, to) => { held[name] = to; },
      save_changes: () => {
        const msg_id = `${comm_id}-${sent += 1}`;
        const data = { method: "update", state: { n1_value: held.n1_value } };
        confirmed.hear({ direction: "send", msg: { header: { msg_type: "comm_msg", msg_id }, content: { comm_id, data } } });
        const done = () => receive("status", { execution_state: "idle" }, msg_id);
        if (now) setTimeout(done); // as the kernel that runs
        else if (arrived) done();
      },
    });
    return models.get(comm_id);
  };
  let shown = "old";
  let now;
  const data = () => ({ "application/vnd.jupyter.widget-view+json": { model_id: shown } });
  const cell = { model: { id: "cell", type: "code", outputs: { length: 1, get: () => ({ data: data() }) } } };
  const entered = new Entered(confirmed, () => ({ has_model: (id) => models.has(id), get_model: async (id) => models.get(id) }));

  const before = open("old", null);
  for (const value of ["a", "b"]) {
    before.set("n1_value", value);
    before.save_changes();
  }
  confirmed.lose();
  await entered.keep([cell]);
  now = open("new", stored);
  shown = "new";
  const out = [];
  for await (const entry of entered.setAgain([cell])) out.push(entry.value);
  return [now.get("n1_value"), out];
}"""

# „a“ and „b“ are on their way when the kernel, which has got as far as „a“, says „x“ of its own accord.
CORRECTED = """async () => {
  const { Confirmed } = await import("/confirmed.js");
  const confirmed = new Confirmed();
  const receive = (msg_type, content, msg_id) =>
    confirmed.hear({ direction: "recv", msg: { header: { msg_type, session: "k" }, parent_header: { msg_id }, content } });
  receive("comm_open", { comm_id: "c", target_name: "jupyter.widget", data: { state: { n1_value: null } } });
  for (const msg_id of ["a", "b"]) {
    const data = { method: "update", state: { n1_value: msg_id } };
    confirmed.hear({ direction: "send", msg: { header: { msg_type: "comm_msg", msg_id }, content: { comm_id: "c", data } } });
  }
  receive("comm_msg", { comm_id: "c", data: { method: "update", state: { n1_value: "x" } } }, "a");
  const knows = [];
  for (const msg_id of ["a", "b"]) {
    receive("status", { execution_state: "idle" }, msg_id);
    knows.push(confirmed.states.get("c").n1_value);
  }
  return knows;
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a server of the extension's scripts."""

    with browser.new_page() as page:
        serve_scripts(page)
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
    assert page.evaluate(RUN, {"stored": stored, "arrived": False, "unwritten": []}) == ends


@pytest.mark.parametrize("stored", [None, "a", "c"])
def test_what_a_kernel_knew_and_no_file_holds_is_set_again_in_the_next(
    page: Page, stored: str | None
) -> None:
    case = {"stored": stored, "arrived": True, "unwritten": ["value"]}
    assert page.evaluate(RUN, case) == ["b", []]


def test_what_was_written_is_not_set_again(page: Page) -> None:
    assert page.evaluate(RUN, {"stored": "c", "arrived": True, "unwritten": []}) == ["c", []]


def test_what_was_sent_after_the_kernel_corrected_something_older_is_confirmed(page: Page) -> None:
    assert page.evaluate(CORRECTED) == ["x", "b"]
