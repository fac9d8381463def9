/*
 * pick.js: describes the element that a person pointed at with the browser's own element picker.
 *
 * Contract with Python (workbench/session/picking.py evaluates this and calls what it leaves behind).
 * - Runs in a world of its own, in the frame that the element stands in: the page's scripts can neither see it nor call
 *   it, and it changes nothing in the page. To hover, to highlight and to take the click is the browser's business (the
 *   Overlay domain of the DevTools protocol): no event of it reaches the page.
 * - `workbenchPick(element)` returns {target, value, matches, nearby, enclosing} as workbench.domain.picking.Picked has
 *   them: the target with ranked locators and displayed text, how many elements each locator matches (0: not counted),
 *   the texts around it, the nearest first, and the elements with a role that it stands in, innermost first.
 */

import { pickOf } from "./picking.js";

globalThis.workbenchPick = (element) => pickOf(element, window.top);
