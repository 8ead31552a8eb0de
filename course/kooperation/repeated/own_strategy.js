// The table of a strategy that one builds: its name, and in each state what it does and where it goes.
const REST = 400; // ms without a key in the name, before the kernel hears of it

function render({ model, el }) {
  const words = model.get("words");
  const group = `start-${Math.random().toString(36).slice(2)}`; // one of the states is the first
  const choices = (part) => [...el.querySelectorAll(`[data-part="${part}"]`)];
  let timer;
  let size = 0;
  let told = ""; // what the kernel has not said back yet: an older answer must not undo it
  const built = () => {
    const [actions, afterC, afterD] = ["action", "c", "d"].map((part) => choices(part).map((one) => one.value));
    return {
      name: choices("name")[0].value,
      states: actions.map((action, at) => [action, Number(afterC[at]), Number(afterD[at])]),
      start: Math.max(0, choices("start").findIndex((one) => one.checked)),
    };
  };
  const tell = () => {
    clearTimeout(timer);
    const entered = built();
    if (JSON.stringify(entered) === JSON.stringify(model.get("entered"))) return;
    told = JSON.stringify([entered.states, entered.start]);
    model.set("entered", entered);
    model.save_changes();
  };
  const list = (part, label, options) => element("select", { "data-part": part, "aria-label": label, oninput: tell },
    options.map(([value, text]) => element("option", { value }, text)));
  const row = (count, at) => {
    const name = `${words.state} ${at + 1}`;
    const places = Array.from({ length: count }, (_, to) => [String(to), `${words.short} ${to + 1}`]);
    return element("tr", {},
      element("th", { scope: "row", "aria-label": name }, `${words.short} ${at + 1}`),
      element("td", {}, element("input", { type: "radio", name: group, "data-part": "start", "aria-label": `${words.start}: ${name}`, onchange: tell })),
      element("td", {}, list("action", `${name}: ${words.action}`, ["C", "D"].map((one) => [one, one]))),
      element("td", {}, list("c", `${name}: ${words.after_c}`, places)),
      element("td", {}, list("d", `${name}: ${words.after_d}`, places)));
  };
  const build = (count) => {
    const name = element("input", {
      type: "text", autocomplete: "off", spellcheck: "false", "data-part": "name", maxlength: words.longest,
      oninput: () => { clearTimeout(timer); timer = setTimeout(tell, REST); }, onchange: tell,
    });
    const head = ["start", "action", "after_c", "after_d"].map((one) => element("th", { scope: "col" }, words[one]));
    el.replaceChildren(
      element("label", { class: "kooperation-entry" }, element("span", {}, words.name), name),
      element("div", { class: "kooperation-own-scroll" }, element("table", { class: "kooperation-matrix kooperation-own-strategy" },
        element("caption", { class: "kooperation-sr" }, words.caption),
        element("thead", {}, element("tr", {}, element("td", {}), head)),
        element("tbody", {}, Array.from({ length: count }, (_, at) => row(count, at))))));
  };
  // What was entered while the kernel made rows or took some away stays in those that are left, as the kernel has it.
  const merged = ([mine, start], states) => {
    const within = (to) => (to < states.length ? to : 0);
    const rows = mine.map(([action, c, d]) => [action, within(c), within(d)]);
    return [states.map((state, at) => rows[at] ?? state), within(start)];
  };
  const draw = () => {
    const { name, states, start } = model.get("shown");
    const isOther = states.length !== size;
    if (isOther) build(states.length);
    size = states.length;
    const [field] = choices("name");
    if (field !== document.activeElement && field.value !== name) field.value = name;
    let now = [states, start];
    if (told && isOther) {
      now = merged(JSON.parse(told), states);
      told = JSON.stringify(now);
    } else if (told && told !== JSON.stringify(now)) return;
    else told = "";
    choices("start").forEach((one, at) => { one.checked = at === now[1]; });
    ["action", "c", "d"].forEach((part, place) => {
      choices(part).forEach((one, at) => { one.value = String(now[0][at][place]); });
    });
  };
  draw();
  return follow(model, { shown: draw });
}

export default { render };
