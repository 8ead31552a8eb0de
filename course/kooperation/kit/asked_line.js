// The first line of an explorer that waits for an answer. Meanwhile the rest of it is not there (style.css): neither
// eyes, nor the page's search, nor a screen reader find what is to be predicted. One click goes on without.
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
  const show = () => {
    const hadFocus = el.contains(document.activeElement);
    el.hidden = !model.get("waits");
    // A focus that is lost would hand the next key to the notebook.
    if (hadFocus && el.hidden) {
      el.closest(".kooperation-box")?.querySelector("select, input, button:not(.kooperation-asked *, .kooperation-away *)")?.focus();
    }
  };
  show();
  return follow(model, { waits: show });
}

export default { render };
