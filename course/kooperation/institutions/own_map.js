// The file of a map: saved from here, or chosen, read and sent. What it holds only the kernel looks at.
function render({ model, el }) {
  const words = model.get("words");
  const save = () => {
    const address = URL.createObjectURL(new Blob([model.get("text")], { type: "application/json" }));
    element("a", { href: address, download: words.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  const load = async () => {
    const [file] = chosen.files;
    chosen.value = ""; // the same file can be chosen again
    // What is too large is not read: the kernel refuses a text that is longer than it may be.
    if (file) model.send({ text: await file.slice(0, model.get("most") + 1).text() });
  };
  const chosen = element("input", { type: "file", accept: ".json,application/json", hidden: true, "aria-label": words.load, onchange: load });
  const saving = element("button", { type: "button", onclick: () => model.get("text") && save() }, words.save);
  const show = () => set(saving, "aria-disabled", !model.get("text"));
  el.classList.add("kooperation-widget", "kooperation-map-file");
  el.append(saving, element("button", { type: "button", onclick: () => chosen.click() }, words.load), chosen);
  show();
  return follow(model, { text: show });
}

export default { render };
