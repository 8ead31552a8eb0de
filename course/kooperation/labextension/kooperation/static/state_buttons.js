// The two buttons under the course's list: the state into a file, and back.

const SAVE = "kooperation:save-state";
const LOAD = "kooperation:load-state";

/**
 * Register both commands, and return their buttons.
 * @param {any} lab
 * @param {any} app
 * @param {any} tracker
 * @param {any} files the course's files, where the panel knows them to be
 */
export function stateButtons(lab, app, tracker, files) {
  const { words, button } = lab;
  const state = new lab.StateFile(lab, app, files);
  const refuse = (/** @type {string} */ body) => async (error) => {
    console.warn("kooperation:", error);
    await tell(lab, words.state_title, error instanceof SyntaxError ? words.state_wrong : body);
  };
  app.commands.addCommand(SAVE, { label: words.save_state, execute: () => save(lab, state).catch(refuse(words.state_not_saved)) });
  app.commands.addCommand(LOAD, { label: words.load_state, execute: () => load(lab, app, tracker, state).catch(refuse(words.state_not_loaded)) });
  const group = document.createElement("div");
  group.className = "kooperation-state";
  const about = document.createElement("small");
  about.textContent = lab.site ? words.state_here : words.state_about;
  group.append(button(words.save_state, () => app.commands.execute(SAVE)), button(words.load_state, () => app.commands.execute(LOAD)), about);
  return group;
}

async function save(lab, state) {
  const text = await state.written();
  if (!text) {
    await tell(lab, lab.words.save_state, lab.words.state_empty);
    return;
  }
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const day = new Date().toLocaleDateString("sv"); // 2026-11-29
  lab.download(`kooperation-stand-${day}.json`, href);
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** Put a state in the place of what is here, if the learner agrees; notebooks begin anew then, to read it. */
async function load(lab, app, tracker, state) {
  const { words, showDialog, Dialog } = lab;
  const { saved, files } = lab.readState(await lab.chosenText());
  const when = saved.toLocaleString("de-DE", { dateStyle: "long", timeStyle: "short" });
  const body = words.state_replaces.replace("{when}", when).replace("{count}", String(files.length));
  const buttons = [Dialog.cancelButton({ label: words.cancel }), Dialog.warnButton({ label: words.replace })];
  const { button } = await showDialog({ title: words.state_title, body, buttons });
  if (!button.accept) return;
  await app.commands.execute("docmanager:save-all");
  const open = tracker.filter(({ context }) => lab.course.at(context.localPath));
  await Promise.all(open.map(({ sessionContext }) => sessionContext.shutdown()));
  await state.put(files);
  for (const { context } of open) context.model.dirty = false; // it is on the disk as it was, and not wanted
  location.reload();
}

async function tell({ showDialog, Dialog, words }, title, body) {
  await showDialog({ title, body, buttons: [Dialog.okButton({ label: words.close })] });
}
