// The options of a prediction. What is chosen counts once it is confirmed, by the button or Enter: only then
// `value` changes. What stands can no longer be changed. Until then it is `marked`, so that it outlives its kernel.
function render({ model, el }) {
  const words = model.get("words");
  const name = `kooperation-prediction-${Math.random().toString(36).slice(2)}`;
  const said = element("span", { class: "kooperation-note", "aria-live": "polite" });
  const confirm = element("button", { type: "submit", "data-state": true });
  const inputs = model.get("rows").map(({ key, text }) => {
    const input = element("input", { type: "radio", name, value: key, onchange: () => mark(key) });
    return { input, label: element("label", {}, input, element("span", {}, unbroken(text))) };
  });
  const form = element("form", {
    onsubmit: (event) => {
      event.preventDefault();
      const chosen = inputs.find(({ input }) => input.checked)?.input;
      if (!chosen) {
        said.textContent = words.choose_first;
        inputs[0].input.focus();
      } else if (!model.get("stands") && chosen.value !== model.get("value")) {
        chosen.focus(); // the button goes away, and a focus that is lost hands the next key to the notebook
        model.set({ value: chosen.value, marked: null });
        model.save_changes();
      }
    },
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.target === confirm || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      form.requestSubmit();
    },
  },
    element("p", { class: "kooperation-story" }, element("strong", {}, unbroken(model.get("label")))),
    element("div", { role: "radiogroup", "aria-label": model.get("label") }, inputs.map(({ label }) => label)),
    element("p", { class: "kooperation-confirm" }, confirm, said),
  );
  el.classList.add("kooperation-widget", "kooperation-prediction");
  el.append(form);

  const show = () => {
    const value = model.get("value");
    const stands = model.get("stands");
    const chosen = inputs.find(({ input }) => input.checked)?.input;
    for (const { input, label } of inputs) {
      label.classList.toggle("kooperation-given", input.value === value);
      input.disabled = stands && input.value !== value; // the one that counts stays, and so does the focus
    }
    if (chosen) said.textContent = "";
    confirm.textContent = value === null ? words.confirm : words.confirm_anew;
    form.classList.toggle("kooperation-confirmed", value !== null && (stands || !chosen || chosen.value === value));
    form.classList.toggle("kooperation-stands", stands);
  };
  const mark = (key) => {
    model.set("marked", key === model.get("value") ? null : key);
    model.save_changes();
    show();
  };
  const take = () => {
    const shown = (!model.get("stands") && model.get("marked")) || model.get("value");
    for (const { input } of inputs) input.checked = input.value === shown;
    show();
  };
  take();
  return follow(model, { value: take, marked: take, stands: take });
}

export default { render };
