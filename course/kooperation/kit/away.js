// „Mitnehmen“: a button in the title line opens what one can take along from a card. It stands in the flow of the card, so
// that nothing is covered or cut off; Escape closes it. A link carries a setting behind the # of its address: no server
// sees it, and the kernel gets it as plain data.
const FIELD = ".kooperation-own-note textarea";
const SHARED = "einstellung"; // in an address
const LONGEST = 6000; // signs of an address
const LATER = 4000; // ms; then a card that the same line made takes the setting, though its cell is another one
const NEVER = 15_000; // ms after the last card

/** Return what the address of this page shares: the call, its cell, and the setting; once for the page, whoever asks. */
function shared() {
  if (window.__kooperationShared === undefined) {
    const hash = window.__kooperationHash ?? window.location.hash; // JupyterLab takes it out of the address before a card is there
    const said = new URLSearchParams(hash.slice(1, LONGEST)).get(SHARED);
    window.__kooperationShared = said === null ? null : readShared(said);
  }
  return window.__kooperationShared;
}

function readShared(said) {
  try {
    const [made, cell, stand] = JSON.parse(said);
    if (typeof made === "string" && stand && typeof stand === "object") return { made, cell, stand, is_open: true };
  } catch (error) {
    console.warn("kooperation: the setting in the address cannot be read,", error);
  }
  return { made: "", is_open: true };
}

/** Return the address of this lecture with a setting; what only this window needs is left out. */
function linkTo(card, made, cell, stand) {
  const address = new URL(window.location.href);
  const path = card.closest("[data-kooperation-path]")?.dataset.kooperationPath; // of the course in the browser alone
  address.search = path ? `?${new URLSearchParams({ path })}` : "";
  address.pathname = address.pathname
    .replace(/\/workspaces\/[^/]+/, "")
    .replace(/\/user\/[^/]+(\/(?!lab\b|tree\b|doc\b)[^/]+)?(?=\/)/, "/hub/user-redirect"); // on a hub: whoever opens it
  address.hash = new URLSearchParams({ [SHARED]: JSON.stringify([made, cell, stand]) }).toString();
  return address.href;
}

/** Lead the reader to a card, again while the notebook grows, until they do something. */
function lead(card, block) {
  const there = new AbortController();
  const { signal } = there;
  const back = () => card.scrollIntoView({ block });
  const sizes = new ResizeObserver(back);
  for (const grown of card.closest(".jp-WindowedPanel-outer")?.children ?? []) sizes.observe(grown);
  signal.addEventListener("abort", () => sizes.disconnect());
  for (const input of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(input, () => there.abort(), { capture: true, signal });
  }
  back();
}

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
  } catch { // where the page does not come safely
    field.select();
    document.execCommand("copy");
  }
}

