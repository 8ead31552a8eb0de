// Texts stay as one reads them: nobody who has clicked twice is left with marks and signs, and no word how to go back.

/**
 * While code is hidden, a text that cannot be changed does not turn into its source, whatever was pressed, and one
 * that can is a text again as soon as one is elsewhere.
 * @param {any} content the notebook
 * @param {string} quiet the class it has while code is hidden
 */
export function keepTexts(content, quiet) {
  const isQuiet = () => content.node.classList.contains(quiet);
  const kept = new WeakSet();
  const keep = () => {
    for (const cell of content.widgets) {
      if (cell.model.type !== "markdown" || kept.has(cell)) continue;
      kept.add(cell);
      keepRendered(cell, () => isQuiet() && cell.model.getMetadata("editable") === false);
    }
  };
  keep();
  content.model.cells.changed.connect(keep);
  let before = content.activeCell;
  content.activeCellChanged.connect((_, cell) => {
    const left = before;
    before = cell;
    if (left && left !== cell && !left.isDisposed && left.model.type === "markdown" && isQuiet()) left.rendered = true;
  });
}

/** Let `cell` be rendered once and for all while `isKept` says so. */
function keepRendered(cell, isKept) {
  const { get, set } = inherited(cell, "rendered");
  Object.defineProperty(cell, "rendered", {
    configurable: true,
    get: () => get.call(cell),
    set: (value) => set.call(cell, value || isKept()),
  });
}

/** Return the accessors of `name` that `object` has from its class. */
function inherited(object, name) {
  let found;
  for (let kind = Object.getPrototypeOf(object); !found; kind = Object.getPrototypeOf(kind)) found = Object.getOwnPropertyDescriptor(kind, name);
  return found;
}
