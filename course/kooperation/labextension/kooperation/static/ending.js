// A server that ends after a pause and keeps nothing, as Binder's: said at the start, and again before the pause is too long.

const SAVE = "kooperation:save-state"; // state_buttons.js
const LOAD = "kooperation:load-state";
const AHEAD = 2; // minutes before the end
const MINUTE = 60_000; // ms
const TICK = 5000; // ms
const ACTIONS = ["pointerdown", "keydown", "wheel", "touchmove"];

/**
 * The plug-in for `lab`: JupyterLab's modules, the course, and its words.
 * @param {any} lab
 */
export const plugin = (lab) => ({
  id: "kooperation:ending",
  autoStart: true,
  activate: (app) => void watch(lab, app),
});

async function watch(lab, app) {
  await app.restored;
  const root = await app.serviceManager.contents.get("", { content: false }).catch(() => undefined);
  if (root?.ends_after) new Ending(lab, app, root.ends_after); // minutes; only `desk/server.py` says so
}

class Ending {
  constructor(lab, app, minutes) {
    this.lab = lab;
    this.app = app;
    this.minutes = minutes;
    this.acted = Date.now();
    this.saved = this.acted; // nothing is done yet that could be lost
    this.soon = false;
    for (const kind of ACTIONS) document.addEventListener(kind, (event) => this.act(event), { capture: true, passive: true });
    app.commands.commandExecuted.connect(async (_, { id, result }) => {
      if (id !== SAVE) return;
      const before = this.acted; // what is done while it is saved may not be in it
      await result;
      this.saved = before;
      if (this.soon) this.show(false);
    });
    setInterval(() => this.look(), TICK);
    this.show(false);
  }

  /** Take note that somebody did something; what is done in the line itself changes no work. */
  act({ target }) {
    if (this.line?.node.contains(target)) return;
    this.acted = Date.now();
    if (this.soon) this.show(false);
  }

  look() {
    const idle = Date.now() - this.acted;
    if (!this.soon && this.acted > this.saved && idle >= (this.minutes - AHEAD) * MINUTE) this.show(true);
  }

  show(/** @type {boolean} */ soon) {
    const { lab, app } = this;
    const { words, button } = lab;
    this.soon = soon;
    this.line?.dispose();
    const said = (soon ? words.ends_soon : words.ends).replace("{minutes}", this.minutes).replace("{idle}", String(this.minutes - AHEAD));
    const known = [SAVE, LOAD].filter((id) => app.commands.hasCommand(id));
    const buttons = known.map((id) => button(app.commands.label(id), () => void app.commands.execute(id)));
    const close = button(words.close, () => this.line.dispose(), "jp-mod-reject");
    this.line = lab.lineOnTop(lab, app.shell, soon ? "alert" : "note", said, ...buttons, close);
  }
}
