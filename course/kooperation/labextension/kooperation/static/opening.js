// Opening a notebook of the course: its cells run by themselves, the reader stays where they are, code is hidden.

const QUIET = "kooperation-quiet"; // on the notebook: code of the course's cells is hidden
const OWN = "kooperation-own"; // on a cell: the course's, as printed
const SHOWN = "kooperation-shown"; // on a cell: its code was asked for
const RUNS = "kooperation-runs"; // on the notebook: it runs by itself, nobody needs to be told how
const PREPARES = "kooperation-prepares"; // on the notebook: whether it runs by itself is being found out
const RAN = "kooperation-ran"; // on the notebook: it has
const KEYED = "kooperation-keyed"; // on the notebook: a key was pressed in it, so it must be seen where one is
const PLAIN = "jp-mod-minimal"; // a button without a frame
const SENTENCE_ALONE = /^"""[^"]*"""\s*;?\s*$/; // a test that says what it will look at, and does so after handing in

/**
 * The plug-in for `lab`: JupyterLab's modules, the course, and its words.
 * @param {any} lab
 */
export const plugin = (lab) => ({
  id: "kooperation:opening",
  autoStart: true,
  requires: [lab.INotebookTracker],
  optional: [lab.ISettingRegistry],
  activate: async (app, tracker, registry) => {
    const places = new lab.Places(); // before anything is opened
    const settings = await registry?.load("kooperation:opening").catch(() => undefined);
    const chosen = (key) => settings?.get(key).composite ?? true;
    const opens = (panel) => void open(lab, app, panel, chosen, places);
    tracker.widgetAdded.connect((_, panel) => opens(panel));
    tracker.forEach(opens);
  },
});

/** Prepare one notebook, and run it when it is seen: of a restored desk only what one looks at. */
async function open(lab, app, panel, chosen, places) {
  await panel.context.ready;
  const known = lab.course.at(panel.context.localPath);
  if (!known) return;
  const notebook = new OpenNotebook(lab, app, panel, known);
  lab.opened.set(panel, notebook);
  if (lab.site) panel.node.dataset.kooperationPath = panel.context.localPath; // there, no address says it (kit/away.js)
  if (chosen("hide")) notebook.hideCode();
  lab.keepTexts(panel.content, QUIET);
  if (known.slug) lab.saveInTime(panel);
  notebook.keepUnchanged();
  places.follow(panel);
  lab.reachWide(panel);
  panel[lab.Printing.symbol] = () => async () => window.print(); // JupyterLab would print it without widgets
  if (!chosen("run")) return;
  panel.content.addClass(PREPARES);
  const missing = await lab.kernelTrouble(lab, app.serviceManager, panel);
  if (missing) notebook.sayKernel(missing); // before JupyterLab asks for another, and says no reason
  await panel.revealed;
  await inSight(panel.node);
  if (panel.isDisposed) return;
  await notebook.runIfOurs().finally(() => panel.content.removeClass(PREPARES));
}

/** Wait until the node can be seen: `revealed` says only that it could. */
const inSight = (node) =>
  new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      resolve(undefined);
    });
    observer.observe(node);
  });

class OpenNotebook {
  lab;
  app;
  panel;
  known;
  failed; // the line that says that there is no fresh copy

  constructor(lab, app, panel, known) {
    Object.assign(this, { lab, app, panel, known });
    this.texts = new Set(known.cells);
    this.read = this.state();
  }

  get folder() {
    return this.panel.context.path.split("/").slice(0, -1).join("/");
  }

  get cells() {
    return this.panel.content.widgets.filter((cell) => cell.model.type === "code");
  }

  isOwn(cell) {
    return this.texts.has(cell.model.sharedModel.getSource());
  }

  /** Return the printed texts that are missing, and in a lecture the code cells that are not printed. */
  changed() {
    const there = this.cells.map((cell) => cell.model.sharedModel.getSource());
    const added = this.known.slug ? [] : there.filter((text) => !this.texts.has(text));
    return [...added, ...[...this.texts].filter((text) => !there.includes(text))];
  }

  /** Run the course's own cells unless something speaks against it: then that is said, and the learner decides. */
  async runIfOurs() {
    const { words } = this.lab;
    if (this.changed().length) return this.ask(words.changed, !this.known.slug);
    if (await this.isShadowed()) return this.ask(words.shadowed);
    await this.run();
  }

  /** Say whether code lies in the notebook's folder that would be imported in place of the course's. */
  async isShadowed() {
    const { lab, app, panel } = this;
    const list = async (/** @type {string} */ folder) => (await app.serviceManager.contents.get(folder, { content: true })).content;
    const inside = (/** @type {string} */ name) => list(`${this.folder}/${name}`).catch(() => []); // the kernel will say
    if (await lab.shadows(await list(this.folder), inside)) return true;
    if (lab.site) return false; // there, a list shows all
    await panel.sessionContext.ready;
    const { session } = panel.sessionContext;
    return Boolean(session?.kernel) && lab.hidesModules(session.kernel);
  }

