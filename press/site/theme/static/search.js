/* The search page: has its worker asked for the words and filters of the form, which are those of
   the address, and lists what it answers. */

const form = document.getElementById("search-form");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const say = form.dataset;
const dates = new Intl.DateTimeFormat(document.documentElement.lang, {
  dateStyle: "long",
  timeZone: "UTC",
});
const site = {
  shards: say.shards
    .split(" ")
    .filter(Boolean)
    .map((shard) => new URL(`${say.root}pagefind/${shard}/`, location).href),
  everything: say.everything,
  stopWords: say.stopWords.split(" "),
  lang: document.documentElement.lang,
};

let worker;
let latest = 0; // an answer that comes after the next question is dropped

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

// What is of the article, which may be written from right to left.
function quoted(...made) {
  return Object.assign(element(...made), { dir: "auto" });
}

function link(href, text) {
  const made = element("a", "", text);
  made.href = href;
  return made;
}

// Pagefind marks the words in HTML, in which it writes two characters in another way.
function excerpt({ excerpt: html, plain_excerpt: begins, content }) {
  const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  const before = content.startsWith(plain(begins).slice(0, 40)) ? "" : "… ";
  const parts = html
    .split(/<\/?mark>/)
    .map((text, at) => (at % 2 ? element("mark", "", plain(text)) : plain(text)));
  return quoted("p", "search-excerpt", before, ...parts, " …");
}

function result(found) {
  const { url, meta, sub_results } = found;
  const headings = sub_results
    .filter(({ anchor }) => anchor)
    .slice(0, 3)
    .map((part) => quoted("li", "", link(part.url, part.title)));
  return element(
    "li",
    "",
    quoted("h2", "", link(url, meta.title)),
    element("p", "search-facts", `${meta.section} · ${dates.format(new Date(meta.date))}`),
    quoted("p", "search-summary", meta.summary),
    ...(found.excerpt.includes("<mark>") ? [excerpt(found)] : []),
    ...(headings.length ? [element("ul", "search-headings", ...headings)] : []),
  );
}

function show({ articles, count, left, failed }) {
  if (failed) {
    fail(failed);
    return;
  }
  const first = !list.childElementCount;
  list.append(...articles.map(result));
  more.hidden = !left;
  if (first) status.textContent = count > 1 ? say.many.replace("%s", count) : count ? say.one : say.none;
  else list.children[list.childElementCount - articles.length].querySelector("a").focus();
}

// The next question starts afresh.
function fail(error) {
  worker?.terminate();
  worker = undefined;
  more.hidden = true;
  status.textContent = say.failed;
  console.error(error);
}

function ask(question) {
  if (!worker) {
    worker = new Worker(say.worker, { type: "module" });
    worker.onmessage = ({ data }) => data.question === latest && show(data);
    worker.onerror = (event) => fail(event.message);
  }
  worker.postMessage(question);
}

function search() {
  const { q = "", ...filters } = Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value),
  );
  latest += 1;
  more.hidden = true;
  list.replaceChildren();
  const asked = q || Object.keys(filters).length;
  status.textContent = asked ? say.busy : "";
  list.hidden = !asked; // it keeps a place for what comes
  if (asked) ask({ question: latest, text: q, filters, site });
}

more.onclick = () => ask({ question: latest });

function fill() {
  const asked = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("[name]")) {
    field.value = asked.get(field.name) ?? "";
    if (field.selectedIndex < 0) field.value = ""; // a filter that is no more
  }
  search();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.pushState(null, "", `?${asked}`);
  search();
});
form.addEventListener("change", (event) => {
  if (event.target.localName === "select") form.requestSubmit();
});
addEventListener("popstate", fill);
fill();
