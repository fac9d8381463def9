/** The innermost element at a point, through shadow roots and frames. */

export function elementAt(root, x, y) {
  const found = root.elementFromPoint(x, y);
  if (!found) return null;
  if (found.shadowRoot && root !== found.shadowRoot) return elementAt(found.shadowRoot, x, y) ?? found;
  const inside = found.localName === "iframe" ? found.contentDocument : null;
  if (!inside) return found;
  const around = found.getBoundingClientRect();
  return elementAt(inside, x - around.x - found.clientLeft, y - around.y - found.clientTop) ?? found;
}
