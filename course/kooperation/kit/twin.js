// What scripts of twins share: Python's notation and its comparisons, step for step (`base/german.py`,
// `base/comparing.py`), and when the page's own picture is shown (`twin.py`). Words and names come as HTML.
const TIE = 1e-9;
const beats = (one, other, unit = 1) => one > other + TIE * unit;
const atLeast = (one, other, unit = 1) => one >= other - TIE * unit;
const alike = (one, other, unit = 1) => atLeast(one, other, unit) && atLeast(other, one, unit);

/** Return a value with so many digits, as Python writes it: what lies just between two goes to the even one. */
function fixed(value, digits) {
  const size = Math.abs(value);
  const [whole, part] = size.toFixed(30).split(".");
  const isBetween = part.slice(digits) === "5".padEnd(30 - digits, "0");
  const lower = digits ? `${whole}.${part.slice(0, digits)}` : whole;
  const isEven = "02468".includes(lower.slice(-1));
  return (value < 0 ? "-" : "") + (isBetween && isEven ? lower : size.toFixed(digits));
}

const rounded = (value, digits) => Number(fixed(value, digits));

function number(value, digits = 2) {
  const text = digits ? fixed(value, digits).replace(/\.?0+$/, "") : fixed(value, digits);
  const grouped = text.replace(/^-?\d{5,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, "\u202f"));
  return (grouped === "-0" ? "0" : grouped).replace(".", ",").replace("-", "−");
}

const operand = (value) => (value < 0 ? `(${number(value)})` : number(value));
const percent = (share, digits) => `${number(100 * share, digits)}\u00a0%`;
const listed = (items, word) =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1)}`;

/** Return values with two digits, or as many as it takes to tell different ones apart. */
function toldApart(...values) {
  const unit = Math.max(...values.map(Math.abs));
  for (let digits = 2; ; digits += 1) {
    const shown = values.map((value) => number(value, digits));
    const isClear = (at, other) => alike(values[at], values[other], unit) || shown[at] !== shown[other];
    if (digits === 9 || shown.every((_, at) => shown.every((_text, other) => isClear(at, other)))) return shown;
  }
}

/** Put values at the places of a text that is HTML already. */
const filled = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const itemised = (lines) => `<ul class="kooperation-sentences">${lines.map((line) => `<li>${line}</li>`).join("")}</ul>`;

/**
 * Draw areas from what controls say; `card` knows the nodes of a card as they are now.
 * The kernel's picture is shown where it belongs to these values; else ours, and what we do not draw is dimmed.
 */
function drawTwin({ model, id, card }) {
  let hasTold = false;
  const look = () => {
    const { script, areas, controls } = card.structure(id);
    const values = Object.fromEntries(Object.entries(controls).map(([name, node]) => [name, card.get(`${node}_value`)]));
    const said = model.get("drawn");
    const isSaid = Object.keys(values).every((name) => values[name] === said[name]);
    const drawn = SCRIPTS[script](values, model.get("words"), model.get("record")) ?? {};
    for (const [name, area] of Object.entries(areas)) {
      const ours = drawn[name];
      card.show(area, isSaid ? undefined : ours, !isSaid && ours === undefined);
      if (!isSaid || hasTold || ours === undefined || ours === card.get(`${area}_value`)) continue;
      hasTold = true;
      console.error(`kooperation: ${script} draws ${name} otherwise than the kernel`, values);
    }
  };
  card.on("change", look);
  return () => card.off("change", look);
}
