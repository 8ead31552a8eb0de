// What coordinating costs, drawn by the page at once: `coordination_view.py` says what it is.
const MOST_OFFICES = 12;
const raised = (count) => [...String(count)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");

function render({ offices, options }, { effort: words }, { table }) {
  const [n, s] = [offices, options].map((value) => rounded(value, 0));
  const negative = (count) => count * s * (count - 1);
  const positive = (count) => s ** count;
  const sizes = (most) => Array.from({ length: most - 1 }, (_, at) => at + 2);

  const places = { negative: number(negative(n)), positive: number(positive(n)) };
  const now = () => {
    if (positive(n) === negative(n)) return filled(words.positive_equal, places);
    if (positive(n) < negative(n)) return filled(words.positive_less, places);
    const times = positive(n) / negative(n);
    return filled(words.positive_more, { ...places, factor: number(times, times < 10 ? 1 : 0) });
  };
  const last = sizes(50).filter((count) => positive(count) <= negative(count)).at(-1);
  const border = last === undefined ? filled(words.never, { s }) : filled(words.last, { s, n: last });
  const more = filled(words.one_more, { positive: places.positive, next: number(positive(n + 1)) });

  const line = (name, of, dashed) =>
    ({ name, points: sizes(MOST_OFFICES).map((count) => [count, Math.log10(of(count))]), dashed, dots: false });
  const lines = [line(words.negative, negative, false), line(words.positive, positive, true)];
  const marks = [{ x: n, name: filled(words.chosen, { n }), strong: true }];
  return {
    sentences: itemised([now(), border, more]),
    table: filled(table, { ...places, n, s, others: n - 1, power: raised(n) }),
    chart: lineChart(lines, words.x_axis, words.y_axis, filled(words.chart, { s }), marks, [2, 4, 6, 8, 10, 12]),
  };
}

export default { render };
