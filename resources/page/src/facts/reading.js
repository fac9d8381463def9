// Properties of nodes as the browser itself has them. `<input name="children">` makes form.children that input, and
// `<img name="body">` does the like to the document: the getters of the prototypes can't be shadowed so.

const getter = (prototype, name) => {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name);
  return (node) => get.call(node);
};
const method = (prototype, name) => {
  const found = prototype[name];
  return (node, ...args) => found.apply(node, args);
};

export const nodeType = getter(Node.prototype, "nodeType");
export const firstChild = getter(Node.prototype, "firstChild");
export const nextSibling = getter(Node.prototype, "nextSibling");
export const data = getter(CharacterData.prototype, "data");
export const localName = getter(Element.prototype, "localName");
export const shadowRoot = getter(Element.prototype, "shadowRoot");
export const documentElement = getter(Document.prototype, "documentElement");
export const viewOf = getter(Document.prototype, "defaultView");
export const attribute = method(Element.prototype, "getAttribute");
export const boxOf = method(Element.prototype, "getBoundingClientRect");
export const isRendered = method(Element.prototype, "checkVisibility");
const assigned = method(HTMLSlotElement.prototype, "assignedNodes");
const contentDocument = getter(HTMLIFrameElement.prototype, "contentDocument");
const createRange = method(Document.prototype, "createRange");

export const isElement = (node) => nodeType(node) === 1;
export const isText = (node) => nodeType(node) === 3;
export const styleOf = (element) => getComputedStyle(element);

/** The nodes that are displayed inside an element: its shadow tree instead of its children, what fills its slots. */
export function* inside(node) {
  if (isElement(node)) {
    if (localName(node) === "slot") {
      const nodes = assigned(node);
      if (nodes.length) return yield* nodes;
    }
    const shadow = shadowRoot(node);
    if (shadow) return yield* inside(shadow);
  }
  for (let child = firstChild(node); child; child = nextSibling(child)) yield child;
}

/** The document in a frame, where it is of the same origin. */
export function documentIn(frame) {
  try {
    return contentDocument(frame);
  } catch {
    return null;
  }
}

/** The boxes of a piece of text; none where it takes no room. */
export function boxesOf(text) {
  const range = createRange(document);
  range.setStart(text, 0);
  range.setEnd(text, data(text).length);
  return range.getClientRects();
}
