// A line of words above a notebook, in place of windows that have to be clicked away.

/**
 * Put a line above `panel` and return it; Lumino gives a widget no height for its words, so it is told.
 * @param {any} lab
 * @param {any} panel
 * @param {string} role
 * @param {...(string | Node)} content
 */
export function lineAbove(lab, panel, role, ...content) {
  const { line, text } = made(lab, role, content);
  panel.contentHeader.addWidget(line);
  grows(line, text, () => panel.contentHeader.fit());
  return line;
}

/**
 * Put a line at the top of the page and return it.
 * @param {any} lab
 * @param {any} shell
 * @param {string} role
 * @param {...(string | Node)} content
 */
export function lineOnTop(lab, shell, role, ...content) {
  const { line, text } = made(lab, role, content);
  tops += 1;
  line.id = `kooperation-top-${tops}`;
  shell.add(line, "header");
  grows(line, text, () => line.parent?.fit());
  return line;
}

let tops = 0;

function made({ Widget }, role, content) {
  const line = new Widget();
  line.addClass("kooperation-line");
  const text = document.createElement("div");
  text.setAttribute("role", role);
  text.append(...content);
  line.node.append(text);
  return { line, text };
}

function grows(line, text, fit) {
  const sizes = new ResizeObserver(() => {
    line.node.style.minHeight = `${text.offsetHeight}px`;
    fit();
  });
  sizes.observe(text);
  line.disposed.connect(() => sizes.disconnect());
}

/**
 * Return a button; `look` is a class of JupyterLab's.
 * @param {string} label
 * @param {() => void} act
 */
export function button(label, act, look = "jp-mod-accept") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `jp-mod-styled ${look}`;
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}
