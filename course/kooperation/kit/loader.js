// A card's own script. The one that draws it lies in the kit of its kernel; where the page was loaded anew and a cell
// ran at once, the page hears of the kit a little later.
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

async function load(manager, id) {
  while (!manager.has_model(id) && !manager.isDisposed) await pause();
  const kit = await manager.get_model(id);
  const made = await import(URL.createObjectURL(new Blob([kit.get("code")], { type: "text/javascript" })));
  made.install(kit.get("css"), kit.get("back"));
  return made;
}

async function render(context) {
  const { model } = context;
  window.__kooperationKits ??= new Map(); // by kernel, since one that is gone must not keep another waiting
  const id = model.get("kit");
  if (!window.__kooperationKits.has(id)) window.__kooperationKits.set(id, load(model.widget_manager, id));
  const made = await window.__kooperationKits.get(id);
  return made.render({ ...context, line: await made.connect(model) });
}

export default { render };
