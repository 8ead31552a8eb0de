// On a phone the left side bar lies over the notebook (style.css) and closes by itself, so that the notebook keeps its width.

const NARROW = 900; // px of the window: below, the side bar would leave nothing for the notebook

/** Say whether the window is too narrow for side bar and notebook beside each other. */
export const isNarrow = () => window.innerWidth < NARROW;

/**
 * Close the side bar of a narrow window by Escape, by a click beside it, where one goes to another notebook, and where the window has become narrow.
 * @param {any} shell
 */
export function closesItself(shell) {
  const close = () => {
    if (!isNarrow() || shell.leftCollapsed) return false;
    shell.collapseLeft();
    return true;
  };
  const isInside = (/** @type {EventTarget | null} */ target) =>
    target instanceof Element && target.closest("#jp-left-stack, .jp-SideBar, .lm-Menu, .jp-Dialog");
  document.addEventListener("pointerdown", ({ target }) => void (isInside(target) || close()), true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector(".lm-Menu, .jp-Dialog") || !close()) return;
    event.stopPropagation();
    const { currentWidget } = shell;
    if (currentWidget) shell.activateById(currentWidget.id); // the focus was in what is gone
  }, true);
  shell.currentChanged.connect(close);
  // Who zooms to 400 % makes the window narrow: the lecture is what they want to read. Who is in the side bar stays there;
  // opened anew, it leaves the notebook its width.
  let was = isNarrow();
  window.addEventListener("resize", () => {
    const focused = document.activeElement;
    if (isNarrow() && !was && close() && isInside(focused) && focused instanceof HTMLElement) {
      shell.expandLeft();
      focused.focus();
    }
    was = isNarrow();
  });
}
