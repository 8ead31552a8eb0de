// The payoff explorer's picture as the page draws it at once: `game_view.py` and `explanation_view.py` say what it is.
// A game is its payoffs by profile: `game.CD[1]` is what player 2 has if 1 cooperates and 2 does not.
const ACTIONS = ["C", "D"];
const PROFILES = ["CC", "CD", "DC", "DD"];
const SHOWN = ["DD", "DC", "CD", "CC"];
const SEP = '<span class="kooperation-sep"> | </span>';
const against = (player, own, other) => (player ? other + own : own + other);
const another = (action) => (action === "C" ? "D" : "C");
const equal = (one, other) => one[0] === other[0] && one[1] === other[1];

function gameOf(values) {
  if (!("temptation" in values)) return Object.fromEntries(PROFILES.map((at) => [at, [values[`${at}0`], values[`${at}1`]]]));
  const { temptation: t, reward: r, punishment: p, sucker: s } = values;
  return { CC: [r, r], CD: [s, t], DC: [t, s], DD: [p, p] };
}

const seenBy = (player, game) => ({
  t: game[against(player, "D", "C")][player],
  r: game.CC[player],
  p: game.DD[player],
  s: game[against(player, "C", "D")][player],
});
const isSymmetric = ({ CC, CD, DC, DD }) =>
  CC[0] === CC[1] && DD[0] === DD[1] && CD[0] === DC[1] && CD[1] === DC[0];

// What holds ------------------------------------------------------------------------------------------

const gain = (game, player, own, other) =>
  game[against(player, own, other)][player] - game[against(player, another(own), other)][player];
const isBest = (game, player, own, other) => gain(game, player, own, other) >= 0;
const isEquilibrium = (game, at) => isBest(game, 0, at[0], at[1]) && isBest(game, 1, at[1], at[0]);
const isEfficient = (game, at) =>
  !PROFILES.some((other) => !equal(game[other], game[at]) && game[other][0] >= game[at][0] && game[other][1] >= game[at][1]);

/** Return the dominant action and whether it is strictly so. */
function dominant(game, player) {
  const gains = ACTIONS.map((own) => ACTIONS.map((other) => gain(game, player, own, other)));
  const own = gains.findIndex((of) => Math.min(...of) >= 0 && Math.max(...of) > 0);
  return { action: ACTIONS[own], isStrict: gains[own]?.every((one) => one > 0) };
}

function hasSegment(game) {
  return [0, 1].some((player) => ACTIONS.some((fixed) => {
    if (gain(game, player, "C", fixed) !== 0) return false;
    const gains = ACTIONS.map((own) => gain(game, 1 - player, fixed, own));
    return Math.max(...gains) > 0 || gains.every((one) => one === 0);
  }));
}

/** Return both players' probability of C where exactly one equilibrium is mixed. */
function mixture(game) {
  const [first, second] = [0, 1].map((player) => ACTIONS.map((other) => gain(game, player, "C", other)));
  if (![first, second].every((gains) => Math.min(...gains) < 0 && Math.max(...gains) > 0)) return undefined;
  return [second[1] / (second[1] - second[0]), first[1] / (first[1] - first[0])];
}

const maximin = (game, player) =>
  Math.max(...ACTIONS.map((own) => Math.min(...ACTIONS.map((other) => game[against(player, own, other)][player]))));

function ownKind({ t, r, p, s }) {
  if (t > r && r > p && p > s) return "gefangenendilemma";
  if (t > r && r > p && p === s) return "schwaches_dilemma";
  if (r > t && t >= p && p > s) return "hirschjagd";
  if (t > r && r > s && s > p) return "chicken";
  if (t > p && p > r && r > s) return "deadlock";
  if (r > t && s > p && r > p) return "harmonie";
  return "anderes";
}

function coordination(game) {
  for (const [agreed, missed] of [[["CC", "DD"], ["CD", "DC"]], [["CD", "DC"], ["CC", "DD"]]]) {
    if (!agreed.every((x) => missed.every((y) => game[x][0] > game[y][0] && game[x][1] > game[y][1]))) continue;
    const [a, b] = agreed;
    const preferences = [0, 1].map((player) => game[a][player] - game[b][player]);
    return Math.min(...preferences) < 0 && Math.max(...preferences) > 0 ? "geschlechterkampf" : "koordination";
  }
  return "anderes";
}

function kindOf(game) {
  const [first, second] = [0, 1].map((player) => ownKind(seenBy(player, game)));
  return first === second && first !== "anderes" ? first : coordination(game);
}

// What is drawn ---------------------------------------------------------------------------------------

