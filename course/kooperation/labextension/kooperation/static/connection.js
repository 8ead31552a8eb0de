// A kernel or a server that is gone: said in words within seconds, mended by one button, and nothing entered is lost.
//
// While the WebSocket alone is away and the kernel lives, JupyterLab keeps what is sent and sends it later by itself.
// Where the kernel is another one, its widgets lead nowhere: cells run again, and what was entered is set again.

const LOST = "kooperation-lost"; // on the notebook: nothing can be saved, so no line says that it is
const TICK = 1000; // ms
const SHORT = 1500; // a connection may be away that long without a word
const START = "hub:restart"; // on a hub: opens the page that starts the server
const OPENING = 8000; // the first one
const SLOW = 5000; // an answer to a change of a widget, before one asks why

/**
 * The plug-in for `lab`: JupyterLab's modules, the course, and its words.
 * @param {any} lab
 */
export const plugin = (lab) => ({
  id: "kooperation:connection",
  autoStart: true,
  requires: [lab.INotebookTracker],
  optional: [lab.ITranslator],
  activate: (app, tracker, translator) => {
    const connections = new Map();
    const watch = async (panel) => {
      await panel.context.ready;
      if (!lab.course.at(panel.context.localPath)) return;
      connections.set(panel, new Connection(lab, app, panel));
      panel.disposed.connect(() => connections.delete(panel));
    };
    tracker.widgetAdded.connect((_, panel) => void watch(panel));
    tracker.forEach((panel) => void watch(panel));
    lab.watchWindows(lab, translator, () => connections.get(tracker.currentWidget));
    window.addEventListener("beforeunload", (event) => {
      if ([...connections.values()].some(({ entered }) => !entered.isEmpty)) event.preventDefault();
    });
  },
});

class Connection {
  lab;
  app;
  panel;
  line;
  restoring = false;
  #kernel = null;
  #away = 0; // since when there is no connection
  #was = false; // there was one that was lost, and what was entered then is not dealt with
  #looking = false;
  #dumb = 0; // since when the kernel is connected and has not said how it is
  #told = ""; // the kernel's edition of this extension, where it is another one and that was said
  #unfinished = false; // the cells were to run again and have not

  constructor(lab, app, panel) {
    Object.assign(this, { lab, app, panel });
    this.confirmed = new lab.Confirmed();
    this.entered = new lab.Entered(this.confirmed, () => this.manager);
    this.hear = (_, message) => this.confirmed.hear(message);
    const { sessionContext, content } = panel;
    content.node.style.setProperty("--kooperation-unsaved", JSON.stringify(lab.words.unsaved));
    content.node.addEventListener("click", ({ target }) => {
      // A button with data-state changes what a control holds, and that is set again.
      const button = target.closest?.(".kooperation-box button:not([aria-pressed], [data-state])");
      if (button && content.node.classList.contains(LOST)) this.confirmed.pressed = true;
    });
    sessionContext.kernelChanged.connect((_, { newValue }) => this.follow(newValue));
    sessionContext.statusChanged.connect((_, status) => {
      if (["restarting", "autorestarting", "dead"].includes(status)) this.confirmed.lose();
      void this.look();
    });
    sessionContext.connectionStatusChanged.connect(() => void this.look());
    this.follow(sessionContext.session?.kernel);
    const timer = setInterval(() => void this.look(), TICK);
    panel.disposed.connect(() => {
      clearInterval(timer);
      window.__kooperationManagers?.delete(this.manager);
    });
  }

  get kernel() {
    return this.panel.sessionContext.session?.kernel;
  }

  get manager() {
    return [...(window.__kooperationManagers ?? [])].find((manager) => manager?.context === this.panel.context);
  }

  get cells() {
    return this.panel.content.widgets.filter((cell) => cell.model.type === "code");
  }

  /** Return the cells whose widgets lead nowhere. */
  get lost() {
    return this.cells.filter((cell) => this.lab.shown(cell).some((id) => this.confirmed.isLost(id)));
  }

