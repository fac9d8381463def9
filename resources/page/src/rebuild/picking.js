/** The innermost element at a point, through shadow roots and frames; and choosing one with the mouse. */

import { pickOf } from "../pick/picking.js";

export function elementAt(root, x, y) {
  const found = root.elementFromPoint(x, y);
  if (!found) return null;
  if (found.shadowRoot && root !== found.shadowRoot) return elementAt(found.shadowRoot, x, y) ?? found;
  const inside = found.localName === "iframe" ? found.contentDocument : null;
  if (!inside) return found;
  const around = found.getBoundingClientRect();
  return elementAt(inside, x - around.x - found.clientLeft, y - around.y - found.clientTop) ?? found;
}

/** While `turn`ed on, the mouse over the view points at elements. The page itself takes no part: its frame is inert. */
export class Picking {
  #view;
  #token = null;

  /** `view`: at(x, y) → element, idOf(element), page() → {window, url}, box(id or null). */
  constructor(view) {
    this.#view = view;
    addEventListener("mousemove", (event) => this.#on() && this.#over(event));
    document.documentElement.addEventListener("mouseleave", () => this.#view.box(null));
    addEventListener("wheel", () => this.#view.box(null));
    addEventListener("click", (event) => this.#on() && this.#pick(event));
    addEventListener("keydown", (event) => this.#on() && event.key === "Escape" && this.#say({ ended: true }));
  }

  turn(token) {
    this.#token = token;
    this.#view.box(null);
    document.documentElement.classList.toggle("picking", this.#on());
  }

  #on() {
    return this.#token !== null;
  }

  #over({ clientX, clientY }) {
    const element = this.#view.at(clientX, clientY);
    this.#view.box(element ? this.#view.idOf(element) : null);
  }

  #pick({ clientX, clientY }) {
    const element = this.#view.at(clientX, clientY);
    if (!element) return;
    const { window, url } = this.#view.page();
    this.#say({ ...pickOf(element, window, this.#view.idOf), url });
  }

  #say(message) {
    const token = this.#token;
    this.turn(null);
    console.info(token + JSON.stringify(message));
  }
}
