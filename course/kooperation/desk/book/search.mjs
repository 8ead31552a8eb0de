// Filters the list of sections by the words of the field; without a script the list is the register.
const field = document.getElementById("gesucht");
const said = document.querySelector("[role=status]");
const rows = [...document.querySelectorAll("li[data-text]")];

function filter() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const text = `${row.textContent.toLowerCase()} ${row.dataset.text}`;
    row.hidden = !words.every((word) => text.includes(word));
    count += row.hidden ? 0 : 1;
  }
  said.textContent = words.length === 0 ? "" : count === 0 ? said.dataset.none : said.dataset.some.replace("{count}", count);
}

field.closest("p").hidden = false;
field.addEventListener("input", filter);
