/* The date field as a jQuery UI date picker: "14 July 2026" can be picked or typed, a hidden field submits the ISO date. */
(function ($) {
  const shown = $("#date");
  const sent = document.getElementById("date-iso");
  const format = "d MM yy";

  function send(iso) {
    sent.value = iso;
    sent.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function read(text) {
    try {
      const day = $.datepicker.parseDate(format, text.trim());
      return day ? $.datepicker.formatDate("yy-mm-dd", day) : "";
    } catch (notADate) {
      return "";
    }
  }

  const day = (iso) => $.datepicker.parseDate("yy-mm-dd", iso);
  shown.datepicker({
    dateFormat: format,
    firstDay: 1,
    minDate: day(shown.data("min")),
    maxDate: day(shown.data("max")),
    onSelect: (text) => send(read(text)),
  });
  if (sent.value) shown.datepicker("setDate", day(sent.value));
  shown.on("change", () => send(read(shown.val())));
})(jQuery);
