/** Style sheets as they were, with what scripts had done to them. */

const applied = new WeakMap(); // element or root → the JSON of what its sheet was made from
const GREY = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16'><rect width='100%25' height='100%25' rx='2' fill='%2394a3b8' fill-opacity='.45'/></svg>";
const QUIET = `
noscript { display: none !important; } /* the frame runs no scripts, the page did */
img:not([src^="data:"]) { content: url("${GREY}") !important; } /* pictures aren't recorded: calm instead of broken */`;

/** Of a style element, or of one that stands for a link. */
export function sheetOf(element, plain) {
  if (element.localName !== "style") return;
  const text = plain.css ?? (plain.children ?? []).map((child) => child.text ?? "").join("");
  const made = JSON.stringify([text, plain.rules ?? []]);
  if (applied.get(element) === made) return;
  applied.set(element, made);
  element.textContent = text.replaceAll("/* rr_split */", "");
  if (plain.rules) pending.push([element, plain.rules]);
}

const pending = [];

/** The sheets that a document or shadow root adopted, and our own. Also alters the sheets that only now have one. */
export function dress(host, plain, sheets) {
  for (const [element, rules] of pending.splice(0)) if (element.sheet) alter(element.sheet, rules);
  const lists = (plain.adopted ?? []).map((id) => sheets[id] ?? []);
  const made = JSON.stringify(lists);
  if (applied.get(host) === made) return;
  applied.set(host, made);
  const view = (host.ownerDocument ?? host).defaultView;
  const own = new view.CSSStyleSheet();
  own.replaceSync(QUIET);
  host.adoptedStyleSheets = [own, ...lists.map((rules) => alter(new view.CSSStyleSheet(), rules))];
}

function alter(sheet, operations) {
  for (const operation of operations) {
    try {
      perform(sheet, operation);
    } catch {
      // the page's own call failed in the same way, or the rule needs what is not there: the rest still holds
    }
  }
  return sheet;
}

function perform(sheet, { adds, removes, replace, replaceSync, set, remove, index }) {
  const text = replaceSync ?? replace;
  if (text !== undefined) sheet.replaceSync(text);
  for (const { index: place } of removes ?? []) {
    const [holder, last] = holderOf(sheet, place);
    holder.deleteRule(last);
  }
  for (const { rule, index: place } of adds ?? []) {
    const [holder, last] = holderOf(sheet, place);
    holder.insertRule(rule, Math.min(last, holder.cssRules.length));
  }
  if (set) ruleAt(sheet, index).style.setProperty(set.property, set.value, set.priority);
  if (remove) ruleAt(sheet, index).style.removeProperty(remove.property);
}

/** rrweb's places: a number, or a path through grouping rules. */
function holderOf(sheet, place) {
  const path = Array.isArray(place) ? place : [place ?? 0];
  return [path.slice(0, -1).reduce((holder, at) => holder.cssRules[at], sheet), path.at(-1) ?? 0];
}

const ruleAt = (sheet, path) => path.reduce((holder, at) => holder.cssRules[at], sheet);
