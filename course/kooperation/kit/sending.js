// What a card tells its kernel, and what it hears meanwhile.
//
// ipywidgets holds a change back until the kernel has done with the one before: far away, the last picture comes a second
// round trip late. Here each leaves at once, and all in order, through one queue of the kernel's (`Card`). Of a slider
// that moves, no more leave than pictures come back, and the newest in any case; nothing else is ever left out. As a busy page
// takes pictures for quicker than they are, a slider waits besides until the kernel has caught up. What the kernel says
// about something that was changed here since then is older, and not shown.
const FIRST = 100; // ms that a picture takes until one was timed

/** Return what a card says things with; `whole` is its model. */
function lineOf(whole) {
  const newer = new Map(); // trait → number of the message that says it, as long as the kernel has not begun with that
  const takes = new Map(); // trait → ms from the kernel's beginning until all that follows is here
  let count = 0;
  let done = 0; // how many of them the kernel has done with
  let way = 0; // ms to the kernel and back
  let left = Number.NEGATIVE_INFINITY;
  let timer;

  const leave = () => {
    clearTimeout(timer);
    timer = undefined;
    left = performance.now();
    whole.save_changes();
  };
  const hurry = () => {
    if (timer) leave();
  };
  const stop = () => clearTimeout(timer);
  const soon = (name, value) => {
    if (whole.get(name) === value) return;
    newer.set(name, count + 1);
    whole.set(name, value);
    const each = takes.get(name) ?? FIRST;
    const wait = Math.max(left + each - performance.now(), (count - done) * each - way);
    if (wait <= 0) leave();
    else timer ??= setTimeout(leave, wait);
  };

  /** Note what leaves with a message; return what has to be called when the kernel tells how far it is with it. */
  const note = (names) => {
    count += 1;
    const number = count;
    for (const name of names) newer.set(name, number);
    const isAlone = number === done + 1;
    const sent = performance.now();
    let began = sent;
    return (state) => {
      const now = performance.now();
      if (state === "busy") {
        began = now;
        if (isAlone) way = began - sent;
        for (const [name, said] of newer) if (said <= number) newer.delete(name);
        return;
      }
      const drawn = () => {
        for (const name of names) takes.set(name, performance.now() - began);
        done = number;
        if (done === count) hurry(); // nothing else is under way
      };
      requestAnimationFrame(() => setTimeout(drawn)); // what has come is drawn by then
    };
  };
  return { leave, hurry, stop, soon, note, newer };
}

const lines = new WeakMap(); // by card

/**
 * Return the line of a card to its kernel. anywidget gives a model two seconds to begin. On a busy machine that is too
 * short, and from then on it throws away whatever its kernel says: the card would stand there and never change. Then the
 * card listens by itself, as any widget does, and asks for what it has missed.
 */
async function lineTo({ widget_manager, get }) {
  const whole = await widget_manager.get_model(get("own_id"));
  if (lines.has(whole)) return lines.get(whole);
  const line = lineOf(whole);
  lines.set(whole, line);
  whole.once("destroy", line.stop);
  const { comm } = whole;
  let handle = whole._handle_comm_msg;
  const tell = comm.send.bind(comm);
  comm.send = (data, callbacks, ...rest) => {
    // As long as it has no queue of its own, what is sent later may arrive in another one, and sooner.
    if (data.method === "update" && comm.jsServicesComm.subshellId) unthrottle(whole);
    const told = line.note(Object.keys(data.state ?? {}));
    const status = (message) => {
      told(message.content.execution_state);
      callbacks?.iopub?.status?.(message);
    };
    return tell(data, { ...callbacks, iopub: { ...callbacks?.iopub, status } }, ...rest);
  };
  comm.on_msg((message) => {
    for (const name of line.newer.keys()) delete message.content.data.state?.[name];
    return handle.call(whole, message);
  });
  try {
    await handle.call(whole, { content: { data: {} } }); // says nothing; refused if no message gets through
  } catch {
    let plain = whole;
    while (plain._handle_comm_msg === handle) plain = Object.getPrototypeOf(plain);
    handle = plain._handle_comm_msg;
    comm.send({ method: "request_state" });
  }
  return line;
}

/** Have ipywidgets count nothing as under way, so that it holds nothing back. */
function unthrottle(whole) {
  Object.defineProperty(whole, "_pending_msgs", { configurable: true, get: () => 0, set: () => undefined });
}
