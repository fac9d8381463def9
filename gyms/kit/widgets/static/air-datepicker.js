/* An Air Datepicker: "14 July 2026" is shown, the hidden field submits the ISO date. */
kitFields.define("air-datepicker", (field) => {
  const names = (list) => list.split(" ");
  const months = "January February March April May June July August September October November December";
  const days = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday";
  const english = {
    days: names(days),
    daysShort: names(days).map((day) => day.slice(0, 3)),
    daysMin: names(days).map((day) => day.slice(0, 2)),
    months: names(months),
    monthsShort: names(months).map((month) => month.slice(0, 3)),
    today: "Today",
    clear: "Clear",
    dateFormat: "d MMMM yyyy",
    timeFormat: "HH:mm",
    firstDay: Number(field.dataset.firstDay),
  };
  const sent = kitFields.carrier(field);
  const shown = field.querySelector('input[type="text"]');
  shown.readOnly = true;
  const calendar = new AirDatepicker(shown, {
    locale: english,
    minDate: kitFields.day(field.dataset.first),
    maxDate: kitFields.day(field.dataset.last),
    selectedDates: sent.value ? [kitFields.day(sent.value)] : [],
    startDate: kitFields.day(sent.value) ?? new Date(),
    autoClose: true,
    toggleSelected: false,
    onSelect: ({ date }) => {
      if (kitFields.iso(date) !== sent.value) kitFields.send(sent, kitFields.iso(date));
    },
  });
  kitFields.follow(sent, () => {
    if (kitFields.iso(calendar.selectedDates[0]) === sent.value) return;
    if (sent.value) calendar.selectDate(kitFields.day(sent.value), { silent: true });
    else calendar.clear({ silent: true });
  });
});
