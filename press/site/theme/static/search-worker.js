/* Asks Pagefind's shards in a thread of its own, so that the page stays quick while WebAssembly
   works, and sends the page no more than it shows.
   https://pagefind.app/docs/api/, https://pagefind.app/docs/multisite/ */

const AT_ONCE = 5; // each result is a file of its own

let loading;
let latest = 0; // an answer that comes after the next question is dropped
let found = [];

function load({ shards, lang }) {
  // Pagefind reads the language of the page that it is on.
  self.document = { currentScript: null, querySelector: () => ({ getAttribute: () => lang }) };
  const [first, ...others] = shards;
  loading ??= import(`${first}pagefind.js`).then(async (pagefind) => {
    await pagefind.options({ noWorker: true, excerptLength: 32 });
    await pagefind.init();
    await Promise.all(others.map((shard) => pagefind.mergeIndex(shard)));
    return pagefind;
  });
  return loading;
}

// Words that are on every page tell nothing, unless they are all there is.
function words(text, stopWords) {
  const all = text.replaceAll('"', " ").split(/\s+/).filter(Boolean);
  const telling = all.filter((word) => !stopWords.includes(word.toLowerCase()));
  return telling.length ? telling : all;
}

// The best first, and of the equally good the newest: identifiers have the date behind a slash.
const date = ({ id }) => id.split("/")[1];
const inOrder = (one, other) => other.score - one.score || (date(other) > date(one) ? 1 : -1);

// Each shard ranks the articles that have those of the words that the shard knows, and takes the
// next best word for one that it does not know. What it has of a word in quotes is exact.
// Without words, Pagefind would load its whole index: the word that all articles have is asked for.
async function ask(text, filters, site) {
  if (!site.shards.length) return [];
  const pagefind = await load(site);
  if (!text) {
    const { results } = await pagefind.search(`"${site.everything}"`, { filters });
    return results.map((result) => ({ id: result.id, data: result.data, score: 0 })).sort(inOrder);
  }
  if (/^".+"$/.test(text)) return (await pagefind.search(text, { filters })).results.sort(inOrder);
  const parts = words(text, site.stopWords);
  const [{ results }, ...exact] = await Promise.all([
    pagefind.search(parts.join(" "), { filters }),
    ...parts.map((word) => pagefind.search(`"${word}"`)),
  ]);
  const sets = exact.map((one) => new Set(one.results.map(({ id }) => id)));
  const having = [...(sets[0] ?? [])].filter((id) => sets.every((set) => set.has(id)));
  const all = new Set(having);
  return (all.size ? results.filter(({ id }) => all.has(id)) : results).sort(inOrder);
}

// A question with text and filters is answered with the first articles and their number, one
// without with the next articles of the same answer.
self.onmessage = async ({ data: { question, text, filters, site } }) => {
  latest = question;
  try {
    const fresh = site ? await ask(text, filters, site) : found;
    if (question !== latest) return;
    found = fresh;
    const count = found.length;
    const articles = await Promise.all(found.splice(0, AT_ONCE).map((one) => one.data()));
    if (question === latest) postMessage({ question, articles, count, left: found.length });
  } catch (error) {
    postMessage({ question, failed: String(error) });
  }
};
