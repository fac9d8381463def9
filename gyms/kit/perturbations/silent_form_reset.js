// At once, while the change is still being told: who looks at the form after a change sees what it did. And never
// when a press of a button made the change known, for then nobody could look before the form is sent.
const { trigger, earliest, latest, most } = self.parameters;
const turns = self.turns("change", { earliest, latest, most });
let changed = null; // the field that was changed last

const reset = (form, but, ordinal) => {
  const others = self.fields.of(form).filter((field) => field !== but && field !== document.activeElement);
  const filled = others.filter(self.fields.filled);
  if (!filled.length) return;
  const field = filled[self.between(`field ${ordinal}`, 0, filled.length - 1)];
  self.fields.restore(field);
  turns.take(ordinal);
  self.strike({ change: ordinal, field: self.fields.nameOf(field), trigger });
};
const settled = (field) => {
  const ordinal = self.count("change");
  if (turns.due(ordinal)) reset(field.form, field, ordinal);
};

const onChange = (event) => {
  const { target } = event;
  if (!event.isTrusted || !target.form || target.closest("[data-kit-overlay]")) return;
  if (!self.fields.native(target) && target.type !== "checkbox" && target.type !== "radio") return;
  const typed = target.localName !== "select" && target.type !== "checkbox" && target.type !== "radio";
  // What was typed is told when one leaves the field; where to, shows when the next one is entered.
  if (trigger === "change" && !typed) settled(target);
  else changed = target;
};
const onFocus = ({ target }) => {
  const left = changed;
  if (trigger === "tab" || !left || left === target || target.form !== left.form || !left.isConnected) return;
  if (!self.fields.of(left.form).includes(target)) return;
  changed = null;
  settled(left);
};
const onTab = () => {
  const left = changed;
  if (trigger !== "tab" || !left?.isConnected) return;
  changed = null;
  settled(left);
};
window.addEventListener("change", onChange);
window.addEventListener("focusin", onFocus);
document.addEventListener("visibilitychange", () => document.hidden && onTab());
window.addEventListener("click", (event) => event.isTrusted && event.target.closest?.("[role=tab]") && onTab());
