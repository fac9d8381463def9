/** How a rebuilt page is read: what building had to change is taken from what was meant. */

import { LIVE } from "../dom/canonical.js";
import { asideOf } from "./nodes.js";

export function reading(builder, page) {
  return {
    ...LIVE,
    href: () => page.href,
    skips: (node) => !builder.sources.has(node),
    tag: (element) => builder.sources.get(element).tag,
    attributes: (element) => [...LIVE.attributes(element), ...Object.entries(asideOf(element))],
    form: (element) => (element.type === "file" ? { value: builder.sources.get(element).form?.value ?? "" } : LIVE.form(element)),
    inside: (frame) => (builder.sources.has(frame.contentDocument) ? frame.contentDocument : null),
  };
}
