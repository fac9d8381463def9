/** How a rebuilt page is read: what building had to change is taken from what was meant. */

import { LIVE } from "../dom/canonical.js";
import { formOf } from "../dom/controls.js";
import { asideOf } from "./nodes.js";

export function reading(builder, page) {
  return {
    ...LIVE,
    href: () => page.href,
    skips: (node) => !builder.sources.has(node),
    tag: (element) => builder.sources.get(element).tag,
    attributes: (element) => [...Array.from(element.attributes, ({ name, value }) => [name, value]), ...Object.entries(asideOf(element))],
    form: (element) => (refuses(element) ? { value: builder.sources.get(element).form?.value ?? "" } : formOf(element, shown)),
    inside: (frame) => (builder.sources.has(frame.contentDocument) ? frame.contentDocument : null),
  };
}

const shown = (_, text) => text; // what is secret was masked when it was recorded

/** A file can't be set, and bullets are no number or date. */
const refuses = (element) => {
  const fixed = ["checkbox", "radio"].includes(element.type);
  return element.type === "file" || (!fixed && element.hasAttribute("data-rr-is-password"));
};
