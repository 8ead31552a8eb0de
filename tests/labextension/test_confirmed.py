"""What counts as confirmed, message by message, in a real Chromium whose clock stands still."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from served import standing_still

WIDGET = "jupyter.widget"
NEW = """async () => {
  const { Confirmed } = await import("/confirmed.js");
  window.confirmed = new Confirmed();
}"""
RECEIVE = """([msg_type, content, msg_id, session]) => confirmed.hear({
  direction: "recv",
  msg: { header: { msg_type, session }, parent_header: { msg_id }, content },
})"""
SEND = """([msg_type, msg_id, subshell_id, content]) => confirmed.hear({
  direction: "send",
  msg: { header: { msg_type, msg_id, subshell_id }, content },
})"""


class Window:
    """A window that hears what goes to and fro; its widget „c“ is alive and shows 0."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.evaluate(NEW)
        self.opens("c", value=0)

    def hears(self, kind: str, content: Any, parent: str | None = None, session: str = "k") -> None:
        self._page.evaluate(RECEIVE, [kind, content, parent, session])

    def opens(self, comm: str, target: str = WIDGET, session: str = "k", **state: Any) -> None:
        content = {"comm_id": comm, "target_name": target, "data": {"state": state}}
        self.hears("comm_open", content, session=session)

    def says(
        self, parent: str | None = None, comm: str = "c", method: str = "update", **state: Any
    ) -> None:
        self.hears(
            "comm_msg", {"comm_id": comm, "data": {"method": method, "state": state}}, parent
        )

    def says_all(self, **states: Any) -> None:
        """Say how all widgets are, as after a connection came back."""
        states = {comm: {"state": state} for comm, state in states.items()}
        self.hears(
            "comm_msg", {"comm_id": "all", "data": {"method": "update_states", "states": states}}
        )

    def done(self, message: str) -> None:
        self.hears("status", {"execution_state": "busy"}, message)
        self.hears("status", {"execution_state": "idle"}, message)

    def sends(
        self,
        message: str,
        comm: str = "c",
        *,
        queue: str | None = None,
        method: str = "update",
        kind: str = "comm_msg",
        content: Any = None,
        **state: Any,
    ) -> None:
        data = {"method": method, "content": content} | ({"state": state} if state else {})
        self._page.evaluate(SEND, [kind, message, queue, {"comm_id": comm, "data": data}])

    def wait(self, milliseconds: int) -> None:
        self._page.clock.run_for(milliseconds)

    def do(self, script: str) -> Any:
        return self._page.evaluate(f"() => {script}")

    def knows(self, comm: str = "c") -> Any:
        return self.do(f"confirmed.states.get('{comm}')")

    def may_be(self, comm: str = "c") -> Any:
        return self.do(f"confirmed.mayBe('{comm}', 'value')")

    @property
    def first(self) -> str | None:
        """The message that waits longest."""
        first: str | None = self.do("confirmed.first?.header.msg_id ?? null")
        return first

    @property
    def has_missed(self) -> bool:
        missed: bool = self.do("confirmed.missed")
        return missed

    @property
    def has_pressed(self) -> bool:
        pressed: bool = self.do("confirmed.pressed")
        return pressed

    @property
    def is_alive(self) -> bool:
        alive, lost = self.do("[confirmed.isAlive('c'), confirmed.isLost('c')]")
        assert alive is not lost
        return bool(alive)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with standing_still(browser) as page:
        yield page


@pytest.fixture
def window(page: Page) -> Window:
    return Window(page)


# What the kernel has done with --------------------------------------------------------------------


def test_an_echo_of_ones_own_says_nothing_and_one_of_another_window_counts(window: Window) -> None:
    window.sends("a", value=1)
    window.says("a", method="echo_update", value=1)
    window.hears("status", {"execution_state": "busy"}, "a")
    assert window.knows() == {"value": 0}
    window.done("a")
    assert window.knows() == {"value": 1}
    window.says("elsewhere", method="echo_update", value=2)
    window.done("elsewhere")
    assert window.knows() == {"value": 2}
    window.says(method="custom", value=3)
    assert window.knows() == {"value": 2}


def test_a_correction_takes_the_place_of_what_was_sent_of_that_value_of_that_widget(
    window: Window,
) -> None:
    window.opens("d", value=0)
    window.sends("a", value=1, other=1)
    window.sends("b", "d", value=1)
    window.says("elsewhere", value=5)
    for message in "ab":
        window.done(message)
    assert window.knows() == {"value": 5, "other": 1}
    assert window.knows("d") == {"value": 1}


def test_of_a_widget_that_was_never_opened_nothing_is_known(window: Window) -> None:
    window.opens("x", target="another")
    window.says(comm="x", value=1)
    assert window.knows("x") is None
    window.hears(
        "display_data", {"comm_id": "c", "data": {"method": "update", "state": {"value": 1}}}
    )
    assert window.knows() == {"value": 0}


def test_what_a_widget_began_with_stays_known(window: Window) -> None:
    window.says(value=1)
    assert window.do("confirmed.starts.get('c')") == {"value": 0}


def test_the_edition_is_the_kits(window: Window) -> None:
    assert window.do("confirmed.edition") == ""
    window.opens("kit", extension="1.2")
    window.opens("d")
    assert window.do("confirmed.edition") == "1.2"


# What waits, and what has gone astray -------------------------------------------------------------


