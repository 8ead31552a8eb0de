// A match as a strip: a column for each round, a row for each side. The strip is a slider, whose value is the round one
// looks at; above it stands what both have then, and in which state each automaton is. It plays by itself if asked to.
const TEMPI = [1200, 450, 100]; // ms for a round
const FAR = 10; // rounds at once
const SIGNS = { C: "●", D: "✕" };
const STATE = { size: 42, radius: 14, middle: 27, height: 44 }; // a state in its drawing, px

function svg(name, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** Draw the states of an automaton: the one it is in stands out, an arrow leads there from the one before. */
function automaton(states, before, now) {
  const x = (state) => STATE.size * (state + 0.5);
  const top = STATE.middle - STATE.radius;
  const circles = states.map(([sign], state) => svg("g", { class: state === now ? "kooperation-state kooperation-now" : "kooperation-state" },
    svg("circle", { cx: x(state), cy: STATE.middle, r: STATE.radius }),
    svg("text", { x: x(state), y: STATE.middle + 4.5, "text-anchor": "middle" }, sign)));
  const [from, to] = before === now ? [x(now) - 7, x(now) + 7] : [x(before ?? 0), x(now)];
  const end = before === now ? top + 2 : top;
  const bow = before === now
    ? `M${from} ${top + 2}C${from - 8} -1 ${to + 8} -1 ${to} ${end - 4}`
    : `M${from} ${top}Q${(from + to) / 2} -6 ${to} ${end - 4}`;
  const arrow = before === undefined ? [] : [
    svg("path", { class: "kooperation-line", d: bow }),
    svg("path", { class: "kooperation-head", d: `M${to} ${end}l-4 -7h8z` }),
  ];
  const width = STATE.size * states.length;
  return svg("svg", { class: "kooperation-states", viewBox: `0 0 ${width} ${STATE.height}`, width, height: STATE.height }, ...circles, ...arrow);
}

function render({ model, el }) {
  el.classList.add("kooperation-widget", "kooperation-match");
  const words = model.get("words");
  let at = 0;
  let shown;
  /** @type {HTMLElement[]} */
  let columns = [];
  let sums = [];
  /** @type {number | undefined} */
  let timer;
  speaker();

  const press = (label, onclick, sign) => element("button", { type: "button", "aria-label": label, title: label, onclick }, sign);
  const play = element("button", { type: "button", onclick: () => toggle() });
  const tempo = element("select", { "aria-label": words.tempo },
    words.tempi.map((text, level) => element("option", { value: level, selected: level === 1 }, text)));
  const keys = element("div", { class: "kooperation-matchkeys" },
    press(words.back, () => step(-1), "◂"), play, press(words.next, () => step(1), "▸"), tempo);
  const heads = element("div", { class: "kooperation-heads", "aria-hidden": "true" });
  const track = element("div", { class: "kooperation-strip" });
  const SLIDER = { role: "slider", tabindex: 0, "aria-label": words.label, "aria-valuemin": 0 };
  const said = element("p", { class: "kooperation-stop" });
  const circle = element("span", {}, ` ${words.circle}`);
  const key = element("p", { class: "kooperation-legend" }, words.legend, circle);
  el.append(keys, heads, said, track, key); // the sentence above a strip that may be long: it stays in sight

  const last = () => shown.done[0].length;
  const isPlaying = () => timer !== undefined;
  const draw = () => {
    stop();
    shown = model.get("shown");
    el.hidden = !shown.done;
    if (!shown.done) return track.replaceChildren();
    const plays = model.get("plays");
    for (const part of [keys, heads, said, circle]) part.hidden = !plays;
    for (const [name, value] of Object.entries(plays ? SLIDER : { "aria-hidden": true })) set(track, name, value);
    for (const name of Object.keys(plays ? { "aria-hidden": true } : SLIDER)) track.removeAttribute(name);
    sums = [[0, 0]];
    for (let round = 0; round < last(); round += 1) {
      const gained = shown.payoffs[shown.done[0][round] + shown.done[1][round]];
      sums.push(gained.map((payoff, side) => sums[round][side] + payoff));
    }
    const mark = (side, round) => {
      const done = shown.done[side][round];
      const isSlip = done !== shown.meant[side][round];
      return element("span", { class: `kooperation-move${isSlip ? " kooperation-slip" : ""}`, "data-move": done }, isSlip ? `${SIGNS[done]}${done}!` : `${SIGNS[done]}\u202f${done}`);
    };
    columns = [...shown.done[0]].map((_, round) => element("span", { class: "kooperation-round" },
      element("small", {}, round === 0 || (round + 1) % 5 === 0 ? round + 1 : "\u00a0"), mark(0, round), mark(1, round)));
    const names = element("span", { class: "kooperation-round kooperation-who" },
      element("small", {}, "\u00a0"), shown.sides.map(({ short }, side) => element("span", { class: `kooperation-side${side}` }, short)));
    track.replaceChildren(names, ...columns);
    track.classList.toggle("kooperation-longnames", shown.sides.some(({ short }) => short.length > 2));
    at = last();
    show();
    track.scrollTop = 0;
  };
  /** Show the match as it stands after round `at`. */
  const show = () => {
    for (const [round, column] of columns.entries()) {
      column.classList.toggle("kooperation-ahead", round >= at);
      column.classList.toggle("kooperation-now", round === at - 1);
    }
    if (!model.get("plays")) return;
    set(track, "aria-valuemax", last());
    set(track, "aria-valuenow", at);
    set(track, "aria-valuetext", filled(words.place, { round: at, rounds: last() }));
    heads.replaceChildren(...shown.sides.flatMap(head));
    const text = sentence();
    if (said.textContent !== text) said.textContent = text;
    play.replaceChildren(isPlaying() ? words.pause : words.play);
  };
  const head = ({ name, states }, side) => {
    const path = shown.states[side];
    const drawn = path.length ? automaton(states, at ? path[at - 1] : undefined, path[at]) : element("span", {});
    const gain = at ? sums[at][side] - sums[at - 1][side] : 0;
    return [
      element("span", { class: `kooperation-side${side}` }, name), drawn,
      element("span", { class: "kooperation-gain" }, at ? (gain < 0 ? number(gain) : `+${number(gain)}`) : ""),
      element("strong", { class: "kooperation-sum" }, number(sums[at][side])),
    ];
  };
  const sentence = () => {
    const [name, othername] = shown.sides.map(({ called }) => called);
    const places = shown.sides.flatMap(({ called, states }, side) => {
      const state = shown.states[side][at];
      return states.length > 1 ? [filled(words.state, { name: called, at: state + 1, of: states.length, does: states[state][1] })] : [];
    });
    const now = places.length ? filled(words.now, { states: listed(places, words.and) }) : "";
    if (!at) return [words.start, now].join(" ");
    const did = ({ verbs, called }, side) => filled(verbs[shown.meant[side][at - 1] + shown.done[side][at - 1]], { name: called });
    const round = filled(words.round, { round: at, one: did(shown.sides[0], 0), other: did(shown.sides[1], 1) });
    const total = filled(words.total, { name, othername, sum: number(sums[at][0]), othersum: number(sums[at][1]) });
    return [round, total, now].join(" ");
  };
  /** Look at another round; what is read out is told once one rests there. */
  const go = (round) => {
    at = Math.min(Math.max(round, 0), last());
    if (!isPlaying()) changing(said);
    show();
    const column = columns[Math.max(at - 1, 0)];
    const above = column.offsetTop;
    if (above < track.scrollTop || above + column.offsetHeight > track.scrollTop + track.clientHeight) track.scrollTop = above - 4;
  };
  const step = (rounds) => {
    stop();
    go(at + rounds);
  };
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  /** Stop, and tell where. */
  const rest = () => {
    stop();
    said.replaceChildren();
    changing(said);
    show();
  };
  const tick = () => {
    if (!el.isConnected) return stop();
    go(at + 1);
    if (at >= last()) return rest();
    timer = setTimeout(tick, TEMPI[Number(tempo.value)]);
  };
  const toggle = () => {
    if (isPlaying()) return rest();
    if (at >= last()) at = 0;
    timer = setTimeout(tick, TEMPI[Number(tempo.value)]);
    go(at);
  };
  const KEYS = {
    ArrowRight: () => step(1), ArrowUp: () => step(1), ArrowLeft: () => step(-1), ArrowDown: () => step(-1),
    PageUp: () => step(FAR), PageDown: () => step(-FAR), Home: () => step(-at), End: () => step(last() - at), " ": () => toggle(),
  };
  track.addEventListener("keydown", (event) => {
    if (!model.get("plays") || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  track.addEventListener("click", ({ target }) => {
    const round = columns.indexOf(target.closest(".kooperation-round"));
    if (round >= 0 && model.get("plays")) step(round + 1 - at);
  });
  draw();
  const following = follow(model, { shown: draw, plays: draw, calls: () => play.focus() });
  return () => {
    stop();
    following();
  };
}

export default { render };
