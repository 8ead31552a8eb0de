// What the kernel has confirmed of each widget. Everything else that a control shows was only entered.
//
// A change is confirmed when the kernel has done with it, which is when a file is written, too: it echoes a change
// before it acts on it, so an echo says nothing.

const TARGET = "jupyter.widget";
const OF_THE_KERNEL = /^(comm_|execute_|kernel_info_reply)/; // the server sends messages of its own in its name

/** Listens to the messages between one notebook and its kernels, one after the other. */
export class Confirmed {
  states = new Map(); // what the kernel said last, by widget; also of kernels that are gone
  starts = new Map(); // what it said first
  #alive = new Set(); // widgets of the kernel that runs
  #sent = new Map(); // what was sent and is not done with, by message
  #tried = new Map(); // by widget and trait: values that were sent, and may have arrived or not
  #heard = 0; // when the kernel said something last
  #since = new Map(); // what was said of a widget after all states were asked for: the answer may be older
  reset = false; // controls show what the kernel knew, and no longer all that was entered
  missed = false; // something sent has not arrived: what was sent after it is done with
  #process = ""; // which process answers
  edition = ""; // of the extension that goes with the kernel's package
  pressed = false; // a button was pressed in vain: nobody can say what it would do now

  /** Hear one message, as `kernel.anyMessage` gives it. */
  hear({ direction, msg }) {
    const { header, content } = msg;
    if (direction === "send") this.#send(header, content);
    else this.#receive(msg, header, content);
  }

  #send(header, { comm_id, data }) {
    if (header.msg_type !== "comm_msg") return;
    if (data.method === "request_states") this.#since.clear();
    const counts = data.method === "custom" || data.method === "update";
    const custom = typeof data.content?.content === "object"; // a press; a text asks for something
    this.#sent.set(header.msg_id, { header, comm: comm_id, state: { ...data.state }, counts, custom, at: performance.now() });
    for (const [trait, value] of Object.entries(data.state ?? {})) {
      const key = `${comm_id} ${trait}`;
      this.#tried.set(key, [...(this.#tried.get(key) ?? []), value]);
    }
  }

  #receive(msg, { msg_type, session }, content) {
    const parent = msg.parent_header?.msg_id;
    this.#heard = performance.now();
    if (OF_THE_KERNEL.test(msg_type)) {
      if (this.#process && this.#process !== session) this.lose();
      this.#process = session;
    }
    if (content.execution_state === "idle") this.#done(parent);
    if (msg_type === "comm_open" && content.target_name === TARGET) {
      this.#is(content.comm_id, content.data.state);
      this.starts.set(content.comm_id, { ...content.data.state });
      this.edition = content.data.state.extension ?? this.edition;
    }
    if (msg_type === "comm_close") this.#alive.delete(content.comm_id);
    if (msg_type !== "comm_msg") return;
    const { method, state, states } = content.data;
    if (method === "update_states") for (const [comm, { state: all }] of Object.entries(states)) this.#again(comm, all);
    if (method === "update" || (method === "echo_update" && !this.#sent.has(parent))) this.#changed(content.comm_id, state, parent);
  }

  #is(comm, state) {
    this.#alive.add(comm);
    this.states.set(comm, { ...state });
  }

  /** After a connection came back: JupyterLab puts what the kernel knows into all controls. */
  #again(comm, state) {
    this.reset = true;
    const now = { ...state, ...this.#since.get(comm) };
    if (this.isLost(comm)) this.states.set(comm, now); // it waits for an answer that will not come
    else this.#is(comm, now);
  }

  #learn(comm, state) {
    Object.assign(this.states.get(comm) ?? {}, state);
    this.#since.set(comm, { ...this.#since.get(comm), ...state });
  }

  #changed(comm, state, parent) {
    this.#learn(comm, state);
    // What the kernel says of its own accord counts more than what it was told until then; what was sent later, it hears later.
    for (const [message, sent] of this.#sent) {
      if (sent.comm === comm) for (const trait of Object.keys(state)) delete sent.state[trait];
      if (message === parent) break;
    }
  }

  #done(message) {
    const sent = this.#sent.get(message);
    if (!sent) return;
    this.#learn(sent.comm, sent.state);
    const ids = [...this.#sent.keys()];
    const before = ids.slice(0, ids.indexOf(message)).map((id) => this.#sent.get(id));
    this.#sent.delete(message);
    if (![...this.#sent.values()].some(({ comm }) => comm === sent.comm)) this.#forgetTried(sent.comm);
    const queue = ({ header }) => header.subshell_id ?? "";
    this.missed ||= before.some((other) => other.counts && queue(other) === queue(sent));
  }

  #forgetTried(comm) {
    for (const key of this.#tried.keys()) if (key.startsWith(`${comm} `)) this.#tried.delete(key);
  }

  /** Return what the kernel may know of a trait by now if nobody else has changed it. */
  mayBe(comm, trait) {
    return [this.states.get(comm)?.[trait], ...(this.#tried.get(`${comm} ${trait}`) ?? [])];
  }

  /** The kernel's process is gone, or does not hear us: none of the widgets shown leads anywhere. */
  lose() {
    this.pressed ||= [...this.#sent.values()].some(({ custom }) => custom);
    this.#sent.clear();
    this.#alive.clear();
    this.#process = "";
    this.missed = false;
  }

  /** Forget widgets that are gone, but for those that are `shown` still. */
  forget(shown) {
    for (const comm of this.states.keys()) {
      if (this.#alive.has(comm) || shown.includes(comm)) continue;
      this.states.delete(comm);
      this.starts.delete(comm);
      this.#forgetTried(comm);
    }
    this.pressed = false;
    this.reset = false;
  }

  /** Say whether a widget was alive once and is not any more. */
  isLost(comm) {
    return this.states.has(comm) && !this.#alive.has(comm);
  }

  isAlive(comm) {
    return this.#alive.has(comm);
  }

  /** Return what waits longest to be done with, or undefined. */
  get first() {
    return [...this.#sent.values()].find(({ counts }) => counts);
  }

  /** Return for how many milliseconds something sent waits to be done with. */
  waiting() {
    return this.first ? performance.now() - this.first.at : 0;
  }

  /** Count silence from now on: the connection is made anew, and what comes through it takes a moment. */
  listen() {
    this.#heard = performance.now();
  }

  /** Return for how many milliseconds the kernel has said nothing. */
  silent() {
    return performance.now() - this.#heard;
  }
}
