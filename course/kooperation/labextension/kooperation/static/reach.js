// Reaching a notebook's kernel: whether it can be had, and having it.

const PATIENCE = 30_000; // ms, for a kernel to start or a connection to come about
const SOON = 3000; // for the server's answer
const ANSWER = 8000; // a busy one is slow
const CONNECTIONS = 6; // that a browser keeps to one server, to use them again

export const pause = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));

export const isConnected = (kernel) => kernel?.connectionStatus === "connected" && kernel.status !== "dead";

/**
 * Ask the server for the kernel, past the WebSocket; return what is wrong if the WebSocket does not work.
 *
 * Connections that the browser keeps may be dead, as after a sleep, without its knowing: what is sent through one
 * finds no answer. Where one does not answer soon, so many ask at once that one of them gets a new connection.
 */
export async function asked({ ServerConnection }, { serverSettings }, kernel) {
  const address = `${serverSettings.baseUrl}api/kernels${kernel ? `/${kernel.id}` : ""}`;
  const ask = async (often, patience) => {
    const over = new AbortController(); // what is given up is closed by the browser, and not used again
    const timer = setTimeout(() => over.abort(), patience);
    const once = () => ServerConnection.makeRequest(address, { signal: over.signal }, serverSettings);
    try {
      return await Promise.any(Array.from({ length: often }, once));
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  };
  const answer = (await ask(1, SOON)) ?? (await ask(CONNECTIONS, ANSWER));
  if (answer?.status === 404) return "no_kernel";
  return answer?.ok ? "no_socket" : "no_server";
}

/** Connect to the notebook's kernel, or start one where there is none; `anew` even if it seems to be connected. */
export async function connect(lab, services, sessionContext, anew) {
  const { sessions } = services;
  const kernel = () => sessionContext.session?.kernel;
  if (anew || !isConnected(kernel())) {
    if ((await asked(lab, services, kernel())) === "no_server") throw new Error("No answer from the server");
    await sessions.refreshRunning(); // a session that the server does not know any more goes
  }
  if (!kernel() || kernel().status === "dead") {
    const other = [...sessions.running()].find(({ path }) => path === sessionContext.path);
    const id = sessionContext.session ? undefined : other?.kernel?.id; // another window was quicker
    await sessionContext.changeKernel(id ? { id } : { name: sessionContext.prevKernelName });
  } else if (anew || !isConnected(kernel())) {
    await Promise.race([kernel().reconnect(), pause(PATIENCE)]);
  }
  const end = performance.now() + PATIENCE;
  for (let turn = 1; !isConnected(kernel()) || !["idle", "busy"].includes(kernel().status); turn += 1) {
    if (performance.now() > end) throw new Error("No connection to the kernel");
    // JupyterLab asks once, which may be before the server is ready to pass the answer on.
    if (turn % 60 === 0 && isConnected(kernel())) void kernel().requestKernelInfo().catch(() => undefined);
    await pause(50);
  }
}

/** Send the kernel something that it answers and that changes nothing, in the queue of `header`'s message. */
export function nudge({ KernelMessage }, kernel, header) {
  const content = { comm_id: "kooperation", data: {} };
  const whose = { username: kernel.username, session: kernel.clientId, subshellId: header.subshell_id };
  kernel.sendShellMessage(KernelMessage.createMessage({ msgType: "comm_msg", channel: "shell", ...whose, content }));
}

/** Return what is to be said of the kernel that a notebook asks for: "" where it is here, and `otherwise` given. */
export async function kernelTrouble({ words }, { kernelspecs: all }, { context: { model } }, otherwise = "") {
  await all.ready.catch(() => undefined);
  const { kernelspecs = {}, default: chosen } = all.specs ?? {};
  const ours = kernelspecs[chosen]?.display_name;
  if (!ours) return words.no_kernels;
  // Of another name JupyterLab takes the one kernel there is of the language, and asks nobody.
  const alike = Object.values(kernelspecs).filter(({ language }) => language === model.defaultKernelLanguage);
  const isHere = model.defaultKernelName in kernelspecs || alike.length === 1;
  const asked = model.getMetadata("kernelspec");
  const text = !asked || isHere ? otherwise : words.no_kernelspec;
  return text.replace("{name}", asked?.display_name).replace("{ours}", ours);
}

// Python, with nothing but what every kernel has imported already.
const FOUND = `[name for name in __import__("os").listdir() if name[0] != "." and any(
  name.endswith(end) or __import__("os").path.exists(name + "/__init__" + end)
  for end in __import__("importlib.machinery").machinery.all_suffixes())]`;

/**
 * Say whether modules lie in the kernel's folder, also where no listing shows them: servers hide compiled ones, and
 * Python imports them. Where the kernel does not say that there are none, there may be some.
 */
export async function hidesModules(kernel) {
  const asked = { code: "", silent: true, store_history: false, user_expressions: { found: FOUND } };
  const { content } = await kernel.requestExecute(asked).done;
  return content.user_expressions?.found?.data?.["text/plain"] !== "[]";
}

/** Say whether a cell ran where the course is not installed. */
export function lacksCourse({ model }) {
  const all = Array.from({ length: model.outputs.length }, (_, at) => model.outputs.get(at).toJSON());
  return all.some(({ ename, evalue }) => ename === "ModuleNotFoundError" && evalue.includes("'kooperation'"));
}
