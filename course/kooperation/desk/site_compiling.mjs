// node site_compiling.mjs RUNTIME ARCHIVE…: lets the Python of the folder RUNTIME compile the modules in each ARCHIVE, in place.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

const [runtime, ...archives] = argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(runtime, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: resolve(runtime) });
python.runPython(readFileSync(join(import.meta.dirname, "site_compiling.py"), "utf8"));
const compiled = python.runPython("lambda raw: compiled(raw.to_bytes())");
for (const archive of archives) writeFileSync(archive, compiled(new Uint8Array(readFileSync(archive))).toJs());
