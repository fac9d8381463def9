// Scrolling by hand. Every scroll event is trusted, also those a script causes: only those that follow a wheel, a finger
// or a scroll bar count. Keys that scroll are told as keys.

import { describe, refOf } from "./describe.js";

const REST_MS = 150;

export function listenToScrolling(channel) {
  const { setTimeout, clearTimeout } = window;
  let byHandUntil = 0; // epoch milliseconds
  let holding = false;
  let run = null;

  const finish = () => {
    if (!run) return;
    const { scrolled, at, acted, timer } = run;
    run = null;
    clearTimeout(timer);
    const root = document.scrollingElement ?? document.documentElement;
    const element = scrolled === document ? root : scrolled;
    const isWindow = element === root && window === window.top;
    const target = isWindow ? null : describe(element, channel);
    const [x, y] = [element.scrollLeft, element.scrollTop].map(Math.round);
    channel.input({ event: "scroll", at, acted, ref: refOf(element), target, x, y });
  };

  const byHand = () => {
    byHandUntil = channel.now() + REST_MS * 2;
  };
  channel.listen("wheel", byHand);
  channel.listen("touchmove", byHand);
  channel.listen("pointerup", () => {
    if (holding) byHand();
    holding = false;
  });
  channel.listen("scroll", (event) => {
    const now = channel.now();
    if (!holding && now > byHandUntil) return;
    byHandUntil = Math.max(byHandUntil, now + REST_MS);
    const [scrolled] = event.composedPath();
    if (run && run.scrolled !== scrolled) finish();
    run ??= { scrolled, at: now, acted: now, timer: 0 };
    clearTimeout(run.timer);
    run.acted = now;
    run.timer = setTimeout(channel.guard(finish), REST_MS);
  });
  channel.listen("pagehide", finish);
  channel.beforeInput((message) => message.event !== "scroll" && finish());

  return {
    /** The pointer went down on a scroll bar. */
    grabbed() {
      holding = true;
    },
  };
}
