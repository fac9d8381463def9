// From the innermost element under an event to the one a person would say they acted upon.

const ACTIONABLE = [
  "button",
  "a[href]",
  "input",
  "select",
  "textarea",
  "summary",
  "area[href]",
  ...["button", "link", "checkbox", "radio", "switch", "tab", "option", "menuitem", "menuitemcheckbox", "treeitem"].map(
    (role) => `[role=${role}]`,
  ),
  ...["menuitemradio", "combobox", "textbox", "searchbox", "spinbutton", "slider"].map((role) => `[role=${role}]`),
].join(",");
const LABELS = "label";

/** The elements that an event passes through, innermost first, through open shadow roots. */
export function elementsOn(event) {
  return event.composedPath().filter((node) => node.nodeType === Node.ELEMENT_NODE);
}

/** The same for an element that no event names. */
export function ancestry(element) {
  const line = [];
  for (let node = element; node; node = node.parentElement ?? node.getRootNode().host) line.push(node);
  return line;
}

/** The element acted upon; null when there is none (the event is the window's or the document's). */
export function retarget(line) {
  if (!line.length) return null;
  for (const element of line) {
    if (element.localName === "option" && element.parentElement?.closest("select")) return element.closest("select");
    if (element.matches(ACTIONABLE)) return element;
    if (element.isContentEditable) return editingHost(element);
    if (element.matches(LABELS)) return controlOf(element) ?? element;
  }
  const [inner] = line;
  return inner.ownerSVGElement ? (inner.closest("svg") ?? inner) : inner;
}

/** The outermost element of an editable region. */
export function editingHost(element) {
  let host = element;
  while (host.parentElement?.isContentEditable) host = host.parentElement;
  return host;
}

export function isToggle(element) {
  return element?.localName === "input" && (element.type === "checkbox" || element.type === "radio");
}

/** A label's control, unless a style sheet hides it: then the label is what can be clicked. */
function controlOf(label) {
  const { control } = label;
  if (!control || !isToggle(control)) return null;
  const { width, height } = control.getBoundingClientRect();
  return width > 1 && height > 1 && control.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    ? control
    : null;
}
