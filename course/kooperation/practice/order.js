// A list to bring into order with buttons: each item has one that moves it up and one that moves it
// down. The focus follows the item, and its new place is read out.
function render({ model, el }) {
  el.classList.add("kooperation-widget", "kooperation-order");
  const words = model.get("words");
  const said = element("p", { class: "kooperation-sr", "aria-live": "polite" });
  const list = element("ol", { "aria-label": model.get("label") });
  const rows = new Map();

  const move = (key, step) => {
    const order = [...model.get("order")];
    const from = order.indexOf(key);
    const to = from + step;
    if (to < 0 || to >= order.length) return;
    [order[from], order[to]] = [order[to], order[from]];
    model.set("order", order);
    model.save_changes();
    rows.get(key).buttons[step].focus(); // moving the row in the page has taken the focus away
    said.textContent = words.place
      .replace("{text}", rows.get(key).text)
      .replace("{place}", to + 1)
      .replace("{total}", order.length);
  };
  const button = (key, text, step, sign, word) => {
    const name = words.named.replace("{text}", text).replace("{what}", word);
    return element("button", { type: "button", "aria-label": name, title: word, onclick: () => move(key, step) }, sign);
  };
  for (const [key, text] of model.get("items")) {
    const buttons = { [-1]: button(key, text, -1, "↑", words.up), 1: button(key, text, 1, "↓", words.down) };
    const row = element("li", {}, buttons[-1], buttons[1], element("span", {}, unbroken(text)));
    rows.set(key, { row, buttons, text });
  }
  const show = () => {
    const order = model.get("order");
    order.forEach((key, index) => {
      const { row, buttons } = rows.get(key);
      list.append(row);
      // Not `disabled`: a button that is disabled while focused loses the focus.
      set(buttons[-1], "aria-disabled", index === 0);
      set(buttons[1], "aria-disabled", index === order.length - 1);
    });
  };
  el.append(list, said);
  show();
  return follow(model, { order: show });
}

export default { render };
