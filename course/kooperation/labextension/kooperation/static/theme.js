// JupyterLab is as dark or light as the system until somebody chooses (`desk/lab_settings`). By itself it would then only
// stop following, and show what was chosen when it is chosen again.

const CHOOSE = "apputils:change-theme";

/**
 * The plug-in for `lab`: JupyterLab's modules, the course, and its words.
 * @param {any} lab
 */
export const plugin = (lab) => ({
  id: "kooperation:theme",
  autoStart: true,
  requires: [lab.IThemeManager],
  activate: (app, themes) => {
    app.commands.commandExecuted.connect(async (_, { id, args, result }) => {
      if (id !== CHOOSE) return;
      await result;
      if (themes.theme !== args.theme) await themes.setTheme(args.theme);
    });
  },
});
