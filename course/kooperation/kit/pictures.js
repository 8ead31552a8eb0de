// The pictures of a card as one SVG that needs nothing else: drawings as they are seen, plotly's by its own export, a canvas
// as an image, a table or strip drawn anew; below each other, under the card's title, on the page's own ground.
const HTML = ".kooperation-keys, .kooperation-picture table, .kooperation-heads, .kooperation-strip";
const PICTURES = `.kooperation-figure > .js-plotly-plot, svg[role="img"], canvas[role="img"], ${HTML}`;
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "paint-order", "visibility", "display"];
const SVG = "http://www.w3.org/2000/svg";
const EDGE = 16; // px around the pictures
const LETTERS = 16; // px, of the title
const LINE = 22; // px for each of its lines
const ASCENT = 0.79; // of a line's height is above the foot of its letters
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

const EDGES = ["Top", "Right", "Bottom", "Left"];
const isSeen = (colour) => colour !== "transparent" && !/(,.*,.*,|\/) ?0\)$/.test(colour); // one with three numbers is, whatever the last

/** Return the ground of an element and the lines around it. */
function groundOf({ left, top, right, bottom, width, height }, looks) {
  const parts = [];
  if (isSeen(looks.backgroundColor)) {
    parts.push(drawn("rect", { x: left, y: top, width, height, rx: Number.parseFloat(looks.borderTopLeftRadius) || 0, fill: known(looks.backgroundColor) }));
  }
  const ends = { Top: [left, top, right, top], Right: [right, top, right, bottom], Bottom: [left, bottom, right, bottom], Left: [left, top, left, bottom] };
  for (const edge of EDGES) {
    const wide = Number.parseFloat(looks[`border${edge}Width`]);
    const stroke = looks[`border${edge}Color`];
    const [x1, y1, x2, y2] = ends[edge];
    if (wide && isSeen(stroke)) parts.push(drawn("line", { x1, y1, x2, y2, stroke: known(stroke), "stroke-width": wide }));
  }
  return parts;
}

/** Return a piece of text as it is broken into lines; one that stands upright is read from its foot. */
function linesOf(text, looks) {
  const isUpright = looks.writingMode.startsWith("vertical");
  /** @type {{ words: string[], place: DOMRect }[]} */
  const lines = [];
  for (const word of text.data.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    const place = range.getBoundingClientRect();
    const line = lines.at(-1);
    const isSame = line && (isUpright ? Math.abs(line.place.left - place.left) < place.width / 2 : Math.abs(line.place.top - place.top) < place.height / 2);
    if (isSame) line.words.push(word[0]);
    else lines.push({ words: [word[0]], place });
  }
  return lines.map(({ words, place }) => {
    const [x, y] = isUpright ? [place.left + ASCENT * place.width, place.bottom] : [place.left, place.top + ASCENT * place.height];
    return written(words.join(" "), x, y, looks, isUpright ? { transform: `rotate(-90 ${x} ${y})` } : {});
  });
}

function written(text, x, y, { fontSize, fontFamily, fontWeight, fontStyle, textDecorationLine, color }, more) {
  const letters = { "font-size": fontSize, "font-family": fontFamily, "font-weight": fontWeight, "font-style": fontStyle, "text-decoration": textDecorationLine };
  const line = drawn("text", { x, y, fill: known(color), ...letters, ...more });
  line.textContent = text;
  return line;
}

/** Return the text that a style sheet sets into an element, as a number that is rounded where there is no room; it is centred there. */
function addedTo(node, { left, top, width, height }) {
  const looks = getComputedStyle(node, "::after");
  if (!/^".+"$/.test(looks.content)) return [];
  const y = top + height / 2 + 0.35 * Number.parseFloat(looks.fontSize);
  return [written(JSON.parse(looks.content), left + width / 2, y, looks, { "text-anchor": "middle" })];
}

/** Return what stands in HTML, a table or a legend, as it is seen: grounds, lines, texts, and drawings in it. */
function drawnHtml(root) {
  const parts = [];
  const draw = (node) => {
    if (node instanceof Text && node.parentElement) {
      parts.push(...linesOf(node, getComputedStyle(node.parentElement)));
      return;
    }
    if (!(node instanceof Element) || !node.checkVisibility({ visibilityProperty: true })) return;
    const place = node.getBoundingClientRect();
    if (node instanceof SVGSVGElement) {
      const copy = copied(node);
      set(copy, "x", place.left);
      set(copy, "y", place.top);
      parts.push(copy);
      return;
    }
    if (place.width <= 1 && place.height <= 1) return; // for screen readers alone
    parts.push(...groundOf(place, getComputedStyle(node)));
    for (const child of node.childNodes) draw(child);
    parts.push(...addedTo(node, place));
  };
  draw(root);
  const { left, top } = root.getBoundingClientRect();
  return drawn("g", { transform: `translate(${root.scrollLeft - left} ${root.scrollTop - top})` }, ...parts); // also what is scrolled away
}

/** Return one picture as an SVG element, with its size. */
async function partOf(found) {
  const { width, height } = found.getBoundingClientRect();
  if (found.matches("canvas")) return { node: drawn("image", { width, height, href: found.toDataURL() }), width, height };
  if (found.matches("svg")) return { node: copied(found), width, height };
  if (found.matches(HTML)) return { node: drawnHtml(found), width: Math.max(width, found.scrollWidth), height: Math.max(height, found.scrollHeight) };
  const address = await window.Plotly.toImage(found, { format: "svg", width, height });
  const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  return { node: new DOMParser().parseFromString(text, "image/svg+xml").documentElement, width, height };
}

/** Return what can be seen of a card's pictures. */
const picturesIn = (card) => [...card.querySelectorAll(PICTURES)].filter((one) => one.checkVisibility() && one.getBoundingClientRect().width);

/** Return the lines of a title that are not wider than *width*. */
function titleLines(title, width, fontFamily) {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return [title];
  pen.font = `600 ${LETTERS}px ${fontFamily}`;
  const lines = [""];
  for (const word of title.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (!lines.at(-1) || pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Return the pictures of a card as the text of one SVG, with its size. */
async function pictureOf(card, title) {
  const parts = await Promise.all(picturesIn(card).map(partOf));
  const ink = known(computed("var(--kooperation-ink)", card));
  const paper = known(computed("var(--kooperation-paper)", card));
  const width = Math.ceil(Math.max(...parts.map((part) => part.width)) + 2 * EDGE);
  const { fontFamily } = getComputedStyle(card);
  const lines = titleLines(title, width - 2 * EDGE, fontFamily);
  const name = drawn("text", { x: EDGE, y: EDGE + 14, fill: ink, "font-size": LETTERS, "font-weight": 600, "font-family": fontFamily });
  name.append(...lines.map((line, at) => {
    const part = drawn("tspan", at ? { x: EDGE, dy: LINE } : {});
    part.textContent = line;
    return part;
  }));
  const placed = [];
  let y = EDGE + 8 + LINE * lines.length;
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
