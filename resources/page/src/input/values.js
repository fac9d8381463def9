// What a field holds, and what of it may leave the page.

export const DATE_FIELDS = new Set(["date", "time", "datetime-local", "month", "week"]);
export const TOGGLES = new Set(["checkbox", "radio"]);
const WITHOUT_TEXT = new Set(["button", "submit", "reset", "image", "file", "hidden", "checkbox", "radio"]);
const SECRET = /(^|\s)(cc-\S+|one-time-code|current-password|new-password)(\s|$)/;
const BULLETS = "••••••••"; // always as many: the length is nobody's business either

const everSecret = new WeakSet(); // a password that its page shows in plain for a while is still one

/** Whether a field's value must not leave the page. */
export function isSecret(field) {
  if (field.type === "password" || SECRET.test(field.getAttribute("autocomplete") ?? "")) everSecret.add(field);
  return everSecret.has(field);
}

/** The value to tell of a text-like field or editable region, and whether it was masked. */
export function valueOf(field) {
  const value = "value" in field ? field.value : (field.innerText ?? "").replace(/\n$/, "");
  return isSecret(field) && value ? { value: BULLETS, masked: true } : { value, masked: isSecret(field) };
}

/** Whether one types or picks a value into it. */
export function takesText(element) {
  if (element.localName === "input") return !WITHOUT_TEXT.has(element.type);
  return element.localName === "textarea" || element.isContentEditable;
}

/** Whether Enter makes a new line in it. */
export function isMultiline(element) {
  return element.localName === "textarea" || (element.localName !== "input" && element.isContentEditable);
}
