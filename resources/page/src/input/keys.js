// Keys that do something of their own. What merely edits a value shows in the value.

import { describe, refOf } from "./describe.js";
import { elementsOn, isToggle, retarget } from "./retarget.js";
import { DATE_FIELDS, isMultiline, takesText } from "./values.js";

const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);
const CARET = new Set(["ArrowLeft", "ArrowRight", "Home", "End", "Delete", "Insert", "PageUp", "PageDown"]);
const SILENT = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "NumLock", "ScrollLock", "Fn"]);
const UNKNOWN = new Set(["Unidentified", "Process", "Dead", "Compose"]);
const KEY_HELD_MS = 1000; // a toggle acts when its key is let go
const CLIPBOARD = /^(Control|Meta)\+(Shift\+)?[acvxzy]$/i;

export function listenToKeys(channel) {
  let latest = { element: null, at: 0 };
  channel.listen("keydown", (event) => {
    if (event.isComposing || SILENT.has(event.key) || UNKNOWN.has(event.key)) return;
    const line = elementsOn(event);
    const element = line.length && line[0].localName !== "body" && line[0].localName !== "html" ? retarget(line) : null;
    const key = nameOf(event);
    latest = { element, at: channel.at(event) };
    const press = () => {
      const target = element ? describe(element, channel) : null;
      channel.input({ event: "press", at: channel.at(event), ref: refOf(element), target, key });
    };
    if (!element || !speaksForItself(element, event, key)) return press();
    // Its effect is told by the field, unless the page takes the key for itself.
    const target = describe(element, channel);
    const at = channel.at(event);
    channel.afterwards(() => {
      if (event.defaultPrevented) channel.input({ event: "press", at, ref: refOf(element), target, key });
    });
  });
  return {
    /** Whether a key has just been pressed that can have toggled this check box or radio button. */
    toggled(field) {
      const { element, at } = latest;
      if (!element || !isToggle(element) || channel.now() - at > KEY_HELD_MS) return false;
      latest = { element: null, at: 0 };
      return element === field || (field.type === "radio" && element.name === field.name);
    },
  };
}

/** Playwright's name of a key with its modifiers. */
function nameOf(event) {
  const printable = [...event.key].length === 1;
  const held = [];
  if (event.ctrlKey && !event.getModifierState("AltGraph")) held.push("Control");
  if (event.altKey && !event.getModifierState("AltGraph")) held.push("Alt");
  if (event.metaKey) held.push("Meta");
  if (event.shiftKey && (!printable || held.length)) held.push("Shift");
  const key = event.key === " " ? "Space" : printable && held.length ? event.key.toLowerCase() : event.key;
  return [...held, key].join("+");
}

/** Whether a field's own events tell what the key did, where the browser acts on it. */
function speaksForItself(element, event, key) {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const printable = [...event.key].length === 1 || event.key === "Backspace";
  if (isToggle(element)) return plain && (event.key === " " || (element.type === "radio" && ARROWS.has(event.key)));
  if (element.localName === "select") return plain && event.key !== "Tab";
  if (!takesText(element)) return false;
  const { type } = element;
  if (element.localName === "input" && (type === "number" || type === "range" || DATE_FIELDS.has(type))) {
    return plain && event.key !== "Enter" && event.key !== "Escape" && !(event.key === "Tab" && !DATE_FIELDS.has(type));
  }
  if (isMultiline(element)) {
    return CLIPBOARD.test(key) || (plain && (printable || CARET.has(event.key) || ARROWS.has(event.key) || event.key === "Enter"));
  }
  const emptied = event.key === "Backspace" && element.value === ""; // no value will tell
  return CLIPBOARD.test(key) || isTyped(event, printable) || (plain && (CARET.has(event.key) || (printable && !emptied)));
}

function isTyped(event, printable) {
  return printable && event.key !== "Backspace" && event.getModifierState("AltGraph");
}
