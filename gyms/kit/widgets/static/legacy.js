/* The home-grown calendar of 2004: a text field for dd/mm/yyyy, and a button that opens a calendar in a window. */
function kitCalendar(id) {
  const field = document.getElementById(id).closest("[data-kit-kind]");
  const { first, last, firstDay } = field.dataset;
  const asked = new URLSearchParams({ field: id, value: kitFields.carrier(field).value, first, last, firstDay });
  const opened = window.open(`/kit/widgets/calendar.html?${asked}`, "calendar", "width=260,height=290,left=420,top=240");
  if (opened) opened.focus();
}

kitFields.define("legacy", (field) => {
  const sent = kitFields.carrier(field);
  const shown = field.querySelector('input[type="text"]');
  const written = (iso) => iso.split("-").reverse().join("/");

  function read(text) {
    const [day, month, year] = text.trim().split("/").map(Number);
    const made = new Date(year, month - 1, day);
    return year > 999 && made.getMonth() === month - 1 && made.getDate() === day ? kitFields.iso(made) : "";
  }

  shown.value = written(sent.value);
  shown.addEventListener("change", (event) => {
    event.stopPropagation();
    kitFields.send(sent, read(shown.value));
  });
  // The calendar's window calls this.
  shown.kitPut = (iso) => {
    shown.value = written(iso);
    kitFields.send(sent, iso);
  };
  kitFields.follow(sent, () => {
    if (read(shown.value) !== sent.value && (sent.value || document.activeElement !== shown)) shown.value = written(sent.value);
  });
});
