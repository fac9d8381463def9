"""The one script that a host injects: it hands each page script the way home, and leaves nothing on ``window``.

A page could otherwise call the binding itself (also through a frame that ran no script of ours), so every message
starts with a token that only lives in this closure; what comes without it is not from us. In a pop-up the binding may
arrive after the document: until then messages wait, and a setter catches it.
"""

import json
import secrets
from collections.abc import Iterable

BINDING = "__workbench_wire"
"""Name of the browser's binding; the page scripts themselves see ``__workbench``."""

_PRELUDE = """(() => {
  const token = %(token)s, name = %(binding)s, waiting = [];
  let wire = window[name];
  if (typeof wire === "function") delete window[name];
  else Object.defineProperty(window, name, {
    configurable: true, enumerable: false, get: () => undefined,
    set: (found) => {
      delete window[name];
      wire = found;
      for (const text of waiting.splice(0)) wire(token + text);
    },
  });
  const send = (text) => { if (wire) wire(token + text); else if (waiting.length < 10000) waiting.push(text); };
  for (const script of [%(scripts)s]) {
    window.__workbench = send;
    try { script(); } catch (error) { send(JSON.stringify({type: "broken", text: String(error && error.stack)})); }
    delete window.__workbench;
  }
})();"""


def new_token() -> str:
    """A secret for one sitting."""
    return secrets.token_hex(16)


def compose(scripts: Iterable[str], token: str) -> str:
    """The script to run first in every document, frame and pop-up."""
    bodies = ",\n".join(f"function () {{\n{script}\n}}" for script in scripts)
    return _PRELUDE % {"token": json.dumps(token), "binding": json.dumps(BINDING), "scripts": bodies}


def strip_token(payload: str, token: str) -> str | None:
    """The message itself, or None when it was not sent by our script."""
    return payload[len(token) :] if payload.startswith(token) else None
