"""An explorer as one widget: what is sent when, what comes back, and what is closed again."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import pytest
from ipywidgets.widgets.widget import _instances
from playwright.sync_api import Browser, Page

from kooperation.kit import card as cards
from kooperation.kit.area import Area, live
from kooperation.kit.card import Card, code, scripts, shown
from kooperation.kit.choice import dropdown, radio
from kooperation.kit.controls import Entry, Slider, button, checkbox
from kooperation.kit.explorer import Explorer
from kooperation.kit.guard import style
from kooperation.kit.html import note
from kooperation.kit.layout import columns, fold
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Box

LECTURES = Path(__file__).resolve().parents[2] / "course" / "lectures"
MOST = 250  # models in any lecture


class Sum(Explorer):
    """Adds two sliders; a button takes one of them away and brings it back."""

    def __init__(self) -> None:
        self.first, self.second = (Slider(name, 1, (0, 5, 1), f"Zahl {name}") for name in "ab")
        self.which = dropdown([("eins", 1), ("zwei", 2)], 1, "Welche?")
        self.yes, self.one = radio([("ja", True), ("nein", False)], None, "Ja?"), checkbox("dazu")
        self.said, self.more, self.sliders = live(), Area(), Box([self.first, self.second])
        self.pressed = 0
        self.press, self.typed = button("Drücken", self._press), Entry("Tippen", self._press)
        self.follow(self.first, self.second)
        self.update()
        both = [self.which, self.yes, self.one, self.sliders, self.press, self.typed]
        super().__init__(
            columns(both, [self.said]), fold("Mehr davon", self.more), title="Eine Summe"
        )

    def _press(self) -> None:
        self.pressed += 1
        self.sliders.children = (self.first,) if self.pressed % 2 else (self.first, self.second)

    def draw(self) -> None:
        self.said.show(note(f"{self.first.value + self.second.value:g}"))
        self.more.show(note("mehr"))


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What cards send: the content of each message."""
    messages: list[dict[str, Any]] = []
    monkeypatch.setattr(
        Card, "_send", lambda _self, content, buffers=None: messages.append(content)
    )
    return messages


