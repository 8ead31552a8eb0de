// The table of a game of one's own: names and cells to type in; what holds in a cell is marked in it.
const REST = 600; // ms without a key, before the kernel hears of it

function render({ model, el }) {
  let size = "";
  let before = []; // what the kernel showed last: a field that says something else was typed since, and is newer
  let timer;
  const fields = () => [...el.querySelectorAll("input")];
  const typed = () => {
    const of = (part) => fields().filter((field) => field.dataset.part === part).map((field) => field.value);
    const columns = of("column");
    const cells = of("cell");
    const rows = of("row");
    return { players: of("player").reverse(), rows, columns, cells: rows.map((_, row) => cells.slice(row * columns.length, (row + 1) * columns.length)) };
  };
  const tell = () => {
    clearTimeout(timer);
    const entered = typed();
    if (JSON.stringify(entered) === JSON.stringify(model.get("entered"))) return;
    model.set("entered", entered);
    model.save_changes();
  };
  const field = (part, value, label) => element("input", {
    type: "text", autocomplete: "off", value, "aria-label": label, "data-part": part, class: `kooperation-own-${part}`,
    oninput: () => { clearTimeout(timer); timer = setTimeout(tell, REST); },
    onchange: tell,
  });
  const draw = () => {
    const { players, rows, columns, cells } = model.get("shown");
    const words = model.get("words");
    const now = `${rows.length}×${columns.length}`;
    if (now !== size) build(players, rows, columns, cells, words);
    size = now;
    const values = [players[1], players[0], ...columns, ...rows.flatMap((row, at) => [row, ...cells[at]])];
    fields().forEach((one, at) => {
      if (one !== document.activeElement && one.value === before[at]) one.value = values[at];
    });
    before = values;
    mark();
  };
  const build = (players, rows, columns, cells, words) => {
    const head = [
      element("tr", {}, element("td", {}), element("th", { scope: "colgroup", colspan: columns.length }, field("player", players[1], words.second))),
      element("tr", {}, element("th", { scope: "col" }, field("player", players[0], words.first)),
        columns.map((name, at) => element("th", { scope: "col" }, field("column", name, `${words.column} ${at + 1}`)))),
    ];
    const body = rows.map((name, row) => element("tr", {},
      element("th", { scope: "row" }, field("row", name, `${words.row} ${row + 1}`)),
      cells[row].map((cell, column) => element("td", {},
        field("cell", cell, `${words.cell} ${row + 1}, ${column + 1}`), element("small", {}))),
    ));
    el.replaceChildren(element("div", { class: "kooperation-own-scroll" }, element("table", { class: "kooperation-matrix kooperation-own-game" },
      element("caption", {}, words.caption), element("thead", {}, head), element("tbody", {}, body))));
  };
  const mark = () => {
    const words = model.get("words");
    const marks = model.get("marks");
    const faults = model.get("faults");
    const columns = model.get("shown").columns.length;
    el.querySelectorAll('td:has([data-part="cell"])').forEach((cell, at) => {
      const one = marks[Math.floor(at / columns)]?.[at % columns] ?? {};
      const fault = faults[Math.floor(at / columns)]?.[at % columns] ?? "";
      const best = one.first && one.second ? words.best_both : (one.first && words.best_first) || (one.second && words.best_second);
      const said = [best, one.equilibrium && words.equilibrium, one.efficient && words.efficient, one.gone && words.gone].filter(Boolean);
      cell.classList.toggle("kooperation-gone", Boolean(one.gone));
      set(cell.querySelector("input"), "aria-invalid", String(Boolean(fault)));
      const text = fault || said.join(", ");
      if (cell.querySelector("small").textContent !== text) cell.querySelector("small").textContent = text;
    });
  };
  draw();
  return follow(model, { shown: draw, marks: mark, faults: mark });
}

export default { render };
