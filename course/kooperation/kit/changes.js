// What has just changed is seen to change. A new table is put in place of the old one at
// each step of a slider; compared cell by cell, a number that is another one steps in, and a cell
// where a mark came or went (best response, equilibrium) lights up, once, also while the slider moves on.
const CELLS = "td, .kooperation-value";
const LIGHT = 1400; // ms, as in layout.css
const NUMBER = /^[\s(]*[+−-]?\d/;

function marks(cell) {
  const best = [...cell.querySelectorAll(".kooperation-payoffs > *")]
    .map((payoff) => (payoff.matches(".kooperation-best") ? "1" : "0"));
  const words = [...cell.querySelectorAll(".kooperation-mark")].map((mark) => mark.textContent);
  return [...best, ...words].join("|");
}

function cellsOf(nodes) {
  return [...nodes].filter((node) => node instanceof HTMLElement).flatMap((node) => {
    /** @type {NodeListOf<HTMLElement>} */
    const inside = node.querySelectorAll(CELLS);
    return node.matches(CELLS) ? [node, ...inside] : [...inside];
  });
}

/** @type {WeakMap<Node, Map<number, number>>} */
const lit = new WeakMap(); // by place: which cell began to light up when

function showChange({ target, removedNodes, addedNodes }, now = performance.now()) {
  const before = cellsOf(removedNodes);
  const after = cellsOf(addedNodes);
  if (!after.length || before.length !== after.length) return void lit.delete(target);
  const began = lit.get(target) ?? new Map();
  lit.set(target, began);
  for (const [at, cell] of after.entries()) {
    if (marks(cell) !== marks(before[at])) began.set(at, now);
    const since = now - (began.get(at) ?? -LIGHT);
    if (since < LIGHT) {
      cell.classList.add("kooperation-lit");
      cell.style.animationDelay = `${-since}ms`;
    } else if (cell.textContent !== before[at].textContent && NUMBER.test(cell.textContent)) {
      cell.classList.add("kooperation-stepped");
    }
  }
}
