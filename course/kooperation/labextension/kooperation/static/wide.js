// A table or formula of a text that does not fit scrolls in its own box (style.css): then the Tab key stops there, and only then.

const WIDE = '.jp-RenderedMarkdown :is(table, mjx-container[display="true"])';
const HEADING = "h1, h2, h3, h4";
const SCROLLING = ["ArrowLeft", "ArrowRight"];

/**
 * Let what scrolls sideways in a notebook's texts be reached by the Tab key, also what comes later.
 * @param {any} panel
 */
export function reachWide(panel) {
  const { node } = panel.content;
  const known = new WeakSet();
  const end = (box) => box.classList.toggle("kooperation-goeson", box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
  const look = ({ target: box }) => {
    end(box);
    if (box.scrollWidth <= box.clientWidth || box.querySelector("a[href]")) return box.removeAttribute("tabindex");
    box.tabIndex = 0;
    const isAbove = (one) => one.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING;
    const heading = [...box.closest(".jp-RenderedMarkdown").querySelectorAll(HEADING)].filter(isAbove).at(-1);
    if (heading && box.matches("table")) box.ariaLabel = heading.textContent.replace("¶", "");
  };
  const sized = new ResizeObserver((entries) => entries.forEach(look));
  const watch = () => {
    for (const box of node.querySelectorAll(WIDE)) {
      if (known.has(box)) continue;
      known.add(box);
      sized.observe(box);
      box.addEventListener("scroll", () => end(box), { passive: true });
      // JupyterLab's own keys would take the focus to the cell.
      box.addEventListener("keydown", (event) => void (SCROLLING.includes(event.key) && event.stopPropagation()));
    }
  };
  const changed = new MutationObserver((records) => {
    if (records.some(({ target }) => target instanceof Element && target.closest(".jp-MarkdownCell"))) watch();
  });
  changed.observe(node, { childList: true, subtree: true });
  watch();
  panel.disposed.connect(() => {
    changed.disconnect();
    sized.disconnect();
  });
}
