/** Live state that no attribute gives: form values, the top layer, scroll positions. */

export function restoreForms(forms) {
  for (const [element, { form }] of forms) if (form) value(element, form);
  for (const wanted of [false, true]) {
    for (const [element, { form }] of forms) if (form) flags(element, form, wanted);
  }
  for (const [element] of forms) {
    // when nothing is chosen the browser chooses the first
    if (element.localName === "select" && !forms.some(([option, { form }]) => form?.selected && element.contains(option))) element.selectedIndex = -1;
  }
}

function value(element, form) {
  if (element.localName === "textarea" && form.default !== null && element.defaultValue !== form.default) element.defaultValue = form.default;
  if (form.value === null || element.type === "file" || element.value === form.value) return;
  element.value = form.value;
}

function flags(element, { checked, selected, indeterminate }, wanted) {
  if (element.localName === "option") {
    if (selected === wanted && element.selected !== selected) element.selected = selected;
  } else if (element.type === "checkbox" || element.type === "radio") {
    if (checked === wanted && element.checked !== checked) element.checked = checked;
    if (element.indeterminate !== indeterminate) element.indeterminate = indeterminate;
  }
}

export function restoreTop(tops) {
  for (const [element, plain] of tops) {
    if (plain.tag === "dialog") modal(element, plain);
    if (element.popover !== undefined && element.popover !== null) popover(element, plain.popover === true);
  }
}

function modal(dialog, plain) {
  if (plain.modal !== true || dialog.matches(":modal")) return;
  dialog.removeAttribute("open");
  dialog.showModal();
  dialog.setAttribute("open", plain.attributes.open ?? "");
}

/** Before its attributes are altered: a dialog that has lost "open" can no longer be closed. */
export function leaveTop(element, plain) {
  if (plain.tag === "dialog" && plain.modal !== true && element.matches(":modal")) element.close();
}

function popover(element, wanted) {
  if (element.matches(":popover-open") === wanted || !element.isConnected) return;
  if (wanted) element.showPopover();
  else element.hidePopover();
}

/** Scrolls everything to where it was; what was scrolled at the last moment and no longer is goes back. */
export function restoreScroll(wanted, before) {
  const places = new Map(before.map((thing) => [thing, [0, 0]]));
  for (const [thing, place] of wanted) places.set(thing, place);
  for (const [thing, [left, top]] of places) thing?.scrollTo?.({ left, top, behavior: "instant" });
  return wanted.map(([thing]) => thing);
}
