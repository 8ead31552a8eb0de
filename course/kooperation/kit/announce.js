// What has changed in a live area is said once, when it rests: the sentences that are new, and not those that stand
// there as before. One region of the page says them; the areas themselves are no live regions.
const CALM = 400; // ms without a change: a slider that moves on keeps it waiting
const BLOCKS = "p, li, tr, summary, caption";
const END = /(?<=\p{Ll}{2}[.!?]“?)\s+(?=[\p{Lu}„])/u; // of a sentence, not of „z. B.“ or „Abs.“ before a number

/** Return the sentences that one can read in *area*; an alert speaks for itself. */
function readable(area) {
  const whole = [...area.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  const blocks = whole.length ? whole : [area];
  return blocks.filter((block) => block.checkVisibility() && !block.closest('[role="alert"]')).flatMap((block) => {
    const cells = block.matches("tr") ? [...block.cells].map((cell) => cell.textContent) : [block.textContent];
    return cells.map((text) => text.trim()).filter(Boolean).join(", ").split(END);
  }).filter(Boolean);
}

/** @type {Map<Element, string[]>} */
const waiting = new Map(); // by area that changes: what stood there when it last rested
/** @type {number | undefined} */
let resting;

/** Take note of what stands in *area*, which is about to change. */
function changing(area) {
  if (!waiting.has(area)) waiting.set(area, readable(area));
  clearTimeout(resting);
  resting = setTimeout(say, CALM);
}

function say() {
  const said = [...waiting].flatMap(([area, before]) => readable(area).filter((one) => !before.includes(one)));
  waiting.clear();
  if (said.length) speaker().replaceChildren(...said.map((one) => element("p", {}, one)));
}

/** Return the page's one region; there from the first card on, since one that comes with its text is not read out. */
function speaker() {
  const id = "kooperation-said";
  const there = document.getElementById(id);
  if (there) return there;
  const made = element("div", { id, class: "kooperation-sr", "aria-live": "polite", lang: "de" });
  document.body.append(made);
  return made;
}
