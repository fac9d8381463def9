// Keeps what the walk comes by: one fact for each displayed element that has a role. What is hidden from screen readers
// (aria-hidden) has none, though its text is seen.

import { computeAccessibleName } from "dom-accessibility-api";
import { roleOf } from "../input/describe.js";
import { tidy } from "../input/text.js";
import { attribute } from "./reading.js";
import { secretsIn, valueOf } from "./values.js";

const LIKE_LOCATORS = { getComputedStyle, computedStyleSupportsPseudoElements: false };
const NAMED_ONLY = new Set(["region", "form"]); // have their role only where they have a name

export function gather(mostElements, longestText, patience) {
  const deadline = performance.now() + patience;
  const facts = [];
  const open = []; // those that the walk is inside of
  let kept = 0;
  let why = "";

  return {
    stop: (reason) => (why ||= reason),
    done() {
      if (performance.now() > deadline) why ||= "reading the page took too long";
      return why !== "";
    },
    open(element, name) {
      const role = safely(() => roleOf(element), "").slice(0, 60);
      const silenced = open.at(-1)?.silenced || attribute(element, "aria-hidden") === "true";
      const fact = { element, name, role, silenced, text: "", shown: false };
      open.push(fact);
      if (role && !silenced) facts.push(fact);
      return fact;
    },
    close(fact, shown) {
      open.pop();
      fact.shown = shown || /\S/.test(fact.text);
      if (!fact.shown || !fact.role || fact.silenced) return;
      kept += 1;
      if (kept > mostElements) why ||= `the page shows more than ${mostElements} elements that have a role`;
    },
    text(words) {
      for (const fact of open) if (fact.text.length < longestText * 4) fact.text += words.replace(/\s+/g, " ");
    },
    gap() {
      for (const fact of open) if (!fact.text.endsWith(" ")) fact.text += " ";
    },
    facts() {
      const latest = performance.now() + patience / 2; // names take the longest: each may be made of many elements
      const secrets = secretsIn(facts.map((fact) => fact.element));
      const told = [];
      for (const fact of facts) {
        if (!fact.shown || told.length === mostElements) continue;
        if (performance.now() > latest) {
          why ||= "reading the page took too long";
          break;
        }
        const words = said(fact, secrets, longestText);
        if (words.name || !NAMED_ONLY.has(words.role)) told.push(words);
      }
      return told;
    },
    incomplete: () => why,
  };
}

function said({ element, name, role, text }, secrets, longestText) {
  return {
    role,
    name: cut(hide(safely(() => tidy(computeAccessibleName(element, LIKE_LOCATORS)), ""), secrets), longestText),
    text: cut(tidy(text), longestText),
    value: cut(safely(() => valueOf(element, name, role, tidy(text)), null), longestText),
  };
}

function safely(read, otherwise) {
  try {
    return read() ?? otherwise;
  } catch {
    return otherwise; // the page shadows what is asked for (see reading.js): it has itself to blame
  }
}

/** Names are made of fields too: what is typed there must not come out that way. */
const hide = (text, secrets) => secrets.reduce((rest, secret) => rest.replaceAll(secret, "•"), text);

function cut(text, longest) {
  if (text === null || text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\p{L}\p{N}]*$/u, "").trimEnd()}…`;
}
