// A lecture as a page, for reading on a phone: JupyterLab shows one document alone (its simple mode, `/doc/tree/…`), and what
// stands around it goes.

const AROUND = ["jp-header-panel", "jp-top-panel", "jp-menu-panel", "jp-bottom-panel"];
const THIS_COMPUTER = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const MODE = "application:set-mode"; // JupyterLab's; it keeps the mode in the address
const ALONE = "single-document";

/**
 * The plug-in for `lab`: JupyterLab's modules, the course, and its words.
 * @param {any} lab
 */
export const plugin = (lab) => ({
  id: "kooperation:page",
  autoStart: true,
  requires: [lab.INotebookTracker],
  optional: [lab.ILabShell, lab.ILayoutRestorer],
  activate: (app, tracker, shell, restorer) => {
    if (!shell) return; // Notebook 7 is a page already
    const page = new Page(lab, app, tracker, shell, restorer);
    lab.pageLinks = () => [page.asPage, page.onPhone].filter(Boolean);
    shell.modeChanged.connect(() => page.update());
    shell.currentChanged.connect(() => page.update());
    void app.restored.then(() => page.update());
  },
});

class Page {
  constructor(lab, app, tracker, shell, restorer) {
    this.lab = lab;
    this.app = app;
    this.tracker = tracker;
    this.shell = shell;
    this.restorer = restorer;
    /** @type {any[]} */
    this.hidden = [];
    /** @type {any} */
    this.line = undefined;
    this.wasOpen = false; // the side bar, before
    this.asPage = lab.button(lab.words.as_page, () => void this.set(ALONE), "kooperation-plain");
    this.onPhone = this.code();
  }

  /** Return a fold with the page's address as a QR code; undefined where no phone could reach this computer. */
  code() {
    const { words, own } = this.lab;
    if (THIS_COMPUTER.test(location.hostname)) return undefined;
    const fold = document.createElement("details");
    const title = document.createElement("summary");
    title.textContent = words.on_phone;
    const picture = document.createElement("div");
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", words.on_phone_code);
    const note = document.createElement("p");
    note.textContent = words.on_phone_note;
    fold.append(title, picture, note);
    fold.className = "kooperation-phone";
    const draw = async () => {
      const path = this.tracker.currentWidget?.context.path;
      if (!fold.open || !path) return; // it is drawn once a notebook is there
      const { renderSVG } = await import(own("uqr.mjs"));
      picture.innerHTML = renderSVG(address(this.app.serviceManager.serverSettings, path), { border: 2 });
    };
    fold.addEventListener("toggle", draw);
    this.tracker.currentChanged.connect(draw);
    return fold;
  }

  async set(mode) {
    const { content, node, context } = this.tracker.currentWidget ?? {};
    const outer = node?.querySelector(".jp-WindowedPanel-outer");
    const place = outer && this.lab.placeIn(content, outer);
    if (mode === ALONE) this.wasOpen = !this.shell.leftCollapsed;
    const isDeferred = this.restorer?.isDeferred;
    await this.app.commands.execute(MODE, { mode });
    if (mode !== ALONE && context) {
      if (isDeferred) await next(this.shell.currentChanged); // after a reload JupyterLab lays out, a little later, what was open before the page: without this lecture
      await this.app.commands.execute("docmanager:open", { path: context.path });
      if (this.wasOpen && !this.lab.isNarrow()) this.shell.expandLeft();
    }
    this.update();
    if (place) requestAnimationFrame(() => this.lab.goTo(content, outer, place)); // what is taken out of the page and put in again is at its top
  }

  /** Hide what stands around a notebook of the course in simple mode; show it again anywhere else. */
  update() {
    const panel = this.tracker.currentWidget;
    const isOurs = panel && panel === this.shell.currentWidget && this.lab.course.at(panel.context.localPath);
    for (const widget of this.hidden) if (!widget.isDisposed) widget.show();
    this.hidden = [];
    this.line?.dispose();
    this.line = undefined;
    document.body.classList.toggle("kooperation-alone", Boolean(isOurs) && this.shell.mode === ALONE);
    if (!isOurs || this.shell.mode !== ALONE) return;
    this.shell.collapseLeft();
    this.shell.collapseRight();
    this.hidden = [...around(this.shell), panel.toolbar].filter((widget) => !widget.isHidden);
    for (const widget of this.hidden) widget.hide();
    const back = this.lab.button(this.lab.words.as_lab, () => void this.set("multiple-document"), "kooperation-plain");
    this.line = this.lab.lineAbove(this.lab, panel, "navigation", back);
    this.line.addClass("kooperation-alone-line");
    queueMicrotask(() => inAddress(panel.context.localPath)); // once JupyterLab has written its own
  }
}

const PATIENCE = 3000; // ms

/** Resolve when *signal* comes, or when it is not to be expected any more. */
const next = (/** @type {any} */ signal) => new Promise((resolve) => {
  const come = () => {
    signal.disconnect(come);
    resolve(undefined);
  };
  signal.connect(come);
  setTimeout(come, PATIENCE);
});

/** Have the address of the page say which notebook it shows: where a layout was restored, JupyterLab's names the folder, and loaded again it shows no notebook. */
function inAddress(path) {
  const [, page] = location.pathname.match(/^(.*\/doc(?:\/workspaces\/[^/]+)?)(?:\/tree\/.*)?$/) ?? [];
  if (page) history.replaceState(history.state, "", `${page}/tree/${encoded(path)}${location.search}${location.hash}`);
}

const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");

/** Return where *path* is read as a page; the token, where there is one, is what lets one in. */
function address({ baseUrl, token }, path) {
  const at = new URL(`doc/tree/${encoded(path)}`, baseUrl);
  if (token) at.searchParams.set("token", token);
  return at.href;
}

/** Return the parts of JupyterLab's frame: bars above and below, and the narrow ones at both sides. */
function around(shell) {
  const found = [];
  const look = (/** @type {any} */ widget) => {
    if (AROUND.includes(widget.id) || widget.hasClass("jp-SideBar")) found.push(widget);
    else for (const inner of widget.layout ?? []) look(inner);
  };
  for (const widget of shell.layout) if (widget.id !== "jp-main-dock-panel") look(widget);
  return found;
}