function cell(game, at, words) {
  const values = [0, 1].map((player) => {
    const value = number(game[at][player]);
    if (!isBest(game, player, at[player], at[1 - player])) return `<span class="kooperation-side${player}">${value}</span>`;
    const said = `<span class="kooperation-sr"> (${words.best_response})</span>`;
    return `<u class="kooperation-best kooperation-side${player}">${value}${said}</u>`;
  });
  const held = [];
  if (isEquilibrium(game, at)) held.push(`◆ ${words.equilibrium}`);
  if (isEfficient(game, at)) held.push(`○ ${words.efficient}`);
  const marks = held.map((text) => `<span class="kooperation-mark">${text}</span>`);
  return `<div class="kooperation-payoffs">${values.join(SEP)}</div>${marks.join("")}`;
}

function explained(game, { explanation: words, kinds, lists, reasons }, { actions, players }) {
  const profile = (at) => `(${actions[at[0]]}, ${actions[at[1]]})`;
  const pure = SHOWN.filter((at) => isEquilibrium(game, at));

  const kind = () => {
    const found = kindOf(game);
    if (found === "anderes") {
      const renamed = kindOf({ CC: game.DD, CD: game.DC, DC: game.CD, DD: game.CC });
      if (renamed !== found) return filled(words.relabelled, { name: kinds[renamed], action: actions.D });
    }
    const said = filled(words.kind, { name: kinds[found], because: reasons[found] });
    const isAlternating = [0, 1].every((player) => {
      const { t, r, s } = seenBy(player, game);
      return atLeast(t + s, 2 * r, t - s);
    });
    return found.endsWith("dilemma") && isAlternating ? `${said} ${words.alternating}` : said;
  };

  const incentive = (player) => {
    const { t, r, p, s } = seenBy(player, game);
    const { action, isStrict } = dominant(game, player);
    if (!action) return filled(words.nothing_dominates, { answers: listed(ACTIONS.map((other) => answer(player, other)), lists.and) });
    const pairs = action === "D" ? [[t, r], [p, s]] : [[r, t], [s, p]];
    const compared = listed(pairs.map(([a, b]) => `${number(a)} ${a > b ? "&gt;" : "="} ${number(b)}`), lists.and);
    return filled(isStrict ? words.dominates : words.dominates_weakly, { action: actions[action], reasons: compared });
  };

  const answer = (player, other) => {
    const answers = ACTIONS.filter((own) => isBest(game, player, own, other));
    const best = answers.length === 1 ? filled(words.one_is_best, { action: actions[answers[0]] }) : words.both_as_good;
    return filled(words.answer, { to: actions[other], best });
  };

  const equilibria = () => {
    const profiles = listed(pure.map(profile), lists.and);
    const said = [words.no_equilibrium, filled(words.one_equilibrium, { profile: profiles })][pure.length]
      ?? filled(words.equilibria, { count: pure.length, profiles });
    if (hasSegment(game)) return `${said} ${words.continuum}`;
    const mixed = mixture(game);
    if (!mixed) return said;
    const [first, second] = mixed.map((share) => number(100 * share, 1));
    const action = actions.C;
    if (first === second) return `${said} ${filled(words.both_mix, { action, share: first })}`;
    return `${said} ${filled(words.each_mixes, { one: players[0], other: players[1], action, first, second })}`;
  };

  const efficiency = () => {
    const wasted = pure.filter((at) => !isEfficient(game, at)).map(profile);
    const best = listed(SHOWN.filter((at) => isEfficient(game, at)).map(profile), lists.and);
    const said = filled(words.efficient, { profiles: best });
    if (!wasted.length) return said;
    return `${said} ${filled(wasted.length === 1 ? words.one_wasted : words.several_wasted, { profiles: listed(wasted, lists.and) })}`;
  };

  const secured = () => {
    const values = [0, 1].map((player) => number(maximin(game, player)));
    if (isSymmetric(game)) return filled(words.both_secure, { value: values[0] });
    return filled(words.each_secures, {
      each: listed(players.map((name, player) => filled(words.secures, { name, value: values[player] })), lists.and),
    });
  };

  const incentives = isSymmetric(game) ? [incentive(0)] : players.map((name, player) => `${name}: ${incentive(player)}`);
  return [kind(), ...incentives, equilibria(), efficiency(), secured()];
}

function render(values, words, record) {
  const game = gameOf(values);
  const ends = Object.entries(values).filter(([, value]) => record.span.includes(value));
  return {
    table: filled(record.table, Object.fromEntries(PROFILES.map((at) => [at, cell(game, at, words.matrix)]))),
    own: record.own[PROFILES.every((at) => equal(game[at], record.game[at])) ? 0 : 1],
    sentences: itemised(explained(game, words, record)),
    note: ends
      .map(([key, value]) => filled(words.explorer.at_end, { name: record.names[key], value: number(value) }))
      .map((text) => `<p class="kooperation-note">${text}</p>`)
      .join(""),
  };
}

export default { render };
