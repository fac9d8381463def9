/*
 * Contract with Python (rebuild.html in a plain web view; the snapshot is Document.snapshot() of workbench/replay/dom)
 *
 *   workbenchShow(snapshot, highlightIds, scroll)   builds the page, or alters the one that stands, in a frame without
 *       scripts, network or forms, at its true size, scaled to fit. snapshot: object or JSON text; highlightIds: nodes to
 *       draw a box around; scroll: [x, y] of the window instead of the recorded one. Returns {nodes, ms}.
 *   workbenchHighlight(ids)      other boxes, same page
 *   workbenchReveal(id)          scrolls that node into view
 *   workbenchNodeAt(x, y)        id of the innermost element at that point of this view, or null
 *   workbenchPick(token)         lets the mouse pick an element: boxes what it is over, and says `token` + JSON as a console
 *       message, which Python hears at once and which nothing in the page can send, since nothing in it runs. The JSON is
 *       what pick.js tells (see there; target.node is the recording's id) of the element that was clicked, with "url"; or
 *       {"ended": true} after Escape. Either ends it, and so does workbenchPick(null), without a word.
 *   workbenchCanonical()         the canonical text of what stands, to be compared with tree and truth
 *
 * The page is built by node id, so that a step changes only what changed. rrweb-snapshot's rebuild is not used: it starts
 * anew each time and alters attributes.
 */

import { canonical } from "../dom/canonical.js";
import { Builder } from "./builder.js";
import { boxes } from "./highlight.js";
import { reading } from "./reading.js";
import { elementAt, Picking } from "./picking.js";

const stage = document.getElementById("stage");
const overlay = document.getElementById("overlay");
const hover = document.getElementById("hover");
let builder = null;
let frame = null;
let shown = null;
let highlighted = [];

window.workbenchShow = (snapshot, highlightIds = [], scroll = null) => {
  const started = performance.now();
  const page = typeof snapshot === "string" ? JSON.parse(snapshot) : snapshot;
  if (!builder || address(page) !== address(shown)) renew();
  shown = page;
  hover.replaceChildren(); // what the mouse was over may be gone
  frame.style.width = `${page.width || 1024}px`;
  frame.style.height = `${page.height || 768}px`;
  builder.show(page, scroll);
  fit();
  window.workbenchHighlight(highlightIds);
  return { nodes: builder.nodes.size, ms: performance.now() - started };
};
window.workbenchHighlight = (ids) => {
  highlighted = ids;
  overlay.replaceChildren(...(builder ? boxes(builder, ids, scale()) : []));
};
window.workbenchReveal = (id) => {
  const node = builder?.nodes.get(id);
  (node?.scrollIntoView ? node : node?.parentElement)?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  window.workbenchHighlight(highlighted);
};
window.workbenchNodeAt = (x, y) => {
  const element = builder && elementAt(frame.contentDocument, x / scale(), y / scale());
  return (element && builder.idOf(element)) ?? null;
};
const picking = new Picking({
  at: (x, y) => builder && elementAt(frame.contentDocument, x / scale(), y / scale()),
  idOf: (element) => builder.idOf(element) ?? undefined,
  page: () => ({ window: frame.contentWindow, url: shown.href }),
  box: (id) => hover.replaceChildren(...(id && builder ? boxes(builder, [id], scale()) : [])),
});
window.workbenchPick = (token) => picking.turn(token);
window.workbenchCanonical = () => (builder ? canonical(frame.contentDocument, reading(builder, shown)) : "");

addEventListener("resize", () => {
  fit();
  window.workbenchHighlight(highlighted);
});
addEventListener("wheel", (event) => {
  frame?.contentWindow.scrollBy({ left: event.deltaX, top: event.deltaY, behavior: "instant" });
  window.workbenchHighlight(highlighted);
});

const address = (page) => page && [page.href, page.root?.id, page.root?.quirks, JSON.stringify(doctype(page))].join("|");
const doctype = (page) => page.root?.children?.find((child) => child.kind === 1)?.attributes ?? null;
const scale = () => Math.min(1, innerWidth / frame.offsetWidth, innerHeight / frame.offsetHeight);

/** An empty frame. Without allow-scripts nothing in it can run, whatever is built there. */
function renew() {
  frame?.remove();
  frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.tabIndex = -1;
  stage.append(frame);
  builder = new Builder(frame);
}

function fit() {
  if (frame) stage.style.transform = `scale(${scale()})`;
}
