// The course in the browser alone (`kooperation site`): a kernel by the name that notebooks ask for, what the page tells
// of itself, what is going on while Python comes, and what the service worker keeps for the next time.

const CLOSED = "kooperation-site-closed"; // in the browser's storage: the line was read
const PYODIDE = "@jupyterlite/pyodide-kernel-extension:kernel";
const OURS = "python3"; // as in the notebooks
const RUNTIME_FILES = 5; // beside the packages
const LATER = 10_000; // ms after Python has come, when nothing waits for the network any more

/**
 * The plug-in for `lab`: JupyterLab's modules, JupyterLite's, the course, and its words.
 * @param {any} lab
 */
export const plugin = (lab) => ({
  id: "kooperation:site",
  autoStart: true,
  requires: [lab.INotebookTracker, lab.IKernelSpecs],
  activate: (app, tracker, kernels) => {
    performance.setResourceTimingBufferSize(2000);
    kernels.register({
      spec: { name: OURS, display_name: "Python", language: "python", argv: [], resources: {} },
      create: (options) => kernels.factories.get("python")(options),
    });
    tellOfItself(lab, app);
    keepPanel(lab, app);
    const keep = onceKept(lab);
    const watch = async (panel) => {
      await panel.context.ready;
      if (lab.course.at(panel.context.localPath)) new Progress(lab, panel, keep);
    };
    tracker.widgetAdded.connect((_, panel) => void watch(panel));
    tracker.forEach((panel) => void watch(panel));
  },
});

// What is kept, and what needs more -------------------------------------------------------------------

/** Say at the top of the page, until it is closed, what this edition does and does not do. */
function tellOfItself(lab, app) {
  const { words, button, Widget } = lab;
  const storing = Boolean(navigator.serviceWorker); // none in private windows of some browsers, and without HTTPS
  if (storing && localStorage.getItem(CLOSED)) return;
  const line = new Widget({ node: document.createElement("aside") });
  line.id = CLOSED;
  line.addClass("kooperation-line");
  const text = document.createElement("div");
  text.setAttribute("role", storing ? "note" : "alert");
  const close = button(words.close, () => {
    localStorage.setItem(CLOSED, "1");
    line.dispose();
  });
  text.append(storing ? words.site : words.site_forgets, " ", close);
  line.node.append(text);
  app.shell.add(line, "header");
  const sizes = new ResizeObserver(() => {
    line.node.style.minHeight = `${text.offsetHeight}px`;
    line.parent?.fit();
  });
  sizes.observe(text);
  line.disposed.connect(() => sizes.disconnect());
}

/** JupyterLite shows the folder of the notebook that it opens first, in the place of the course's list. */
function keepPanel(lab, { commands, shell }) {
  const back = async (_, { id, result }) => {
    if (id !== "docmanager:show-in-file-browser") return;
    commands.commandExecuted.disconnect(back);
    await result;
    if (lab.isNarrow()) shell.collapseLeft();
    else shell.activateById("kooperation-panel");
  };
  commands.commandExecuted.connect(back);
}

// While Python comes ----------------------------------------------------------------------------------

class Progress {
  lab;
  panel;
  keep;

  constructor(lab, panel, keep) {
    Object.assign(this, { lab, panel, keep });
    this.loaded = new Set();
    this.all = packages(lab).length + RUNTIME_FILES;
    this.text = document.createElement("span");
    this.line = lab.lineAbove(lab, panel, "status", this.text);
    const hear = ({ data }) => {
      if (data?.loaded) this.loaded.add(data.loaded);
      this.say();
    };
    navigator.serviceWorker?.addEventListener("message", hear);
    panel.sessionContext.statusChanged.connect(this.say, this);
    this.marks = new MutationObserver(() => this.say());
    this.marks.observe(panel.content.node, { attributeFilter: ["class"] });
    this.line.disposed.connect(() => {
      navigator.serviceWorker?.removeEventListener("message", hear);
      panel.sessionContext.statusChanged.disconnect(this.say, this);
      this.marks.disconnect();
    });
    this.say();
  }

  say() {
    const { lab, panel, line, loaded, all } = this;
    const { classList } = panel.content.node;
    const status = panel.sessionContext.session?.kernel?.status;
    const has = (/** @type {string} */ name) => classList.contains(`kooperation-${name}`);
    if (has("ran") || (status === "idle" && !has("prepares") && !has("runs"))) {
      line.dispose();
      this.keep();
      return;
    }
    const said =
      status === "idle" || status === "busy" ? lab.words.site_sets_up
      : loaded.size < all ? lab.words.site_loads.replace("{done}", String(loaded.size)).replace("{all}", String(all))
      : lab.words.site_starts;
    if (this.text.textContent !== said) this.text.textContent = said;
  }
}

/** Return the names of the packages that are loaded with the kernel. */
function packages({ PageConfig }) {
  const settings = JSON.parse(PageConfig.getOption("litePluginSettings") || "{}");
  return settings[PYODIDE]?.loadPyodideOptions?.packages ?? [];
}

// For the next time -----------------------------------------------------------------------------------

/** Return what has the service worker keep, once, what this page has loaded and all notebooks. */
function onceKept(lab) {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    setTimeout(() => void keepAll(lab).catch((error) => console.warn("kooperation:", error)), LATER);
  };
}

async function keepAll({ PageConfig, course, words }) {
  const { active } = (await navigator.serviceWorker?.ready) ?? {};
  if (!active) return;
  // JupyterLite would else take its worker for an old one at the next visit, and get it anew: not without a network.
  localStorage.setItem(`${active.scriptURL}-version`, PageConfig.getOption("appVersion"));
  const base = new URL(PageConfig.getBaseUrl(), location.href).href;
  const notebooks = [
    ...course.lectures.map(({ file }) => `course/lectures/${file}`),
    ...course.assignments.map(({ slug }) => `meine_aufgaben/${slug}/${slug}.ipynb`),
  ];
  const folders = new Set(notebooks.flatMap((path) => path.split("/").map((_, depth, parts) => parts.slice(0, depth).join("/"))));
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const urls = [
    ...[base, location.href.split(/[?#]/)[0]],
    ...loaded.filter((url) => url.startsWith(base) && !/\/api\/(drive|stdin|service-worker)/.test(url)),
    ...notebooks.map((path) => `${base}files/${path}`),
    ...[...folders].map((folder) => `${base}api/contents/${folder ? `${folder}/` : ""}all.json`),
  ];
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    const about = document.querySelector(".kooperation-state small");
    if (data?.kept && about) about.textContent = `${words.state_here} ${words.site_kept}`;
  });
  active.postMessage({ keep: [...new Set(urls)] });
}
