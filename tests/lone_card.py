"""A card in a page without a kernel: what is set there it keeps itself, and a test lets it `hear` what a kernel would say."""

from __future__ import annotations

from playwright.sync_api import Page

from kooperation.kit.card import Card, code
from kooperation.kit.explorer import Explorer

# A model as anywidget gives it; `state` is what it holds, `sent` what it was told to do.
SHOW = """async ([code, state]) => {
  const { render } = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const heard = {};
  const call = (name) => { for (const callback of heard[name] ?? []) callback(); };
  window.state = state;
  window.sent = [];
  window.hear = (values) => {
    Object.assign(state, values);
    for (const name in values) call(`change:${name}`);
    call("change");
  };
  const model = {
    get: (name) => state[name],
    set: hear,
    save_changes: () => { sent.push("save"); },
    send: () => { sent.push("send"); },
    on: (name, callback) => { (heard[name] ??= new Set()).add(callback); },
    off: (name, callback) => { heard[name]?.delete(callback); },
  };
  document.body.replaceChildren();
  window.end = render({ model, el: document.body });
}"""


def show(tab: Page, explorer: Explorer) -> Card:
    """Show *explorer* in *tab*, alone, and return its card."""
    card = Card(explorer)
    tab.evaluate(SHOW, [code(), card.get_state()])
    return card
