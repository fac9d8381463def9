const { share, earliest, latest, most } = self.parameters;
const STOPS = "input:not([type=hidden]), select, textarea, button";
const turns = self.turns("tab", { earliest, latest, most });

const stops = (form) =>
  Array.from(form.elements).filter((stop) => stop.matches(STOPS) && !stop.disabled && self.fields.visible(stop));

self.ready(() => {
  if (self.chance(`load ${self.load}`) >= share) return;
  const forms = Array.from(document.forms).filter((form) => stops(form).length > 2);
  for (const form of forms) {
    const free = stops(form).filter((stop) => !stop.hasAttribute("tabindex"));
    self.shuffled(`order ${self.load}`, free).forEach((stop, index) => (stop.tabIndex = index + 1));
  }
  if (forms.length) self.strike({ load: self.load, forms: forms.length });
});

const onTab = (event) => {
  const { form } = event.target;
  if (!event.isTrusted || event.key !== "Tab" || event.altKey || event.ctrlKey || !form) return;
  const ordinal = self.count("tab");
  const others = stops(form).filter((stop) => stop !== event.target && stop.type !== "submit");
  if (!turns.due(ordinal) || others.length < 2) return;
  turns.take(ordinal);
  event.preventDefault();
  const next = others[self.between(`stop ${ordinal}`, 0, others.length - 1)];
  next.focus();
  self.strike({ tab: ordinal, focus: self.fields.nameOf(next) });
};
window.addEventListener("keydown", onTab);
