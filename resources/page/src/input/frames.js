// Where this document stands among the frames of its page.

import { rectOf } from "../shared/drawn.js";
import { cssPath } from "./css.js";

/** The frame elements that lead to this document, outermost first; stops at a frame of another origin. */
function frameElements() {
  const frames = [];
  try {
    for (let view = window; view !== view.top && view.frameElement; view = view.parent) frames.unshift(view.frameElement);
  } catch {
    // The frame belongs to another origin: it can't be named from here.
  }
  return frames;
}

/** CSS paths of the frames that lead here, outermost first; empty in the top document. */
export function framePath() {
  return window === window.top ? [] : frameElements().map((frame) => cssPath(frame));
}

/** x, y, width, height in CSS pixels of the top viewport. */
export function boxOf(element) {
  const box = rectOf(element);
  let { x, y } = box;
  for (const frame of window === window.top ? [] : frameElements()) {
    const outer = frame.getBoundingClientRect();
    x += outer.x + frame.clientLeft;
    y += outer.y + frame.clientTop;
  }
  return [x, y, box.width, box.height].map((length) => Math.round(length * 100) / 100);
}
