/* The date field as a flatpickr calendar: "14 July 2026" is shown, the ISO date is submitted. */
(function () {
  const field = document.getElementById("date");
  const calendar = flatpickr(field, {
    altInput: true,
    altFormat: "j F Y",
    dateFormat: "Y-m-d",
    minDate: field.dataset.min,
    maxDate: field.dataset.max,
    disableMobile: true,
    locale: { firstDayOfWeek: 1 },
  });
  // The visible field is flatpickr's own: give it the id, so that the label belongs to it.
  field.removeAttribute("id");
  calendar.altInput.id = "date";
})();
