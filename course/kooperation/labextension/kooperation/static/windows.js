// JupyterLab's own windows, where ours say it better: they go, or say in German what to do.

// Of a kernel or server that is gone; the last one on a hub.
const GONE = ["Kernel Restarting", "Server Connection Error", "Error Starting Kernel", "Server unavailable or unreachable"];
const DIED = "The kernel for %1 appears to have died. It will restart automatically."; // in the first of them
const SAVING = "File Save Error for %1";
const LOADING = "File Load Error for %1";
const LEAVING = "Save your work"; // asked of what could not even be opened
const DAMAGED = /^Unreadable Notebook: (.*?\.ipynb) /; // the server's, in no language but English
const LOOK_AGAIN = 200; // ms
const AT_ONCE = 2000; // JupyterLab closes what it could not open as soon as that is read

/**
 * Close windows about a kernel or server that is gone while a line says it: each would cost a click, and lies over
 * the line. Of a notebook of the course that is damaged, say what to do.
 * @param {any} lab
 * @param {any} translator
 * @param {() => any} seen the connection of the notebook that one sees
 */
export function watchWindows(lab, translator, seen) {
  const words = translator?.load("jupyterlab");
  const inWords = (/** @type {string} */ title) => words?.__(title, "%1") ?? title; // its place filled by itself
  const begins = (/** @type {string} */ title) => inWords(title).split("%1")[0];
  const isSaid = (/** @type {string} */ title) => {
    const connection = seen();
    if (!connection) return false;
    // Before the line stands, saving may fail for another reason, which has to be read.
    if (title.startsWith(begins(SAVING))) return connection.line?.trouble === "no_server";
    return GONE.some((gone) => inWords(gone) === title) && (!connection.restoring || title === inWords(GONE[1]));
  };
  let damaged = ""; // the name of what could not be opened, as long as that is said
  const watch = async (/** @type {any} */ dialog) => {
    const part = (/** @type {string} */ name) => dialog.node.querySelector(`.jp-Dialog-${name}`);
    const text = (/** @type {string} */ name) => part(name)?.textContent.trim() ?? "";
    // What the window says is there before its title is.
    const isDeath = () => {
      const [before, after] = inWords(DIED).split("%1");
      return text("body").startsWith(before) && text("body").endsWith(after);
    };
    await drawn(dialog, () => text("header") || isDeath());
    const title = isDeath() ? inWords(GONE[0]) : text("header");
    if (title === inWords(LEAVING) && damaged && text("body").includes(damaged)) return part("footer").querySelector(".jp-mod-warn").click();
    if (title.startsWith(begins(LOADING))) {
      damaged = tellDamage(lab, part);
      while (!dialog.isDisposed) await lab.pause(50);
      await lab.pause(AT_ONCE);
      damaged = ""; // what is asked later is asked of a notebook that could be opened
    }
    do {
      if (isSaid(title)) return dialog.reject();
      await lab.pause(LOOK_AGAIN);
    } while (title.startsWith(begins(SAVING)) && !dialog.isDisposed);
  };
  lab.Dialog.tracker.widgetAdded.connect((_, dialog) => void watch(dialog));
  lab.Dialog.tracker.forEach((dialog) => void watch(dialog)); // of the first notebook, before this was here
}

/** Wait until *dialog* says something, and not a frame longer: until it is closed it takes the keys of who is writing. */
function drawn(dialog, says) {
  return new Promise((resolve) => {
    const look = () => {
      if (!says() && !dialog.isDisposed) return;
      observer.disconnect();
      resolve(undefined);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    dialog.disposed.connect(look);
    look();
  });
}

/** Say of a damaged notebook of the course what to do, and return its name; of others nothing: they are the learner's own. */
function tellDamage({ course, words }, part) {
  const path = DAMAGED.exec(part("body")?.textContent.trim() ?? "")?.[1].replaceAll("\\", "/");
  if (!path || !course.at(path)) return "";
  const name = path.split("/").at(-1) ?? "";
  part("header").textContent = words.damaged_title;
  part("body").textContent = words.damaged.replace("{name}", name);
  return name;
}
