/** Reading form controls: what Python calls a Form. */

import { fit } from "./masking.js";

const OWN = ["value", "checked", "selected"]; // attributes that rrweb mixes with live state

export const isControl = (tag) => tag === "input" || tag === "textarea" || tag === "select";

/** Live state; of a select nothing, its options have it. `shown` masks what is secret. */
export function formOf(element, shown = fit) {
  const tag = element.localName;
  if (tag === "option") return { selected: element.selected && element.closest("select") !== null };
  if (tag === "select") return {};
  if (tag === "textarea") return { value: shown(element, element.value), default: element.defaultValue };
  if (element.type === "checkbox") return { checked: element.checked, indeterminate: element.indeterminate };
  if (element.type === "radio") return { checked: element.checked };
  return { value: shown(element, element.value) };
}

/** Those attributes as they stand in the page, passwords masked. */
export function ownAttributes(element) {
  const found = {};
  for (const name of OWN) {
    const value = element.getAttribute(name);
    if (value !== null) found[name] = name === "value" ? fit(element, value) : value;
  }
  return found;
}

/** State in one comparable text; `idOf` gives the recording's id of an option. */
export function keyOf(element, idOf) {
  return element.localName === "select" ? chosen(element, idOf).join() : JSON.stringify(formOf(element));
}

/** The data of an rrweb Input event, with the exact state in "form". */
export function inputOf(element, id, idOf) {
  const form = element.localName === "select" ? { selected: chosen(element, idOf) } : formOf(element);
  return { source: 5, id, text: fit(element, element.value), isChecked: element.checked === true, form };
}

const chosen = (select, idOf) => Array.from(select.selectedOptions, idOf);
