// The course as printed: which notebooks belong to it, and which cells of them are its own.

/**
 * Return what is known of the course.
 * @param {any} data what `kooperation build` wrote: lectures and assignments with the texts of their cells
 */
export function course(data) {
  const lectures = new Map(data.lectures.map((lecture) => [`course/lectures/${lecture.file}`, lecture]));
  const assignments = new Map(
    data.assignments.map((task) => [`meine_aufgaben/${task.slug}/${task.slug}.ipynb`, task]),
  );
  // Where nbgrader lays what is fetched on a hub: in the folder of the server itself.
  const fetched = new Map(data.assignments.map((task) => [`${task.slug}/${task.slug}.ipynb`, task]));
  const copied = new RegExp(`${data.fresh}(_\\d+)?(?=\\.ipynb$)`); // a fresh copy of a lecture is one, too
  // Where other people's work lies: nothing there runs by itself, whatever it says of itself.
  const foreign = /(^|\/)(submitted|autograded|feedback|source|release|exchange|inbound|outbound)\//i;

  return {
    ...data,
    /**
     * Return the lecture or assignment at a path of the server, or undefined.
     * A path may begin with folders of the server's: `kurs/course/lectures/05_….ipynb`.
     * @param {string} path
     */
    at(path) {
      if (foreign.test(path)) return undefined;
      const parts = path.split("/").slice(-3).join("/");
      return lectures.get(parts.replace(copied, "")) ?? assignments.get(parts) ?? fetched.get(path);
    },
  };
}

/**
 * Say whether something in the listed folder would be imported in place of what the course imports: a module, or a
 * folder that is a package. A plain folder is none, unless it has the course's name: there are installations in which it would win.
 * @param {{name: string, type: string}[]} listed
 * @param {(name: string) => Promise<{name: string}[]>} inside what a folder lists
 */
export async function shadows(listed, inside) {
  const isModule = (/** @type {string} */ name) => /\.(py[cdw]?|so|pth)$/i.test(name);
  if (listed.some(({ name }) => isModule(name) || name === "kooperation")) return true;
  const named = listed.filter(({ name, type }) => type === "directory" && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
  const held = await Promise.all(named.map(({ name }) => inside(name)));
  return held.some((files) => files.some(({ name }) => /^__init__\./.test(name)));
}
