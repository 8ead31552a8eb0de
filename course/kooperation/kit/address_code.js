// The QR code of an address. Black on white in every theme: a phone reads nothing else.
function render({ model, el }) {
  const draw = async () => {
    const blob = new Blob([model.get("module")], { type: "text/javascript" });
    const { renderSVG } = await import(URL.createObjectURL(blob));
    const address = model.get("address");
    el.innerHTML = address ? renderSVG(address, { border: 2 }) : "";
    el.style.width = "min(14rem, 100%)";
    el.setAttribute("role", "img");
    el.setAttribute("aria-label", model.get("name"));
  };
  model.on("change:address", draw);
  void draw();
}
export default { render };
