// A text area that saves by itself: a second after the last key, on leaving it, and when the page goes out of
// sight. It never shows „saved“ before the kernel has said so of this very text, and never takes anything
// from the kernel in place of what was typed since.
const PAUSE = 1000; // ms without a key
const MANY = 10; // texts sent without an answer that are remembered
const LATE = 8000; // ms without an answer, before the learner is told

// "{count}" and the like, filled in.
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const counted = (text) => text.split(/\s+/).filter(Boolean).length;

function render({ model, el }) {
  el.classList.add("kooperation-widget", "kooperation-text");
  const words = model.get("words");
  const [least, most] = model.get("wanted");
  /** @type {HTMLTextAreaElement} */
  const area = element("textarea", { "aria-label": model.get("name"), rows: 10, spellcheck: "true" });
  const count = element("span", {});
  const state = element("span", { "aria-live": "polite" });
  const other = element("p", { class: "kooperation-other-text" });
  const mine = element("button", { type: "button", onclick: () => keepMine() }, words.keep_mine);
  const theirs = element("button", { type: "button", onclick: () => takeOther() }, words.take_other);
  const choice = element("div", { hidden: true }, element("p", {}, mine, theirs), element("p", {}, words.other_text), other);
  el.append(area, element("p", { class: "kooperation-note" }, count, " · ", state), choice);
  const held = () => model.get("text").replace(/\r\n?/g, "\n"); // as a text area has it
  const typed = () => area.value.replace(/\p{Surrogate}/gu, "\uFFFD"); // half an emoji cannot be written
  let saved = held(); // what the sheet holds, as far as this page has heard
  let known = [saved]; // what it may hold if nobody else has written
  /** @type {{ text: string, id: string, known: string[] } | null} */
  let sent = null; // what is on its way, until the kernel has saved it
  let pause = 0;
  let late = 0;
  let silent = false; // whether the kernel has not answered for long

  const isSaved = () => !sent && typed() === saved;
  const say = () => {
    count.textContent = filled(most ? words.wanted : words.count, { count: counted(area.value), least, most });
    const waiting = model.get("trouble") || (silent ? words.late : words.saving);
    const now = isSaved() ? (saved.trim() ? words.saved : words.open) : waiting;
    if (state.textContent !== now) state.textContent = now;
    state.classList.toggle("kooperation-error", !isSaved() && waiting !== words.saving);
    choice.hidden = isSaved() || !model.get("other");
    if (other.textContent !== saved) other.textContent = saved;
  };
  const send = () => {
    clearTimeout(pause);
    const failed = silent || model.get("trouble");
    if (typed() === (sent ? sent.text : saved) && !(sent && failed)) return;
    sent = { text: typed(), id: Math.random().toString(36).slice(2), known };
    known = [known[0], ...known.slice(1).slice(1 - MANY), sent.text];
    model.set("typed", sent);
    model.save_changes();
    clearTimeout(late);
    late = setTimeout(() => { silent = !isSaved(); say(); }, LATE);
  };
  const type = () => {
    clearTimeout(pause);
    pause = setTimeout(send, PAUSE);
    say();
  };
  const hear = () => {
    const untouched = isSaved(); // then what comes is newer: a line of Python, another window
    const asked = model.get("typed");
    saved = held();
    if (untouched && model.get("other") && asked.id !== model.get("done")) {
      sent = asked; // what was entered before the kernel was gone
      area.value = asked.text;
    }
    if (sent?.id === model.get("done")) {
      sent = null;
      known = [saved];
    }
    if (untouched && !sent) {
      known = [saved];
      if (!isSaved()) area.value = saved;
    }
    silent = false;
    clearTimeout(late);
    say();
  };

  const keepMine = () => {
    known = [saved];
    send();
  };
  const takeOther = () => {
    area.value = saved;
    keepMine();
  };

  // What was typed and could not be saved yet is still there when the field is shown anew.
  const before = model.get("typed");
  if (before.id && before.id !== model.get("done")) {
    area.value = before.text;
    known = [...before.known, before.text];
  } else area.value = saved;
  send();
  say();
  area.addEventListener("input", type);
  area.addEventListener("blur", send);
  const leave = () => { if (document.visibilityState === "hidden") send(); };
  document.addEventListener("visibilitychange", leave);
  const ignore = follow(model, { text: hear, done: hear, trouble: hear, other: hear });
  return () => {
    send();
    clearTimeout(late);
    document.removeEventListener("visibilitychange", leave);
    ignore();
  };
}

export default { render };
