/* A flatpickr calendar: "14 July 2026" is shown, the ISO date is submitted. */
kitFields.define("flatpickr", (field) => {
  const sent = kitFields.carrier(field);
  const id = sent.id;
  const calendar = flatpickr(sent, {
    altInput: true,
    altFormat: "j F Y",
    dateFormat: "Y-m-d",
    minDate: field.dataset.first || undefined,
    maxDate: field.dataset.last || undefined,
    disableMobile: true,
    locale: { firstDayOfWeek: Number(field.dataset.firstDay) },
  });
  // The visible field is flatpickr's own: it takes the id, so that the label belongs to it.
  sent.removeAttribute("id");
  calendar.altInput.id = id;
  kitFields.follow(sent, () => {
    const value = sent.value;
    if (value !== kitFields.iso(calendar.selectedDates[0])) calendar.setDate(value || null, false);
  });
});
