/** Builds and alters a page in a frame, node by node, keyed by the recording's ids. */

import { CDATA, DOCTYPE, DOCUMENT, ELEMENT, create, fits, patch } from "./nodes.js";
import { leaveTop, restoreForms, restoreScroll, restoreTop } from "./state.js";
import { sheetOf, dress } from "./sheets.js";

export class Builder {
  /** The nodes that stand, by id. */
  nodes = new Map();
  /** What each was built from: node → plain. */
  sources = new Map();
  #frame;
  #documents = new Map(); // frame element → the document that was prepared in it
  #scrolled = [];

  constructor(frame) {
    this.#frame = frame;
  }

  idOf(node) {
    for (let at = node; at; at = at.parentNode ?? at.host) {
      const plain = this.sources.get(at);
      if (plain) return plain.id;
    }
    return null;
  }

  show(page, scroll) {
    const before = this.nodes;
    this.nodes = new Map();
    this.sources = new Map();
    const seen = { before, forms: [], tops: [], frames: [], scrolled: [], dressed: [] };
    if (page.root) this.#document(this.#frame, page.root, seen);
    for (let next = seen.frames.pop(); next; next = seen.frames.pop()) this.#document(next[0], next[1], seen);
    for (const [host, plain] of seen.dressed) dress(host, plain, page.sheets);
    restoreForms(seen.forms);
    restoreTop(seen.tops);
    this.#scrolled = restoreScroll(seen.scrolled, this.#scrolled);
    if (scroll) this.#frame.contentWindow.scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
  }

  #document(frame, plain, seen) {
    const inside = frame.contentDocument;
    if (!inside) return;
    if (this.#documents.get(frame) !== inside) prepare(inside, plain);
    this.#documents.set(frame, inside);
    this.#remember(inside, plain);
    const kept = [...inside.childNodes];
    const wanted = (plain.children ?? []).map((child) => this.#node(child, inside, seen));
    if (kept.length !== wanted.length || kept.some((node, place) => node !== wanted[place])) {
      inside.replaceChildren(); // first, or the old element stands in the way of the new one
      inside.append(...wanted);
    }
    seen.scrolled.push([inside.defaultView, plain.scroll ?? [0, 0]]);
    seen.dressed.push([inside, plain]);
  }

  #remember(node, plain) {
    this.nodes.set(plain.id, node);
    this.sources.set(node, plain);
  }

  #node(plain, parent, seen) {
    const old = seen.before.get(plain.id);
    const node = old && !this.sources.has(old) && fits(old, plain) ? old : create(plain);
    if (node.parentNode && node.parentNode !== parent) node.remove(); // else it might have to hold what holds it
    this.#remember(node, plain);
    if (plain.kind === ELEMENT) this.#element(node, plain, seen);
    else if (plain.kind !== DOCTYPE && node.data !== plain.text) node.data = plain.text;
    return node;
  }

  #element(node, plain, seen) {
    leaveTop(node, plain);
    patch(node, plain);
    if (plain.form || plain.tag === "select") seen.forms.push([node, plain]);
    if (plain.tag === "dialog" || "popover" in plain.attributes) seen.tops.push([node, plain]);
    if (plain.scroll) seen.scrolled.push([node, plain.scroll]);
    if (plain.tag === "textarea" || plain.tag === "script") return;
    if (plain.tag === "style" || plain.tag === "link") {
      sheetOf(node, plain);
      for (const child of plain.children ?? []) this.#remember(node.firstChild ?? node, child);
      this.#remember(node, plain);
      return;
    }
    if (plain.shadow) {
      const root = node.shadowRoot ?? node.attachShadow({ mode: "open" });
      this.#children(root, plain.shadow, seen);
      seen.dressed.push([root, plain]);
    }
    const inside = (plain.children ?? []).filter((child) => child.kind !== DOCUMENT);
    this.#children(node, inside, seen);
    const page = (plain.children ?? []).find((child) => child.kind === DOCUMENT);
    if (page) seen.frames.push([node, page]);
  }

  #children(parent, plains, seen) {
    const wanted = plains.filter(({ kind }) => kind !== CDATA).map((plain) => this.#node(plain, parent, seen));
    let place = parent.firstChild;
    for (const node of wanted) {
      if (node === place) place = place.nextSibling;
      else parent.insertBefore(node, place);
    }
    while (place) {
      const next = place.nextSibling;
      place.remove();
      place = next;
    }
  }
}

/** Puts the document into the mode that its own had: that can only be done by parsing. */
function prepare(inside, plain) {
  inside.open();
  inside.write(plain.quirks ? "<html></html>" : "<!DOCTYPE html><html></html>");
  inside.close();
  inside.replaceChildren();
}
