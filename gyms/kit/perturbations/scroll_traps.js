const { rows, height, share } = self.parameters;
const FIELDS = "select, textarea, input:not([type=checkbox]):not([type=radio]):not([type=hidden]):not([type=submit])";

// What scrolls already is left alone: pages load more rows when such a box is scrolled, and only then.
const scrolls = (list) => {
  for (let box = list.parentElement; box && box !== document.body; box = box.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(box).overflowY) && box.scrollHeight > box.clientHeight) return true;
  }
  return false;
};

const long = (list) =>
  (list.localName === "table" ? list.rows.length : list.children.length) >= rows &&
  list.offsetHeight > height * 1.3 &&
  !list.closest("nav, [role=listbox], [data-kit-overlays]") &&
  !list.querySelector(`table, ${FIELDS}`) &&
  !scrolls(list);

const trap = (list) => {
  let box = list;
  if (list.localName === "table") {
    box = document.createElement("div");
    list.replaceWith(box);
    box.append(list);
  }
  box.style.cssText += `;max-height:${height}px;overflow:auto;overscroll-behavior:contain`;
  box.tabIndex = 0;
};
self.ready(() => {
  if (self.chance(`load ${self.load}`) >= share) return;
  const found = Array.from(document.querySelectorAll("table, ul, ol")).filter(long);
  const lists = found.filter((list) => !found.some((other) => other !== list && other.contains(list)));
  lists.forEach(trap);
  if (lists.length) self.strike({ load: self.load, lists: lists.length, "height px": height });
});
