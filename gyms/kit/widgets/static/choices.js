/* Choices.js over the select. */
kitFields.define("choices", (field) => {
  const select = field.querySelector("select");
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  const made = new Choices(select, {
    allowHTML: false,
    shouldSort: false,
    itemSelectText: "",
    placeholder: false,
    searchEnabled: select.options.length > 8,
    labelId: label?.id ?? "",
  });
  kitFields.relabel(select, made.containerOuter.element);
  const show = () => {
    if (String(made.getValue(true) ?? "") !== select.value) made.setChoiceByValue(select.value);
  };
  kitFields.watch(select, () => {
    const value = select.value;
    made.refresh(false, false, true);
    made.setChoiceByValue(value);
    if (select.disabled) made.disable();
    else made.enable();
  });
  kitFields.follow(select, show);
});
