// A card's own script. The one that draws it lies in the kit of its kernel; where the page was loaded anew and a cell
// ran at once, the page hears of the kit a little later.
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

async function load(manager, id) {
  while (!manager.has_model(id) && !manager.isDisposed) await pause();
  const kit = await manager.get_model(id);
  const made = await import(URL.createObjectURL(new Blob([kit.get("code")], { type: "text/javascript" })));
  made.install(kit.get("css"));
  return made;
}

// anywidget gives a model two seconds to begin. On a busy machine that is too short, and from then on it throws away
// whatever its kernel says: the card would stand there and never change. Then the card listens by itself, as any
// widget does, and asks for what it has missed.
async function hear({ widget_manager, get }) {
  const model = await widget_manager.get_model(get("own_id"));
  const { _handle_comm_msg: heard } = model;
  try {
    await heard.call(model, { content: { data: {} } }); // says nothing; refused if no message gets through
  } catch {
    let plain = model;
    while (plain._handle_comm_msg === heard) plain = Object.getPrototypeOf(plain);
    model.comm.on_msg((message) => plain._handle_comm_msg.call(model, message));
    model.comm.send({ method: "request_state" });
  }
}

async function render(context) {
  const { model } = context;
  await hear(model);
  window.__kooperationKits ??= new Map(); // by kernel, since one that is gone must not keep another waiting
  const id = model.get("kit");
  if (!window.__kooperationKits.has(id)) window.__kooperationKits.set(id, load(model.widget_manager, id));
  return (await window.__kooperationKits.get(id)).render(context);
}

export default { render };
