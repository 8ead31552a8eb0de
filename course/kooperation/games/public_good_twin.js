// The public good's picture as the page draws it at once: `public_good_view.py` says what it is.
function render(values, { good: words, lists }, { table }) {
  const { endowment: e, multiplier: m } = values;
  const [n, others] = [Math.round(values.players), Math.round(values.others)];
  const k = values.with_threshold ? Math.round(values.threshold) : 1;
  if (others >= n || k > n) return undefined; // the kernel shortens the sliders first
  const each = m / n;

  const payoff = (pays, count) => {
    const paying = count + (pays ? 1 : 0);
    return e - (pays ? e : 0) + (paying >= k ? each * (e * paying) : 0);
  };
  const gain = (count) => payoff(true, count) - payoff(false, count);
  const holds = (paying) =>
    (paying === 0 || atLeast(gain(paying - 1), 0, e)) && (paying === n || atLeast(0, gain(paying), e));
  const counts = Array.from({ length: n }, (_, count) => count);
  const paying = [...counts, n].filter(holds);

  const kind = () => {
    if (!beats(m, 1)) return words.unprofitable;
    if (beats(m, n)) return k === 1 ? words.harmony : filled(words.harmony_threshold, { count: k });
    if (k === n && paying.includes(k)) return words.assurance;
    if (alike(m, n)) return k === 1 ? words.even : filled(words.even_threshold, { count: k });
    if (k === 1) return filled(words.dilemma, { share: number(each), multiplier: number(m) });
    return filled(paying.includes(k) ? words.coordination : words.pivotal_not, { count: k });
  };
  const named = (count) => {
    if (count === 0) return words.nobody;
    return count === n ? words.everybody : filled(words.some, { count });
  };
  const equilibria = () => {
    if (paying.length > n) return words.any;
    if (paying.length > 2) return filled(words.any_from, { count: paying[1] });
    const found = paying.map(named);
    return found.length === 1
      ? filled(words.alone, { count: found[0] })
      : filled(words.several, { counts: listed(found, lists.or) });
  };
  const extremes = { all: payoff(true, n - 1), none: payoff(false, 0), rider: payoff(false, n - 1) };
  const shown = Object.fromEntries(Object.entries(extremes).map(([name, value]) => [name, number(value)]));
  const said = [filled(words.extremes, shown), kind(), equilibria()];

  const lines = [[words.free_rides, false], [words.pays, true]].map(([name, pays]) =>
    ({ name, points: counts.map((count) => [count, payoff(pays, count)]), dashed: pays, dots: true }));
  const marks = [{ x: others, name: filled(words.mark, { count: others }), strong: true }];
  const cells = [true, false].flatMap((pays) => {
    const all = others + (pays ? 1 : 0);
    return [
      number(payoff(pays, others)),
      others ? number(payoff(true, all - 1)) : words.nobody_else,
      others < n - 1 ? number(payoff(false, all)) : words.nobody_else,
    ];
  });
  const story = filled(words.story, { endowment: number(e), multiplier: number(m), each: number(each) });
  return {
    story: `<p class="kooperation-story">${story}</p>`,
    sentences: itemised(said),
    chart: lineChart(lines, words.x_axis, words.y_axis, said.join(" "), marks, counts),
    table: filled(table, cells),
  };
}

export default { render };
