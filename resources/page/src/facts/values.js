// The value of an element that has one.

import { isSecret, valueOf as fieldValue } from "../input/values.js";
import { attribute } from "./reading.js";

const WITHOUT_VALUE = new Set(["button", "submit", "reset", "image", "hidden"]);
const FIELDS = new Set(["input", "textarea"]);
const TICKED = { true: "checked", false: "unchecked", mixed: "mixed" };
const TICKABLE = new Set(["checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"]);

/** What is chosen, typed, ticked or measured; null for what has no value. */
export function valueOf(element, name, role, text) {
  if (name === "select") return [...element.selectedOptions].map((option) => option.label.trim()).join(", ");
  if (name === "input" && (element.type === "checkbox" || element.type === "radio")) {
    return element.indeterminate ? "mixed" : element.checked ? "checked" : "unchecked";
  }
  if (name === "input" && element.type === "file") return [...element.files].map((file) => file.name).join(", ");
  if (name === "input" || name === "textarea") return WITHOUT_VALUE.has(element.type) ? null : typed(element);
  if (name === "progress" || name === "meter") return String(element.value);
  if (TICKABLE.has(role)) return TICKED[attribute(element, "aria-checked")] ?? null;
  const said = attribute(element, "aria-valuetext") ?? attribute(element, "aria-valuenow");
  return said ?? (role === "textbox" || role === "searchbox" ? text : null);
}

/** What is typed into those of these elements that keep it to themselves. */
export const secretsIn = (elements) =>
  elements.filter(keepsSecret).map(({ value }) => value).filter((value) => typeof value === "string" && value !== "");

// dom.js has marked the fields that once were for passwords, whatever the page has made of them since
const keepsSecret = (element) =>
  FIELDS.has(element.localName) && (isSecret(element) || attribute(element, "data-rr-is-password") !== null);

const typed = (element) => (keepsSecret(element) && element.value ? "•".repeat(8) : fieldValue(element).value);
