/** Passwords never leave the page. What once was a password field stays one, whatever the page makes of it. */

const secret = new WeakSet();

export function isSecret(element) {
  if (element.type === "password" || element.hasAttribute?.("data-rr-is-password")) secret.add(element);
  return secret.has(element);
}

/** Bullets, as many as there are characters. Also rrweb's maskInputFn. */
export const masked = (text) => "•".repeat(text.length);

/** A control's value, or an attribute's, as it may leave the page. */
export const fit = (element, text) => (text !== null && isSecret(element) ? masked(text) : text);
