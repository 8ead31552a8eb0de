// Two buttons for a move, and the keys C and D while one of them has the focus. Each move is sent
// as a message: a synced value would lose the first of two quick ones. The buttons are never
// disabled, since a disabled button drops the focus, and the next D would be JupyterLab's.
function render({ model, el }) {
  el.classList.add("kooperation-widget", "kooperation-moves");
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", model.get("label"));
  const keys = new Map();
  for (const { move, text } of model.get("moves")) {
    const hint = element("kbd", { "aria-hidden": "true" }, move);
    const onclick = () => model.send({ move });
    const node = element("button", { type: "button", "aria-keyshortcuts": move, onclick }, text, " ", hint);
    keys.set(move.toLowerCase(), [node, move]);
    el.append(node);
  }
  el.addEventListener("keydown", (event) => {
    const [node, move] = keys.get(event.key.toLowerCase()) ?? [];
    if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (event.repeat) return; // a key held down is one move
    node.focus();
    model.send({ move });
  });
}

export default { render };
