// The container that JupyterLab asks for plugins: written by hand, so that nothing has to be built.
//
// Shared modules are JupyterLab's own objects, taken from its share scope: nothing is bundled, so nothing can be
// of another version. What is missing there (Notebook 7, a later JupyterLab) is told once in the console, and the
// course works as without the extension.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const version = new URL(script).search; // a hash of all these files, so that none is older than another
  window.__kooperationHash ??= window.location.hash; // JupyterLab takes it away; a shared setting stands in it (away.js)
  const own = (/** @type {string} */ name) => new URL(name + version, script).href;
  /** @type {any} */
  let shared;

  const library = async (/** @type {string} */ name) => {
    const versions = shared[name] ?? {};
    const found = Object.values(versions)[0];
    if (!found) throw new Error(`${name} is not shared`);
    return (await found.get())();
  };

  const LIBRARIES = [
    ...["@jupyterlab/notebook", "@jupyterlab/cells", "@lumino/widgets", "@jupyterlab/settingregistry"],
    ...["@jupyterlab/statedb", "@jupyterlab/application", "@jupyterlab/apputils", "@jupyterlab/translation"],
    "@jupyterlab/services",
  ];
  const TOOLS = ["course.js", "course_files.js", "confirmed.js", "entered.js", "fresh.js", "line.js", "narrow.js", "place.js", "reach.js",
    "saving.js", "state_file.js", "state_buttons.js", "texts.js", "wide.js", "windows.js"];
  const PLUGINS = ["opening.js", "panel.js", "connection.js", "page.js", "ending.js", "theme.js"];

  const IN_A_SITE = ["@jupyterlite/services", "@jupyterlab/coreutils"]; // the course without a server

  const plugins = async () => {
    const alone = IN_A_SITE[0] in shared;
    const [libraries, tools, parts, data] = await Promise.all([
      Promise.all([...LIBRARIES, ...(alone ? IN_A_SITE : [])].map(library)),
      Promise.all(TOOLS.map((name) => import(own(name)))),
      Promise.all([...PLUGINS, ...(alone ? ["site.js"] : [])].map((name) => import(own(name)))),
      fetch(own("course.json")).then((answer) => answer.json()),
    ]);
    const style = document.createElement("link");
    Object.assign(style, { rel: "stylesheet", href: own("style.css") });
    document.head.append(style);
    const lab = Object.assign({}, ...libraries, ...tools);
    Object.assign(lab, { course: lab.course(data), words: data.words, opened: new WeakMap() }); // opened: by panel
    Object.assign(lab, { own, edition: new URLSearchParams(version).get("v") });
    if (alone) lab.site = new URL(lab.PageConfig.getBaseUrl(), location.href).href;
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
