// An element that leaves the document while the pointer is down gets no click, even when it comes back at once.
const TARGETS =
  "a[href], button, input[type=submit], input[type=button], input[type=image], [role=button], [role=link], " +
  "[role=option], [role=gridcell], [role=tab], [role=menuitem], .flatpickr-day, .air-datepicker-cell";
const { earliest, latest, most, shift } = self.parameters;
const turns = self.turns("click", { earliest, latest, most });

const move = (target) => {
  const px = shift * (self.chance("side") < 0.5 ? -1 : 1);
  if (getComputedStyle(target).position !== "static") {
    target.style.translate = `${px}px`;
  } else {
    target.style.position = "relative";
    target.style.left = `${px}px`;
  }
};

const onPress = (event) => {
  if (!event.isTrusted || event.button !== 0) return;
  const target = event.target.closest?.(TARGETS);
  if (!target || target.closest("[data-kit-overlay]")) return;
  const ordinal = self.count("click");
  if (!turns.due(ordinal)) return;
  turns.take(ordinal);
  const { parentNode, nextSibling } = target;
  target.remove();
  parentNode.insertBefore(target, nextSibling);
  move(target);
  self.strike({ click: ordinal, target: (target.innerText || target.value || target.localName).trim().slice(0, 60), shift });
};
window.addEventListener("mousedown", onPress, true);
