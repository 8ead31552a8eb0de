// One invisible widget per page: keeps JupyterLab's shortcuts away from focused widgets, gives
// slider handles their names, and brings the style of our tables.
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

function nameSliders(root) {
  for (const box of root.querySelectorAll(".widget-slider, .widget-inline-hbox")) {
    const label = box.querySelector(".widget-label");
    const handle = box.querySelector("[role=slider], .noUi-handle");
    if (label && handle && handle.getAttribute("aria-label") !== label.textContent) {
      handle.setAttribute("aria-label", label.textContent);
    }
  }
}

function install(css) {
  if (window[KEY]) return;
  window[KEY] = true;
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
  document.body.addEventListener("keydown", stop);
  nameSliders(document.body);
  new MutationObserver((changes) => {
    if (changes.some((change) => change.addedNodes.length)) nameSliders(document.body);
  }).observe(document.body, { childList: true, subtree: true });
}

export default {
  render({ model, el }) {
    install(model.get("css"));
    el.hidden = true;
  },
};
