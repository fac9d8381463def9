/** Boxes around nodes, drawn over the page and not in it. */

import { rectOf } from "../shared/drawn.js";

export function boxes(builder, ids, scale) {
  return ids.flatMap((id) => {
    const node = builder.nodes.get(id);
    const rectangle = node && place(node);
    if (!rectangle || (!rectangle.width && !rectangle.height)) return [];
    const box = document.createElement("div");
    const style = { left: rectangle.x, top: rectangle.y, width: rectangle.width, height: rectangle.height };
    for (const [name, amount] of Object.entries(style)) box.style[name] = `${amount * scale}px`;
    return [box];
  });
}

/** Where a node is drawn, in the outermost frame's pixels; null where it is not drawn. */
function place(node) {
  if (node.nodeType === Node.DOCUMENT_NODE || !node.isConnected) return null;
  const { x, y, width, height } = measured(node);
  let [left, top] = [x, y];
  for (let view = node.ownerDocument.defaultView; view?.parent !== window; view = view.parent) {
    const frame = view?.frameElement;
    if (!frame) break;
    const around = frame.getBoundingClientRect();
    left += around.x + frame.clientLeft;
    top += around.y + frame.clientTop;
  }
  return { x: left, y: top, width, height };
}

function measured(node) {
  if (node.getBoundingClientRect) return rectOf(node);
  const range = node.ownerDocument.createRange();
  range.selectNode(node);
  return range.getBoundingClientRect();
}
