/* Day, month and year in three drop-downs; the hidden field submits the ISO date once all three make one. */
kitFields.define("selects", (field) => {
  const sent = kitFields.carrier(field);
  const parts = ["year", "month", "day"].map((part) => field.querySelector(`[data-part="${part}"]`));

  function read() {
    const [year, month, day] = parts.map((part) => Number(part.value));
    const made = new Date(year, month - 1, day);
    return year && month && day && made.getMonth() === month - 1 ? kitFields.iso(made) : "";
  }

  for (const part of parts) {
    part.addEventListener("change", (event) => {
      event.stopPropagation(); // who listens for "change" wants the date, not its parts
      if (read() !== sent.value) kitFields.send(sent, read());
    });
  }
  kitFields.follow(sent, () => {
    if (read() === sent.value) return;
    sent.value.split("-").forEach((number, index) => (parts[index].value = number ? String(Number(number)) : ""));
    if (!sent.value) for (const part of parts) part.value = "";
  });
});
