// How the nodes of a card are drawn that have no script of their own: native HTML, so that keys, names and
// roles are the browser's. Each function draws one kind into `el`, and gives back what ends it.
const REDRAW = "kooperation-redraw"; // an area is told by a twin that it shows something else

/** Put HTML of ours in place of what was there; what has changed is seen to change. */
function fill(el, html) {
  const open = [...el.querySelectorAll("details[open] > summary")].map((node) => node.textContent);
  const removedNodes = [...el.childNodes];
  el.innerHTML = unbroken(html);
  for (const summary of el.querySelectorAll("details > summary")) {
    if (open.includes(summary.textContent)) summary.parentElement.open = true;
  }
  showChange({ target: el, removedNodes, addedNodes: el.childNodes });
}

/** Tell the kernel one value. */
function tell(model, name, value) {
  model.set(name, value);
  model.save_changes();
}

// What scrolls sideways and holds nothing for the Tab key is itself reached by it, as long as it does scroll: not every browser
// stops there by itself. It is called as its card is.
function reached(el) {
  const look = () => {
    const scrolls = el.scrollWidth > el.clientWidth && getComputedStyle(el).overflowX === "auto" && !el.querySelector("a[href], button, input");
    const title = el.closest(".kooperation-card")?.querySelector(".kooperation-title")?.textContent ?? "";
    for (const [name, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": title })) {
      if (scrolls) set(el, name, value);
      else el.removeAttribute(name);
    }
  };
  const sized = new ResizeObserver(look);
  const watch = () => {
    sized.disconnect();
    for (const each of [el, ...el.children]) sized.observe(each);
  };
  const changed = new MutationObserver(watch);
  changed.observe(el, { childList: true });
  watch();
  return () => {
    changed.disconnect();
    sized.disconnect();
  };
}

function drawArea({ model, el }) {
  el.classList.add("kooperation-area");
  if (model.get("height")) el.style.minHeight = model.get("height");
  const isLive = model.get("live");
  if (isLive) {
    el.classList.add("kooperation-live");
    speaker();
  }
  let shown;
  const show = () => {
    const html = model.get("value");
    if (html === shown) return;
    if (isLive && shown !== undefined) changing(el);
    fill(el, html);
    shown = html;
  };
  show();
  el.addEventListener(REDRAW, show);
  const ends = [follow(model, { value: show }), reached(el)];
  return () => {
    for (const end of ends) end();
  };
}

const FOLDS = "kooperation:folds"; // in the window's own memory, as computers are shared

/** Return which folds are open, by explorer and summary; none where the browser keeps nothing. */
function openFolds() {
  try {
    return new Set(JSON.parse(window.sessionStorage.getItem(FOLDS) ?? "[]"));
  } catch {
    return new Set();
  }
}

// A fold is as one left it also after a reload, and where its lecture runs anew.
function drawFold({ model, el }) {
  el.classList.add("kooperation-fold");
  el.append(element("summary", {}, model.get("summary")));
  const keep = (name) => {
    const open = openFolds();
    if (el.open) open.add(name);
    else open.delete(name);
    try {
      window.sessionStorage.setItem(FOLDS, JSON.stringify([...open]));
    } catch (error) {
      console.warn("kooperation: what is open is not kept,", error);
    }
  };
  queueMicrotask(() => { // then it stands in its card
    const title = el.closest(".kooperation-card")?.querySelector(".kooperation-title")?.textContent;
    const name = `${title}: ${model.get("summary")}`;
    el.open = openFolds().has(name);
    el.addEventListener("toggle", () => keep(name));
  });
}

function drawSlider({ model, el }) {
  el.classList.add("kooperation-slider");
  const id = unique();
  const label = element("label", { for: id });
  const input = element("input", { type: "range", id });
  const output = element("span", { class: "kooperation-area kooperation-readout", "aria-hidden": "true" });
  el.append(label, input, output);
  const span = () => {
    input.min = model.get("lowest");
    input.max = model.get("highest");
    input.step = model.get("step");
    show();
  };
  const show = () => {
    const value = String(model.get("value"));
    if (input.value !== value) input.value = value;
  };
  const read = () => {
    // What the kernel writes as a plain number is read out at once, and never as it was a round trip ago.
    const text = model.get("spelled") ? number(rounded(model.get("value"), 6)) : model.get("text");
    input.setAttribute("aria-valuetext", text);
    const removedNodes = [...output.childNodes];
    output.replaceChildren(element("span", { class: "kooperation-value" }, text));
    showChange({ target: output, removedNodes, addedNodes: output.childNodes });
  };
  const named = () => {
    label.textContent = model.get("label") ?? "";
    label.hidden = !label.textContent;
    label.style.width = model.get("label_width");
    input.setAttribute("aria-label", model.get("name") || model.get("label"));
    if (model.get("name") && model.get("name") !== model.get("label")) label.title = model.get("name");
  };
  const now = () => rounded(Number(input.value), 6); // as the kernel rounds it, or it would have to say so
  input.addEventListener("input", () => {
    // Read out at once; what stands beside it may come from the kernel, a moment later.
    input.setAttribute("aria-valuetext", String(Number(Number(input.value).toPrecision(12))).replace(".", ","));
    if (!model.get("waits")) model.soon("value", now());
  });
  input.addEventListener("change", () => {
    if (model.get("value") !== now()) tell(model, "value", now());
  });
  named();
  span();
  read();
  const both = () => {
    show();
    read();
  };
  return follow(model, { value: both, text: read, label: named, name: named, lowest: span, highest: span });
}

function drawDropdown({ model, el }) {
  el.classList.add("kooperation-dropdown");
  const id = unique();
  const select = element("select", { id });
  const label = element("label", { for: id });
  el.append(label, select);
  const fillIn = () => {
    select.replaceChildren(...model.get("labels").map((text) => element("option", {}, text)));
    show();
  };
  const show = () => {
    select.selectedIndex = model.get("index") ?? -1;
  };
  const named = () => {
    label.textContent = model.get("label") ?? "";
    label.hidden = !label.textContent;
    if (model.get("name")) select.setAttribute("aria-label", model.get("name"));
  };
  // A key in a list is `input` at once, and `change` a frame later.
  select.addEventListener("input", () => tell(model, "index", select.selectedIndex));
  named();
  fillIn();
  return follow(model, { labels: fillIn, index: show, label: named, name: named });
}

function drawRadio({ model, el }) {
  el.classList.add("kooperation-radio");
  el.setAttribute("role", "radiogroup");
  const group = unique();
  let inputs = [];
  const fillIn = () => {
    inputs = model.get("labels").map((_text, at) => {
      const input = element("input", { type: "radio", name: group });
      input.addEventListener("change", () => tell(model, "index", at));
      return input;
    });
    const label = model.get("label");
    el.replaceChildren(
      ...(label ? [element("span", { class: "kooperation-label", "aria-hidden": "true" }, label)] : []),
      ...inputs.map((input, at) => element("label", {}, input, element("span", {}, unbroken(model.get("labels")[at])))),
    );
    show();
  };
  const show = () => {
    for (const [at, input] of inputs.entries()) input.checked = at === model.get("index");
  };
  const named = () => el.setAttribute("aria-label", model.get("name") || model.get("label"));
  named();
  fillIn();
  return follow(model, { labels: fillIn, index: show, name: named });
}

function drawCheckbox({ model, el }) {
  el.classList.add("kooperation-tick");
  const input = element("input", { type: "checkbox" });
  const text = element("span", {});
  el.append(element("label", { title: model.get("hint") }, input, text));
  const show = () => {
    input.checked = model.get("value");
  };
  const named = () => {
    text.textContent = unbroken(model.get("label"));
  };
  input.addEventListener("change", () => tell(model, "value", input.checked));
  named();
  show();
  return follow(model, { value: show, label: named });
}

function pressable(el) {
  const button = element("button", { type: "button", class: "kooperation-button" });
  el.classList.add("kooperation-press");
  el.append(button);
  return button;
}

function drawButton({ model, el }) {
  const button = pressable(el);
  // Not `disabled`: a button that is disabled while it has the focus loses it, and the next key is JupyterLab's.
  const show = () => {
    button.textContent = model.get("label");
    set(button, "aria-disabled", Boolean(model.get("disabled")));
  };
  button.addEventListener("click", () => {
    if (!model.get("disabled")) model.send({ event: "click" });
  });
  show();
  return follow(model, { label: show, disabled: show });
}

function drawToggle({ model, el }) {
  const button = pressable(el);
  const show = () => {
    button.textContent = model.get("label");
    set(button, "aria-pressed", model.get("value"));
  };
  button.addEventListener("click", () => tell(model, "value", !model.get("value")));
  show();
  return follow(model, { label: show, value: show });
}

function drawEntry({ model, el }) {
  el.classList.add("kooperation-entry");
  const id = unique();
  const input = element("input", { type: "text", id, autocomplete: "off", spellcheck: "false" });
  el.append(element("label", { for: id }, model.get("label")), input);
  const show = () => {
    if (input.value !== model.get("value")) input.value = model.get("value");
  };
  input.addEventListener("change", () => tell(model, "value", input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (input.value !== model.get("value")) tell(model, "value", input.value);
    model.send({ event: "submit", value: input.value });
  });
  show();
  return follow(model, { value: show });
}

const SCRIPTS = {}; // by room and name: how nodes with a script of their own are drawn

/** What kinds there are: the element, and how it is drawn. */
const KINDS = {
  box: ["div", ({ model, el }) => (model.get("classes")?.includes("kooperation-scrolling") ? reached(el) : undefined)],
  fold: ["details", drawFold],
  area: ["div", drawArea],
  twin: ["template", drawTwin],
  slider: ["div", drawSlider],
  dropdown: ["div", drawDropdown],
  radio: ["fieldset", drawRadio],
  checkbox: ["div", drawCheckbox],
  button: ["div", drawButton],
  toggle: ["div", drawToggle],
  entry: ["div", drawEntry],
  script: ["div", undefined],
};
