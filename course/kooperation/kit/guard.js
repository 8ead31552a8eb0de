// One invisible widget per page: keeps JupyterLab's shortcuts away from focused widgets, gives
// controls the names and roles that ipywidgets leaves out, brings the style of our tables, and shows
// the definition of a term whose link has the focus.
const KEY = "__kooperationGuard";

function insideWidget(target) {
  return target instanceof Element && target.closest(".jupyter-widgets, .kooperation-widget");
}

// In command mode JupyterLab listens on document in the capture phase of ITS node; stopping the
// event at window, in the capture phase, would keep it from the widget too. So we stop it while it
// bubbles, below document, after the widget has had it.
function stop(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape") return;
  if (event.key === "Enter" && event.shiftKey) return;
  if (insideWidget(event.target)) event.stopPropagation();
}

function set(node, name, value) {
  if (value && node.getAttribute(name) !== value) node.setAttribute(name, value);
}

// ipywidgets gives the visible label the tooltip as its title ("null" if there is none). A slider's handle is named by it,
// where there is one, else by the label; radio buttons become a group of that name; text that
// changes by itself is read out.
let groups = 0;
function describe() {
  for (const label of document.querySelectorAll('.widget-label[title="null"]')) {
    label.removeAttribute("title");
  }
  /** @type {(selector: string, from?: ParentNode) => NodeListOf<HTMLElement>} */
  const all = (selector, from = document) => from.querySelectorAll(selector);
  for (const label of all(".widget-slider > .widget-label")) {
    const handle = label.parentElement?.querySelector("[role=slider]");
    if (handle) set(handle, "aria-label", label.title || label.textContent);
  }
  for (const label of all(".widget-radio > .widget-label[title]")) {
    set(label.parentElement, "role", "radiogroup");
    set(label.parentElement, "aria-label", label.title);
  }
  // The label of a field that has a tooltip instead is empty, and takes its name away.
  for (const field of all(".widget-textarea > textarea[title]")) {
    set(field, "aria-label", field.title);
  }
  // Without a name each button is a tab stop of its own, and arrows wander to other questions.
  for (const group of all(".widget-radio")) {
    for (const button of all("input[type=radio]:not([name])", group)) {
      if (!group.dataset.kooperationGroup) {
        groups += 1;
        group.dataset.kooperationGroup = `kooperation-${groups}`;
      }
      button.setAttribute("name", group.dataset.kooperationGroup);
    }
  }
  for (const text of document.querySelectorAll(".kooperation-live")) {
    set(text, "aria-live", "polite");
  }
}

// Not at each change of a table, which is what a moving slider brings: only when controls came or
// a label or tooltip is another.
const CONTROLS = "[role=slider], .widget-label, input[type=radio], textarea, .kooperation-live";
function concernsControls({ target, addedNodes }) {
  if (target.closest?.(".widget-label")) return true;
  return [...addedNodes].some(
    (node) => node instanceof Element && (node.matches(CONTROLS) || node.querySelector(CONTROLS)),
  );
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

// JupyterLab scrolls to the first such heading of all open notebooks, and leaves the focus on the link. So we
// scroll to that of this one, and the focus follows, to a button below the heading that leads back to where one
// was reading; the folded list opens.
function waysBack() {
  document.addEventListener("click", ({ target }) => {
    /** @type {HTMLAnchorElement | null} */
    const link = target instanceof Element ? target.closest(LINK) : null;
    if (!link) return;
    const section = decodeURIComponent(link.hash.slice(1));
    const heading = link.closest(".jp-Notebook")
      ?.querySelector(`[data-jupyter-id="${CSS.escape(section)}"]`);
    if (!heading) return;
    const folded = heading.parentElement?.querySelector("details");
    if (folded) folded.open = true;
    document.querySelector(".kooperation-back")?.remove();
    const back = document.createElement("p");
    back.className = "kooperation-widget kooperation-back";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `↩ Zurück zu „${link.textContent}“`;
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

function install(css) {
  if (window[KEY]) return;
  window[KEY] = true;
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
  document.body.addEventListener("keydown", stop);
  tooltips();
  waysBack();
  describe();
  new MutationObserver((changes) => {
    for (const change of changes) showChange(change);
    if (changes.some(concernsControls)) describe();
  }).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["title"],
  });
}

export default {
  render({ model, el }) {
    install(model.get("css"));
    el.hidden = true;
    // JupyterLab's extension looks into all controls of a notebook, to keep what could not be saved.
    window.__kooperationManagers ??= new Set();
    window.__kooperationManagers.add(model.widget_manager);
  },
};
