// The way home, and the few things every listener needs: its clock, its safety net, and "after this event".

import { forgetDescription } from "./describe.js";

export function openChannel(tell) {
  const epoch = performance.timeOrigin;
  const stringify = JSON.stringify; // kept, should the page replace it
  const waiting = [];
  const sending = []; // run before each input message: a scroll under way is told before what follows it
  const told = []; // run after each input message
  const { port1, port2 } = new MessageChannel();

  const send = (message) => tell(stringify(message));

  /** Wraps a listener so that nothing it throws reaches the page. */
  const guard =
    (listener) =>
    (...args) => {
      try {
        return listener(...args);
      } catch (error) {
        const at = epoch + performance.now();
        try {
          send({ type: "broken", at, text: String((error && error.stack) || error) });
        } catch {
          // The way home is gone, and so is whoever would listen.
        }
      }
    };

  const runWaiting = guard(() => {
    for (const task of waiting.splice(0)) guard(task)();
  });
  port1.onmessage = runWaiting;

  const channel = {
    guard,
    send,
    /** Epoch milliseconds of an event. */
    at: (event) => epoch + event.timeStamp,
    now: () => epoch + performance.now(),
    epoch,
    nodeIdOf: (element) => (typeof tell.nodeIdOf === "function" ? tell.nodeIdOf(element) : undefined),
    /** Runs a task when every listener has had the event in hand, and before the document goes. */
    afterwards(task) {
      waiting.push(task);
      port2.postMessage(0);
    },
    beforeInput: (task) => sending.push(task),
    afterInput: (task) => told.push(task),
    /** Sends one input message. */
    input(message) {
      for (const task of sending) task(message);
      send({ type: "input", ...whereabouts(), ...message });
      for (const task of told) task(message);
    },
    /** Listens to trusted events (or to all), first of all and without a say in them. */
    listen(kind, listener, { untrusted = false } = {}) {
      const guarded = guard(listener);
      const heard = (event) => {
        if (event.isTrusted || untrusted) guarded(event);
      };
      window.addEventListener(kind, heard, { capture: true, passive: true });
    },
  };
  channel.listen("pagehide", runWaiting);
  channel.listen("focusout", forgetDescription);
  return channel;
}

/** Where the tab stands, as far as this frame may know. */
function whereabouts() {
  try {
    return { url: window.top.location.href, title: window.top.document.title };
  } catch {
    return {}; // the tab's own document belongs to another origin
  }
}
