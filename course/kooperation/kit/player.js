// Play, pause, step, from the beginning: what moves by steps, and says where it stands once it rests.
const LATE = 250; // ms; who was away longer does not catch up

/**
 * Return the buttons and the choice of a pace for something that has `move` (one step; false at the end), `paint`, `tell` (where it
 * rests) and `restart`; and `stop`, which ends a movement and tells nothing.
 */
function player({ words, speeds, move, paint, tell, restart }) {
  let frame = 0; // of an animation that runs; 0 while it rests
  let last = 0;
  let due = 0; // steps, in part
  const stop = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    play.textContent = words.play;
  };
  const rest = () => {
    stop();
    tell();
  };
  const goOn = (now) => {
    frame = requestAnimationFrame(goOn);
    due += (Math.min(now - last, LATE) * Number(speed.value)) / 1000;
    last = now;
    if (due < 1) return;
    let moves = true;
    for (; due >= 1 && moves; due -= 1) moves = move();
    paint();
    if (!moves) rest();
  };
  const pace = () => {
    if (frame) return void rest();
    last = performance.now();
    due = 1; // the first step at once
    play.textContent = words.pause;
    frame = requestAnimationFrame(goOn);
  };
  const once = (act) => () => {
    stop();
    act();
    paint();
    tell();
  };
  const press = (text, onclick) => element("button", { type: "button", class: "kooperation-button", onclick }, text);
  const play = press(words.play, pace);
  const speed = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": words.speed },
    speeds.map((each) => element("option", { value: each }, filled(words.steps, { count: each })))));
  speed.selectedIndex = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : Math.floor(speeds.length / 2);
  const tools = element("div", { class: "kooperation-player", role: "group", "aria-label": words.tools },
    play, press(words.step, once(move)), press(words.anew, once(restart)), speed);
  return { tools, stop };
}
