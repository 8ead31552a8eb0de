// The way through questions that are shown one at a time: back, where one is, on. Points say which of them
// are answered; the words beside them say where one is.
function render({ model, el }) {
  const words = model.get("words");
  const go = (step) => {
    const at = model.get("at") + step;
    if (at < 0 || at >= model.get("answered").length) return;
    model.set("at", at);
    model.save_changes();
  };
  const back = element("button", { type: "button", "data-state": true, onclick: () => go(-1) }, words.back);
  const on = element("button", { type: "button", "data-state": true, onclick: () => go(1) }, words.on);
  const points = element("span", { class: "kooperation-points", "aria-hidden": "true" });
  const place = element("span", { "aria-live": "polite" });
  el.classList.add("kooperation-widget", "kooperation-steps");
  el.append(back, element("span", { class: "kooperation-place" }, place, points), on);

  const show = () => {
    const at = model.get("at");
    const answered = model.get("answered");
    // Not `disabled`: a button that is disabled while focused loses the focus.
    set(back, "aria-disabled", at === 0);
    set(on, "aria-disabled", at === answered.length - 1);
    const text = words.place.replace("{place}", at + 1).replace("{total}", answered.length);
    if (place.textContent !== text) place.textContent = text;
    points.replaceChildren(...answered.map((is, index) => element("span", {
      class: `${is ? "kooperation-done" : ""} ${index === at ? "kooperation-here" : ""}`,
    })));
  };
  show();
  return follow(model, { at: show, answered: show });
}

export default { render };
