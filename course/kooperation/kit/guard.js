// What a page needs once: JupyterLab's shortcuts are kept away from focused widgets, the style comes, and
// the definition of a term is shown whose link has the focus.
const KEY = "__kooperationGuard";

function insideWidget(target) {
  return target instanceof Element && target.closest(".jupyter-widgets, .kooperation-box, .kooperation-widget");
}

// In command mode JupyterLab listens on document in the capture phase of ITS node; stopping the
// event at window, in the capture phase, would keep it from the widget too. So we stop it while it
// bubbles, below document, after the widget has had it.
function stop(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape") return;
  if (event.key === "Enter" && event.shiftKey) return;
  if (insideWidget(event.target)) event.stopPropagation();
}

// Terms and sources are links to the end of the lecture; their title is the definition. A title shows
// on hover only, so it is shown as a tooltip while the keyboard's focus is on the link.
const LINK = '.jp-RenderedMarkdown a[title][href^="#"]';
const GAP = 6; // between link and tooltip, in pixels

function tooltips() {
  const tip = document.createElement("div");
  tip.id = "kooperation-tip";
  tip.className = "kooperation-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);
  /** @type {HTMLAnchorElement | null} */
  let link = null;

  // Below the link, or above it where there is more room; beside the text, never over the link.
  const place = () => {
    if (!link) return;
    const { top, bottom, left } = link.getBoundingClientRect();
    const below = window.innerHeight - bottom - 2 * GAP;
    const above = top - 2 * GAP;
    tip.style.maxHeight = "none";
    const under = tip.offsetHeight <= below || below >= above;
    tip.style.maxHeight = `${Math.max(under ? below : above, 0)}px`;
    tip.style.top = `${under ? bottom + GAP : top - GAP - tip.offsetHeight}px`;
    tip.style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - tip.offsetWidth - GAP))}px`;
  };
  const hide = () => {
    link?.removeAttribute("aria-describedby");
    link = null;
    tip.hidden = true;
  };
  /** @param {HTMLAnchorElement} target */
  const show = (target) => {
    hide();
    link = target;
    link.setAttribute("aria-describedby", tip.id);
    tip.textContent = link.title;
    tip.hidden = false;
    place();
  };
  document.addEventListener("focusin", ({ target }) => {
    /** @type {HTMLAnchorElement | null} */
    const found = target instanceof Element ? target.closest(LINK) : null;
    if (found?.matches(":focus-visible")) show(found);
    else hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => {
    if (!link || event.key !== "Escape") return;
    hide();
    event.stopPropagation();
  }, true);
  for (const moved of ["scroll", "resize"]) {
    window.addEventListener(moved, place, { capture: true, passive: true });
  }
}

// „Nachlesen“ in a card is a link to a section, of this notebook or of one beside it (then JupyterLab's extension
// opens it, or the browser does).
const READ = ".kooperation-box a.kooperation-read";

// JupyterLab scrolls to the first such heading of all open notebooks, and leaves the focus on the link. So we
// scroll to that of this one, and the focus follows, to a button below the heading that leads back to where one
// was reading; the folded list opens.
/** @param {string} words what the button says, with a place for what was read */
function waysBack(words) {
  document.addEventListener("click", (event) => {
    const { target } = event;
    /** @type {HTMLAnchorElement | null} */
    const link = target instanceof Element ? target.closest(`${LINK}, ${READ}`) : null;
    if (!link) return;
    const section = decodeURIComponent(link.hash.slice(1));
    const heading = link.closest(".jp-Notebook")
      ?.querySelector(`[data-jupyter-id="${CSS.escape(section)}"]`);
    if (!heading) return;
    if (link.matches(READ)) event.preventDefault(); // JupyterLab has heard of the others
    const folded = heading.parentElement?.querySelector("details");
    if (folded) folded.open = true;
    document.querySelector(".kooperation-back")?.remove();
    const back = document.createElement("p");
    back.className = "kooperation-widget kooperation-back";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = link.dataset.back ?? words.replace("{text}", () => link.textContent ?? "");
    button.addEventListener("click", () => {
      back.remove();
      link.scrollIntoView({ block: "center" });
      link.focus();
    });
    back.append(button);
    heading.after(back);
    heading.scrollIntoView();
    button.focus({ preventScroll: true });
  });
}

// Where JupyterLab's extension is missing, „Alle Zellen ausführen“ leaves the reader at the notebook's last cell, with
// the sources. So once, after the first run of all, they are led back to where they were; whoever has pressed a key,
// scrolled or clicked meanwhile is left alone.
const PATIENCE = 120_000; // ms: a run that takes longer has lost its reader anyway
const AFTERWARDS = 8000; // ms: JupyterLab scrolls once more when the last widgets come, on a busy machine late

function leadsBack() {
  const notebook = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook");
  const outer = notebook?.querySelector(".jp-WindowedPanel-outer") ?? notebook;
  if (!notebook || !outer || notebook.classList.contains("kooperation-runs")) return;
  const isAtEnd = () => [...notebook.querySelectorAll(".jp-Cell")].at(-1)?.classList.contains("jp-mod-active");
  const isRunning = () => [...notebook.querySelectorAll(".jp-InputPrompt")].some(({ textContent }) => textContent?.includes("*"));
  const before = isAtEnd() ? 0 : outer.scrollTop; // it may have been quicker than the first widget
  const began = performance.now();
  let ran = began; // when it was last seen running
  const end = () => {
    clearInterval(looking);
    for (const own of ["wheel", "touchstart", "pointerdown", "keydown"]) window.removeEventListener(own, end, true);
  };
  const looking = setInterval(() => {
    const now = performance.now();
    if (isRunning()) ran = now;
    if (now - began > PATIENCE || now - ran > AFTERWARDS) return end();
    if (isAtEnd() && outer.scrollTop !== before) outer.scrollTop = before;
  }, 100);
  for (const own of ["wheel", "touchstart", "pointerdown", "keydown"]) window.addEventListener(own, end, true);
}

// On a phone JupyterLab's list of files leaves a strip for the notebook. Where JupyterLab's extension, which closes it,
// is missing, it is closed here, once, as a tap on its tab does.
const NARROW = 600; // px of the window

function leavesRoom() {
  const tab = document.querySelector(".jp-SideBar.jp-mod-left .lm-TabBar-tab.lm-mod-current");
  if (window.innerWidth >= NARROW || !tab || document.querySelector(".kooperation-course")) return;
  const { left, top, width, height } = tab.getBoundingClientRect();
  const at = { bubbles: true, cancelable: true, button: 0, clientX: left + width / 2, clientY: top + height / 2 };
  for (const name of ["pointerdown", "pointerup"]) tab.dispatchEvent(new PointerEvent(name, at));
}

// Once per page, however many cards, kernels and versions.
function installPage(css, back) {
  if (window[KEY]) return;
  window[KEY] = true;
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
  document.body.addEventListener("keydown", stop);
  tooltips();
  waysBack(back);
  leadsBack();
  leavesRoom();
}
