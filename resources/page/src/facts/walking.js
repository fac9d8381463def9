// Goes through all that is displayed, in document order, and tells whoever gathers of elements and of text.

import { clipped, clipsOf, shows } from "./clipping.js";
import { boxesOf, boxOf, data, inside, isElement, isRendered, isText, localName, styleOf } from "./reading.js";
import { documentElement, documentIn, viewOf } from "./reading.js";

const FAINTEST = 0.05; // opacity, all ancestors' multiplied
const SILENT = new Set(["script", "style", "noscript", "template", "title", "head", "meta", "link"]);
const WITHOUT_INSIDE = new Set(["input", "textarea", "select", "video", "audio", "canvas", "object", "embed"]);

/** `gathering`: open(element) → token, close(token, shown), text(words), gap(), done → whether to stop. */
export function walk(page, gathering, outer = { opacity: 1, shown: true }) {
  const root = documentElement(page);
  if (root) element(root, { ...outer, clips: clipsOf(viewOf(page)), visible: true, ink: true }, gathering);
}

function node(found, state, gathering) {
  if (isElement(found)) element(found, state, gathering);
  else if (isText(found) && state.shown && state.visible && state.ink) words(found, state, gathering);
}

function element(found, outer, gathering) {
  if (gathering.done()) return;
  const name = localName(found);
  if (SILENT.has(name)) return;
  const style = styleOf(found);
  if (style.display === "none") return;
  const look = { visible: style.visibility === "visible", ink: hasInk(style) };
  if (style.display === "contents") return within(found, { ...outer, ...look }, gathering);
  if (!isRendered(found)) return;
  const box = boxOf(found);
  const { own, inside: clips } = clipped(outer.clips, style, box);
  const opacity = outer.opacity * Number(style.opacity);
  const state = { ...look, opacity, shown: outer.shown && opacity >= FAINTEST, clips };
  const breaks = !style.display.startsWith("inline");
  if (breaks || name === "br") gathering.gap();
  const token = gathering.open(found, name);
  if (name === "iframe" || name === "frame") framed(found, state, box, gathering);
  else if (!WITHOUT_INSIDE.has(name) && style.contentVisibility !== "hidden") within(found, state, gathering);
  gathering.close(token, state.shown && state.visible && shows(clips.flow, box) && shows(own, box));
  if (breaks) gathering.gap();
}

function within(found, state, gathering) {
  for (const child of inside(found)) node(child, state, gathering);
}

/** A frame's document is seen only where the frame is; its own scrolling reaches all of it. */
function framed(frame, state, box, gathering) {
  const page = documentIn(frame);
  const shown = state.shown && state.visible && shows(state.clips.flow, box);
  if (page) walk(page, gathering, { opacity: state.opacity, shown });
}

function words(text, state, gathering) {
  if (!/\S/.test(data(text))) return gathering.text(" ");
  for (const box of boxesOf(text)) {
    if (shows(state.clips.flow, box)) return gathering.text(data(text));
  }
}

/** Whether text has a colour at all; a background may shine through transparent letters. */
function hasInk(style) {
  const color = style.webkitTextFillColor || style.color;
  const alpha = /^rgba\([^)]*,\s*([\d.]+)\)$/.exec(color)?.[1] ?? /\/\s*([\d.]+)\)$/.exec(color)?.[1];
  return alpha === undefined || Number(alpha) >= FAINTEST || style.backgroundClip === "text";
}
