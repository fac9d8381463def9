/*
 * facts.js: what the page shows at the end of a run.
 *
 * Contract with Python (workbench/session/page_facts.py evaluates this and calls what it leaves behind).
 * - Runs in a world of its own, which the page's scripts can neither see nor alter: the DOM is the page's, everything
 *   else (prototypes, getComputedStyle) is the browser's own. Elements with names such as "children" can still shadow
 *   properties of forms and of the document: what decides visibility and text is read past them (see reading.js).
 * - `workbenchFacts(mostElements, longestText, patience)` returns
 *   {url, facts: [{role, name, text, value}], incomplete}: the displayed elements that have a role, in document order,
 *   through open shadow roots and frames of the same origin. Text is the displayed text below the element, with white
 *   space tidied; longer text is cut between words and ends with "…". A value that must not leave the page is bullets.
 *   "incomplete" says why elements are missing; empty when none are.
 * - Changes nothing in the page.
 */

import { gather } from "./gathering.js";
import { walk } from "./walking.js";

globalThis.workbenchFacts = (mostElements, longestText, patience) => {
  const gathering = gather(mostElements, longestText, patience);
  if (innerWidth === 0 || innerHeight === 0) gathering.stop("the tab had no size");
  walk(document, gathering);
  return { url: location.href, facts: gathering.facts(), incomplete: gathering.incomplete() };
};
