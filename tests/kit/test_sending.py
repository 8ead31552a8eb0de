"""When a card tells its kernel what, and what it hears meanwhile: in a real Chromium whose clock stands still.

The model is made up: as ipywidgets does, it keeps one message under way. What is sent to it is read off.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kooperation.kit.card import code
from kooperation.kit.controls import Slider, button
from kooperation.kit.explorer import Explorer
from lone_card import show

PICTURE = 20  # ms: more than a frame, in which a picture is drawn that has come

# Two steps and a press, quicker than any picture.
PRESSED = """() => {
  const slider = document.querySelector("input[type=range]");
  for (const value of [6, 7]) {
    slider.value = value;
    slider.dispatchEvent(new Event("input"));
  }
  [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Drücken").click();
  return sent;
}"""
MADE = """async ([code, subshellId, refuses]) => {
  const { connect } = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  window.sent = [];
  window.comm = {
    jsServicesComm: { subshellId },
    send: (data, callbacks, ...rest) => {
      sent.push({ ...data, rest, callbacks, told: (execution_state) => callbacks.iopub.status({ content: { execution_state } }) });
      return `message ${sent.length}`;
    },
    on_msg: (hear) => { comm.hear = hear; },
  };
  class Plain {
    comm = comm;
    state = { own_id: "card", value: 0, text: "0" };
    changed = {};
    waiting = {};
    _pending_msgs = 0;
    get(name) { return this.state[name]; }
    set(name, value) { this.changed[name] = this.state[name] = value; }
    save_changes() {
      const { changed } = this;
      this.changed = {};
      if (Object.keys(changed).length) this.sync(changed);
    }
    sync(state) {
      if (this._pending_msgs >= 1) {
        Object.assign(this.waiting, state);
        return;
      }
      this._pending_msgs += 1;
      this.told = comm.send({ method: "update", state }, { shell: "ours", iopub: { output: "ours", status: (message) => this.hear(message) } });
    }
    hear({ content }) {
      if (content.execution_state !== "idle") return;
      this._pending_msgs -= 1;
      const { waiting } = this;
      this.waiting = {};
      if (Object.keys(waiting).length) this.sync(waiting);
    }
    once(name, call) { this[name] = call; }
    async _handle_comm_msg({ content }) { Object.assign(this.state, content.data.state); }
  }
  class Late extends Plain {
    async _handle_comm_msg(message) {
      if (refuses) throw new Error("too late");
      await super._handle_comm_msg(message);
    }
  }
  window.whole = new Late();
  const part = { widget_manager: { get_model: async (id) => ({ card: whole })[id] }, get: (name) => whole.get(name) };
  window.again = () => connect(part);
  window.line = await connect(part);
  window.said = sent.splice(0).map(({ method }) => method);
}"""


class Line:
    """A card's line to a kernel that answers when it is told to; its messages count from 0."""

    def __init__(self, tab: Page, subshell: str | None = "own", refuses: bool = False) -> None:
        self._tab = tab
        tab.evaluate(MADE, [code(), subshell, refuses])

    def do(self, script: str) -> Any:
        return self._tab.evaluate(script)

    def soon(self, value: int) -> None:
        self.do(f"() => line.soon('value', {value})")

    def tell(self, name: str, value: int) -> None:
        self.do(f"() => {{ whole.set('{name}', {value}); line.leave(); }}")

    def press(self) -> None:
        """Press a button, as `card.js` sends it."""
        self.do(
            "() => { line.hurry(); comm.send({ method: 'custom', content: {} }, undefined, {}, ['bytes']); }"
        )

    def wait(self, milliseconds: int) -> None:
        self._tab.clock.run_for(milliseconds)

    def begins(self, message: int) -> None:
        self.do(f"() => sent[{message}].told('busy')")

    def done(self, message: int) -> None:
        self.do(f"() => sent[{message}].told('idle')")

    def says(self, **state: Any) -> None:
        self._tab.evaluate("(state) => comm.hear({ content: { data: { state } } })", state)

    @property
    def shows(self) -> Any:
        return self.do("() => whole.get('value')")

    @property
    def sent(self) -> list[Any]:
        """What has left: values, texts and presses."""
        found: list[Any] = self.do(
            "() => sent.map(({ state, method }) => Object.values(state ?? { method })[0])"
        )
        return found


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    yield page
    page.close()


# What leaves when ---------------------------------------------------------------------------------


def test_a_slider_sends_at_once_and_then_the_newest_when_a_picture_may_have_come(tab: Page) -> None:
    line = Line(tab)
    for value in (1, 2, 3):
        line.soon(value)
    line.wait(90)
    assert line.sent == [1]
    line.wait(15)
    assert line.sent == [1, 3]


@pytest.mark.parametrize("way", [1000, None])
def test_a_slider_waits_as_long_as_its_last_picture_took_and_not_for_the_way(
    tab: Page, way: int | None
) -> None:
    """A message whose beginning got lost counts from when it left."""
    line = Line(tab)
    line.soon(1)
    if way is not None:
        line.wait(way)
        line.begins(0)
    line.wait(300)
    line.done(0)
    line.wait(PICTURE)
    line.soon(2)
    line.soon(3)
    line.wait(290)
    assert line.sent == [1, 2]
    line.wait(40)
    assert line.sent == [1, 2, 3]


def test_a_slider_waits_no_longer_when_nothing_is_under_way(tab: Page) -> None:
    line = Line(tab)
    line.soon(1)
    line.tell("text", 9)
    line.soon(2)
    for message in (0, 1):
        line.begins(message)
        line.wait(PICTURE)
        assert line.sent == [1, 9]
        line.done(message)
        line.wait(PICTURE)
    assert line.sent == [1, 9, 2]


def test_what_waits_leaves_before_a_press_and_before_anything_else(tab: Page) -> None:
    line = Line(tab)
    line.soon(1)
    line.soon(2)
    line.press()
    line.soon(3)
    line.tell("text", 9)
    assert line.sent == [1, 2, "custom", 3]
    assert line.do("() => sent[3].state") == {"value": 3, "text": 9}


def test_on_a_card_what_was_set_leaves_before_a_button_is_pressed(tab: Page) -> None:
    parts = Slider("Zahl", 0, (0, 9, 1)), button("Drücken", lambda: None)
    show(tab, Explorer(*parts, title="Zahl"))
    assert tab.evaluate(PRESSED) == ["save", "save", "send"]


def test_a_press_and_what_was_told_move_no_later_step_of_a_slider(tab: Page) -> None:
    line = far_away(tab)
    line.press()
    line.soon(2)
    assert line.sent == [1, "custom", 2]
    line.wait(50)
    line.soon(3)
    line.tell("text", 9)
    line.wait(10)
    line.soon(4)
    line.wait(60)  # the time that „3“ would have waited for is over
    assert line.sent == [1, "custom", 2, 3]
    line.wait(40)
    assert line.sent == [1, "custom", 2, 3, 4]


def far_away(tab: Page) -> Line:
    """Return a line on which „1“ took a second there and back, and a tenth to be drawn."""
    line = Line(tab)
    line.soon(1)
    line.wait(1000)
    line.begins(0)
    line.wait(90)
    line.done(0)
    line.wait(PICTURE)
    return line


def test_a_slider_waits_until_a_kernel_has_caught_up_that_lags_behind(tab: Page) -> None:
    line = far_away(tab)
    for value in range(15):
        line.tell("text", value)
    line.wait(1000)
    line.begins(1)
    line.wait(90)
    line.done(1)
    line.wait(3000)
    line.begins(2)  # what took that long to begin waited for another, and was not on its way
    line.soon(2)
    line.wait(300)
    assert line.sent[-1] == 14
    line.wait(300)  # of the fourteen, ten would be on their way
    assert line.sent[-1] == 2


def test_a_step_to_where_a_slider_stands_says_nothing(tab: Page) -> None:
    line = Line(tab)
    line.soon(0)
    assert line.sent == []
    line.says(value=3)
    assert line.shows == 3


def test_what_waits_when_a_card_goes_is_not_sent(tab: Page) -> None:
    line = Line(tab)
    for value in (1, 2, 3):
        line.soon(value)
    line.do("() => whole.destroy()")
    line.wait(200)
    assert line.sent == [1]


# What is heard ------------------------------------------------------------------------------------


def test_what_the_kernel_says_before_it_has_read_what_is_newer_is_not_shown(tab: Page) -> None:
    line = Line(tab)
    line.soon(1)
    line.soon(2)
    line.begins(0)
    line.says(value=1, text="1")
    assert line.shows == 2
    assert line.do("() => whole.get('text')") == "1"
    line.wait(200)
    line.says(value=1)
    line.do("() => comm.hear({ content: { data: { method: 'custom' } } })")
    assert line.shows == 2
    line.begins(1)
    line.says(value=4)
    assert line.shows == 4


def test_what_is_told_is_newer_too_until_the_kernel_has_begun_with_it(tab: Page) -> None:
    line = Line(tab)
    line.tell("value", 1)
    line.tell("value", 2)
    line.begins(0)
    line.done(0)
    line.says(value=1)
    assert line.shows == 2
    line.begins(1)
    line.says(value=4)
    assert line.shows == 4


def test_a_card_that_anywidget_gave_up_hears_all_the_same_and_asks_for_what_it_has_missed(
    tab: Page,
) -> None:
    line = Line(tab)
    assert line.do("said") == []
    late = Line(tab, refuses=True)
    assert late.do("said") == ["request_state"]
    late.says(value=5)
    assert late.shows == 5


# The same as without us ---------------------------------------------------------------------------


def test_two_views_of_a_card_have_one_line(tab: Page) -> None:
    line = Line(tab)
    assert line.do("async () => (await again()) === line")
    line.soon(1)
    line.soon(2)
    line.begins(0)
    line.done(0)
    line.wait(PICTURE)
    assert line.sent == [1, 2]


def test_ipywidgets_is_told_all_that_it_would_be_told(tab: Page) -> None:
    line = Line(tab, subshell=None)
    line.soon(1)
    line.tell("text", 9)
    assert line.do("() => whole.told") == "message 1"
    assert line.do(
        "() => comm.hear({ content: { data: {} } }) instanceof Promise"
    )  # it waits for one after the other
    assert line.do("() => [sent[0].callbacks.shell, sent[0].callbacks.iopub.output]") == [
        "ours",
        "ours",
    ]
    line.begins(0)
    line.done(0)
    assert line.sent == [1, 9]
    line.press()
    assert line.do("() => sent[2].rest") == [{}, ["bytes"]]
    line.done(2)


def test_as_long_as_a_card_has_no_queue_of_its_own_one_message_is_under_way(tab: Page) -> None:
    line = Line(tab, subshell=None)
    line.tell("value", 1)
    line.tell("value", 2)
    assert line.sent == [1]
    line.do("() => { comm.jsServicesComm.subshellId = 'own'; }")
    line.press()
    line.tell("value", 3)  # were it to leave now, „2“ would come behind it
    assert line.sent == [1, "custom"]
    line.done(0)
    assert line.sent == [1, "custom", 3]
    line.tell("value", 4)
    line.tell("value", 5)
    assert line.sent == [1, "custom", 3, 4, 5]
