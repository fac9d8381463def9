const { share, most } = self.parameters;

const onChange = (event) => {
  const { target } = event;
  if (!event.isTrusted || target.localName !== "select" || !target.form) return;
  if (self.chance(`select ${target.name}`) >= share || Number(self.recall("times")) >= most) return;
  const fields = self.fields.of(target.form);
  const next = fields[fields.indexOf(target) + 1];
  if (!fields.includes(target) || !next || !self.fields.filled(next)) return;
  self.fields.restore(next);
  self.remember("times", Number(self.recall("times")) + 1);
  self.strike({ changed: self.fields.nameOf(target), overwritten: self.fields.nameOf(next) });
};
window.addEventListener("change", onChange);
