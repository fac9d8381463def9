/* Tom Select over the select. */
kitFields.define("tom-select", (field) => {
  const select = field.querySelector("select");
  const id = select.id;
  const made = new TomSelect(select, { create: false, maxOptions: null, allowEmptyOption: true, controlInput: null });
  const labelled = kitFields.relabel(select, made.focus_node);
  if (labelled) made.focus_node.setAttribute("aria-labelledby", labelled);
  made.focus_node.setAttribute("role", "combobox");
  made.focus_node.id = id;
  kitFields.watch(select, () => {
    const value = select.value;
    made.clear(true);
    made.clearOptions();
    select.value = value;
    made.sync();
  });
  kitFields.follow(select, () => {
    if (made.getValue() !== select.value) made.setValue(select.value, true);
  });
});
