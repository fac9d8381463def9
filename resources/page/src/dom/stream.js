/** rrweb's events made exact, and what rrweb does not notice: state that changes without a mutation. */

import { offset } from "./canonical.js";
import { inputOf, isControl, keyOf } from "./controls.js";
import { repairAttributes, repairElement } from "./repair.js";
import { Shape } from "./shape.js";

const SNAPSHOT = 2, INCREMENTAL = 3, META = 4, CUSTOM = 5;
const MUTATION = 0, SCROLL = 3, RESIZE = 4, RULE = 8, DECLARATION = 13, ADOPTED = 15;
const KEPT = [MUTATION, SCROLL, RESIZE, RULE, DECLARATION, ADOPTED];
const ELEMENT = 2, DOCUMENT = 0;

export class Stream {
  #mirror;
  #add;
  /** By id, each with what the recording knows of it: [node, known]. */
  #controls = new Map();
  #popovers = new Map();
  #frames = new Map();
  #scrolled = new Map();
  #adopters = new Map();
  #fresh = []; // nodes that came since the page was last at rest
  #watched = new WeakSet();
  #href = "";
  #shape;

  #met;

  /** `met` is told of the document of each frame. */
  constructor(mirror, add, met) {
    this.#met = met;
    this.#mirror = mirror;
    this.#shape = new Shape(mirror);
    this.#add = add;
  }

  /** One event of rrweb. */
  take(event) {
    const { type, data } = event;
    if (type === META) this.#href = data.href;
    else if (type === SNAPSHOT) this.#snapshot(data);
    else if (type !== INCREMENTAL || !KEPT.includes(data.source) || !this.#incremental(data)) return;
    this.#add(event);
  }

  note(sentence) {
    this.tell("note", { text: sentence });
  }

  /** Attributes with a namespace: rrweb reads them by a name under which they are not there. */
  namespaced(records) {
    for (const { target, attributeNamespace } of records) {
      if (!attributeNamespace || !this.#mirror.hasNode(target)) continue;
      const attributes = {};
      repairAttributes(attributes, target);
      this.#mutation({ attributes: [{ id: this.#mirror.getId(target), attributes }] });
    }
  }

  /** A sheet was loaded late, or again: rrweb only reads it once. */
  loaded(target) {
    if (target?.localName !== "link" || !this.#mirror.hasNode(target) || !target.sheet) return;
    const css = sheetText(target.sheet);
    if (css) this.#mutation({ attributes: [{ id: this.#mirror.getId(target), attributes: { _cssText: css } }] });
  }

  /** Adds what changed without a word, as far as it can be read without layout. */
  settle() {
    const idOf = (node) => this.#mirror.getId(node);
    this.#each(this.#controls, (element, id) => keyOf(element, idOf), (element, id) => {
      this.#add({ type: INCREMENTAL, data: inputOf(element, id, idOf) });
    });
    this.#each(this.#popovers, (element) => element.matches(":popover-open"), (_, id, open) => this.tell("popover", { id, open }));
    this.#each(this.#frames, (element) => element.getAttribute("src"), (_, id, src) => this.#mutation({ attributes: [{ id, attributes: { src } }] }));
    this.#each(this.#adopters, (node) => adopted(node) > 0, (_, id, some) => {
      if (!some) this.#add({ type: INCREMENTAL, data: { source: ADOPTED, id, styleIds: [] } });
    });
    if (this.#href && location.href !== this.#href) {
      this.#href = location.href;
      this.tell("href", { href: this.#href });
    }
  }

  /** The same with scroll positions, which need layout: for a page at rest; or `unrested`, when scroll events may be due. */
  rest(unrested = false) {
    this.settle();
    if (unrested) this.#scrolledByScripts();
    for (const [id, node] of this.#fresh.splice(0)) {
      if (this.#isHere(node, id) && !this.#scrolled.has(id) && place(node) !== "0,0") this.#scrolled.set(id, [node, "0,0"]);
    }
    this.#each(this.#scrolled, place, (_, id, at) => {
      const [x, y] = at.split(",").map(Number);
      this.#add({ type: INCREMENTAL, data: { source: SCROLL, id, x, y } });
    });
  }

