// What a learner has done, as one file to take along: answers, the learner's record, notebooks that were changed.
//
// Only files of the course's kinds and places are read from such a file: nothing in it can become a module that a
// notebook would import. Results of cells stay behind; they come again by running.

const FORMAT = "kooperation-stand";
const RECORD = "course/lectures/lernstand.json";
const OF_THE_COURSE = /^(course\/lectures\/(lernstand\.json|[\w-]+\.ipynb)|meine_aufgaben\/\w+\/[\w-]+(\.answers\.json|\.ipynb))$/;
const LARGEST = 20_000_000; // bytes

/** Return what is in a file that `stateFile` made; throws SyntaxError for any other. */
export function readState(/** @type {string} */ text) {
  const found = text.length > LARGEST ? undefined : JSON.parse(text);
  const files = found?.format === FORMAT && typeof found.files === "object" ? Object.entries(found.files ?? {}) : [];
  const isRecord = (found) => typeof found === "object" && found !== null && !Array.isArray(found);
  const isWhole = ([path, content]) =>
    OF_THE_COURSE.test(path) && (path.endsWith(".ipynb") ? Array.isArray(content?.cells) : isRecord(content?.answers));
  if (!files.length || !files.every(isWhole)) throw new SyntaxError("Not a state of the course");
  return { saved: new Date(found.saved), files };
}

/** What of the course's files below `files.above` is a learner's own. */
export class StateFile {
  lab;
  app;
  files;

  constructor(lab, app, files) {
    Object.assign(this, { lab, app, files });
  }

  get contents() {
    return this.files.contents;
  }

  /** Return all that is the learner's own as one text; "" where nothing is. */
  async written() {
    await this.app.commands.execute("docmanager:save-all");
    const own = {};
    for (const path of await this.paths()) {
      const content = path.endsWith(".ipynb") ? await this.changed(path) : await this.answers(path);
      if (content) own[path] = content;
    }
    if (!Object.keys(own).length) return "";
    return `${JSON.stringify({ format: FORMAT, saved: new Date().toISOString(), files: own }, undefined, 1)}\n`;
  }

  /** Return the paths of files that may be a learner's own. */
  async paths() {
    const listed = async (/** @type {string} */ folder) => (await this.files.list(folder)).map(({ name }) => `${folder}/${name}`);
    const tasks = await listed("meine_aufgaben");
    const inside = await Promise.all(tasks.map(listed));
    const lectures = await this.files.folder(`${this.files.above}course/lectures`, { content: false });
    const record = lectures?.record === false ? [] : [RECORD]; // no list shows it (`desk/lab.py`)
    const all = [...record, ...(await listed("course/lectures")), ...inside.flat()];
    return [...new Set(all)].filter((path) => OF_THE_COURSE.test(path));
  }

  async answers(/** @type {string} */ path) {
    const file = await this.contents.get(this.files.above + path, { type: "file", format: "text", content: true }).catch(() => undefined);
    try {
      return file && JSON.parse(file.content);
    } catch (error) {
      console.warn(`kooperation: ${path} is damaged and stays here`, error); // its widgets say so in words
      return undefined;
    }
  }

  /** Return a notebook without the results of its cells, if its texts are not the printed ones. */
  async changed(/** @type {string} */ path) {
    const { content } = await this.contents.get(this.files.above + path, { type: "notebook", content: true });
    const printed = await this.printed(path);
    if (printed && this.lab.texts(printed) === this.lab.texts(content)) return undefined;
    const cells = content.cells.map((cell) => (cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : cell));
    return { ...content, cells };
  }

  /** Return a notebook as the course gives it out; undefined for one that it does not. */
  async printed(/** @type {string} */ path) {
    const { own, site } = this.lab;
    const [folder, slug, name] = path.split("/");
    if (folder === "course") {
      const answer = await fetch(own(`lectures/${name.replace(".ipynb", ".json")}`));
      return answer.ok ? answer.json() : undefined;
    }
    if (site) {
      const answer = await fetch(`${site}files/${path}`);
      return answer.ok ? answer.json() : undefined;
    }
    return (await this.files.found(`${this.files.above}release/${slug}/${name}`, { content: true }))?.content;
  }

  /** Put what was read in the place of what is here. */
  async put(/** @type {[string, any][]} */ read) {
    for (const [path, content] of read) {
      const parts = path.split("/").slice(0, -1);
      for (const depth of parts.keys()) await this.require(this.files.above + parts.slice(0, depth + 1).join("/"));
      const isNotebook = path.endsWith(".ipynb");
      const model = isNotebook ? { type: "notebook", format: "json", content } : { type: "file", format: "text", content: JSON.stringify(content, undefined, 1) };
      await this.contents.save(this.files.above + path, model);
    }
  }

  async require(/** @type {string} */ folder) {
    const there = await this.contents.get(folder, { content: false }).catch(() => undefined);
    if (!there) await this.contents.save(folder, { type: "directory" });
  }
}

/** Have the browser store a text as a file. */
export function download(/** @type {string} */ name, /** @type {string} */ href) {
  const link = Object.assign(document.createElement("a"), { download: name, href });
  document.body.append(link);
  link.click();
  link.remove();
}

/** Return the text of a file that the learner chooses; the promise stays open where none is chosen. */
export const chosenText = () =>
  new Promise((resolve, reject) => {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: ".json,application/json" });
    input.addEventListener("change", () => input.files?.[0]?.text().then(resolve, reject));
    input.click();
  });
