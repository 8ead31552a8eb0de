// Where one was reading: when the page is loaded anew, the notebook is there again and not at its top.

const KEY = "kooperation:places"; // in the window's own memory: computers are shared
const SOON = 150; // ms after the last scrolling
const INPUT = ["wheel", "touchstart", "pointerdown", "keydown"];

/** Return the places of this window by notebook; none where the browser keeps nothing. */
function kept() {
  try {
    return JSON.parse(window.sessionStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

function keep(places) {
  try {
    window.sessionStorage.setItem(KEY, JSON.stringify(places));
  } catch (error) {
    console.warn("kooperation: where one is reading is not kept,", error);
  }
}

/** Return the places to go back to: none where the page is new, or its address names a section. */
function wanted() {
  const [visit] = performance.getEntriesByType("navigation");
  const isReload = /** @type {PerformanceNavigationTiming | undefined} */ (visit)?.type === "reload";
  return isReload && !window.location.hash ? kept() : {};
}

/** What knows and keeps the places of all notebooks of a page. */
export class Places {
  constructor() {
    this.before = wanted();
    // Whoever does something on the page is where they want to be; what they open has no place yet.
    this.untouched = new AbortController();
    for (const input of INPUT) {
      window.addEventListener(input, () => this.untouched.abort(), { capture: true, once: true });
    }
  }

  /**
   * Go back to the place in a notebook, again and again while it grows, until the reader does something; keep where they are.
   * @param {any} panel
   */
  follow({ content, context, node, disposed }) {
    const outer = node.querySelector(".jp-WindowedPanel-outer") ?? content.node;
    const { path } = context;
    const place = this.before[path];
    const { signal } = this.untouched;
    if (place && !signal.aborted) {
      const back = () => goTo(content, outer, place);
      const sizes = new ResizeObserver(back);
      for (const grown of outer.children) sizes.observe(grown);
      back();
      signal.addEventListener("abort", () => sizes.disconnect());
      disposed.connect(() => sizes.disconnect());
    }
    let timer = 0;
    outer.addEventListener("scroll", () => {
      window.clearTimeout(timer);
      if (place && !signal.aborted) return; // it is ours
      timer = window.setTimeout(() => keep({ ...kept(), [path]: placeIn(content, outer) }), SOON);
    });
  }
}

/**
 * Return the cell at the upper edge of what one sees, and how much of it is above; nothing at the notebook's top.
 * @param {any} content
 * @param {any} outer
 */
export function placeIn(content, outer) {
  if (outer.scrollTop < 1) return undefined;
  const top = outer.getBoundingClientRect().top;
  const cell = content.widgets.find(({ node }) => node.isConnected && node.getBoundingClientRect().bottom > top + 1);
  return cell && { cell: cell.model.id, above: top - cell.node.getBoundingClientRect().top };
}

/**
 * Scroll to the place that `placeIn` returned.
 * @param {any} content
 * @param {any} outer
 * @param {any} place
 */
export function goTo(content, outer, { cell, above }) {
  const there = content.widgets.find(({ model, node }) => model.id === cell && node.isConnected);
  if (there) outer.scrollTop += there.node.getBoundingClientRect().top - outer.getBoundingClientRect().top + above;
}