def updates(sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the states of all updates so far, and forget what was sent."""
    found = [content["state"] for content in sent if content["method"] == "update"]
    sent.clear()
    return found


def name(node: Any, trait: str) -> str:
    return f"{node._name}_{trait}"


def test_until_it_is_displayed_there_is_no_widget() -> None:
    before = len(_instances)
    explorer = Sum()
    explorer.first.value = 4
    assert len(_instances) == before
    Card(explorer)
    assert len(_instances) <= before + 2  # the card, and the kit if nobody had it yet


def test_the_browser_gets_the_tree_and_what_each_part_shows() -> None:
    explorer = Sum()
    state = Card(explorer).get_state()
    head, both, folded, _note = state["tree"]["children"]
    title, away = head["children"]
    kinds = [node["kind"] for node in (state["tree"], title, away, folded)]
    assert kinds == ["box", "area", "script", "fold"]
    assert [node["kind"] for node in both["children"][0]["children"]] == [
        "dropdown", "radio", "checkbox", "box", "button", "entry",
    ]  # fmt: skip
    assert state[name(explorer.first, "value")] == 1
    assert state[name(explorer.yes, "index")] is None
    assert "Eine Summe" in state[f"{title['id']}_value"]
    assert name(explorer.first, "hidden") not in state  # it says nothing


def test_a_move_of_a_slider_is_one_message_with_all_that_follows(
    sent: list[dict[str, Any]],
) -> None:
    explorer = Sum()
    card = Card(explorer)
    sent.clear()
    card.set_state({name(explorer.first, "value"): 3})
    assert sent[0] == {
        "method": "echo_update", "state": {name(explorer.first, "value"): 3}, "buffer_paths": [],
    }  # fmt: skip
    assert updates(sent) == [
        {name(explorer.first, "text"): "3", name(explorer.said, "value"): note("4")}
    ]


def test_what_is_not_taken_over_is_told_also_where_nothing_changed(
    sent: list[dict[str, Any]],
) -> None:
    explorer = Sum()
    card = Card(explorer)
    explorer.first.value = 5
    updates(sent)
    card.set_state({name(explorer.first, "value"): 7})
    assert updates(sent) == [{name(explorer.first, "value"): 5}]


def test_a_change_in_python_is_told_at_once_and_several_in_one_message(
    sent: list[dict[str, Any]],
) -> None:
    explorer = Sum()
    Card(explorer)
    updates(sent)
    explorer.which.value = 2
    assert updates(sent) == [{name(explorer.which, "index"): 1}]
    with explorer.hold_sync():
        explorer.which.value = 1
        explorer.one.value = True
    assert updates(sent) == [{name(explorer.which, "index"): 0, name(explorer.one, "value"): True}]


def test_other_parts_come_with_what_they_show_and_the_names_of_old_ones_are_not_used_again(
    sent: list[dict[str, Any]],
) -> None:
    explorer = Sum()
    card = Card(explorer)
    gone = name(explorer.second, "value")
    updates(sent)
    card._pass_on(card, {"node": explorer.press._name, "content": {"event": "click"}}, [])
    (state,) = updates(sent)
    assert list(state) == ["tree"]
    card.set_state({gone: 3})  # was on its way
    assert explorer.second.value == 1
    explorer.press.click()
    (state,) = updates(sent)
    assert state[name(explorer.second, "value")] == 1
    assert name(explorer.second, "value") != gone
    assert set(card.get_state()) >= set(state)


def test_an_error_in_a_handler_loses_nothing_that_was_shown(sent: list[dict[str, Any]]) -> None:
    explorer = Sum()
    card = Card(explorer)
    updates(sent)

    def fail(_change: Any) -> None:
        explorer.said.show()
        raise RuntimeError

    explorer.one.observe(fail, "value")
    with pytest.raises(RuntimeError):
        card.set_state({name(explorer.one, "value"): True})
    assert updates(sent) == [{name(explorer.said, "value"): ""}]


def test_a_figure_sends_its_library_to_its_own_script(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = LiveFigure()
    explorer = Explorer(figure)
    messages: list[Any] = []
    monkeypatch.setattr(
        Card, "_send", lambda _self, *message, **more: messages.append((message, more))
    )
    card = Card(explorer)
    messages.clear()
    card._pass_on(card, {"node": figure._name, "content": "plotly.js"}, [])
    ((content,), more) = messages[0]
    assert content["content"] == {"node": figure._name, "content": "plotly.js"}
    assert len(more["buffers"][0]) > 1_000_000


def test_a_cell_that_runs_again_closes_what_it_showed(monkeypatch: pytest.MonkeyPatch) -> None:
    run = ["zelle", "fenster", "1"]
    monkeypatch.setattr(cards, "_running", lambda: tuple(run))
    monkeypatch.setattr(cards, "_shown", {})
    first, second = Card(Sum()), Card(Sum())
    assert shown(first) is first
    shown(second)  # a cell may show two
    run[2] = "2"
    third = shown(Card(Sum()))
    assert (first.comm, second.comm) == (None, None)
    run[:] = "andere", "fenster", "3"
    shown(third)
    run[:] = "zelle", "fenster", "4"
    fourth = shown(Card(Sum()))
    assert third.comm is not None  # another cell shows it still
    assert fourth.comm is not None


def test_two_windows_of_a_notebook_stay_alive_and_what_earlier_ones_left_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = ["zelle", "", ""]
    monkeypatch.setattr(cards, "_running", lambda: tuple(run))
    monkeypatch.setattr(cards, "_shown", {})
    made = []
    for window in "abc":
        run[1:] = window, f"Lauf in {window}"
        made.append(shown(Card(Sum())))
    assert [card.comm is not None for card in made] == [False, True, True]


def test_every_script_of_a_room_travels_with_the_kit() -> None:
    assert {"kit/figure.js", "assignments/kinds/text/text.js", "repeated/moves.js"} <= set(
        scripts()
    )
    assert all(f'SCRIPTS["{name}"]' in code() for name in scripts())


@pytest.mark.parametrize("path", sorted(LECTURES.glob("*.md")), ids=lambda path: path.stem)
def test_no_lecture_has_more_than_250_models(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before, displayed = len(_instances), 0
    names: dict[str, Any] = {}
    for cell in jupytext.read(path, fmt="md:myst").cells:
        if cell.cell_type == "code":
            *body, last = ast.parse(cell.source).body
            exec(compile(ast.Module(body, []), path.stem, "exec"), names)
            assert isinstance(last, ast.Expr)
            value = eval(compile(ast.Expression(last.value), path.stem, "eval"), names)
            displayed += bool(value._repr_mimebundle_())
    assert displayed >= 4
    assert (
        len(_instances) - before <= displayed + 2 <= MOST
    )  # one for each cell, and what they share


# In a browser -------------------------------------------------------------------------------------

# A model as anywidget gives it, whose kernel is Python's `tell`; `hear` is what comes from there.
MODEL = """async ([code, css, state]) => {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const { install, render } = await import(address);
  install(css);
  const heard = {};
  let changed = {};
  const model = {
    get: (name) => state[name],
    set: (values) => { Object.assign(state, values); Object.assign(changed, values); },
    save_changes: () => { window.tell({ state: changed }); changed = {}; },
    send: (content) => window.tell({ content }),
    on: (name, callback) => { (heard[name] ??= new Set()).add(callback); },
    off: (name, callback) => { heard[name]?.delete(callback); },
  };
  window.hear = (values) => {
    Object.assign(state, values);
    for (const name in values) for (const callback of heard[`change:${name}`] ?? []) callback();
  };
  window.listeners = () => Object.values(heard).reduce((sum, all) => sum + all.size, 0);
  window.show = () => {
    const el = document.createElement("div");
    document.body.append(el);
    return render({ model, el });
  };
  window.end = window.show();
}"""


KERNEL: dict[str, Any] = {}  # whom the page tells, in the test that runs


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 800, "height": 700})
    page.set_default_timeout(20_000)
    page.expose_binding("kernel", lambda source, message: KERNEL["tell"](source, message))
    yield page
    page.close()


@pytest.fixture
def explorer(tab: Page, sent: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> Sum:
    """An explorer that a page shows; what one enters there reaches it, and what it says reaches the page."""
    made = Sum()
    card = Card(made)

    def tell(_source: Any, message: dict[str, Any]) -> list[dict[str, Any]]:
        if "state" in message:
            card.set_state(message["state"])
        else:
            card._pass_on(card, message["content"], [])
        return updates(sent)

    monkeypatch.setitem(KERNEL, "tell", tell)
    tab.goto("about:blank")
    tab.evaluate(
        "() => { window.tell = async (message) => { for (const state of await kernel(message)) hear(state); }; }"
    )
    tab.evaluate(MODEL, [code(), style(), card.get_state()])
    return made


def test_keys_move_a_slider_and_its_value_is_read_in_german(tab: Page, explorer: Sum) -> None:
    slider = tab.get_by_role("slider", name="Zahl a")
    slider.focus()
    for key, value in (("ArrowRight", 2), ("End", 5), ("ArrowLeft", 4), ("Home", 0), ("PageUp", 1)):
        tab.keyboard.press(key)
        tab.wait_for_function(
            f"() => document.querySelector('[aria-live]').textContent === '{value + 1}'"
        )
        assert explorer.first.value == value
        assert slider.get_attribute("aria-valuetext") == str(value)
    assert slider.evaluate("(node) => node === document.activeElement")


def test_each_control_has_its_role_and_name_and_tells_what_was_chosen(
    tab: Page, explorer: Sum
) -> None:
    tab.get_by_role("combobox", name="Welche?").select_option("zwei")
    tab.get_by_role("radiogroup", name="Ja?").get_by_label("nein").check()
    tab.get_by_role("checkbox", name="dazu").check()
    tab.get_by_role("textbox", name="Tippen").fill("3,5")
    tab.keyboard.press("Enter")
    tab.wait_for_function("() => document.querySelectorAll('[type=range]').length === 1")
    assert (explorer.which.value, explorer.yes.value, explorer.one.value) == (2, False, True)
    assert (explorer.typed.value, explorer.pressed) == ("3,5", 1)


def test_what_stays_keeps_its_focus_and_its_open_fold_when_other_parts_come(
    tab: Page, explorer: Sum
) -> None:
    tab.get_by_text("Mehr davon").click()
    assert tab.get_by_text("mehr", exact=True).is_visible()
    press = tab.get_by_role("button", name="Drücken")
    listening = tab.evaluate("() => listeners()")
    for count in (1, 2):
        press.click()
        tab.wait_for_function(
            "(count) => document.querySelectorAll('[type=range]').length === count", arg=count
        )
        assert press.evaluate("(node) => node === document.activeElement")
        assert tab.get_by_text("mehr", exact=True).is_visible()
    assert tab.evaluate("() => listeners()") == listening  # what is gone listens no more
    names = tab.evaluate(
        "() => [...document.querySelectorAll('[type=range]')].map((node) => node.ariaLabel)"
    )
    assert names == ["Zahl a", "Zahl b"]


def test_two_views_show_the_same_and_an_ended_one_hears_nothing(tab: Page, explorer: Sum) -> None:
    tab.evaluate("() => { window.other = show(); }")
    tab.get_by_role("checkbox", name="dazu").first.check()
    tab.evaluate("(values) => hear(values)", {name(explorer.one, "value"): True})
    assert tab.get_by_role("checkbox", name="dazu").last.is_checked()
    tab.evaluate("() => { window.end(); window.other(); }")
    assert tab.evaluate("() => listeners()") == 0


def test_what_is_hidden_is_out_of_the_way_of_the_tab_key(tab: Page, explorer: Sum) -> None:
    tab.evaluate("(values) => hear(values)", {name(explorer.sliders, "hidden"): True})
    assert tab.get_by_role("slider").count() == 0
    tab.evaluate("(values) => hear(values)", {name(explorer.sliders, "hidden"): False})
    assert tab.get_by_role("slider").count() == 2


def test_on_a_narrow_screen_what_one_has_to_hit_is_44_px_high(tab: Page, explorer: Sum) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    heights = tab.evaluate(
        """() => [...document.querySelectorAll('input[type=range], button, select')]
            .filter((node) => node.checkVisibility()).map((node) => node.offsetHeight)"""
    )
    tab.set_viewport_size({"width": 800, "height": 700})
    assert len(heights) == 5
    assert min(heights) >= 44
