// A text area that saves by itself: a second after the last key, on leaving it, and when the page goes out of
// sight. It never shows „saved“ before the kernel has said so of this very text, and never takes anything
// from the kernel in place of what was typed since.
const PAUSE = 1000; // ms without a key
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
  el.append(area, element("p", { class: "kooperation-note" }, count, " · ", state));
  const held = () => model.get("text").replace(/\r\n?/g, "\n"); // as a text area has it
  const typed = () => area.value.replace(/\p{Surrogate}/gu, "\uFFFD"); // half an emoji cannot be written
  let saved = held(); // what the sheet holds, as far as this page has heard
  /** @type {{ text: string, id: string } | null} */
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
  };
  const send = () => {
    clearTimeout(pause);
    const failed = silent || model.get("trouble");
    if (typed() === (sent ? sent.text : saved) && !(sent && failed)) return;
    sent = { text: typed(), id: Math.random().toString(36).slice(2) };
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
    saved = held();
    if (sent?.id === model.get("done")) sent = null;
    if (untouched && !isSaved()) area.value = saved;
    silent = false;
    clearTimeout(late);
    say();
  };

  // What was typed and could not be saved yet is still there when the field is shown anew.
  const before = model.get("typed");
  area.value = before.id && before.id !== model.get("done") ? before.text : saved;
  send();
  say();
  area.addEventListener("input", type);
  area.addEventListener("blur", send);
  const leave = () => { if (document.visibilityState === "hidden") send(); };
  document.addEventListener("visibilitychange", leave);
  const ignore = follow(model, { text: hear, done: hear, trouble: hear });
  return () => {
    send();
    clearTimeout(late);
    document.removeEventListener("visibilitychange", leave);
    ignore();
  };
}

export default { render };
