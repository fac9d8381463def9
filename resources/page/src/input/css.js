// A CSS path that leads to one element, through open shadow roots as Playwright reads it.

import { finder } from "@medv/finder";

const PATIENCE_MS = 6;
const MOST_CHECKS = 20; // each asks the whole document
const PASSING = /^(is|has|ui-state)-|hover|focus|active|open|select|check|disabled|show|fade|invalid|valid|today|dragg/i;
const MADE_UP = /\d{3,}|[0-9a-f]{8,}|^[:\d]|__|:/i;

const options = {
  idName: (name) => !MADE_UP.test(name),
  className: (name) => /^[a-z][a-z-]{2,}$/i.test(name) && !PASSING.test(name),
  attr: (name, value) => (name === "name" || name === "type" || name === "data-date") && !MADE_UP.test(value),
  timeoutMs: PATIENCE_MS,
  maxNumberOfPathChecks: MOST_CHECKS,
};

/** The path, unique in its document at this moment. */
export function cssPath(element) {
  const root = element.getRootNode();
  const inner = pathIn(root, element);
  return root.nodeType === Node.DOCUMENT_FRAGMENT_NODE && root.host ? `${cssPath(root.host)} ${inner}` : inner;
}

function pathIn(root, element) {
  if (element.localName === "html" || element.localName === "body") return element.localName;
  const own = element.id && options.idName(element.id) ? `#${CSS.escape(element.id)}` : "";
  if (own && root.querySelectorAll(own).length === 1) return own;
  try {
    return finder(element, { ...options, root });
  } catch {
    return steps(root, element); // not connected, or nothing short was unique in time
  }
}

function steps(root, element) {
  const path = [];
  for (let node = element; node && node !== root; node = node.parentElement) {
    const same = node.parentElement ? [...node.parentElement.children].filter((c) => c.localName === node.localName) : [];
    path.unshift(same.length > 1 ? `${node.localName}:nth-of-type(${same.indexOf(node) + 1})` : node.localName);
  }
  return path.join(" > ");
}
