// Tables whose cells hold toggle buttons. Python gives the tables, the learner's clicks come back
// as `marks`: for each part the list of marked keys, in the order of the table.
function table(part, buttons) {
  const head = element("tr", {}, element("td", { colspan: 2 }));
  for (const name of part.columns) head.append(element("th", { scope: "col" }, name));
  const top = element(
    "tr", {},
    element("td", { colspan: 2 }),
    element("th", { colspan: part.columns.length, scope: "colgroup" }, part.players[1]),
  );
  const body = element("tbody", {});
  part.cells.forEach((row, index) => {
    const line = element("tr", {});
    if (index === 0) {
      line.append(element("th", { scope: "rowgroup", rowspan: part.rows.length }, part.players[0]));
    }
    line.append(element("th", { scope: "row" }, part.rows[index]));
    for (const cell of row) {
      const data = element("td", {});
      if (cell.text) data.append(element("div", { class: "kooperation-payoffs" }, cell.text));
      data.append(...cell.buttons.map((button) => buttons(part.key, button)));
      line.append(data);
    }
    body.append(line);
  });
  return element(
    "table", { class: "kooperation-matrix" },
    element("caption", {}, part.caption), element("thead", {}, top, head), body,
  );
}

function render({ model, el }) {
  el.classList.add("kooperation-widget");
  const all = new Map();
  const makeButton = (part, { key, text, label }) => {
    const node = element("button", { type: "button", "aria-label": label, title: label }, text);
    node.addEventListener("click", () => {
      const marks = structuredClone(model.get("marks"));
      const chosen = new Set(marks[part] ?? []);
      chosen.has(key) ? chosen.delete(key) : chosen.add(key);
      marks[part] = [...chosen];
      model.set("marks", marks);
      model.save_changes();
    });
    all.set(node, [part, key]);
    return node;
  };
  const show = () => {
    const marks = model.get("marks");
    for (const [node, [part, key]] of all) {
      node.setAttribute("aria-pressed", String((marks[part] ?? []).includes(key)));
    }
  };
  el.append(...model.get("tables").map((part) => table(part, makeButton)));
  show();
  model.on("change:marks", show);
  return () => model.off("change:marks", show);
}

export default { render };
