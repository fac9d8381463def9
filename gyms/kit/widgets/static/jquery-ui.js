/* A jQuery UI date picker: "14 July 2026" can be picked or typed, the hidden field submits the ISO date. */
kitFields.define("jquery-ui", (field) => {
  const $ = jQuery;
  const sent = kitFields.carrier(field);
  const shown = $(field).find('input[type="text"]');
  const format = "d MM yy";
  const { first, last } = field.dataset;

  function read(text) {
    try {
      return kitFields.iso($.datepicker.parseDate(format, text.trim()));
    } catch (notADate) {
      return "";
    }
  }

  shown.datepicker({
    dateFormat: format,
    firstDay: Number(field.dataset.firstDay),
    minDate: kitFields.day(first),
    maxDate: kitFields.day(last),
    changeYear: !first || !last || first.slice(0, 4) !== last.slice(0, 4),
    yearRange: "c-100:c+10",
    onSelect: (text) => kitFields.send(sent, read(text)),
  });
  shown.datepicker("setDate", kitFields.day(sent.value));
  shown.on("change", () => kitFields.send(sent, read(shown.val())));
  kitFields.follow(sent, () => {
    if (sent.value !== read(shown.val()) && (sent.value || document.activeElement !== shown[0])) {
      shown.datepicker("setDate", kitFields.day(sent.value) ?? null);
    }
  });
});
