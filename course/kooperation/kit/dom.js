// What all scripts share; Python puts it in front of each (see `static`). Text is set as text, never
// as HTML.

// An element with attributes and children. A function under „onclick“ listens for „click“; null and
// false leave an attribute or a child out, true sets an attribute without a value.
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// What belongs together stays so at the end of a line: a norm and its number, a side and its name, a sign and both its sides.
const unbroken = (text) => text
  .replace(/(§|Abs\.|Art\.|Satz|Nr\.|SGB|Spieler|Träger|Seite) (?=[\dIVX]|A\b|B\b)/g, "$1\u00a0")
  .replace(/(\d) (?=%|(?:Prozent|Euro|Millionen|Milliarden|Minuten)\b)/g, "$1\u00a0")
  .replace(/(\d\.) (?=(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b)/g, "$1\u00a0")
  .replace(/\b(Lektion) (?=\d)/g, "$1\u00a0")
  .replace(/\((\d); (?=\d\))/g, "($1;\u00a0")
  .replace(/(\d)-mal/g, "$1\u2011mal")
  .replace(/ (=|[<>]|&[gl]t;|≥|≤) /g, "\u00a0$1\u00a0");

// Sets an attribute only where it is another: a screen reader hears of each mutation.
function set(node, name, value) {
  if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

// Calls `callbacks[name]` whenever that trait of the model changes; gives back what ends it.
function follow(model, callbacks) {
  const all = Object.entries(callbacks);
  for (const [name, callback] of all) model.on(`change:${name}`, callback);
  return () => {
    for (const [name, callback] of all) model.off(`change:${name}`, callback);
  };
}

// A colour as the browser computes it: what „var(--kooperation-own)“ is in this theme, or in the
// system's contrast theme. For those who draw without CSS, like plotly.
function computed(colour, place) {
  if (!colour.startsWith("var(")) return colour;
  const probe = element("span", { hidden: true });
  probe.style.color = colour;
  // Out of the page nothing has a colour: JupyterLab takes cells out that are scrolled away, and figures in them are drawn, too.
  (place.isConnected ? place : document.body).append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

// Calls `draw` when the system's contrast theme comes or goes, or another takes its place: a light one, a dark one. Gives back what ends it.
function recoloured(draw) {
  const asked = ["(forced-colors: active)", "(prefers-color-scheme: dark)"].map((query) => matchMedia(query));
  for (const query of asked) query.addEventListener("change", draw);
  return () => {
    for (const query of asked) query.removeEventListener("change", draw);
  };
}

// A name for a group of radio buttons, a labelled field, a list: of its own on the page, which may hold several kernels' cards.
function unique() {
  window.__kooperationNames = (window.__kooperationNames ?? 0) + 1;
  return `kooperation-${window.__kooperationNames}`;
}
