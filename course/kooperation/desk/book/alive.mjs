// Explorers whose picture the page can draw (`kit/alive.py`) answer here, too: each gets a model that nobody else knows.

/** Return what a card asks of its model, with `state` behind it and no kernel; `fit` sees to what a value entails. */
function modelOfItsOwn(state, fit) {
  const heard = new Map();
  const tell = (event) => {
    for (const hear of [...(heard.get(event) ?? [])]) hear();
  };
  return {
    get: (name) => state[name],
    set: (name, value) => {
      const before = { ...state };
      Object.assign(state, typeof name === "string" ? { [name]: value } : name);
      fit(state);
      const changed = Object.keys(state).filter((key) => state[key] !== before[key]);
      for (const key of changed) tell(`change:${key}`);
      if (changed.length) tell("change");
    },
    save_changes: () => undefined,
    send: () => undefined,
    on: (event, hear) => heard.set(event, (heard.get(event) ?? new Set()).add(hear)),
    off: (event, hear) => heard.get(event)?.delete(hear),
  };
}

/** @type {NodeListOf<HTMLElement>} */
const stills = document.querySelectorAll("[data-alive]");
for (const still of stills) {
  const { tree, state, limits, shown_by } = JSON.parse(still.dataset.alive ?? "");
  const fit = (now) => {
    for (const [one, other, more] of limits) {
      now[`${one}_highest`] = now[`${other}_value`] + more;
      now[`${one}_value`] = Math.min(now[`${one}_value`], now[`${one}_highest`]);
    }
    for (const [one, box] of shown_by) now[`${one}_hidden`] = !now[`${box}_value`];
  };
  const place = document.createElement("div");
  render({ model: modelOfItsOwn({ ...state, tree }, fit), el: place });
  still.replaceWith(place);
}
