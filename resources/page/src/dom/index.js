/*
 * Contract with Python (workbench/replay/dom folds what this sends)
 *
 * Runs first in every document; does nothing outside the top frame. Takes window.__workbench(text) when it starts and
 * never touches it again; whoever injects the script removes it from window. Sends JSON texts, all times in epoch ms:
 *   {"type": "dom", "at", "events": [...]}   rrweb events in order, at most 30 ms after they happened, and always before
 *                                            the next pointer or key event reaches the page
 *   {"type": "truth", "at", "text", "events"}   the page's canonical text (see canonical.js) when it had been quiet, made
 *                                            without rrweb; "events" counts the events of this document sent so far: text
 *                                            and events are of the same instant
 *   {"type": "truth", "at", "skipped", "events"}   why no text was made
 * The stream is rrweb's, made exact where rrweb is not: attributes as the page has them (not resolved, not merged with
 * live values; in "rr_form" the live state of a control), own Input events with "form", scroll positions checked at rest,
 * custom events "workbench.popover", "workbench.href", "workbench.note". Passwords leave the page as bullets.
 * To scripts that start after it, it leaves window.__workbench.nodeIdOf(node): the node's id in the recording, undefined
 * where it has none.
 * It never changes, delays or repeats an event of the page; one thing is rrweb's: a password field that the page turns
 * into another type keeps the attribute data-rr-is-password.
 */

import { record } from "rrweb";

import { canonical } from "./canonical.js";
import { masked } from "./masking.js";
import { epoch, now, Outbox, text } from "./outbox.js";
import { Quiet } from "./quiet.js";
import { Stream } from "./stream.js";

const BEFORE_PAGE = { capture: true, passive: true };
const EARLIEST = 150; // ms after which a page that is still loading is recorded as far as it is there
const LARGEST = 20_000; // elements; a larger page is recorded but leaves no truth
const HASTE = 50; // ms that a truth may take where somebody is about to act
const ACTING = ["pointerdown", "keydown", "wheel"];
const MOVING = ["input", "change", "click", "keyup", "pointerup", "scroll", "reset", "toggle", "popstate", "hashchange"];

function start(tell) {
  const outbox = new Outbox(tell);
  const stream = new Stream(record.mirror, (event) => outbox.add(event), (view) => listen(view));
  const healed = { now: false };
  const quiet = new Quiet(() => truth(tell, outbox, stream, healed));
  outbox.beforeFlush = () => stream.settle();
  const touched = () => {
    outbox.schedule();
    quiet.touched();
  };
  const flush = () => outbox.flush();
  const begin = once(() => {
    begun(stream, touched);
    outbox.flush();
  });

  // Whoever acts at once leaves no time to rest. What the page was until then is told as of the moment before.
  let last = null; // strokes in one field are one action, and so is a wheel that is turned
  let took = 0;
  const rush = (moment) => {
    took /= 2; // a page that took too long is tried again later
    if (took > HASTE) return;
    const began = now();
    outbox.asOf(moment, () => quiet.rush(() => truth(tell, outbox, stream, healed, moment)));
    took = Math.max(took, now() - began);
  };
  const acting = (event) => {
    begin();
    flush();
    const same = last?.type === event.type && last.target === event.target;
    const stroke = event.type === "keydown" && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    const goesOn = same && (event.type === "wheel" || (stroke && last.stroke));
    last = { type: event.type, target: event.target, stroke };
    if (event.type === "wheel") stream.turned(event.composedPath());
    if (!goesOn && event.isTrusted) rush(epoch(event) - 1);
    touched();
  };
  const listen = (view) => {
    for (const kind of ACTING) view.addEventListener(kind, acting, BEFORE_PAGE);
    for (const kind of MOVING) view.addEventListener(kind, touched, BEFORE_PAGE);
  };
  listen(window);
  addEventListener("load", (event) => (stream.loaded(event.target), touched()), BEFORE_PAGE);
  addEventListener("pagehide", () => (begin(), stream.rest(), flush(), rush(now())), BEFORE_PAGE);
  addEventListener("pageshow", (event) => event.persisted && (record.takeFullSnapshot(), flush()), BEFORE_PAGE);
  document.addEventListener("visibilitychange", () => (flush(), document.hidden && rush(now())), BEFORE_PAGE);
  if (document.readyState !== "loading") begin();
  else {
    document.addEventListener("DOMContentLoaded", begin, BEFORE_PAGE);
    const early = () => (document.body ? begin() : setTimeout(early, EARLIEST));
    setTimeout(early, EARLIEST);
  }
}

/** Starts rrweb at once, however far the page is: it would wait for the end of parsing. */
function begun(stream, touched) {
  const loading = document.readyState === "loading";
  if (loading) Object.defineProperty(document, "readyState", { configurable: true, get: () => "interactive" });
  const nobody = `w${Math.random().toString(36).slice(2)}`; // no page can hide from us behind a class name
  try {
    record({
      emit: (event) => (stream.take(event), touched()),
      sampling: { mousemove: false, mouseInteraction: false, scroll: 100 },
      blockClass: nobody,
      ignoreClass: nobody,
      maskTextClass: nobody,
      maskInputOptions: { password: true },
      maskInputFn: masked,
      inlineStylesheet: true,
      errorHandler: (error) => {
        if (!(error instanceof DOMException)) stream.note(`rrweb: ${error}`); // a DOMException is the page's own
      },
    });
  } finally {
    if (loading) delete document.readyState;
  }
  new MutationObserver((records) => stream.namespaced(records)).observe(document, { subtree: true, attributes: true });
}

/**
 * Sends all that is pending and, of the same instant, the canonical text. False: not now, ask again. With a `moment` there
 * will be no other time, and that is when it was.
 */
function truth(tell, outbox, stream, healed, moment = null) {
  if (moment === null && navigator.scheduling?.isInputPending?.()) return false;
  if (stream.waitsForFrames() || (moment !== null && !stream.isWhole())) return false;
  if (!healed.now && !stream.isWhole()) {
    healed.now = true;
    stream.tell("healed", {});
    record.takeFullSnapshot();
    return false; // frames come back into the recording a little later
  }
  healed.now = false;
  stream.rest(moment !== null);
  outbox.flush();
  const size = document.getElementsByTagName("*").length;
  const told = size > LARGEST ? { skipped: `the page has ${size} elements, more than ${LARGEST}` } : { text: canonical(document) };
  tell(text({ type: "truth", at: moment ?? now(), ...told, events: outbox.sent }));
  return true;
}

function once(act) {
  let done = false;
  return () => {
    if (!done) {
      done = true;
      act();
    }
  };
}

if (window === window.top && typeof window.__workbench === "function") {
  window.__workbench.nodeIdOf = (node) => Math.max(record.mirror.getId(node), 0) || undefined;
  start(window.__workbench);
}
