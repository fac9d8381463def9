// Where an element's document stands among the frames of its page.

import { rectOf } from "../shared/drawn.js";
import { cssPath } from "./css.js";

/**
 * The frame elements that lead from the window `outermost` to an element's document, outermost first; stops at a frame of
 * another origin.
 */
function frameElements(element, outermost) {
  const frames = [];
  try {
    let view = element.ownerDocument.defaultView;
    for (; view && view !== outermost && view.frameElement; view = view.parent) frames.unshift(view.frameElement);
  } catch {
    // The frame belongs to another origin: it can't be named from here.
  }
  return frames;
}

/** CSS paths of the frames that lead to the element, outermost first; empty in the outermost document. */
export function framePath(element, outermost) {
  return frameElements(element, outermost).map((frame) => cssPath(frame));
}

/** x, y, width, height in CSS pixels of the outermost viewport. */
export function boxOf(element, outermost) {
  const box = rectOf(element);
  let { x, y } = box;
  for (const frame of frameElements(element, outermost)) {
    const outer = frame.getBoundingClientRect();
    x += outer.x + frame.clientLeft;
    y += outer.y + frame.clientTop;
  }
  return [x, y, box.width, box.height].map((length) => Math.round(length * 100) / 100);
}