  /** Whether a frame of our own origin has not been recorded yet. */
  waitsForFrames() {
    for (const [id, [frame]] of this.#frames) {
      const inside = this.#isHere(frame, id) ? frame.contentDocument : null;
      if (inside && !this.#shape.holds(id, this.#mirror.getId(inside))) return true;
    }
    return false;
  }

  /** Whether the recording has the nodes of the page in their places. */
  isWhole() {
    return this.#shape.matches(document);
  }

  #snapshot({ node, initialOffset }) {
    for (const known of [this.#controls, this.#popovers, this.#frames, this.#scrolled, this.#adopters]) known.clear();
    this.#shape.snapshot(node);
    this.#meet(node);
    this.#scrolled.set(node.id, [document, `${Math.round(initialOffset.left)},${Math.round(initialOffset.top)}`]);
  }

  /** False: nothing new in it. */
  #incremental(data) {
    if (data.source === MUTATION) {
      this.#shape.mutation(data);
      for (const each of data.adds) this.#meet(each.node);
      for (const { id, attributes } of data.attributes) this.#changed(id, attributes);
    } else if (data.source === SCROLL) {
      const node = this.#mirror.getNode(data.id);
      const at = `${Math.round(data.x)},${Math.round(data.y)}`;
      if (!node || this.#scrolled.get(data.id)?.[1] === at) return false;
      this.#scrolled.set(data.id, [node, at]);
    } else if (data.source === ADOPTED) {
      this.#adopters.set(data.id, [this.#mirror.getNode(data.id), data.styleIds.length > 0]);
    }
    return true;
  }

  /** Nodes that are new in the recording. */
  #meet(top) {
    const waiting = [top];
    for (let raw = waiting.pop(); raw; raw = waiting.pop()) {
      if (raw.type !== ELEMENT && raw.type !== DOCUMENT) continue;
      const node = this.#mirror.getNode(raw.id);
      if (node) this.#know(raw, node);
      for (const child of raw.childNodes) waiting.push(child);
    }
  }

  #know(raw, node) {
    const { id } = raw;
    const known = this.#scrolled.get(id);
    this.#fresh.push([id, node]);
    if (raw.type === DOCUMENT) this.#watch(node);
    else if (raw.isShadow) this.#watch(node.getRootNode());
    if (raw.type === DOCUMENT) return;
    repairElement(raw, node);
    if (node === node.ownerDocument.scrollingElement) {
      delete raw.attributes.rr_scrollLeft; // it is its window
      delete raw.attributes.rr_scrollTop;
    }
    const { rr_scrollLeft: x = 0, rr_scrollTop: y = 0 } = raw.attributes;
    if (known || x || y) this.#scrolled.set(id, [node, `${Math.round(x)},${Math.round(y)}`]);
    if (isControl(raw.tagName)) this.#meetControl(id, node);
    if (raw.tagName === "iframe") this.#frames.set(id, [node, node.getAttribute("src")]);
    if (node.hasAttribute("popover")) this.#popovers.set(id, [node, raw.attributes.rr_popover === true]);
  }

  /** rrweb hears only one of the elements that scroll within a tenth of a second. */
  #watch(root) {
    if (this.#watched.has(root)) return;
    this.#watched.add(root);
    if (root !== document && root.defaultView) this.#met(root.defaultView);
    root.addEventListener("scroll", ({ target }) => this.#scrolls(target), { capture: true, passive: true });
  }

  /** A wheel is turned over these: some may have moved already, before a scroll event says so. */
  turned(path) {
    for (const node of path) if (node.nodeType) this.#scrolls(node);
  }

  /** Elements that a script has scrolled a moment ago: no event says so yet. */
  #scrolledByScripts() {
    for (const element of document.getElementsByTagName("*")) {
      if ((element.scrollTop || element.scrollLeft) && element !== document.scrollingElement) this.#scrolls(element);
    }
  }

  #scrolls(node) {
    const id = this.#mirror.getId(node);
    if (id > 0 && !this.#scrolled.has(id)) this.#scrolled.set(id, [node, "0,0"]);
  }

  #meetControl(id, element) {
    this.#controls.set(id, [element, keyOf(element, (node) => this.#mirror.getId(node))]);
  }

  #changed(id, attributes) {
    const element = this.#mirror.getNode(id);
    if (element?.nodeType !== Node.ELEMENT_NODE) return;
    repairAttributes(attributes, element);
    if ("popover" in attributes && element.hasAttribute("popover") && !this.#popovers.has(id)) this.#popovers.set(id, [element, false]);
  }

  /** Reads each thing again; forgets what left the recording; `changed` is told of what reads differently. */
  #each(things, read, changed) {
    for (const [id, [node, known]] of things) {
      if (!this.#isHere(node, id)) {
        things.delete(id);
        continue;
      }
      const found = read(node, id);
      if (found === known) continue;
      things.set(id, [node, found]);
      changed(node, id, found);
    }
  }

  #isHere(node, id) {
    return node.isConnected && node.ownerDocument?.defaultView !== null && this.#mirror.getId(node) === id;
  }

  #mutation(some) {
    this.#add({ type: INCREMENTAL, data: { source: MUTATION, adds: [], removes: [], texts: [], attributes: [], ...some } });
  }

  /** A custom event of ours. */
  tell(tag, payload) {
    this.#add({ type: CUSTOM, data: { tag: `workbench.${tag}`, payload } });
  }
}

const place = (node) => offset(node).join();
const adopted = (node) => (node.adoptedStyleSheets ?? node.shadowRoot?.adoptedStyleSheets ?? []).length;

/** Empty where the sheet is of another origin. */
function sheetText(sheet) {
  try {
    return Array.from(sheet.cssRules, (rule) => rule.cssText).join("\n");
  } catch {
    return "";
  }
}
