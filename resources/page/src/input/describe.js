// What an element is, said so that it can be found again: computed once, at the moment of the event.

import { computeAccessibleName, getRole } from "dom-accessibility-api";
import { boxOf, framePath } from "./frames.js";
import { locatorsOf } from "./locators.js";
import { tidy } from "./text.js";

const LONGEST_TEXT = 200;
const LARGEST_NAMED = 60; // descendants; a name is made of all of them, at a price
const TEXT_FIELDS = new Set("password date time datetime-local month week color hidden".split(" "));

const refs = new WeakMap();
const document_ = Math.random().toString(36).slice(2, 8);
let count = 0;
let latest = null;

/** A word for an element that no other element of the sitting has. */
export function refOf(element) {
  if (!element) return "";
  if (!refs.has(element)) refs.set(element, `${document_}.${++count}`);
  return refs.get(element);
}

/** The target of an action. While one element is typed into it is described once. `outermost`: the window of its page. */
export function describe(element, channel, outermost = window.top) {
  if (latest?.element === element && element.isConnected) return latest.target;
  const role = roleOf(element);
  const name = nameOf(element);
  const text = textOf(element);
  const target = {
    locators: locatorsOf(element, role, element.localName === "html" ? "" : name, text),
    role,
    name,
    tag: element.localName,
    text,
    box: boxOf(element, outermost),
    frame: framePath(element, outermost),
  };
  const node = channel.nodeIdOf(element);
  if (typeof node === "number" && node > 0) target.node = node;
  latest = { element, target };
  return target;
}

/** The next description is made anew: what was pointed at or typed into has been left. */
export function forgetDescription() {
  latest = null;
}

/** The ARIA role, as Playwright's locators see it: fields that have none of their own are text boxes. */
export function roleOf(element) {
  if (element.localName === "input" && !element.hasAttribute("role")) {
    if (TEXT_FIELDS.has(element.type)) return "textbox";
    if (element.type === "file") return "button";
  }
  const role = getRole(element) ?? "";
  return role === "generic" || role === "none" || role === "presentation" ? "" : role;
}

/** The accessible name; of a large region only what its author gave it. */
export function nameOf(element) {
  if (element.localName === "html") return tidy(element.ownerDocument.title); // a frame's own scroll bars
  if (element.getElementsByTagName("*").length > LARGEST_NAMED) return tidy(element.getAttribute("aria-label") ?? "");
  return tidy(computeAccessibleName(element));
}

function textOf(element) {
  if (element.localName === "input") {
    return ["button", "submit", "reset"].includes(element.type) ? tidy(element.value).slice(0, LONGEST_TEXT) : "";
  }
  if (["textarea", "select", "html", "body"].includes(element.localName)) return "";
  let text = "";
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let seen = 0; seen < LONGEST_TEXT && text.length < LONGEST_TEXT && walker.nextNode(); seen++) {
    const parent = walker.currentNode.parentElement?.localName;
    if (parent !== "script" && parent !== "style") text += walker.currentNode.data;
  }
  return tidy(text).slice(0, LONGEST_TEXT);
}
