// A fresh copy of a lecture that was changed: a file of its own beside it. Nothing that is there is overwritten.

/** What a reader sees of a notebook's data. */
export const texts = ({ cells }) => JSON.stringify(cells.map(({ cell_type, source }) => [cell_type, [source].flat().join("")]));

/**
 * Return the path of a fresh copy of `lecture` in `folder`: one that lies there unchanged, or a new one.
 * @param {any} lab
 * @param {any} contents JupyterLab's files
 * @param {string} folder
 * @param {{file: string}} lecture
 */
export async function freshCopy({ own, course, ServerConnection }, contents, folder, { file }) {
  const answer = await fetch(own(`lectures/${file.replace(".ipynb", ".json")}`));
  if (!answer.ok) throw new Error(`${file} is not shipped`);
  const printed = await answer.json();
  const listing = await contents.get(folder, { content: true });
  const taken = new Set(listing.content.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = file.replace(".ipynb", `${course.fresh}${number > 1 ? `_${number}` : ""}.ipynb`);
    const path = `${folder}/${name}`;
    if (!taken.has(name)) {
      await contents.save(path, { type: "notebook", format: "json", content: printed });
      return path;
    }
    const there = await contents.get(path, { content: true }).catch((error) => {
      if (error instanceof ServerConnection.ResponseError) return undefined; // damaged, so it is not the one
      throw error;
    });
    if (there?.type === "notebook" && texts(there.content) === texts(printed)) return path;
  }
}
