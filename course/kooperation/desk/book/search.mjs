// Filters the list of sections by the words of the field; without a script the list is the register.
// A word is found as it is typed, and whichever way its umlauts and „ß“ are: „Bedürfnis“, „beduerfnis“, „bedurfnis“.
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").replace(/([aou])e/g, "$1");
const field = /** @type {HTMLInputElement} */ (document.getElementById("gesucht"));
const said = /** @type {HTMLElement} */ (document.querySelector("[role=status]"));
/** @type {NodeListOf<HTMLElement>} */
const listed = document.querySelectorAll("li[data-text]");
const rows = [...listed].map((row) => {
  const text = `${row.textContent?.toLowerCase()} ${row.dataset.text}`;
  return { row, text, plain: folded(text) };
});
const holds = ({ text, plain }, word) => text.includes(word) || plain.includes(folded(word));

function filter() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const one of rows) {
    one.row.hidden = !words.every((word) => holds(one, word));
    count += one.row.hidden ? 0 : 1;
  }
  said.textContent = words.length === 0 ? "" : count === 0 ? `${said.dataset.none}` : `${said.dataset.some}`.replace("{count}", String(count));
}

/** @type {HTMLElement} */ (field.closest("p")).hidden = false;
field.addEventListener("input", filter);
