/* Works are found by typing: the entries that do not have all words are hidden. Without this
   script the list is whole, and the browser's own search does as well. */

const box = document.getElementById("works-filter");
const status = document.getElementById("works-found");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const entries = [...document.querySelectorAll(".reference-list > li")];
const texts = entries.map((entry) => plain(entry.textContent));

function filter() {
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  entries.forEach((entry, at) => (entry.hidden = !words.every((word) => texts[at].includes(word))));
  for (const letter of document.querySelectorAll(".rubric.letter")) {
    const list = letter.nextElementSibling;
    letter.hidden = list.hidden = !list.querySelector(":scope > li:not([hidden])");
  }
  const found = entries.filter((entry) => !entry.hidden).length;
  status.textContent = words.length ? `${found} / ${entries.length}` : "";
}

box.addEventListener("input", filter);
box.form.addEventListener("submit", (event) => event.preventDefault());
