// A 5×5 grid with one tab stop: arrow keys move, Enter, Space or a click places the current form.
// Python gives `tokens` (who lies where) and `current`; what the learner chose comes back as `chosen`.
const MOVES = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};

function render({ model, el }) {
  el.classList.add("kooperation-widget");
  const words = model.get("words");
  const steps = words.command.map((_, index) => index + 1);
  const cells = new Map();
  const at = (x, y) => cells.get(`${x},${y}`);

  const place = (x, y) => {
    model.set("chosen", { x, y, count: (model.get("chosen").count ?? 0) + 1 });
    model.save_changes();
  };
  const moveTo = (x, y, take) => {
    for (const [key, node] of cells) node.tabIndex = key === `${x},${y}` ? 0 : -1;
    if (take) at(x, y).focus();
  };
  const onKey = (event, x, y) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const move = MOVES[event.key];
    const inside = (step) => Math.min(Math.max(step, 1), steps.length);
    if (move) moveTo(inside(x + move[0]), inside(y + move[1]), true);
    else if (event.key === "Home") moveTo(1, y, true);
    else if (event.key === "End") moveTo(steps.length, y, true);
    else if (event.key === "Enter" || event.key === " ") place(x, y);
    else return;
    event.preventDefault();
  };

  const body = element("tbody", {});
  for (const y of [...steps].reverse()) {
    const row = element("tr", { role: "row" },
      element("th", { scope: "row", role: "rowheader" },
        // Only the ends are written out; the steps between are there to be heard.
        element("span", { class: words.rows[y - 1] ? null : "kooperation-sr" }, words.rows[y - 1] || words.form[y - 1])));
    for (const x of steps) {
      const cell = element("td", { role: "gridcell" });
      cell.addEventListener("keydown", (event) => onKey(event, x, y));
      cell.addEventListener("click", () => { moveTo(x, y, true); place(x, y); });
      cells.set(`${x},${y}`, cell);
      row.append(cell);
    }
    body.append(row);
  }
  const foot = element("tr", { role: "row", "aria-hidden": "true" }, element("td", {}),
    element("th", { colspan: "2", class: "kooperation-start" }, `← ${words.command[0]}`),
    element("th", { colspan: "3", class: "kooperation-end" }, `${words.command.at(-1)} →`));
  el.append(
    element("table", { class: "kooperation-places", role: "grid", "aria-label": words.label },
      body, element("tfoot", {}, foot)),
    element("p", { class: "kooperation-legend" }, words.legend),
  );

  const show = () => {
    const current = model.get("current");
    const tokens = model.get("tokens");
    for (const y of steps) {
      for (const x of steps) {
        const here = tokens.filter((token) => token.x === x && token.y === y);
        const cell = at(x, y);
        cell.replaceChildren(...here.map(({ number, key, kind, sign }) => element("span", {
          class: `kooperation-token kooperation-${kind}${key === current ? " kooperation-current" : ""}`,
          "data-sign": sign,
          "aria-hidden": "true",
        }, String(number))));
        const names = here.map(({ kind, title, verdict }) => `${words[kind]}: ${title}${verdict ? ` (${verdict})` : ""}`);
        set(cell, "aria-label", [`${words.command[x - 1]}, ${words.form[y - 1]}`, ...names].join("; "));
        set(cell, "aria-selected", here.some(({ key, kind }) => key === current && kind === "own"));
      }
    }
  };
  const moveToCurrent = () => {
    const own = model.get("tokens").find(
      ({ key, kind }) => key === model.get("current") && kind === "own");
    moveTo(...(own ? [own.x, own.y] : [3, 3]), false);
    show();
  };
  moveToCurrent();
  return follow(model, { tokens: show, current: moveToCurrent });
}

export default { render };
