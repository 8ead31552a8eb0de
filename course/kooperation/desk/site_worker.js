// The site's service worker. What was loaded once is kept, so that the course opens again without a network, and quickly;
// a new edition of the site is kept apart, so that nothing old is mixed with it. Files that the kernel reads and writes
// are JupyterLite's own matter: its worker comes last.

const KEPT = "kooperation-EDITION_OF_THE_SITE";
const RUNTIME = "/static/pyodide/";
const here = new URL("./", self.location.href);
const worker = /** @type {any} */ (self);

worker.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
worker.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const ours = url.origin === here.origin && url.pathname.startsWith(here.pathname);
  if (ours && request.method === "GET" && !/\/api\/(drive|stdin|service-worker)/.test(url.pathname)) event.respondWith(answer(request));
});
worker.importScripts("./service-worker-jupyterlite.js");

/** Return the address under which a page is kept: which notebook it opens does not matter. */
const address = (/** @type {Request} */ { url, mode }) => (mode === "navigate" ? url.split(/[?#]/)[0] : url);

async function answer(/** @type {Request} */ request) {
  const cache = await caches.open(KEPT);
  const found = (await cache.match(address(request))) ?? (await fetched(cache, request));
  if (request.url.includes(RUNTIME)) await tell({ loaded: request.url });
  return found;
}

async function fetched(/** @type {Cache} */ cache, /** @type {Request} */ request) {
  const got = await fetch(request);
  // A full disk is no reason to show nothing.
  if (got.status === 200 && !got.redirected) await cache.put(address(request), got.clone()).catch(console.warn);
  return got;
}

/** Keep what the page loaded before this worker was there, and what it may want later; say whether all is kept. */
async function keep(/** @type {string[]} */ urls) {
  const cache = await caches.open(KEPT);
  let kept = true;
  for (const url of urls) {
    try {
      const got = (await cache.match(url)) ? undefined : await fetch(url);
      if (got?.status === 200) await cache.put(url, got);
    } catch (error) {
      console.warn("kooperation:", url, error); // no network, or no room
      kept = false;
    }
  }
  await tell({ kept });
}

/** Tell all windows what has come. */
async function tell(/** @type {{ loaded?: string, kept?: boolean }} */ what) {
  for (const window of await worker.clients.matchAll()) window.postMessage(what);
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("kooperation-") && name !== KEPT).map((name) => caches.delete(name)));
}