  /** Run the course's own cells, and no other, without moving anything: focus, active cell and place stay. */
  async run() {
    const { sessionContext } = this.panel;
    await sessionContext.ready;
    if (!sessionContext.session?.kernel) {
      const { lab, app, panel } = this;
      return this.askForKernel(await lab.kernelTrouble(lab, app.serviceManager, panel, lab.words.no_kernel_yet));
    }
    this.header?.dispose();
    const { content } = this.panel;
    content.addClass(RUNS);
    const own = this.cells.filter((cell) => this.isOwn(cell));
    await Promise.all(own.map((cell) => this.lab.CodeCell.execute(cell, sessionContext)));
    if (own.some(this.lab.lacksCourse)) return this.askForKernel(this.lab.words.no_course);
    content.addClass(RAN);
  }

  /** Say above the notebook why it has not run, with a button that runs it, and for a lecture one for a fresh copy. */
  ask(text, copy = false) {
    const { lab, panel } = this;
    const run = lab.button(lab.words.run, () => this.runEverything(line));
    const beside = copy ? [document.createElement("br"), lab.words.fresh_beside, " ", lab.button(lab.words.fresh, () => this.openFresh())] : [];
    this.header?.dispose();
    const line = lab.lineAbove(lab, panel, "status", text, " ", run, ...beside);
    this.header = line;
  }

  /** Open a fresh copy of the lecture, which lies beside it. */
  async openFresh() {
    const { lab, app, panel } = this;
    try {
      const path = await lab.freshCopy(lab, app.serviceManager.contents, this.folder, this.known);
      await app.commands.execute("docmanager:open", { path });
    } catch (error) {
      console.warn("kooperation:", error);
      this.failed?.dispose();
      const close = lab.button(lab.words.close, () => this.failed?.dispose());
      this.failed = lab.lineAbove(lab, panel, "alert", lab.words.fresh_failed, " ", close);
    }
  }

  /** Say above the notebook, until it has another kernel, that it needs one, with a button to choose it. */
  sayKernel(text) {
    const { lab, app, panel } = this;
    const choose = lab.button(lab.words.choose_kernel, () => app.commands.execute("notebook:change-kernel"));
    const line = lab.lineAbove(lab, panel, "alert", text, " ", choose);
    const { kernelChanged } = panel.sessionContext;
    const end = (_, { newValue }) => newValue && line.dispose();
    kernelChanged.connect(end);
    line.disposed.connect(() => kernelChanged.disconnect(end));
  }

  /** Say that another kernel is needed; the notebook runs as soon as it has it. */
  askForKernel(text) {
    this.sayKernel(text);
    const { kernelChanged } = this.panel.sessionContext;
    const again = (_, { newValue }) => {
      if (!newValue) return;
      kernelChanged.disconnect(again);
      void this.runIfOurs();
    };
    kernelChanged.connect(again);
  }

  async runEverything(line) {
    line.dispose();
    await this.panel.sessionContext.ready;
    await this.lab.NotebookActions.runAll(this.panel.content, this.panel.sessionContext);
  }

  /** Hide the code of the course's cells; one button brings it back for all, one beside each cell for one. */
  hideCode() {
    const { content, toolbar } = this.panel;
    content.addClass(QUIET);
    content.node.addEventListener("keydown", () => content.addClass(KEYED), { once: true, capture: true });
    const mark = () => {
      for (const cell of this.cells) this.markCell(cell);
    };
    mark();
    content.model.cells.changed.connect(mark);
    const toggle = () => {
      const hidden = content.node.classList.toggle(QUIET);
      all.textContent = hidden ? this.lab.words.show_all : this.lab.words.hide_all;
      all.setAttribute("aria-pressed", String(!hidden));
    };
    const all = this.lab.button(this.lab.words.show_all, toggle, PLAIN);
    const holder = new this.lab.Widget({ node: document.createElement("div") });
    holder.addClass("kooperation-show-all");
    holder.node.append(all);
    toolbar.insertItem(10, "kooperation-code", holder);
  }

  markCell(cell) {
    const source = cell.model.sharedModel.getSource();
    const sentence = cell.model.getMetadata("nbgrader")?.locked && SENTENCE_ALONE.test(source);
    const own = this.isOwn(cell) || Boolean(sentence);
    cell.toggleClass(OWN, own);
    if (!own || cell.node.querySelector(".kooperation-show")) return;
    const show = this.lab.button("", () => label(cell.node.classList.toggle(SHOWN)), PLAIN);
    const label = (shown) => {
      const text = shown ? this.lab.words.hide : this.lab.words.show;
      show.title = text;
      show.setAttribute("aria-label", text);
      show.textContent = shown ? "‹ ›" : "‹/›";
    };
    show.classList.add("kooperation-show");
    label(false);
    cell.node.append(show);
  }

  /** What a learner could lose: every text, and the results of cells that are not the course's. */
  state() {
    const cells = this.panel.content.widgets.map(({ model }) => {
      const text = model.sharedModel.getSource();
      return [model.type, text, this.texts.has(text) ? null : model.executionCount];
    });
    return JSON.stringify(cells);
  }

  /** What runs by itself is no change: looking and closing asks nothing. */
  keepUnchanged() {
    const { context } = this.panel;
    const { model } = context;
    const clear = () => {
      if (model.dirty && this.state() === this.read) model.dirty = false;
    };
    context.saveState.connect((_, state) => {
      if (state.startsWith("completed")) this.read = this.state();
    });
    model.stateChanged.connect(clear);
    clear();
  }
}
