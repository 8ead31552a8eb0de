// In an assignment what stands in cells counts as it was last saved: so it is saved when that matters.

const LOOKS = "FormalCheck("; // the cell that looks at the saved notebook, packs it and hands it in

/**
 * Save an assignment once a cell of the learner's own has run, and before a button looks at what is saved.
 * @param {any} lab
 * @param {any} panel
 * @param {(cell: any) => boolean} isOwn whether a cell is the course's
 */
export function saveInTime(lab, panel, isOwn) {
  const { content, context } = panel;
  const cellOf = (node) => content.widgets.find((cell) => cell.node.contains(node));
  const ran = (_, { notebook, cell }) => {
    if (notebook === content && cell.model.type === "code" && !isOwn(cell)) void save(context);
  };
  lab.NotebookActions.executed.connect(ran);
  panel.disposed.connect(() => lab.NotebookActions.executed.disconnect(ran));
  let going = false; // the click is the one that was held back
  const hold = async (event) => {
    const button = event.target.closest?.("button.kooperation-button");
    if (going || !button || !context.model.dirty || !cellOf(button)?.model.sharedModel.getSource().includes(LOOKS)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    await save(context);
    going = true;
    button.click();
    going = false;
  };
  content.node.addEventListener("click", (event) => void hold(event), true);
}

/** Save what is not saved; where that fails JupyterLab says so, and what looks at the file says how old it is. */
async function save(context) {
  if (!context.model.dirty || context.contentsModel?.writable === false) return;
  await context.save().catch((error) => console.warn("kooperation:", error));
}
