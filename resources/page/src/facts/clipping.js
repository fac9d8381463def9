// What of a page can be seen at all: boxes that other boxes cut off, and ways of hiding that leave a box where it is.

const EVERYTHING = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
const LEAST = 1; // CSS pixels; what is made for screen readers alone is one pixel wide
const HIDDEN_PATH = /^(?:inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%|(?:circle|ellipse)\(\s*0(?:px|%))/;
const HIDDEN_RECT = /^rect\(\s*(\S+?)[\s,]+(\S+?)[\s,]+(\S+?)[\s,]+(\S+?)\s*\)$/;

/** The clips that a document's own boxes begin with: before its edges there is nothing that could be scrolled to. */
export function clipsOf(view) {
  const { scrollX, scrollY, innerWidth, innerHeight } = view;
  const flow = { ...EVERYTHING, left: -scrollX, top: -scrollY };
  return { flow, absolute: flow, fixed: { left: 0, top: 0, right: innerWidth, bottom: innerHeight } };
}

/** The clip that applies to an element, and the clips for what is inside it. */
export function clipped(clips, style, box) {
  const own = style.position === "fixed" ? clips.fixed : style.position === "absolute" ? clips.absolute : clips.flow;
  const left = cut(cut(own, style.overflowX, box, "x"), style.overflowY, box, "y");
  const inner = isCutAway(style) ? { ...own, right: own.left } : left;
  const holdsFixed = style.transform !== "none" || style.filter !== "none" || style.perspective !== "none";
  const holds = holdsFixed || style.position !== "static" || /paint|layout|strict|content/.test(style.contain);
  const fixed = holdsFixed ? inner : clips.fixed;
  return { own, inside: { flow: inner, absolute: holds ? inner : clips.absolute, fixed } };
}

/** Whether enough of a box is left to be seen. */
export function shows(clip, box) {
  const width = Math.min(clip.right, box.right) - Math.max(clip.left, box.left);
  const height = Math.min(clip.bottom, box.bottom) - Math.max(clip.top, box.top);
  return width > LEAST && height > LEAST;
}

/** Whether a style sheet cuts all of the element away. */
export function isCutAway(style) {
  if (style.clipPath !== "none" && HIDDEN_PATH.test(style.clipPath)) return true;
  const rect = style.position === "absolute" || style.position === "fixed" ? HIDDEN_RECT.exec(style.clip) : null;
  if (!rect) return false;
  const [top, right, bottom, left] = rect.slice(1).map(parseFloat);
  return right - left <= LEAST || bottom - top <= LEAST;
}

function cut(clip, overflow, box, axis) {
  const [from, to] = axis === "x" ? ["left", "right"] : ["top", "bottom"];
  const [low, high] = [box[from], box[to]];
  if (overflow === "hidden" || overflow === "clip") {
    return { ...clip, [from]: Math.max(clip[from], low), [to]: Math.min(clip[to], high) };
  }
  if (overflow !== "auto" && overflow !== "scroll") return clip;
  const gone = clip[from] >= clip[to] || low >= clip[to] || high <= clip[from];
  // what a scrolled box cuts off can be scrolled to, as long as the box itself is there
  return gone ? { ...clip, [to]: clip[from] } : { ...clip, [from]: -Infinity, [to]: Infinity };
}
