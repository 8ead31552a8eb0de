// The pictures of a card as one SVG that needs nothing else: drawings as they are seen, plotly's by its own export, a canvas
// as an image; below each other, under the card's title, on the page's own ground.
const PICTURES = '.kooperation-figure > .js-plotly-plot, svg[role="img"], canvas[role="img"], .kooperation-keys';
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "visibility", "display"];
const SVG = "http://www.w3.org/2000/svg";
const EDGE = 16; // px around the pictures
const HEAD = 30; // px for the title
const SHARP = 2; // pixels of a PNG for each one on the screen

const drawn = (name, attributes, ...children) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
};

// Other programs do not know „color(srgb …)“, which browsers make of a mixture.
const MIXED = /color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.]+))?\)/g;
const byte = (part) => Math.round(255 * Number(part)).toString(16).padStart(2, "0");
const known = (value) => value.replace(MIXED, (_, ...parts) => `#${parts.slice(0, 4).filter((part) => part !== undefined).map(byte).join("")}`);

/** Return a copy of an SVG with its looks in it, as large as it is seen. */
function copied(svg) {
  const copy = svg.cloneNode(true);
  const nodes = [svg, ...svg.querySelectorAll("*")];
  for (const [at, node] of [copy, ...copy.querySelectorAll("*")].entries()) {
    const looks = getComputedStyle(nodes[at]);
    node.removeAttribute("class");
    node.setAttribute("style", LOOKS.map((name) => `${name}:${known(looks.getPropertyValue(name))}`).join(";"));
  }
  const { width, height } = svg.getBoundingClientRect();
  set(copy, "width", width);
  set(copy, "height", height);
  return copy;
}

/** Return the words and samples of a legend that stands in HTML, where they are seen. */
function legendOf(keys) {
  const ground = keys.getBoundingClientRect();
  const group = drawn("g", {});
  for (const sample of keys.querySelectorAll("svg")) {
    const { left, top } = sample.getBoundingClientRect();
    const copy = copied(sample);
    set(copy, "x", left - ground.left);
    set(copy, "y", top - ground.top);
    group.append(copy);
  }
  const { fontSize, fontFamily, color } = getComputedStyle(keys);
  for (const one of keys.children) {
    const range = document.createRange();
    range.selectNodeContents(one.lastChild ?? one);
    const { left, bottom } = range.getBoundingClientRect();
    const text = drawn("text", { x: left - ground.left + 5, y: bottom - ground.top - 4, fill: known(color), "font-size": fontSize, "font-family": fontFamily });
    text.textContent = one.textContent?.trim() ?? "";
    group.append(text);
  }
  return group;
}

/** Return one picture as an SVG element, with its size. */
async function partOf(found) {
  const { width, height } = found.getBoundingClientRect();
  if (found.matches("canvas")) return { node: drawn("image", { width, height, href: found.toDataURL() }), width, height };
  if (found.matches(".kooperation-keys")) return { node: legendOf(found), width, height };
  if (found.matches("svg")) return { node: copied(found), width, height };
  const address = await window.Plotly.toImage(found, { format: "svg", width, height });
  const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  return { node: new DOMParser().parseFromString(text, "image/svg+xml").documentElement, width, height };
}

/** Return what can be seen of a card's pictures. */
const picturesIn = (card) => [...card.querySelectorAll(PICTURES)].filter((one) => one.checkVisibility() && one.getBoundingClientRect().width);

/** Return the pictures of a card as the text of one SVG, with its size. */
async function pictureOf(card, title) {
  const parts = await Promise.all(picturesIn(card).map(partOf));
  const ink = known(computed("var(--kooperation-ink)", card));
  const paper = known(computed("var(--kooperation-paper)", card));
  const width = Math.ceil(Math.max(...parts.map((part) => part.width)) + 2 * EDGE);
  const { fontFamily } = getComputedStyle(card);
  const name = drawn("text", { x: EDGE, y: EDGE + 14, fill: ink, "font-size": 16, "font-weight": 600, "font-family": fontFamily });
  name.textContent = title;
  const placed = [];
  let y = EDGE + HEAD;
  for (const part of parts) {
    placed.push(drawn("g", { transform: `translate(${EDGE} ${y})` }, part.node));
    y += part.height + EDGE;
  }
  const height = Math.ceil(y);
  const ground = drawn("rect", { width, height, fill: paper });
  const picture = drawn("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, ground, name, ...placed);
  return { svg: new XMLSerializer().serializeToString(picture), width, height };
}

/** Return an SVG as a PNG. */
async function rastered({ svg, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = SHARP * width;
  canvas.height = SHARP * height;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Hand a file over, as a download. */
function handOver(name, content) {
  const address = URL.createObjectURL(content);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
