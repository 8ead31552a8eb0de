// The first line of an explorer that waits for an answer. Meanwhile the rest of it is out of the way of the
// Tab key (style.css dims it); one click goes on without.
function render({ model, el }) {
  const skip = () => {
    model.set("waits", false);
    model.save_changes();
  };
  el.classList.add("kooperation-widget", "kooperation-asked");
  el.append(
    element("span", {}, model.get("text")),
    element("button", { type: "button", "data-state": true, onclick: skip }, model.get("skip")),
  );
  let box;
  const show = () => {
    const waits = model.get("waits");
    const hadFocus = el.contains(document.activeElement);
    el.hidden = !waits;
    for (const child of box?.children ?? []) {
      if (!child.contains(el) && !child.querySelector(".kooperation-title")) child.inert = waits;
    }
    // A focus that is lost would hand the next key to the notebook.
    if (hadFocus && !waits) box?.querySelector("select, input, button:not(.kooperation-asked *)")?.focus();
  };
  // The parts beside it come one after the other, and it is not in the page itself yet.
  const parts = new MutationObserver(show);
  let ended = false;
  const arrive = () => {
    if (ended) return;
    box = el.closest(".kooperation-box");
    if (!box) return void requestAnimationFrame(arrive);
    parts.observe(box, { childList: true });
    show();
  };
  arrive();
  const end = follow(model, { waits: show });
  return () => {
    ended = true;
    parts.disconnect();
    end();
  };
}

export default { render };
