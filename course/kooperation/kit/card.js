// An explorer as one widget: `tree` says which nodes stand where, „n12_value“ and the like what they show.
// What stays in the tree stays in the page, with its focus and its open folds.

/** Return the model of one node: the card's, with its own names; what twins show stands in `drawn`. */
function modelOf(card, node, drawn, line) {
  const heard = new Map(); // what a script listens with → what we listen with
  const named = (name) => `${node}_${name}`;
  const event = (name) => (name.startsWith("change:") ? `change:${named(name.slice(7))}` : name);
  return {
    get: (name) => drawn.get(named(name)) ?? card.get(named(name)),
    set: (name, value) => {
      const all = typeof name === "string" ? { [name]: value } : name;
      card.set(Object.fromEntries(Object.entries(all).map(([key, one]) => [named(key), one])));
    },
    save_changes: line.leave,
    soon: (name, value) => line.soon(named(name), value),
    send: (content) => {
      line.hurry(); // or it would overtake what was just set
      card.send({ node, content });
    },
    on: (name, hear) => {
      const ours = name === "msg:custom"
        ? (message, buffers) => message?.node === node && hear(message.content, buffers)
        : () => hear();
      heard.set(hear, [...(heard.get(hear) ?? []), [event(name), ours]]);
      card.on(event(name), ours);
    },
    off: (name, hear) => {
      for (const [what, ours] of heard.get(hear) ?? []) if (what === event(name)) card.off(what, ours);
    },
  };
}

function render({ model, el, line = lineOf(model) }) {
  // JupyterLab's extension looks into all cards of a notebook, to keep what could not be saved.
  window.__kooperationManagers ??= new Set();
  window.__kooperationManagers.add(model.widget_manager);

  const nodes = new Map(); // by name: its element, what follows in it, and what ends it
  const drawn = new Map(); // what twins show in place of the kernel's

  const card = {
    get: (name) => model.get(name),
    on: (name, hear) => model.on(name, hear),
    off: (name, hear) => model.off(name, hear),
    structure: (id) => nodes.get(id).node,
    show: (id, html, waits) => {
      if (html === undefined) drawn.delete(`${id}_value`);
      else drawn.set(`${id}_value`, html);
      const there = nodes.get(id);
      there?.place.dispatchEvent(new Event(REDRAW));
      there?.place.classList.toggle("kooperation-behind", waits);
    },
  };

  const build = (node) => {
    const { id, kind, script } = node;
    const own = modelOf(model, id, drawn, line);
    const [name, draw] = KINDS[kind];
    const place = element(name);
    let had = [];
    const look = () => {
      const classes = own.get("classes") ?? [];
      place.classList.remove(...had);
      place.classList.add(...classes);
      had = classes;
    };
    const show = () => {
      place.hidden = Boolean(own.get("hidden"));
    };
    look();
    const end = (draw ?? SCRIPTS[script])({ model: own, el: place, id, card });
    if (own.get("hidden")) show();
    const ignore = follow(own, { classes: look, hidden: show });
    const made = { node, place, first: place.childNodes.length, ends: [ignore] };
    // A script may have to wait for something before it can say how it ends.
    Promise.resolve(end).then((ending) => {
      if (typeof ending !== "function") return;
      if (nodes.get(id) === made) made.ends.push(ending);
      else ending();
    });
    nodes.set(id, made);
    return made;
  };

  const grow = (node) => {
    const made = nodes.get(node.id) ?? build(node);
    made.node = node;
    const parts = (node.children ?? []).map(grow);
    for (const [at, part] of parts.entries()) {
      const there = made.place.childNodes[made.first + at] ?? null;
      if (there !== part) made.place.insertBefore(part, there);
    }
    return made.place;
  };

  const names = (node) => [node.id, ...(node.children ?? []).flatMap(names)];

  const forget = (left) => {
    for (const [id, { place, ends }] of nodes) {
      if (left.has(id)) continue;
      nodes.delete(id);
      place.remove();
      for (const end of ends) end();
    }
  };

  const show = () => {
    const tree = model.get("tree");
    forget(new Set(names(tree)));
    return grow(tree);
  };

  const root = show();
  root.classList.add("kooperation-box");
  root.lang = "de"; // for hyphens and voices, whatever JupyterLab's language is
  el.append(root);
  const ignore = follow(model, { "tree": show });
  return () => {
    ignore();
    forget(new Set());
  };
}

const install = (css, back) => installPage(css, back); // of guard.js
const connect = (model) => lineTo(model); // of sending.js

export { connect, install, render };
