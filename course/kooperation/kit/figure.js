// A live plotly figure: `figure` holds its JSON, Plotly.react draws it. plotly.js (5 MB) comes from
// Python once per page, not once per figure; colours follow JupyterLab's theme; clicks go back.
const SHARED = "__kooperationPlotly";

function plotly(model) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  window[SHARED] ??= new Promise((resolve, reject) => {
    const arrived = (message, buffers) => {
      if (message !== "plotly.js") return;
      model.off("msg:custom", arrived);
      const script = document.createElement("script");
      script.src = URL.createObjectURL(new Blob(buffers, { type: "text/javascript" }));
      script.onload = () => resolve(window.Plotly);
      script.onerror = reject;
      document.head.append(script);
    };
    model.on("msg:custom", arrived);
    model.send("plotly.js");
  });
  return window[SHARED];
}

function themed(data, layout, el) {
  const text = computed("var(--kooperation-ink)", el);
  const line = computed("var(--kooperation-grid)", el);
  const axis = {
    gridcolor: line, zerolinecolor: line, linecolor: line, tickcolor: line, automargin: true,
  };
  const result = {
    margin: { l: 20, r: 20, t: 30, b: 20 }, ...layout,
    paper_bgcolor: "transparent", plot_bgcolor: "transparent",
    font: { size: 13, ...layout.font, color: text },
    separators: ",.", autosize: true,
  };
  const names = new Set(["xaxis", "yaxis", ...Object.keys(layout).filter((k) => /^[xy]axis\d*$/.test(k))]);
  if (data.some(({ type }) => type?.includes("polar"))) {
    const polar = layout.polar ?? {};
    result.polar = {
      ...polar, bgcolor: "transparent",
      radialaxis: { ...axis, ...polar.radialaxis },
      angularaxis: { ...axis, ...polar.angularaxis },
    };
  } else {
    for (const name of names) result[name] = { ...axis, ...layout[name] };
  }
  return result;
}

// plotly knows no CSS: a colour given as "var(--…)" becomes what the theme says now.
function resolved(value, el, known = new Map()) {
  if (typeof value === "string") {
    if (!/^var\(--[\w-]+\)$/.test(value)) return value;
    if (!known.has(value)) known.set(value, computed(value, el));
    return known.get(value);
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, el, known));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, resolved(item, el, known)]),
  );
}

async function render({ model, el }) {
  el.classList.add("kooperation-widget", "kooperation-figure");
  const plot = document.createElement("div");
  plot.setAttribute("role", "img");
  const height = () => `${model.get("figure").layout?.height ?? 400}px`;
  el.style.minHeight = height();
  el.append(plot);
  const Plotly = await plotly(model);
  const draw = () => {
    const { data, layout } = resolved(model.get("figure"), el);
    plot.setAttribute("aria-label", model.get("alt"));
    el.style.minHeight = height();
    return Plotly.react(plot, data ?? [], themed(data ?? [], layout ?? {}, el), {
      displayModeBar: false, responsive: false, locale: "de",
    });
  };
  await draw();
  // Both change with each update: draw once, when both have arrived.
  let due = false;
  const redraw = () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      draw();
    });
  };
  model.on("change:figure", redraw);
  model.on("change:alt", redraw);
  let clicks = 0;
  plot.on("plotly_click", ({ points: [point] }) => {
    if (point?.customdata == null) return;
    clicks += 1;
    model.set("clicked", { value: point.customdata, count: clicks });
    model.save_changes();
  });
  const sized = new ResizeObserver(() => el.offsetWidth && Plotly.Plots.resize(plot));
  sized.observe(el);
  const theme = new MutationObserver(draw);
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name"] });
  return () => {
    model.off("change:figure", redraw);
    model.off("change:alt", redraw);
    sized.disconnect();
    theme.disconnect();
    Plotly.purge(plot);
  };
}

export default { render };
