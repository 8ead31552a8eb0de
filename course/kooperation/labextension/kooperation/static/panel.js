// The course in the left side bar: lectures and assignments in order, what is done, where one stopped.

const ID = "kooperation-panel";
const HELP = "course/hilfe.md";
const ABOVE = "../../"; // from the lectures to the course's folder
const LOOK_AGAIN = 4000; // ms: the record is written by kernels, and nobody tells us
const GIVEN_UP = 30_000; // ms: a look that gets no answer; more of them would only take connections away

/**
 * The plug-in for `lab`: JupyterLab's modules, the course, and its words.
 * @param {any} lab
 */
export const plugin = (lab) => ({
  id: "kooperation:panel",
  autoStart: true,
  requires: [lab.INotebookTracker],
  optional: [lab.ILabShell, lab.IStateDB],
  activate: (app, tracker, shell, memory) => {
    if (!shell) return; // Notebook 7, which has no side bar
    const panel = new Panel(lab, app, tracker);
    shell.add(panel.widget, "left", { rank: 0 });
    void app.restored.then(async () => {
      if (lab.isNarrow()) shell.collapseLeft();
      else shell.activateById(ID);
      await leadBack(lab, app, shell, memory);
      remember(lab, shell, memory);
      lab.closesItself(shell);
    });
  },
});

// Where one stopped ---------------------------------------------------------------------------------

const STOPPED = "kooperation:stopped";

/** Whoever opens the course at its beginning goes on where they stopped. */
async function leadBack(lab, app, shell, memory) {
  const stopped = (await memory?.fetch(STOPPED))?.path;
  const first = lab.course.lectures[0];
  const path = shell.currentWidget?.context?.localPath;
  if (stopped && path && path !== stopped && lab.course.at(path) === first && lab.course.at(stopped)) {
    await app.commands.execute("docmanager:open", { path: stopped }).catch(() => undefined); // it may be gone
  }
}

function remember(lab, shell, memory) {
  const keep = () => {
    const path = shell.currentWidget?.context?.localPath;
    if (path && lab.course.at(path)) void memory?.save(STOPPED, { path });
  };
  shell.currentChanged.connect(keep);
  keep();
}

// The panel -----------------------------------------------------------------------------------------

class Panel {
  constructor(lab, app, tracker) {
    this.lab = lab;
    this.app = app;
    this.tracker = tracker;
    this.before = "";
    /** @type {number | undefined} */
    this.looking = undefined; // since when
    /** @type {string | null | undefined} */
    this.here = undefined; // the entry that was last scrolled to
    this.files = new lab.CourseFiles(app.serviceManager.contents, () => this.above, Boolean(lab.site));
    this.state = lab.stateButtons(lab, app, tracker, this.files);
    const { Widget } = lab;
    this.widget = new Widget({ node: document.createElement("nav") });
    this.widget.id = ID;
    this.widget.addClass("kooperation-course");
    this.widget.title.label = lab.words.course;
    this.widget.title.caption = lab.words.course_caption;
    this.widget.node.setAttribute("aria-label", lab.words.course_caption);
    this.widget.onAfterShow = () => void this.update();
    tracker.currentChanged.connect(() => void this.update());
    this.widget.node.addEventListener("click", (event) => this.follow(event));
    document.addEventListener("click", (event) => this.read(event));
    setInterval(() => {
      if (performance.now() - (this.looking ?? -GIVEN_UP) >= GIVEN_UP) void this.update();
    }, LOOK_AGAIN);
    void this.update();
  }

  /** The folders above the course, as the open notebook has them: "" or "kurs/". */
  get above() {
    const path = this.tracker.currentWidget?.context.localPath ?? asked();
    if (this.lab.course.at(path)) this.known = path.split("/").slice(0, -3).map((part) => `${part}/`).join("");
    return this.known ?? "";
  }

  async update() {
    if (document.hidden || !this.widget.isVisible) return;
    const since = performance.now();
    this.looking = since;
    try {
      await this.look();
    } finally {
      if (this.looking === since) this.looking = undefined;
    }
  }

