// Explorers whose picture the page can draw (`kit/alive.py`) answer here, too: each gets a model that nobody else knows.

/** Return what a card asks of its model, with `state` behind it and no kernel. */
function modelOfItsOwn(state) {
  const heard = new Map();
  const tell = (event) => {
    for (const hear of [...(heard.get(event) ?? [])]) hear();
  };
  return {
    get: (name) => state[name],
    set: (name, value) => {
      const all = typeof name === "string" ? { [name]: value } : name;
      const changed = Object.keys(all).filter((key) => state[key] !== all[key]);
      Object.assign(state, all);
      for (const key of changed) tell(`change:${key}`);
      if (changed.length) tell("change");
    },
    save_changes: () => undefined,
    send: () => undefined,
    on: (event, hear) => heard.set(event, (heard.get(event) ?? new Set()).add(hear)),
    off: (event, hear) => heard.get(event)?.delete(hear),
  };
}

for (const still of document.querySelectorAll("[data-alive]")) {
  const { tree, state, nothing } = JSON.parse(still.dataset.alive);
  const place = document.createElement("div");
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  const model = modelOfItsOwn({ ...state, tree });
  render({ model, el: place });
  place.append(told);
  // A part that the page does not draw would show what held before.
  model.on("change", () => {
    told.textContent = place.querySelector(".kooperation-behind") ? nothing : "";
  });
  still.replaceWith(place);
}
