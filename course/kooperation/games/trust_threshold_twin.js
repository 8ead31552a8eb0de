// How much trust it takes, drawn by the page at once: `trust_view.py` says what it is.
function render({ trust, temptation: t, reward: r, punishment: p, sucker: s }, { threshold: words }, { cooperate, defect }) {
  const expected = (share) => [share * r + (1 - share) * s, share * t + (1 - share) * p];
  const at = r > t && p > s ? (p - s) / (r - t + (p - s)) : undefined;
  const unit = Math.max(t, r, p, s) - Math.min(t, r, p, s) || 1;

  const now = () => {
    const [own, other] = expected(trust);
    const value = number(trust);
    if (alike(own, other, unit)) return filled(words.equal, { value, more: number(own) });
    const [more, less] = toldApart(Math.max(own, other), Math.min(own, other));
    return filled(words.pays, { value, action: own > other ? cooperate : defect, more, less });
  };
  const rule = () => {
    if (at !== undefined) {
      return filled(words.rule, { value: number(at), cooperate, t: operand(t), r: number(r), p: number(p), s: operand(s) });
    }
    if (t === r && p === s) return words.indifferent;
    if (t >= r && p >= s) return filled(words.always_defect, { defect });
    if (t <= r && p <= s) return filled(words.always_cooperate, { cooperate });
    return filled(words.turned, { cooperate });
  };

  const lines = [cooperate, defect].map((name, of) =>
    ({ name, points: [0, 1].map((share) => [share, expected(share)[of]]), dashed: of === 1, dots: false }));
  const marks = [{ x: trust, name: filled(words.chosen, { value: number(trust) }), strong: true }];
  if (at !== undefined) marks.push({ x: at, name: filled(words.threshold, { value: number(at) }), strong: false });
  const told = [now(), rule()];
  const chart = lineChart(lines, words.x_axis, words.y_axis, told.join(" "), marks, [0, 0.25, 0.5, 0.75, 1]);
  return { chart, sentences: itemised(told) };
}

export default { render };