  async look() {
    const { lectures, assignments } = this.lab.course;
    const work = await this.files.list("meine_aufgaben");
    const at = (slug) => work.find((folder) => folder.name === slug)?.last_modified;
    const folder = await this.files.folder(this.lectures, { content: false });
    // The course's server says whether there is a record; to ask for one that is not there would fill logs.
    const learned = folder?.record === false ? {} : await this.files.answers(this.files.record(this.lectures), folder?.last_modified);
    const sheets = await Promise.all(
      assignments.map(({ slug }) => this.files.answers(`${this.above}meine_aufgaben/${slug}/${slug}.answers.json`, at(slug))),
    );
    const due = await this.files.deadlines();
    const packed = await Promise.all(assignments.map(({ slug }) => this.files.isPacked(slug, at(slug))));
    const rows = lectures.flatMap((lecture) => [
      this.lectureRow(lecture, learned),
      ...assignments.flatMap((task, index) => (task.lecture === lecture.number ? [this.taskRow(task, at(task.slug), sheets[index], packed[index], due[task.slug])] : [])),
    ]);
    const list = document.createElement("ol");
    list.append(...rows);
    if (list.outerHTML === this.before) return;
    this.before = list.outerHTML;
    const focused = this.widget.node.contains(document.activeElement) && document.activeElement?.getAttribute("href");
    const heading = document.createElement("h2");
    heading.textContent = this.lab.words.course;
    const help = document.createElement("a");
    help.href = HELP;
    help.textContent = this.lab.words.help;
    this.widget.node.replaceChildren(heading, list, help, ...this.lab.pageLinks(), this.state);
    const here = list.querySelector("[aria-current]");
    if (here?.getAttribute("href") !== this.here) here?.closest("li")?.scrollIntoView({ block: "nearest" });
    this.here = here?.getAttribute("href");
    if (focused) [...this.widget.node.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
  }

  get lectures() {
    return `${this.above}course/lectures`;
  }

  lectureRow(lecture, learned) {
    const { words } = this.lab;
    const rounds = learned[lecture.quiz];
    const answered = Array.isArray(rounds) ? rounds.flatMap((round) => Object.keys(round?.answers ?? {})) : [];
    const asked = lecture.questions.filter((key) => answered.includes(key)).length;
    const given = lecture.predictions.filter((key) => key in learned).length;
    const done = [];
    if (given) done.push(filled(words.predictions, { given, all: lecture.predictions.length }));
    if (asked) done.push(filled(words.quiz, { given: asked, all: lecture.questions.length }));
    const all = asked === lecture.questions.length && given === lecture.predictions.length;
    return this.row(`course/lectures/${lecture.file}`, `${lecture.number} ${lecture.title}`, lecture.minutes, done, all);
  }

  /** What stands in fields can be counted; a function in a cell cannot, so only who has packed is through. */
  taskRow(task, laidOut, sheet, isPacked, due) {
    const { words } = this.lab;
    const given = task.fields.filter((key) => key in sheet).length;
    const done = due ? [filled(words.due, { when: due })] : [];
    if (given) done.push(filled(words.answers, { given, all: task.fields.length }));
    if (isPacked) done.push(words.packed);
    const row = this.row(
      `meine_aufgaben/${task.slug}/${task.slug}.ipynb`,
      filled(words.assignment, { title: task.title }), task.minutes, done, isPacked,
    );
    row.classList.add("kooperation-task");
    const isHere = row.querySelector("[aria-current]"); // who writes a function answers in no field
    if (laidOut && (isHere || given || isPacked)) {
      const link = document.createElement("a");
      link.href = `meine_aufgaben/${task.slug}/${task.slug}.ipynb#${this.lab.course.packing}`;
      link.textContent = words.pack;
      row.querySelector("small")?.append(link);
    }
    return row;
  }

  row(path, title, minutes, done, all) {
    const { words } = this.lab;
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = path;
    link.textContent = title;
    const at = this.lab.course.at(this.tracker.currentWidget?.context.localPath ?? "");
    if (at && at === this.lab.course.at(path)) link.setAttribute("aria-current", "page");
    const small = document.createElement("small");
    small.textContent = [filled(words.minutes, { minutes }), ...done].join(" · ") + (all ? ` ${words.all}` : "");
    row.append(link, small);
    return row;
  }

  async follow(event) {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    await this.open(link.getAttribute("href"));
  }

  /** Open what *href*, seen from the course's folder, leads to; an assignment that is missing is laid out. */
  async open(href) {
    const [path, section] = href.split("#");
    try {
      await this.files.complete(path);
    } catch (error) {
      console.warn("kooperation:", error);
      const { showDialog, Dialog, words } = this.lab;
      const buttons = [Dialog.okButton({ label: words.close })];
      await showDialog({ title: words.not_laid_out_title, body: words.not_laid_out, buttons });
      return;
    }
    const read = path === HELP ? { factory: "Markdown Preview" } : {}; // to read, not to edit
    const panel = await this.app.commands.execute("docmanager:open", { path: this.above + path, ...read });
    if (section && panel) await reach(panel, section);
    if (this.lab.isNarrow()) this.app.shell.collapseLeft(); // also where one is there already
    void this.update();
  }

  /** Open the notebook to which a card of a lecture leads; within a notebook the kit leads there. */
  async read(event) {
    const link = event.target instanceof Element && event.target.closest("a.kooperation-read");
    if (!link) return;
    const href = link.getAttribute("href");
    if (this.lab.course.at(this.tracker.currentWidget?.context.localPath ?? "")?.file === href.split("#")[0]) return;
    event.preventDefault();
    await this.open(href.startsWith(ABOVE) ? href.slice(ABOVE.length) : `course/lectures/${href}`);
  }
}

/** Bring a section of a notebook into view; JupyterLab does not while cells are still being attached. */
async function reach(panel, section) {
  const heading = () => panel.node.querySelector(`[data-jupyter-id="${CSS.escape(section)}"]`);
  const go = async () => {
    // What comes into view on the way gets its height only then, and moves what is below it.
    for (let tries = 0, before; tries < 20 && heading() && before !== heading().getBoundingClientRect().top; tries++) {
      before = heading().getBoundingClientRect().top;
      heading().scrollIntoView();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  if (await until(heading)) await go();
  await until(() => panel.content.node.classList.contains("kooperation-ran")); // what grows above it moves it
  await go();
}

/** Return what *find* finds, as soon as it does; it is tried for half a minute. */
async function until(find) {
  for (let tries = 0; tries < 150; tries++) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return undefined;
}

/** Return the path with which the page was opened: at first no notebook is open yet. */
function asked() {
  const told = document.getElementById("jupyter-config-data")?.textContent;
  return told ? (JSON.parse(told).treePath ?? "") : "";
}

/** Return a text with values at its {places}. */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
