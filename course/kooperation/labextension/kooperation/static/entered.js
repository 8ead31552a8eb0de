// What was entered while nobody could save it: found in the controls, kept in this window's memory only, and set
// again, one after the other, in the controls that take their place.

const VIEW = "application/vnd.jupyter.widget-view+json";
const PATIENCE = 15_000; // ms, for one change to be done with

const text = (value) => JSON.stringify(value) ?? "";
/** Say whether two values are the same; a slider's number may be off by a rounding error of the page. */
const same = (one, other) =>
  text(one) === text(other) || (typeof one === "number" && typeof other === "number" && Math.abs(one - other) < 1e-9);
/** What a control asks: a value belongs to no other one. */
const asks = (node) => text(["kind", "label", "name", "labels", "rows", "columns"].map((name) => node[name]));

/** Yield each node of a tree, with the way that leads to it. */
function* below(node, way = []) {
  yield { node, way };
  for (const [at, child] of (node.children ?? []).entries()) yield* below(child, [...way, at]);
}

/** Return what the kernel knows of one node, by trait. */
function knownOf(known, { id, kind, script }) {
  const found = { kind: script ?? kind };
  for (const [name, value] of Object.entries(known)) {
    if (name.startsWith(`${id}_`)) found[name.slice(id.length + 1)] = value;
  }
  return found;
}

/** Return the widgets that a cell shows. */
export function shown(cell) {
  const { outputs } = cell.model;
  const all = Array.from({ length: outputs?.length ?? 0 }, (_, at) => outputs.get(at).data?.[VIEW]?.model_id);
  return all.filter(Boolean);
}

/** What was entered in one notebook; `manager` gives the widgets' manager of its panel once one is shown. */
export class Entered {
  confirmed;
  manager;
  #kept = new Map(); // by cell, then by place in it

  constructor(confirmed, manager) {
    Object.assign(this, { confirmed, manager });
  }

  get isEmpty() {
    return this.#kept.size === 0;
  }

  /** Return what stands in the controls of a cell and is not confirmed, or was and is written nowhere. */
  async in(cell) {
    const found = new Map();
    for (const [number, id] of shown(cell).entries()) {
      if (!this.manager()?.has_model(id)) continue;
      const model = await this.manager().get_model(id);
      const known = this.confirmed.states.get(id) ?? {};
      for (const { node, way } of below(known.tree ?? {})) {
        const ofNode = knownOf(known, node);
        for (const [name, said] of Object.entries(ofNode)) {
          const trait = `${node.id}_${name}`;
          if (!(trait in known)) continue;
          const gone = node.unwritten?.includes(name) && this.confirmed.isLost(id);
          const before = gone ? (this.confirmed.starts.get(id) ?? known)[trait] : said;
          const value = model.get(trait);
          if (value === before || same(value, before)) continue;
          // What is written nowhere replaces nothing, whatever stands there by now; a text says itself what it may replace.
          const mayBe = gone || value?.known ? undefined : this.confirmed.mayBe(id, trait);
          found.set(text([number, way, name]), { shown: model, number, way, name, trait, value, before, mayBe, asks: asks(ofNode), known: ofNode });
        }
      }
    }
    return found;
  }

  /** Keep what was entered in `cells`; with `also`, beside what is kept already. */
  async keep(cells, also = this.confirmed.reset) {
    for (const cell of cells) {
      const found = await this.in(cell);
      const all = also ? new Map([...(this.#kept.get(cell.model.id) ?? []), ...found]) : found;
      if (all.size) this.#kept.set(cell.model.id, all);
      else this.#kept.delete(cell.model.id);
    }
  }

  /**
   * Set what is kept again in those of `cells` that are alive; yield what stays out, since something newer stands
   * there or the question is another. Throws, and keeps all, if the kernel does not answer.
   */
  async *setAgain(cells) {
    for (const cell of cells) {
      const all = this.#kept.get(cell.model.id);
      if (!all || cell.model.executionState === "running" || !shown(cell).every((id) => this.confirmed.isAlive(id))) continue;
      for (const [place, entry] of all) {
        if (!(await this.#set(cell, entry))) yield entry;
        all.delete(place);
      }
      this.#kept.delete(cell.model.id);
    }
  }

  /** Let the controls show what the kernel knows: JupyterLab may have put something older into them. */
  async align(cells) {
    for (const cell of cells) {
      for (const { shown: model, trait, before } of (await this.in(cell)).values()) model.set_state({ [trait]: before });
    }
  }

  clear() {
    this.#kept.clear();
  }

  async #set(cell, { shown: then, number, way, name, value, mayBe, asks: asked }) {
    const id = shown(cell)[number];
    if (!id) return false;
    const model = await this.manager().get_model(id);
    const known = this.confirmed.states.get(id);
    const node = way.reduce((from, at) => from?.children?.[at], known?.tree);
    if (!node || asks(knownOf(known, node)) !== asked) return false;
    const trait = `${node.id}_${name}`;
    if (text(known[trait]) === text(value)) return true; // saved after all
    if (mayBe && !mayBe.some((one) => text(one) === text(known[trait]))) return model === then; // in the same control one sees what is newer
    model.set(trait, value);
    model.save_changes();
    if (!this.confirmed.first) throw new Error("The control sends nothing");
    await this.#answered();
    return true;
  }

  async #answered() {
    const end = performance.now() + PATIENCE;
    while (this.confirmed.first) {
      if (performance.now() > end) throw new Error("The kernel does not answer");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Say where something was entered, and what, as one reads it. */
export function inWords({ known, value }) {
  const options = known.labels ?? [];
  const names = new Map((known.rows ?? []).map((row) => [row.key, row.text]));
  const one = (item) => item?.text ?? (typeof item === "number" ? (options[item] ?? String(item)) : (names.get(item) ?? item));
  const read = (Array.isArray(value) ? value : [value]).map(one).filter((item) => typeof item === "string");
  return { name: known.name || known.label || "", value: read.join(", ") };
}
