// The texts that stand around an element: those of its row, list item or card first, then those of what holds that.

import { valueOf } from "../facts/values.js";
import { ancestry } from "../input/retarget.js";
import { tidy } from "../input/text.js";

const MOST = 60; // texts
const LONGEST = 200;
const LARGEST = 1200; // characters of the outer ring: beyond that it is not about this element any more
const SILENT = new Set(["script", "style", "noscript", "template"]);
const FIELDS = new Set(["input", "select", "textarea"]);

/** Texts, and the addresses that links among them lead to, the nearest first, each once; then the page's headings. */
export function nearbyOf(element) {
  const told = new Set();
  const known = new WeakMap(); // element → the texts in it: asked for more than once, and only now they are these
  const textsIn = (around) => {
    if (!known.has(around)) known.set(around, [...pieces(around)]);
    return known.get(around);
  };
  const count = (around) => textsIn(around).length;
  const own = tidy(element.innerText ?? "");
  const tell = (text) => {
    const words = tidy(text ?? "").slice(0, LONGEST);
    if (words && words !== own && told.size < MOST) told.add(words);
  };
  const line = ancestry(element).slice(1);
  const inner = line.findIndex((around) => count(around) > 1);
  const row = inner < 0 ? [] : [line[inner]];
  const outer = inner < 0 ? [] : line.slice(inner + 1).filter((around) => count(around) > count(line[inner]));
  for (const ring of [element, ...row, ...outer.slice(0, 2)]) {
    if (outer.includes(ring) && (ring.textContent.length > LARGEST || ring.localName === "body")) break;
    for (const text of textsIn(ring)) tell(text);
    for (const link of [ring.closest("a[href]"), ...ring.querySelectorAll("a[href]")]) if (link) tell(link.getAttribute("href"));
    for (const head of headsOf(ring)) tell(head);
  }
  for (const heading of element.ownerDocument.querySelectorAll("h1, h2")) tell(heading.textContent);
  return [...told];
}

/** The text of each element that holds some of its own; what is chosen or typed in its fields. */
function* pieces(around) {
  for (const element of [around, ...around.querySelectorAll("*")].slice(0, 400)) {
    if (SILENT.has(element.localName)) continue;
    if (FIELDS.has(element.localName)) yield valueOf(element, element.localName, "", "") ?? "";
    else if ([...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.data))) {
      yield element.innerText ?? element.textContent;
    }
  }
}

/** What heads a cell: its column's heading, or the term before its definition. */
function* headsOf(element) {
  const cell = element.closest("td, [role=cell], [role=gridcell]");
  const head = cell?.closest("table")?.querySelector("thead tr, tr")?.children[cell.cellIndex];
  if (head && head !== cell) yield head.textContent;
  let term = element.closest("dd")?.previousElementSibling;
  while (term && term.localName !== "dt") term = term.previousElementSibling;
  if (term) yield term.textContent;
}
