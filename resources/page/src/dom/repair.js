/** Makes what rrweb serialised exact: attributes as the page has them. Changes it in place. */

import { formOf, isControl, ownAttributes } from "./controls.js";
import { fit, isSecret } from "./masking.js";

const RESOLVED = ["src", "href", "srcset", "style", "background", "data", "xlink:href"]; // rrweb makes their URLs absolute

/** A serialised element, newly in the recording. */
export function repairElement(raw, element) {
  const { attributes } = raw;
  if (raw.isSVG) raw.tagName = element.localName; // with its capitals
  for (const name of RESOLVED) {
    if (typeof attributes[name] === "string") attributes[name] = element.getAttribute(name);
  }
  if (raw.tagName === "link") restore(attributes, element, ["rel", "href"]);
  if (raw.tagName === "iframe") restore(attributes, element, ["src"]);
  if (isControl(raw.tagName)) {
    isSecret(element);
    attributes.rr_form = { ...formOf(element), attributes: ownAttributes(element) };
  } else if (raw.tagName === "option" && element.selected !== element.hasAttribute("selected")) {
    attributes.rr_form = { ...formOf(element), attributes: ownAttributes(element) };
  } else if (raw.tagName === "option" && element.hasAttribute("selected")) {
    attributes.selected = element.getAttribute("selected");
  }
  if (element.hasAttribute("popover") && element.matches(":popover-open")) attributes.rr_popover = true;
}

/** The changed attributes of an element. */
export function repairAttributes(changed, element) {
  if (element.ownerSVGElement || element.localName === "svg") {
    // a namespaced attribute is reported by its local name, under which it can't be read
    for (const name of Object.keys(changed)) if (!element.hasAttribute(name)) changed[name] = null;
    for (const { name, value } of element.attributes) changed[name] = value;
    return;
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
