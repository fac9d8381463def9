// What there is to say of an element that a person pointed at. Also for pages that were rebuilt in a frame of this one.

import { describe, forgetDescription, nameOf, roleOf } from "../input/describe.js";
import { matchesOf } from "../input/locators.js";
import { ancestry, retarget } from "../input/retarget.js";
import { tidy } from "../input/text.js";
import { valueOf } from "../facts/values.js";
import { nearbyOf } from "./nearby.js";

const LONGEST = 200;
const MOST_ENCLOSING = 6;
const WITHOUT_BOUNDS = new Set(["html", "body"]);

/** `outermost`: the window of its page; `nodeIdOf(element)`: its id in the recording, where it has one. */
export function pickOf(pointed, outermost, nodeIdOf = () => undefined) {
  const element = meant(pointed);
  forgetDescription();
  const target = describe(element, { nodeIdOf }, outermost);
  forgetDescription();
  const text = displayed(element).slice(0, LONGEST) || target.text;
  return {
    target: { ...target, text },
    value: valued(element, target.role, text),
    matches: target.locators.map(matchesOf),
    nearby: nearbyOf(element),
    enclosing: enclosing(element),
  };
}

/** What a person means by it: the control or the cell, unless that says more than what was pointed at. */
function meant(pointed) {
  const line = ancestry(pointed);
  const said = displayed(pointed);
  const acted = retarget(line);
  if (acted && (!said || displayed(acted) === said)) return acted;
  for (const around of line) {
    if (displayed(around) !== said) break;
    if (roleOf(around)) return around;
  }
  return pointed;
}

/** The elements with a role around it, innermost first, as a page clause would see them. */
function enclosing(element) {
  const told = [];
  for (const around of ancestry(element).slice(1)) {
    if (WITHOUT_BOUNDS.has(around.localName) || told.length === MOST_ENCLOSING) break;
    const role = roleOf(around);
    if (role) told.push({ role, name: nameOf(around).slice(0, LONGEST), text: displayed(around).slice(0, LONGEST) });
  }
  return told;
}

/** The text as it is displayed, white space tidied. */
export const displayed = (element) => tidy(element.innerText ?? element.textContent ?? "");

function valued(element, role, text) {
  try {
    return valueOf(element, element.localName, role, text);
  } catch {
    return null; // the page shadows what is asked for
  }
}