def test_what_waits_longest_and_how_long(window: Window) -> None:
    assert (window.first, window.do("confirmed.waiting()")) == (None, 0)
    window.sends("question", method="request_state")
    window.sends("code", kind="execute_request")
    assert window.first is None
    window.sends("a", value=1)
    window.wait(500)
    window.sends("b", method="custom", content={"node": "n1", "content": "?"})
    assert window.first == "a"
    assert 500 <= window.do("confirmed.waiting()") < 600
    window.done("a")
    assert window.first == "b"
    window.done("b")
    assert window.first is None


def test_silence_ends_with_any_word_and_with_a_new_connection(window: Window) -> None:
    window.wait(500)
    window.sends("a", value=1)
    assert window.do("confirmed.silent()") >= 500
    window.do("confirmed.listen()")
    assert window.do("confirmed.silent()") == 0
    window.wait(500)
    window.hears("status", {"execution_state": "busy"})
    assert window.do("confirmed.silent()") == 0


def test_what_is_not_done_with_before_what_was_sent_later_is_missed(window: Window) -> None:
    for message in "abc":
        window.sends(message, value=1)
    window.done("a")
    assert not window.has_missed
    window.done("c")
    assert window.has_missed
    window.done("b")
    assert window.has_missed  # somebody has to look after it


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"queue": "own"}, {}),
        ({"queue": "own"}, {"queue": "another"}),
        ({"method": "request_state"}, {}),
    ],
)
def test_in_another_queue_and_of_a_question_nothing_is_missed(
    window: Window, earlier: dict[str, Any], later: dict[str, Any]
) -> None:
    window.sends("a", **earlier)
    window.sends("b", value=1, **later)
    window.done("b")
    assert not window.has_missed


# What the kernel may know -------------------------------------------------------------------------


def test_what_was_sent_may_have_arrived_until_all_of_that_widget_is_done_with(
    window: Window,
) -> None:
    window.opens("cd", value=0)
    window.sends("a", value=1)
    window.sends("b", value=2)
    window.sends("x", "cd", value=9)
    assert window.may_be() == [0, 1, 2]
    window.done("a")
    assert window.may_be() == [1, 1, 2]
    window.done("b")
    assert window.may_be() == [2]
    assert window.may_be("cd") == [0, 9]


# A kernel that is gone ----------------------------------------------------------------------------


def test_widgets_are_lost_with_their_process_and_the_server_speaks_for_none(window: Window) -> None:
    window.hears("status", {"execution_state": "starting"}, session="server")
    assert window.is_alive
    window.hears("kernel_info_reply", {}, session="k")
    assert window.is_alive
    window.sends("a", value=1)
    window.opens("d", session="another")
    assert not window.is_alive
    assert window.first is None
    assert window.do("confirmed.isAlive('d')")
    assert not window.do("confirmed.isLost('never')")


def test_after_a_loss_the_next_process_is_no_other_one(window: Window) -> None:
    window.sends("a", value=1)
    window.sends("b", value=1)
    window.done("b")
    window.do("confirmed.lose()")
    assert not window.has_missed
    window.sends("x", value=1)
    window.opens("c", value=0, session="another")
    assert window.first == "x"
    assert window.is_alive
    window.hears("execute_input", {}, session="another")
    assert window.is_alive


def test_a_widget_that_was_closed_is_lost(window: Window) -> None:
    window.hears("comm_close", {"comm_id": "c"})
    assert not window.is_alive


@pytest.mark.parametrize(
    ("content", "is_done", "is_told"),
    [({"event": "click"}, False, True), ({"event": "click"}, True, False), ("?", False, False)],
)
def test_a_press_in_vain_is_told_and_a_question_in_vain_is_not(
    window: Window, content: Any, is_done: bool, is_told: bool
) -> None:
    window.sends("a", method="custom", content={"node": "n1", "content": content})
    if is_done:
        window.done("a")
    window.do("confirmed.lose()")
    window.do("confirmed.lose()")
    assert window.has_pressed is is_told
    window.do("confirmed.forget([])")
    assert not window.has_pressed


def test_what_is_gone_is_forgotten_once_it_is_not_shown(window: Window) -> None:
    window.sends("a", value=1)
    window.do("confirmed.lose()")
    window.opens("d", value=4)
    window.do("confirmed.forget(['c'])")
    assert window.knows() == {"value": 0}
    assert window.may_be() == [0, 1]
    window.do("confirmed.forget([])")
    assert (window.knows(), window.may_be()) == (None, [None])
    assert window.do("confirmed.starts.has('c')") is False
    assert window.knows("d") == {"value": 4}


# A connection that came back ----------------------------------------------------------------------


def test_the_answer_of_all_widgets_may_be_older_than_what_was_said_since_the_question(
    window: Window,
) -> None:
    window.says(value=1, other=1)
    window.sends("all", method="request_states")
    window.says(value=2)
    window.sends("another", method="request_state")
    window.says_all(c={"value": 1, "other": 3}, d={"value": 4})
    assert window.knows() == {"value": 2, "other": 3}
    assert window.do("confirmed.isAlive('d')")
    assert window.do("confirmed.reset") is True
    window.do("confirmed.forget([])")
    assert window.do("confirmed.reset") is False


def test_what_was_done_with_since_the_question_counts_more_than_the_answer(window: Window) -> None:
    window.sends("all", method="request_states")
    window.sends("a", value=1)
    window.sends("b", other=1)
    window.done("a")
    window.done("b")
    window.says_all(c={"value": 0, "other": 0})
    assert window.knows() == {"value": 1, "other": 1}


def test_what_was_given_up_is_not_alive_again_by_an_answer_about_all(window: Window) -> None:
    window.do("confirmed.lose()")
    window.says_all(c={"value": 3})
    assert not window.is_alive
    assert window.knows() == {"value": 3}
