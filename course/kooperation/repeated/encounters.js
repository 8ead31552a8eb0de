// A table of encounters: one tab stop; arrow keys go from field to field, Enter, Space or a click opens the match of a field.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function render({ model, el }) {
  el.classList.add("kooperation-area");
  let at = [0, 0];
  const rows = () => [...el.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td")]);
  /** Make the field at *place* the one that Tab leads to, or the nearest one that is there. */
  const go = (place, takesFocus) => {
    const fields = rows();
    const within = (step, size) => Math.min(Math.max(step, 0), size - 1);
    at = [within(place[0], fields.length), within(place[1], fields[0]?.length ?? 0)];
    for (const [row, cells] of fields.entries()) {
      for (const [column, cell] of cells.entries()) cell.tabIndex = row === at[0] && column === at[1] ? 0 : -1;
    }
    const field = fields[at[0]]?.[at[1]];
    if (takesFocus) field?.focus();
    return field;
  };
  const open = () => {
    const [row, column] = at;
    tell(model, "opened", { row, column, count: (model.get("opened").count ?? 0) + 1 });
  };
  const placeOf = (target) => {
    const cell = target.closest("tbody td");
    return cell && [cell.parentElement.sectionRowIndex, cell.cellIndex - 1];
  };
  el.addEventListener("click", ({ target }) => {
    const place = placeOf(target);
    if (!place) return;
    go(place, true);
    open();
  });
  el.addEventListener("keydown", (event) => {
    const place = placeOf(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !place) return;
    at = place; // a screen reader may have set the focus
    const step = STEPS[event.key];
    if (step) go([at[0] + step[0], at[1] + step[1]], true);
    else if (event.key === "Home") go([at[0], 0], true);
    else if (event.key === "End") go([at[0], Number.POSITIVE_INFINITY], true);
    else if (event.key === "Enter" || event.key === " ") open();
    else return;
    event.preventDefault();
  });
  const show = () => {
    const hasFocus = el.contains(document.activeElement);
    fill(el, model.get("value"));
    const table = el.querySelector("table");
    if (!table) return;
    set(table, "role", "grid");
    go(at, hasFocus);
  };
  show();
  return follow(model, { value: show, calls: () => go(at, true) });
}

export default { render };
