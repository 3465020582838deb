/* A citation shows its reference on hover, focus and tap, taken from the list of the page.

   Content on hover or focus (WCAG 2.2, 1.4.13): Escape closes it, the pointer may move onto it,
   and it stays until pointer and focus have left. It is hidden from screen readers, which are
   read the link and find the reference behind it; its links are for the pointer alone. */

const CITATION = 'a[role="doc-biblioref"]';
const GAP = 6; // pixels between citation and card
const EDGE = 8; // and between card and window

const card = document.createElement("div");
card.className = "citation-card";
card.ariaHidden = "true";
card.hidden = true;
document.body.append(card);

let shown = null; // the citation whose reference is shown
let waiting = 0;
let pointer = "mouse";

function reference(citation) {
  const entry = document.getElementById(citation.hash.slice(1));
  const copy = entry?.querySelector("p")?.cloneNode(true);
  copy?.querySelectorAll(".backlinks").forEach((links) => links.remove());
  copy?.querySelectorAll("a").forEach((link) => (link.tabIndex = -1));
  return copy;
}

// Of a citation that is broken over two lines, the part under the pointer.
function part(citation, event) {
  const parts = [...citation.getClientRects()];
  const under = ({ top, bottom }) => event?.clientY >= top && event?.clientY <= bottom;
  return parts.find(under) ?? parts[0];
}

function place(citation, event) {
  const { left, right, top, bottom } = part(citation, event);
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const own = card.getBoundingClientRect();
  const begin = getComputedStyle(citation).direction === "rtl" ? right - own.width : left;
  const x = Math.max(EDGE, Math.min(begin, width - own.width - EDGE));
  const fits = bottom + GAP + own.height <= height || top < own.height + GAP;
  const y = fits ? bottom + GAP : top - GAP - own.height;
  card.style.left = `${x + scrollX}px`;
  card.style.top = `${y + scrollY}px`;
}

function show(citation, event) {
  clearTimeout(waiting);
  const content = citation !== shown && reference(citation);
  if (!content) return;
  const written = citation.closest("[lang]");
  card.lang = written.lang;
  card.dir = getComputedStyle(citation).direction;
  card.replaceChildren(content);
  card.hidden = false;
  place(citation, event);
  shown = citation;
}

function hide() {
  clearTimeout(waiting);
  card.hidden = true;
  shown = null;
}

function later(action, milliseconds) {
  clearTimeout(waiting);
  waiting = setTimeout(action, milliseconds);
}

const citationAt = ({ target }) => target.closest?.(CITATION);

document.addEventListener("pointerdown", (event) => (pointer = event.pointerType), true);
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const citation = citationAt(event);
  if (citation) later(() => show(citation, event), 120);
  else if (card.contains(event.target)) clearTimeout(waiting);
  else if (shown && shown !== document.activeElement) later(hide, 300);
  else clearTimeout(waiting);
});
document.addEventListener("focusin", (event) => {
  const citation = citationAt(event);
  if (citation?.matches(":focus-visible")) show(citation);
});
document.addEventListener("focusout", (event) => {
  if (citationAt(event) === shown) hide();
});
document.addEventListener("click", (event) => {
  const citation = citationAt(event);
  if (citation && pointer === "touch" && citation !== shown) {
    event.preventDefault(); // the first tap shows, the second follows the link
    show(citation, event);
  } else if (!card.contains(event.target)) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
