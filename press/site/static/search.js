/* The search page: asks Pagefind's shards for the words and filters of the form, which are
   those of the address, and lists what they answer.
   https://pagefind.app/docs/api/, https://pagefind.app/docs/multisite/ */

const AT_ONCE = 5; // each result is a file of its own

const form = document.getElementById("search-form");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const say = form.dataset;
const stopWords = new Set(say.stopWords.split(" "));
const dates = new Intl.DateTimeFormat(document.documentElement.lang, {
  dateStyle: "long",
  timeZone: "UTC",
});

let loading;
let latest = 0; // an answer that comes after the next question is dropped

function load() {
  const [first, ...others] = say.shards
    .split(" ")
    .map((shard) => new URL(`${say.root}pagefind/${shard}/`, location).href);
  loading ??= import(`${first}pagefind.js`).then(async (pagefind) => {
    await pagefind.options({ noWorker: true, excerptLength: 32 });
    await pagefind.init();
    await Promise.all(others.map((shard) => pagefind.mergeIndex(shard)));
    return pagefind;
  });
  return loading;
}

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

// Words that are on every page tell nothing, unless they are all there is.
function words(text) {
  const all = text.replaceAll('"', " ").split(/\s+/).filter(Boolean);
  const telling = all.filter((word) => !stopWords.has(word.toLowerCase()));
  return telling.length ? telling : all;
}

// The best first, and of the equally good the newest: identifiers have the date behind a slash.
const date = ({ id }) => id.split("/")[1];
const inOrder = (one, other) => other.score - one.score || (date(other) > date(one) ? 1 : -1);

// Each shard ranks the articles that have those of the words that the shard knows, and takes the
// next best word for one that it does not know. What it has of a word in quotes is exact.
// Without words, Pagefind would load its whole index: the word that all articles have is asked for.
async function ask(text, filters) {
  if (!say.shards) return [];
  const pagefind = await load();
  if (!text) {
    const { results } = await pagefind.search(`"${say.everything}"`, { filters });
    return results.map((found) => ({ ...found, score: 0 })).sort(inOrder);
  }
  if (/^".+"$/.test(text)) return (await pagefind.search(text, { filters })).results.sort(inOrder);
  const parts = words(text);
  const [{ results }, ...exact] = await Promise.all([
    pagefind.search(parts.join(" "), { filters }),
    ...parts.map((word) => pagefind.search(`"${word}"`)),
  ]);
  const sets = exact.map((found) => new Set(found.results.map(({ id }) => id)));
  const having = [...(sets[0] ?? [])].filter((id) => sets.every((set) => set.has(id)));
  const all = new Set(having);
  return (all.size ? results.filter(({ id }) => all.has(id)) : results).sort(inOrder);
}

async function search() {
  const question = ++latest;
  const { q = "", ...filters } = Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value),
  );
  more.hidden = true;
  list.replaceChildren();
  const asked = q || Object.keys(filters).length;
  status.textContent = asked ? say.busy : "";
  list.hidden = !asked; // it keeps a place for what comes
  if (!asked) return;
  try {
    const found = await ask(q, filters);
    if (question !== latest) return;
    const count = found.length;
    const show = async () => {
      const next = found.splice(0, AT_ONCE);
      const articles = await Promise.all(next.map((one) => one.data()));
      if (question !== latest) return;
      const made = articles.map(result);
      list.append(...made);
      more.hidden = !found.length;
      return made[0];
    };
    more.onclick = async () => (await show())?.querySelector("a").focus();
    await show();
    if (question !== latest) return;
    status.textContent = count > 1 ? say.many.replace("%s", count) : count ? say.one : say.none;
  } catch (error) {
    loading = undefined;
    status.textContent = say.failed;
    throw error;
  }
}

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