  follow(kernel) {
    if (kernel === this.#kernel) return;
    if (this.#kernel) this.confirmed.lose();
    this.#kernel = kernel;
    kernel?.anyMessage.connect(this.hear);
  }

  /** See how things are, and say so. */
  async look() {
    if (this.#looking || this.restoring || this.panel.isDisposed) return;
    this.#looking = true;
    try {
      await this.#look();
    } finally {
      this.#looking = false;
    }
  }

  async #look() {
    const { content } = this.panel;
    const connected = this.lab.isConnected(this.kernel);
    const ran = this.confirmed.states.size > 0;
    this.#away = connected ? 0 : this.#away || performance.now();
    if (connected) this.#wake();
    const shaky = ran && (!connected || this.lost.length > 0);
    content.node.classList.toggle(LOST, shaky || this.confirmed.waiting() > TICK);
    this.#was ||= shaky;
    if (shaky) await this.entered.keep(connected ? this.lost : this.cells);
    else if (this.confirmed.waiting() > TICK) await this.entered.keep(this.cells, true);
    const trouble = await this.#trouble(connected, ran);
    if (trouble && this.line?.trouble !== trouble) this.say(trouble);
    if (!trouble && !shaky && this.line?.trouble) this.line.dispose();
    const { reset } = this.confirmed; // what JupyterLab then puts into the controls takes a moment to get there
    const quiet = !this.confirmed.first && this.kernel?.status === "idle" && (!reset || this.confirmed.silent() > SHORT);
    if (connected && !trouble && quiet) await this.#takeOver();
    const { edition } = this.confirmed;
    if (edition && this.lab.edition && edition !== this.lab.edition && edition !== this.#told) this.#tellEdition(edition);
  }

  /** JupyterLab asks a kernel once how it is, maybe before the server passes answers on: ask again. */
  #wake() {
    const answers = ["idle", "busy"].includes(this.kernel.status);
    if (answers || !this.#dumb) this.#dumb = answers ? 0 : performance.now();
    if (answers || performance.now() - this.#dumb < SLOW) return;
    this.#dumb = performance.now();
    void this.kernel.requestKernelInfo().catch(() => undefined);
  }

  /** Say once that extension and package do not go together. */
  #tellEdition(edition) {
    const { words, lineAbove, button } = this.lab;
    this.#told = edition;
    const close = button(words.close, () => line.dispose());
    const line = lineAbove(this.lab, this.panel, "status", words.other_edition, " ", close);
  }

  /** Return the key of the sentence that says what is wrong, or undefined. */
  async #trouble(connected, ran) {
    if (!this.kernel || this.kernel.status === "dead") return ran ? "no_kernel" : undefined;
    if (!connected) return performance.now() - this.#away > (ran ? SHORT : OPENING) ? this.#ask() : undefined;
    if (this.#unfinished) return "no_answer";
    if (this.lost.length) return this.line?.trouble === "no_answer" ? "no_answer" : "restarted";
    if (this.confirmed.waiting() < SLOW) return undefined;
    if (this.confirmed.missed) {
      this.confirmed.lose();
      return "no_answer";
    }
    // The kernel is busy, or the connection is dead without knowing it, as after a sleep. The browser's others may be
    // dead like it, and then a question to the server finds no answer: so it is made anew before anything is asked.
    if (this.confirmed.silent() > SLOW) void this.#reconnect().catch(() => undefined);
    else if (this.confirmed.first) this.lab.nudge(this.lab, this.kernel, this.confirmed.first.header);
    return undefined;
  }

  #reconnect() {
    this.confirmed.listen(); // before it is heard, it would be made anew again and again
    return this.kernel.reconnect();
  }

  /** Ask the server what is wrong; nothing is where the connection came back over it. */
  async #ask() {
    const said = await this.lab.asked(this.lab, this.app.serviceManager, this.kernel);
    return this.lab.isConnected(this.kernel) ? undefined : said;
  }

  /** Set again what was entered meanwhile, and say what could not be. */
  async #takeOver() {
    const out = [];
    try {
      if (this.#was) for await (const entry of this.entered.setAgain(this.cells)) out.push(entry);
      else this.entered.clear();
      if (this.confirmed.reset && !this.confirmed.first) await this.entered.align(this.cells);
    } catch (error) {
      console.warn("kooperation:", error);
      this.confirmed.lose(); // what is kept stays kept, and the button comes back
      return;
    }
    const { words, inWords } = this.lab;
    const said = out.map((entry) => words.entry.replace("{name}", inWords(entry).name).replace("{value}", inWords(entry).value));
    if (this.confirmed.pressed) said.unshift(words.press_again);
    if (out.length) said.unshift(words.not_taken);
    if (this.#was && said.length) this.say(undefined, said);
    this.#was = false;
    this.confirmed.forget(this.cells.flatMap(this.lab.shown));
  }

  /** Connect or start the kernel, run the course's cells, and set again what was entered. */
  async restore() {
    this.restoring = true;
    const { trouble } = this.line;
    this.say(trouble, [this.lab.words.restoring]);
    try {
      await this.entered.keep(this.lab.isConnected(this.kernel) ? this.lost : this.cells);
      await this.lab.connect(this.lab, this.app.serviceManager, this.panel.sessionContext, trouble === "no_server");
      await this.#arrive();
      await this.entered.keep(this.lost, true); // also of a kernel that turned out to be gone
      this.#was = true;
      if (this.#unfinished || this.lost.length || !this.confirmed.states.size) await this.#run();
      this.line.dispose();
    } catch (error) {
      console.warn("kooperation:", error);
      this.say(trouble, [this.lab.words[trouble], this.lab.words.failed]);
    } finally {
      this.restoring = false;
    }
    await this.look();
  }

  /** Wait for what is on its way; if it went astray, none of the widgets can be trusted to send what follows. */
  async #arrive() {
    const { confirmed } = this;
    if (confirmed.first) this.lab.nudge(this.lab, this.kernel, confirmed.first.header);
    const end = performance.now() + SLOW;
    while (confirmed.first && !confirmed.missed && performance.now() < end) await this.lab.pause(50);
    if (confirmed.missed) confirmed.lose();
  }

  /** Run the course's cells; the connection is made anew where it falls silent over it. */
  async #run() {
    this.#unfinished = true;
    const notebook = this.lab.opened.get(this.panel);
    // What has not run here yet has to be ours; where something ran the learner saw to it.
    const ran = this.confirmed.states.size ? notebook.run() : notebook.runIfOurs();
    const done = ran.then(() => true);
    for (let tried = 0; !(await Promise.race([done, this.lab.pause(TICK)])); ) {
      if (this.confirmed.silent() < 2 * SLOW) continue;
      if (tried === 2) throw new Error("The kernel does not run the cells");
      tried += 1;
      await this.#reconnect();
    }
    this.#unfinished = false;
  }

  /** Say something above the notebook: what is wrong, with the button that mends it, or `sentences`. */
  say(trouble, sentences) {
    const { words, lineAbove, button } = this.lab;
    const said = sentences ?? [words[trouble], words.not_saved];
    if (this.line?.said === said.join(" ")) return;
    this.line?.dispose();
    const mend = button(words[trouble ? "restore" : "close"], () => (trouble ? void this.restore() : this.line?.dispose()));
    mend.disabled = this.restoring;
    const { commands } = this.app;
    const onHub = trouble === "no_server" && commands.hasCommand(START);
    const start = onHub ? [button(words.start_server, () => void commands.execute(START)), " "] : [];
    const line = lineAbove(this.lab, this.panel, trouble ? "alert" : "status", said.join(" "), " ", ...start, mend);
    Object.assign(line, { trouble, said: said.join(" ") });
    line.disposed.connect(() => {
      if (this.line === line) this.line = undefined;
    });
    this.line = line;
  }
}
