/**
 * Which node stands below which, as the recording has it: rrweb's mutation events now and then leave nodes out or in the
 * wrong place (nodes that are moved and wrapped at once, or from one document to another). Compared with the live page at
 * rest; where they differ a whole snapshot is taken.
 */

const DOCUMENT = Node.DOCUMENT_NODE, ELEMENT = Node.ELEMENT_NODE;
const RECORDED = [ELEMENT, Node.TEXT_NODE, Node.CDATA_SECTION_NODE, Node.COMMENT_NODE, Node.DOCUMENT_TYPE_NODE];
const UNSEEN = new Set(["textarea", "style", "script"]); // what is below them is not compared

export class Shape {
  #mirror;
  #below = new Map(); // id → [ids of its shadow tree's top nodes, ids of its children]
  #above = new Map(); // id → id

  constructor(mirror) {
    this.#mirror = mirror;
  }

  snapshot(raw) {
    this.#below.clear();
    this.#above.clear();
    this.#enter(raw);
  }

  mutation({ removes, adds, isAttachIframe }) {
    for (const { id } of removes) this.#remove(id);
    let waiting = adds;
    while (waiting.length) {
      const left = waiting.filter((add) => !this.#add(add, isAttachIframe));
      if (left.length === waiting.length) return; // the page will be found to differ
      waiting = left;
    }
  }

  /** Whether the recording has that document in that frame. */
  holds(frame, inside) {
    return this.#below.get(frame)?.[1].includes(inside) === true;
  }

  /** Whether the live page has just these nodes in these places. */
  matches(root) {
    const waiting = [root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      const id = this.#mirror.getId(node);
      const known = this.#below.get(id);
      if (!known || this.#mirror.getNode(id) !== node) return false; // rrweb would drop what happens to it
      if (node.nodeType !== DOCUMENT && node.nodeType !== ELEMENT) continue;
      if (UNSEEN.has(node.localName)) continue;
      const inside = node.localName === "iframe" ? node.contentDocument : null;
      const children = inside ? [inside] : seen(node);
      if (!this.#same(known[0], node.shadowRoot ? seen(node.shadowRoot) : []) || !this.#same(known[1], children)) return false;
      waiting.push(...children, ...(node.shadowRoot?.childNodes ?? []));
    }
    return true;
  }

  #same(ids, nodes) {
    return ids.length === nodes.length && ids.every((id, place) => id === this.#mirror.getId(nodes[place]));
  }

  #enter(top) {
    const waiting = [top];
    for (let raw = waiting.pop(); raw; raw = waiting.pop()) {
      const below = raw.childNodes ?? [];
      const ids = (shadow) => below.filter((child) => (child.isShadow === true) === shadow).map((child) => child.id);
      this.#below.set(raw.id, [ids(true), ids(false)]);
      for (const child of below) {
        this.#above.set(child.id, raw.id);
        waiting.push(child);
      }
    }
  }

  #remove(id) {
    this.#unlink(id);
    this.#forget(id);
  }

  #unlink(id) {
    const parent = this.#above.get(id);
    for (const list of this.#below.get(parent) ?? []) {
      const place = list.indexOf(id);
      if (place >= 0) list.splice(place, 1);
    }
  }

  #forget(top) {
    const waiting = [top];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      for (const list of this.#below.get(id) ?? []) waiting.push(...list);
      this.#below.delete(id);
      this.#above.delete(id);
    }
  }

  #add({ parentId, nextId, node }, replacing) {
    const parent = this.#below.get(parentId);
    const which = node.isShadow === true ? 0 : 1;
    if (!parent || (nextId !== null && nextId !== undefined && !parent[which].includes(nextId))) return false;
    if (replacing) for (const id of parent[1].splice(0)) this.#forget(id);
    const kept = this.#below.get(node.id);
    if (kept) this.#unlink(node.id);
    this.#enter(node);
    if (kept && !node.childNodes?.length) this.#below.set(node.id, kept);
    this.#above.set(node.id, parentId);
    const list = parent[which];
    list.splice(nextId === null || nextId === undefined ? list.length : list.indexOf(nextId), 0, node.id);
    return true;
  }
}

const seen = (node) => Array.from(node.childNodes).filter((child) => RECORDED.includes(child.nodeType));
