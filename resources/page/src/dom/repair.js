/** Makes what rrweb serialised exact: attributes as the page has them. Changes it in place. */

import { formOf, isControl, ownAttributes } from "./controls.js";
import { fit, isSecret } from "./masking.js";

const RESOLVED = ["src", "href", "srcset", "style", "background", "data", "xlink:href"]; // rrweb makes their URLs absolute

const SVG = "http://www.w3.org/2000/svg";

/** A serialised element, newly in the recording. */
export function repairElement(raw, element) {
  const { attributes } = raw;
  if (element.namespaceURI === SVG) {
    raw.isSVG = true; // rrweb overlooks those outside an svg
    raw.tagName = element.localName; // with its capitals
  }
  for (const name of RESOLVED) {
    if (typeof attributes[name] === "string") attributes[name] = element.getAttribute(name);
  }
  if (raw.tagName === "link") restore(attributes, element, ["rel", "href"]);
  if (raw.tagName === "iframe") restore(attributes, element, ["src"]);
  if (isControl(raw.tagName)) {
    isSecret(element);
    attributes.rr_form = { ...formOf(element), attributes: ownAttributes(element) };
  } else if (raw.tagName === "option") {
    const plain = element.getAttribute("selected");
    if (plain === null) delete attributes.selected;
    else attributes.selected = plain;
    if (formOf(element).selected !== (plain !== null)) attributes.rr_form = { ...formOf(element), attributes: ownAttributes(element) };
  }
  if (element.hasAttribute("popover") && element.matches(":popover-open")) attributes.rr_popover = true;
}

/** The changed attributes of an element. */
export function repairAttributes(changed, element) {
  if (element.namespaceURI === SVG) {
    // a namespaced attribute is reported by its local name, under which it can't be read
    for (const name of Object.keys(changed)) if (!element.hasAttribute(name)) changed[name] = null;
    for (const { name, value } of element.attributes) changed[name] = value;
    return;
  }
  if ("type" in changed && isControl(element.localName)) {
    // what was an attribute of any field may be a password's now
    Object.assign(changed, { value: null, checked: null, selected: null });
  }
  for (const name of Object.keys(changed)) {
    if (name === "value" || name === "checked" || name === "selected") changed[name] = fit(element, element.getAttribute(name));
    else if (name === "rr_src") changed.src = element.getAttribute("src");
    else if (RESOLVED.includes(name)) changed[name] = element.getAttribute(name);
  }
}

function restore(attributes, element, names) {
  for (const name of names) {
    const value = element.getAttribute(name);
    if (value !== null) attributes[name] = value;
  }
}
