/*
 * One text for one state of a page, one line for each node, each level indented by a space, strings as JSON:
 *   page "/path?query#hash" .scroll=x,y
 *   <!DOCTYPE html "" "">
 *   <tag name="value" …> .value="…" .default="…" .checked .selected .indeterminate .modal .popover .scroll=x,y
 *   "text"    <!--"comment"-->    #document .scroll=x,y    #shadow <tag …>
 * Attributes stand in order of name, as the page has them. Live state has a leading dot and is left out where empty: value
 * of inputs (not of check boxes and radio buttons) and text areas, with a text area's default; scroll in whole pixels.
 * Top nodes of open shadow roots come before the light children; documents of same-origin frames stand in their frame.
 * Left out, because a recording has no honest way to compare them: what is below script, style and textarea; the content
 * of templates; closed shadow roots and other origins; style sheets; canvas, video and audio; the focus; namespaces;
 * "autoplay" of media; CDATA and processing instructions. Passwords are masked. workbench/replay/dom/canonical.py makes
 * the same text from a recording. This file knows nothing of rrweb.
 */

import { formOf } from "./controls.js";
import { fit } from "./masking.js";

const ELEMENT = Node.ELEMENT_NODE;
const CHILDLESS = new Set(["script", "style", "textarea"]);
const CONTROLS = new Set(["input", "textarea", "select", "option"]);

/** How the live page is read. A rebuilt page overrides what rebuilding had to change. */
export const LIVE = {
  href: (root) => root.defaultView?.location.href ?? "",
  skips: () => false,
  tag: (element) => element.localName,
  /** [name, value] pairs in any order */
  attributes: (element) => {
    const { attributes } = element;
    const pairs = [];
    for (let at = 0; at < attributes.length; at++) {
      const { name, value } = attributes[at];
      pairs.push([name, name === "value" ? fit(element, value) : value]);
    }
    return pairs;
  },
  form: (element) => formOf(element),
  /** Whether the document below a frame is part of the page. */
  inside: (frame) => frame.contentDocument,
};

export function canonical(root, reading = LIVE) {
  const lines = [`page ${quote(reading.href(root).replace(/^https?:\/\/[^/]*/, ""))}${scroll(root)}`];
  below(root, 0, lines, reading);
  return `${lines.join("\n")}\n`;
}

function below(node, depth, lines, reading) {
  if (node.nodeType === ELEMENT) {
    const tag = reading.tag(node);
    if (CHILDLESS.has(tag)) return;
    for (const child of node.shadowRoot?.childNodes ?? []) line(child, depth, lines, reading, "#shadow ");
    const inside = tag === "iframe" ? reading.inside(node) : null;
    if (inside) {
      lines.push(`${" ".repeat(depth)}#document${scroll(inside)}`);
      below(inside, depth + 1, lines, reading);
      return;
    }
  }
  for (let child = node.firstChild; child; child = child.nextSibling) line(child, depth, lines, reading, "");
}

function line(node, depth, lines, reading, prefix) {
  if (reading.skips(node)) return;
  const said = words(node, reading);
  if (said === null) return;
  lines.push(" ".repeat(depth) + prefix + said);
  if (node.nodeType === ELEMENT) below(node, depth + 1, lines, reading);
}

function words(node, reading) {
  switch (node.nodeType) {
    case Node.TEXT_NODE:
      return quote(node.data);
    case Node.COMMENT_NODE:
      return `<!--${quote(node.data)}-->`;
    case Node.DOCUMENT_TYPE_NODE:
      return `<!DOCTYPE ${node.name} ${quote(node.publicId)} ${quote(node.systemId)}>`;
    case ELEMENT:
      return element(node, reading);
    default:
      return null;
  }
}

function element(node, reading) {
  const tag = reading.tag(node);
  const pairs = reading.attributes(node);
  if (pairs.length > 1) pairs.sort(byName);
  let said = `<${tag}`;
  for (const [name, value] of pairs) {
    if (name !== "autoplay" || (tag !== "video" && tag !== "audio")) said += ` ${name}=${quote(value)}`;
  }
  return `${said}>${CONTROLS.has(tag) ? form(reading.form(node)) : ""}${top(node, tag)}${scroll(node)}`;
}

const byName = ([one], [other]) => (one < other ? -1 : 1);

function form({ value, default: usual, checked, selected, indeterminate }) {
  let said = value === undefined ? "" : ` .value=${quote(value)}`;
  if (usual !== undefined) said += ` .default=${quote(usual)}`;
  if (checked) said += " .checked";
  if (selected) said += " .selected";
  return indeterminate ? `${said} .indeterminate` : said;
}

function top(node, tag) {
  const modal = tag === "dialog" && node.matches(":modal") ? " .modal" : "";
  return node.hasAttribute("popover") && node.matches(":popover-open") ? `${modal} .popover` : modal;
}

function scroll(node) {
  if (node.nodeType === ELEMENT && !node.scrollTop && !node.scrollLeft) return ""; // nearly all
  const [x, y] = offset(node);
  return x || y ? ` .scroll=${x},${y}` : "";
}

/** How far an element, or a document's window, is scrolled, in whole pixels. The root element is its window. */
export function offset(node) {
  const view = node.nodeType === Node.DOCUMENT_NODE ? node.defaultView : null;
  if (view) return [Math.round(view.scrollX), Math.round(view.scrollY)];
  if (node.nodeType !== ELEMENT || node === node.ownerDocument.scrollingElement) return [0, 0];
  return [Math.round(node.scrollLeft), Math.round(node.scrollTop)];
}

const quote = (text) => JSON.stringify(text.isWellFormed() ? text : text.toWellFormed());
