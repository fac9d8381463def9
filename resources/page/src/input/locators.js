// Ways to find an element again, best first. Uniqueness is proven where that is cheap, left open where it is not.

import { computeAccessibleName } from "dom-accessibility-api";
import { cssPath } from "./css.js";
import { tidy } from "./text.js";

const BUDGET_MS = 2; // for proving one locator unique
const LONGEST = 80;
const TEXT_INPUTS = ["text", "email", "tel", "url", "password", "date", "time", "datetime-local", "month", "week"];
const FIELDS = new Set(["input", "select", "textarea"]);
const ROLES = {
  button: "button,summary,[type=button],[type=submit],[type=reset],[type=image],[type=file]",
  link: "a[href],area[href]",
  textbox: `textarea,[contenteditable],input:not([type]),${TEXT_INPUTS.map((type) => `input[type=${type}]`).join(",")}`,
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  combobox: "select,input[list]",
  listbox: "select",
  option: "option",
  spinbutton: "input[type=number]",
  slider: "input[type=range]",
  searchbox: "input[type=search]",
  heading: "h1,h2,h3,h4,h5,h6",
  cell: "td",
  gridcell: "td",
  columnheader: "th",
  row: "tr",
  listitem: "li",
  img: "img,svg",
};

const matching = new WeakMap(); // locator → how many elements match it, where they were counted

/** How many elements a locator of `locatorsOf` matched when it was made; 0 where they were not counted. */
export const matchesOf = (locator) => matching.get(locator) ?? 0;

/** Best first: what names the element and is unique, then what may be, then the path, then one of several. */
export function locatorsOf(element, role, name, text) {
  const root = element.getRootNode();
  const named = [
    testId(root, element),
    byRole(root, element, role, name),
    byLabel(root, element),
    byPlaceholder(root, element),
    byText(root, element, role, text),
  ].filter(Boolean);
  const css = { strategy: "css", value: cssPath(element), unique: true };
  matching.set(css, 1);
  const rank = (locator) => (locator.unique ? 0 : locator.unique === undefined ? 1 : 3);
  return [...named, css].sort((a, b) => (a === css ? 2 : rank(a)) - (b === css ? 2 : rank(b)));
}

function testId(root, element) {
  const value = element.getAttribute("data-testid");
  return value && placed({ strategy: "test_id", value }, [...root.querySelectorAll(having("data-testid", value))], element);
}

function byRole(root, element, role, name) {
  if (!role || !name || name.length > LONGEST) return null;
  const native = ROLES[role];
  const found = root.querySelectorAll(native ? `${native},[role=${role}]` : `[role=${CSS.escape(role)}]`);
  const locator = { strategy: "role", value: role, name };
  const labels = FIELDS.has(element.localName) ? labelTexts(root) : null;
  return proven(locator, found, element, (other) => goesBy(other, name, labels) && shown(other));
}

function byLabel(root, element) {
  const label = element.labels?.[0];
  const value = tidy(element.getAttribute("aria-label") ?? label?.textContent ?? "");
  if (!value || value.length > LONGEST) return null;
  const called = [...root.querySelectorAll(having("aria-label", value))];
  const labelled = [];
  for (const other of root.querySelectorAll("label")) {
    if (other.control && !other.control.hasAttribute("aria-label") && tidy(other.textContent) === value) {
      labelled.push(other.control);
    }
  }
  return placed({ strategy: "label", value }, inOrder([...called, ...labelled]), element);
}

function byPlaceholder(root, element) {
  const value = element.getAttribute("placeholder");
  if (!value || value !== tidy(value)) return null;
  return placed({ strategy: "placeholder", value }, [...root.querySelectorAll(having("placeholder", value))], element);
}

/** Only text that stands in one piece inside the element: of other text it is hard to say what else reads so. */
function byText(root, element, role, text) {
  if (!text || text.length > LONGEST || element.labels !== undefined || element.isContentEditable) return null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const started = performance.now();
  const found = [];
  for (let seen = 0; walker.nextNode(); seen++) {
    const node = walker.currentNode;
    if (node.length >= text.length && tidy(node.data) === text && node.parentElement) found.push(node.parentElement);
    if (seen % 256 === 255 && performance.now() - started > BUDGET_MS) {
      return unfinished({ strategy: "text", value: text }, found.filter((other) => !element.contains(other)).length);
    }
  }
  const place = found.findIndex((other) => element.contains(other));
  if (place < 0) return null;
  return counted({ strategy: "text", value: text }, found.length, place);
}

function having(attribute, value) {
  return `[${attribute}="${CSS.escape(value)}"]`;
}

function placed(locator, found, element) {
  const place = found.indexOf(element);
  return place < 0 ? null : counted(locator, found.length, place);
}

function counted(locator, matches, place) {
  const told = matches === 1 ? { ...locator, unique: true } : { ...locator, unique: false, nth: place };
  matching.set(told, matches);
  return told;
}

/** Counts those that match, as far as the budget goes; beyond it the locator is left unproven. */
function proven(locator, candidates, element, matches) {
  const started = performance.now();
  let place = -1;
  let count = 0;
  let seen = 0;
  for (const other of candidates) {
    if (++seen % 16 === 0 && performance.now() - started > BUDGET_MS) return unfinished(locator, count - (place >= 0));
    if (other === element) place = count++;
    else if (matches(other)) count++;
  }
  return place < 0 ? locator : counted(locator, count, place);
}

/** Time ran out: nothing is proven, but that others match where some were met. */
function unfinished(locator, others) {
  return others > 0 ? { ...locator, unique: false } : locator;
}

function inOrder(elements) {
  const order = (a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  return [...new Set(elements)].sort(order);
}

function shown(element) {
  return element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true]");
}

/** Whether an element has this accessible name; computed in full only where a glance doesn't tell. */
function goesBy(element, name, labels) {
  if (!element.childElementCount && !element.attributes.length && !FIELDS.has(element.localName)) {
    const text = element.textContent; // most of a long list is told apart here
    return text.length >= name.length && tidy(text) === name;
  }
  if (element.hasAttribute("aria-labelledby") || element.childElementCount) return named(element, name, element.textContent);
  const given = element.getAttribute("aria-label") || labels?.get(element) || "";
  if (given) return tidy(given) === name;
  if (FIELDS.has(element.localName) || element.title || element.alt) return named(element, name, "");
  return tidy(element.textContent) === name;
}

/** The slow way, spared where the text can't hold the name and nothing else could give it. */
function named(element, name, text) {
  const hinted = element.title || element.alt || element.value || element.placeholder || element.hasAttribute("aria-labelledby");
  const pictured = element.childElementCount && element.querySelector("[aria-label],[alt],[title],title,input");
  if (!hinted && !pictured && !element.hasAttribute("aria-label") && !tidy(text).includes(name)) return false;
  return tidy(computeAccessibleName(element)) === name;
}

/** The text of every label by its control: asked once, since each `element.labels` searches the document. */
function labelTexts(root) {
  const texts = new Map();
  for (const label of root.querySelectorAll("label")) {
    const { control } = label;
    if (control) texts.set(control, texts.has(control) ? `${texts.get(control)} ${label.textContent}` : label.textContent);
  }
  return texts;
}
