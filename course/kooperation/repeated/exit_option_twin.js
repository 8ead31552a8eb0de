// Who can leave, drawn by the page at once: `exit_option_view.py` says what it is.
function render(values, { exit: words }, { table, players, payoffs }) {
  const threshold = ({ t, r, p }, outside) => (t - r) / (t - Math.max(p, Math.min(outside, r)));
  const sides = payoffs.map((own, player) => {
    const unit = Math.max(...Object.values(own)) - Math.min(...Object.values(own)) || 1;
    const [outside, discount] = [values[`outside${player}`], values[`patience${player}`]];
    const needed = threshold(own, outside);
    const stays = !atLeast(needed, 1); // it is 1 where leaving is better than all
    return { own, unit, outside, discount, needed, stays, joins: stays && atLeast(discount, needed) };
  });

  const cells = ({ own, outside, needed, discount, stays, joins }) => [
    number(own.r),
    number(outside),
    stays ? number(needed) : words.never,
    number(discount),
    joins ? words.joins : words[stays ? "too_impatient" : "leaves"],
  ];
  const effect = ({ own, unit, outside, needed, stays }, player) => {
    const [name, shown] = [players[player], number(outside)];
    if (!stays) {
      if (!beats(outside, own.r, unit)) return filled(words.as_good, { name, outside: shown });
      return filled(words.leaving, { name, outside: shown, reward: number(own.r) });
    }
    if (beats(outside, own.p, unit)) {
      return filled(words.power, { name, before: number(threshold(own, -Infinity)), after: number(needed) });
    }
    return filled(words.no_power, { name, outside: shown, punishment: number(own.p) });
  };
  const unwilling = [0, 1].filter((player) => !sides[player].joins);
  const together = [words.together, filled(words.blocked_by, { name: players[unwilling[0]] }), words.blocked_by_both];
  return {
    table: filled(table, sides.flatMap(cells)),
    sentences: itemised([together[unwilling.length], ...sides.map(effect)]),
  };
}

export default { render };
