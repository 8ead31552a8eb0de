// Line charts for twins: what `chart.py` draws, with the same numbers in the same places.
const CHART = { width: 540, height: 326, left: 56, right: 16, top: 42, bottom: 62 };

function roundTicks(low, high) {
  const rough = (high - low || 1) / 5;
  let power = 1;
  while (power * 10 <= rough) power *= 10;
  while (power > rough) power /= 10;
  const step = [1, 2, 2.5, 5, 10].map((k) => power * k).find((one) => one >= rough * 0.999) ?? rough;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: Math.max(last, first + 1) - first + 1 }, (_, k) => rounded((first + k) * step, 9));
}

/** Draw lines ({ name, points, dashed, dots }) and upright marks ({ x, name, strong }); all texts are HTML already. */
function lineChart(lines, xTitle, yTitle, description, marks, xTicks) {
  const { width, height, left, right, top, bottom } = CHART;
  const points = lines.flatMap((line) => line.points);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const yTicks = roundTicks(Math.min(0, ...ys), Math.max(...ys));
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), yTicks[0], yTicks[yTicks.length - 1]];
  const across = (x) => left + (width - left - right) * ((x - x0) / (x1 - x0));
  const up = (y) => height - bottom - (height - top - bottom) * ((y - y0) / (y1 - y0));
  const looks = [
    ...lines.map(({ dashed }) => (dashed ? "kooperation-curve kooperation-dashed" : "kooperation-curve")),
    ...marks.map(({ strong }) => (strong ? "kooperation-chosenline" : "kooperation-markline")),
  ];

  const level = (y) => {
    const at = fixed(up(y), 1);
    return `<line class="kooperation-gridline" x1="${left}" y1="${at}" x2="${width - right}" y2="${at}"></line>`
      + `<text x="${left - 7}" y="${fixed(up(y) + 4.5, 1)}" text-anchor="end">${number(y)}</text>`;
  };
  const tick = (x) =>
    `<text x="${fixed(across(x), 1)}" y="${fixed(up(y0) + 23, 1)}" text-anchor="middle">${number(x)}</text>`;
  const vertical = ({ x }, index) => {
    const at = fixed(across(x), 1);
    return `<line class="${looks[lines.length + index]}" x1="${at}" y1="${fixed(up(y0), 1)}" x2="${at}" y2="${fixed(up(y1), 1)}"></line>`;
  };
  const curve = ({ points: own, dots }, index) => {
    const places = own.map(([x, y]) => [fixed(across(x), 1), fixed(up(y), 1)]);
    const circles = places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="4"></circle>`);
    return `<g class="kooperation-series${index}"><polyline class="${looks[index]}" points="${places.map(String).join(" ")}">`
      + `</polyline>${dots ? circles.join("") : ""}</g>`;
  };
  const key = ({ name }, index) => {
    const series = index < lines.length ? ` class="kooperation-series${index}"` : "";
    return `<span><svg${series} viewBox="0 0 30 10" aria-hidden="true"><path class="${looks[index]}" d="M1 5H29"></path></svg> ${name}</span>`;
  };

  const titles = `<text x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">${xTitle}</text>`
    + `<text x="2" y="19">${yTitle}</text>`;
  const parts = [...yTicks.map(level), ...xTicks.map(tick), ...marks.map(vertical), ...lines.map(curve), titles];
  return `<svg class="kooperation-drawing kooperation-flexible" viewBox="0 0 ${width} ${height}" role="img" `
    + `aria-label="${description}" style="max-width: ${width}px; min-width: 0px">${parts.join("")}</svg>`
    + `<p class="kooperation-keys">${[...lines, ...marks].map(key).join("")}</p>`;
}
