/*
 * input.js: tells the workbench what a person or an agent does in this page.
 *
 * Contract with Python (workbench/capture/wire.py reads what this script sends).
 * - Runs first in every document and frame. Finds the way home in `window.__workbench(text)`, takes it along and removes
 *   it. Listens in the capture phase, passively, to trusted events only; never stops, alters or repeats an event, adds
 *   nothing to the page and never throws into it.
 * - Every message is one JSON object. All times are epoch milliseconds.
 *   {type: "input", event, at, acted?, ref, url, title, …}
 *       event "click"   target button count modifiers position    "press"  target|null key
 *             "fill"    target value masked                       "scroll" target|null x y
 *             "select"  target values labels                      "drag"   source target position
 *             "check"   target checked                            "upload" target files
 *             "upload_content"  index content (base64, at most 1 MB), after its "upload" and with the same ref
 *             "down"  the pointer went down: an action may follow that began now; "up" says that none did
 *       at: when it began (a click: the pointer went down; a scroll: it set off); acted: when it was over.
 *       ref: the element acted upon, the same word for the same element.
 *       target: {locators: [{strategy, value, name?, unique?, nth?}], role, name, tag, text, box, frame, node?} as
 *       workbench.domain.actions.Target has it, described when the pointer went down or the key was pressed.
 *   {type: "timing", at, what: "paint"|"shift"|"long_task", amount}
 *   {type: "broken", at, text}   this script failed; nothing was done to the page.
 * - Values of password, card and one-time-code fields are replaced by bullets before they are sent.
 * - `__workbench.nodeIdOf(node)`, where the DOM recorder put one there, gives `target.node`.
 */

import { openChannel } from "./channel.js";
import { listenToFields } from "./fields.js";
import { listenToKeys } from "./keys.js";
import { listenToPointer } from "./pointer.js";
import { listenToScrolling } from "./scrolling.js";
import { watchTiming } from "./timing.js";

const tell = window.__workbench;
if (typeof tell === "function") {
  delete window.__workbench;
  const channel = openChannel(tell);
  channel.guard(() => {
    const scrolling = listenToScrolling(channel);
    const pointer = listenToPointer(channel, scrolling);
    const keys = listenToKeys(channel);
    listenToFields(channel, pointer, keys);
    watchTiming(channel);
  })();
}
