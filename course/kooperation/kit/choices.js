// A group of toggle buttons with one tab stop: Tab enters and leaves, arrows move by what one sees,
// Home and End go to the ends of a line (with Ctrl: of all), Space or Enter chooses. With `columns`
// it is a table, and a button's key is „column:row“: first choose the row, then place it.
function nearest(buttons, from, down) {
  const here = from.getBoundingClientRect();
  /** @type {{ button: HTMLElement, distance: number } | null} */
  let best = null;
  for (const button of buttons) {
    const there = button.getBoundingClientRect();
    const dy = (there.top - here.top) * down;
    if (dy < 4) continue;
    const distance = dy * 10 + Math.abs(there.left - here.left);
    if (!best || distance < best.distance) best = { button, distance };
  }
  return best?.button;
}

function lineEnd(buttons, from, last) {
  const top = from.getBoundingClientRect().top;
  const line = buttons.filter((b) => Math.abs(b.getBoundingClientRect().top - top) < 4);
  return line[last ? line.length - 1 : 0];
}

function goal(event, buttons) {
  const at = buttons.indexOf(event.target);
  if (at < 0) return undefined;
  switch (event.key) {
    case "ArrowRight": return buttons[at + 1];
    case "ArrowLeft": return buttons[at - 1];
    case "ArrowDown": return nearest(buttons, event.target, 1);
    case "ArrowUp": return nearest(buttons, event.target, -1);
    case "Home": return event.ctrlKey ? buttons[0] : lineEnd(buttons, event.target, false);
    case "End": return event.ctrlKey ? buttons.at(-1) : lineEnd(buttons, event.target, true);
    default: return null;
  }
}

function render({ model, el }) {
  el.classList.add("kooperation-widget", "kooperation-choices");
  let current = null; // the key of the button that Tab reaches
  const all = new Map();

  const isFull = (chosen) => model.get("most") > 0 && chosen.length >= model.get("most");

  const toggle = (key) => {
    const had = model.get("chosen");
    if (isFull(had) && !had.includes(key)) return;
    const rest = model.get("single") ? [] : had.filter((other) => other !== key);
    model.set("chosen", had.includes(key) ? had.filter((other) => other !== key) : [...rest, key]);
    model.save_changes();
  };

  const makeButton = (key, name, ...text) => {
    const sign = element("span", { class: "kooperation-sign", "aria-hidden": "true" });
    const node = element("button", { type: "button", tabindex: -1 }, ...text, sign);
    node.addEventListener("click", () => toggle(key));
    node.addEventListener("focus", () => enter(key));
    all.set(key, { node, sign, name });
    return node;
  };

  const enter = (key) => {
    current = key;
    for (const [other, { node }] of all) node.tabIndex = other === key ? 0 : -1;
  };

  // How many are chosen, where so many and no more can be.
  const count = element("p", { class: "kooperation-note", "aria-live": "polite" });

  const plain = () => {
    const group = element("div", { role: "group", "aria-label": model.get("label") });
    group.className = model.get("wide") ? "kooperation-lines" : "kooperation-tiles";
    for (const { key, text, head, hint } of model.get("rows")) {
      const words = [element("span", { class: "kooperation-name" }, head ?? text)];
      if (hint) words.push(element("span", { class: "kooperation-hint" }, hint));
      group.append(makeButton(key, hint ? `${text}: ${hint}` : text, ...words));
    }
    return group;
  };

  const table = () => {
    const columns = model.get("columns");
    const placed = model.get("placed");
    const head = element("tr", {}, element("td", {}));
    for (const column of columns) {
      head.append(element("th", { scope: "col" }, element("span", {}, column.head)));
    }
    const body = element("tbody", {});
    for (const { key, text, hint } of model.get("rows")) {
      const name = element("th", { scope: "row" }, text);
      if (hint) name.append(element("span", { class: "kooperation-hint" }, hint));
      const line = element("tr", {}, name);
      for (const column of columns) {
        line.append(element("td", {}, makeButton(`${column.key}:${key}`, placed.replace("{row}", text).replace("{column}", column.text))));
      }
      body.append(line);
    }
    return element(
      "table", { class: "kooperation-matrix", "aria-label": model.get("label") },
      element("thead", {}, head), body,
    );
  };

  const build = () => {
    const focused = el.contains(document.activeElement);
    all.clear();
    const columns = model.get("columns");
    if (!model.get("placing")) el.replaceChildren(plain(), ...(model.get("most") ? [count] : []));
    else if (columns.length) el.replaceChildren(table());
    else el.replaceChildren(element("p", { class: "kooperation-note" }, model.get("empty")));
    enter(all.has(current) ? current : [...all.keys()][0]);
    if (focused) all.get(current)?.node.focus();
    show();
  };

  const show = () => {
    const chosen = model.get("chosen");
    const marks = model.get("marks");
    const verdicts = model.get("verdicts");
    const said = model.get("counted").replace("{chosen}", chosen.length).replace("{most}", model.get("most"));
    if (count.textContent !== said) count.textContent = said;
    for (const [key, { node, sign, name }] of all) {
      const pressed = chosen.includes(key);
      const mark = pressed ? marks[key] : undefined;
      set(node, "aria-pressed", String(pressed));
      if (model.get("most")) set(node, "aria-disabled", String(isFull(chosen) && !pressed));
      set(node, "aria-label", mark ? `${name}, ${verdicts[mark].word}` : name);
      set(node, "data-mark", mark ?? "");
      const shown = pressed ? (verdicts[mark]?.sign ?? "•") : "";
      if (sign.textContent !== shown) sign.textContent = shown;
    }
  };

  el.addEventListener("keydown", (event) => {
    const target = goal(event, [...all.values()].map(({ node }) => node));
    if (target === null) return;
    event.preventDefault();
    target?.focus();
  });
  build();
  return follow(model, { columns: build, rows: build, chosen: show, marks: show });
}

export default { render };
