// What the panel asks the server for: folders, answers that kernels wrote, dates; and assignments that it lays out.

const HIDDEN = "lernstand.json"; // no list shows it (`desk/server_settings.json`)
const DEADLINES = "termine.toml"; // as lecturers write it (`assignments/deadlines.py`)
const LARGEST = 1_000_000; // bytes of a file with answers (`base/answers_file.py`)

/** The files of the course below a folder that may change: the open notebook says where the course lies. */
export class CourseFiles {
  /**
   * @param {any} contents
   * @param {() => string} above
   * @param {boolean} near whether they lie in the browser: asking costs nothing, and folders tell no time
   */
  constructor(contents, above, near) {
    this.contents = contents;
    this.where = above;
    this.near = near;
    this.missing = new Set();
    this.seen = new Map();
    this.archives = new Map();
    /** @type {{ changed: string, due: Record<string, string> } | undefined} */
    this.terms = undefined;
  }

  get above() {
    return this.where();
  }

  record(lectures) {
    return `${lectures}/${HIDDEN}`;
  }

  /** Return what lies in a folder of the course. */
  async list(folder) {
    return (await this.folder(this.above + folder, { content: true }))?.content ?? [];
  }

  /** Return a folder, or undefined. One that is missing is asked for once: each time would fill logs. */
  async folder(path, options) {
    if (this.missing.has(path)) return undefined;
    const found = await this.contents.get(path, options).catch(() => undefined);
    if (!found) this.missing.add(path);
    return found;
  }

  /**
   * Return the answers in a file that a kernel wrote; none if there is none, or it cannot be read.
   * A kernel replaces the file, so that its folder has another time then: only then it is read again.
   */
  async answers(path, changed) {
    const last = this.near ? undefined : this.seen.get(path);
    if (!changed || last?.changed === changed) return last?.answers ?? {};
    let answers = {};
    const [name, ...above] = path.split("/").reverse();
    const folder = await this.contents.get(above.reverse().join("/"), { content: true }).catch(() => undefined);
    const there = name === HIDDEN || folder?.content.some((file) => file.name === name);
    try {
      if (there && (await this.contents.get(path, { content: false })).size <= LARGEST) {
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
    const last = this.near ? undefined : this.archives.get(slug);
    if (!changed || last?.changed === changed) return last?.packed ?? false;
    const folder = await this.contents.get(`${this.above}meine_aufgaben/${slug}`, { content: true }).catch(() => undefined);
    const packed = Boolean(folder?.content.some(({ name }) => name === `${slug}.zip`));
    this.archives.set(slug, { changed, packed });
    return packed;
  }

  /** Return until when each assignment can be handed in; the file is read again when it has changed. */
  async deadlines() {
    const folder = await this.list("");
    const file = folder.find(({ name }) => name === DEADLINES);
    if (!file) return {};
    if (this.terms?.changed !== file.last_modified) {
      const found = await this.contents.get(file.path, { type: "file", format: "text", content: true }).catch(() => undefined);
      this.terms = { changed: file.last_modified, due: dueDates(found?.content ?? "") };
    }
    return this.terms?.due ?? {};
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
    const released = await this.found(`${this.above}release/${slug}/${slug}.ipynb`, { content: true });
    if (!released) return;
    for (const at of [folder, `${folder}/${slug}`]) await this.contents.save(this.above + at, { type: "directory" });
    this.missing.clear();
    await this.contents.save(target, { type: "notebook", format: "json", content: released.content });
  }
}

/** Return „14.12.2026, 23:59“ by assignment, of the lines in the text of `termine.toml` that say when it is due. */
function dueDates(text) {
  const found = {};
  let slug = "";
  for (const line of text.split(/\r?\n/)) {
    slug = /^\s*\[\s*(\w+)\s*\]/.exec(line)?.[1] ?? slug;
    const due = /^\s*due\s*=\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d:\d\d)(?::\d\d)?\s*(?:#|$)/.exec(line);
    if (due && slug) found[slug] = `${Number(due[3])}.${Number(due[2])}.${due[1]}, ${due[4]}`;
  }
  return found;
}
