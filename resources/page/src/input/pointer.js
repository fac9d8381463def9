// Clicks and drags. What the pointer went down on is what was meant, whatever the page draws in its place meanwhile.

import { rectOf } from "../shared/drawn.js";
import { describe, forgetDescription, refOf } from "./describe.js";
import { ancestry, elementsOn, isToggle, retarget } from "./retarget.js";

const STILL = 5; // CSS pixels the pointer may move during a click
const BUTTONS = ["left", "middle", "right"];
const MODIFIERS = { altKey: "Alt", ctrlKey: "Control", metaKey: "Meta", shiftKey: "Shift" };

export function listenToPointer(channel, scrolling) {
  let press = null; // from the pointer going down until what it became is told

  const settle = (message) => {
    if (!press || press.told) return;
    press.told = true;
    channel.input(message);
  };
  const nothing = () => settle({ event: "up", at: channel.now() });

  const click = (event, button, count) =>
    settle({
      event: "click",
      at: press.at,
      acted: Math.max(press.at, channel.at(event)),
      ref: refOf(press.element),
      target: press.target,
      button,
      count,
      modifiers: press.modifiers,
      position: press.position,
    });

  const describeFresh = (element) => {
    forgetDescription();
    return describe(element, channel);
  };

  channel.listen("pointerdown", (event) => {
    nothing();
    press = null;
    if (!event.isPrimary && event.pointerType === "touch") return;
    const line = elementsOn(event);
    const element = retarget(line);
    if (!element) return;
    if (onScrollbar(event, line[0])) return scrolling.grabbed();
    const at = channel.at(event);
    channel.input({ event: "down", at });
    press = {
      element,
      target: describeFresh(element),
      position: withinOf(element, event),
      at,
      x: event.clientX,
      y: event.clientY,
      modifiers: Object.keys(MODIFIERS).filter((key) => event[key]).map((key) => MODIFIERS[key]),
      native: isNative(element),
      checked: element.checked,
      told: false,
    };
  });

  channel.listen("mousedown", (event) => {
    if (press) press.mouse = event; // whether the page took it over is known afterwards
  });

  channel.listen("click", (event) => {
    if (!press || press.told || event.detail === 0) return; // without detail a key did it, and is told as one
    if (press.native && !isToggle(press.element)) return; // told by what becomes of it
    if (!press.native) return click(event, "left", Math.max(1, event.detail));
    channel.afterwards(() => press && click(event, "left", Math.max(1, event.detail))); // unless it toggled
  });

  channel.listen("auxclick", (event) => press && click(event, BUTTONS[event.button] ?? "middle", 1));
  channel.listen("contextmenu", (event) => press && event.button === 2 && click(event, "right", 1));

  channel.listen("pointerup", (event) => {
    if (!press || press.told) return;
    const mine = press;
    const moved = Math.hypot(event.clientX - mine.x, event.clientY - mine.y) > STILL;
    if (moved) dragged(event);
    channel.afterwards(() => {
      if (press !== mine || mine.told) return;
      const missed = event.button === 0 && !moved && !mine.element.matches(":disabled");
      const taken = !mine.native || mine.mouse?.defaultPrevented;
      if (missed && taken && mine.element.localName !== "html") click(event, "left", 1); // its element went before "click"
      else nothing();
    });
  });

  const dragged = (event) => {
    if (press.element.localName === "input" && press.native) return;
    const below = document.elementsFromPoint(event.clientX, event.clientY).find((found) => !press.element.contains(found));
    const over = below && retarget(ancestry(below));
    const selected = !getSelection().isCollapsed && !press.mouse?.defaultPrevented;
    const inside = ancestry(document.elementFromPoint(event.clientX, event.clientY)).includes(press.element);
    const carried = inside && press.mouse?.defaultPrevented; // it follows the pointer
    if (selected) nothing();
    else if (over && (carried || !inside)) drop(event, over);
  };

  const drop = (event, over) =>
    settle({
      event: "drag",
      at: press.at,
      acted: channel.at(event),
      ref: refOf(press.element),
      source: press.target,
      target: describeFresh(over),
      position: withinOf(over, event),
    });

  channel.listen("dragstart", (event) => {
    const line = elementsOn(event);
    const source = line.find((element) => element.draggable) ?? line[0];
    if (press && source) Object.assign(press, { element: source, target: describeFresh(source), native: false });
  });
  channel.listen("drop", (event) => {
    const over = retarget(elementsOn(event));
    if (press && over) drop(event, over);
  });
  channel.listen("dragend", nothing);

  return {
    /** What the pointer is on, if it is this element: its description, and when the pointer went down. */
    on: (element) => (press && !press.told && press.element === element ? press : null),
    /** What the pointer did has been told in other words. */
    told: () => {
      if (press) press.told = true;
    },
  };
}

/** Controls whose own events say better what a click on them did. */
function isNative(element) {
  if (element.localName === "select") return true;
  return isToggle(element) || (element.localName === "input" && ["file", "range", "color"].includes(element.type));
}

function withinOf(element, event) {
  const box = rectOf(element);
  return [event.clientX - box.x, event.clientY - box.y].map((length) => Math.round(length * 10) / 10);
}

function onScrollbar(event, element) {
  if (element.localName === "html") {
    return event.clientX >= element.clientWidth || event.clientY >= window.innerHeight - barOf(element);
  }
  if (element.scrollHeight <= element.clientHeight && element.scrollWidth <= element.clientWidth) return false;
  const box = element.getBoundingClientRect();
  const x = event.clientX - box.x - element.clientLeft;
  const y = event.clientY - box.y - element.clientTop;
  return element.clientWidth > 0 && (x >= element.clientWidth || y >= element.clientHeight) && x >= 0 && y >= 0;
}

/** Height of the window's horizontal scroll bar. */
function barOf(html) {
  return document.compatMode === "CSS1Compat" ? window.innerHeight - html.clientHeight : 0;
}
