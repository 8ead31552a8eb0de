// A small population as its individuals: at each birth a child takes the place of one who dies.
// The kernel gives what happens; the page shows it birth by birth, and the kernel says in words where one stops.
const ACROSS = 12; // individuals in a row
const SIDE = 20;
// A sign for each kind, in a square around 0: colour alone would tell it to some only.
const SIGNS = [
  "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z",
  "M-6.5 -6.5h13v13h-13z",
  "M0 -7.5L7.5 6H-7.5z",
  "M0 -8L8 0L0 8L-8 0z",
  "M-2.5 -7h5v4.5h4.5v5h-4.5v4.5h-5v-4.5h-4.5v-5h4.5z",
  "M0 7.5L7.5 -6H-7.5z",
  "M-7.5 -4h15v8h-15z",
  "M-4 -7.5h8v15h-8z",
];

function render({ model, el }) {
  el.classList.add("kooperation-widget", "kooperation-moran");
  const words = model.get("words");
  const scene = element("div", { role: "img" });
  const keys = element("p", { class: "kooperation-keys", "aria-hidden": "true" });
  let kinds = []; // of the individuals, by place
  let birth = 0;
  let newest = -1;
  let marks = [];

  const counted = (kind) => kinds.filter((each) => each === kind).length;
  const paint = () => {
    for (const [at, kind] of kinds.entries()) {
      set(marks[at], "d", SIGNS[kind]);
      set(marks[at], "class", `kooperation-kind${kind}${at === newest ? " kooperation-newborn" : ""}`);
    }
    const there = model.get("names").map((name, kind) => [kind, name]).filter(([kind]) => model.get("run").start[kind]);
    keys.innerHTML = `<span>${filled(words.birth, { count: birth })}</span>${there.map(([kind, name]) =>
      `<span><svg viewBox="-10 -10 20 20"><path class="kooperation-kind${kind}" d="${SIGNS[kind]}"></path></svg> ${name}: ${counted(kind)}</span>`).join("")}`;
  };
  const begin = () => {
    const { start } = model.get("run");
    kinds = start.flatMap((count, kind) => Array(count).fill(kind));
    [birth, newest] = [0, -1];
    const rows = Math.ceil(kinds.length / ACROSS);
    const places = kinds.map((_, at) => `<path transform="translate(${SIDE * (at % ACROSS) + SIDE / 2} ${SIDE * Math.floor(at / ACROSS) + SIDE / 2})"></path>`);
    scene.innerHTML = `<svg viewBox="0 0 ${ACROSS * SIDE} ${rows * SIDE}">${places.join("")}</svg>`;
    marks = [...scene.querySelectorAll("path")];
  };
  const move = () => {
    const { births } = model.get("run");
    if (birth >= births.length) return false;
    const change = births[birth];
    birth += 1;
    newest = -1;
    if (change) {
      const [born, dead] = change;
      const places = kinds.flatMap((kind, at) => (kind === dead ? [at] : []));
      newest = places[Math.floor(places.length * ((birth * 0.618034) % 1))]; // any of a kind, they are alike
      kinds[newest] = born;
    }
    return birth < births.length;
  };
  const tell = () => {
    model.set("reached", { key: model.get("run").key, birth });
    model.save_changes();
  };
  const { tools, stop } = player({ words, speeds: model.get("speeds"), move, paint, tell, restart: begin });
  el.append(tools, scene, keys);
  const anew = () => {
    stop();
    begin();
    paint();
  };
  const named = () => set(scene, "aria-label", model.get("alt"));
  anew();
  named();
  const following = follow(model, { run: anew, alt: named });
  return () => {
    following();
    stop();
  };
}

export default { render };
