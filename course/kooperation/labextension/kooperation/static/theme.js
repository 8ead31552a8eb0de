// JupyterLab is as dark as the system until somebody chooses a theme (`desk/lab_settings`); from then on it is as chosen.
// By itself JupyterLab would at the first choice only stop following, and go on following where the theme in sight was
// chosen; what was chosen before anything followed would count no more.

const CHOOSE = "apputils:change-theme";
const THEMES = "@jupyterlab/apputils-extension:themes";
const FOLLOWING = "adaptive-theme";

/**
 * The plug-in for `lab`: JupyterLab's modules, the course, and its words.
 * @param {any} lab
 */
export const plugin = (lab) => ({
  id: "kooperation:theme",
  autoStart: true,
  requires: [lab.ISettingRegistry],
  activate: async (app, registry) => {
    const settings = await registry.load(THEMES);
    const put = (/** @type {any} */ values) => settings.save(JSON.stringify({ ...settings.user, ...values }, null, 2)); // all at once: each change loads a theme
    const unsaid = () => settings.composite[FOLLOWING] && settings.user[FOLLOWING] === undefined;
    // That it follows is written down at the first visit: when the system changes, JupyterLab writes its theme down as if it
    // had been chosen, and a page that ends just then (or a phone without a net) could say no more that it was not.
    if (unsaid()) await put({ [FOLLOWING]: settings.user.theme === undefined });
    settings.changed.connect(() => {
      if (unsaid() && settings.user.theme !== undefined) put({ [FOLLOWING]: true }); // somebody took the line out
    });
    app.commands.commandExecuted.connect(async (_, { id, args, result }) => {
      if (id !== CHOOSE) return;
      await result;
      if (settings.composite[FOLLOWING] || settings.composite.theme !== args.theme) await put({ [FOLLOWING]: false, theme: args.theme });
    });
  },
});
