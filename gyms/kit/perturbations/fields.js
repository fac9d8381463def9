/* ``self.fields``: which fields of a form a perturbation may put back: those whose shown value is what is sent, and that one can see.
   Widgets keep what is sent elsewhere, so theirs are left alone. */
const disturbFields = (() => {
  const TEXTS = new Set("text email tel number search url date time datetime-local month week".split(" "));
  const WIDGETS = ".hasDatepicker, .flatpickr-input, [role=combobox], [aria-autocomplete], [aria-haspopup], [list]";

  const visible = (field) =>
    field.checkVisibility({ visibilityProperty: true }) && field.offsetWidth > 4 && field.offsetHeight > 4;
  const native = (field) =>
    field.localName === "textarea" ||
    (field.localName === "select" && !field.multiple && field.size < 2) ||
    (field.localName === "input" && TEXTS.has(field.type));
  const dressed = (field) => field.closest("[data-kit-kind]:not([data-kit-kind=native])");

  const resettable = (field) =>
    native(field) &&
    Boolean(field.name) &&
    !field.disabled &&
    !field.readOnly &&
    !field.matches(WIDGETS) &&
    !dressed(field) &&
    visible(field);

  const first = (select) => Math.max(0, Array.from(select.options).findIndex((option) => option.defaultSelected));

  return {
    /** Fields of a form in the order in which they stand. */
    of: (form) => Array.from(form?.elements ?? []).filter(resettable),
    native,
    visible,
    /** Whether it holds something else than it held at first. */
    filled: (field) =>
      field.localName === "select" ? field.selectedIndex !== first(field) : field.value !== field.defaultValue,
    /** Puts back what it held at first, without a word. */
    restore(field) {
      if (field.localName === "select") field.selectedIndex = first(field);
      else field.value = field.defaultValue;
    },
    nameOf: (field) => (field.labels?.[0]?.textContent ?? field.name).trim().slice(0, 60),
  };
})();
