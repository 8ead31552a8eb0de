// The course in the left side bar: lectures and assignments in order, what is done, where one stopped.

const ID = "kooperation-panel";
const NARROW = 900; // px of the window: below, the side bar would leave nothing for the notebook
const HELP = "course/hilfe.md";
const HIDDEN = "lernstand.json"; // no list shows it (`desk/lab.py`)
const LOOK_AGAIN = 4000; // ms: the record is written by kernels, and nobody tells us
const LARGEST = 1_000_000; // bytes of a file with answers (`base/answers_file.py`)
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
      if (window.innerWidth < NARROW) shell.collapseLeft();
      else shell.activateById(ID);
      await leadBack(lab, app, shell, memory);
      remember(lab, shell, memory);
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
    this.seen = new Map();
    this.archives = new Map();
    const { Widget } = lab;
    this.widget = new Widget({ node: document.createElement("nav") });
    this.widget.id = ID;
    this.widget.addClass("kooperation-course");
    this.widget.title.label = lab.words.course;
    this.widget.title.caption = lab.words.course_caption;
    this.widget.node.setAttribute("aria-label", lab.words.course_caption);
    tracker.currentChanged.connect(() => void this.update());
    this.widget.node.addEventListener("click", (event) => this.follow(event));
    setInterval(() => {
      if (performance.now() - (this.looking ?? -GIVEN_UP) >= GIVEN_UP) void this.update();
    }, LOOK_AGAIN);
    void this.update();
  }

  get contents() {
    return this.app.serviceManager.contents;
  }

  /** The folders above the course, as the open notebook has them: "" or "kurs/". */
  get above() {
    const path = this.tracker.currentWidget?.context.localPath ?? "";
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
    const work = await this.list("meine_aufgaben");
    const at = (slug) => work.find((folder) => folder.name === slug)?.last_modified;
    const folder = await this.contents.get(this.lectures, { content: false }).catch(() => undefined);
    const learned = await this.answers(`${this.lectures}/${HIDDEN}`, folder?.last_modified);
    const sheets = await Promise.all(
      assignments.map(({ slug }) => this.answers(`${this.above}meine_aufgaben/${slug}/${slug}.answers.json`, at(slug))),
    );
    const packed = await Promise.all(assignments.map(({ slug }) => this.isPacked(slug, at(slug))));
    const rows = lectures.flatMap((lecture) => [
      this.lectureRow(lecture, learned),
      ...assignments.flatMap((task, index) => (task.lecture === lecture.number ? [this.taskRow(task, sheets[index], packed[index])] : [])),
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
    this.widget.node.replaceChildren(heading, list, help);
    const here = list.querySelector("[aria-current]");
    if (here?.getAttribute("href") !== this.here) here?.scrollIntoView({ block: "nearest" });
    this.here = here?.getAttribute("href");
    if (focused) [...this.widget.node.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
  }

  get lectures() {
    return `${this.above}course/lectures`;
  }

  /** Return what lies in a folder of the course. One that is missing is asked for once: each time would fill logs. */
  async list(folder) {
    const path = this.above + folder;
    if (this.missing === path) return [];
    const found = await this.contents.get(path).catch(() => undefined);
    if (!found) this.missing = path;
    return found?.content ?? [];
  }

  /**
   * Return the answers in a file that a kernel wrote; none if there is none, or it cannot be read.
   * A kernel replaces the file, so that its folder has another time then: only then it is read again.
   */
  async answers(path, changed) {
    const last = this.seen.get(path);
    if (!changed || last?.changed === changed) return last?.answers ?? {};
    let answers = {};
    const [name, ...above] = path.split("/").reverse();
    const folder = await this.contents.get(above.reverse().join("/")).catch(() => undefined);
    const there = name === HIDDEN || folder?.content.some((file) => file.name === name);
    try {
      const size = there && (await this.contents.get(path, { content: false })).size;
      if (size <= LARGEST) {
        const file = await this.contents.get(path, { type: "file", format: "text", content: true });
        const found = JSON.parse(file.content)?.answers;
        if (typeof found === "object") answers = found ?? {};
      }
    } catch (error) {
      // Not there yet, or broken: the widgets say so in words, here nothing is done.
      if (error instanceof SyntaxError) console.warn(`kooperation: ${path} is no JSON`, error);
    }
    this.seen.set(path, { changed, answers });
    return answers;
  }

  /** Say whether an assignment's file to hand in lies in its folder; a folder that has not changed is not asked again. */
  async isPacked(slug, changed) {
    const last = this.archives.get(slug);
    if (!changed || last?.changed === changed) return last?.packed ?? false;
    const folder = await this.contents.get(`${this.above}meine_aufgaben/${slug}`).catch(() => undefined);
    const packed = Boolean(folder?.content.some(({ name }) => name === `${slug}.zip`));
    this.archives.set(slug, { changed, packed });
    return packed;
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
  taskRow(task, sheet, isPacked) {
    const { words } = this.lab;
    const given = task.fields.filter((key) => key in sheet).length;
    const done = given ? [filled(words.answers, { given, all: task.fields.length })] : [];
    if (isPacked) done.push(words.packed);
    const row = this.row(
      `meine_aufgaben/${task.slug}/${task.slug}.ipynb`,
      filled(words.assignment, { title: task.title }), task.minutes, done, isPacked,
    );
    row.classList.add("kooperation-task");
    if (given) {
      const link = document.createElement("a");
      link.href = `meine_aufgaben/${task.slug}/${task.slug}.ipynb#${this.lab.course.packing}`;
      link.textContent = words.pack;
      row.querySelector("small")?.append(" · ", link);
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
    const [path, section] = link.getAttribute("href").split("#");
    try {
      await this.complete(path);
    } catch (error) {
      console.warn("kooperation:", error);
      const { showDialog, Dialog, words } = this.lab;
      const buttons = [Dialog.okButton({ label: words.close })];
      await showDialog({ title: words.not_laid_out_title, body: words.not_laid_out, buttons });
      return;
    }
    const read = path === HELP ? { factory: "Markdown Preview" } : {}; // to read, not to edit
    const panel = await this.app.commands.execute("docmanager:open", { path: this.above + path, ...read });
    if (section) await panel?.setFragment(`#${section}`);
    if (window.innerWidth < NARROW) this.app.shell.collapseLeft();
    void this.update();
  }

  /** Return a file; undefined if the server says that there is none. No answer says nothing: work may be there. */
  async found(path, options) {
    try {
      return await this.contents.get(path, options);
    } catch (/** @type {any} */ error) {
      if (error.response?.status === 404) return undefined;
      throw error;
    }
  }

  /** Lay an assignment out that is not there (or not whole); what is there is never touched. */
  async complete(path) {
    const [folder, slug] = path.split("/");
    if (folder !== "meine_aufgaben") return;
    const target = this.above + path;
    if (await this.found(target, { content: false })) return;
    const released = await this.found(`${this.above}release/${slug}/${slug}.ipynb`);
    if (!released) return;
    for (const at of [folder, `${folder}/${slug}`]) await this.contents.save(this.above + at, { type: "directory" });
    this.missing = undefined;
    await this.contents.save(target, { type: "notebook", format: "json", content: released.content });
  }
}

/** Return a text with values at its {places}. */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
