const TEXTS = "input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=search], input[type=url], textarea";
const { hydrate, keys, earliest, latest, most } = self.parameters;
const loads = self.turns("load", { earliest, latest, most });
const fields = self.turns("field", { earliest, latest, most });
const born = performance.now();

const hydrating = loads.due(self.load);
let told = false; // of this load
let left = null; // { field, keys } still to be eaten in one field

const nameOf = (field) => self.fields.nameOf(field);
const eatenByLoad = (field) => {
  if (!hydrating || performance.now() - born > hydrate) return false;
  if (!told) {
    told = true;
    loads.take(self.load);
    self.strike({ load: self.load, "hydrating ms": hydrate, field: nameOf(field) });
  }
  return true;
};
const eatenByField = (field) => {
  if (left?.field !== field || left.keys === 0) return false;
  if (left.keys === keys) self.strike({ "text field": left.ordinal, keys, field: nameOf(field) });
  left.keys -= 1;
  return true;
};

const known = new WeakSet();
const onFocus = ({ target }) => {
  if (!target.matches?.(TEXTS) || known.has(target) || target.readOnly) return;
  known.add(target);
  const ordinal = self.count("field");
  if (!fields.due(ordinal)) return;
  fields.take(ordinal);
  left = { field: target, keys, ordinal };
};
const onKey = (event) => {
  if (!event.isTrusted || event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return;
  const { target } = event;
  if (!target.matches?.(TEXTS) || target.readOnly || target.closest("[data-kit-overlay]")) return;
  if (eatenByLoad(target) || eatenByField(target)) event.preventDefault();
};
window.addEventListener("focusin", onFocus, true);
window.addEventListener("keydown", onKey, true);
