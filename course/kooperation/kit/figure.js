// A live plotly figure: `figure` holds its JSON, Plotly.react draws it. plotly.js (5 MB) comes once per page, not
// once per figure; colours follow JupyterLab's theme; clicks go back.
const ARRIVED = "kooperation-plotly";
const ASKED = "__kooperationPlotlyAsked"; // when a figure of this page last asked for it
const TRIED = "__kooperationPlotlyTried"; // whether it was looked for as a file
const PATIENCE = 10_000; // ms; then a figure that still waits asks through its own kernel
const SLOW = 60_000; // ms that the file may take: 1.4 MB compressed

// Runs a script, and tells all figures of the page.
function run(src, failed) {
  const script = document.createElement("script");
  script.src = src;
  script.onload = () => window.dispatchEvent(new Event(ARRIVED));
  script.onerror = failed;
  document.head.append(script);
}

// Where the server of this page has plotly.js as a file; "" where the page does not come from a Jupyter server.
function fileOf(model) {
  const config = document.getElementById("jupyter-config-data")?.textContent;
  const { baseUrl } = JSON.parse(config || "{}");
  return baseUrl ? `${baseUrl}kooperation/plotly.min.js?v=${model.get("version")}` : "";
}

// A file that the browser keeps; where there is none, as in another server, 5 MB through the kernel.
function ask(model, failed) {
  const file = fileOf(model);
  const isTried = window[TRIED];
  window[ASKED] = Date.now();
  window[TRIED] = true;
  if (file && !isTried) {
    window[ASKED] += SLOW - PATIENCE;
    run(file, () => askKernel(model, failed));
  } else askKernel(model, failed);
}

function askKernel(model, failed) {
  window[ASKED] = Date.now();
  const load = (message, buffers) => {
    if (message !== "plotly.js") return;
    model.off("msg:custom", load);
    run(URL.createObjectURL(new Blob(buffers, { type: "text/javascript" })), failed);
  };
  model.on("msg:custom", load);
  model.send("plotly.js");
}

// Waits for plotly.js, whichever figure's kernel sends it; a kernel that goes away meanwhile keeps
// nobody waiting for ever, since each figure asks again. `late` is called when it takes long.
async function plotly(model, el, late) {
  if (window.Plotly) return window.Plotly;
  const failed = () => {
    window[ASKED] = 0;
    late();
  };
  const again = () => {
    if (Date.now() - (window[ASKED] ?? 0) >= PATIENCE) ask(model, failed);
  };
  const timer = setInterval(() => {
    if (!el.isConnected) return clearInterval(timer);
    late();
    again();
  }, PATIENCE);
  const arrived = new Promise((resolve) => {
    window.addEventListener(ARRIVED, resolve, { once: true });
  });
  again();
  await arrived;
  clearInterval(timer);
  return window.Plotly;
}

function themed(data, layout, el) {
  const text = coloured("var(--kooperation-ink)", el);
  const line = coloured("var(--kooperation-grid)", el);
  const axis = {
    gridcolor: line, zerolinecolor: line, linecolor: line, tickcolor: line, automargin: true,
  };
  const result = {
    margin: { l: 20, r: 20, t: 30, b: 20 }, ...layout,
    paper_bgcolor: "transparent", plot_bgcolor: "transparent",
    font: { size: 13, ...layout.font, color: text },
    separators: ",\u202f", autosize: true,
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

// What colours are now. Each look makes the browser style the whole page anew, 20 ms in a long lecture: once for a theme.
const COLOURS = { theme: "", known: new Map() };

function coloured(colour, el) {
  const { jpThemeName, jpThemeLight } = document.body.dataset;
  const asked = ["(forced-colors: active)", "(prefers-color-scheme: dark)"].map((query) => matchMedia(query).matches);
  const sheets = document.styleSheets.length; // a theme's are away while it is loaded
  const theme = [jpThemeName, jpThemeLight, sheets, ...asked].join();
  if (COLOURS.theme !== theme) Object.assign(COLOURS, { theme, known: new Map() });
  if (!COLOURS.known.has(colour)) COLOURS.known.set(colour, computed(colour, el));
  return COLOURS.known.get(colour);
}

// plotly knows no CSS: a colour given as "var(--…)" becomes what the theme says now.
function resolved(value, el) {
  if (typeof value === "string") return /^var\(--[\w-]+\)$/.test(value) ? coloured(value, el) : value;
  if (Array.isArray(value)) return value.map((item) => resolved(item, el));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, el)]));
}

// A figure says in `layout.meta.narrow` what of its layout is otherwise on a phone.
const NARROW = 350; // px

function fitting(layout, width) {
  const { narrow } = layout.meta ?? {};
  return narrow && width > 0 && width < NARROW ? changed(layout, narrow) : layout;
}

function changed(values, others) {
  const isPlain = (value) => value?.constructor === Object;
  const pairs = Object.entries(others).map(([key, value]) => [key, isPlain(value) && isPlain(values[key]) ? changed(values[key], value) : value]);
  return { ...values, ...Object.fromEntries(pairs) };
}

async function render({ model, el }) {
  el.classList.add("kooperation-widget", "kooperation-figure");
  const words = model.get("words");
  const wait = element("p", { class: "kooperation-note", role: "status" }, words.waiting);
  const plot = element("div", { role: "img" });
  let width = el.offsetWidth; // the last one: JupyterLab takes out of the page what is out of sight
  const laidOut = () => fitting(model.get("figure").layout ?? {}, el.offsetWidth || width);
  const height = () => `${laidOut().height ?? 400}px`;
  el.style.minHeight = height();
  el.append(wait, plot);
  const Plotly = await plotly(model, el, () => wait.replaceChildren(words.late));
  wait.remove();
  let clicks = 0;
  const click = ({ points: [point] }) => {
    if (point?.customdata == null) return;
    clicks += 1;
    model.set("clicked", { value: point.customdata, count: clicks });
    model.save_changes();
  };
  const draw = async (how = Plotly.react) => {
    const data = resolved(model.get("figure").data ?? [], el);
    plot.setAttribute("aria-label", model.get("alt"));
    el.style.minHeight = height();
    await how(plot, data, themed(data, resolved(laidOut(), el), el), {
      displayModeBar: false, responsive: false, locale: "de",
    });
    plot.removeAllListeners("plotly_click");
    plot.on("plotly_click", click);
  };
  await draw();
  // Both change with each update, and far away several updates come at once: draw the last of what has come by the next frame.
  let due = false;
  const redraw = () => {
    if (due) return;
    due = true;
    const now = () => {
      due = false;
      draw();
    };
    if (document.hidden) setTimeout(now); // there are no frames
    else requestAnimationFrame(now);
  };
  const following = follow(model, { figure: redraw, alt: redraw });
  // Resizing alone leaves legend and titles where they were: drawn anew, once the width has settled.
  let settled;
  const sized = new ResizeObserver(() => {
    if (!el.offsetWidth || el.offsetWidth === width) return;
    width = el.offsetWidth;
    clearTimeout(settled);
    settled = setTimeout(() => draw(Plotly.newPlot), 100);
  });
  sized.observe(el);
  const theme = new MutationObserver(() => draw());
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name"] });
  const recolouring = recoloured(() => draw());
  return () => {
    recolouring();
    following();
    clearTimeout(settled);
    sized.disconnect();
    theme.disconnect();
    Plotly.purge(plot);
  };
}

export default { render };
