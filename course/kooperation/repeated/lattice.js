// Cells on a lattice that take over what did well around them: `lattice.py` in the page, cell by cell and draw by draw.
// The kernel gives the cells to begin with and the rule, and says in words what has come of it wherever one stops.
const SHOWN = 200; // steps in the line below the lattice
const LOOKS = { stays: ["paper", "own"], changes: ["other", "third"] }; // of those who defect, and of those who cooperate

function around(size, neighbours) {
  const ways = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => [down, right]))
    .filter(([down, right]) => neighbours === 8 || !down || !right);
  const near = new Int32Array(size * size * ways.length);
  for (let at = 0; at < size * size; at += 1) {
    const [row, column] = [Math.floor(at / size), at % size];
    for (const [k, [down, right]] of ways.entries()) {
      near[at * ways.length + k] = ((row + down + size) % size) * size + ((column + right + size) % size);
    }
  }
  return near;
}

function drawn(chance) {
  let next = chance;
  next ^= next << 13;
  next ^= next >>> 17;
  next ^= next << 5;
  return next >>> 0;
}

/** Move the lattice on by one step; `cells` and `before` change places. */
function step(lattice, { worth, neighbours, byBest, flips }) {
  const { size, cells, before: after } = lattice;
  if (lattice.around !== neighbours) Object.assign(lattice, { around: neighbours, near: around(size, neighbours) });
  const { near, gains } = lattice;
  const count = neighbours + 1;
  for (let at = 0; at < cells.length; at += 1) {
    let cooperating = 0;
    for (let k = at * count; k < (at + 1) * count; k += 1) cooperating += cells[near[k]];
    gains[at] = worth[cells[at]][cooperating];
  }
  let changed = 0;
  let cooperators = 0;
  for (let at = 0; at < cells.length; at += 1) {
    const own = cells[at];
    let taken = own;
    const best = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const sums = [0, 0];
    for (let k = at * count; k < (at + 1) * count; k += 1) {
      const gain = gains[near[k]];
      const kind = cells[near[k]];
      sums[kind] += gain;
      if (gain > best[kind]) best[kind] = gain;
    }
    if (byBest) {
      if (best[1 - own] > best[own]) taken = 1 - own;
    } else {
      lattice.chance = drawn(lattice.chance);
      const total = sums[0] + sums[1];
      if (total) taken = Number(Math.floor((lattice.chance * total) / 2 ** 32) < sums[1]);
    }
    if (flips) {
      lattice.chance = drawn(lattice.chance);
      if (lattice.chance < flips) taken = 1 - taken;
    }
    after[at] = taken;
    cooperators += taken;
    changed += Number(taken !== own);
  }
  Object.assign(lattice, { cells: after, before: cells, step: lattice.step + 1, changed });
  lattice.counts.push(cooperators);
}

function begun({ key, size, cells, chance, step: reached, counts }) {
  const now = Uint8Array.from(cells, Number);
  return { key, size, chance, step: reached, cells: now, before: now.slice(), gains: new Int32Array(now.length), counts: [...counts], changed: 0 };
}

function render({ model, el }) {
  el.classList.add("kooperation-widget", "kooperation-lattice");
  const words = model.get("words");
  const contrast = matchMedia("(forced-colors: active)");
  const canvas = element("canvas", { role: "img" });
  const line = element("div", { class: "kooperation-lattice-line", "aria-hidden": "true" });
  const readout = element("p", { class: "kooperation-note", "aria-hidden": "true" });
  line.innerHTML = `<svg viewBox="0 0 ${SHOWN - 1} 100" preserveAspectRatio="none"><polyline></polyline></svg>`;
  const curve = line.querySelector("polyline");
  /** @type {CanvasRenderingContext2D} */
  const pen = canvas.getContext("2d", { alpha: false });

  let lattice;
  let image;
  let pixels;
  let inks = [];

  const ink = (name) => { // of the page: while it is drawn for the first time, our own element is not in it yet
    const [red, green, blue] = computed(`var(--kooperation-${name})`, document.body).match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0];
    return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0];
  };
  const colour = () => {
    // In the system's contrast theme there is only full and empty.
    inks = contrast.matches ? [...LOOKS.stays, ...LOOKS.stays].map(ink) : [...LOOKS.stays, ...LOOKS.changes].map(ink);
    paint();
  };
  const shareOf = (count) => {
    const share = count / lattice.cells.length;
    return percent(share, share === 0 || share === 1 || (share >= 0.001 && share <= 0.999) ? 1 : 2); // as `lattice_view` says it
  };
  const paint = () => {
    const { cells, before, counts } = lattice;
    for (let at = 0; at < cells.length; at += 1) pixels[at] = inks[cells[at] + (cells[at] === before[at] ? 0 : 2)];
    pen.putImageData(image, 0, 0);
    const recent = counts.slice(-SHOWN);
    curve.setAttribute("points", recent.map((count, at) => `${at},${(100 - (100 * count) / cells.length).toFixed(1)}`).join(" "));
    readout.innerHTML = filled(words.readout, { step: lattice.step, share: shareOf(counts[counts.length - 1]) });
  };
  const setOut = (from) => {
    lattice = begun(from);
    canvas.width = canvas.height = lattice.size;
    image = new ImageData(lattice.size, lattice.size);
    pixels = new Uint32Array(image.data.buffer);
  };
  const tell = () => {
    const { key, size, cells, chance, step: at, counts, changed } = lattice;
    model.set("reached", { key, size, cells: cells.join(""), chance, step: at, counts: counts.slice(-SHOWN), changed });
    model.save_changes();
  };
  const move = () => {
    const rule = model.get("rule");
    step(lattice, rule);
    return lattice.changed > 0 || !rule.byBest || rule.flips > 0;
  };
  const restart = () => {
    lattice = begun(model.get("start"));
  };
  const { tools, stop } = player({ words, speeds: model.get("speeds"), move, paint, tell, restart });
  el.append(tools, canvas, readout, line);

  const named = () => set(canvas, "aria-label", model.get("alt"));
  const begin = () => {
    stop();
    setOut(model.get("start"));
    paint();
  };
  const [start, reached] = [model.get("start"), model.get("reached")];
  named();
  setOut(reached.key === start.key ? reached : start);
  colour();
  const theme = new MutationObserver(colour);
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name"] });
  const recolouring = recoloured(colour);
  const following = follow(model, { alt: named, start: begin });
  return () => {
    following();
    theme.disconnect();
    recolouring();
    stop();
  };
}

export default { render };
