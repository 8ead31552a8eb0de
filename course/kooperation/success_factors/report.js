// Links to a report that opens in a page of its own. A blob needs no address of the server, so it
// works in JupyterLab, on a hub and on Binder alike, and the new page can be printed.
function render({ model, el }) {
  /** @type {string} */
  let address = "";

  function draw() {
    if (address) URL.revokeObjectURL(address);
    el.replaceChildren();
    const html = model.get("html");
    if (!html) return;
    address = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    const line = document.createElement("p");
    line.className = "kooperation-story";
    const open = link(model.get("view"));
    open.target = "_blank";
    open.rel = "noopener";
    const save = link(model.get("download"));
    save.download = model.get("file");
    line.append(open, " · ", save);
    el.append(line);
  }

  function link(text) {
    const a = document.createElement("a");
    a.href = address;
    a.textContent = text;
    return a;
  }

  el.classList.add("kooperation-widget");
  model.on("change:html", draw);
  draw();
  return () => address && URL.revokeObjectURL(address);
}

export default { render };
