// A field for a number or a text. What is typed goes to the kernel after a second's rest and when the field
// is left; until the kernel says that it is written, the field says that it is not.
const REST = 1000; // ms

function render({ model, el }) {
  const rows = model.get("rows");
  const input = rows
    ? element("textarea", { rows, "aria-label": model.get("label"), class: "kooperation-typed" })
    : element("input", { type: "text", autocomplete: "off", class: "kooperation-typed" });
  if (model.get("most")) input.maxLength = model.get("most");
  const name = element("span", {}, model.get("label"));
  const offered = model.get("offers") ?? [];
  const list = element("datalist", { id: unique() },
    offered.map(({ value, label }) => element("option", { value }, label)));
  if (offered.length) input.setAttribute("list", list.id);
  const unit = model.get("unit") ? [element("span", {}, model.get("unit"))] : [];
  const waiting = element("span", { class: "kooperation-note kooperation-waiting" }, model.get("waiting"));
  el.classList.add("kooperation-field", rows ? "kooperation-many" : "kooperation-one");
  el.append(rows ? input : element("label", {}, name, input), ...unit, ...(offered.length ? [list] : []), waiting);

  let sent = model.get("value");
  let timer;
  const show = () => {
    // What was typed since then is newer than anything that comes from the kernel.
    if (input.value === sent) {
      sent = model.get("value");
      if (input.value !== sent) input.value = sent;
    }
    const isSaved = input.value.trim() === model.get("saved").trim();
    if (rows) waiting.style.visibility = isSaved ? "hidden" : "visible"; // below it: what follows stays where it is
    else waiting.hidden = isSaved; // beside it, where soon stands how it was read
  };
  const tell = (is_open) => {
    clearTimeout(timer);
    if (input.value === sent && model.get("is_open") === is_open) return;
    sent = input.value;
    model.set({ value: sent, is_open });
    model.save_changes();
  };
  const leave = () => tell(false);
  const hide = () => document.hidden && input.value !== sent && tell(true);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => tell(true), REST);
    show();
  });
  input.addEventListener("change", leave); // also Enter
  input.addEventListener("blur", leave);
  document.addEventListener("visibilitychange", hide); // a tab that is closed
  input.value = sent;
  show();
  const call = () => {
    name.textContent = model.get("label");
  };
  const end = follow(model, { value: show, saved: show, label: call });
  return () => {
    end();
    document.removeEventListener("visibilitychange", hide);
  };
}

export default { render };
