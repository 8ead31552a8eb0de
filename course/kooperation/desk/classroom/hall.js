// A page of a session: keeps the line to the server, shows the parts that come, sends forms. All its words come from the server.
// @ts-check
const page = document.body.dataset.page ?? "";
const WAITS = [300, 600, 1200, 2500, 5000]; // ms until the next try
const REPLACED = 4001; // the same phone has opened another page
const RESEND = 4000; // ms without an answer to a move
const HERE = new URL(".", location.href).pathname; // what is kept is kept for this server alone

/** @param {string} id @returns {HTMLElement} */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** What is kept on the phone until the session ends; where a browser keeps nothing, until the page is closed. */
const kept = {
  /** @type {Record<string, string>} */
  here: {},
  /** @param {string} name @returns {string} */
  get(name) {
    return this.here[name] ?? this.storage()?.getItem(`kooperation${HERE}${name}`) ?? "";
  },
  /** @param {string} name @param {string} value */
  set(name, value) {
    this.here[name] = value;
    this.storage()?.setItem(`kooperation${HERE}${name}`, value);
  },
  /** @param {string[]} names */
  forget(...names) {
    for (const name of names) {
      delete this.here[name];
      this.storage()?.removeItem(`kooperation${HERE}${name}`);
    }
  },
  storage() {
    try {
      return localStorage;
    } catch (error) {
      console.info(`nothing is kept here: ${error}`); // cookies are off; the name alone throws
      return null;
    }
  },
};

let key = decodeURIComponent(location.hash.slice(1)) || (page === "lead" ? "" : kept.get("key"));
if (key && page !== "lead" && key !== kept.get("key")) {
  kept.forget("token"); // another session, another player
}

function token() {
  const old = kept.get("token");
  if (old) return old;
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  const made = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
  kept.set("token", made);
  return made;
}

/** @type {WebSocket | undefined} */
let line;
let tries = 0;
let step = -1;
let over = false;
/** @type {{ do: string, step: number, fields: Record<string, string> } | undefined} */
let pending; // a move that was not answered yet
/** @type {any} */
let unsent; // what was pressed while the line was down; the server refuses it if another round has begun
let timer = 0;

function connect() {
  clearTimeout(timer);
  if (over || !key) return;
  const opened = new WebSocket(new URL("ws", location.href).href.replace(/^http/, "ws").replace(/#.*$/, ""));
  line = opened;
  opened.addEventListener("open", () => {
    opened.send(JSON.stringify({ hello: page, key, token: page === "phone" ? token() : "" }));
    if (pending) opened.send(JSON.stringify(pending));
    if (unsent) opened.send(JSON.stringify(unsent));
    unsent = undefined;
  });
  opened.addEventListener("message", (event) => {
    tries = 0;
    part("line").hidden = true;
    take(JSON.parse(event.data));
  });
  opened.addEventListener("close", (event) => {
    if (line !== opened || over) return;
    if (event.code === REPLACED) {
      over = true;
      say(document.body.dataset.elsewhere ?? "");
      return;
    }
    part("line").textContent = part("line").dataset.away ?? "";
    part("line").hidden = false;
    timer = setTimeout(connect, WAITS[Math.min(tries, WAITS.length - 1)] * (0.7 + 0.6 * Math.random()));
    tries += 1;
  });
}

/** Connect at once where it is worth it: the phone wakes, or is in the net again. */
function again() {
  if (document.hidden || !line || over) return;
  if (line.readyState === WebSocket.CLOSED) {
    tries = 0;
    connect();
  }
}

/** @param {string} text */
function say(text) {
  part("said").textContent = text;
}

let isRefused = false; // what was said last, in no part's message: it stands through the parts that come with it

/** @param {any} message */
function take(message) {
  if (message.why === "wrong_key") {
    kept.forget("key", "token");
    key = "";
    line?.close();
    line = undefined;
    ask();
  }
  if ("said" in message) {
    if (message.why) pending = undefined;
    isRefused = Boolean(message.why) && message.why !== "counted";
    say(message.said);
  }
  if (!message.parts) return;
  if (page === "phone" && key) kept.set("key", key);
  part("entry").hidden = true;
  const changed = step !== message.step;
  step = message.step;
  if (pending && pending.step !== step) pending = undefined;
  for (const [name, html] of Object.entries(message.parts)) show(name, html);
  if (changed && page === "phone") scrollTo(0, 0);
  if (changed && !message.why && !isRefused) say("");
  isRefused = false;
  if (message.ended) {
    over = true;
    kept.forget("key", "token");
  }
}

/** @type {Record<string, string>} */
const shown = {};

/** @param {string} name @param {string} html */
function show(name, html) {
  if (shown[name] === html) return; // so that what is being typed stays
  shown[name] = html;
  const section = part(name);
  const inside = section.contains(document.activeElement);
  const at = inside ? document.activeElement?.id : "";
  section.innerHTML = html;
  for (const place of section.querySelectorAll("[data-qr]")) {
    void draw(/** @type {HTMLElement} */ (place));
  }
  if (!inside) return;
  const same = at ? document.getElementById(at) : null;
  const heading = /** @type {HTMLElement | null} */ (section.querySelector("h2"));
  if (heading) heading.tabIndex = -1;
  (same ?? heading)?.focus();
}

/** Draw the QR code of an address; a phone shows none and does not fetch what draws it. @param {HTMLElement} place */
async function draw(place) {
  const { renderSVG } = await import(new URL("uqr.mjs", import.meta.url).href);
  place.innerHTML = renderSVG(place.dataset.qr, { border: 2 });
}

/** Ask for the code, or say how one gets in: there is none in the address, or it was wrong. */
function ask() {
  part("line").hidden = true;
  part("entry").hidden = false;
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const button = /** @type {SubmitEvent} */ (event).submitter;
  /** @type {Record<string, string>} */
  const fields = {};
  for (const [name, value] of new FormData(form, button)) fields[name] = String(value);
  if (form.id === "enter") {
    key = fields.code.trim().toUpperCase();
    connect();
    return;
  }
  const message = { do: form.dataset.do ?? "move", step, fields };
  if (message.do === "move") {
    pending = message;
    say(document.body.dataset.sending ?? "");
  }
  send(message);
});

/** @param {any} message */
function send(message) {
  if (line?.readyState === WebSocket.OPEN) line.send(JSON.stringify(message));
  else if (message !== pending) unsent = message;
}

setInterval(() => {
  if (pending) send(pending);
}, RESEND);
document.addEventListener("visibilitychange", again);
addEventListener("online", again);
addEventListener("pageshow", again);
if (key) connect();
else ask();