function render({ model, el }) {
  const words = model.get("words");
  const title = model.get("title");
  const file = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const id = unique();
  const card = () => el.closest(".kooperation-card");
  const press = (label, onclick) => element("button", { type: "button", class: "kooperation-button", onclick }, label);
  const tellUser = (text) => status.replaceChildren(text);

  const show = (isOpen) => {
    panel.hidden = !isOpen;
    set(menu, "aria-expanded", isOpen);
    sharing.hidden = true;
    tellUser("");
    if (!isOpen) return;
    for (const one of [vector, raster]) one.hidden = !picturesIn(card()).length;
  };
  const takePicture = async (ending) => {
    try {
      const picture = await pictureOf(card(), title);
      const isVector = ending === "svg";
      handOver(`${file}.${ending}`, isVector ? new Blob([picture.svg], { type: "image/svg+xml" }) : await rastered(picture));
      tellUser(`${words.saved} ${file}.${ending}`);
    } catch (error) {
      console.warn("kooperation: no picture,", error);
      tellUser(words.no_picture);
    }
  };
  const takeNote = () => {
    tell(model, "noting", !model.get("noting"));
    if (!model.get("noting")) return;
    const field = card().querySelector(FIELD);
    const watch = new MutationObserver(() => { // it can be seen once the kernel has said so
      if (!field.checkVisibility()) return;
      watch.disconnect();
      field.focus();
    });
    watch.observe(card(), { attributes: true, subtree: true, attributeFilter: ["hidden"] });
  };
  const noted = () => set(note, "aria-pressed", Boolean(model.get("noting")));
  const hear = (content, buffers) => {
    if (content.data) {
      handOver(`${file}.csv`, new Blob(buffers, { type: "text/csv" }));
      tellUser(`${words.saved} ${file}.csv`);
    }
    if (content.line) {
      line.value = content.line;
      link.value = linkTo(card(), model.get("made"), model.get("cell"), content.stand);
      sharing.hidden = false;
      link.focus();
    }
  };
  const shareField = (label, rows) => {
    const field = element("textarea", { rows, readonly: true, spellcheck: "false", class: "kooperation-typed" });
    const take = press(words.copy, async () => {
      await copy(field);
      tellUser(`${label}: ${words.copied}`);
    });
    set(take, "aria-label", `${words.copy}: ${label}`);
    return [field, element("label", {}, label, field), take];
  };

  const menu = element("button", {
    type: "button", class: "kooperation-button kooperation-away-menu", "aria-expanded": "false", "aria-controls": id,
    "aria-label": `${words.menu}: ${title}`, onclick: () => show(panel.hidden),
  }, element("span", {}, words.menu));
  const vector = press(words.svg, () => takePicture("svg"));
  const raster = press(words.png, () => takePicture("png"));
  const data = press(words.csv, () => model.send({ ask: "data" }));
  const share = press(words.share, () => model.send({ ask: "setting" }));
  const note = press(words.note, takeNote);
  const [line, ...lineParts] = shareField(words.line, 3);
  const [link, ...linkParts] = shareField(words.link, 2);
  const sharing = element("div", { class: "kooperation-away-sharing", hidden: true }, linkParts, lineParts, element("p", { class: "kooperation-legend" }, words.link_why));
  const status = element("p", { class: "kooperation-note", role: "status" });
  const panel = element("div", { id, class: "kooperation-away-panel", role: "group", "aria-label": words.menu, hidden: true },
    vector, raster, data, share, note, sharing, status);
  const said = element("div", { class: "kooperation-away-said", role: "status" });
  el.classList.add("kooperation-away");
  el.append(menu, panel, said);
  el.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.stopPropagation();
    show(false);
    menu.focus();
  });
  noted();
  const toldLater = () => fill(said, model.get("said") ?? "");
  toldLater();
  model.on("msg:custom", hear);
  const end = follow(model, { noting: noted, said: toldLater });

  // The setting that somebody has shared goes to the card it is of; that there is none is said by the page's last card.
  const take = () => {
    const setting = shared();
    if (!setting?.is_open || !el.isConnected) return;
    setting.is_open = false;
    clearTimeout(window.__kooperationLost);
    history.replaceState(history.state, "", window.location.pathname + window.location.search); // a page that is loaded anew begins anew
    model.send({ stand: setting.stand });
    lead(card(), menu.checkVisibility() ? "start" : "center"); // one that waits stands below its question
    menu.focus({ preventScroll: true });
  };
  const setting = shared();
  if (setting?.is_open) {
    clearTimeout(window.__kooperationLost);
    window.__kooperationLost = setTimeout(() => {
      if (!setting.is_open) return;
      setting.is_open = false;
      fill(said, element("p", { class: "kooperation-error" }, setting.made ? words.link_elsewhere : words.link_broken).outerHTML);
      lead(card(), "start");
    }, NEVER);
    if (setting.made === model.get("made")) setTimeout(take, setting.cell === model.get("cell") ? 0 : LATER);
  }
  return () => {
    end();
    model.off("msg:custom", hear);
  };
}

export default { render };
