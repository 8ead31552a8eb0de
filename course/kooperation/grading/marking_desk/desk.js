// The fields of a mark, and the keys of the whole desk. What is saved is what stands in the fields at that moment:
// it goes along with the press. „Saved“ is what the kernel says after the gradebook has it; until then the line
// says that it is being saved, and after a while that nobody answered.
const LATE = 8000; // ms without an answer
const german = (number) => String(Math.round(number * 1e6) / 1e6).replace(".", ",");
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const isTyping = (target) => target instanceof Element && target.matches("input, textarea, select");

function render({ model, el }) {
  el.classList.add("kooperation-widget", "kooperation-marking");
  const words = model.get("words");
  /** @type {HTMLElement | null} */
  let root = null; // the whole desk: keys count wherever the focus is in it
  let chosen = []; // for each criterion the place of its level, or null
  let at = 0; // the criterion that the next digit is for
  let isWaiting = false;
  let isWarned = false; // that something is not saved
  let late = 0;

  const groups = element("div", { class: "kooperation-rubric" });
  const sum = element("p", { class: "kooperation-sum", "aria-live": "polite" });
  const typed = element("input", { type: "text", autocomplete: "off", "aria-label": words.free });
  const comment = element("textarea", { rows: 4, "aria-label": words.comment, spellcheck: "true" });
  const search = element("input", { type: "text", autocomplete: "off", placeholder: words.search, "aria-label": words.search });
  const found = element("ul", { class: "kooperation-bank" });
  const belongs = element("select", { "aria-label": words.belongs });
  const state = element("p", { class: "kooperation-state", "aria-live": "polite" });
  const keys = element("p", { class: "kooperation-legend" });
  keys.innerHTML = words.keys; // our own sentence, with keys marked
  const button = (text, press) => element("button", { type: "button", onclick: press }, text);

  const say = (text, isWrong = false) => {
    state.textContent = text;
    state.classList.toggle("kooperation-error", isWrong);
  };
  // What was said was of the text before.
  const touched = () => {
    isWarned = false;
    if (!isWaiting) say("");
  };
  const isDirty = () => {
    const { chosen: had, typed: number, comment: text } = model.get("sheet");
    return had.some((level, n) => level !== chosen[n]) || number !== typed.value || text !== comment.value;
  };

  // The rubric ------------------------------------------------------------------------------------
  const show = () => {
    const { criteria, most } = model.get("sheet");
    groups.replaceChildren(...criteria.map(({ name, levels }, n) => element("div", { role: "group", "aria-label": name, class: n === at ? "kooperation-next" : null },
      element("strong", {}, name),
      levels.map(({ points, anchor }, level) => element(
        "button",
        { type: "button", "data-level": true, "aria-pressed": String(chosen[n] === level), onclick: () => choose(n, level) },
        element("kbd", { "aria-hidden": "true" }, String(level + 1)), " ",
        element("b", {}, filled(words.points, { points: german(points) })), " ", anchor,
      )),
    )));
    tell(criteria, most);
  };
  const tell = (criteria, most) => {
    if (typed.value.trim()) {
      sum.textContent = filled(words.typed, { typed: typed.value.trim() });
      return;
    }
    const points = criteria.reduce((all, { levels }, n) => all + (chosen[n] === null ? 0 : levels[chosen[n]].points), 0);
    const isWhole = chosen.every((level) => level !== null);
    sum.textContent = filled(isWhole ? words.sum : words.sum_open, { points: german(points), most: german(most) });
  };
  // What is drawn anew loses the focus; the desk itself keeps it.
  const keepFocus = (action) => {
    const had = root?.contains(document.activeElement) && !isTyping(document.activeElement);
    action();
    if (had && !root?.contains(document.activeElement)) root?.focus({ preventScroll: true });
  };
  const choose = (n, level) => {
    chosen[n] = level;
    at = n + 1;
    touched();
    keepFocus(show);
  };

  const everywhere = (level) => {
    const { criteria } = model.get("sheet");
    if (isWaiting || !criteria.every(({ levels }) => level < levels.length)) return;
    chosen = criteria.map(() => level);
    at = criteria.length;
    touched();
    keepFocus(show);
  };

  // Sentences for comments ------------------------------------------------------------------------
  let matches = [];
  const look = () => {
    const wanted = search.value.toLocaleLowerCase("de").split(/\s+/).filter(Boolean);
    const names = model.get("sheet").criteria.map(({ name }) => name);
    matches = model.get("bank").filter(({ text, criterion }) => {
      const all = `${criterion} ${text}`.toLocaleLowerCase("de");
      return wanted.every((word) => all.includes(word));
    }).sort((a, b) => names.indexOf(a.criterion) - names.indexOf(b.criterion));
    const items = matches.map((entry) => element("li", {},
      button(entry.criterion ? `${entry.criterion}: ${entry.text}` : entry.text, () => insert(entry)),
      entry.own && element("button", { type: "button", "aria-label": words.drop, title: words.drop, onclick: () => model.send({ event: "drop", text: entry.text }) }, "×"),
    ));
    keepFocus(() => found.replaceChildren(...(items.length ? items : [element("li", {}, words.no_match)])));
  };
  const insert = (entry) => {
    if (!entry) return;
    comment.value = comment.value.trim() ? `${comment.value.trim()} ${entry.text}` : entry.text;
    search.value = "";
    look();
    root?.focus({ preventScroll: true });
  };

  // What goes to the kernel -----------------------------------------------------------------------
  const send = (content) => {
    isWaiting = true;
    isWarned = false;
    say(words.saving);
    clearTimeout(late);
    late = setTimeout(() => { isWaiting = false; say(words.late, true); }, LATE);
    model.send(content);
  };
  const save = () => {
    if (isWaiting) return;
    send({ event: "save", id: model.get("sheet").id, chosen, typed: typed.value, comment: comment.value });
  };
  const leave = (content) => {
    if (isWaiting) return;
    if (isDirty() && !isWarned) {
      isWarned = true;
      say(words.dirty, true);
      return;
    }
    send(content);
  };
  const undo = () => leave({ event: "undo" });
  const go = (steps) => leave({ event: "go", steps });
  const names = () => isWaiting || send({ event: "names" });
  const keep = () => isWaiting || send({ event: "keep", text: comment.value, criterion: belongs.value });

  // On a small screen the sentences lie below its edge, and Enter takes the first of them.
  const bank = () => {
    search.focus({ preventScroll: true });
    found.scrollIntoView({ block: "nearest" });
    search.scrollIntoView({ block: "nearest" });
  };

  // Keys ------------------------------------------------------------------------------------------
  const PRESSED = {
    u: undo, n: names, ArrowRight: () => go(1), ArrowLeft: () => go(-1),
    k: () => comment.focus(), b: bank, p: () => typed.focus(),
    Backspace: () => { at = Math.max(0, at - 1); keepFocus(show); },
  };
  const press = (event) => {
    if (event.isComposing) return;
    const { key, target } = event;
    const eat = () => { event.preventDefault(); event.stopPropagation(); };
    const isHeld = event.ctrlKey || event.metaKey;
    if (isTyping(target)) {
      if (key === "Escape") { eat(); root?.focus({ preventScroll: true }); }
      else if (key === "Enter" && (isHeld || target === typed)) { eat(); save(); }
      else if (key === "Enter" && target === search) { eat(); insert(matches[0]); }
      return;
    }
    if (isHeld || event.altKey || (key === "Enter" && event.shiftKey)) return;
    if (event.repeat && !key.startsWith("Arrow")) { eat(); return; } // one mark for one press
    if (key === "Enter") {
      // On another button Enter presses that; on a level it saves, since a click has just left the focus there.
      if (target === root || (target instanceof Element && target.closest("[data-level]"))) { eat(); save(); }
      return;
    }
    const { criteria } = model.get("sheet");
    const level = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
    const all = level < 0 && event.shiftKey && /^Digit([1-9])$/.exec(event.code);
    if (all) {
      eat();
      everywhere(Number(all[1]) - 1);
      return;
    }
    if (level >= 0) {
      eat();
      if (!isWaiting && at < criteria.length && level < criteria[at].levels.length) choose(at, level);
      return;
    }
    const action = PRESSED[key.length === 1 ? key.toLowerCase() : key];
    if (action) { eat(); action(); }
  };

  // What comes from the kernel --------------------------------------------------------------------
  const take = () => {
    const sheet = model.get("sheet");
    chosen = [...sheet.chosen];
    at = Math.max(0, chosen.indexOf(null) < 0 ? chosen.length : chosen.indexOf(null));
    typed.value = sheet.typed;
    comment.value = sheet.comment;
    search.value = "";
    belongs.replaceChildren(
      element("option", { value: "" }, words.whole),
      ...sheet.criteria.map(({ name }) => element("option", { value: name }, name)),
    );
    const had = root?.contains(document.activeElement);
    show();
    look();
    if (had) {
      root?.focus({ preventScroll: true });
      root?.scrollIntoView({ block: "start" });
    }
  };
  const hear = () => {
    const { text, wrong } = model.get("said");
    isWaiting = false;
    clearTimeout(late);
    say(text ?? "", Boolean(wrong));
  };

  for (const field of [typed, comment]) {
    field.addEventListener("input", () => {
      touched();
      tell(model.get("sheet").criteria, model.get("sheet").most);
    });
  }
  search.addEventListener("input", look);
  el.append(
    element("div", { class: "kooperation-standing" }, sum, state),
    groups,
    element("label", { class: "kooperation-free" }, words.free, " ", typed),
    element("label", {}, words.comment, comment),
    element("div", { class: "kooperation-row" }, button(words.save, save), button(words.undo, undo), button(words.back, () => go(-1)), button(words.forth, () => go(1)), button(words.names, names)),
    element("div", { class: "kooperation-row" }, search, belongs, button(words.keep, keep)),
    found,
    element("p", { class: "kooperation-note kooperation-outside" }, words.outside),
    keys,
  );
  take();
  hear();
  const end = follow(model, { sheet: take, bank: look, said: hear });
  let ended = false;
  const arrive = () => {
    if (ended) return;
    root = el.closest(".kooperation-desk");
    if (!root) return void requestAnimationFrame(arrive);
    root.tabIndex = 0;
    root.setAttribute("role", "group");
    root.addEventListener("keydown", press);
  };
  arrive();
  return () => {
    ended = true;
    clearTimeout(late);
    root?.removeEventListener("keydown", press);
    end();
  };
}

export default { render };
