// Links to a page of ours that opens in a page of its own. A blob needs no address of the server, so it
// works in JupyterLab, on a hub and on Binder alike, and the new page can be printed.
function render({ model, el }) {
  /** @type {string} */
  let address = "";

  function forget() {
    if (address) URL.revokeObjectURL(address);
    address = "";
  }

  function draw() {
    forget();
    el.replaceChildren();
    const html = model.get("html");
    if (!html) return;
    address = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    const open = element("a", { href: address, target: "_blank", rel: "noopener" }, model.get("view"));
    const save = element("a", { href: address, download: model.get("file") }, model.get("download"));
    el.append(element("p", { class: "kooperation-story" }, open, " · ", save));
  }

  el.classList.add("kooperation-widget");
  const unfollow = follow(model, { html: draw });
  draw();
  return () => {
    unfollow();
    forget();
  };
}

export default { render };
