// The way through a tree from its end: a button back, a button on, and between them how far one is. While one of them has
// the focus, arrow keys do the same, Home and End go all the way.
function render({ model, el }) {
  const words = model.get("words");
  const go = (value) => {
    const to = Math.min(Math.max(value, 0), model.get("count"));
    if (to === model.get("value")) return;
    model.set("value", to);
    model.save_changes();
    show();
  };
  const step = (by) => go(model.get("value") + by);
  const back = element("button", { type: "button", "data-state": true, "aria-keyshortcuts": "ArrowLeft", onclick: () => step(-1) }, words.back);
  const on = element("button", { type: "button", "data-state": true, "aria-keyshortcuts": "ArrowRight", onclick: () => step(1) }, words.on);
  const place = element("span", { class: "kooperation-treeplace" });
  el.classList.add("kooperation-widget", "kooperation-treesteps");
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", words.label);
  el.append(back, on, place);

  const show = () => {
    const [at, count] = [model.get("value"), model.get("count")];
    // Not `disabled`: a button that is disabled while focused loses the focus.
    set(back, "aria-disabled", at === 0);
    set(on, "aria-disabled", at === count);
    place.textContent = words.place.replace("{at}", at).replace("{count}", count);
  };
  const keys = {
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    Home: () => go(0),
    End: () => go(model.get("count")),
  };
  el.addEventListener("keydown", (event) => {
    const move = keys[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  });
  show();
  return follow(model, { value: show, count: show });
}

export default { render };
