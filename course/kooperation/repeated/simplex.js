// A triangle of three strategies in which one chooses where the way begins: with a click, or with arrow keys. The beginning
// moves at once; the kernel makes whole percents of it, and draws the way.
const LEAST = 0.01; // of each: with two there is no triangle
const STEP = 0.01;
const FAR = 5; // steps at once, with Shift
// By strategy: at the left, at the top, at the right.
const WAYS = { ArrowLeft: [1, 0, -1], ArrowRight: [-1, 0, 1], ArrowUp: [-1, 2, -1], ArrowDown: [1, -2, 1] };

/** Return the nearest mix in which each strategy has its least share. */
const within = (shares) => {
  const kept = shares.map((share) => Math.max(share - LEAST, 0));
  const total = kept.reduce((sum, share) => sum + share, 0);
  return kept.map((share) => LEAST + (1 - 3 * LEAST) * (share / total));
};

function render({ model, el }) {
  const words = model.get("words");
  const ground = element("div", { class: "kooperation-triangle", role: "group", tabindex: 0, "aria-label": words.name });
  el.classList.add("kooperation-area");
  el.append(ground, element("p", { class: "kooperation-legend" }, words.how));
  let now = [];
  let count = model.get("chosen").count ?? 0;
  const corners = () => [...ground.querySelector(".kooperation-simplex-outline").points].map(({ x, y }) => [x, y]);
  const mark = () => {
    const square = ground.querySelector(".kooperation-drawing .kooperation-simplex-start");
    if (!square) return; // not three
    for (const [axis, name] of ["x", "y"].entries()) {
      const middle = corners().reduce((sum, corner, kind) => sum + now[kind] * corner[axis], 0);
      set(square, name, middle - Number(square.getAttribute("width")) / 2);
    }
  };
  const choose = (shares) => {
    now = shares;
    count += 1;
    mark();
    tell(model, "chosen", { shares: now, count });
  };
  ground.addEventListener("click", (event) => {
    const svg = event.target.closest(".kooperation-drawing");
    if (!svg) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const [[ax, ay], [bx, by], [cx, cy]] = corners();
    const whole = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    const top = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / whole;
    const right = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / whole;
    choose(within([1 - top - right, top, right]));
  });
  ground.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const size = STEP * (event.shiftKey ? FAR : 1);
    choose(within(now.map((share, kind) => share + size * way[kind])));
  });
  const settle = () => {
    if (model.get("answered") === count) now = model.get("start");
    mark();
  };
  const show = () => {
    fill(ground, model.get("value"));
    settle();
  };
  show();
  return follow(model, { value: show, answered: settle });
}

export default { render };
