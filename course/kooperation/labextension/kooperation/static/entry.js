// The container that JupyterLab asks for plugins: written by hand, so that nothing has to be built.
//
// Shared modules are JupyterLab's own objects, taken from its share scope: nothing is bundled, so nothing can be
// of another version. What is missing there (Notebook 7, a later JupyterLab) is told once in the console, and the
// course works as without the extension.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const version = new URL(script).search; // a hash of all these files, so that none is older than another
  const own = (/** @type {string} */ name) => new URL(name + version, script).href;
  /** @type {any} */
  let shared;

  const library = async (/** @type {string} */ name) => {
    const versions = shared[name] ?? {};
    const found = Object.values(versions)[0];
    if (!found) throw new Error(`${name} is not shared`);
    return (await found.get())();
  };

  const plugins = async () => {
    const [notebook, cells, widgets, settings, apputils, translation, services, data, { course, shadows }, confirmed, entered, line, reach, ...parts] = await Promise.all([
      library("@jupyterlab/notebook"),
      library("@jupyterlab/cells"),
      library("@lumino/widgets"),
      library("@jupyterlab/settingregistry"),
      library("@jupyterlab/apputils"),
      library("@jupyterlab/translation"),
      library("@jupyterlab/services"),
      fetch(own("course.json")).then((answer) => answer.json()),
      import(own("course.js")),
      import(own("confirmed.js")),
      import(own("entered.js")),
      import(own("line.js")),
      import(own("reach.js")),
      import(own("opening.js")),
      import(own("connection.js")),
    ]);
    const style = document.createElement("link");
    Object.assign(style, { rel: "stylesheet", href: own("style.css") });
    document.head.append(style);
    const jupyter = { ...notebook, ...cells, ...widgets, ...settings, ...apputils, ...translation, ...services };
    const opened = new WeakMap(); // by panel
    const lab = { ...jupyter, ...confirmed, ...entered, ...line, ...reach, course: course(data), shadows, opened, words: data.words };
    return parts.map((part) => part.plugin(lab));
  };

  const containers = /** @type {any} */ (window);
  containers._JUPYTERLAB ??= {};
  containers._JUPYTERLAB.kooperation = {
    init: (/** @type {any} */ scope) => {
      shared = scope;
    },
    get: async () => {
      const found = await plugins().catch((error) => {
        console.warn("kooperation: the course opens without its extension,", error);
        return [];
      });
      return () => ({ __esModule: true, default: found });
    },
  };
})();
